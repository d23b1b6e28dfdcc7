import { expect, test } from 'vitest';
import { OscApp } from '../../electron/surfaces/osc/app.ts';
import { noScenes } from '../../electron/surfaces/scenePlug.ts';
import { encodeMessage, OscReader } from '../../electron/transports/oscCodec.ts';
import { hubBench } from '../support/hubBench.ts';
import { smallSchema } from '../support/smallDesk.ts';

const name = smallSchema.need('channel/1/name');

function bench() {
  const { hub, clock, settle, desk: newDesk } = hubBench();
  const desk = newDesk();
  const heard: string[] = [];
  const reader = new OscReader();
  const app = new OscApp({
    peer: hub.connectHand({ name: 'OSC', role: 'engineer', rises: 'midi' }),
    clock,
    scenes: noScenes,
    send: (bytes) => {
      reader.read(bytes);
      heard.push([reader.address, reader.text(0), reader.text(1)].filter((each) => each !== undefined).join(' '));
    },
  });
  const say = (address: string, tags = '', ...args: (string | number)[]) =>
    app.receive(encodeMessage(address, tags, args));
  desk.goLive();
  settle(50);
  heard.length = 0;
  return { app, desk, heard, say, settle };
}

test('a subscription ends with its lease, and goes on if it is renewed', () => {
  const { app, desk, heard, say, settle } = bench();
  say('/omnibus/subscribe', 'si', 'channel/1/name', 10);
  settle(9000);
  say('/omnibus/subscribe', 'si', 'channel/1/name', 10);
  settle(9000);
  desk.say({ id: name, value: 'In time' });
  settle(50);
  expect(heard).toContain('/omnibus/channel/1/name In time');
  settle(2000);
  expect(app.isSubscribed).toBe(false);
  desk.say({ id: name, value: 'Late' });
  settle(50);
  expect(heard).not.toContain('/omnibus/channel/1/name Late');
});

test('a subscription can be ended, one or all', () => {
  const { app, say } = bench();
  say('/omnibus/subscribe', 's', 'channel/1/*');
  say('/omnibus/subscribe', 's', '/omnibus/channel/2/*');
  say('/omnibus/unsubscribe', 's', 'channel/1/*');
  expect(app.isSubscribed).toBe(true);
  say('/omnibus/unsubscribe');
  expect(app.isSubscribed).toBe(false);
});

test('of a value that changes fast the newest is told, paced', () => {
  const { desk, heard, say, settle } = bench();
  say('/omnibus/subscribe', 's', 'channel/1/name');
  settle(50);
  heard.length = 0;
  for (let round = 1; round <= 100; round++) desk.say({ id: name, value: `N${round}` });
  settle(50);
  expect(heard).toEqual(['/omnibus/channel/1/name N100']);
});

test('a value that is read-only, or not read yet, is answered in words', () => {
  const { heard, say, settle } = bench();
  say('/omnibus/channel/1/headamp', 'i', 1);
  settle(50);
  expect(heard).toEqual([
    '/omnibus/error /omnibus/channel/1/headamp The console tells this value but cannot be told it.',
  ]);
});

test('a pattern that cannot be set is answered once, not once for each of its addresses', () => {
  const { heard, say, settle } = bench();
  say('/omnibus/channel/*/fader', 's', 'loud');
  settle(50);
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatch(
    /^\/omnibus\/error \/omnibus\/channel\/\*\/fader (\d+) of \1 were not set\. \/omnibus\/channel\/1\/fader: /,
  );
});

test('without a console there is nothing to set', () => {
  const { desk, heard, say, settle } = bench();
  desk.detach();
  settle(50);
  heard.length = 0;
  say('/omnibus/channel/1/fader', 'f', 0);
  expect(heard).toEqual(['/omnibus/error /omnibus/channel/1/fader There is no console: connect one first.']);
});
