import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { readConsoleMap } from '../../electron/drivers/consoleMaps.ts';
import { DeskConnector } from '../../electron/drivers/deskConnector.ts';
import { drivers } from '../../electron/drivers/registry.ts';
import { ConsoleMaps } from '../../electron/hub/consoleMaps.ts';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import { SceneDesk } from '../../electron/hub/scenes/sceneDesk.ts';
import { MemoryShowStore } from '../../electron/hub/scenes/showStore.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { parseShow } from '../../shared/scenes/parseShow.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { emptyShow, showLists } from '../../shared/scenes/show.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';

const smallMap = {
  title: 'Chapel desk',
  model: 'Two',
  startsAs: 'defaults',
  params: [
    {
      address: 'channel/{n:1..2}/mute',
      value: { kind: 'switch', on: 127, off: 0 },
      message: { type: 'cc', channel: 3, controller: '{n+40}' },
    },
  ],
};

function app() {
  const { hub } = hubBench();
  const store = new MemoryShowStore();
  const scenes = new SceneDesk(hub, { store });
  const maps = new ConsoleMaps(hub, scenes.show, readConsoleMap);
  hub.addFeature(maps);
  const page = new RecordingClient(hub);
  const put = (json: unknown, id?: string) => {
    const text = typeof json === 'string' ? json : JSON.stringify(json);
    page.say({ type: 'consoleMapPut', request: 7, fileName: 'chapel.json', text, ...(id !== undefined && { id }) });
    return page.last('consoleMapRead');
  };
  return { hub, store, scenes, maps, page, put };
}

test('a map is kept in the show as it was written, and comes back from the show’s file', () => {
  const { store, maps, page, put } = app();
  expect(page.last('consoleMaps')?.maps).toEqual([]);
  expect(put(smallMap)).toEqual({ type: 'consoleMapRead', request: 7, id: 'chapel-desk-map', problem: '' });
  expect(page.last('consoleMaps')?.maps).toEqual([{ id: 'chapel-desk-map', name: 'Chapel desk' }]);
  const opened = parseShow(printShow(store.show));
  if (!opened.ok) throw new Error(opened.error);
  expect(opened.value.damaged).toEqual([]);
  expect(opened.value.show.consoleMaps).toEqual([{ id: 'chapel-desk-map', name: 'Chapel desk', map: smallMap }]);
  expect(maps.get('chapel-desk-map')).toEqual(smallMap);
  expect(maps.get('toString')).toBeUndefined();
});

test.each([
  ['no JSON', '{"title": }', /is not JSON: .*Check commas, brackets and quotes/],
  ['a part that is missing', { title: 'A', model: 'B' }, /wrong at params: this is missing/],
  [
    'a wrong number',
    { ...smallMap, params: [{ ...smallMap.params[0], message: { type: 'cc', channel: 17, controller: 1 } }] },
    /wrong at params\[0\]\.message\.channel/,
  ],
  [
    'two parameters on one message',
    { ...smallMap, params: [{ ...smallMap.params[0], message: { type: 'cc', channel: 3, controller: 41 } }] },
    /wrong at params\[0\]: channel\/2\/mute has the message of channel\/1\/mute/,
  ],
])('%s is refused with its place, and nothing changes', (_what, json, sentence) => {
  const { store, put } = app();
  const answer = put(json);
  expect(answer?.id).toBeNull();
  expect(answer?.problem).toMatch(sentence);
  expect(store.show).toBe(emptyShow);
});

test('a map is replaced under its id, removed, and brought back by the show’s undo', () => {
  const { scenes, store, page, put } = app();
  put(smallMap);
  expect(put({ ...smallMap, title: 'Chapel, balcony' }, 'chapel-desk-map')?.id).toBe('chapel-desk-map');
  expect(page.last('consoleMaps')?.maps).toEqual([{ id: 'chapel-desk-map', name: 'Chapel, balcony' }]);
  expect(put(smallMap, 'gone-map')?.problem).toContain('load chapel.json as a new one');
  page.say({ type: 'consoleMapDelete', id: 'chapel-desk-map' });
  expect(store.show.consoleMaps).toEqual([]);
  scenes.show.turn('undo');
  scenes.show.turn('undo');
  expect(page.last('consoleMaps')?.maps).toEqual([{ id: 'chapel-desk-map', name: 'Chapel desk' }]);
});

test('maps of one title have ids of their own, and no more are taken than a show holds', () => {
  const { store, put } = app();
  const ids = Array.from({ length: showLists.consoleMaps.most }, () => put(smallMap)?.id);
  expect(ids.slice(0, 3)).toEqual(['chapel-desk-map', 'chapel-desk-map-2', 'chapel-desk-map-3']);
  expect(new Set(ids).size).toBe(showLists.consoleMaps.most);
  expect(put(smallMap)?.problem).toMatch(/already: remove some/);
  expect(store.show.consoleMaps).toHaveLength(showLists.consoleMaps.most);
});

test('only an engineer is told of maps or changes them', () => {
  const { hub, store } = app();
  const viewer = new RecordingClient(hub, 'Vera', 'viewer');
  viewer.say({ type: 'consoleMapPut', request: 1, fileName: 'a.json', text: JSON.stringify(smallMap) });
  expect(store.show).toBe(emptyShow);
  expect([viewer.last('consoleMaps'), viewer.last('consoleMapRead')]).toEqual([undefined, undefined]);
});

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A console behind TCP that writes down what it is sent. */
async function listeningConsole() {
  const bytes: number[] = [];
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('data', (chunk) => bytes.push(...chunk));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens nowhere');
  return { bytes, port: address.port };
}

test('a console is driven over TCP by the map that the show keeps', async () => {
  const { bytes, port } = await listeningConsole();
  const hub = new DeskHub({ clock: systemClock, wallMs: Date.now, version: '1.2.3' });
  const scenes = new SceneDesk(hub, { store: new MemoryShowStore() });
  const maps = new ConsoleMaps(hub, scenes.show, readConsoleMap);
  hub.addFeature(maps);
  const connector = new DeskConnector({
    host: hub,
    clock: systemClock,
    drivers,
    consoleMap: (id) => maps.get(id),
    startEmulated: () => Promise.reject(new Error('not here')),
    chosen: () => undefined,
  });
  ends.push(() => {
    connector.dispose();
    hub.dispose();
  });
  const page = new RecordingClient(hub);
  expect(connector.connect(`midimap://127.0.0.1:${port}?map=chapel-desk-map`)).toBeUndefined();
  expect(hub.status.state).toBe('offline');
  expect(hub.status.detail).toContain('There is no console map "chapel-desk-map"');
  page.say({ type: 'consoleMapPut', request: 1, fileName: 'chapel.json', text: JSON.stringify(smallMap) });
  connector.connect(`midimap://127.0.0.1:${port}?map=chapel-desk-map`);
  await expect.poll(() => hub.status.state, { timeout: 15_000 }).toBe('live');
  expect(hub.desk?.schema.profile.title).toBe('Chapel desk');
  page.set({ id: hub.desk?.schema.need('channel/2/mute') ?? -1, value: 1 });
  // Control change on channel 3 (0xB2), controller 42, on = 127: by hand from the map.
  await expect.poll(() => bytes, { timeout: 15_000 }).toEqual([0xb2, 42, 127]);
});
