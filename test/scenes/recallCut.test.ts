import { afterEach, expect, test } from 'vitest';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { otherValues, RecallStage, schema } from './recallStage.ts';

// Cut after any number of messages, a recall must not have made anything louder than it was before and is afterwards. The judge is
// a second emulated console: it is given what the first one took, message by message, and shows its meters each time.

let rig: RecallStage;
afterEach(() => rig.close());

const outputs = schema.profile.strips.flatMap(({ kind, strips }) =>
  kind === 'bus' || kind === 'matrix' || kind === 'main' ? strips : [],
);
const isLevel = (id: number) => schema.specOf(id).kind === 'level';
const db = (amplitude: number) => 20 * Math.log10(Math.max(amplitude, 1e-9));
/** The players' moment at which all meters are read: always the same, so that only the desk decides. */
const momentMs = 5000;
/** A detector that rounds. */
const toleranceDb = 0.05;

/** What decides levels: faders, mutes, sends, taps, assigns, groups, pans. */
const sounding =
  /^(?:(?:channel|auxIn|fxReturn|bus|main|dca)\/\w+\/(?:fader|mute|pan|monoLevel|assign\/.*|send\/.*)|muteGroup\/\d\/mute)$/;

/** Meters of all outputs on a console that has these values. */
function metersOf(desk: SimulatedDesk): readonly number[] {
  // Two moments, so that a bus that feeds another one has arrived there.
  for (const moment of [momentMs, momentMs + 50]) desk.levels.update(moment);
  return outputs.flatMap((strip) => (['left', 'right'] as const).map((side) => db(desk.levels.post(strip, side))));
}

/** A fresh console with these values: its meters are those of a desk that was never any other. */
function deskWith(values: Iterable<readonly [number, ParamValue]>): SimulatedDesk {
  const desk = new SimulatedDesk(schema, 3);
  desk.apply(
    Array.from(values, ([id, value]) => ({ id, value })),
    undefined,
  );
  return desk;
}

const allOf = (desk: { get(id: number): ParamValue | undefined }) =>
  new Map(
    Array.from({ length: schema.size }, (_, id) => [id, desk.get(id)] as const).filter(
      (pair): pair is readonly [number, ParamValue] => pair[1] !== undefined,
    ),
  );

test.each([11, 12])(
  'cut after any of 500 steps, no level and no output is above the higher of before and after, seed %i',
  async (seed) => {
    rig = await RecallStage.open({ seed });
    await rig.putAll(otherValues(seed, 800, (address) => sounding.test(address)));
    const id = rig.store('After');
    const after = allOf(rig.stage.main.desk);
    await rig.putAll(otherValues(seed + 100, 800, (address) => sounding.test(address)));
    const before = allOf(rig.stage.main.desk);
    const from = rig.stage.main.sets.length;
    rig.recall(id, { scope: { main: true } });
    const status = await rig.untilDone();
    expect(status).toMatchObject({ state: 'done', missed: [] });
    expect(status.total).toBeGreaterThan(500);

    const taken = rig.stage.main.sets.slice(from);
    const loudest = (values: ReadonlyMap<number, ParamValue>) => metersOf(deskWith(values));
    const ceiling = loudest(before).map((level, index) => Math.max(level, loudest(after)[index] ?? -Infinity));
    const now = new Map(before);
    const complaints: string[] = [];
    for (const [k, { id: each, value }] of taken.entries()) {
      now.set(each, value);
      const limit = Math.max(Number(before.get(each)), Number(after.get(each)));
      if (isLevel(each) && Number(value) > limit) complaints.push(`${k}: ${schema.addressOf(each)} is ${value}`);
      for (const [index, level] of metersOf(deskWith(now)).entries()) {
        if (level > (ceiling[index] ?? 0) + toleranceDb)
          complaints.push(`${k}: output ${index} at ${level.toFixed(1)} dB`);
      }
    }
    expect(complaints.slice(0, 5)).toEqual([]);
    expect(taken.length).toBeGreaterThan(500);
  },
  120_000,
);
