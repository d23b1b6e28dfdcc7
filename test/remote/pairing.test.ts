import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { MemoryShowStore } from '../../electron/hub/scenes/showStore.ts';
import { mixSchema } from '../support/mixDesk.ts';
import { memoryTokens } from '../support/peopleStores.ts';
import { type NetworkClient, type RemoteBench, remoteBench } from '../support/remoteBench.ts';

let bench: RemoteBench;
afterEach(() => bench.end());

const soon = <T>(read: () => T) => expect.poll(read, { timeout: 8000, interval: 10 });
const window = () => bench.remote.status.pairing;
const tokenOf = () => new URL(window()?.url ?? 'http://x').hash.replace('#pair=', '');

/** Somebody with the QR code, let in by the engineer. @returns the token to come in with */
async function paired(who: object = { role: 'performer', busses: ['bus/2'] }): Promise<string> {
  bench.engineer.say({ type: 'openPairing', name: 'Lindi', role: 'performer', busses: ['bus/2'] });
  const phone = await bench.join();
  phone.say({ type: 'pair', code: tokenOf(), name: 'Lindi' });
  await soon(() => bench.engineer.last('remote')?.remote.strangers.length).toBe(1);
  const stranger = bench.engineer.last('remote')?.remote.strangers[0];
  bench.engineer.say({ type: 'letIn', request: stranger?.request, name: 'Lindi', ...who });
  await soon(() => phone.last('paired')).toBeDefined();
  return String(phone.last('paired')?.token);
}

async function inside(token: string): Promise<NetworkClient> {
  const client = await bench.join();
  client.say({ type: 'enter', token });
  client.say({ type: 'hello', protocol: 1 });
  await soon(() => client.frames.some(({ kind }) => kind === 'snapshot')).toBe(true);
  return client;
}

describe('a stranger', () => {
  test('who says anything but a right to be here is told no more than that, and is gone', async () => {
    bench = await remoteBench();
    for (const word of [
      { type: 'hello', protocol: 1 },
      { type: 'snapshot' },
      { type: 'enter', token: 'x'.repeat(32) },
      { type: 'pair', code: '123456', name: 'Eve' },
      { type: 'connect', target: 'emulated' },
    ]) {
      const eve = await bench.join();
      eve.say(word);
      eve.say({ type: 'hello', protocol: 1 });
      await soon(() => eve.closeCode).toBe(1008);
      expect(eve.texts.map((text) => JSON.parse(text).type)).toEqual(['refused']);
      expect(eve.frames).toEqual([]);
    }
    expect(bench.hub.clientCount).toBe(1);
  });

  test('who says nothing is gone after two seconds', async () => {
    bench = await remoteBench();
    const eve = await bench.join();
    await soon(() => eve.closeCode).toBe(1008);
    expect(eve.texts).toEqual(['{"type":"refused","why":"unknown"}']);
  });

  test('with a right code still waits for the engineer, who may say no', async () => {
    bench = await remoteBench();
    bench.engineer.say({ type: 'openPairing', role: 'viewer' });
    const eve = await bench.join();
    eve.say({ type: 'pair', code: window()?.pin, name: 'Eve' });
    await soon(() => eve.texts).toEqual(['{"type":"waiting"}']);
    const stranger = bench.engineer.last('remote')?.remote.strangers[0];
    expect(stranger).toMatchObject({ name: 'Eve', address: '127.0.0.1', role: 'viewer' });
    bench.engineer.say({ type: 'turnAway', request: stranger?.request });
    await soon(() => eve.texts.at(-1)).toBe('{"type":"refused","why":"denied"}');
  });

  test('who goes away while waiting is not asked for any more', async () => {
    bench = await remoteBench();
    bench.engineer.say({ type: 'openPairing', role: 'viewer' });
    const eve = await bench.join();
    eve.say({ type: 'pair', code: window()?.pin, name: 'Eve' });
    await soon(() => bench.engineer.last('remote')?.remote.strangers.length).toBe(1);
    eve.socket.close();
    await soon(() => bench.engineer.last('remote')?.remote.strangers.length).toBe(0);
  });
});

describe('who is let in', () => {
  test('is what the engineer said, not what was asked for, and comes back with the token', async () => {
    bench = await remoteBench();
    const token = await paired({ role: 'performer', busses: ['bus/3'] });
    const phone = await inside(token);
    expect(phone.last('hello')?.you).toEqual({ name: 'Lindi', role: 'performer', busses: ['bus/3'] });
    phone.socket.close();
    await soon(() => bench.hub.clientCount).toBe(1);
    await inside(token);
  });

  test('uses a QR code that is good for nobody else afterwards', async () => {
    bench = await remoteBench();
    bench.engineer.say({ type: 'openPairing', role: 'viewer' });
    const code = tokenOf();
    const first = await bench.join();
    first.say({ type: 'pair', code, name: 'A' });
    await soon(() => first.last('waiting')).toBeDefined();
    const second = await bench.join();
    second.say({ type: 'pair', code, name: 'B' });
    await soon(() => second.last('refused')?.why).toBe('wrong');
  });

  test('comes in once: the second link takes the place of the first', async () => {
    bench = await remoteBench();
    const token = await paired();
    const first = await inside(token);
    await inside(token);
    await soon(() => first.closeCode).toBe(4409);
    expect(bench.hub.clientCount).toBe(2);
  });

  test('is out at once when revoked, alone or with all, and the token is worth nothing', async () => {
    bench = await remoteBench();
    for (const isAlone of [true, false]) {
      const token = await paired();
      const phone = await inside(token);
      bench.engineer.say({ type: 'roster', on: true });
      const lindi = bench.engineer.last('roster')?.people.find(({ name }) => name === 'Lindi');
      const asked = performance.now();
      bench.engineer.say({ type: 'revoke', ...(isAlone && { person: lindi?.id }) });
      await soon(() => phone.closeCode).toBe(1008);
      expect(performance.now() - asked).toBeLessThan(8000);
      const again = await bench.join();
      again.say({ type: 'enter', token });
      await soon(() => again.last('refused')?.why).toBe('unknown');
    }
  });

  test('is still known after a restart, but not when the time is over', async () => {
    const tokens = memoryTokens();
    const shows = new MemoryShowStore();
    bench = await remoteBench({ tokens, shows });
    const token = await paired();
    await bench.end();
    bench = await remoteBench({ tokens, shows });
    await inside(token);
    await bench.end();
    tokens.save(tokens.load().map((person) => ({ ...person, expiresMs: Date.now() - 1 })));
    bench = await remoteBench({ tokens, shows });
    const late = await bench.join();
    late.say({ type: 'enter', token });
    await soon(() => late.last('refused')?.why).toBe('unknown');
    expect(JSON.stringify(tokens.load())).not.toContain(token);
  });

  test('can be renamed, given another role, stopped, and made to hand over', async () => {
    bench = await remoteBench();
    const phone = await inside(await paired());
    const other = await inside(await paired({ role: 'viewer', busses: [], name: 'Ben' }));
    bench.engineer.say({ type: 'roster', on: true });
    const people = () => bench.engineer.last('roster')?.people ?? [];
    const idOf = (name: string) => people().find((person) => person.name.startsWith(name))?.id;
    const [lindi, ben] = [idOf('Lindi'), idOf('Ben')];
    bench.engineer.say({ type: 'freezePeople', on: true });
    await soon(() => phone.last('stopped')?.by).toBe('Engineer');
    bench.engineer.say({ type: 'freezePeople', on: false });
    await soon(() => phone.last('stopped')?.by).toBe(null);
    bench.engineer.say({ type: 'renamePerson', person: lindi, name: 'Linda' });
    await soon(() => phone.last('hello')?.you).toMatchObject({ name: 'Linda', role: 'performer' });
    bench.engineer.say({ type: 'handOver', from: lindi, to: ben });
    await soon(() => other.last('hello')?.you).toMatchObject({ role: 'performer', busses: ['bus/2'] });
    await soon(() => phone.last('hello')?.you).toMatchObject({ role: 'viewer', busses: [] });
    bench.engineer.say({ type: 'changeRole', person: lindi, role: 'performer', busses: ['bus/77'] });
    expect(bench.engineer.last('problem')?.message).toBe('The console has no bus 77.');
  });
});

test('the list of people tells who is here, how far away, and what they moved last', async () => {
  bench = await remoteBench();
  const phone = await inside(await paired());
  const id = mixSchema.need('channel/1/send/bus/2/on');
  phone.say({ type: 'touch', ids: [id] });
  bench.hub.want([...bench.hub.sessions].find(({ name }) => name === 'Lindi') as never, [{ id, value: 0 }], {
    by: 'Lindi',
    why: 'hand',
    gesture: 1,
    kind: 'hand',
  });
  bench.engineer.say({ type: 'roster', on: true });
  const lindi = () => bench.engineer.last('roster')?.people.find(({ name }) => name === 'Lindi');
  await soon(() => lindi()?.lastMove).toBe('channel 1 send bus 2 on to off');
  await soon(() => (lindi()?.latencyMs ?? -1) >= 0).toBe(true);
  expect(lindi()).toMatchObject({ isHere: true, role: 'performer', busses: ['bus/2'] });
  phone.socket.terminate();
  await soon(() => lindi()?.isHere).toBe(false);
});

test('the page is served to strangers without a word of the show, and nothing is changed by HTTP', async () => {
  bench = await remoteBench();
  const ask = (path: string, method = 'GET', host = `127.0.0.1:${bench.port}`) =>
    new Promise<{ status: number; body: string; headers: object }>((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port: bench.port, path, method, headers: { host } }, (response) => {
        let body = '';
        response.on('data', (part: Buffer) => {
          body += part.toString();
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
      });
      call.on('error', reject);
      call.end();
    });
  const page = await ask('/');
  expect(page.status).toBe(200);
  expect(Object.keys(page.headers)).not.toContain('set-cookie');
  expect(Object.keys(page.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect((await ask('/', 'POST')).status).toBe(405);
  expect((await ask('/', 'GET', 'evil.example')).status).toBe(421);
  expect((await ask('/', 'GET', `omnibus.local:${bench.port}`)).status).toBe(200);
});

test('remote access is off until it is switched on, moves to another port, and takes everybody with it when it ends', async () => {
  bench = await remoteBench();
  const phone = await inside(await paired());
  bench.engineer.say({ type: 'remote', on: false });
  await soon(() => phone.socket.readyState).toBe(3);
  await soon(() => bench.engineer.last('remote')?.remote).toMatchObject({ isOn: false, urls: [], pairing: null });
  bench.engineer.say({ type: 'openPairing', role: 'viewer' });
  expect(bench.engineer.last('remote')?.remote.problem).toContain('Switch remote access on first');
  bench.engineer.say({ type: 'remote', on: true, host: '127.0.0.1', port: 0, https: true });
  await soon(() => bench.engineer.last('remote')?.remote).toMatchObject({ isOn: true, isHttps: true });
  expect(bench.engineer.last('remote')?.remote.urls[0]).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/$/);
  bench.engineer.say({ type: 'remote', on: true, host: '192.0.2.1', https: false });
  await soon(() => bench.engineer.last('remote')?.remote.problem).toContain('is not an address of this machine');
});
