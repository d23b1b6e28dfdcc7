import { describe, expect, test } from 'vitest';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { stageSchema } from '../../test/support/stageDesk.ts';
import { fadedDb } from './panic.ts';

const fader = stageSchema.need('channel/1/fader');
const mute = stageSchema.need('channel/1/mute');
const main = stageSchema.need('main/stereo/fader');
const gain = stageSchema.need('headamp/1/gain');
const phantom = stageSchema.need('headamp/1/phantom');
const talk = stageSchema.need('talkback/a/key');

function live() {
  const bench = hubBench();
  const desk = bench.desk();
  desk.goLive(stageSchema);
  desk.say({ id: fader, value: 0 }, { id: main, value: 0 });
  desk.answersAfterMs = 2;
  const anna = new RecordingClient(bench.hub, 'Anna');
  const ben = new RecordingClient(bench.hub, 'Ben');
  bench.settle();
  for (const client of [anna, ben]) client.clear();
  return { ...bench, desk, anna, ben };
}

describe('freeze', () => {
  test('stops every set at once, tells everybody who and since when, and shows what the desk has', () => {
    const { anna, ben, desk, settle, hub } = live();
    anna.say({ type: 'freeze', on: true });
    expect(ben.last('output')?.output).toMatchObject({ state: 'frozen', why: 'freeze', by: 'Anna', sinceMs: 1 });
    ben.set({ id: mute, value: 1 });
    anna.say({ type: 'undo' });
    settle(1000);
    expect(desk.pushed).toEqual([]);
    expect(ben.heard).toEqual([{ id: mute, value: 0, landing: 'landed' }]);
    expect(hub.state?.get(mute)).toBe(0);
    expect(anna.last('problem')?.message).toContain('Anna has frozen');
  });

  test('drops what waits to leave and does not send again what was lost', () => {
    const { anna, desk, settle } = live();
    let halts = 0;
    Object.assign(desk, { halt: () => halts++ });
    desk.answersAfterMs = undefined;
    anna.set({ id: mute, value: 1 });
    anna.say({ type: 'freeze', on: true });
    expect(halts).toBe(1);
    desk.say({ id: mute, value: 0 });
    settle(5000);
    expect(desk.pushed).toHaveLength(1);
  });

  test('reads what was wanted before sets go again, and asks until there is an answer', () => {
    const { anna, ben, desk, settle, hub } = live();
    desk.answersAfterMs = undefined;
    anna.set({ id: mute, value: 1 });
    anna.say({ type: 'freeze', on: true });
    desk.asked.length = 0;
    ben.say({ type: 'freeze', on: false });
    expect(ben.last('output')?.output.state).toBe('reading');
    expect(desk.asked).toEqual([mute]);
    settle(600);
    expect(desk.asked).toEqual([mute, mute]);
    ben.set({ id: fader, value: -10 });
    expect(desk.pushed).toHaveLength(1);
    desk.say({ id: mute, value: 1 });
    expect(ben.last('output')?.output).toEqual({ state: 'open' });
    expect(hub.state?.get(mute)).toBe(1);
    ben.set({ id: fader, value: -10 });
    expect(desk.pushed).toHaveLength(2);
  });

  test('ends although a value is never answered; that value is unknown and nothing starts from it', () => {
    const { anna, desk, settle, hub } = live();
    desk.answersAfterMs = undefined;
    anna.set({ id: fader, value: -10 });
    anna.say({ type: 'freeze', on: true });
    anna.say({ type: 'freeze', on: false });
    settle(10_000);
    expect(anna.last('output')?.output.state).toBe('open');
    expect(hub.state?.get(fader)).toBeUndefined();
    anna.set({ id: fader, value: -20 });
    expect(desk.pushed).toHaveLength(1);
  });
});

describe('panic', () => {
  test('falls evenly', () => {
    expect([0, 150, 299, 300].map((ms) => Math.round(fadedDb(0, ms)))).toEqual([0, -30, -60, -Infinity]);
    expect(fadedDb(-Infinity, 0)).toBe(-Infinity);
    expect(fadedDb(-70, 0)).toBe(-Infinity);
  });

  test('has the mains off within 300 ms and moves nothing else', () => {
    const { anna, ben, desk, settle, hub } = live();
    anna.say({ type: 'panic', on: true });
    expect(ben.last('panic')?.panic).toMatchObject({ by: 'Anna', strips: ['main/stereo'] });
    settle(299);
    expect(hub.state?.get(main)).toBe(-Infinity);
    expect(new Set(desk.pushed.map(({ id }) => id))).toEqual(new Set([main]));
    expect(desk.pushed.length).toBeGreaterThan(8);
  });

  test('goes through a freeze and ends the hold of a hand', () => {
    const { anna, ben, hub, settle, desk } = live();
    ben.say({ type: 'touch', ids: [main] });
    anna.say({ type: 'freeze', on: true });
    hub.safety.startPanic('Keyboard', ['main/stereo', 'channel/1']);
    settle(300);
    expect([hub.state?.get(main), hub.state?.get(fader)]).toEqual([-Infinity, -Infinity]);
    expect(desk.values.get(main)).toBe(-Infinity);
  });

  test('keeps down until released; releasing moves nothing, and undo restores as a slow rise', () => {
    const { anna, ben, hub, settle } = live();
    anna.say({ type: 'panic', on: true });
    settle(400);
    ben.set({ id: main, value: 0 });
    settle(100);
    expect(hub.state?.get(main)).toBe(-Infinity);
    anna.say({ type: 'panic', on: false });
    settle(1000);
    expect(anna.last('panic')?.panic).toBeNull();
    expect(hub.state?.get(main)).toBe(-Infinity);
    anna.say({ type: 'undo' });
    settle(500);
    expect(hub.state?.get(main)).toBeLessThan(-20);
    settle(1000);
    expect(hub.state?.get(main)).toBe(0);
  });

  test('is sent again until it lands, also while frozen', () => {
    const { anna, desk, settle } = live();
    desk.answersAfterMs = undefined;
    anna.say({ type: 'panic', on: true });
    anna.say({ type: 'freeze', on: true });
    settle(400);
    const count = desk.pushed.length;
    for (let round = 0; round < 4; round++) {
      settle(400);
      desk.say({ id: main, value: 0 });
    }
    expect(desk.pushed.length).toBeGreaterThan(count);
    expect(desk.pushed.at(-1)).toMatchObject({ id: main, value: -Infinity });
  });

  test('says so when there is nothing to pull down', () => {
    const { anna, desk } = live();
    anna.say({ type: 'panic', on: true, strips: ['bus/9'] });
    expect(anna.last('problem')?.message).toContain('None of these outputs');
    desk.enter('lost');
    anna.say({ type: 'panic', on: true });
    expect(anna.last('problem')?.message).toContain('no console');
  });
});

describe('a second yes', () => {
  test.each([
    ['phantom power', phantom, 1],
    ['talkback', talk, 1],
    ['gain above +10 dB', gain, 15],
  ])('is asked for %s, and only then it is set', (_name, id, value) => {
    const { anna, desk, settle, hub } = live();
    if (id === gain) desk.say({ id: gain, value: 10 });
    anna.set({ id, value });
    settle();
    expect(desk.pushed).toEqual([]);
    expect(anna.last('confirm')).toMatchObject({ id, value });
    expect(anna.heard.at(-1)?.id).toBe(id);
    anna.say({ type: 'confirm', id, value });
    settle(50);
    expect(hub.state?.get(id)).toBe(value);
    expect(anna.last('history')?.undo).not.toBeNull();
  });

  test('is not asked for what can only make things quieter or is small', () => {
    const { anna, desk } = live();
    desk.say({ id: talk, value: 1 }, { id: gain, value: 40 });
    anna.set({ id: talk, value: 0 }, { id: gain, value: 30 });
    expect(desk.pushed.map(({ value }) => value)).toEqual([0, 30]);
    anna.set({ id: gain, value: 5 });
    anna.set({ id: gain, value: 10 });
    expect(anna.messages.filter(({ type }) => type === 'confirm')).toEqual([]);
  });

  test('counts for ten seconds, for this person and parameter', () => {
    const { anna, ben, desk, settle, hub } = live();
    desk.say({ id: gain, value: 30 });
    anna.say({ type: 'confirm', id: gain, value: 31 });
    anna.set({ id: gain, value: 32 });
    settle(50);
    expect(hub.state?.get(gain)).toBe(32);
    ben.set({ id: gain, value: 33 });
    settle(10_000);
    anna.set({ id: gain, value: 34 });
    settle(50);
    expect(hub.state?.get(gain)).toBe(32);
    expect([anna.last('confirm')?.value, ben.last('confirm')?.value]).toEqual([34, 33]);
    expect(ben.last('confirm')?.question).toBe('Set Headamp 1 gain to 33.0 dB?');
  });

  test('is asked when undo would do it', () => {
    const { anna, desk, settle, hub } = live();
    anna.say({ type: 'confirm', id: phantom, value: 1 });
    settle(20_000);
    anna.say({ type: 'undo' });
    settle();
    expect(hub.state?.get(phantom)).toBe(1);
    expect(anna.last('confirm')).toMatchObject({ id: phantom, value: 0 });
    expect(desk.pushed).toHaveLength(1);
  });
});

describe('an error in the app', () => {
  test('while a client is heard stops no other, is told, and nothing is sent until all is read again', () => {
    const { anna, ben, desk, settle, hub } = live();
    const { push } = desk;
    desk.push = () => {
      throw new Error('a slip');
    };
    anna.set({ id: mute, value: 1 });
    desk.push = push;
    expect(ben.last('problem')?.message).toContain('a slip');
    expect(ben.last('output')?.output).toMatchObject({ state: 'frozen', why: 'fault' });
    ben.set({ id: fader, value: -10 });
    settle(100);
    expect(desk.pushed).toEqual([]);
    settle(150);
    expect(new Set(desk.asked).size).toBe(stageSchema.size);
    expect(hub.state?.get(mute)).toBe(0);
    expect(ben.last('output')?.output.state).toBe('open');
    ben.set({ id: fader, value: -10 });
    settle(20);
    expect(desk.pushed).toHaveLength(1);
  });

  test('in a timer is told and ends nothing', () => {
    const { anna, desk, settle, hub } = live();
    desk.say({ id: fader, value: -40 });
    const { push } = desk;
    anna.set({ id: fader, value: 0 });
    desk.push = () => {
      throw new Error('a slip');
    };
    settle(30);
    desk.push = push;
    expect(anna.last('problem')?.message).toContain('a slip');
    settle(1000);
    anna.set({ id: mute, value: 1 });
    settle(20);
    expect(hub.state?.get(mute)).toBe(1);
  });

  test('of one client\u2019s connection ends that connection alone', () => {
    const { anna, ben, hub, settle, desk } = live();
    const broken = hub.connect(
      {
        send: () => {
          throw new Error('gone');
        },
        bufferedBytes: () => 0,
        close: () => undefined,
      },
      { name: 'Broken', role: 'engineer' },
    );
    broken.receive(JSON.stringify({ type: 'hello', protocol: 1 }));
    anna.set({ id: mute, value: 1 });
    settle(20);
    expect(ben.heard.at(-1)).toEqual({ id: mute, value: 1, landing: 'landed' });
    expect(desk.pushed).toHaveLength(1);
    expect(hub.clientCount).toBe(2);
    expect(ben.last('output')).toBeUndefined();
  });
});

describe('sleep', () => {
  test('stops the output, and everything is stale until it has been read', () => {
    const { anna, desk, settle, hub } = live();
    hub.safety.suspend();
    expect(anna.last('output')?.output).toMatchObject({ state: 'frozen', why: 'sleep' });
    expect(anna.last('connection')?.status.state).toBe('stale');
    anna.set({ id: mute, value: 1 });
    hub.safety.resume();
    expect(desk.pushed).toEqual([]);
    expect(anna.last('connection')?.status.state).toBe('stale');
    settle(50);
    expect(new Set(desk.asked).size).toBe(stageSchema.size);
    expect(anna.last('connection')?.status.state).toBe('live');
    expect(anna.last('output')?.output.state).toBe('open');
  });

  test('leaves a person\u2019s freeze as it was', () => {
    const { anna, hub, settle } = live();
    anna.say({ type: 'freeze', on: true });
    hub.safety.suspend();
    hub.safety.resume();
    settle(2000);
    expect(anna.last('output')?.output).toMatchObject({ state: 'frozen', why: 'freeze', by: 'Anna' });
  });
});

describe('unconfirmed values', () => {
  test('are listed for everybody and sent again when asked', () => {
    const { anna, ben, desk, settle } = live();
    desk.answersAfterMs = undefined;
    anna.set({ id: fader, value: -10 }, { id: mute, value: 1 });
    settle(5000);
    expect(ben.last('unconfirmed')?.ids).toEqual([fader, mute]);
    const count = desk.pushed.length;
    ben.say({ type: 'retry', ids: [mute] });
    expect(desk.pushed.slice(count)).toEqual([{ id: mute, value: 1, touched: false }]);
    settle();
    expect(ben.last('unconfirmed')?.ids).toEqual([fader]);
    desk.answersAfterMs = 1;
    ben.say({ type: 'retry' });
    settle(100);
    expect(anna.last('unconfirmed')?.ids).toEqual([]);
    expect(anna.heard.findLast(({ id }) => id === fader)?.landing).toBe('landed');
  });
});
