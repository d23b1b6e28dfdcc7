import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { MidiEvent } from './midiParser.ts';
import type { MidiPort } from './midiPort.ts';
import { systemClock } from './systemClock.ts';
import { connectTcpMidi, listenTcpMidi, type TcpMidiServer } from './tcpMidi.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.close();
});

async function serve(port = 0, mostClients = 1) {
  const cables: MidiPort[] = [];
  const server = await listenTcpMidi({ host: '127.0.0.1', port, mostClients, client: (cable) => cables.push(cable) });
  running.push(server);
  return { server, cables };
}

function client(port: number): MidiPort {
  const cable = connectTcpMidi({ host: '127.0.0.1', port, clock: systemClock });
  running.push(cable);
  return cable;
}

const until = async (what: string, isMet: () => boolean) => {
  const deadline = Date.now() + 10_000;
  while (!isMet()) {
    if (Date.now() > deadline) throw new Error(`Not within 10 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

async function stop(server: TcpMidiServer) {
  running.splice(running.indexOf(server), 1);
  await server.close();
}

describe('MIDI over TCP', () => {
  it('carries messages both ways, whatever pieces they come in', async () => {
    const { server, cables } = await serve();
    const events: MidiEvent[] = [];
    const socket = connect({ host: '127.0.0.1', port: server.local.port, noDelay: true });
    const answers: number[] = [];
    socket.on('data', (bytes) => answers.push(...bytes));
    await until('connected', () => cables.length === 1);
    cables[0]?.onMessage((event) => events.push(event));
    for (const byte of [0xb0, 0x63, 0x40, 0xf8, 0x62, 0x00]) {
      socket.write(Uint8Array.of(byte));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await until('three events', () => events.length === 3);
    expect(events.map(({ type }) => type)).toEqual(['controlChange', 'clock', 'controlChange']);
    cables[0]?.send([0x90, 1, 2]);
    await until('an answer', () => answers.length === 3);
    expect(answers).toEqual([0x90, 1, 2]);
    socket.destroy();
  });

  it('connects again after a break, with a fresh running status', async () => {
    const first = await serve();
    const { port } = first.server.local;
    const cable = client(port);
    const states: string[] = [];
    const events: MidiEvent[] = [];
    cable.onStatus(({ state }) => states.push(state));
    cable.onMessage((event) => events.push(event));
    await until('open', () => first.cables.length === 1 && cable.status.state === 'open');
    first.cables[0]?.send([0x90, 60, 1, 61]);
    await until('a note', () => events.length === 1);
    await stop(first.server);
    await until('waiting', () => cable.status.state === 'waiting');
    expect(cable.status.detail).toContain('cannot be reached');
    cable.send([0x90, 1, 1]);
    const second = await serve(port);
    await until('open again', () => second.cables.length === 1 && cable.status.state === 'open');
    second.cables[0]?.send([1, 0x80, 60, 0]);
    await until('the next note', () => events.length === 2);
    expect(events.map(({ type }) => type)).toEqual(['noteOn', 'noteOff']);
    expect(states.filter((state, index) => state !== states[index - 1])).toEqual(['open', 'waiting', 'open']);
  });

  it('turns one client too many away and frees the place of one that leaves', async () => {
    const { server, cables } = await serve();
    const first = client(server.local.port);
    await until('open', () => cables.length === 1 && first.status.state === 'open');
    const second = client(server.local.port);
    await until('turned away', () => second.status.detail !== '');
    expect(cables).toHaveLength(1);
    await first.close();
    await until('let in', () => cables.length === 2 && second.status.state === 'open');
  });

  it('takes a name for a host', async () => {
    const { server, cables } = await serve();
    const cable = connectTcpMidi({ host: 'localhost', port: server.local.port, clock: systemClock });
    running.push(cable);
    await until('open', () => cables.length === 1 && cable.status.state === 'open');
  });

  it('says what is wrong when a port is taken, and when nothing listens', async () => {
    const { server } = await serve();
    const { port } = server.local;
    await expect(serve(port)).rejects.toThrow(`TCP port ${port} of 127.0.0.1 cannot be opened: another program`);
    await stop(server);
    const cable = client(port);
    await until('refused', () => cable.status.detail.includes('nothing listens there'));
  });
});
