import { WebSocket } from 'ws';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import { Mixes } from '../../electron/hub/mixes.ts';
import type { TokenStore } from '../../electron/hub/peopleStore.ts';
import { RemotePeople } from '../../electron/hub/remotePeople.ts';
import { SceneDesk } from '../../electron/hub/scenes/sceneDesk.ts';
import { MemoryShowStore } from '../../electron/hub/scenes/showStore.ts';
import { ShowMixes, ShowPeople } from '../../electron/hub/showPeople.ts';
import { RemoteAccess } from '../../electron/remote/remoteAccess.ts';
import type { Certificate } from '../../electron/remote/selfSigned.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import type { Schema } from '../../shared/desk/schema.ts';
import { decodeFrame, type Frame } from '../../shared/protocol/frames.ts';
import { RecordingClient, ScriptedDesk } from './hubBench.ts';
import { mixSchema } from './mixDesk.ts';
import { memoryTokens } from './peopleStores.ts';
import { VirtualClock } from './virtualClock.ts';

const index = { bytes: Buffer.from('<!doctype html><title>Omnibus</title>'), type: 'text/html', etag: '"1"' };

/** A client over a real socket that keeps what it is told. */
export class NetworkClient {
  readonly texts: string[] = [];
  readonly frames: Frame[] = [];
  readonly socket: WebSocket;
  closeCode = 0;

  constructor(port: number, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers });
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) this.texts.push(data.toString());
      else {
        const frame = decodeFrame(new Uint8Array(data));
        if (frame) this.frames.push(frame);
      }
    });
    this.socket.on('close', (code) => {
      this.closeCode = code;
    });
    // What a test waits for is the close event, which follows.
    this.socket.on('error', () => this.socket.terminate());
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('close', () => reject(new Error('refused')));
    });
    return this;
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** The newest message of a type. */
  last(type: string): Record<string, unknown> | undefined {
    return this.texts
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .findLast((message) => message.type === type);
  }
}

/** A hub with a desk of mixes and remote access at a free port of this machine, all on real time. */
export async function remoteBench({
  tokens = memoryTokens(),
  shows = new MemoryShowStore(),
  schema = mixSchema,
  certificate,
}: {
  tokens?: TokenStore;
  shows?: MemoryShowStore;
  schema?: Schema;
  /** One's own, for HTTPS. */
  certificate?: Certificate;
} = {}) {
  const hub = new DeskHub({ clock: systemClock, version: '1.2.3', wallMs: Date.now });
  const faults: unknown[] = [];
  hub.safety.fault = (error) => faults.push(error);
  const scenes = new SceneDesk(hub, { store: shows });
  hub.addFeature(scenes);
  const people = new RemotePeople({ hub, clock: systemClock, tokens, show: new ShowPeople(scenes.show) });
  hub.addFeature(people);
  hub.addFeature(new Mixes(hub, new ShowMixes(scenes.show)));
  const warnings: string[] = [];
  const remote = new RemoteAccess({
    clock: systemClock,
    wallMs: Date.now,
    authority: hub,
    people,
    files: () => new Map([['/', index]]),
    announce: () => ({ dispose: () => undefined }),
    announcedName: 'omnibus.local',
    warn: (message) => warnings.push(message),
    ...(certificate && { certificate }),
    changed: () => people.changed(),
  });
  people.remote = remote;
  const deskClock = new VirtualClock();
  const desk = new ScriptedDesk(hub, deskClock);
  desk.goLive(schema);
  await remote.start({ host: '127.0.0.1', port: 0 });
  const engineer = new RecordingClient(hub, 'Engineer');
  const { port } = remote.status;
  const clients: NetworkClient[] = [];
  const join = async (headers?: Record<string, string>) => {
    const client = new NetworkClient(port, headers);
    clients.push(client);
    return client.open();
  };
  return {
    ...{ hub, people, shows, tokens, remote, desk, engineer, port, faults, warnings, join },
    async end() {
      for (const { socket } of clients) socket.terminate();
      await remote.close();
      hub.dispose();
    },
  };
}

export type RemoteBench = Awaited<ReturnType<typeof remoteBench>>;
