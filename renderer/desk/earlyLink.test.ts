import { afterEach, expect, test, vi } from 'vitest';

/** What stands for a browser's connection. */
class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static opened: FakeSocket[] = [];
  readonly sent: string[] = [];
  readyState = FakeSocket.CONNECTING;
  binaryType = '';
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.opened.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = 3;
  }

  becomeOpen(): void {
    this.readyState = FakeSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }
}

/** Loads the script as a page at this address does. */
async function loadAt(address: string, storage: Pick<Storage, 'getItem'>) {
  FakeSocket.opened = [];
  vi.resetModules();
  vi.stubGlobal('location', new URL(address));
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('WebSocket', FakeSocket);
  return import('./earlyLink.ts');
}

const withToken = { getItem: (key: string) => (key === 'omnibus.token' ? 'abc' : null) };
const empty = { getItem: () => null };
const closedStorage = {
  getItem: (): string => {
    throw new Error('This browser keeps nothing');
  },
};

afterEach(() => vi.unstubAllGlobals());

test('who was let in earlier has the link opened at once and shows the token as soon as it is open', async () => {
  const { takeEarlyLink } = await loadAt('http://192.0.2.7:8080/', withToken);
  const [socket] = FakeSocket.opened;
  expect(socket?.url).toBe('ws://192.0.2.7:8080/ws');
  expect(socket?.sent).toEqual([]);
  socket?.becomeOpen();
  expect(socket?.sent).toEqual(['{"type":"enter","token":"abc"}']);
  expect(takeEarlyLink()).toBe(socket);
  expect(takeEarlyLink()).toBeUndefined();
});

test('by HTTPS the link is as safe as the page', async () => {
  await loadAt('https://omnibus.local/', withToken);
  expect(FakeSocket.opened.map(({ url }) => url)).toEqual(['wss://omnibus.local/ws']);
});

test.each([
  ['in the app’s own window', 'app://omnibus/index.html', withToken],
  ['in the app’s own window without storage', 'app://omnibus/index.html', closedStorage],
  ['for a stranger', 'http://192.0.2.7:8080/', empty],
  ['where the browser keeps nothing', 'http://192.0.2.7:8080/', closedStorage],
  ['for somebody who comes with a new code', 'http://192.0.2.7:8080/#pair=123456', withToken],
])('nothing is opened %s', async (_where, address, storage) => {
  const { takeEarlyLink } = await loadAt(address, storage);
  expect(FakeSocket.opened).toEqual([]);
  expect(takeEarlyLink()).toBeUndefined();
});

test('a link that was answered or lost before the page ran is not handed on', async () => {
  const answered = await loadAt('http://192.0.2.7:8080/', withToken);
  FakeSocket.opened[0]?.becomeOpen();
  FakeSocket.opened[0]?.dispatchEvent(new Event('message'));
  expect(FakeSocket.opened[0]?.readyState).toBe(3);
  expect(answered.takeEarlyLink()).toBeUndefined();
  const lost = await loadAt('http://192.0.2.7:8080/', withToken);
  FakeSocket.opened[0]?.close();
  expect(lost.takeEarlyLink()).toBeUndefined();
});
