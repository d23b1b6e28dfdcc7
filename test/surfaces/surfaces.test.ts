import { createSocket } from 'node:dgram';
import { afterEach, describe, expect, test } from 'vitest';
import x32 from '../../electron/drivers/x32/index.ts';
import { SurfacePanel } from '../../electron/hub/surfacePanel.ts';
import { type MidiPorts, Surfaces } from '../../electron/surfaces/surfaces.ts';
import { type MemoryMidiPort, memoryMidiPair } from '../../electron/transports/midiMemory.ts';
import { disposable } from '../../shared/base/disposable.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import type { SurfaceSettings } from '../../shared/protocol/surfaceMessages.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { SimulatedMcu } from '../support/simulatedMcu.ts';

const profile = x32.profiles[0];
if (!profile) throw new Error('no profile');
const schema = buildSchema(profile);
const id = (address: string) => schema.need(address);

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Ports in memory that stay when they are closed, as devices do. */
class Machine implements MidiPorts {
  off = '';
  readonly devices = new Map<string, MemoryMidiPort>();
  readonly names = { inputs: ['Faders', 'Knobs'], outputs: ['Faders', 'Knobs'] };

  open(name: string) {
    const [ours, theirs] = memoryMidiPair({ names: [name, `${name} device`] });
    this.devices.set(name, theirs);
    if (name === 'Faders') this.faders = new SimulatedMcu(theirs);
    return ours;
  }

  faders: SimulatedMcu | undefined;

  onPorts() {
    return disposable(() => undefined);
  }
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

function bench() {
  const { hub, clock, settle, desk: newDesk } = hubBench();
  const desk = newDesk();
  desk.answersAfterMs = 2;
  const machine = new Machine();
  const chosen: SurfaceSettings[] = [];
  const surfaces = new Surfaces({ hands: hub, clock, midi: machine, chosen: (each) => chosen.push(each) });
  ends.push(() => surfaces.close());
  hub.addFeature(new SurfacePanel(hub, surfaces));
  const page = new RecordingClient(hub, 'page');
  desk.goLive(schema);
  settle(100);
  const status = () => page.last('surfaces')?.status;
  const at = (address: string) => hub.desk?.state.get(id(address));
  return { hub, desk, settle, machine, surfaces, chosen, page, status, at };
}

const withBoth: SurfaceSettings = {
  motors: [{ protocol: 'mcu', units: [{ port: 'Faders', kind: 'main' }] }],
  learnPorts: ['Knobs'],
};

describe('the surfaces of the app', () => {
  test('a page is told of ports when it arrives, and chooses surfaces that work at once and are remembered', () => {
    const { page, status, settle, machine, chosen } = bench();
    expect(status()).toMatchObject({
      midiOff: '',
      inputs: ['Faders', 'Knobs'],
      ports: [],
      mappings: [],
      learning: null,
    });
    page.say({ type: 'surfacesUse', settings: withBoth });
    settle(1000);
    expect(machine.faders?.text(1, 0).trim()).toBe('Ch 1');
    expect(chosen).toEqual([withBoth]);
    expect(status()?.ports).toEqual([
      { port: 'Faders', use: 'motors', state: 'open', detail: '' },
      { port: 'Knobs', use: 'learn', state: 'open', detail: '' },
    ]);
  });

  test('learning maps the next move to what was chosen; the mapping works, is edited and deleted', () => {
    const { page, status, settle, machine, at } = bench();
    page.say({ type: 'surfacesUse', settings: withBoth });
    page.say({ type: 'learn', to: { type: 'param', address: 'channel/1/mute' } });
    settle(100);
    expect(status()?.learning).toEqual({ type: 'param', address: 'channel/1/mute' });
    const knobs = machine.devices.get('Knobs');
    knobs?.send([0x90, 60, 100, 0x80, 60, 0]);
    settle(100);
    const [mapping] = status()?.mappings ?? [];
    expect(mapping).toMatchObject({ port: 'Knobs', from: { type: 'note', channel: 1, number: 60 } });
    expect(status()?.learning).toBeNull();
    expect(at('channel/1/mute')).toBe(0);
    knobs?.send([0x90, 60, 100]);
    settle(100);
    expect(at('channel/1/mute')).toBe(1);
    page.say({ type: 'mappingPut', mapping: { ...mapping, to: { type: 'param', address: 'channel/2/mute' } } });
    knobs?.send([0x80, 60, 0, 0x90, 60, 100]);
    settle(100);
    expect([at('channel/1/mute'), at('channel/2/mute')]).toEqual([1, 1]);
    page.say({ type: 'mappingDelete', id: mapping?.id });
    knobs?.send([0x80, 60, 0, 0x90, 60, 100]);
    settle(100);
    expect(at('channel/2/mute')).toBe(1);
    expect(status()?.mappings).toEqual([]);
  });

  test('mappings of a file are taken in at once', () => {
    const { page, status, settle } = bench();
    const from = { type: 'note', channel: 1, number: 60 };
    const mappings = [
      { id: 'a', from, to: { type: 'cue', action: 'go' } },
      { id: 'b', from: { ...from, number: 61 }, to: { type: 'scene', scene: 'act2' } },
    ];
    page.say({ type: 'mappingsPut', mappings });
    settle(100);
    expect(status()?.mappings).toMatchObject(mappings);
  });

  test('without a port, or without MIDI, learning says what to do', () => {
    const { page, settle, machine } = bench();
    page.say({ type: 'learn', to: { type: 'param', address: 'channel/1/mute' } });
    settle(100);
    expect(page.last('problem')?.message).toMatch(/choose one in the setup/);
    machine.off = 'MIDI is off: there is none.';
    page.say({ type: 'learn', to: { type: 'param', address: 'channel/1/mute' } });
    expect(page.last('problem')?.message).toBe('MIDI is off: there is none.');
  });

  test('learning can be given up', () => {
    const { page, status, settle, machine } = bench();
    page.say({ type: 'surfacesUse', settings: withBoth });
    page.say({ type: 'learn', to: { type: 'cue', action: 'go' } });
    page.say({ type: 'learnStop' });
    machine.devices.get('Knobs')?.send([0x90, 60, 100]);
    settle(1000);
    expect(status()).toMatchObject({ mappings: [], learning: null });
  });

  test('a surface that is used no more lets go', () => {
    const { hub, page, settle, machine, at } = bench();
    page.say({ type: 'surfacesUse', settings: withBoth });
    settle(500);
    machine.faders?.touch(1);
    page.set({ id: id('channel/1/mute'), value: 1 });
    page.say({ type: 'surfacesUse', settings: { motors: [], learnPorts: [] } });
    page.set({ id: id('channel/1/fader'), value: -20 });
    settle(3000);
    expect(at('channel/1/fader')).toBeCloseTo(-20, 0);
    expect(hub.status.state).toBe('live');
  });

  test('OSC is opened, moved to another port, and closed', async () => {
    const { page, settle, surfaces, status } = bench();
    const [first, second] = [await freePort(), await freePort()];
    page.say({ type: 'surfacesUse', settings: { osc: { port: first } } });
    await surfaces.start({ motors: [], learnPorts: [], osc: { host: '127.0.0.1', port: second, rules: [] } });
    expect(surfaces.oscPort).toBe(second);
    settle(100);
    expect(status()?.osc).toEqual({ isOn: true, problem: '', apps: [] });
    await surfaces.start({ motors: [], learnPorts: [] });
    expect(surfaces.oscPort).toBeUndefined();
  });

  test('an OSC port that is taken, and a sender that cannot be read, are shown in words', async () => {
    const { settle, surfaces, status } = bench();
    const taken = createSocket('udp4');
    await new Promise<void>((resolve) => taken.bind(0, '127.0.0.1', resolve));
    ends.push(() => new Promise<void>((resolve) => taken.close(() => resolve())));
    const osc = { host: '127.0.0.1', port: taken.address().port };
    await surfaces.start({
      motors: [],
      learnPorts: [],
      osc: { ...osc, rules: [{ address: 'studio', role: 'viewer' }] },
    });
    settle(100);
    expect(status()?.osc.isOn).toBe(false);
    expect(status()?.osc.problem).toMatch(/give one such as.*cannot be opened/);
  });

  test('a viewer is told nothing of it and may change nothing', () => {
    const { hub, settle, chosen } = bench();
    const viewer = new RecordingClient(hub, 'viewer', 'viewer');
    viewer.say({ type: 'surfacesUse', settings: withBoth });
    settle(100);
    expect(viewer.last('surfaces')).toBeUndefined();
    expect(chosen).toEqual([]);
  });
});
