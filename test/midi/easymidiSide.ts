import assert from 'node:assert/strict';
import {
  type ControlChange,
  getInputs,
  getOutputs,
  Input,
  type Note,
  Output,
  type Pitch,
  type Program,
  type Sysex,
} from 'easymidi';
import type { MidiSystem } from '../../electron/transports/midi.ts';
import type { MidiEvent } from '../../electron/transports/midiParser.ts';
import type { MidiPort } from '../../electron/transports/midiPort.ts';

/** Resolves once the condition holds, else rejects with what was waited for. */
export type Until = (what: string, isMet: () => boolean) => Promise<void>;

const sysexLength = 5000;
const burstMessages = 500;

/** A sysex with every data byte in it. */
const longSysex = Array.from({ length: sysexLength }, (_, index) => {
  if (index === 0) return 0xf0;
  return index === sysexLength - 1 ? 0xf7 : index & 0x7f;
});

/** Everything that easymidi has read, each message as it names it. */
function hearing(input: Input): unknown[] {
  const heard: unknown[] = [];
  input.on('noteon', (note: Note) => heard.push(note));
  input.on('noteoff', (note: Note) => heard.push(note));
  input.on('cc', (change: ControlChange) => heard.push(change));
  input.on('program', (program: Program) => heard.push(program));
  input.on('pitch', (pitch: Pitch) => heard.push(pitch));
  input.on('sysex', (sysex: Sysex) => heard.push(sysex));
  return heard;
}

/** easymidi makes the messages from their meanings, ours are read from the bytes: neither side shares code with the other. */
async function fromEasymidi(output: Output, ours: MidiPort, until: Until): Promise<void> {
  const heard: MidiEvent[] = [];
  const listening = ours.onMessage((event) => heard.push(event));
  output.send('noteon', { note: 60, velocity: 100, channel: 0 });
  output.send('noteoff', { note: 60, velocity: 0, channel: 9 });
  output.send('cc', { controller: 7, value: 127, channel: 15 });
  output.send('program', { number: 5, channel: 2 });
  output.send('pitch', { value: 8193, channel: 1 });
  output.send('sysex', longSysex);
  await until("easymidi's messages of all kinds are understood", () => heard.length >= 6);
  assert.deepEqual(heard, [
    { type: 'noteOn', channel: 0, note: 60, velocity: 100 },
    { type: 'noteOff', channel: 9, note: 60, velocity: 0 },
    { type: 'controlChange', channel: 15, controller: 7, value: 127 },
    { type: 'programChange', channel: 2, program: 5 },
    { type: 'pitchBend', channel: 1, value: 8193 },
    { type: 'sysex', bytes: Uint8Array.from(longSysex) },
  ]);
  listening.dispose();
}

async function toEasymidi(ours: MidiPort, input: Input, until: Until): Promise<void> {
  const heard = hearing(input);
  ours.send([0x90, 60, 100, 0x89, 60, 0, 0xbf, 7, 127, 0xc2, 5, 0xe1, 1, 64]);
  ours.send(longSysex);
  await until('easymidi understands messages of all kinds', () => heard.length >= 6);
  assert.deepEqual(heard, [
    { _type: 'noteon', note: 60, velocity: 100, channel: 0 },
    { _type: 'noteoff', note: 60, velocity: 0, channel: 9 },
    { _type: 'cc', controller: 7, value: 127, channel: 15 },
    { _type: 'program', number: 5, channel: 2 },
    { _type: 'pitch', value: 8193, channel: 1 },
    { _type: 'sysex', bytes: longSysex },
  ]);
  heard.length = 0;
  for (let count = 0; count < burstMessages; count++) ours.send([0xb0, count >> 7, count & 0x7f]);
  await until('easymidi hears a paced burst whole', () => heard.length >= burstMessages);
  assert.deepEqual(
    heard,
    Array.from({ length: burstMessages }, (_, count) => ({
      _type: 'cc',
      controller: count >> 7,
      value: count & 0x7f,
      channel: 0,
    })),
  );
}

/** The system's name, with the numbers of this moment, of a port that is known by its stable one. */
function nameNow(names: readonly string[], stable: string): string {
  const found = names.find((name) => name.replace(/ \d+:\d+$/, '') === stable);
  assert.ok(found, `easymidi does not list "${stable}" but ${names.join(', ')}`);
  return found;
}

/**
 * Round trips with easymidi as the other program: once with its virtual ports, once with the ports that are made here. Few
 * ports only: each that easymidi opens, and each list that it makes, takes a client of the sequencer for good.
 */
export async function easymidiAsTheOtherSide(system: MidiSystem, until: Until): Promise<void> {
  const theirs = { input: new Input('Easy desk', true), output: new Output('Easy desk', true) };
  const ours = system.open({ input: 'RtMidi Output Client:Easy desk', output: 'RtMidi Input Client:Easy desk' });
  await until("easymidi's virtual ports are found and opened", () => ours.status.state === 'open');
  await toEasymidi(ours, theirs.input, until);
  await fromEasymidi(theirs.output, ours, until);
  await ours.close();
  theirs.input.close();
  theirs.output.close();

  const made = system.openVirtual('Own desk');
  assert.equal(made.status.state, 'open', made.status.detail);
  const output = new Output(nameNow(getOutputs(), 'RtMidi Input Client:Own desk'));
  const input = new Input(nameNow(getInputs(), 'RtMidi Output Client:Own desk'));
  await toEasymidi(made, input, until);
  await fromEasymidi(output, made, until);
  input.close();
  output.close();
  await made.close();
}
