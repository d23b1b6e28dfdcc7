import driver from '../../electron/drivers/x32/index.ts';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import { SceneDesk } from '../../electron/hub/scenes/sceneDesk.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { stepCount, stepOf, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { agreements } from '../../shared/protocol/showMessages.ts';
import { noFade } from '../../shared/scenes/fade.ts';
import { recallPlan } from '../../shared/scenes/recallPlan.ts';
import { valuesOf } from '../../shared/scenes/scene.ts';
import type { SceneValues } from '../../shared/scenes/sceneValues.ts';
import { recallParams } from '../../shared/scenes/scope.ts';
import { alternately } from './alternately.ts';
import { startConsole } from './children.ts';
import { openTap } from './consoleTap.ts';
import { type BareWrite, writeBare } from './floors/bareWriter.ts';
import { type Benchmark, measuredRow, type Row } from './row.ts';

const host = '127.0.0.1';
const limitMs = 20_000;
const differences = 1000;
const windowWidth = 64;
const hearMs = 400;

/** A hub with a console that is live, and a show. */
async function openHub(port: number) {
  const hub = new DeskHub({ clock: systemClock, version: '', wallMs: Date.now });
  const scenes = new SceneDesk(hub);
  hub.addFeature(scenes);
  const seat = hub.attach(false);
  const live = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The console was not live in time')), limitMs);
    hub.addFeature({
      handle: () => false,
      connection: ({ state }) => {
        if (state !== 'live') return;
        clearTimeout(late);
        resolve();
      },
    });
  });
  const session = driver.open({ host, port }, seat.listener, { clock: systemClock });
  seat.bind(session);
  await live;
  const close = () => {
    hub.dispose();
    session.dispose();
    seat.detach();
  };
  return { hub, scenes, close };
}
type OpenHub = Awaited<ReturnType<typeof openHub>>;

/** Brings the desk to a scene. @returns ms from the first set to the last proof */
function recall({ scenes }: OpenHub, values: SceneValues): Promise<number> {
  const agreed = agreements.filter((each) => each !== 'rises' && each !== 'unmutes');
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The recall did not come to its end')), limitMs);
    const problem = scenes.recaller.start({
      title: 'bench',
      by: 'bench',
      why: 'recall',
      fade: noFade,
      hardCut: true,
      steps: ({ state }) => recallPlan({ state, values, agreed }).steps,
      done: ({ missed, why, total, tookMs }) => {
        clearTimeout(late);
        if (missed.size === 0 && why === '' && total === differences) resolve(tookMs);
        else reject(new Error(`${total} values, ${missed.size} did not land: ${why}`));
      },
    });
    if (problem !== undefined) reject(new Error(problem));
  });
}

/** The desk as it is, and the same with a thousand values one step further: levels, equalizers, dynamics, pans. */
function twoScenes({ hub }: OpenHub): readonly [SceneValues, SceneValues] {
  const { state } = hub;
  if (!state) throw new Error('There is no console');
  const params = recallParams(state.schema);
  const other = state.copy();
  let count = 0;
  for (const [id, spec] of state.schema.specs.entries()) {
    const kind = params[id]?.kind;
    const isMeant = kind === 'faders' || kind === 'pans' || kind === 'sends' || kind === 'eq' || kind === 'dynamics';
    const value = state.number(id);
    const isNumber = spec.kind === 'level' || spec.kind === 'number';
    if (count >= differences || !isMeant || !isNumber || value === undefined || params[id]?.yes !== undefined) continue;
    const step = stepOf(spec, value);
    other.set(id, valueAtStep(spec, step + 1 < stepCount(spec) ? step + 1 : step - 1));
    count++;
  }
  return [valuesOf(state), valuesOf(other)];
}

/** What the recall of a scene writes, as it stands on the wire. */
async function writesOf(consolePort: number): Promise<readonly (readonly BareWrite[])[]> {
  const tap = await openTap(consolePort);
  const open = await openHub(tap.port);
  const all: BareWrite[][] = [];
  for (const values of [...twoScenes(open)].toReversed()) {
    const writes = new Map<string, BareWrite>();
    tap.onSent = (bytes) => {
      const text = bytes.toString('latin1');
      const path = text.slice(0, text.indexOf('\0'));
      const isSet = text.includes(',') && /^\/(?:ch|auxin|fxrtn|bus|mtx|main|dca)\//.test(path);
      const padded = path.padEnd((path.length & ~3) + 4, '\0');
      if (isSet)
        writes.set(path, { set: Uint8Array.from(bytes), request: Uint8Array.from(padded, (c) => c.charCodeAt(0)) });
    };
    await recall(open, values);
    all.push([...writes.values()]);
  }
  tap.onSent = undefined;
  open.close();
  await tap.close();
  return all;
}

async function clean(): Promise<Row> {
  const desk = await startConsole();
  const [forth = [], back = []] = await writesOf(desk.port);
  const open = await openHub(desk.port);
  const scenes = twoScenes(open);
  let turn = 0;
  const { omnibus, floor } = await alternately(
    {
      omnibus: async () => ({ ms: await recall(open, scenes[++turn % 2] as SceneValues) }),
      floor: async () => {
        const [there, again] = turn % 2 === 1 ? [back, forth] : [forth, back];
        const startedMs = performance.now();
        await writeBare(desk.port, there, windowWidth);
        const ms = performance.now() - startedMs;
        // What was written behind the hub's back is taken back, and the hub hears of it, before it is measured again.
        await writeBare(desk.port, again, windowWidth);
        await new Promise((resolve) => setTimeout(resolve, hearMs));
        return { ms };
      },
    },
    9,
  );
  open.close();
  await desk.close();
  const name = `scene of ${differences} differences written and proven`;
  const goal = { of: 'ratio', is: 'at most', limit: 1.5 } as const;
  return measuredRow({ id: 'P5', name, unit: 'ms', goal }, omnibus.ms, floor.ms, 'bare write and read-back');
}

/** At 5 % loss both ways. */
async function lossy(): Promise<Row> {
  const desk = await startConsole(['--loss', '5']);
  const open = await openHub(desk.port);
  const scenes = twoScenes(open);
  const runs: number[] = [];
  for (let turn = 1; turn <= 6; turn++) {
    const ms = await recall(open, scenes[turn % 2] as SceneValues);
    if (turn > 1) runs.push(ms);
  }
  open.close();
  await desk.close();
  const goal = { of: 'figure', is: 'at most', limit: 1000 } as const;
  return measuredRow({ id: 'P5', name: 'the same at 5 % loss both ways', unit: 'ms', goal }, runs);
}

/** P5: a scene written and proven, against writing and reading back the same values bare. */
export const recallBench: Benchmark = {
  id: 'P5',
  async measure() {
    return [await clean(), await lossy()];
  },
};
