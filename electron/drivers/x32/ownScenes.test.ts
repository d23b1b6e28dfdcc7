import { expect, test } from 'vitest';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { encodeMessage, OscReader } from '../../transports/oscCodec.ts';
import { OwnScenes } from './ownScenes.ts';

function rig() {
  const clock = new VirtualClock();
  const sent: string[] = [];
  const asked: string[][] = [];
  const answered: string[] = [];
  const state = { problem: undefined as string | undefined, rereads: 0 };
  const scenes = new OwnScenes({
    clock,
    problem: () => state.problem,
    ask: (keys) => asked.push([...keys]),
    answered: (key) => answered.push(key),
    send: (bytes) => sent.push(Buffer.from(bytes).toString('latin1')),
    changing: () => {
      state.rereads++;
    },
  });
  const hear = (address: string, name: string) => {
    const reader = new OscReader();
    reader.read(encodeMessage(address, 's', [name]));
    return scenes.receive(reader);
  };
  return { clock, sent, asked, answered, state, scenes, hear };
}

test('a recall is one message, never repeated, and everything is read after it', () => {
  const { clock, sent, state, scenes } = rig();
  expect(scenes.recall(8)).toBeUndefined();
  clock.advance(60_000);
  // Slot 7, as the console counts from 0; a lost one is asked for by the person again, as two would be two recalls.
  expect(sent).toEqual(['/-action/goscene\0\0\0\0,i\0\0\0\0\0\x07']);
  expect(state.rereads).toBe(1);
});

test('nothing is sent for a scene that the console cannot have, nor while it is not live', () => {
  const { sent, state, scenes } = rig();
  for (const scene of [0, -1, 101, 1.5, Number.NaN]) expect(scenes.recall(scene)).toMatch(/scenes 1 to 100/);
  state.problem = 'The console is not live.';
  expect(scenes.recall(1)).toBe('The console is not live.');
  expect(scenes.store(1, 'Opening')).toBe('The console is not live.');
  expect([sent, state.rereads]).toEqual([[], 0]);
});

test('a scene is stored under a name of at most 32 characters, which is read afterwards', () => {
  const { sent, asked, scenes } = rig();
  expect(scenes.store(100, 'x'.repeat(40))).toBeUndefined();
  expect(sent).toEqual([`/save\0\0\0,siss\0\0\0scene\0\0\0\0\0\0\x63${'x'.repeat(32)}\0\0\0\0\0\0\0\0`]);
  expect(asked).toEqual([['/-show/showfile/scene/099/name']]);
});

test('names are asked for while somebody looks, every four seconds at most, and empty slots are left out', () => {
  const { clock, asked, answered, scenes, hear } = rig();
  expect(scenes.list()).toEqual([]);
  expect(scenes.list()).toEqual([]);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toHaveLength(100);
  expect(hear('/-show/showfile/scene/041/name', 'Act two')).toBe(true);
  expect(hear('/-show/showfile/scene/003/name', 'Act one')).toBe(true);
  expect(hear('/-show/showfile/scene/004/name', '')).toBe(true);
  expect(hear('/-show/showfile/scene/003/notes', 'loud')).toBe(false);
  expect(answered).toHaveLength(3);
  expect(scenes.list()).toEqual([
    { number: 4, name: 'Act one' },
    { number: 42, name: 'Act two' },
  ]);
  clock.advance(4001);
  scenes.list();
  expect(asked).toHaveLength(2);
  // Another console has other scenes.
  scenes.forget();
  expect(scenes.list()).toEqual([]);
});
