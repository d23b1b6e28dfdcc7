import { expect, test } from 'vitest';
import { VirtualClock } from '../../test/support/virtualClock.ts';
import { memoryMidiPair } from './midiMemory.ts';
import type { MidiEvent } from './midiParser.ts';
import type { MidiStatus } from './midiPort.ts';

const play: MidiEvent = { type: 'noteOn', channel: 0, note: 60, velocity: 1 };

test('what one end sends the other hears, in pieces or not', () => {
  const [a, b] = memoryMidiPair({ pieceBytes: 1 });
  const heard: MidiEvent[] = [];
  const pieces: number[] = [];
  b.onMessage((event) => heard.push(event));
  b.onBytes((bytes) => pieces.push(bytes.length));
  a.send([0x90, 60, 1]);
  expect(heard).toEqual([play]);
  expect(pieces).toEqual([1, 1, 1]);
});

test('with a clock nothing is heard in the turn in which it is said', () => {
  const clock = new VirtualClock();
  const [a, b] = memoryMidiPair({ clock });
  const heard: MidiEvent[] = [];
  b.onMessage((event) => heard.push(event));
  a.send([0x90, 60, 1]);
  expect(heard).toEqual([]);
  clock.advance(0);
  expect(heard).toEqual([play]);
});

test('an unplugged cable carries nothing, and a message that it cut is not finished later', async () => {
  const [a, b] = memoryMidiPair();
  const heard: MidiEvent[] = [];
  const states: MidiStatus['state'][] = [];
  b.onMessage((event) => heard.push(event));
  b.onStatus(({ state }) => states.push(state));
  a.send([0x90, 60]);
  a.plug(false);
  expect(b.status).toEqual({ state: 'waiting', detail: 'Memory B is unplugged.' });
  a.send([0x90, 61, 1]);
  a.plug(true);
  a.send([1]);
  a.send([0x90, 60, 1]);
  expect(heard).toEqual([play]);
  await b.close();
  a.send([0x90, 60, 1]);
  expect(heard).toEqual([play]);
  expect(states).toEqual(['waiting', 'open']);
});
