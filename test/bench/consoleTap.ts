import type { Buffer } from 'node:buffer';
import { type Endpoint, openUdp, type UdpSocket } from '../../electron/transports/udp.ts';
import type { PushedChange } from './movableParams.ts';

/** Stands between the app and a console: sees what the app sends, and can say something in the console's name. */
export interface ConsoleTap {
  /** Where the app has to look for its console. */
  readonly port: number;
  /** Called with every datagram of the app before it goes on to the console. */
  onSent: ((bytes: Buffer) => void) | undefined;
  /**
   * Says a new value to the app, on the socket on which it asked for the feed of changes. From then on questions for this
   * value are answered here, as the console does not know it.
   */
  push(change: PushedChange): void;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const feedRequest = '/xremote';

const addressOf = (message: Buffer) => message.toString('latin1', 0, message.indexOf(0));

/** Opens a tap before the console at a port of this machine. */
export async function openTap(consolePort: number): Promise<ConsoleTap> {
  const front = await openUdp({ host, port: 0 });
  const behind = new Map<number, Promise<UdpSocket>>();
  const pushed = new Map<string, Uint8Array>();
  let feed: Endpoint | undefined;

  /** Each of the app's sockets keeps one of its own before the console, which tells its clients apart by them. */
  const passage = (port: number) => {
    const known = behind.get(port);
    if (known) return known;
    const opened = openUdp({ host, port: 0, remote: { host, port: consolePort } }).then((socket) => {
      socket.onMessage((bytes) => front.send(bytes, { host, port }));
      return socket;
    });
    behind.set(port, opened);
    return opened;
  };

  const tap: ConsoleTap = {
    port: front.local.port,
    onSent: undefined,
    push({ path, message }) {
      if (!feed) throw new Error('The app has not asked for the feed of changes');
      pushed.set(path, message);
      front.send(message, feed);
    },
    async close() {
      await front.close();
      for (const socket of behind.values()) await (await socket).close();
    },
  };
  front.onMessage((bytes, { port }) => {
    tap.onSent?.(bytes as Buffer);
    const address = addressOf(bytes as Buffer);
    if (address === feedRequest) feed = { host, port };
    // A message that is its address alone is a question.
    const answer = bytes.length === ((address.length + 4) & ~3) ? pushed.get(address) : undefined;
    if (answer) front.send(answer, { host, port });
    else void passage(port).then((socket) => socket.send(bytes));
  });
  return tap;
}
