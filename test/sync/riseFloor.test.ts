import { describe, expect, test } from 'vitest';
import { accept } from '../../shared/desk/paramSpec.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { stageSchema } from '../support/stageDesk.ts';

/**
 * What is on its way may be lost, may be overtaken by a hand at the desk, may arrive after all: a rise counts from the lowest value
 * that the desk may have. Each of these was found by the random play of hubSafety.test.ts.
 */
const fader = stageSchema.need('channel/1/fader');
const main = stageSchema.need('main/stereo/fader');
const gain = stageSchema.need('headamp/1/gain');
const db = (value: number) => {
  const result = accept(stageSchema.specOf(fader), value);
  if (!result.ok) throw new Error(result.error);
  return Number(result.value);
};

function live(answersAfterMs = 1) {
  const bench = hubBench();
  const desk = bench.desk();
  desk.answersAfterMs = answersAfterMs;
  desk.goLive(stageSchema);
  const [anna, ben] = ['Anna', 'Ben'].map((name) => new RecordingClient(bench.hub, name));
  if (!anna || !ben) throw new Error('nobody');
  /** By how much each set raised what the desk had, silence counting as −60. */
  const rises: number[] = [];
  const { push } = desk;
  desk.push = (changes, touched) => {
    for (const { id, value } of changes) {
      const before = Math.max(-60, Number(desk.values.get(id)));
      rises.push(Math.max(-60, Number(value)) - before);
    }
    push.call(desk, changes, touched);
  };
  const mostAtOnceDb = () => Math.max(...rises);
  return { ...bench, desk, anna, ben, rises, mostAtOnceDb };
}

describe('while a set is on its way, a hand at the desk pulls the control down', () => {
  test('and the next wish counts from where the hand left it', () => {
    const { anna, desk, settle, mostAtOnceDb } = live();
    desk.say({ id: main, value: 3.6 });
    anna.set({ id: main, value: db(-4) });
    settle(0.7);
    desk.say({ id: main, value: -Infinity });
    settle(20);
    anna.set({ id: main, value: db(-47) });
    expect(desk.values.get(main)).toBe(db(-54));
    settle(100);
    expect(mostAtOnceDb()).toBeLessThanOrEqual(6.001);
    expect(desk.values.get(main)).toBe(db(-47));
  });

  test('and the slope is paid from there, too', () => {
    const { anna, ben, desk, settle, rises } = live();
    anna.set({ id: fader, value: db(-30) });
    settle(0.8);
    desk.say({ id: fader, value: db(-56.4) });
    settle(11.7);
    ben.set({ id: fader, value: db(2) });
    settle(7.5);
    const risenDb = rises.reduce((sum, riseDb) => sum + riseDb, 0);
    // 6 dB that one message may take at once, 300 dB/s for 20 ms, and one of the desk's coarse steps for each of the two wishes.
    expect(risenDb).toBeLessThanOrEqual(6 + 6 + 2 * 0.8);
    settle(1000);
    expect(desk.values.get(fader)).toBe(db(2));
  });

  test('and undo goes back up no faster than any other rise', () => {
    const { anna, desk, settle, mostAtOnceDb } = live();
    desk.say({ id: gain, value: -4.5 });
    anna.set({ id: gain, value: 8 });
    settle(0.8);
    desk.say({ id: gain, value: -12 });
    settle(39);
    anna.say({ type: 'undo' });
    settle(500);
    expect(mostAtOnceDb()).toBeLessThanOrEqual(6.001);
    expect(desk.values.get(gain)).toBe(-4.5);
  });
});

describe('gain that a hand at the desk has turned down asks before it goes above +10 dB again', () => {
  const question = (value: number) => ({ type: 'confirm', id: gain, value });

  test('when a hand in the app held it meanwhile', () => {
    const { anna, desk, settle } = live();
    desk.say({ id: gain, value: 30 });
    anna.say({ type: 'touch', ids: [gain] });
    desk.say({ id: gain, value: -12 });
    settle(50);
    // Anna still sees 30: to her, 25 is less.
    anna.set({ id: gain, value: 25 });
    settle(500);
    expect(anna.last('confirm')).toMatchObject(question(25));
    expect(desk.values.get(gain)).toBe(-12);
  });

  test('when a set of ours was on its way', () => {
    const { anna, ben, desk, settle } = live();
    desk.say({ id: gain, value: 30 });
    anna.set({ id: gain, value: 20 });
    settle(0.8);
    desk.say({ id: gain, value: -12 });
    ben.set({ id: gain, value: 15 });
    settle(500);
    expect(ben.last('confirm')).toMatchObject(question(15));
    expect(desk.values.get(gain)).toBe(-12);
  });

  test('and goes down from what it was without a question', () => {
    const { anna, desk, settle } = live();
    desk.say({ id: gain, value: 30 });
    anna.set({ id: gain, value: 25 });
    settle(500);
    expect(anna.last('confirm')).toBeUndefined();
    expect(desk.values.get(gain)).toBe(25);
  });
});

test('a pull that was lost is no reason to jump up from what the desk really has', () => {
  const { anna, ben, desk, settle, mostAtOnceDb, hub } = live();
  desk.say({ id: gain, value: 47.5 });
  desk.isDeaf = true;
  anna.set({ id: gain, value: 16.5 });
  settle(20);
  desk.enter('stale');
  desk.values.set(gain, -12);
  desk.isDeaf = false;
  desk.enter('live');
  desk.say({ id: gain, value: -12 });
  // Shown is still what Anna wanted: −4 looks like a fall.
  expect(hub.state?.get(gain)).toBe(16.5);
  ben.set({ id: gain, value: -4 });
  settle(200);
  expect(mostAtOnceDb()).toBeLessThanOrEqual(6.001);
  expect(desk.values.get(gain)).toBe(-4);
});

test('down and up again in a moment: until the desk has spoken, it may have stayed at the lowest', () => {
  const { anna, desk, settle } = live(100);
  desk.say({ id: fader, value: 0 });
  settle(200);
  anna.set({ id: fader, value: db(-40) });
  settle(20);
  desk.isDeaf = true;
  anna.set({ id: fader, value: db(-20) });
  settle(60);
  expect(desk.values.get(fader)).toBe(db(-40));
  const sent = desk.pushed.map(({ value }) => Number(value));
  expect(Math.max(...sent.slice(1))).toBeLessThanOrEqual(db(-40) + 6.001);
  desk.isDeaf = false;
  settle(3000);
  expect(desk.values.get(fader)).toBe(db(-20));
});

describe('a freeze catches a pull on its way', () => {
  const caught = () => {
    const bench = live(65);
    const { desk, settle } = bench;
    desk.say({ id: main, value: db(2) });
    settle(100);
    return bench;
  };

  test('and a panic after it raises nothing: the pull may have arrived', () => {
    const { anna, ben, desk, settle, mostAtOnceDb } = caught();
    anna.set({ id: main, value: -Infinity });
    settle(13);
    anna.say({ type: 'freeze', on: true });
    ben.say({ type: 'panic', on: true });
    settle(400);
    expect(mostAtOnceDb()).toBeLessThanOrEqual(0);
    expect(desk.values.get(main)).toBe(-Infinity);
  });

  test('and a panic that is under way takes no step back up', () => {
    const { anna, ben, desk, settle, mostAtOnceDb } = caught();
    ben.say({ type: 'panic', on: true });
    // Between two of the fade's steps, and just after the desk's last word.
    settle(106);
    anna.set({ id: main, value: -Infinity });
    settle(1);
    anna.say({ type: 'freeze', on: true });
    settle(400);
    expect(mostAtOnceDb()).toBeLessThanOrEqual(0);
    expect(desk.values.get(main)).toBe(-Infinity);
  });

  test('and once the desk was read, its own word counts again', () => {
    const { anna, desk, settle, hub } = caught();
    desk.isDeaf = true;
    anna.set({ id: main, value: -Infinity });
    settle(5);
    anna.say({ type: 'freeze', on: true });
    desk.isDeaf = false;
    anna.say({ type: 'freeze', on: false });
    settle(500);
    expect(hub.isOpen).toBe(true);
    anna.set({ id: main, value: db(4) });
    expect(desk.values.get(main)).toBe(db(4));
  });
});

test('who touches a control within 500 ms of another hand’s last move does not have it, and the other still moves it', () => {
  const { anna, ben, desk, settle } = live();
  desk.say({ id: main, value: -Infinity });
  anna.say({ type: 'touch', ids: [main] });
  settle(400);
  anna.set({ id: main, value: -Infinity });
  settle(180);
  anna.say({ type: 'release', ids: [main] });
  settle(30);
  ben.say({ type: 'touch', ids: [main] });
  settle(150);
  ben.set({ id: main, value: db(-50) });
  expect(desk.pushed).toEqual([]);
  anna.set({ id: main, value: db(-57) });
  expect(desk.values.get(main)).toBe(db(-57));
});
