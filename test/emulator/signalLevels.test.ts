import { beforeEach, describe, expect, it, test } from 'vitest';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';

const schema = buildSchema(profileFor('X32', '4.06'));
let desk: SimulatedDesk;
let nowMs = 0;

/** Values by address; words stand for options. */
function put(values: Readonly<Record<Address, ParamValue>>): void {
  desk.apply(
    Object.entries(values).map(([address, value]) => {
      const id = schema.need(address);
      const spec = schema.specOf(id);
      return { id, value: spec.kind === 'choice' && typeof value === 'string' ? spec.options.indexOf(value) : value };
    }),
    undefined,
  );
}

/** The highest level of a strip over some seconds, in dB. */
function loudest(strip: string, point: 'pre' | 'post' = 'post', side?: 'left' | 'right'): number {
  let peak = 0;
  for (let tick = 0; tick < 160; tick++) {
    desk.levels.update(nowMs + tick * 50);
    peak = Math.max(peak, desk.levels[point](strip, side));
  }
  return peak === 0 ? -Infinity : 20 * Math.log10(peak);
}

beforeEach(() => {
  desk = new SimulatedDesk(schema, 5);
  nowMs = 0;
  // One guitar, loud enough to be seen everywhere, into bus 1.
  put({
    'headamp/local/8/gain': 30,
    'channel/8/fader': 0,
    'channel/8/send/bus/1/level': 0,
    'channel/8/send/bus/1/tap': 'preFader',
    'bus/1/fader': 0,
    'bus/2/fader': 0,
    'main/stereo/fader': 0,
  });
});

describe('a send', () => {
  it('before the fader stays when the fader is pulled; one behind it goes', () => {
    const before = loudest('bus/1');
    expect(before).toBeGreaterThan(-25);
    put({ 'channel/8/fader': -Infinity });
    expect(loudest('bus/1')).toBeCloseTo(before, 1);
    put({ 'channel/8/send/bus/1/tap': 'postFader' });
    expect(loudest('bus/1')).toBe(-Infinity);
    put({ 'channel/8/fader': -10 });
    expect(loudest('bus/1')).toBeCloseTo(before - 10, 1);
  });

  it('follows its level, its switch and the bus’s own fader and mute', () => {
    const before = loudest('bus/1');
    put({ 'channel/8/send/bus/1/level': -6 });
    expect(loudest('bus/1')).toBeCloseTo(before - 6, 1);
    put({ 'channel/8/send/bus/1/level': 0, 'bus/1/fader': -20 });
    expect(loudest('bus/1')).toBeCloseTo(before - 20, 1);
    expect(loudest('bus/1', 'pre')).toBeCloseTo(before, 1);
    put({ 'bus/1/mute': 1 });
    expect(loudest('bus/1')).toBe(-Infinity);
    put({ 'bus/1/mute': 0, 'channel/8/send/bus/1/on': 0 });
    expect(loudest('bus/1', 'pre')).toBe(-Infinity);
  });

  it('as a subgroup is fed behind the fader at unity, whatever its level', () => {
    put({ 'channel/8/send/bus/1/tap': 'subgroup', 'channel/8/send/bus/1/level': -Infinity });
    const before = loudest('bus/1');
    expect(before).toBeCloseTo(loudest('channel/8'), 1);
    put({ 'channel/8/fader': -12 });
    expect(loudest('bus/1')).toBeCloseTo(before - 12, 1);
  });

  it('into a linked pair is placed by its pan', () => {
    put({
      'link/bus/1': 1,
      'channel/8/send/bus/2/level': 0,
      'channel/8/send/bus/1/pan': -1,
    });
    expect([loudest('bus/1'), loudest('bus/2')]).toEqual([
      expect.closeTo(loudest('channel/8', 'pre'), 1),
      expect.toSatisfy((db) => db < -120),
    ]);
    put({ 'channel/8/send/bus/1/pan': 0 });
    expect(loudest('bus/1')).toBeCloseTo(loudest('channel/8', 'pre') - 3.01, 1);
    put({ 'channel/8/send/bus/1/panFollow': 1, 'channel/8/pan': 1 });
    expect(loudest('bus/1')).toBeLessThan(-120);
  });
});

describe('a strip', () => {
  it('follows head amp gain and trim', () => {
    const before = loudest('channel/8', 'pre');
    put({ 'headamp/local/8/gain': 20 });
    expect(loudest('channel/8', 'pre')).toBeCloseTo(before - 10, 1);
    put({ 'channel/8/preamp/trim': 6 });
    expect(loudest('channel/8', 'pre')).toBeCloseTo(before - 4, 1);
  });

  it('goes where the patch leads', () => {
    const before = loudest('channel/8', 'pre');
    put({ 'channel/20/source': 8, 'channel/8/source': 0 });
    expect([loudest('channel/20', 'pre'), loudest('channel/8', 'pre')]).toEqual([expect.closeTo(before, 5), -Infinity]);
  });

  test.each([
    ['its mute', { 'channel/8/mute': 1 }],
    ['a mute group', { 'channel/8/assign/muteGroup/3': 1, 'muteGroup/3/mute': 1 }],
    ['a muted DCA', { 'channel/8/assign/dca/2': 1, 'dca/2/mute': 1, 'dca/2/fader': 0 }],
  ])('is silenced by %s, in the main and in its sends', (_by, values) => {
    put(values);
    expect([loudest('channel/8'), loudest('bus/1'), loudest('main/stereo')]).toEqual([-Infinity, -Infinity, -Infinity]);
  });

  it('follows the faders of its DCAs behind the fader only', () => {
    const [bus, post] = [loudest('bus/1'), loudest('channel/8')];
    put({ 'channel/8/assign/dca/1': 1, 'channel/8/assign/dca/2': 1, 'dca/1/fader': -10, 'dca/2/fader': -5 });
    expect(loudest('channel/8')).toBeCloseTo(post - 15, 1);
    expect(loudest('bus/1')).toBeCloseTo(bus, 1);
  });

  it('is turned down by its gate and its compressor', () => {
    put({ 'channel/8/gate/on': 1, 'channel/8/gate/threshold': 0, 'channel/8/gate/range': 20 });
    loudest('channel/8');
    expect(20 * Math.log10(desk.levels.reduction('channel/8', 'gate'))).toBeCloseTo(-20, 1);
    put({ 'channel/8/gate/on': 0 });
    const open = loudest('channel/8');
    put({ 'channel/8/dynamics/on': 1, 'channel/8/dynamics/threshold': -40, 'channel/8/dynamics/ratio': '4.0' });
    expect(loudest('channel/8')).toBeCloseTo(open - (open + 40) * 0.75, 1);
    expect(desk.levels.reduction('channel/8', 'dynamics')).toBeLessThan(1);
  });
});

describe('the mains', () => {
  it('sum what is assigned to them, by pan', () => {
    const post = loudest('channel/8');
    expect(loudest('main/stereo', 'post', 'left')).toBeCloseTo(post - 3.01, 1);
    put({ 'channel/8/pan': -1 });
    expect(loudest('main/stereo', 'post', 'left')).toBeCloseTo(post, 1);
    expect(loudest('main/stereo', 'post', 'right')).toBeLessThan(-120);
    put({ 'channel/8/assign/main': 0 });
    expect(loudest('main/stereo')).toBe(-Infinity);
    put({ 'bus/1/assign/main': 1 });
    expect(loudest('main/stereo')).toBeGreaterThan(-30);
  });

  it('feed the mono main through its own level', () => {
    put({ 'channel/8/assign/mono': 1, 'channel/8/monoLevel': -5, 'main/mono/fader': 0 });
    expect(loudest('main/mono')).toBeCloseTo(loudest('channel/8') - 5, 1);
  });

  it('add powers: two of the same are 3 dB more', () => {
    const one = loudest('main/stereo');
    put({ 'channel/9/source': 8, 'channel/9/fader': 0 });
    expect(loudest('main/stereo')).toBeCloseTo(one + 3.01, 1);
  });

  it('feed matrices, as busses do', () => {
    put({
      'main/stereo/send/matrix/1/level': 0,
      'matrix/1/fader': 0,
      'bus/1/send/matrix/2/level': -10,
      'matrix/2/fader': 0,
    });
    expect(loudest('matrix/1')).toBeCloseTo(loudest('channel/8'), 1);
    expect(loudest('matrix/2')).toBeCloseTo(loudest('bus/1') - 10, 1);
  });
});

describe('loops and the desk’s own signals', () => {
  it('bring an effect back at its return, with a tail', () => {
    put({
      'channel/8/send/bus/13/level': 0,
      'channel/8/send/bus/13/tap': 'preFader',
      'bus/13/fader': 0,
      'fxReturn/1/fader': 0,
      'channel/8/assign/main': 0,
    });
    const back = loudest('fxReturn/1', 'pre');
    expect(back).toBeCloseTo(loudest('bus/13') - 3, 1);
    expect(loudest('main/stereo')).toBeGreaterThan(-40);
    nowMs = 10_000;
    desk.levels.update(nowMs);
    const playing = desk.levels.pre('fxReturn/1');
    put({ 'channel/8/mute': 1 });
    desk.levels.update(nowMs + 200);
    const tail = desk.levels.pre('fxReturn/1');
    expect(tail).toBeGreaterThan(playing * 0.2);
    expect(tail).toBeLessThan(playing);
  });

  it('talk and tone reach what they are sent to', () => {
    put({ 'channel/8/mute': 1, 'talkback/a/to/bus/2': 1, 'talkback/a/level': 0, 'talkback/a/key': 1 });
    expect(loudest('bus/2')).toBeGreaterThan(-30);
    put({ 'talkback/a/key': 0, 'oscillator/on': 1, 'oscillator/level': -20, 'oscillator/destination': 1 });
    expect(loudest('bus/2')).toBeCloseTo(-20, 1);
  });
});

describe('the players', () => {
  it('play the same for the same seed and time, whoever asks when', () => {
    const other = new SimulatedDesk(schema, 5);
    const third = new SimulatedDesk(schema, 6);
    for (const each of [desk, other, third])
      each.apply([{ id: schema.need('headamp/local/8/gain'), value: 30 }], undefined);
    for (let t = 0; t <= 3000; t += 10) desk.levels.update(t);
    for (let t = 0; t <= 3000; t += 250) other.levels.update(t);
    third.levels.update(3000);
    expect(other.levels.pre('channel/8')).toBe(desk.levels.pre('channel/8'));
    expect(third.levels.pre('channel/8')).not.toBe(desk.levels.pre('channel/8'));
  });

  it('move', () => {
    const levels = new Set<number>();
    for (let t = 0; t < 2000; t += 50) {
      desk.levels.update(t);
      levels.add(desk.levels.pre('channel/8'));
    }
    expect(levels.size).toBeGreaterThan(30);
  });
});
