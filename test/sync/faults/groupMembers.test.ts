import { expect, test } from 'vitest';
import type { DeskListener } from '../../../electron/drivers/driver.ts';
import { DeskClient } from '../../../electron/drivers/x32/client.ts';
import { membersOf } from '../../../electron/drivers/x32/groupMembers.ts';
import { wireMapOf } from '../../../electron/drivers/x32/paramMap.ts';
import { profileFor } from '../../../electron/drivers/x32/profile.ts';
import { serveOn } from '../../../electron/drivers/x32/server.ts';
import { SimulatedDesk } from '../../../electron/emulator/simulatedDesk.ts';
import { MemoryNetwork } from '../../../electron/transports/memory.ts';
import { OscReader } from '../../../electron/transports/oscCodec.ts';
import type { Endpoint, UdpSocket } from '../../../electron/transports/udp.ts';
import { DeskState } from '../../../shared/desk/deskState.ts';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { VirtualClock } from '../../support/virtualClock.ts';

const schema = buildSchema(profileFor('X32', '4.06'));
const place = { host: '10.0.0.7', port: 10_023 };

test('the members of a group are the strips that are assigned to it, and those that may be', () => {
  const map = wireMapOf(schema);
  const picture = new DeskState(schema);
  for (const address of schema.addresses.filter((each) => /\/assign\/(?:dca|muteGroup)\//.test(each)))
    picture.set(schema.need(address), 0);
  const assign = (address: string) => picture.set(schema.need(address), 1);
  expect(membersOf(map, picture, '/config/mute/2')).toEqual([]);
  for (const strip of ['channel/5', 'fxReturn/3', 'bus/16', 'main/stereo']) assign(`${strip}/assign/muteGroup/2`);
  assign('channel/6/assign/muteGroup/1');
  expect(membersOf(map, picture, '/config/mute/2')).toEqual(['ch/05/mix', 'fxrtn/03/mix', 'bus/16/mix', 'main/st/mix']);
  assign('auxIn/8/assign/dca/4');
  for (const path of ['/dca/4/on', '/dca/4/fader']) expect(membersOf(map, picture, path)).toEqual(['auxin/08/mix']);
  for (const path of ['/dca/4/config/name', '/ch/05/mix/on', '/config/mute/22'])
    expect(membersOf(map, picture, path)).toEqual([]);
  expect(membersOf(map, new DeskState(schema), '/dca/1/on').length).toBeGreaterThan(70);
});

/** A client of an emulated desk on a clock of its own, and the lines that it asks for. */
async function connected() {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const desk = new SimulatedDesk(schema);
  for (const strip of ['channel/5', 'channel/9'])
    desk.apply([{ id: schema.need(`${strip}/assign/muteGroup/2`), value: 1 }], 0);
  const socket = network.socket(place.port, { host: place.host });
  const asked: { readonly line: string; readonly atMs: number }[] = [];
  const reader = new OscReader();
  socket.onMessage((bytes) => {
    if (reader.read(bytes) && reader.address === '/node')
      asked.push({ line: reader.text(0) ?? '', atMs: clock.nowMs() });
  });
  let hidden = '';
  const heard = new OscReader();
  const hiding: UdpSocket = Object.assign(Object.create(socket) as UdpSocket, {
    send(bytes: Uint8Array, to?: Endpoint) {
      if (!heard.read(bytes) || heard.address !== hidden) socket.send(bytes, to);
    },
    onMessage: socket.onMessage.bind(socket),
    onError: socket.onError.bind(socket),
  });
  serveOn(hiding, desk, { clock, name: 'Front of house' });
  const reported = new DeskState(schema);
  const listener: DeskListener = {
    status: () => undefined,
    identified: () => undefined,
    report: (changes) => reported.merge(changes),
    sent: () => undefined,
    meters: () => undefined,
  };
  const client = new DeskClient(place, listener, { clock }, async (remote) => network.socket(0, { remote }));
  // Nothing is looked at, so that only the slow round over everything reads beside what is to be seen here.
  client.setVisible([]);
  await clock.advanceAsync(5000);
  const hide = (path: string) => {
    hidden = path;
  };
  return { clock, desk, client, asked, reported, hide };
}

test.each<[string, (rig: Awaited<ReturnType<typeof connected>>, value: number) => void]>([
  ['at the desk', ({ desk }, value) => desk.apply([{ id: schema.need('muteGroup/2/mute'), value }], 'surface')],
  ['by the app', ({ client }, value) => client.push([{ id: schema.need('muteGroup/2/mute'), value }], false)],
])(
  'after a burst of a mute group %s its members are read once more, when it has come to rest',
  async (_who, change) => {
    const rig = await connected();
    const { clock, asked, client } = rig;
    for (let step = 0; step < 10; step++) {
      change(rig, 1 - (step % 2));
      await clock.advanceAsync(60);
    }
    const lastMs = clock.nowMs();
    asked.length = 0;
    await clock.advanceAsync(1000);
    for (const line of ['ch/05/mix', 'ch/09/mix']) {
      const times = asked.filter((each) => each.line === line).map(({ atMs }) => atMs - lastMs);
      expect([line, times.length >= 1 && times.length <= 2]).toEqual([line, true]);
      expect(times[0]).toBeLessThanOrEqual(400);
    }
    client.dispose();
  },
);

test('what a group does to a member and the desk does not tell is found within a second', async () => {
  const { clock, desk, client, reported, hide } = await connected();
  const mute = schema.need('channel/5/mute');
  hide('/ch/05/mix/on');
  desk.apply([{ id: mute, value: 1 }], 'surface');
  await clock.advanceAsync(1000);
  expect(reported.get(mute)).toBe(0);
  desk.apply([{ id: schema.need('muteGroup/2/mute'), value: 1 }], 'surface');
  await clock.advanceAsync(1000);
  expect(reported.get(mute)).toBe(1);
  client.dispose();
});
