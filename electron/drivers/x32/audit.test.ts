import { expect, test } from 'vitest';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { Audit } from './audit.ts';
import { everythingOf, Incoming, keyOf } from './incoming.ts';
import { profileFor } from './profile.ts';

const schema = buildSchema(profileFor('X32', '4.06'));

function rig() {
  const clock = new VirtualClock();
  const asked: { readonly atMs: number; readonly key: string }[] = [];
  let backlog = 0;
  const audit = new Audit({
    clock,
    ask: (keys) => asked.push(...keys.map((key) => ({ atMs: clock.nowMs(), key }))),
    backlog: () => backlog,
  });
  const incoming = new Incoming(schema, {
    report: () => undefined,
    ask: () => undefined,
    answered: () => false,
    changed: () => undefined,
    found: () => undefined,
    confirmed: () => undefined,
    unknown: () => undefined,
  });
  audit.begin(incoming);
  return {
    clock,
    audit,
    incoming,
    asked,
    pileUp: (count: number) => {
      backlog = count;
    },
    /** The longest time between two questions for a key. */
    longestGapMs: (key: string) => {
      const times = [0, ...asked.filter((each) => each.key === key).map(({ atMs }) => atMs), clock.nowMs()];
      return Math.max(...times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0)));
    },
  };
}

test('everything is asked for within 30 s, and again within the next 30', () => {
  const { clock, incoming, asked } = rig();
  for (let round = 0; round < 2; round++) {
    asked.length = 0;
    clock.advance(30_000);
    const keys = new Set(asked.map(({ key }) => key));
    expect(everythingOf(incoming.map).filter((key) => !keys.has(key))).toEqual([]);
  }
});

test('faders and mutes of every strip are asked for every 2 s, unless it is known what is looked at', () => {
  const { clock, longestGapMs } = rig();
  clock.advance(20_000);
  for (const key of ['ch/01/mix', 'ch/32/mix', 'bus/16/mix', 'main/st/mix', 'dca/8'])
    expect(longestGapMs(key)).toBeLessThanOrEqual(2000);
});

test('what is looked at is asked for every 2 s', () => {
  const { clock, audit, incoming, longestGapMs } = rig();
  const ids = ['channel/7/eq/2/gain', 'bus/3/name'].map((address) => schema.need(address));
  audit.watch(ids);
  clock.advance(20_000);
  for (const id of ids) {
    const param = incoming.map.byId[id];
    if (!param) throw new Error('no such parameter');
    const key = param.node.single ? keyOf(param) : param.node.path;
    expect(longestGapMs(key)).toBeLessThanOrEqual(2000);
  }
  expect(longestGapMs('ch/01/mix')).toBeGreaterThan(2000);
});

test('polling is quicker', () => {
  const { clock, audit, longestGapMs } = rig();
  audit.poll(true);
  clock.advance(20_000);
  expect(longestGapMs('ch/01/mix')).toBeLessThanOrEqual(700);
  expect(longestGapMs('ch/20/eq/3')).toBeLessThanOrEqual(9000);
});

test('nothing is piled up on a link that is slow, and it goes on when there is room', () => {
  const { clock, asked, pileUp } = rig();
  pileUp(100);
  clock.advance(10_000);
  expect(asked).toEqual([]);
  pileUp(0);
  clock.advance(1000);
  expect(asked.length).toBeGreaterThan(20);
});

test('what the desk never answers is left out after two times', () => {
  const { clock, audit, asked } = rig();
  audit.absent('ch/01/mix');
  clock.advance(4000);
  expect(asked.some(({ key }) => key === 'ch/01/mix')).toBe(true);
  audit.absent('ch/01/mix');
  asked.length = 0;
  clock.advance(40_000);
  expect(asked.some(({ key }) => key === 'ch/01/mix')).toBe(false);
  expect(asked.some(({ key }) => key === 'ch/02/mix')).toBe(true);
});

test('nothing is asked for after it was ended', () => {
  const { clock, audit, asked } = rig();
  audit.dispose();
  clock.advance(60_000);
  expect(asked).toEqual([]);
});
