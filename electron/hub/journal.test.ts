import { describe, expect, test } from 'vitest';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { JournalLine } from '../../shared/protocol/journal.ts';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { stageSchema } from '../../test/support/stageDesk.ts';
import { VirtualClock } from '../../test/support/virtualClock.ts';
import { Journal } from './journal.ts';

const fader = stageSchema.need('channel/1/fader');
const otherFader = stageSchema.need('channel/2/fader');
const mute = stageSchema.need('channel/1/mute');
const name = stageSchema.need('channel/1/name');
const phantom = stageSchema.need('headamp/1/phantom');

function live() {
  const bench = hubBench();
  const lines: JournalLine[] = [];
  bench.hub.journal.sink = (more) => lines.push(...more);
  const desk = bench.desk();
  bench.settle(10_000);
  desk.goLive(stageSchema);
  desk.answersAfterMs = 2;
  const anna = new RecordingClient(bench.hub, 'Anna');
  const ben = new RecordingClient(bench.hub, 'Ben');
  bench.settle(1000);
  for (const client of [anna, ben]) client.clear();
  return { ...bench, desk, anna, ben, lines };
}

describe('the journal', () => {
  test('says who changed what, from what to what, why, and how long it took to land', () => {
    const { anna, desk, settle, hub } = live();
    anna.set({ id: mute, value: 1 });
    settle(1000);
    desk.say({ id: name, value: 'Kick' });
    anna.say({ type: 'undo' });
    settle(1000);
    const [undo, told, hand] = [...hub.journal.newestFirst({})];
    expect(hand).toMatchObject({
      by: 'Anna',
      why: 'hand',
      address: 'channel/1/mute',
      before: 0,
      after: 1,
      landedMs: 2,
    });
    expect(told).toMatchObject({ by: 'Console', why: 'console', before: '', after: 'Kick', landedMs: 0 });
    expect(undo).toMatchObject({ by: 'Anna', why: 'undo', gesture: hand?.gesture, before: 1, after: 0 });
  });

  test('has every set that was sent', () => {
    const { anna, desk, settle, hub } = live();
    anna.set({ id: fader, value: 0 }, { id: mute, value: 1 });
    settle(1000);
    anna.say({ type: 'undo' });
    anna.say({ type: 'panic', on: true });
    settle(1000);
    const noted = [...hub.journal.newestFirst({})].reverse().map(({ address, after }) => [address, after]);
    expect(noted).toEqual(desk.pushed.map(({ id, value }) => [stageSchema.addressOf(id), value]));
  });

  test('is asked in pages, by strip, person and time', () => {
    const { anna, ben, settle, hub } = live();
    for (let value = 1; value <= 6; value++) {
      (value % 2 ? anna : ben).set({ id: value % 3 ? fader : otherFader, value: -90 + value });
      settle(100);
    }
    const ask = (filter: object, more: object = {}) => {
      anna.say({ type: 'journal', request: 7, filter, ...more });
      const answer = anna.last('journal');
      return { values: answer?.entries.map(({ after }) => after), more: answer?.more };
    };
    expect(ask({})).toMatchObject({ more: false, values: expect.arrayContaining([expect.stringMatching(/ dB$/)]) });
    expect(ask({}).values).toHaveLength(6);
    expect(ask({ strip: 'channel/2' }).values).toHaveLength(2);
    expect(ask({ person: 'Ben' }).values).toHaveLength(3);
    const first = ask({}, { limit: 4 });
    expect(first.more).toBe(true);
    const lastId = anna.last('journal')?.entries.at(-1)?.id ?? 0;
    expect(ask({}, { limit: 4, beforeId: lastId }).values).toHaveLength(2);
    const atMs = [...hub.journal.newestFirst({})].at(-2)?.atMs;
    expect(ask({ fromMs: atMs, toMs: atMs }).values).toHaveLength(1);
  });

  test('is handed on in order, with what landed later', () => {
    const { anna, desk, settle, lines } = live();
    expect(lines.find(({ type }) => type === 'found')).toMatchObject({ values: { 'channel/1/fader': null } });
    lines.length = 0;
    desk.answersAfterMs = undefined;
    anna.set({ id: mute, value: 1 });
    anna.say({ type: 'freeze', on: true });
    anna.say({ type: 'freeze', on: false });
    expect(lines).toEqual([]);
    settle(600);
    expect(lines.map((line) => (line.type === 'event' ? line.text : line.type))).toEqual([
      'change',
      'freeze',
      // What was on its way counts as not done until it has been read.
      'change',
      'end of freeze',
    ]);
    desk.say({ id: mute, value: 0 });
    anna.set({ id: mute, value: 1 });
    settle(600);
    desk.say({ id: mute, value: 1 });
    settle(600);
    expect(lines.at(-1)).toMatchObject({ type: 'landed', ms: expect.closeTo(600, -2) });
  });

  test('is exported as a file', () => {
    const { anna, settle } = live();
    anna.set({ id: mute, value: 1 });
    settle(100);
    anna.say({ type: 'export', request: 3, format: 'csv' });
    expect(anna.last('exported')).toMatchObject({ request: 3, left: 0, fileName: expect.stringMatching(/\.csv$/) });
    expect(anna.last('exported')?.text).toContain('Anna,hand,');
  });

  test('is not told to one who may only look', () => {
    const { hub } = live();
    const guest = new RecordingClient(hub, 'Guest', 'viewer');
    guest.say({ type: 'journal', request: 1 });
    expect(guest.last('journal')).toBeUndefined();
  });
});

describe('the desk as it was', () => {
  test('is built from what was found and what changed since', () => {
    const { anna, desk, settle, clock } = live();
    expect(anna.last('asFound')).toBeUndefined();
    settle(100);
    anna.set({ id: mute, value: 1 });
    settle(100);
    const thenMs = clock.nowMs();
    settle(100);
    desk.say({ id: mute, value: 0 }, { id: name, value: 'Kick' });
    anna.say({ type: 'deskAt', request: 1, atMs: thenMs, strip: 'channel/1' });
    const was = anna.last('deskAt');
    expect(was?.atMs).toBe(thenMs);
    expect(new Map(was?.numbers).get(mute)).toBe(1);
    expect(new Map(was?.numbers).get(fader)).toBe(-Infinity);
    expect(new Map(was?.texts)).toEqual(new Map([[name, '']]));
  });

  test('is the first known one for earlier times, and not of another console', () => {
    const { anna, desk, settle, hub } = live();
    anna.set({ id: mute, value: 1 });
    settle(100);
    anna.say({ type: 'deskAt', request: 1, atMs: 0 });
    expect(anna.last('deskAt')?.atMs).toBe(hub.journal.foundMs);
    expect(new Map(anna.last('deskAt')?.numbers).get(mute)).toBe(0);
    desk.goLive(stageSchema);
    settle(100);
    expect(hub.journal.deskAt(0)?.state.get(mute)).toBe(0);
    expect(hub.journal.deskAt(0)?.atMs).toBe(hub.journal.foundMs);
  });

  test('is exact also when the ring has overflowed', () => {
    const clock = new VirtualClock();
    const journal = new Journal({ clock, wallMs: () => clock.nowMs(), capacity: 8 });
    const state = new DeskState(stageSchema);
    state.set(fader, -Infinity);
    journal.found(state, { target: '', name: '', model: '', firmware: '' });
    const cause = { by: 'x', why: 'hand', gesture: 1 } as const;
    for (let step = 1; step <= 30; step++) {
      clock.advance(10);
      journal.note(stageSchema, fader, 0, -step, cause);
    }
    expect([...journal.newestFirst({})].map(({ after }) => after)).toEqual([-30, -29, -28, -27, -26, -25, -24, -23]);
    const value = (atMs: number) => Math.round(Number(journal.deskAt(atMs)?.state.get(fader)));
    expect([value(300), value(259), value(250), value(230)]).toEqual([-30, -25, -25, -23]);
    expect(journal.deskAt(10)?.atMs).toBe(220);
    expect(value(10)).toBe(-22);
    expect(journal.deskAt(journal.foundMs ?? -1)?.state.get(fader)).toBe(-Infinity);
  });
});

describe('a restore', () => {
  test('is previewed, made as one step with slow rises, and undone', () => {
    const { anna, desk, settle, clock, hub } = live();
    desk.say({ id: fader, value: 0 }, { id: otherFader, value: -10 });
    settle(10);
    const thenMs = clock.nowMs();
    settle(1000);
    desk.say({ id: fader, value: -30 }, { id: mute, value: 1 }, { id: otherFader, value: -20 });
    anna.say({ type: 'restorePreview', request: 4, atMs: thenMs, strip: 'channel/1' });
    const changes = anna.last('restorePreview')?.changes;
    expect(changes?.map(({ address, before, after }) => [address, before, after])).toEqual([
      ['channel/1/fader', '\u221230.0 dB', '0.0 dB'],
      ['channel/1/mute', 'on', 'off'],
    ]);
    anna.say({ type: 'restore', atMs: thenMs, strip: 'channel/1' });
    settle(100);
    expect(hub.state?.get(fader)).toBeLessThan(-20);
    settle(1000);
    expect([fader, mute, otherFader].map((id) => Math.round(Number(hub.state?.get(id))))).toEqual([0, 0, -20]);
    expect(anna.last('history')?.undo).toBe('2 values');
    anna.say({ type: 'undo' });
    settle(100);
    expect([fader, mute].map((id) => Math.round(Number(hub.state?.get(id))))).toEqual([-30, 1]);
  });

  test('leaves guarded values alone unless they are agreed to, and takes only what was chosen', () => {
    const { anna, desk, settle, hub } = live();
    const foundMs = hub.journal.foundMs ?? 0;
    settle(10);
    desk.say({ id: phantom, value: 1 }, { id: mute, value: 1 }, { id: name, value: 'Kick' });
    anna.say({ type: 'restorePreview', request: 4, atMs: foundMs });
    expect(anna.last('restorePreview')?.changes.filter(({ guarded }) => guarded)).toHaveLength(1);
    anna.say({ type: 'restore', atMs: foundMs, ids: [phantom, mute] });
    settle(50);
    expect([phantom, mute, name].map((id) => hub.state?.get(id))).toEqual([1, 0, 'Kick']);
    anna.say({ type: 'restore', atMs: foundMs, guarded: true });
    settle(50);
    expect([phantom, mute, name].map((id) => hub.state?.get(id))).toEqual([0, 0, '']);
  });

  test('is refused while frozen', () => {
    const { anna, desk, hub, settle } = live();
    desk.say({ id: mute, value: 1 });
    anna.say({ type: 'freeze', on: true });
    anna.say({ type: 'restore', atMs: hub.journal.foundMs });
    settle(100);
    expect(desk.pushed).toEqual([]);
    expect(anna.last('problem')?.message).toContain('frozen');
  });
});

describe('the list of steps', () => {
  test('goes to those who show it, newest first', () => {
    const { anna, ben, settle } = live();
    for (let step = 1; step <= 60; step++) anna.set({ id: name, value: `N${step}` });
    settle();
    expect(anna.last('steps')).toBeUndefined();
    anna.say({ type: 'steps', on: true });
    settle();
    expect(anna.last('steps')?.done).toHaveLength(50);
    expect(anna.last('steps')?.done[0]).toMatchObject({ label: expect.stringContaining('N60'), size: 1 });
    anna.say({ type: 'undo' });
    settle();
    expect(anna.last('steps')?.undone).toHaveLength(1);
    expect(anna.last('steps')?.done[0]?.label).toContain('N59');
    expect(ben.last('steps')).toBeUndefined();
  });
});
