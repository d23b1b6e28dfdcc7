import { join } from 'node:path';
import * as v from 'valibot';
import { address, text, title, wallMs } from '../../shared/scenes/limits.ts';
import { mostValues } from '../../shared/scenes/scene.ts';
import { writeWhole } from './atomicFile.ts';
import { readIfThere } from './backups.ts';
import type { FileLayer } from './fileLayer.ts';

const sceneValue = v.union([v.pipe(v.number(), v.finite()), v.boolean(), text(256)]);
const keptPlan = v.strictObject({
  title,
  by: title,
  atMs: wallMs,
  desk: v.strictObject({ name: title, model: title, schemaHash: text(128) }),
  steps: v.pipe(
    v.array(v.strictObject({ address, from: sceneValue, to: sceneValue })),
    v.maxLength(mostValues, 'fewer values are expected'),
  ),
});
type Plan = v.InferOutput<typeof keptPlan>;

/** The file that says what is being recalled: it is there exactly while a recall is under way, or was cut short. */
const planFile = (folder: string) => join(folder, 'recall-under-way.json');

/** Keeps the plan of a recall on the disk while it runs, so that after a crash it is known what was meant. */
export class RecallPlans {
  readonly left: Plan | undefined;
  readonly #layer: FileLayer;
  readonly #folder: string;
  /** One thing at a time happens to the file. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(layer: FileLayer, folder: string, left: Plan | undefined) {
    this.#layer = layer;
    this.#folder = folder;
    this.left = left;
  }

  /** Reads what an earlier run left. What cannot be read is told and left alone. */
  static async open(layer: FileLayer, folder: string, warn: (message: string) => void): Promise<RecallPlans> {
    try {
      const found = await readIfThere(layer, planFile(folder));
      if (found === undefined) return new RecallPlans(layer, folder, undefined);
      return new RecallPlans(layer, folder, v.parse(keptPlan, JSON.parse(found)));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      warn(`A recall was cut short, but what it was cannot be read from ${planFile(folder)}: ${why}.`);
      return new RecallPlans(layer, folder, undefined);
    }
  }

  /** Resolves when the plan is on the disk. @throws (rejects) what the disk says */
  keep(plan: Plan): Promise<void> {
    return this.#inTurn(async () => {
      await this.#layer.makeFolder(this.#folder);
      await writeWhole(this.#layer, planFile(this.#folder), `${JSON.stringify(plan)}\n`);
    });
  }

  /** The recall came to its end. @throws (rejects) what the disk says */
  drop(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#layer.remove(planFile(this.#folder));
      await this.#layer.syncFolder(this.#folder);
    });
  }

  #inTurn(action: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(action);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
