import { describe, expect, test } from 'vitest';
import { purposes, withAppParams } from '../../shared/desk/appParams.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { smallProfile } from '../../test/support/smallDesk.ts';
import { GuidedActions } from './guidedActions.ts';

/** The small desk with two busses: the driver knows this table, the hub adds its own rows behind it. */
const driverProfile: DeskProfile = {
  ...smallProfile,
  strips: [...smallProfile.strips, { kind: 'bus', strips: ['bus/1', 'bus/2'] }],
};
const driverSchema = buildSchema(driverProfile);
const schema = buildSchema(withAppParams(driverProfile));
const purpose = schema.need('bus/1/purpose');
const meant = schema.need('bus/1/purposeMeant');
const fader = schema.need('channel/1/fader');
const mute = schema.need('channel/1/mute');
const cue = purposes.indexOf('cue');
const room = purposes.indexOf('room');

function live() {
  const bench = hubBench();
  bench.hub.addFeature(new GuidedActions(bench.hub));
  const desk = bench.desk();
  desk.goLive(driverSchema);
  desk.answersAfterMs = 2;
  const anna = new RecordingClient(bench.hub, 'Anna');
  const ben = new RecordingClient(bench.hub, 'Ben');
  bench.settle();
  for (const client of [anna, ben]) client.clear();
  return { ...bench, desk, anna, ben };
}

describe('a parameter that the app keeps', () => {
  test('has its default as soon as a console is there, and has landed', () => {
    const { hub } = live();
    expect(hub.state?.get(purpose)).toBe(0);
    expect(hub.desk?.landingOf(purpose)).toBe('landed');
    expect(hub.state?.get(meant)).toBe('');
  });

  test('lands at once when it is set, is told to others, and never leaves for the console', () => {
    const { hub, anna, ben, desk, settle } = live();
    anna.set({ id: purpose, value: cue }, { id: meant, value: 'main' });
    settle(2000);
    expect(hub.state?.get(purpose)).toBe(cue);
    expect(hub.kept.get('bus/1/purpose')).toBe(cue);
    expect(ben.heard).toContainEqual({ id: purpose, value: cue, landing: 'landed' });
    expect(ben.heard).toContainEqual({ id: meant, value: 'main', landing: 'landed' });
    expect(desk.pushed).toEqual([]);
    expect(desk.asked.filter((id) => id >= driverSchema.size)).toEqual([]);
    expect(hub.desk?.counts()).toEqual({ pending: 0, unconfirmed: 0 });
  });

  test('survives a console that goes and comes back, and one that is left for another', () => {
    const { hub, anna, desk, desk: first, settle } = live();
    anna.set({ id: purpose, value: cue });
    settle();
    desk.enter('lost');
    first.comeBack(driverSchema);
    settle();
    expect(hub.state?.get(purpose)).toBe(cue);
    first.detach();
    expect(hub.state).toBeUndefined();
    const other = hub.attach(false);
    other.listener.identified(driverSchema);
    expect(hub.state?.get(purpose)).toBe(cue);
  });

  test('is undone and done again like any other, and is in the journal with its reason', () => {
    const { hub, anna, desk, settle } = live();
    anna.set({ id: purpose, value: cue });
    settle();
    anna.say({ type: 'undo' });
    settle();
    expect(hub.state?.get(purpose)).toBe(0);
    anna.say({ type: 'redo' });
    settle();
    expect(hub.state?.get(purpose)).toBe(cue);
    const records = [...hub.journal.newestFirst({ strip: 'bus/1' })].reverse();
    expect(records.map(({ why, before, after, landedMs }) => [why, before, after, landedMs])).toEqual([
      ['hand', 0, cue, 0],
      ['undo', cue, 0, 0],
      ['redo', 0, cue, 0],
    ]);
    expect(desk.pushed).toEqual([]);
  });

  test('is taken from another show when one is opened, and told to everybody', () => {
    const { hub, anna, ben, settle } = live();
    anna.set({ id: purpose, value: cue });
    settle();
    ben.clear();
    hub.kept.replace([['bus/2/purpose', room]]);
    hub.desk?.takeKept();
    settle();
    expect(hub.state?.at('bus/1/purpose')).toBe(0);
    expect(hub.state?.at('bus/2/purpose')).toBe(room);
    expect(ben.heard).toContainEqual({ id: purpose, value: 0, landing: 'landed' });
    expect([...hub.journal.newestFirst({ strip: 'bus/2' })][0]).toMatchObject({
      by: 'Omnibus',
      why: 'restore',
      after: room,
    });
  });

  test('does not keep the output closed: after a sleep or an error the console is asked for its own values alone', () => {
    const { hub, desk, settle } = live();
    hub.safety.suspend();
    hub.safety.resume();
    settle(50);
    expect(desk.asked.length).toBeGreaterThan(0);
    expect(desk.asked.filter((id) => id >= driverSchema.size)).toEqual([]);
    expect(hub.isOpen).toBe(true);
    hub.safety.fault(new Error('torn'));
    settle(5000);
    expect(hub.isOpen).toBe(true);
  });

  test('with a value that is none of its own is refused', () => {
    const { hub, anna, settle } = live();
    anna.set({ id: purpose, value: 'cue' });
    settle();
    expect(hub.state?.get(purpose)).toBe(0);
  });
});

describe('a guided action', () => {
  const guided = (changes: readonly object[]) => ({
    type: 'guided',
    action: 'cue mix',
    label: 'Cue mix Booth',
    changes,
  });

  test('is one step with its own name, and one undo takes all of it back', () => {
    const { hub, anna, desk, settle } = live();
    anna.say(
      guided([
        { id: mute, value: 1 },
        { id: purpose, value: cue },
        { id: meant, value: 'main' },
      ]),
    );
    settle(500);
    expect(hub.state?.get(mute)).toBe(1);
    expect(hub.state?.get(purpose)).toBe(cue);
    expect(anna.last('history')?.undo).toBe('Cue mix Booth');
    expect(new Set(Array.from(hub.journal.newestFirst({}), ({ why }) => why))).toEqual(new Set(['guided: cue mix']));
    expect(desk.pushed.map(({ id }) => id)).toEqual([mute]);
    anna.say({ type: 'undo' });
    settle(500);
    expect([mute, purpose, meant].map((id) => hub.state?.get(id))).toEqual([0, 0, '']);
    expect(anna.last('history')).toMatchObject({ undo: null, redo: 'Cue mix Booth' });
  });

  test('raises a level slowly, and off is off', () => {
    const { hub, anna, desk, settle } = live();
    anna.say(guided([{ id: fader, value: 0 }]));
    settle(5000);
    expect(hub.state?.get(fader)).toBe(0);
    const levels = desk.pushed.map(({ value }) => Math.max(Number(value), -60));
    expect(Math.max(...levels.map((level, at) => level - (levels[at - 1] ?? -60)))).toBeLessThanOrEqual(6.001);
    expect(levels.length).toBeGreaterThan(8);
    anna.say(guided([{ id: fader, value: null }]));
    settle(10);
    expect(desk.pushed.at(-1)).toMatchObject({ id: fader, value: -Infinity });
  });

  test('is refused while frozen, and says so', () => {
    const { hub, anna, settle } = live();
    anna.say({ type: 'freeze', on: true });
    anna.say(guided([{ id: mute, value: 1 }]));
    settle();
    expect(hub.state?.get(mute)).toBe(0);
    expect(anna.last('problem')?.message).toContain('Cue mix Booth');
  });

  test('names what somebody else holds', () => {
    const { hub, anna, ben, settle } = live();
    ben.say({ type: 'touch', ids: [mute] });
    anna.say(
      guided([
        { id: mute, value: 1 },
        { id: purpose, value: cue },
      ]),
    );
    settle();
    expect(hub.state?.get(mute)).toBe(0);
    expect(hub.state?.get(purpose)).toBe(cue);
    expect(anna.last('problem')?.message).toMatch(/1 of 2 values .* channel 1 mute/);
  });

  test.each([
    ['no changes', { changes: [] }],
    ['an action in odd signs', { action: '=cmd', changes: [{ id: 0, value: 1 }] }],
    ['a value that is none', { changes: [{ id: 0, value: { a: 1 } }] }],
  ])('with %s is not understood', (_what, odd) => {
    const { anna, desk, settle } = live();
    anna.say({ ...guided([]), ...odd });
    settle();
    expect(anna.last('problem')?.message).toContain('could not be understood');
    expect(desk.pushed).toEqual([]);
  });

  describe('of two parts', () => {
    const twoParts = { ...guided([{ id: fader, value: 0 }]), afterwards: [{ id: mute, value: 1 }] };

    test('goes on when everything of the first has come up, and is one step still', () => {
      const { hub, anna, settle } = live();
      anna.say(twoParts);
      settle(300);
      expect(hub.state?.get(mute)).toBe(0);
      expect(hub.state?.get(fader)).toBeLessThan(-20);
      settle(3000);
      expect([hub.state?.get(fader), hub.state?.get(mute)]).toEqual([0, 1]);
      anna.say({ type: 'undo' });
      settle(3000);
      expect([hub.state?.get(fader), hub.state?.get(mute)]).toEqual([-Infinity, 0]);
      expect(anna.last('history')?.undo).toBeNull();
    });

    test('ends with an undo amid it', () => {
      const { hub, anna, settle } = live();
      anna.say(twoParts);
      settle(300);
      anna.say({ type: 'undo' });
      settle(6000);
      expect([hub.state?.get(fader), hub.state?.get(mute)]).toEqual([-Infinity, 0]);
    });

    test('ends with a freeze, and says that it was stopped halfway', () => {
      const { hub, anna, settle } = live();
      anna.say(twoParts);
      settle(300);
      anna.say({ type: 'freeze', on: true });
      settle(6000);
      expect(hub.state?.get(mute)).toBe(0);
      expect(anna.last('problem')?.message).toContain('halfway');
    });

    test('goes on when a hand at the console has stopped what was coming up', () => {
      const { hub, anna, desk, settle } = live();
      anna.say(twoParts);
      settle(300);
      desk.say({ id: fader, value: -30 });
      settle(6000);
      expect(hub.state?.get(fader)).toBe(-30);
      expect(hub.state?.get(mute)).toBe(1);
    });
  });
});
