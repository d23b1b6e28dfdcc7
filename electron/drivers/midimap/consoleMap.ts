import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { stripKinds, stripOf } from '../../../shared/desk/address.ts';
import type { ParamSpec, ParamValue, SceneGroup, TextSpec } from '../../../shared/desk/paramSpec.ts';
import { stepCount, stepOf, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { type Bindings, combinations, substitute } from '../../../shared/desk/pattern.ts';
import type { DeskProfile, ParamRow, StripGroup } from '../../../shared/desk/profile.ts';
import { buildSchema, type ParamId, type Schema } from '../../../shared/desk/schema.ts';
import type { Taper } from '../../../shared/units/taper.ts';
import type { MapFile, MapMessage, MapParam, MapValue } from './mapFile.ts';
import { bitsOf, keyOf, type SysexTemplate, type WireMessage } from './wire.ts';

/** A parameter with its message. Wire values are `first` + step. */
export interface MapEntry {
  readonly id: ParamId;
  readonly message: WireMessage;
  readonly spec: ParamSpec;
  /** Wire value of the first step, and by how much it grows with each. */
  readonly first: number;
  /** Wire values of off and on. */
  readonly switchWire: readonly [off: number, on: number] | undefined;
}

/** A console map made ready for use. */
export interface ConsoleMap {
  readonly schema: Schema;
  readonly entries: readonly MapEntry[];
  readonly byKey: ReadonlyMap<string, MapEntry>;
  readonly startsAsDefaults: boolean;
}

const mostParams = 5000;
const fallbackTaper: Taper = {
  breakpoints: [
    [0, -90],
    [1, 10],
  ],
};

/** Works out every address and message of a map. @returns the map, or a sentence that says where and what is wrong. */
export function buildConsoleMap(file: MapFile): Result<ConsoleMap> {
  const rows: ParamRow[] = [];
  const entries: Omit<MapEntry, 'id'>[] = [];
  const addresses: string[] = [];
  const owners = new Map<string, string>();
  for (const [index, param] of file.params.entries()) {
    const expanded = expandParam(param, `params[${index}]`);
    if (!expanded.ok) return expanded;
    for (const { address, entry } of expanded.value) {
      const key = keyOf(entry.message);
      const owner = owners.get(key);
      if (owner !== undefined)
        return fail(`The console map is wrong at params[${index}]: ${address} has the message of ${owner} (${key}).`);
      if (addresses.includes(address))
        return fail(`The console map is wrong at params[${index}]: ${address} stands there twice.`);
      owners.set(key, address);
      addresses.push(address);
      entries.push(entry);
      rows.push({ pattern: address, spec: entry.spec });
    }
    if (entries.length > mostParams) return fail(`The console map has more than ${mostParams} parameters.`);
  }
  const schema = buildSchema(profileOf(file, addresses, rows, entries));
  const byKey = new Map<string, MapEntry>();
  const all = entries.map((entry, id): MapEntry => ({ id, ...entry }));
  for (const entry of all) byKey.set(keyOf(entry.message), entry);
  return ok({ schema, entries: all, byKey, startsAsDefaults: file.startsAs === 'defaults' });
}

function profileOf(
  { title, model, setsPerSecond, totalSetsPerSecond, names }: MapFile,
  addresses: readonly string[],
  rows: readonly ParamRow[],
  entries: readonly Omit<MapEntry, 'id'>[],
): DeskProfile {
  const strips = stripsOf(addresses);
  const isAskable = entries.some(({ message }) => message.type === 'sysex' && message.ask);
  const faderSpec = entries.map(({ spec }) => spec).find((spec) => spec.kind === 'level');
  return {
    family: 'midimap',
    title,
    model,
    firmware: '',
    strips,
    params: [...rows, ...nameRows(strips, names, addresses)],
    aliases: [],
    faderTaper: faderSpec?.taper ?? fallbackTaper,
    tapShare: 1,
    meters: [],
    setsPerSecond,
    totalSetsPerSecond,
    absent: [
      { what: 'Everything that the map does not name', why: 'the console map says what can be reached' },
      ...(isAskable
        ? []
        : [{ what: 'Reading the console', why: 'it cannot be asked: a value is unknown until it is moved there' }]),
    ],
    ...(isAskable ? {} : { cannotBeAsked: true }),
  };
}

function stripsOf(addresses: readonly string[]): StripGroup[] {
  const strips = [...new Set(addresses.flatMap((address) => stripOf(address) ?? []))];
  const number = (strip: string) => Number(strip.slice(strip.indexOf('/') + 1)) || 0;
  return stripKinds.flatMap((kind) => {
    const own = strips.filter((strip) => strip.startsWith(`${kind}/`)).toSorted((a, b) => number(a) - number(b));
    return own.length === 0 ? [] : [{ kind, strips: own }];
  });
}

/** The app keeps the names: no map carries texts. */
function nameRows(
  strips: readonly StripGroup[],
  names: Readonly<Record<string, string>>,
  addresses: readonly string[],
): ParamRow[] {
  return strips
    .flatMap((group) => group.strips)
    .filter((strip) => !addresses.includes(`${strip}/name`))
    .map((strip) => {
      const spec: TextSpec = {
        kind: 'text',
        unit: '',
        group: 'names',
        maxLength: 20,
        keptByApp: true,
        default: names[strip] ?? '',
      };
      return { pattern: `${strip}/name`, spec };
    });
}

interface Expanded {
  readonly address: string;
  readonly entry: Omit<MapEntry, 'id'>;
}

function expandParam(param: MapParam, at: string): Result<Expanded[]> {
  const wrong = (what: string) => fail(`The console map is wrong at ${at}: ${what}.`);
  const ranges = [...param.address.matchAll(/\{\w+:(\d+)\.\.(\d+)\}/g)].map(
    ([, from, to]) => Number(to) - Number(from),
  );
  if (ranges.some((length) => length < 0)) return wrong('a range such as {n:1..16} has to rise');
  if (ranges.reduce((product, length) => product * (length + 1), 1) > mostParams)
    return wrong(`it stands for more than ${mostParams} parameters`);
  const expanded: Expanded[] = [];
  try {
    for (const bindings of combinations(param.address)) {
      const address = substitute(param.address, bindings);
      const message = messageOf(param.message, bindings);
      if (typeof message === 'string') return wrong(`${address}: ${message}`);
      const entry = entryOf(param.value, message, groupOf(address));
      if (typeof entry === 'string') return wrong(`${address}: ${entry}`);
      expanded.push({ address, entry });
    }
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  return ok(expanded);
}

/** The scene group by what stands last in the address. */
function groupOf(address: string): SceneGroup {
  if (address.includes('/send/')) return address.endsWith('/tap') ? 'taps' : 'sends';
  const leaf = address.slice(address.lastIndexOf('/') + 1);
  const groups: Readonly<Record<string, SceneGroup>> = { fader: 'faders', mute: 'mutes', pan: 'pans', main: 'assigns' };
  return groups[leaf] ?? 'setup';
}

const worked = (place: number | string, bindings: Bindings): number =>
  typeof place === 'number' ? place : Number(substitute(place, bindings));

const inRange = (number: number, most: number) => number >= 0 && number <= most;

/** @returns the message, or what is wrong with it. */
function messageOf(message: MapMessage, bindings: Bindings): WireMessage | string {
  if (message.type === 'sysex') {
    const bytes = templateOf(message.bytes, bindings);
    if (typeof bytes === 'string') return bytes;
    if (bytes.slots.length === 0) return 'the bytes have no place for the value: put v0 where it stands';
    const ask = message.ask === undefined ? undefined : templateOf(message.ask, bindings);
    if (typeof ask === 'string') return ask;
    if (ask && ask.slots.length > 0) return 'a question carries no value: take v0 to v3 out of "ask"';
    return { type: 'sysex', bytes, ask: ask?.fixed };
  }
  const channel = worked(message.channel, bindings) - 1;
  if (!inRange(channel, 15)) return `channel ${channel + 1} is outside 1 to 16`;
  switch (message.type) {
    case 'cc':
    case 'cc14': {
      const controller = worked(message.controller, bindings);
      const most = message.type === 'cc' ? 127 : 31;
      return inRange(controller, most)
        ? { type: message.type, channel, controller }
        : `controller ${controller} is outside 0 to ${most}`;
    }
    case 'nrpn': {
      const number = worked(message.number, bindings);
      return inRange(number, 16_383)
        ? { type: 'nrpn', channel, number, bits: message.bits }
        : `parameter number ${number} is outside 0 to 16383`;
    }
    case 'note': {
      const note = worked(message.note, bindings);
      return inRange(note, 127) ? { type: 'note', channel, note } : `note ${note} is outside 0 to 127`;
    }
    case 'bend':
      return { type: 'bend', channel };
  }
}

/** @returns the template, or what is wrong with it. */
function templateOf(text: string, bindings: Bindings): SysexTemplate | string {
  const tokens = text.split(' ');
  const places: number[] = [];
  const fixed = new Uint8Array(tokens.length);
  for (const [index, token] of tokens.entries()) {
    const slot = /^v([0-3])$/i.exec(token)?.[1];
    if (slot !== undefined) {
      if (places[Number(slot)] !== undefined) return `v${slot} stands there twice`;
      places[Number(slot)] = index;
      continue;
    }
    const byte = token.startsWith('{') ? Number(substitute(token, bindings)) : Number.parseInt(token, 16);
    const isFrame = index === 0 || index === tokens.length - 1;
    if (!isFrame && !inRange(byte, 127)) return `the byte ${token} is ${byte}, outside 0 to 127`;
    fixed[index] = byte;
  }
  for (let group = 0; group < places.length; group++) {
    if (places[group] === undefined) return `v${group} is missing below v${places.length - 1}`;
  }
  return { fixed, slots: places };
}

/** @returns the entry, or what is wrong with its values. */
function entryOf(value: MapValue, message: WireMessage, group: SceneGroup): Omit<MapEntry, 'id'> | string {
  const range = 2 ** Math.min(bitsOf(message), 28);
  const isSigned = message.type === 'sysex';
  const fits = (wire: number) => wire < range && wire >= (isSigned ? -range / 2 : 0);
  switch (value.kind) {
    case 'level':
      return levelEntry(value.points, message, group, fits);
    case 'number': {
      const { unit, min, max, wireMin, wireMax = Math.min(range, 16_384) - 1 } = value;
      if (!fits(wireMin) || !fits(wireMax)) return `wire values ${wireMin} to ${wireMax} do not fit the message`;
      if (wireMax <= wireMin || min === max) return 'the range has to have two ends';
      const steps = wireMax - wireMin + 1;
      if (steps > 65_536) return 'a number may have 65536 steps at most';
      return {
        message,
        first: wireMin,
        switchWire: undefined,
        spec: { kind: 'number', law: 'linear', unit, min, max, steps, group },
      };
    }
    case 'switch': {
      const { on = Math.min(range - 1, 127), off = 0 } = value;
      if (!fits(on) || !fits(off) || on === off)
        return `on (${on}) and off (${off}) have to differ and fit the message`;
      return { message, first: 0, switchWire: [off, on], spec: { kind: 'switch', unit: '', group, default: 0 } };
    }
    case 'choice': {
      if (!fits(value.options.length - 1)) return 'there are more options than values of the message';
      return {
        message,
        first: 0,
        switchWire: undefined,
        spec: { kind: 'choice', unit: '', options: value.options, group },
      };
    }
  }
}

function levelEntry(
  points: readonly (readonly [number, number | '-inf'])[],
  message: WireMessage,
  group: SceneGroup,
  fits: (wire: number) => boolean,
): Omit<MapEntry, 'id'> | string {
  const [start, ...rest] = points;
  const last = rest.at(-1);
  if (!start || !last) return 'a law has two points at least';
  const [first] = start;
  const span = last[0] - first;
  if (!points.every(([wire]) => fits(wire))) return 'a point of the law does not fit the message';
  const breakpoints: [number, number][] = [];
  for (const [index, [wire, levelDb]] of points.entries()) {
    const before = points[index - 1];
    if (before && wire <= before[0]) return 'the wire values of the law have to rise';
    if (levelDb === '-inf') {
      if (index > 0) return '"-inf" can only be the first point of the law';
      continue;
    }
    const previous = breakpoints.at(-1);
    if (previous && levelDb <= previous[1]) return 'the levels of the law have to rise';
    breakpoints.push([(wire - first) / span, levelDb]);
  }
  const lowest = breakpoints[0];
  if (!lowest || breakpoints.length < 2) return 'a law has two levels at least';
  // The stop itself is off; just above it the law begins at its lowest level.
  if (lowest[0] > 0) breakpoints.unshift([0, lowest[1] - 0.01]);
  if (span + 1 > 65_536) return 'a level may have 65536 steps at most';
  const taper: Taper = { breakpoints };
  return {
    message,
    first,
    switchWire: undefined,
    spec: { kind: 'level', unit: 'dB', taper, steps: span + 1, group },
  };
}

/** A value as the message's number. */
export function toWire({ spec, first, switchWire }: MapEntry, value: ParamValue): number {
  if (spec.kind === 'text') return 0;
  if (switchWire) return switchWire[value === 1 ? 1 : 0];
  return first + stepOf(spec, Number(value));
}

/** The value of the message's number, canonical; what is outside the range is clamped, a switch takes the nearer side. */
export function fromWire({ spec, first, switchWire }: MapEntry, wire: number): ParamValue {
  if (spec.kind === 'text') return '';
  if (switchWire) return Math.abs(wire - switchWire[1]) <= Math.abs(wire - switchWire[0]) ? 1 : 0;
  return valueAtStep(spec, Math.min(Math.max(wire - first, 0), stepCount(spec) - 1));
}
