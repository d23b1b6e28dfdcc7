import { describe, expect, test } from 'vitest';
import type { FoundDesk } from '../../shared/protocol/connection.ts';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { smallProfile, smallSchema } from '../../test/support/smallDesk.ts';
import { DeskConnector } from './deskConnector.ts';
import type { DeskDriver, DeskTarget } from './driver.ts';
import { drivers } from './registry.ts';

const family = drivers[0]?.id ?? '';

/** A driver whose desks are live at once and that keeps what was asked of it. */
function scriptedDriver() {
  const opened: DeskTarget[] = [];
  let ended = 0;
  let searching = 0;
  const desks: FoundDesk[] = [
    { target: 'small://10.0.0.1:1', family: 'small', name: 'A', model: 'Small', firmware: '1' },
  ];
  const driver: DeskDriver = {
    id: 'small',
    title: 'Small',
    defaultPort: 1,
    options: [{ key: 'law', meaning: 'the law of its faders.', values: ['linear', 'audio'] }],
    profiles: [smallProfile],
    discover(_address, found) {
      searching++;
      for (const desk of desks) found(desk);
      return { dispose: () => void searching-- };
    },
    open(target, listener) {
      opened.push(target);
      listener.identified(smallSchema);
      listener.status({
        state: 'live',
        target: `small://${target.host}:${target.port}`,
        name: '',
        model: '',
        firmware: '',
        read: 0,
        total: 0,
        detail: '',
      });
      return {
        push: () => undefined,
        readBack: () => undefined,
        setMeters: () => undefined,
        diagnostics: () => ({
          roundTripMs: 0,
          lossPercent: 0,
          sentPerSecond: 0,
          receivedPerSecond: 0,
          unknownMessages: 0,
          lastUnknown: '',
          malformed: 0,
        }),
        dispose: () => void ended++,
      };
    },
    serve: () => Promise.reject(new Error('not here')),
  };
  return { driver, opened, ended: () => ended, searching: () => searching };
}

function bench(startEmulated?: () => Promise<never>) {
  const { hub, clock, settle } = hubBench();
  const scripted = scriptedDriver();
  const chosen: string[] = [];
  let emulatorsClosed = 0;
  const connector = new DeskConnector({
    host: hub,
    clock,
    drivers: [scripted.driver],
    startEmulated:
      startEmulated ??
      (async () => ({
        driver: scripted.driver,
        target: { host: '127.0.0.1', port: 7 },
        close: async () => void emulatorsClosed++,
      })),
    chosen: (target) => chosen.push(target),
  });
  hub.console = connector;
  const client = new RecordingClient(hub);
  return { ...scripted, hub, clock, settle, connector, chosen, client, emulatorsClosed: () => emulatorsClosed };
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('DeskConnector', () => {
  test('explains an address that it cannot understand and leaves what is connected alone', async () => {
    const { connector, client, hub, ended } = bench();
    connector.connect('emulated');
    await turn();
    for (const text of [
      '',
      'somewhere',
      'unknown://10.0.0.1',
      `${family}://`,
      `${family}://host:99999`,
      `${family}://a b`,
    ]) {
      client.say({ type: 'connect', target: text });
      expect(client.last('problem')?.message, text).toMatch(/type|outside/);
    }
    expect(hub.status.state).toBe('live');
    expect(ended()).toBe(0);
  });

  test('tells which options each family has', () => {
    const { client } = bench();
    expect(client.last('families')).toMatchObject({
      families: [{ id: 'small', options: [{ key: 'law', values: ['linear', 'audio'] }] }],
    });
  });

  test('runs the emulated console only while it is wanted', async () => {
    const { connector, hub, opened, emulatorsClosed, chosen, ended } = bench();
    connector.connect('emulated');
    await turn();
    expect(opened).toEqual([{ host: '127.0.0.1', port: 7 }]);
    expect(hub.status).toMatchObject({ state: 'live', emulated: true });
    connector.disconnect();
    expect(hub.status.state).toBe('offline');
    expect([emulatorsClosed(), ended()]).toEqual([1, 1]);
    expect(chosen).toEqual(['emulated', '']);
  });

  test('forgets an emulated console that starts after the user has gone elsewhere', async () => {
    const { connector, opened, emulatorsClosed } = bench();
    connector.connect('emulated');
    connector.disconnect();
    await turn();
    expect(opened).toEqual([]);
    expect(emulatorsClosed()).toBe(1);
  });

  test('says why the emulated console does not start', async () => {
    const { connector, hub } = bench(() => Promise.reject(new Error('no port')));
    connector.connect('emulated');
    await turn();
    expect(hub.status).toMatchObject({ state: 'offline', detail: 'The emulated console does not start: no port' });
  });

  test('searches for some seconds and tells everybody what it found', () => {
    const { client, clock, searching } = bench();
    client.say({ type: 'search' });
    expect(client.last('found')).toMatchObject({ searching: true, desks: [{ name: 'A' }] });
    client.say({ type: 'search' });
    expect(searching()).toBe(1);
    clock.advance(6000);
    expect(client.last('found')).toMatchObject({ searching: false, desks: [{ name: 'A' }] });
    expect(searching()).toBe(0);
  });
});
