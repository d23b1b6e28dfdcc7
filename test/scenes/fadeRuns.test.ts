import { afterEach, describe, expect, test } from 'vitest';
import { canonical, type NumericSpec } from '../../shared/desk/paramSpec.ts';
import { RecallStage, schema } from './recallStage.ts';

let rig: RecallStage;
afterEach(() => rig.close());

const fader = 'channel/1/fader';
/** 0 dB on the grid of the console's faders. */
const full = canonical(schema.specOf(schema.need('channel/1/fader')) as NumericSpec, 0);
const other = 'channel/2/fader';
const send = 'channel/1/send/bus/3/level';

/** A scene with both faders at 0 dB, and the desk with both at −40. */
async function faded(choice: object = { fade: { ms: 4000, law: 'dB' } }) {
  rig = await RecallStage.open();
  await rig.put({ [fader]: 0, [other]: 0, [send]: 0 });
  const id = rig.store('Up');
  await rig.put({ [fader]: -40, [other]: -40, [send]: -40 });
  rig.recall(id, choice);
  return id;
}

const values = (address: string) => {
  const id = schema.need(address);
  return rig.stage.main.sets.filter((each) => each.id === id).map(({ value }) => Number(value));
};

describe('a fade', () => {
  test('is even in dB, and ends where the scene is', async () => {
    await faded();
    await rig.run(2000);
    expect(Number(rig.at(fader))).toBeGreaterThan(-21.5);
    expect(Number(rig.at(fader))).toBeLessThan(-18.5);
    const status = await rig.untilDone();
    expect(status).toMatchObject({ state: 'done', missed: [] });
    expect(status.tookMs).toBeGreaterThanOrEqual(4000);
    expect(status.tookMs).toBeLessThan(4800);
    expect(rig.at(fader)).toBe(full);
    const steps = values(fader).slice(2);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });

  test('is even in travel if it is asked to be, and groups have times of their own', async () => {
    await faded({ fade: { ms: 4000, law: 'position', groups: { sends: 1000 } } });
    await rig.run(1300);
    expect(rig.at(send)).toBe(0);
    await rig.run(700);
    // From −40 dB (0.188 of the travel) to 0 dB (0.75): in the middle 0.469, that is −12.5 dB.
    expect(Number(rig.at(fader))).toBeGreaterThan(-14);
    expect(Number(rig.at(fader))).toBeLessThan(-11);
    await rig.untilDone();
  });

  test('ends for a fader that a hand takes at the console, within 100 ms, and for no other', async () => {
    await faded();
    await rig.run(1500);
    for (const level of [-33, -32.5, -32, -31.5, -31]) {
      rig.stage.hand(schema.need(fader), level);
      await rig.run(20);
    }
    const left = rig.at(fader);
    const status = await rig.untilDone();
    expect(rig.at(fader)).toBe(left);
    expect(Number(left)).toBeCloseTo(-31, 0);
    expect(rig.at(other)).toBe(full);
    expect(status.missed).toMatchObject([{ address: fader, why: 'moved' }]);
  });

  test('ends for a fader that a person takes on a page', async () => {
    await faded();
    await rig.run(1500);
    rig.person.say({ type: 'touch', ids: [schema.need(fader)] });
    await rig.run(200);
    const left = rig.at(fader);
    const status = await rig.untilDone();
    expect(rig.at(fader)).toBe(left);
    expect(status.missed).toMatchObject([{ address: fader, why: 'held' }]);
    expect(rig.at(other)).toBe(full);
  });

  test.each([
    ['a freeze', () => rig.stage.hub.safety.freeze('Ben'), () => rig.stage.hub.safety.unfreeze('Ben')],
    ['sleep', () => rig.stage.hub.safety.suspend(), () => rig.stage.hub.safety.resume()],
    ['a lost link', () => rig.stage.impair({ loss: 1 }), () => rig.stage.impair({ loss: 0 })],
  ] as const)('ends with %s, and is not resumed by itself', async (_what, begin, end) => {
    await faded();
    await rig.run(1500);
    begin();
    await rig.run(4000);
    const left = [rig.at(fader), rig.at(other)];
    end();
    await rig.run(6000);
    expect([rig.at(fader), rig.at(other)]).toEqual(left);
    expect(Number(left[0])).toBeLessThan(-10);
    // Two faders and a send, all on their way.
    expect(rig.status).toMatchObject({ state: 'ended', landed: 0, total: 3 });
    expect(rig.person.last('interruptedRecall')?.interrupted).toMatchObject({
      title: 'Up',
      applied: 0,
      between: 3,
      changed: 0,
    });
  });

  test('never starts from a value that is not known', async () => {
    rig = await RecallStage.open();
    await rig.put({ [fader]: 0, [other]: 0 });
    const id = rig.store('Up');
    await rig.put({ [fader]: -40, [other]: -40 });
    rig.stage.hub.desk?.forget(schema.need(fader));
    const before = values(fader).length;
    rig.recall(id, { fade: { ms: 1000, law: 'dB' } });
    await rig.untilDone();
    expect(values(fader)).toHaveLength(before);
    expect(rig.at(other)).toBe(full);
  });
});
