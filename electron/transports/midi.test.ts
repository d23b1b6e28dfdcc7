import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../test/support/virtualClock.ts';
import { MidiSystem } from './midi.ts';
import { stableNames } from './midiNames.ts';
import type { NativeMidi, NativePlace } from './midiNative.ts';
import type { MidiEvent } from './midiParser.ts';

const nameOf = (place: NativePlace) => ('name' in place ? place.name : place.virtualName);

/** A sequencer in memory that counts what is open. */
function fakeNative() {
  const state = { inputs: [] as string[], outputs: [] as string[], open: [] as string[], sent: [] as number[][] };
  const heard = new Map<string, (bytes: Uint8Array) => void>();
  let broken = '';
  const opened = (place: NativePlace, direction: string) => {
    const entry = `${direction} ${nameOf(place)}`;
    if (broken) throw new Error(broken);
    state.open.push(entry);
    return { close: () => void state.open.splice(state.open.indexOf(entry), 1) };
  };
  const native: NativeMidi = {
    hasVirtualPorts: true,
    inputNames: () => state.inputs,
    outputNames: () => state.outputs,
    openInput(place, listener) {
      heard.set(nameOf(place), listener);
      return opened(place, 'in');
    },
    openOutput: (place) => ({
      ...opened(place, 'out'),
      send: (message) => {
        if (broken) throw new Error(broken);
        state.sent.push([...message]);
      },
    }),
  };
  const breakWith = (why: string) => {
    broken = why;
  };
  return { native, state, heard, break: breakWith };
}

describe('stableNames', () => {
  it('leaves out the numbers that change', () => {
    expect([...stableNames(['X-Touch:X-Touch MIDI 1 24:0', 'X-Touch:X-Touch MIDI 2 24:1'], 'linux')]).toEqual([
      ['X-Touch:X-Touch MIDI 1', 'X-Touch:X-Touch MIDI 1 24:0'],
      ['X-Touch:X-Touch MIDI 2', 'X-Touch:X-Touch MIDI 2 24:1'],
    ]);
    expect([...stableNames(['SQ 0', 'SQ 3'], 'win32').keys()]).toEqual(['SQ', 'SQ (2)']);
    expect([...stableNames(['Bus 1', 'Bus 2'], 'darwin').keys()]).toEqual(['Bus 1', 'Bus 2']);
  });
});

describe('MidiSystem', () => {
  it('opens a port when it is plugged in, under whatever number, and again after a break', () => {
    const clock = new VirtualClock();
    const { native, state, heard } = fakeNative();
    const system = new MidiSystem(native, clock, 'linux');
    const port = system.open('Desk:MIDI');
    const events: MidiEvent[] = [];
    const names: string[][] = [];
    system.onPorts(({ inputs }) => names.push([...inputs]));
    port.onMessage((event) => events.push(event));
    expect(port.status).toEqual({ state: 'waiting', detail: 'The MIDI port "Desk:MIDI" is not plugged in.' });
    state.inputs = state.outputs = ['Desk:MIDI 20:0'];
    clock.advance(1000);
    expect(port.status.state).toBe('open');
    heard.get('Desk:MIDI 20:0')?.(Uint8Array.of(0x90, 1));
    state.inputs = state.outputs = [];
    clock.advance(1000);
    expect([port.status.state, state.open]).toEqual(['waiting', []]);
    state.inputs = state.outputs = ['Desk:MIDI 128:0'];
    clock.advance(1000);
    expect(state.open).toEqual(['out Desk:MIDI 128:0', 'in Desk:MIDI 128:0']);
    heard.get('Desk:MIDI 128:0')?.(Uint8Array.of(2, 0x90, 1, 2));
    expect(events).toEqual([{ type: 'noteOn', channel: 0, note: 1, velocity: 2 }]);
    expect(names).toEqual([['Desk:MIDI'], [], ['Desk:MIDI']]);
    system.dispose();
    expect(state.open).toEqual([]);
    expect(clock.isIdle).toBe(true);
  });

  it('sends whole messages, fifty at a time and in order', () => {
    const clock = new VirtualClock();
    const { native, state } = fakeNative();
    state.outputs = ['Out 1:0'];
    const system = new MidiSystem(native, clock, 'linux');
    const port = system.open({ output: 'Out' });
    for (let count = 0; count < 60; count++) port.send([0xb0, 99, count, 98, count]);
    expect(state.sent).toHaveLength(50);
    clock.advance(9);
    expect(state.sent).toHaveLength(50);
    clock.advance(11);
    expect(state.sent).toHaveLength(120);
    expect(state.sent).toEqual(
      Array.from({ length: 60 }, (_, count) => [
        [0xb0, 99, count],
        [0xb0, 98, count],
      ]).flat(),
    );
    system.dispose();
  });

  it('waits with a reason when a port is taken, and drops nothing into a port that failed', () => {
    const clock = new VirtualClock();
    const fake = fakeNative();
    fake.state.inputs = fake.state.outputs = ['Desk 1:0'];
    const system = new MidiSystem(fake.native, clock, 'linux');
    fake.break('device busy');
    const port = system.open('Desk');
    expect(port.status.detail).toContain('device busy');
    fake.break('');
    clock.advance(1000);
    expect(port.status.state).toBe('open');
    fake.break('no such device');
    port.send([0x90, 1, 1]);
    expect(port.status).toMatchObject({ state: 'waiting', detail: expect.stringContaining('no such device') });
    expect(fake.state.open).toEqual([]);
    system.dispose();
  });

  it('has a clear state on a machine without MIDI', () => {
    const clock = new VirtualClock();
    const system = new MidiSystem('MIDI is off: no sequencer.', clock, 'linux');
    const port = system.open('Desk');
    expect(port.status).toEqual({ state: 'off', detail: 'MIDI is off: no sequencer.' });
    port.send([0x90, 1, 1]);
    expect(system.openVirtual('Mine').status.state).toBe('off');
    expect(system.names).toEqual({ inputs: [], outputs: [] });
    expect(clock.isIdle).toBe(true);
  });

  it('makes virtual ports where the system has them, and says so where it has not', () => {
    const clock = new VirtualClock();
    const { native, state } = fakeNative();
    const system = new MidiSystem(native, clock, 'linux');
    const port = system.openVirtual('Omnibus');
    expect([port.status.state, state.open]).toEqual(['open', ['out Omnibus', 'in Omnibus']]);
    void port.close();
    expect(state.open).toEqual([]);
    const windows = new MidiSystem({ ...native, hasVirtualPorts: false }, clock, 'win32');
    expect(windows.openVirtual('Omnibus').status.detail).toContain('no virtual MIDI ports');
    for (const each of [system, windows]) each.dispose();
  });

  it('starts on this machine, with or without MIDI', async () => {
    const clock = new VirtualClock();
    const system = await MidiSystem.start(clock);
    expect(system.off === '' || system.off.startsWith('MIDI is off: ')).toBe(true);
    system.dispose();
  });
});
