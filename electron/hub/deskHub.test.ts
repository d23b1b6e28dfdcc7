import { describe, expect, test } from 'vitest';
import { type LevelSpec, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { smallSchema } from '../../test/support/smallDesk.ts';

const fader = smallSchema.need('channel/1/fader');
const otherFader = smallSchema.need('channel/2/fader');
const mute = smallSchema.need('channel/1/mute');
const name = smallSchema.need('channel/1/name');
const headamp = smallSchema.need('channel/1/headamp');

function live() {
  const bench = hubBench();
  const desk = bench.desk();
  desk.goLive();
  desk.say({ id: fader, value: 0 }, { id: otherFader, value: 0 });
  const anna = new RecordingClient(bench.hub, 'Anna');
  const ben = new RecordingClient(bench.hub, 'Ben');
  bench.settle();
  anna.clear();
  ben.clear();
  return { ...bench, desk, anna, ben, nextDesk: bench.desk };
}

describe('a client that arrives', () => {
  test('is told the console, a snapshot and where the sequence stands, and nothing before it says hello', () => {
    const { hub } = hubBench();
    const silent: unknown[] = [];
    const session = hub.connect(
      { send: (data) => silent.push(data), bufferedBytes: () => 0, close: () => undefined },
      { name: 'x', role: 'engineer' },
    );
    session.receive(JSON.stringify({ type: 'snapshot' }));
    expect(silent).toEqual([]);
  });

  test('gets every known value', () => {
    const { hub } = live();
    const late = new RecordingClient(hub);
    const snapshot = late.frames.find((frame) => frame.kind === 'snapshot');
    expect(snapshot?.kind === 'snapshot' && snapshot.entries).toHaveLength(smallSchema.size);
    expect(late.last('desk')?.schemaHash).toBe(smallSchema.hash);
    expect(late.last('connection')?.status.state).toBe('live');
  });
});

describe('a set', () => {
  test('reaches the desk at once and everybody but its origin', () => {
    const { anna, ben, desk, settle } = live();
    anna.set({ id: fader, value: -10 });
    expect(desk.pushed).toEqual([{ id: fader, value: -10, touched: false }]);
    settle();
    expect(ben.heard).toEqual([{ id: fader, value: -10, landing: 'pending' }]);
    expect(anna.heard).toEqual([]);
    expect(anna.frames).toContainEqual({ kind: 'ack', sequence: 1 });
  });

  test('has landed for everybody when the desk says the same', () => {
    const { anna, ben, desk, settle } = live();
    anna.set({ id: fader, value: -10 });
    settle();
    desk.say({ id: fader, value: -10 });
    settle();
    expect(anna.heard).toEqual([{ id: fader, value: -10, landing: 'landed' }]);
    expect(ben.heard.at(-1)).toEqual({ id: fader, value: -10, landing: 'landed' });
  });

  test('is put on the desk\u2019s steps, and its origin is told so', () => {
    const { anna, settle } = live();
    anna.set({ id: fader, value: -10.03 });
    settle();
    expect(anna.heard).toEqual([{ id: fader, value: -10, landing: 'pending' }]);
  });

  test('of what is read-only, unknown to the desk or not a value is told back and never sent', () => {
    const { anna, desk, settle } = live();
    anna.set({ id: headamp, value: 3 }, { id: 4711, value: 1 }, { id: name, value: 7 }, { id: fader, value: 'loud' });
    settle();
    expect(desk.pushed).toEqual([]);
    expect(anna.heard.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(
      [headamp, fader, name].toSorted((a, b) => a - b),
    );
  });

  test('before the desk is live is never sent', () => {
    const { hub, desk, settle } = hubBench();
    const scripted = desk();
    scripted.goLive();
    for (const state of ['reading', 'stale', 'lost', 'searching'] as const) {
      scripted.enter(state);
      const client = new RecordingClient(hub);
      client.set({ id: mute, value: 1 });
      settle();
      expect(client.heard).toContainEqual({ id: mute, value: 0, landing: 'landed' });
    }
    expect(scripted.pushed).toEqual([]);
  });

  test('of off survives as −∞', () => {
    const { anna, ben, desk, settle } = live();
    anna.set({ id: fader, value: 0 });
    anna.set({ id: fader, value: -Infinity });
    settle();
    expect(desk.pushed.at(-1)?.value).toBe(-Infinity);
    expect(ben.heard).toEqual([{ id: fader, value: -Infinity, landing: 'pending' }]);
  });

  test('by one who may only look is refused', () => {
    const { hub, desk, settle } = live();
    const guest = new RecordingClient(hub, 'Guest', 'viewer');
    guest.clear();
    guest.set({ id: mute, value: 1 });
    guest.say({ type: 'undo' });
    settle();
    expect(desk.pushed).toEqual([]);
    expect(guest.heard).toEqual([{ id: mute, value: 0, landing: 'landed' }]);
    expect(guest.last('problem')?.message).toContain('look');
  });
});

describe('a change at the desk', () => {
  test('reaches everybody', () => {
    const { anna, ben, desk, settle } = live();
    desk.say({ id: mute, value: 1 });
    settle();
    expect(anna.heard).toEqual([{ id: mute, value: 1, landing: 'landed' }]);
    expect(ben.heard).toEqual(anna.heard);
    expect(desk.pushed).toEqual([]);
  });

  test('does not move what a hand holds until it lets go', () => {
    const { anna, ben, desk, settle, hub } = live();
    anna.say({ type: 'touch', ids: [fader] });
    desk.say({ id: fader, value: -26 });
    settle();
    expect(hub.state?.get(fader)).toBe(0);
    anna.say({ type: 'release', ids: [fader] });
    settle();
    expect(hub.state?.get(fader)).toBe(-26);
    expect(ben.heard.at(-1)).toEqual({ id: fader, value: -26, landing: 'landed' });
  });

  test('while ours is in flight wins only after the desk was asked', () => {
    const { anna, desk, settle, hub } = live();
    anna.set({ id: fader, value: -10 });
    desk.say({ id: fader, value: -30 });
    settle(20);
    expect(hub.state?.get(fader)).toBe(-10);
    settle(200);
    expect(desk.asked).toContain(fader);
    desk.say({ id: fader, value: -30 });
    settle();
    expect(hub.state?.get(fader)).toBe(-30);
    expect(anna.heard.at(-1)).toEqual({ id: fader, value: -30, landing: 'landed' });
  });
});

describe('a set that the network lost', () => {
  test('is asked for, found missing and sent again until it lands', () => {
    const { anna, desk, settle } = live();
    anna.set({ id: fader, value: -10 });
    settle(200);
    desk.say({ id: fader, value: 0 });
    expect(desk.pushed.map(({ value }) => value)).toEqual([-10, -10]);
    desk.say({ id: fader, value: -10 });
    settle();
    expect(anna.heard.at(-1)?.landing).toBe('landed');
  });

  test('is shown as unconfirmed when the desk does not answer at all', () => {
    const { anna, ben, desk, settle, hub } = live();
    anna.set({ id: fader, value: -10 });
    settle(5000);
    expect(anna.heard.at(-1)).toEqual({ id: fader, value: -10, landing: 'unconfirmed' });
    expect(ben.heard.at(-1)?.landing).toBe('unconfirmed');
    desk.say({ id: fader, value: -10 });
    settle();
    expect(ben.heard.at(-1)?.landing).toBe('landed');
    expect(hub.state?.get(fader)).toBe(-10);
  });

  test('is given up in words when the desk keeps its own value', () => {
    const { anna, desk, settle, hub } = live();
    anna.set({ id: fader, value: -10 });
    for (let round = 0; round < 12; round++) {
      settle(250);
      desk.say({ id: fader, value: 0 });
    }
    settle();
    expect(hub.state?.get(fader)).toBe(0);
    expect(anna.last('problem')?.message).toContain('does not take');
  });
});

describe('a held control', () => {
  test('is moved by nobody else, and others see who holds it', () => {
    const { anna, ben, desk, settle } = live();
    anna.say({ type: 'touch', ids: [fader] });
    anna.set({ id: fader, value: -10 });
    settle();
    expect(desk.pushed.at(-1)?.touched).toBe(true);
    expect(ben.last('held')?.holds).toEqual([{ id: fader, by: 'Anna' }]);
    expect(anna.last('held')?.holds).toEqual([]);
    ben.set({ id: fader, value: 0 });
    settle();
    expect(desk.pushed).toHaveLength(1);
    expect(ben.heard.at(-1)).toEqual({ id: fader, value: -10, landing: 'pending' });
  });

  test('is free when its holder goes away', () => {
    const { anna, ben, desk, settle } = live();
    anna.say({ type: 'touch', ids: [fader] });
    anna.session.closed();
    ben.set({ id: fader, value: -10 });
    settle();
    expect(desk.pushed).toHaveLength(1);
    expect(ben.last('held')?.holds).toEqual([]);
    settle(100);
    expect(ben.last('people')?.names).toEqual(['Ben']);
  });
});

describe('undo', () => {
  test('takes a whole gesture back as one step and redo does it again', () => {
    const { anna, desk, settle, hub } = live();
    anna.say({ type: 'touch', ids: [fader, otherFader] });
    for (const value of [-30, -26, -10]) anna.set({ id: fader, value }, { id: otherFader, value });
    anna.say({ type: 'release', ids: [fader, otherFader] });
    settle();
    expect(anna.last('history')).toEqual({ type: 'history', undo: '2 values', redo: null });
    desk.answersAfterMs = 1;
    settle(1000);
    anna.say({ type: 'undo' });
    settle(1000);
    expect([hub.state?.get(fader), hub.state?.get(otherFader)]).toEqual([0, 0]);
    expect(anna.heard.slice(-2).map(({ value }) => value)).toEqual([0, 0]);
    anna.say({ type: 'redo' });
    expect(desk.pushed.at(-1)?.value).toBe(-10);
  });

  test('takes back what a hand is moving just now before anything older', () => {
    const { anna, desk, settle, hub } = live();
    desk.answersAfterMs = 1;
    anna.set({ id: otherFader, value: -10 });
    anna.say({ type: 'touch', ids: [fader] });
    anna.set({ id: fader, value: -26 });
    anna.say({ type: 'undo' });
    settle(1000);
    expect([hub.state?.get(fader), hub.state?.get(otherFader)]).toEqual([0, -10]);
    anna.set({ id: fader, value: -10 });
    anna.set({ id: fader, value: -30 });
    anna.say({ type: 'release', ids: [fader] });
    settle();
    expect(anna.last('history')?.undo).toContain('0.0 \u2192 \u221230.0');
    anna.say({ type: 'undo' });
    settle(1000);
    expect([hub.state?.get(fader), hub.state?.get(otherFader)]).toEqual([0, -10]);
  });

  test('takes several fingers as one step until the last one leaves, and cancels each by itself', () => {
    const { anna, desk, settle, hub } = live();
    desk.answersAfterMs = 1;
    anna.say({ type: 'touch', ids: [fader] });
    anna.say({ type: 'touch', ids: [otherFader] });
    anna.set({ id: fader, value: -10 }, { id: otherFader, value: -10 });
    anna.say({ type: 'release', ids: [fader], cancel: true });
    settle(100);
    expect(hub.state?.get(fader)).toBe(0);
    expect(hub.state?.get(otherFader)).toBe(-10);
    anna.set({ id: otherFader, value: -30 });
    anna.say({ type: 'release', ids: [otherFader] });
    settle();
    expect(anna.last('history')?.undo).toContain('0.0 \u2192 \u221230.0');
    anna.say({ type: 'undo' });
    settle(1000);
    expect(hub.state?.get(otherFader)).toBe(0);
    expect(anna.last('history')?.undo).toBeNull();
  });

  test('is each person\u2019s own and leaves alone what somebody else changed since', () => {
    const { anna, ben, settle, hub } = live();
    anna.set({ id: fader, value: -10 });
    ben.set({ id: fader, value: -26 });
    anna.say({ type: 'undo' });
    settle();
    expect(hub.state?.get(fader)).toBe(-26);
    expect(anna.last('problem')?.message).toContain('channel 1 fader (yours \u221210.0, now \u221226.0)');
  });

  test('names the step', () => {
    const { anna, desk, settle } = live();
    desk.say({ id: name, value: 'Kick' }, { id: fader, value: -10 });
    anna.set({ id: fader, value: -26 });
    settle();
    expect(anna.last('history')?.undo).toBe('Kick fader \u221210.0 \u2192 \u221226.0');
  });

  test('has no step for a cancelled gesture, which puts everything back', () => {
    const { anna, ben, desk, settle, hub } = live();
    anna.say({ type: 'touch', ids: [fader] });
    desk.answersAfterMs = 1;
    anna.set({ id: fader, value: -10 });
    anna.say({ type: 'release', ids: [fader], cancel: true });
    settle(100);
    expect(hub.state?.get(fader)).toBe(0);
    expect(desk.pushed.at(-1)?.value).toBe(0);
    expect(anna.heard.at(-1)?.value).toBe(0);
    expect(ben.heard.at(-1)?.value).toBe(0);
    expect(anna.last('history')?.undo ?? null).toBeNull();
  });
});

describe('frames', () => {
  test('carry one turn\u2019s changes together, each parameter once', () => {
    const { anna, ben, settle } = live();
    for (let value = -10; value >= -40; value -= 10) anna.set({ id: fader, value });
    anna.set({ id: mute, value: 1 });
    settle();
    const diffs = ben.frames.filter((frame) => frame.kind === 'diff');
    expect(diffs).toHaveLength(1);
    expect(ben.heard.map(({ id, value }) => [id, value])).toEqual([
      [fader, valueAtStep(smallSchema.specOf(fader) as LevelSpec, 63)],
      [mute, 1],
    ]);
  });

  test('have a sequence without gaps for everybody', () => {
    const { anna, ben, desk, settle } = live();
    for (let round = 0; round < 20; round++) {
      if (round % 2) anna.set({ id: fader, value: -round });
      else desk.say({ id: otherFader, value: -round });
      settle();
    }
    for (const client of [anna, ben]) {
      const sequences = client.frames.flatMap((frame) => (frame.kind === 'diff' ? [frame.sequence] : []));
      for (let i = 1; i < sequences.length; i++) {
        expect((sequences[i] ?? 0) - (sequences[i - 1] ?? 0)).toBeLessThanOrEqual(1);
      }
    }
  });

  test('of meters go only to those who show them, and a slow client loses them first', () => {
    const { anna, ben, desk } = live();
    anna.say({ type: 'meters', on: true });
    expect(desk.areMetersOn).toBe(true);
    desk.meters(1, 2, 3, 4);
    expect(anna.frames.at(-1)).toEqual({ kind: 'meters', levels: Uint8Array.from([1, 2, 3, 4]) });
    expect(ben.frames).toEqual([]);
    anna.backlogBytes = 1_000_000;
    const before = anna.frames.length;
    desk.meters(5, 6, 7, 8);
    expect(anna.frames).toHaveLength(before);
    anna.session.closed();
    expect(desk.areMetersOn).toBe(false);
  });

  test('do not pile up for a client that never reads: it is closed', () => {
    const { anna, ben, desk, settle } = live();
    ben.backlogBytes = 100_000_000;
    desk.say({ id: mute, value: 1 });
    settle();
    expect(ben.closedBecause).toBe('too slow');
    anna.clear();
    desk.say({ id: mute, value: 0 });
    settle();
    expect(anna.heard).toHaveLength(1);
  });
});

describe('bad input', () => {
  test('is answered in words and changes nothing', () => {
    const { anna, desk, settle } = live();
    anna.session.receive('{');
    anna.session.receive(JSON.stringify({ type: 'explode' }));
    anna.session.receive(new Uint8Array([9, 9, 9]));
    anna.session.receive('x'.repeat(70_000));
    settle();
    expect(anna.messages.filter(({ type }) => type === 'problem')).toHaveLength(4);
    expect(desk.pushed).toEqual([]);
  });
});

describe('a console that is lost', () => {
  test('gets nothing of what was wanted before, and the screens show what it last said', () => {
    const { anna, desk, settle, hub } = live();
    anna.set({ id: fader, value: -10 });
    desk.enter('lost');
    settle(10_000);
    expect(desk.pushed).toHaveLength(1);
    expect(hub.state?.get(fader)).toBe(0);
    expect(anna.heard.at(-1)).toEqual({ id: fader, value: 0, landing: 'landed' });
    expect(anna.last('connection')?.status.state).toBe('lost');
  });

  test('that is left is forgotten: nobody sees the values of a desk that is not there', () => {
    const { anna, desk, settle, hub } = live();
    anna.set({ id: fader, value: -10 });
    desk.detach();
    settle();
    expect(hub.state).toBeUndefined();
    expect(anna.last('desk')).toMatchObject({ profile: null });
    expect(anna.last('connection')?.status.state).toBe('offline');
    anna.set({ id: fader, value: 0 });
    anna.say({ type: 'undo' });
    settle(1000);
    expect(desk.pushed).toHaveLength(1);
  });

  test('that was left for another is not heard any more', () => {
    const bench = live();
    const other = bench.nextDesk();
    bench.desk.say({ id: fader, value: 5 });
    other.goLive();
    bench.settle();
    expect(bench.hub.state?.get(fader)).toBe(-Infinity);
  });
});
