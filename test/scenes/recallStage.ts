import { SceneDesk, type SceneDeskOptions } from '../../electron/hub/scenes/sceneDesk.ts';
import { seededRandom } from '../../shared/base/random.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { Change } from '../../shared/desk/diff.ts';
import { type ParamValue, stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import type { Agreement, RecallStatus } from '../../shared/protocol/showMessages.ts';
import { recallParams } from '../../shared/scenes/scope.ts';
import { RecordingClient } from '../support/hubBench.ts';
import { Stage, type StageOptions, schema } from '../sync/faults/stage.ts';

export { schema };

/** Everything that needs a second yes, said. */
export const everyYes: readonly Agreement[] = ['gain', 'phantom', 'routing', 'main', 'talkback', 'rises', 'unmutes'];

/** The emulated console on a virtual clock, the hub with a show, and a person at it. */
export class RecallStage {
  readonly stage: Stage;
  readonly scenes: SceneDesk;
  readonly person: RecordingClient;

  private constructor(stage: Stage, options: SceneDeskOptions) {
    this.stage = stage;
    this.scenes = new SceneDesk(stage.hub, options);
    stage.hub.addFeature(this.scenes);
    this.person = new RecordingClient(stage.hub, 'Anna');
  }

  static async open(options: Partial<StageOptions> = {}, sceneOptions: SceneDeskOptions = {}): Promise<RecallStage> {
    return new RecallStage(await Stage.open({ seed: 1, pages: 0, ...options }), sceneOptions);
  }

  id(address: Address): number {
    return schema.need(address);
  }

  /** A hand at the console. */
  put(values: Readonly<Record<Address, ParamValue>>): Promise<void> {
    return this.putAll(Object.entries(values).map(([address, value]) => ({ id: schema.need(address), value })));
  }

  async putAll(changes: readonly Change[]): Promise<void> {
    // In slices, as hands are: thousands at once do not fit into a receive buffer.
    for (let from = 0; from < changes.length; from += 100) {
      // One by one: of a linked pair the second follows the first, as under a hand.
      for (const change of changes.slice(from, from + 100)) this.stage.main.desk.apply([change], 'surface');
      await this.run(20);
    }
    await this.run(200);
  }

  at(address: Address): ParamValue | undefined {
    return this.stage.main.desk.get(schema.need(address));
  }

  run(ms: number): Promise<void> {
    return this.stage.run(ms);
  }

  /** @returns the id of the scene */
  store(name: string): string {
    this.person.say({ type: 'sceneStore', name });
    const scene = this.scenes.show.show.scenes.at(-1);
    if (scene?.name !== name) throw new Error(`"${name}" was not stored: ${this.person.last('problem')?.message}`);
    return scene.id;
  }

  recall(id: string, choice: object = {}): void {
    this.person.say({ type: 'sceneRecall', source: { from: 'scene', id }, agreed: everyYes, ...choice });
  }

  get status(): RecallStatus | null {
    return this.scenes.recaller.status;
  }

  /** Lets time pass until no recall is under way. */
  async untilDone(withinMs = 30_000): Promise<RecallStatus> {
    for (let passed = 0; passed < withinMs; passed += 20) {
      const { status } = this;
      if (status && (status.state === 'done' || status.state === 'ended')) return status;
      await this.run(20);
    }
    throw new Error(`The recall did not come to its end: ${JSON.stringify(this.status)}`);
  }

  /** All values of the desk that belong to scenes. */
  picture(): ReadonlyMap<number, ParamValue> {
    const params = recallParams(schema);
    const picture = new Map<number, ParamValue>();
    for (let id = 0; id < schema.size; id++) {
      const value = this.stage.main.desk.get(id);
      if (params[id] && value !== undefined) picture.set(id, value);
    }
    return picture;
  }

  async close(): Promise<void> {
    this.scenes.dispose();
    await this.stage.close();
  }
}

/** Other values for parameters picked by chance among those that `isMeant`. */
export function otherValues(seed: number, count: number, isMeant: (address: Address) => boolean): readonly Change[] {
  const random = seededRandom(seed);
  const params = recallParams(schema);
  const ids = schema.addresses.flatMap((address, id) => (params[id] && isMeant(address) ? [id] : []));
  const changes = new Map<number, ParamValue>();
  while (changes.size < Math.min(count, ids.length)) {
    const id = ids[Math.floor(random() * ids.length)] as number;
    const spec = schema.specOf(id);
    if (changes.has(id) || spec.keptByApp) continue;
    if (spec.kind === 'text') changes.set(id, `n${Math.floor(random() * 1000)}`);
    else changes.set(id, valueAtStep(spec, Math.floor(random() * stepCount(spec))));
  }
  return Array.from(changes, ([id, value]) => ({ id, value }));
}
