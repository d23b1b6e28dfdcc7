import { profiles } from '../../electron/drivers/x32/profile.ts';
import { factoryState } from '../../electron/emulator/factoryState.ts';
import { seededRandom } from '../../shared/base/random.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import { type NumericSpec, stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema, type ParamId, type Schema } from '../../shared/desk/schema.ts';
import { SignalFlow } from '../../shared/signalFlow/signalFlow.ts';
import { alternately } from './alternately.ts';
import { type Benchmark, measuredRow, type Row } from './row.ts';
import { median, medianRatio } from './statistics.ts';

const rounds = 200;
const changesPerRun = 2000;

const decides =
  /^(?:channel|auxIn|fxReturn|bus|matrix|main)\/\w+\/(?:fader|mute|pan|monoLevel|assign\/.*|send\/.*|preamp\/trim)$/;

/** A busy desk: every send open at a level of its own, everything assigned. */
function busyDesk(schema: Schema): { readonly state: DeskState; readonly ids: readonly ParamId[] } {
  const state = factoryState(schema);
  const random = seededRandom(12);
  const ids = schema.addresses.flatMap((address, id) => (decides.test(address) ? [id] : []));
  for (const id of ids) {
    const spec = schema.specOf(id) as NumericSpec;
    const isMute = schema.addressOf(id).includes('ute');
    if (spec.kind === 'switch') state.set(id, isMute ? 0 : 1);
    else state.set(id, valueAtStep(spec, Math.floor((0.3 + 0.5 * random()) * stepCount(spec))));
  }
  return { state, ids };
}

/** µs of each of `times` calls. */
function timed(times: number, call: (round: number) => void): readonly number[] {
  return Array.from({ length: times }, (_, round) => {
    const started = performance.now();
    call(round);
    return (performance.now() - started) * 1000;
  });
}

function matrixReader(schema: Schema) {
  const strips = (...kinds: readonly string[]) =>
    schema.profile.strips.filter(({ kind }) => kinds.includes(kind)).flatMap((group) => group.strips);
  const sources = strips('channel', 'auxIn', 'fxReturn');
  const mixes = strips('bus', 'matrix', 'main');
  const into = new Float64Array(sources.length * mixes.length);
  const read = (flow: SignalFlow, from: readonly string[], to: readonly string[]) => {
    let place = 0;
    for (const source of from) for (const mix of to) into[place++] = flow.gainDb(source, mix) ?? Number.NaN;
    if (place !== from.length * to.length || Number.isNaN(into[0])) throw new Error('The matrix has gaps');
  };
  return { sources, mixes, read };
}

const figureRow = (name: string, unit: string, limit: number, figures: number[], floors: number[]): Row => ({
  ...measuredRow(
    { id: 'P12', name, unit, goal: { of: 'figure', is: 'at most', limit } },
    figures,
    floors,
    'reading as many values',
  ),
  ratio: medianRatio(figures, floors),
});

/** P12: all effective gains of a whole desk at once, and after one change. */
export const signalFlow: Benchmark = {
  id: 'P12',
  async measure() {
    const schema = buildSchema(profiles[0] as DeskProfile);
    const { state, ids } = busyDesk(schema);
    const { sources, mixes, read } = matrixReader(schema);
    const flow = new SignalFlow(state);
    let seen = 0;
    const whole = () => {
      const us = timed(rounds, () => {
        flow.gains.refresh();
        read(flow, sources, mixes);
      });
      return { us: median(us) };
    };
    const values = () => ({
      us: median(
        timed(rounds, () => {
          for (const id of ids) seen += state.number(id) ?? 0;
        }),
      ),
    });
    const levels = ids.filter((id) => schema.specOf(id).kind === 'level');
    const change = () => {
      let turn = 0;
      const us = timed(changesPerRun, () => {
        const id = levels[(turn * 37) % levels.length] as ParamId;
        const spec = schema.specOf(id) as NumericSpec;
        state.set(id, valueAtStep(spec, 40 + (turn++ % 100)));
        flow.update([{ id }]);
      });
      return { us: median(us) };
    };
    const one = () => ({
      us: median(
        timed(changesPerRun, (turn) => {
          seen += state.number(levels[turn % levels.length] as ParamId) ?? 0;
        }),
      ),
    });
    const all = await alternately({ whole, values }, 7);
    const single = await alternately({ change, one }, 7);
    if (Number.isNaN(seen)) throw new Error('Values were not read');
    return [
      figureRow(`${sources.length} × ${mixes.length} gains from scratch`, 'µs', 2000, all.whole.us, all.values.us),
      figureRow('gains after one change', 'µs', 50, single.change.us, single.one.us),
    ];
  },
};
