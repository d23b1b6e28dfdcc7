import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createOmnibus, type Omnibus } from '../../electron/headless.ts';
import type { NativeMidi } from '../../electron/transports/midiNative.ts';
import { openUdp, type UdpSocket } from '../../electron/transports/udp.ts';
import { EmulatedConsole } from '../support/emulatedConsole.ts';
import { RecordingClient } from '../support/hubBench.ts';

// The whole way of a cue: from GO in a client, through the app as it is started, to what leaves for other apparatus. Only the system's
// MIDI library has somebody in its place, who writes down what it is given.

const midiLeft: { readonly port: string; readonly bytes: readonly number[] }[] = [];
vi.mock('../../electron/transports/midiNative.ts', async (load) => {
  const library: NativeMidi = {
    hasVirtualPorts: false,
    inputNames: () => [],
    outputNames: () => ['Lights'],
    openInput: () => ({ close: () => undefined }),
    openOutput: (place) => ({
      close: () => undefined,
      send: (message) => midiLeft.push({ port: JSON.stringify(place), bytes: [...message] }),
    }),
  };
  return { ...(await load<object>()), loadNativeMidi: async () => library };
});

/** Something takes so long at most, on a slow machine. */
const withinMs = { timeout: 30_000 };
let home: string;
let desk: EmulatedConsole;
let far: UdpSocket;
let omnibus: Omnibus;
let anna: RecordingClient;
const oscHeard: string[] = [];

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'omnibus-cue-'));
  vi.stubEnv('OMNIBUS_SETTINGS', join(home, 'settings.json'));
  midiLeft.length = 0;
  oscHeard.length = 0;
  desk = await EmulatedConsole.start({ demo: false });
  far = await openUdp({ host: '127.0.0.1', port: 0 });
  far.onMessage((bytes) => oscHeard.push(Buffer.from(bytes).toString('latin1')));
  omnibus = await createOmnibus({ args: ['--console', desk.target], pageFolder: home });
  anna = new RecordingClient(omnibus.hub, 'Anna');
  await expect.poll(() => omnibus.hub.isOpen, withinMs).toBe(true);
}, 60_000);

afterEach(async () => {
  await omnibus.close();
  await far.close();
  await desk.switchOff();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

test('GO in a client lets the messages of the cue leave: OSC as a datagram, MIDI as bytes', async () => {
  const messages = [
    { type: 'osc', host: '127.0.0.1', port: far.local.port, path: '/cue', args: [7, 'go'] },
    { type: 'midiShowControl', port: 'Lights', device: 5, command: 'go', cue: '12.5' },
    { type: 'midiProgram', port: 'Lights', channel: 3, program: 17 },
  ] as const;
  anna.say({ type: 'cuePut', cue: { id: 'a', name: 'Curtain', messages: [...messages] } });
  expect([oscHeard, midiLeft]).toEqual([[], []]);
  anna.say({ type: 'cueGo' });
  // Bytes by hand: OSC 1.0; MIDI Show Control 1.0 (RP-002) and a program change on channel 3.
  await expect.poll(() => oscHeard, withinMs).toEqual(['/cue\0\0\0\0,is\0\0\0\0\x07go\0\0']);
  await expect
    .poll(() => midiLeft.map(({ bytes }) => bytes), withinMs)
    .toEqual([
      [0xf0, 0x7f, 5, 2, 0x7f, 1, 0x31, 0x32, 0x2e, 0x35, 0xf7],
      [0xc2, 17],
    ]);
  expect(midiLeft.every(({ port }) => port.includes('Lights'))).toBe(true);
  expect(anna.last('cues')?.standing).toMatchObject({ current: 'a' });
  expect(anna.last('problem')).toBeUndefined();
}, 120_000);

test('a cue has the console recall a scene of its own, and what comes of it is read again', async () => {
  const fader = 'channel/1/fader';
  desk.put(fader, -10);
  await expect.poll(() => omnibus.hub.state?.at(fader), withinMs).toBe(desk.at(fader));
  const kept = desk.at(fader);
  anna.say({ type: 'deskSceneStore', number: 7, name: 'Act 1', confirmed: true });
  await expect
    .poll(() => {
      anna.say({ type: 'deskScenes', request: 1 });
      return anna.last('deskScenes')?.scenes;
    }, withinMs)
    .toContainEqual({ number: 7, name: 'Act 1' });
  desk.put(fader, -40);
  await expect.poll(() => omnibus.hub.state?.at(fader), withinMs).toBe(desk.at(fader));
  expect(desk.at(fader)).not.toBe(kept);
  anna.say({ type: 'cuePut', cue: { id: 'a', name: 'Act 1', deskScene: 7 } });
  anna.say({ type: 'cueGo' });
  await expect.poll(() => desk.at(fader), withinMs).toBe(kept);
  await expect.poll(() => omnibus.hub.state?.at(fader), withinMs).toBe(kept);
}, 120_000);
