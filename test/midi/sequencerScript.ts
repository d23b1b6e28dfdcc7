import assert from 'node:assert/strict';
import { MidiSystem } from '../../electron/transports/midi.ts';
import { type MidiEvent, parseMidi } from '../../electron/transports/midiParser.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { easymidiAsTheOtherSide } from './easymidiSide.ts';

/** Runs under a real ALSA sequencer: real ports, real names, real bursts. Each step prints a line; the first failure ends it. */

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what: string, isMet: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 30_000; !isMet(); await wait(10)) {
    if (Date.now() > deadline) throw new Error(`Not within 30 s: ${what}`);
  }
  console.log(`ok ${what}`);
}

const burstMessages = 3000;

/**
 * Sends 3000 messages in one moment. Whatever arrives is in order; all of it arrives, unless a starved machine does not empty the
 * sequencer's queue in time: then it is tried again.
 */
async function burst(send: (bytes: number[]) => void, heard: MidiEvent[]): Promise<void> {
  for (let attempt = 1; attempt <= 5; attempt++) {
    heard.length = 0;
    for (let count = 0; count < burstMessages; count++) send([0xb0, count >> 7, count & 0x7f]);
    for (let quiet = 0, last = -1; quiet < 30 && heard.length < burstMessages; await wait(100)) {
      quiet = heard.length === last ? quiet + 1 : 0;
      last = heard.length;
    }
    const numbers = heard.map((event) => (event.type === 'controlChange' ? event.controller * 128 + event.value : -1));
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
    console.log(`burst ${attempt}: ${numbers.length} of ${burstMessages} arrived`);
    if (numbers.length === burstMessages) return;
  }
  throw new Error('No burst of messages arrived whole');
}

async function run(): Promise<void> {
  const system = await MidiSystem.start(systemClock);
  assert.equal(system.off, '');
  const far = system.open({ input: 'RtMidi Output Client:Far desk', output: 'RtMidi Input Client:Far desk' });
  assert.equal(far.status.state, 'waiting');
  const desk = system.openVirtual('Far desk');
  assert.equal(desk.status.state, 'open');
  await until('a virtual port is found by its stable name', () => far.status.state === 'open');
  assert.ok(system.names.inputs.every((name) => !/ \d+:\d+$/.test(name)));

  const atDesk: MidiEvent[] = [];
  const atFar: MidiEvent[] = [];
  desk.onMessage((event) => atDesk.push(event));
  far.onMessage((event) => atFar.push(event));
  const messages = [
    0xb0, 99, 64, 0xb0, 98, 0, 0xb0, 6, 118, 0xb0, 38, 92, 0x90, 60, 1, 0x80, 60, 0, 0xe1, 0, 64, 0xc2, 5,
  ];
  far.send(messages);
  desk.send(messages);
  await until('messages of all kinds go both ways', () => atDesk.length === 8 && atFar.length === 8);
  assert.deepEqual(atDesk, parseMidi(messages));
  assert.deepEqual(atFar, parseMidi(messages));

  atDesk.length = 0;
  const sysex = Uint8Array.from({ length: 5000 }, (_, index) => index & 0x7f);
  sysex[0] = 0xf0;
  sysex[sysex.length - 1] = 0xf7;
  far.send(sysex);
  await until('a long sysex arrives', () => atDesk.length === 1);
  assert.deepEqual(atDesk, [{ type: 'sysex', bytes: sysex }]);

  await burst((bytes) => far.send(bytes), atDesk);

  for (let count = 0; count < 150; count++) {
    const port = system.openVirtual(`Short ${count}`);
    assert.equal(port.status.state, 'open', port.status.detail);
    await port.close();
  }
  console.log('ok 150 ports opened and closed leak nothing');
  for (let count = 0; count < 300; count++) {
    const port = system.open({ input: 'RtMidi Output Client:Far desk', output: 'RtMidi Input Client:Far desk' });
    assert.equal(port.status.state, 'open', `${count}: ${port.status.detail}`);
    await port.close();
  }
  console.log("ok another program's ports opened and closed 300 times leak nothing");
  await desk.close();
  await until('a port that is closed is gone', () => far.status.state === 'waiting');
  assert.ok(system.names.inputs.every((name) => !name.includes('Far desk') && !name.includes('Short')));
  const again = system.openVirtual('Far desk');
  await until('a port that comes back is opened again', () => far.status.state === 'open');
  await again.close();
  await easymidiAsTheOtherSide(system, until);
  system.dispose();
}

run().then(
  () => {
    console.log('the sequencer test is done');
    // What easymidi has opened is closed but never let go of.
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    // Open ports would keep the process alive.
    process.exit(1);
  },
);
