import { describe, expect, it, test } from 'vitest';
import { valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { parseMidi } from '../../transports/midiParser.ts';
import { mapOf } from './profile.ts';
import { SqTongue } from './tongue.ts';

/**
 * The independent witness of the parameter map: addresses counted through the maker's tables in their printed order, from the
 * printed first address of each block, and whole messages written down from its examples and from captured traffic.
 */

const hex = (bytes: Uint8Array | undefined) =>
  bytes ? Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ') : 'nothing';
const bytesOf = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const inputs = range(48).map((n) => `channel/${n}`);
const groups = range(12).map((n) => `bus/${n + 12}`);
const auxes = range(12).map((n) => `bus/${n}`);
const returns = range(8).map((n) => `fxReturn/${n}`);
const fxSends = range(4).map((n) => `bus/${n + 24}`);
const matrices = range(3).map((n) => `matrix/${n}`);
const dcas = range(8).map((n) => `dca/${n}`);

/** Counts through one block: the names in the order of the table, `undefined` for places that the table leaves empty. */
class Block {
  readonly entries = new Map<string, string>();
  #at: number;

  constructor(first: string) {
    this.#at = Number.parseInt(first.replace(' ', ''), 16);
    this.#at = (this.#at >> 8) * 128 + (this.#at & 0x7f);
  }

  /** The address that the maker prints here. */
  get here(): string {
    const part = (value: number) => value.toString(16).padStart(2, '0').toUpperCase();
    return `${part(this.#at >> 7)} ${part(this.#at & 0x7f)}`;
  }

  add(names: readonly (string | undefined)[]): this {
    for (const name of names) {
      if (name !== undefined) this.entries.set(name, this.here);
      this.#at++;
    }
    return this;
  }

  expectAt(address: string): this {
    expect(this.here).toBe(address);
    return this;
  }
}

const leaf = { level: 'level', pan: 'pan', assign: 'on' } as const;
const ownLeaf = { level: 'fader', pan: 'pan', assign: 'assign/main' } as const;

/** One of the three blocks with the same layout; its first byte goes up by 10 from one to the next. */
function routes(kind: 'level' | 'pan' | 'assign'): ReadonlyMap<string, string> {
  const base = { level: 0x40, pan: 0x50, assign: 0x60 }[kind];
  const at = (address: string) =>
    `${(Number.parseInt(address.slice(0, 2), 16) - 0x40 + base).toString(16).toUpperCase()}${address.slice(2)}`;
  const to = (sources: readonly string[], destinations: readonly string[]) =>
    sources.flatMap((source) => destinations.map((destination) => `${source}/send/${destination}/${leaf[kind]}`));
  const skip = (count: number) => new Array<undefined>(count).fill(undefined);
  const block = new Block(at('40 00'));
  const own = (strips: readonly string[]) => strips.map((strip) => `${strip}/${ownLeaf[kind]}`);
  block.add(own(inputs)).expectAt(at('40 30')).add(own(groups)).expectAt(at('40 3C')).add(own(returns));
  block.expectAt(at('40 44')).add(to(inputs, auxes)).expectAt(at('45 04'));
  for (const [index, group] of groups.entries())
    block.add(to([group], auxes.slice(0, 11 - index))).add(skip(index + 1));
  block.expectAt(at('46 14')).add(to(returns, auxes)).expectAt(at('46 74'));
  // Of inputs to groups there are assignments alone.
  block
    .add(kind === 'assign' ? to(inputs, groups) : skip(48 * 12))
    .expectAt(at('4B 34'))
    .add(to(returns, groups));
  const hasFx = kind !== 'pan';
  for (const [sources, first] of [
    [inputs, '4C 14'],
    [groups, '4D 54'],
    [returns, '4E 04'],
  ] as const)
    block.expectAt(at(first)).add(hasFx ? to(sources, fxSends) : skip(sources.length * 4));
  block
    .expectAt(at('4E 24'))
    .add(to(['main/stereo'], matrices))
    .expectAt(at('4E 27'))
    .add(to(auxes, matrices));
  block.expectAt(at('4E 4B')).add(to(groups, matrices));
  if (kind === 'assign') return block.entries;
  const outputs = new Block(at('4F 00'));
  const output = (strips: readonly string[]) => strips.map((strip) => `${strip}/${ownLeaf[kind]}`);
  outputs
    .add(output(['main/stereo']))
    .expectAt(at('4F 01'))
    .add(output(auxes))
    .expectAt(at('4F 0D'));
  outputs
    .add(hasFx ? output(fxSends) : skip(4))
    .expectAt(at('4F 11'))
    .add(output(matrices));
  if (hasFx) outputs.add(skip(12)).expectAt('4F 20').add(output(dcas));
  return new Map([...block.entries, ...outputs.entries]);
}

function mutes(): ReadonlyMap<string, string> {
  const own = (strips: readonly string[]) => strips.map((strip) => `${strip}/mute`);
  const first = new Block('00 00')
    .add(own(inputs))
    .expectAt('00 30')
    .add(own(groups))
    .expectAt('00 3C')
    .add(own(returns));
  first
    .expectAt('00 44')
    .add(own(['main/stereo']))
    .add(own(auxes))
    .expectAt('00 51')
    .add(own(fxSends));
  first.expectAt('00 55').add(own(matrices));
  const second = new Block('02 00').add(own(dcas));
  const third = new Block('04 00').add(own(range(8).map((n) => `muteGroup/${n}`)));
  return new Map([...first.entries, ...second.entries, ...third.entries]);
}

const table = new Map([...mutes(), ...routes('level'), ...routes('pan'), ...routes('assign')]);
const tongue = { linear: new SqTongue(mapOf('linear'), 0, 'linear'), audio: new SqTongue(mapOf('audio'), 0, 'audio') };
const { schema } = tongue.linear;

test('every parameter of the console has the address that the tables give it, and no other has one', () => {
  const wrong: string[] = [];
  for (const [address, place] of table) {
    const asked = hex(tongue.linear.ask(schema.need(address)));
    const [msb, lsb] = place.split(' ');
    if (asked !== `B0 63 ${msb} B0 62 ${lsb} B0 60 7F`) wrong.push(`${address}: ${asked}, not ${place}`);
  }
  expect(wrong).toEqual([]);
  const ofTheDesk = schema.addresses.filter((address) => !schema.specOf(schema.need(address)).keptByApp);
  expect(ofTheDesk.filter((address) => !table.has(address))).toEqual([]);
  expect(table.size).toBe(ofTheDesk.length);
});

test.each([
  ['bus/5', 'channel/40', 'level', '44 1C'],
  ['bus/8', 'bus/16', 'level', '45 2F'],
  ['bus/27', 'channel/36', 'level', '4D 22'],
  ['bus/5', 'channel/24', 'pan', '52 5C'],
  ['bus/5', 'channel/30', 'pan', '53 24'],
  ['bus/8', 'channel/37', 'pan', '53 7B'],
  ['bus/2', 'bus/15', 'pan', '55 1D'],
  ['matrix/3', 'main/stereo', 'pan', '5E 26'],
  ['matrix/1', 'bus/5', 'pan', '5E 33'],
  ['matrix/1', 'bus/7', 'pan', '5E 39'],
  ['bus/7', 'fxReturn/1', 'on', '66 1A'],
  ['bus/3', 'fxReturn/2', 'level', '46 22'],
  ['bus/3', 'bus/13', 'on', '65 06'],
  ['matrix/2', 'bus/14', 'on', '6E 4F'],
  ['bus/27', 'fxReturn/2', 'on', '6E 0A'],
  ['bus/13', 'channel/1', 'on', '66 74'],
  ['bus/24', 'channel/48', 'on', '6B 33'],
])('%s is fed by %s, %s, at the printed address %s', (destination, source, part, place) => {
  expect(table.get(`${source}/send/${destination}/${part}`)).toBe(place);
});

describe('whole messages', () => {
  const set = (law: 'linear' | 'audio', address: string, value: number) =>
    hex(tongue[law].set(tongue[law].schema.need(address), value));

  it.each([
    ['linear', 'channel/1/mute', 1, 'B0 63 00 B0 62 00 B0 06 00 B0 26 01'],
    ['linear', 'main/stereo/mute', 0, 'B0 63 00 B0 62 44 B0 06 00 B0 26 00'],
    ['linear', 'muteGroup/4/mute', 1, 'B0 63 04 B0 62 03 B0 06 00 B0 26 01'],
    ['linear', 'channel/1/fader', 0, 'B0 63 40 B0 62 00 B0 06 76 B0 26 5C'],
    ['audio', 'channel/1/fader', 0, 'B0 63 40 B0 62 00 B0 06 62 B0 26 00'],
    ['audio', 'channel/1/fader', -20, 'B0 63 40 B0 62 00 B0 06 2E B0 26 40'],
    ['linear', 'dca/8/fader', 10, 'B0 63 4F B0 62 27 B0 06 7F B0 26 7F'],
    ['linear', 'channel/48/fader', Number.NEGATIVE_INFINITY, 'B0 63 40 B0 62 2F B0 06 00 B0 26 00'],
    ['linear', 'channel/1/pan', 0.2, 'B0 63 50 B0 62 00 B0 06 4C B0 26 65'],
    ['linear', 'channel/1/pan', -0.5, 'B0 63 50 B0 62 00 B0 06 1F B0 26 7F'],
    ['linear', 'channel/1/pan', 0, 'B0 63 50 B0 62 00 B0 06 3F B0 26 7F'],
    ['linear', 'channel/1/pan', 1, 'B0 63 50 B0 62 00 B0 06 7F B0 26 7F'],
    ['linear', 'channel/1/pan', -1, 'B0 63 50 B0 62 00 B0 06 00 B0 26 00'],
  ] as const)('%s: %s to %s', (law, address, value, bytes) => {
    expect(set(law, address, value)).toBe(bytes);
  });

  it('speaks on its MIDI channel', () => {
    const seventh = new SqTongue(mapOf('linear'), 6, 'linear');
    expect(hex(seventh.set(schema.need('muteGroup/4/mute'), 1))).toBe('B6 63 04 B6 62 03 B6 06 00 B6 26 01');
    const fifth = new SqTongue(mapOf('linear'), 4, 'linear');
    expect(hex(fifth.softKey(7, true))).toBe('94 36 7F');
    expect(hex(fifth.softKey(7, false))).toBe('84 36 00');
    expect(hex(new SqTongue(mapOf('linear'), 2, 'linear').recall(156))).toBe('B2 00 01 C2 1B');
  });

  it.each([
    [7, 'B0 00 00 C0 06'],
    [120, 'B0 00 00 C0 77'],
    [156, 'B0 00 01 C0 1B'],
    [264, 'B0 00 02 C0 07'],
  ])('recalls scene %s', (scene, bytes) => {
    expect(hex(tongue.linear.recall(scene))).toBe(bytes);
  });

  it('asks for the level of input 1', () => {
    expect(hex(tongue.linear.probe)).toBe('B0 63 4F B0 62 00 B0 60 7F');
    expect(hex(tongue.linear.ask(schema.need('channel/1/fader')))).toBe('B0 63 40 B0 62 00 B0 60 7F');
  });

  it('has no message for names, which the app keeps', () => {
    expect(tongue.linear.set(schema.need('channel/1/name'), 'Kick')).toBeUndefined();
    expect(tongue.linear.ask(schema.need('channel/1/name'))).toBeUndefined();
  });
});

/** Both tables of the maker, as far as they are printed: level in dB, then the two bytes of each law. */
const linear: readonly (readonly [number, string])[] = [
  [-89, '24 16'],
  [-85, '27 71'],
  [-80, '2C 42'],
  [-70, '35 65'],
  [-65, '3A 37'],
  [-60, '3F 09'],
  [-50, '48 2C'],
  [-45, '4C 7D'],
  [-40, '51 4F'],
  [-30, '5A 72'],
  [-25, '5F 44'],
  [-20, '64 16'],
  [-15, '68 67'],
  [-10, '6D 39'],
  [-6, '71 14'],
  [-5, '72 0A'],
  [-1, '75 65'],
  [0, '76 5C'],
  [1, '77 53'],
  [5, '7B 2E'],
  [9, '7F 08'],
  [10, '7F 7F'],
];
const audio: readonly (readonly [number, string])[] = [
  [-89, '01 40'],
  [-85, '02 00'],
  [-80, '02 40'],
  [-75, '03 40'],
  [-70, '04 00'],
  [-65, '05 00'],
  [-60, '06 00'],
  [-55, '07 00'],
  [-50, '08 00'],
  [-45, '0C 00'],
  [-40, '0F 40'],
  [-38, '12 40'],
  [-36, '15 40'],
  [-35, '17 00'],
  [-34, '19 00'],
  [-33, '1A 40'],
  [-32, '1C 00'],
  [-31, '1D 40'],
  [-30, '1F 00'],
  [-25, '26 40'],
  [-20, '2E 40'],
  [-18, '31 40'],
  [-15, '36 00'],
  [-12, '3B 00'],
  [-10, '3E 00'],
  [-9, '41 40'],
  [-8, '44 40'],
  [-7, '48 00'],
  [-5, '4E 40'],
  [-4, '52 40'],
  [-3, '56 40'],
  [-2, '5A 00'],
  [-1, '5E 00'],
  [0, '62 00'],
  [1, '65 40'],
  [2, '69 00'],
  [3, '6C 40'],
  [5, '73 40'],
  [10, '7F 40'],
];

describe('fader laws', () => {
  const level = schema.need('channel/1/fader');
  const heard = (law: 'linear' | 'audio', place: string): number => {
    const message = bytesOf(`B0 63 40 B0 62 00 B0 06 ${place.slice(0, 2)} B0 26 ${place.slice(3)}`);
    const news = parseMidi(message).flatMap((event) => tongue[law].hear(event));
    expect(news).toHaveLength(1);
    const [first] = news;
    return first?.kind === 'values' ? Number(first.changes[0]?.value) : Number.NaN;
  };

  it.each(linear)('linear: %s dB is %s', (levelDb, place) => {
    const sent = tongue.linear.set(level, levelDb) as Uint8Array;
    const value = (sent[8] as number) * 128 + (sent[11] as number);
    const printed = Number.parseInt(place.slice(0, 2), 16) * 128 + Number.parseInt(place.slice(3), 16);
    // The maker's table agrees with a straight line to one step.
    expect(Math.abs(value - printed)).toBeLessThanOrEqual(1);
    expect(Math.abs(heard('linear', place) - levelDb)).toBeLessThanOrEqual(levelDb < -60 ? 0.25 : 0.02);
  });

  it.each(audio)('audio: %s dB is %s', (levelDb, place) => {
    expect(hex(tongue.audio.set(level, levelDb))).toBe(
      `B0 63 40 B0 62 00 B0 06 ${place.slice(0, 2)} B0 26 ${place.slice(3)}`,
    );
    expect(heard('audio', place)).toBeCloseTo(levelDb, 4);
  });

  it.each(['linear', 'audio'] as const)('%s: off is 0, both ways', (law) => {
    expect(hex(tongue[law].set(level, Number.NEGATIVE_INFINITY))).toBe('B0 63 40 B0 62 00 B0 06 00 B0 26 00');
    expect(heard(law, '00 00')).toBe(Number.NEGATIVE_INFINITY);
  });

  it('every position of the model comes back as it was sent', () => {
    for (const law of ['linear', 'audio'] as const) {
      const spec = tongue[law].schema.specOf(level);
      if (spec.kind !== 'level') throw new Error('A fader is a level');
      for (let step = 0; step < spec.steps; step += law === 'linear' ? 7 : 1) {
        const value = valueAtStep(spec, step);
        const sent = tongue[law].set(level, value) as Uint8Array;
        expect(heard(law, `${hex(sent.subarray(8, 9))} ${hex(sent.subarray(11, 12))}`)).toBe(value);
      }
    }
  });
});
