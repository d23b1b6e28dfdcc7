import { expect, test } from 'vitest';
import { DeskState } from '../../shared/desk/deskState.ts';
import { mixSchema } from '../../test/support/mixDesk.ts';
import { copyMix, differenceDb, offsetMix, pasteMix } from './mixEdits.ts';

const sources = ['channel/1', 'channel/2', 'channel/3'];

function desk(levels: Readonly<Record<string, number>>) {
  const state = new DeskState(mixSchema);
  for (const [id, spec] of mixSchema.specs.entries()) if (spec.kind !== 'text') state.set(id, spec.default ?? 0);
  for (const [address, value] of Object.entries(levels)) state.set(mixSchema.need(address), value);
  return { schema: mixSchema, at: (address: string) => state.at(address) };
}

test('a mix is copied and pasted: what falls comes before what rises, what is equal is left', () => {
  const reading = desk({
    'channel/1/send/bus/1/level': 0,
    'channel/2/send/bus/1/level': -10,
    'channel/3/send/bus/1/on': 0,
    'channel/1/send/bus/3/level': -10,
    'channel/2/send/bus/3/level': 0,
  });
  const changes = pasteMix(reading, copyMix(reading, sources, 'bus/1'), 'bus/3', true);
  expect(changes).toEqual([
    { address: 'channel/2/send/bus/3/level', after: -10 },
    { address: 'channel/3/send/bus/3/on', after: 0 },
    { address: 'channel/1/send/bus/3/level', after: 0 },
  ]);
});

test('a pan goes along only where it is nobody else’s', () => {
  const reading = desk({ 'channel/1/send/bus/1/pan': 0.5 });
  const copy = copyMix(reading, ['channel/1'], 'bus/1');
  expect(pasteMix(reading, copy, 'bus/3', false)).toEqual([]);
  expect(pasteMix(reading, copy, 'bus/3', true)).toEqual([{ address: 'channel/1/send/bus/3/pan', after: 0.5 }]);
});

test('a whole mix is moved, and what is off stays off', () => {
  const reading = desk({ 'channel/1/send/bus/1/level': 0, 'channel/2/send/bus/1/level': -10 });
  expect(offsetMix(reading, sources, 'bus/1', -2)).toEqual([
    { address: 'channel/1/send/bus/1/level', after: -2 },
    { address: 'channel/2/send/bus/1/level', after: -12 },
  ]);
});

test('two mixes are compared by what is heard', () => {
  const reading = desk({ 'channel/1/send/bus/1/level': 0, 'channel/1/send/bus/2/level': -10 });
  expect(differenceDb(reading, 'channel/1', 'bus/1', 'bus/2')).toBe(10);
  expect(differenceDb(reading, 'channel/2', 'bus/1', 'bus/2')).toBeUndefined();
  const muted = desk({ 'channel/1/send/bus/1/level': 0, 'channel/1/send/bus/1/on': 0 });
  expect(differenceDb(muted, 'channel/1', 'bus/1', 'bus/2')).toBeUndefined();
});
