import { expect, test } from 'vitest';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { OscReader } from '../../transports/oscReader.ts';
import { Incoming } from './incoming.ts';
import { Outbox } from './outbox.ts';
import { profileFor } from './profile.ts';

const schema = buildSchema(profileFor('X32', '4.06'));
const type = schema.need('fx/2/type');
const decay = schema.need('fx/2/param/2');
const otherDecay = schema.need('fx/3/param/2');

function bench() {
  const clock = new VirtualClock();
  const sent: { readonly atMs: number; readonly address: string; readonly text: string }[] = [];
  const reader = new OscReader();
  const told: number[] = [];
  const incoming = new Incoming(schema, {
    report: () => undefined,
    ask: () => undefined,
    answered: () => false,
    changed: () => undefined,
    found: () => undefined,
    confirmed: () => undefined,
    unknown: () => undefined,
  });
  const outbox = new Outbox({
    clock,
    mayLeave: () => true,
    send: (bytes) => {
      reader.read(bytes);
      sent.push({ atMs: clock.nowMs(), address: reader.address, text: reader.text(0) ?? '' });
    },
    sent: (ids) => told.push(...ids),
    left: () => undefined,
  });
  return { clock, sent, told, incoming, outbox };
}

test('what is set of an effect together with its type leaves when the effect has begun anew', () => {
  const { clock, sent, told, incoming, outbox } = bench();
  outbox.push(
    incoming,
    [
      { id: type, value: 3 },
      { id: decay, value: '1.2' },
      { id: otherDecay, value: '2.0' },
    ],
    false,
  );
  expect(sent.map(({ address }) => address)).toEqual(['/fx/2/type', '/']);
  expect(sent[1]?.text).toMatch(/fx\/3\/par\/02 2\.0/);
  expect(told).toEqual([type, otherDecay]);
  clock.advance(500);
  expect(sent).toHaveLength(2);
  clock.advance(500);
  expect(sent[2]?.text).toMatch(/fx\/2\/par\/02 1\.2/);
  expect(sent[2]?.atMs).toBeGreaterThanOrEqual(500);
  expect(told).toEqual([type, otherDecay, decay]);
});

test('nothing of it leaves when everything that waits is dropped', () => {
  const { clock, sent, incoming, outbox } = bench();
  outbox.push(
    incoming,
    [
      { id: type, value: 3 },
      { id: decay, value: '1.2' },
    ],
    false,
  );
  outbox.clear();
  clock.advance(2000);
  expect(sent.map(({ address }) => address)).toEqual(['/fx/2/type']);
});
