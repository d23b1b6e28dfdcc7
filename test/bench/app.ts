import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { decodeFrame } from '../../shared/protocol/frames.ts';
import { parseServerMessage } from '../../shared/protocol/messages.ts';
import { bundleFolder, type Child, startChild } from './children.ts';
import { openWebSocket, type WebSocketClient } from './webSocketClient.ts';

/** The app without a window, in a process of its own, with settings of its own. */
export interface App extends Child {
  readonly url: string;
  readonly port: number;
}

/** Starts the app against the console at a port of this machine. */
export async function startApp(consolePort: number): Promise<App> {
  const home = mkdtempSync(join(tmpdir(), 'omnibus-bench-'));
  const child = await startChild(
    [join(bundleFolder, 'cli.mjs'), 'serve', '--console', `x32://127.0.0.1:${consolePort}`, '--port', '0'],
    /(http:\/\/\S+:(\d+)\/)/,
    { OMNIBUS_SETTINGS: join(home, 'settings.json') },
  );
  return {
    ...child,
    url: child.match[1] ?? '',
    port: Number(child.match[2]),
    async close() {
      await child.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Connects a page's side of the link and says hello. */
export async function openPage(app: App): Promise<WebSocketClient> {
  const client = await openWebSocket(app.port, '/ws');
  client.sendText(JSON.stringify({ type: 'hello', protocol: 1 }));
  return client;
}

/** Resolves when the app has told this page that the console is live, with the time of that. */
export function whenLive(client: WebSocketClient, limitMs = 20_000): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The console was not live within ${limitMs} ms`)), limitMs);
    client.onText = (text) => {
      if (!text.startsWith('{"type":"connection"')) return;
      const message = parseServerMessage(text);
      if (message.type !== 'connection' || message.status.state !== 'live') return;
      clearTimeout(late);
      client.onText = undefined;
      resolve(performance.now());
    };
  });
}

/** What the app has of every parameter now, by id. */
export function snapshotOf(client: WebSocketClient): Promise<ReadonlyMap<number, ParamValue | undefined>> {
  return new Promise((resolve) => {
    client.onBinary = (bytes) => {
      const frame = decodeFrame(bytes);
      if (frame?.kind !== 'snapshot') return;
      client.onBinary = undefined;
      resolve(new Map(frame.entries.map(({ id, value }) => [id, value])));
    };
    client.sendText(JSON.stringify({ type: 'snapshot' }));
  });
}
