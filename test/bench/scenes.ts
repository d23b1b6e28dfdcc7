import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profiles } from '../../electron/drivers/x32/profile.ts';
import { disk } from '../../electron/shows/fileLayer.ts';
import { openShowFile } from '../../electron/shows/showFile.ts';
import { seededRandom } from '../../shared/base/random.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import { stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema, type Schema } from '../../shared/desk/schema.ts';
import { preview } from '../../shared/scenes/preview.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { recallPlan } from '../../shared/scenes/recallPlan.ts';
import { storeScene, valuesOf } from '../../shared/scenes/scene.ts';
import { recallKinds, secondYeses } from '../../shared/scenes/scope.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import { addScene } from '../../shared/scenes/showEdits.ts';
import { alternately } from './alternately.ts';
import { type Benchmark, measuredRow } from './row.ts';

const sceneCount = 200;
/** What one scene of a show has differently from the next, of what shows change. */
const changedValues = 400;
const changing: ReadonlySet<string> = new Set(['faders', 'mutes', 'groups', 'pans', 'names']);

function fill(state: DeskState, random: () => number, ids: Iterable<number>): void {
  for (const id of ids) {
    const spec = state.schema.specOf(id);
    if (spec.kind === 'text') state.set(id, `Name ${Math.floor(random() * 100)}`);
    else state.set(id, valueAtStep(spec, Math.floor(random() * stepCount(spec))));
  }
}

function deskOf(schema: Schema, random: () => number): DeskState {
  const state = new DeskState(schema);
  fill(state, random, schema.addresses.keys());
  return state;
}

function largeShow(schema: Schema): string {
  const random = seededRandom(200);
  const state = deskOf(schema, random);
  const moving = schema.specs.flatMap(({ group }, id) => (changing.has(group) ? [id] : []));
  const moved = () =>
    Array.from({ length: changedValues }, () => moving[Math.floor(random() * moving.length)] as number);
  let show = emptyShow;
  for (let number = 1; number <= sceneCount; number++) {
    show = addScene(show, storeScene(state, { id: `scene-${number}`, name: `Scene ${number}`, createdMs: number }));
    fill(state, random, moved());
  }
  return printShow(show);
}

/** The least that opening can be: the text is parsed, and every value of every scene is one of the kinds that a value can be. */
async function openBare(path: string): Promise<number> {
  const file = JSON.parse(await readFile(path, 'utf8')) as {
    readonly common: Readonly<Record<string, unknown>>;
    readonly scenes: readonly { readonly values: Readonly<Record<string, unknown>> }[];
  };
  let count = 0;
  for (const values of [file.common, ...file.scenes.map((scene) => scene.values)]) {
    for (const value of Object.values(values)) {
      if (typeof value !== 'number' && typeof value !== 'string' && typeof value !== 'boolean')
        throw new Error('no value');
      count++;
    }
  }
  return count;
}

async function timed(action: () => unknown): Promise<{ ms: number }> {
  const started = performance.now();
  await action();
  return { ms: performance.now() - started };
}

async function measureOpening(schema: Schema) {
  const folder = mkdtempSync(join(tmpdir(), 'omnibus-bench-'));
  try {
    const path = join(folder, 'Large.omnibus');
    const text = largeShow(schema);
    writeFileSync(path, text);
    const { omnibus, bare } = await alternately({
      omnibus: () =>
        timed(async () => {
          const opened = await openShowFile(disk, path, 0);
          if (!opened.ok || opened.value.show.scenes.length !== sceneCount) throw new Error('The show does not open');
        }),
      bare: () => timed(() => openBare(path)),
    });
    const name = `open a show of ${sceneCount} scenes (${(text.length / 1e6).toFixed(1)} MB)`;
    const subject = { unit: 'ms', name };
    const most = { of: 'figure', is: 'at most', limit: 300 } as const;
    const ratio = { of: 'ratio', is: 'at most', limit: 4 } as const;
    return [
      measuredRow({ ...subject, id: 'S1', goal: most }, omnibus.ms, bare.ms, 'JSON.parse, each value checked'),
      measuredRow({ ...subject, id: 'S1.ratio', goal: ratio }, omnibus.ms, bare.ms, 'JSON.parse, each value checked'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measurePreview(schema: Schema) {
  const now = deskOf(schema, seededRandom(1));
  const values = valuesOf(deskOf(schema, seededRandom(2)));
  const scope = { kinds: [...recallKinds], main: true };
  const stored = deskOf(schema, seededRandom(2));
  // People look at many previews in a show: what is measured is not the first.
  for (let round = 0; round < 20; round++) preview(now, recallPlan({ state: now, values, scope, agreed: secondYeses }));
  const { omnibus, bare } = await alternately(
    {
      omnibus: () =>
        timed(() => {
          const plan = recallPlan({ state: now, values, scope, agreed: secondYeses });
          if (preview(now, plan).total < 6000) throw new Error('The preview is not of a whole scene');
        }),
      bare: () => timed(() => now.diffTo(stored)),
    },
    15,
  );
  const goal = { of: 'figure', is: 'at most', limit: 30 } as const;
  const name = 'preview of a whole scene, every value different';
  return [measuredRow({ id: 'S2', name, unit: 'ms', goal }, omnibus.ms, bare.ms, 'ids that differ, no words')];
}

/** S1, S2: opening a large show, previewing a whole scene. */
export const scenes: Benchmark = {
  id: 'S1',
  async measure() {
    const schema = buildSchema(profiles[0] as DeskProfile);
    return [...(await measureOpening(schema)), ...(await measurePreview(schema))];
  },
};
