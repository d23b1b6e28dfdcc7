import { describe, expect, test } from 'vitest';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import type { JournalRecord } from '../../shared/protocol/journal.ts';
import { hubBench } from '../../test/support/hubBench.ts';
import { profileFor } from '../drivers/x32/profile.ts';
import { JournalReplay } from './journalReplay.ts';
import { SimulatedDesk } from './simulatedDesk.ts';

const schema = buildSchema(profileFor('X32', '4.06'));

let lastId = 0;
const record = (atMs: number, address: string, before: ParamValue | undefined, after: ParamValue): JournalRecord => ({
  id: ++lastId,
  atMs,
  clockMs: atMs,
  by: 'Anna',
  why: 'hand',
  gesture: 1,
  address,
  before,
  after,
  landedMs: 5,
});

function replay(records: readonly JournalRecord[], speed = 1, start?: ReadonlyMap<string, ParamValue>) {
  const { clock } = hubBench();
  const desk = new SimulatedDesk(schema, 1);
  const heard: [number, string, ParamValue][] = [];
  let isFinished = false;
  const running = new JournalReplay({
    clock,
    desk,
    records,
    speed,
    ...(start && { start }),
    finished: () => {
      isFinished = true;
    },
  });
  desk.onChange(({ changes }) => {
    for (const { id, value } of changes) heard.push([clock.nowMs(), schema.addressOf(id), value]);
  });
  const at = (address: string) => desk.get(schema.need(address));
  return { clock, desk, running, heard, at, isFinished: () => isFinished };
}

describe('a stretch of the journal on a simulated desk', () => {
  const stretch = [
    record(10_000, 'channel/1/mute', 0, 1),
    record(10_400, 'channel/2/name', 'Kick', 'Snare'),
    record(10_400, 'channel/2/mute', 1, 0),
    record(11_000, 'channel/1/mute', 1, 0),
  ];

  test('begins where the desk was, and goes on in its order and at its pace', () => {
    const { clock, heard, at, isFinished } = replay(stretch);
    expect([at('channel/1/mute'), at('channel/2/name'), at('channel/2/mute')]).toEqual([0, 'Kick', 1]);
    clock.advance(5000);
    expect(heard).toEqual([
      [0, 'channel/1/mute', 1],
      [400, 'channel/2/name', 'Snare'],
      [400, 'channel/2/mute', 0],
      [1000, 'channel/1/mute', 0],
    ]);
    expect(isFinished()).toBe(true);
  });

  test('goes as much faster as is asked, and does not wait out long pauses', () => {
    const { clock, heard } = replay([...stretch, record(600_000, 'channel/3/mute', 0, 1)], 4);
    clock.advance(60_000);
    expect(heard.map(([atMs]) => atMs)).toEqual([0, 100, 100, 250, 3250]);
  });

  test('begins with what is known of the desk beside the changes', () => {
    const { at } = replay(
      stretch,
      1,
      new Map<string, ParamValue>([
        ['channel/9/name', 'Vox'],
        ['channel/1/mute', 1],
      ]),
    );
    expect(at('channel/9/name')).toBe('Vox');
    // The change itself knows better.
    expect(at('channel/1/mute')).toBe(0);
  });

  test('leaves out what this desk does not have, and counts it; values that are none are put on its steps', () => {
    const { clock, running, at } = replay([
      record(0, 'layer/9/knob', 0, 1),
      record(1, 'channel/1/fader', undefined, -3.01),
      record(2, 'channel/2/fader', undefined, Number.NaN),
    ]);
    clock.advance(100);
    expect([running.left, running.count]).toEqual([1, 2]);
    expect(at('channel/1/fader')).toBeCloseTo(-3, 1);
  });

  test('stops when it is told to', () => {
    const { clock, running, heard, isFinished } = replay(stretch);
    clock.advance(100);
    running.dispose();
    clock.advance(10_000);
    expect(heard).toHaveLength(1);
    expect(isFinished()).toBe(false);
  });

  test('of nothing is finished at once', () => {
    const { clock, isFinished } = replay([]);
    clock.advance(1);
    expect(isFinished()).toBe(true);
  });
});
