import { afterEach, describe, expect, test } from 'vitest';
import x32 from '../../electron/drivers/x32/index.ts';
import { type Learnt, MidiLearn } from '../../electron/surfaces/midiLearn/midiLearn.ts';
import { memoryMidiPair } from '../../electron/transports/midiMemory.ts';
import type { MidiEvent } from '../../electron/transports/midiParser.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import type { Mapping } from '../../shared/scenes/sections/mappings.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';

const profile = x32.profiles[0];
if (!profile) throw new Error('no profile');
const schema = buildSchema(profile);
const id = (address: string) => schema.need(address);

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function bench(...mappings: readonly Mapping[]) {
  const { hub, clock, settle, desk: newDesk } = hubBench();
  const desk = newDesk();
  desk.answersAfterMs = 2;
  const [ours, theirs] = memoryMidiPair({ names: ['Knobs', 'Knobs device'] });
  const lights: MidiEvent[] = [];
  theirs.onMessage((event) => lights.push(event));
  const called: string[] = [];
  const learn = new MidiLearn({
    peer: hub.connectHand({ name: 'Knobs', role: 'engineer', rises: 'midi' }),
    clock,
    scenes: {
      names: () => [],
      go: (by) => void called.push(`go by ${by}`),
      back: () => void called.push('back'),
      recall: (name) => void called.push(`recall ${name}`),
    },
  });
  ends.push(() => learn.dispose());
  learn.setMappings(mappings);
  learn.addPort(ours);
  desk.goLive(schema);
  settle(50);
  const at = (address: string) => hub.desk?.state.get(id(address));
  const device = (...bytes: number[]) => theirs.send(bytes);
  return { hub, desk, settle, learn, lights, called, at, device, ours };
}

const toParam = (address: string, from: Mapping['from'], more: Partial<Mapping> = {}): Mapping => ({
  id: `m-${address.replaceAll('/', '-')}`,
  name: '',
  port: '',
  press: 'toggle',
  from,
  to: { type: 'param', address },
  ...more,
});
const knob = (number: number, coding: 'absolute' | 'twosComplement' = 'absolute') =>
  ({ type: 'control', channel: 1, number, coding }) as const;

describe('a mapped controller', () => {
  test('without motor takes hold of a fader only where it stands', () => {
    const { device, desk, at, settle } = bench(toParam('channel/1/fader', knob(7)));
    desk.say({ id: id('channel/1/fader'), value: 0 });
    device(0xb0, 7, 20);
    settle(1000);
    expect(at('channel/1/fader')).toBeCloseTo(0, 1);
    device(0xb0, 7, 95);
    device(0xb0, 7, 64);
    settle(3000);
    expect(Number(at('channel/1/fader'))).toBeLessThan(-9);
    expect(Number(at('channel/1/fader'))).toBeGreaterThan(-11);
  });

  test('is endless: it moves from where the value is, one undo step a turn', () => {
    const { device, at, settle } = bench(toParam('channel/1/pan', knob(16, 'twosComplement')));
    device(0xb0, 16, 5);
    device(0xb0, 16, 5);
    settle(800);
    expect(at('channel/1/pan')).toBeCloseTo(0.2, 5);
    device(0xb0, 16, 118);
    settle(800);
    expect(at('channel/1/pan')).toBeCloseTo(0, 5);
  });

  test('moves with 14 bits: fine controllers, NRPN, pitch bend', () => {
    const { device, at, settle } = bench(
      toParam('channel/1/fader', { type: 'control14', channel: 1, number: 1 }),
      toParam('channel/2/fader', { type: 'nrpn', channel: 1, number: 300 }),
      toParam('channel/3/fader', { type: 'pitchBend', channel: 3 }),
    );
    for (const high of [0, 32, 64]) {
      device(0xb0, 1, high, 33, 0);
      device(0xb0, 99, 2, 98, 44, 6, high, 38, 0);
      device(0xe2, 0, high);
    }
    settle(3000);
    for (const channel of [1, 2, 3]) expect(at(`channel/${channel}/fader`)).toBeCloseTo(-10, 0);
  });

  test('raises no faster than MIDI may', () => {
    const { device, at, settle } = bench(toParam('channel/1/fader', knob(7)));
    device(0xb0, 7, 0);
    device(0xb0, 7, 127);
    settle(300);
    expect(Number(at('channel/1/fader'))).toBeLessThan(-30);
    settle(3000);
    expect(at('channel/1/fader')).toBe(10);
  });

  test('is a button that turns a switch over, or holds it', () => {
    const { device, at, settle } = bench(
      toParam('channel/1/mute', { type: 'note', channel: 1, number: 60 }),
      toParam('channel/2/mute', { type: 'note', channel: 1, number: 61 }, { press: 'whileHeld' }),
      toParam('channel/3/mute', knob(20)),
    );
    device(0x90, 60, 100, 60, 0);
    device(0x90, 61, 100);
    device(0xb0, 20, 127);
    settle(50);
    expect([1, 2, 3].map((channel) => at(`channel/${channel}/mute`))).toEqual([1, 1, 1]);
    device(0x90, 61, 0);
    device(0xb0, 20, 0);
    settle(50);
    expect([1, 2, 3].map((channel) => at(`channel/${channel}/mute`))).toEqual([1, 0, 1]);
    device(0x90, 60, 100);
    settle(50);
    expect(at('channel/1/mute')).toBe(0);
  });

  test('of another port does nothing', () => {
    const { device, at, settle } = bench(
      toParam('channel/1/mute', { type: 'note', channel: 1, number: 60 }, { port: 'Other' }),
      toParam('channel/2/mute', { type: 'note', channel: 1, number: 60 }, { port: 'Knobs' }),
    );
    device(0x90, 60, 100);
    settle(50);
    expect([at('channel/1/mute'), at('channel/2/mute')]).toEqual([0, 1]);
  });

  test('calls scenes and cues', () => {
    const from = { type: 'program', channel: 1, number: 3 } as const;
    const base = { name: '', port: '', press: 'toggle' } as const;
    const { device, called } = bench(
      { ...base, id: 'a', from, to: { type: 'scene', scene: 'act-2' } },
      { ...base, id: 'b', from: { type: 'note', channel: 1, number: 1 }, to: { type: 'cue', action: 'go' } },
      { ...base, id: 'c', from: { type: 'note', channel: 1, number: 2 }, to: { type: 'cue', action: 'back' } },
    );
    device(0xc0, 3, 0xc0, 3);
    device(0x90, 1, 100, 1, 0);
    device(0x90, 2, 100);
    expect(called).toEqual(['recall act-2', 'recall act-2', 'go by Knobs', 'back']);
  });

  test('shows on its lights what the desk has, and what it turned itself if it is endless', () => {
    const { device, desk, hub, lights, settle } = bench(
      toParam('channel/1/mute', { type: 'note', channel: 1, number: 60 }),
      toParam('channel/1/pan', knob(16, 'twosComplement')),
    );
    lights.length = 0;
    desk.say({ id: id('channel/1/mute'), value: 1 });
    new RecordingClient(hub).set({ id: id('channel/1/pan'), value: 1 });
    settle(100);
    expect(lights).toContainEqual({ type: 'noteOn', channel: 0, note: 60, velocity: 127 });
    expect(lights).toContainEqual({ type: 'controlChange', channel: 0, controller: 16, value: 127 });
    lights.length = 0;
    device(0xb0, 16, 127);
    settle(100);
    expect(lights).toEqual([{ type: 'controlChange', channel: 0, controller: 16, value: 126 }]);
  });

  test('never starts from an unknown value', () => {
    const { device, desk, hub, settle } = bench(toParam('channel/1/pan', knob(16, 'twosComplement')));
    hub.desk?.forget(id('channel/1/pan'));
    const before = desk.pushed.length;
    device(0xb0, 16, 3);
    settle(100);
    expect(desk.pushed.length).toBe(before);
  });
});

describe('learning', () => {
  test('takes what the hand moves, once, and moves nothing meanwhile', () => {
    const { device, at, learn, settle } = bench(toParam('channel/1/mute', { type: 'note', channel: 1, number: 60 }));
    const learnt: Learnt[] = [];
    learn.learn((each) => learnt.push(each));
    device(0x90, 60, 100);
    settle(50);
    expect(learnt).toEqual([{ port: 'Knobs', from: { type: 'note', channel: 1, number: 60 } }]);
    expect(at('channel/1/mute')).toBe(0);
    expect(learn.isLearning).toBe(false);
    device(0x90, 60, 100);
    settle(50);
    expect(at('channel/1/mute')).toBe(1);
    expect(learnt.length).toBe(1);
  });

  test('waits until a controller rests before it says what it is', () => {
    const { device, learn, settle } = bench();
    const learnt: Learnt[] = [];
    learn.learn((each) => learnt.push(each));
    device(0xb0, 7, 10, 7, 11);
    settle(200);
    expect(learnt).toEqual([]);
    settle(500);
    expect(learnt[0]?.from).toEqual({ type: 'control', channel: 1, number: 7, coding: 'absolute' });
  });

  test('can be given up', () => {
    const { device, learn, settle } = bench();
    const learnt: Learnt[] = [];
    learn.learn((each) => learnt.push(each));
    learn.stopLearning();
    device(0x90, 60, 100);
    settle(1000);
    expect(learnt).toEqual([]);
  });
});
