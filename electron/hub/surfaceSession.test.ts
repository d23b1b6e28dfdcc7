import { describe, expect, test } from 'vitest';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { smallSchema } from '../../test/support/smallDesk.ts';
import type { HandChange, Role } from './peer.ts';

const fader1 = smallSchema.need('channel/1/fader');
const mute1 = smallSchema.need('channel/1/mute');
const name1 = smallSchema.need('channel/1/name');

function bench(role: Role = 'engineer') {
  const { hub, desk: newDesk, ...rest } = hubBench();
  const desk = newDesk();
  desk.answersAfterMs = 2;
  const hand = hub.connectHand({ name: 'Surface', role, rises: 'midi' });
  const heard: HandChange[] = [];
  const desks: (string | undefined)[] = [];
  const problems: string[] = [];
  hand.onChange((changes) => heard.push(...changes));
  hand.onDesk((schema) => desks.push(schema?.profile.model));
  hand.onProblem((sentence) => problems.push(sentence));
  return { hub, desk, hand, heard, desks, problems, ...rest };
}

function liveBench(role?: Role) {
  const all = bench(role);
  all.desk.goLive();
  all.settle(50);
  all.heard.length = 0;
  return all;
}

describe('a surface at the hub', () => {
  test('is told of a console with its table, and of its end', () => {
    const { desk, hand, desks, settle } = bench();
    expect(hand.schema).toBeUndefined();
    expect(hand.get(fader1)).toBeUndefined();
    desk.goLive();
    settle();
    expect(hand.schema?.hash).toBe(smallSchema.hash);
    expect(desks).toEqual(['Small']);
    expect(hand.get(fader1)).toBe(-Infinity);
    desk.detach();
    settle();
    expect(desks).toEqual(['Small', undefined]);
    expect(hand.get(fader1)).toBeUndefined();
  });

  test('that comes when a console is there already has its table at once', () => {
    const { hub, hand } = liveBench();
    expect(hub.connectHand({ name: 'Late', role: 'engineer', rises: 'midi' }).schema).toBe(hand.schema);
  });

  test('moves the console, others hear of it, and it is not told what it said itself', () => {
    const { hub, desk, hand, heard, settle } = liveBench();
    const page = new RecordingClient(hub);
    settle();
    page.clear();
    hand.set([{ id: mute1, value: 1 }]);
    settle();
    expect(desk.pushed.at(-1)).toEqual({ id: mute1, value: 1, touched: false });
    expect(page.heard.map(({ id, value }) => ({ id, value }))).toContainEqual({ id: mute1, value: 1 });
    expect(heard.filter(({ id, value }) => id === mute1 && value !== 1)).toEqual([]);
  });

  test('hears what others do, texts too', () => {
    const { hub, desk, heard, settle } = liveBench();
    const page = new RecordingClient(hub);
    settle();
    page.set({ id: mute1, value: 1 });
    desk.say({ id: name1, value: 'Vox' });
    settle();
    expect(heard).toContainEqual({ id: mute1, value: 1 });
    expect(heard).toContainEqual({ id: name1, value: 'Vox' });
  });

  test('raises a level by 60 dB a second, and knows where it is going', () => {
    const { desk, hand, clock, settle } = liveBench();
    const startMs = clock.nowMs();
    hand.set([{ id: fader1, value: 0 }]);
    expect(hand.get(fader1)).toBe(0);
    const last = () => desk.pushed.filter(({ id }) => id === fader1).at(-1)?.value;
    settle(500);
    expect(Number(last())).toBeLessThan(-60 + 0.06 * (clock.nowMs() - startMs) + 6);
    settle(2000);
    expect(last()).toBe(0);
  });

  test('is told when a value that it wants is held by somebody else', () => {
    const { hub, hand, heard, settle } = liveBench();
    const page = new RecordingClient(hub);
    page.say({ type: 'touch', ids: [mute1] });
    hand.set([{ id: mute1, value: 1 }]);
    settle();
    expect(heard).toContainEqual({ id: mute1, value: 0 });
  });

  test('holds what it touches until it lets go', () => {
    const { hub, hand, settle } = liveBench();
    const page = new RecordingClient(hub);
    hand.touch([mute1]);
    page.set({ id: mute1, value: 1 });
    settle();
    expect(hand.get(mute1)).toBe(0);
    hand.release([mute1]);
    page.set({ id: mute1, value: 1 });
    settle();
    expect(hand.get(mute1)).toBe(1);
  });

  test('has an undo of its own', () => {
    const { hub, hand, settle } = liveBench();
    const page = new RecordingClient(hub);
    hand.set([{ id: mute1, value: 1 }]);
    page.set({ id: smallSchema.need('channel/2/mute'), value: 1 });
    settle(50);
    hand.undo();
    settle(50);
    expect(hand.get(mute1)).toBe(0);
    expect(hand.get(smallSchema.need('channel/2/mute'))).toBe(1);
    hand.redo();
    settle(50);
    expect(hand.get(mute1)).toBe(1);
  });

  test('as a viewer may look and is told why nothing moves', () => {
    const { hand, desk, problems, heard, settle } = liveBench('viewer');
    const before = desk.pushed.length;
    hand.set([{ id: mute1, value: 1 }]);
    hand.undo();
    settle();
    expect(desk.pushed.length).toBe(before);
    expect(heard).toContainEqual({ id: mute1, value: 0 });
    expect(problems.join(' ')).toMatch(/look but not change/);
  });

  test('hears meters while it wants them', () => {
    const { desk, hand } = liveBench();
    const levels: number[][] = [];
    hand.onMeters((bytes) => levels.push([...bytes]));
    desk.meters(1, 2, 3, 4);
    hand.wantMeters(true);
    desk.meters(5, 6, 7, 8);
    hand.wantMeters(false);
    desk.meters(9, 9, 9, 9);
    expect(levels).toEqual([[5, 6, 7, 8]]);
  });

  test('that wanted meters before there was a console has them of the one that comes', () => {
    const { desk, hand, settle } = bench();
    hand.wantMeters(true);
    desk.areMetersOn = false;
    desk.goLive();
    settle();
    expect(desk.areMetersOn).toBe(true);
  });

  test('that leaves lets go and says nothing any more', () => {
    const { hub, hand, settle } = liveBench();
    const page = new RecordingClient(hub);
    hand.touch([mute1]);
    hand.close();
    hand.set([{ id: mute1, value: 1 }]);
    settle();
    expect(hub.desk?.state.get(mute1)).toBe(0);
    page.set({ id: mute1, value: 1 });
    settle();
    expect(hub.desk?.state.get(mute1)).toBe(1);
  });
});
