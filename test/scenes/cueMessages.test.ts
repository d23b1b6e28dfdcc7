import { afterEach, describe, expect, test } from 'vitest';
import { CueMessages } from '../../electron/surfaces/cueMessages.ts';
import { memoryMidiPair } from '../../electron/transports/midiMemory.ts';
import { openUdp } from '../../electron/transports/udp.ts';
import type { OutMessage } from '../../shared/scenes/cueList.ts';
import { RecallStage } from './recallStage.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** An apparatus at the far end of a MIDI cable, and one that listens to UDP. */
async function apparatus(off = '') {
  const [ours, theirs] = memoryMidiPair({ names: ['Lights', 'Desk of lights'] });
  const midiHeard: number[][] = [];
  theirs.onBytes((bytes) => midiHeard.push([...bytes]));
  const socket = await openUdp({ host: '127.0.0.1', port: 0 });
  ends.push(() => socket.close());
  const oscHeard: string[] = [];
  socket.onMessage((bytes) => oscHeard.push(Buffer.from(bytes).toString('latin1')));
  const problems: string[] = [];
  const opened: string[] = [];
  const outlet = new CueMessages({
    midi: {
      off,
      open({ output }) {
        opened.push(output);
        return ours;
      },
    },
    problem: (sentence) => problems.push(sentence),
  });
  ends.push(() => outlet.close());
  return { outlet, midiHeard, oscHeard, problems, opened, theirs, port: socket.local.port };
}

const port = 'Lights';
const go = { type: 'midiShowControl', port, device: 5, command: 'go', cue: '12.5' } as const;

describe('MIDI of a cue', () => {
  // Bytes by hand, from the MIDI 1.0 tables and RP-002.
  test.each<[OutMessage, number[]]>([
    [{ type: 'midiNote', port, channel: 1, note: 60, velocity: 100 }, [0x90, 60, 100]],
    [{ type: 'midiNote', port, channel: 16, note: 60, velocity: 0 }, [0x9f, 60, 0]],
    [{ type: 'midiControl', port, channel: 2, control: 7, value: 127 }, [0xb1, 7, 127]],
    [{ type: 'midiProgram', port, channel: 10, program: 0 }, [0xc9, 0]],
    [go, [0xf0, 0x7f, 5, 2, 0x7f, 1, 0x31, 0x32, 0x2e, 0x35, 0xf7]],
    [{ ...go, command: 'stop', cue: '' }, [0xf0, 0x7f, 5, 2, 0x7f, 2, 0xf7]],
    [{ ...go, device: 127, command: 'resume', cue: '' }, [0xf0, 0x7f, 127, 2, 0x7f, 3, 0xf7]],
  ])('leaves as bytes: %j', async (message, bytes) => {
    const { outlet, midiHeard } = await apparatus();
    expect(outlet.send(message)).toBeUndefined();
    expect(midiHeard).toEqual([bytes]);
  });

  test('opens an output once, and says why nothing leaves', async () => {
    const { outlet, midiHeard, opened, theirs } = await apparatus();
    expect(outlet.send(go)).toBeUndefined();
    expect(outlet.send({ ...go, cue: 'A3' })).toMatch(/digits and points, not "A3"/);
    theirs.plug(false);
    expect(outlet.send(go)).toMatch(/Nothing was sent to "Lights": .*unplugged/);
    expect(opened).toEqual(['Lights']);
    expect(midiHeard).toHaveLength(1);
  });

  test('is answered in words where there is no MIDI', async () => {
    const { outlet, opened } = await apparatus('MIDI is off: there is none.');
    expect(outlet.send(go)).toBe('Nothing was sent to "Lights": MIDI is off: there is none.');
    expect(opened).toEqual([]);
  });
});

describe('OSC of a cue', () => {
  test('leaves by UDP: whole numbers as int32, others as float32, texts', async () => {
    const { outlet, oscHeard, port: at, problems } = await apparatus();
    const place = { type: 'osc', host: '127.0.0.1', port: at } as const;
    expect(outlet.send({ ...place, path: '/cue/1/go', args: [] })).toBeUndefined();
    expect(outlet.send({ ...place, path: '/a', args: [2, 0.5, 'hi'] })).toBeUndefined();
    await expect.poll(() => oscHeard.length).toBe(2);
    expect(oscHeard[0]).toBe('/cue/1/go\0\0\0,\0\0\0');
    expect(oscHeard[1]).toBe('/a\0\0,ifs\0\0\0\0\0\0\0\x02\x3f\0\0\0hi\0\0');
    expect(problems).toEqual([]);
  });

  test('says at once what no message can hold, and later what the network says', async () => {
    const { outlet, problems } = await apparatus();
    const place = { type: 'osc', host: '127.0.0.1', port: 9, path: '/a' } as const;
    expect(outlet.send({ ...place, args: [1e39] })).toMatch(/not a finite float32/);
    expect(outlet.send({ ...place, host: 'no-such-host.invalid', args: [] })).toBeUndefined();
    await expect.poll(() => problems.join()).toMatch(/\/a was not sent to no-such-host\.invalid:9\. .*not found/);
  });
});

test('GO sends the messages of the cue, and tells who pressed it what did not leave', async () => {
  const { outlet, oscHeard, midiHeard, port: at } = await apparatus();
  const rig = await RecallStage.open({}, { outlet });
  ends.push(() => rig.close());
  const messages = [
    { type: 'osc', host: '127.0.0.1', port: at, path: '/go' },
    go,
    { ...go, cue: 'no number' },
  ] as const;
  rig.person.say({ type: 'cuePut', cue: { id: 'a', name: 'Curtain', messages: [...messages] } });
  rig.person.say({ type: 'cueGo' });
  await expect.poll(() => oscHeard).toEqual(['/go\0,\0\0\0']);
  expect(midiHeard).toHaveLength(1);
  expect(rig.person.last('problem')?.message).toMatch(/^Cue "Curtain": .*not "no number"/);
});
