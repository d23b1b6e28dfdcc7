import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frameKinds } from '../../shared/protocol/frames.ts';
import type { App } from './app.ts';
import { bundleFolder, startChild } from './children.ts';
import { openWebSocket, type WebSocketClient } from './webSocketClient.ts';

const limitMs = 5000;

/** The app with a second port, for people who have paired. */
export interface RemoteApp extends App {
  readonly remotePort: number;
}

/** What somebody was given when they paired. @param index of the person, from 0 */
export const tokenOf = (index: number) => `bench-token-of-client-${index}`;

/** The app with performers of one bus who are paired already, as after a restart during a show. */
export async function startWithPeople(consolePort: number, crowd: number, bus: string): Promise<RemoteApp> {
  const home = mkdtempSync(join(tmpdir(), 'omnibus-bench-'));
  const expiresMs = Date.now() + 3_600_000;
  const people = Array.from({ length: crowd }, (_, index) => ({
    id: `p${index}`,
    name: `Performer ${index}`,
    role: 'performer',
    busses: [bus],
    tokenHash: createHash('sha256').update(tokenOf(index)).digest('hex'),
    expiresMs,
  }));
  writeFileSync(join(home, 'people.json'), JSON.stringify({ people, mixes: [] }));
  const console = `x32://127.0.0.1:${consolePort}`;
  const child = await startChild(
    [join(bundleFolder, 'cli.mjs'), 'serve', '--remote', '--host', '127.0.0.1', '--port', '0', '--console', console],
    /(http:\/\/\S+:(\d+)\/)[\s\S]*?http:\/\/\S+:(\d+)\//,
    { OMNIBUS_SETTINGS: join(home, 'settings.json') },
  );
  return {
    ...child,
    url: child.match[1] ?? '',
    port: Number(child.match[2]),
    remotePort: Number(child.match[3]),
    async close() {
      await child.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Comes in with a token; ready when the mix has been read. */
export function enter(port: number, index: number): Promise<WebSocketClient> {
  return openWebSocket(port, '/ws').then(
    (client) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`Client ${index} was not let in`)), limitMs);
        client.onBinary = (frame) => {
          if (frame[0] !== frameKinds.snapshot) return;
          clearTimeout(late);
          resolve(client);
        };
        client.sendText(JSON.stringify({ type: 'enter', token: tokenOf(index) }));
        client.sendText(JSON.stringify({ type: 'hello', protocol: 1 }));
      }),
  );
}
