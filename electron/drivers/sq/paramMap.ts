import type { LevelSpec, NumberSpec, ParamSpec, ParamValue, SceneGroup } from '../../../shared/desk/paramSpec.ts';
import { stepOf, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { type Bindings, combinations, substitute } from '../../../shared/desk/pattern.ts';
import type { ParamRow } from '../../../shared/desk/profile.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import {
  audioIndex,
  audioSteps,
  audioWire,
  type Law,
  linearLevel,
  linearSteps,
  linearWire,
  panStep,
  panSteps,
  panWire,
  taper,
} from './laws.ts';

/**
 * The desk's parameter map: model address ⇄ 14-bit parameter number ⇄ value, both ways (protocol text, "address map").
 *
 * Its 12 auxes, 12 groups and 4 FX sends are the model's busses 1–12, 13–24 and 25–28.
 */

type ValueKind = 'level' | 'pan' | 'switch';

/** One pattern of addresses with the parameter number of each. */
interface SqRow {
  readonly pattern: string;
  readonly kind: ValueKind;
  readonly group: SceneGroup;
  readonly number: (at: Bindings) => number;
  readonly initial?: number;
}

export const firstGroupBus = 13;
export const firstFxBus = 25;

/** Strips that feed others, with their place in the tables. */
const inputs = { pattern: 'channel/{n:1..48}', place: (at: Bindings) => need(at, 'n') - 1 };
const groups = { pattern: 'bus/{n:13..24}', place: (at: Bindings) => need(at, 'n') - firstGroupBus + 48 };
const fxReturns = { pattern: 'fxReturn/{n:1..8}', place: (at: Bindings) => need(at, 'n') - 1 + 60 };
/** In the block of groups the returns follow the inputs directly. */
const fxReturnsToGroups = { pattern: fxReturns.pattern, place: (at: Bindings) => need(at, 'n') - 1 + 48 };
const feeds = [inputs, groups, fxReturns];

function need(at: Bindings, name: string): number {
  const value = at[name];
  if (value === undefined) throw new Error(`No ${name} in a pattern of the parameter map`);
  return value;
}

const bases = { level: 8192, pan: 10_240, assign: 12_288 };

/** Level, pan and assignment of a send; the three blocks have one layout. */
function send(
  source: { readonly pattern: string; readonly place: (at: Bindings) => number },
  destination: string,
  offset: (place: number, d: number) => number,
  parts: readonly ('level' | 'pan' | 'on')[],
): SqRow[] {
  const at = (bindings: Bindings) => offset(source.place(bindings), need(bindings, 'd'));
  const pattern = `${source.pattern}/send/${destination}`;
  const rows: Record<(typeof parts)[number], SqRow> = {
    level: { pattern: `${pattern}/level`, kind: 'level', group: 'sends', number: (b) => bases.level + at(b) },
    pan: { pattern: `${pattern}/pan`, kind: 'pan', group: 'sends', number: (b) => bases.pan + at(b) },
    on: { pattern: `${pattern}/on`, kind: 'switch', group: 'sends', number: (b) => bases.assign + at(b) },
  };
  return parts.map((part) => rows[part]);
}

const auxOffset = (place: number, d: number) => 68 + 12 * place + (d - 1);
const groupOffset = (place: number, d: number) => 884 + 12 * place + (d - firstGroupBus);
const fxOffset = (place: number, d: number) => 1556 + 4 * place + (d - firstFxBus);
const matrixOffset = (place: number, d: number) => 1828 + 3 * place + (d - 1);

const whole = ['level', 'pan', 'on'] as const;
const withoutPan = ['level', 'on'] as const;

/** Fader, pan and assignment of what feeds the main mix. */
const mainFeeds: readonly SqRow[] = feeds.flatMap(({ pattern, place }): SqRow[] => [
  {
    pattern: `${pattern}/fader`,
    kind: 'level',
    group: 'faders',
    number: (b) => bases.level + place(b),
    ...(pattern === groups.pattern ? { initial: 0 } : {}),
  },
  { pattern: `${pattern}/pan`, kind: 'pan', group: 'pans', number: (b) => bases.pan + place(b) },
  {
    pattern: `${pattern}/assign/main`,
    kind: 'switch',
    group: 'assigns',
    number: (b) => bases.assign + place(b),
    initial: 1,
  },
]);

/** A group and an aux share a pool of busses: with group n there are only auxes 1 to 12−n. */
const groupsToAuxes = Array.from({ length: 11 }, (_, index) =>
  send(
    { pattern: `bus/${firstGroupBus + index}`, place: () => 48 + index },
    `bus/{d:1..${11 - index}}`,
    auxOffset,
    whole,
  ),
).flat();

const sends: readonly SqRow[] = [
  ...send(inputs, 'bus/{d:1..12}', auxOffset, whole),
  ...groupsToAuxes,
  ...send(fxReturns, 'bus/{d:1..12}', auxOffset, whole),
  // An input's level and pan into its groups are those into the main mix: only the assignment is its own.
  ...send(inputs, 'bus/{d:13..24}', groupOffset, ['on']),
  ...send(fxReturnsToGroups, 'bus/{d:13..24}', groupOffset, whole),
  ...feeds.flatMap((feed) => send(feed, 'bus/{d:25..28}', fxOffset, withoutPan)),
  ...send({ pattern: 'main/stereo', place: () => 0 }, 'matrix/{d:1..3}', matrixOffset, whole),
  ...send({ pattern: 'bus/{n:1..12}', place: (at) => need(at, 'n') }, 'matrix/{d:1..3}', matrixOffset, whole),
  ...send({ pattern: groups.pattern, place: (at) => need(at, 'n') }, 'matrix/{d:1..3}', matrixOffset, whole),
];

const output = (pattern: string, offset: (at: Bindings) => number, hasBalance: boolean): SqRow[] => [
  { pattern: `${pattern}/fader`, kind: 'level', group: 'faders', number: (b) => bases.level + offset(b), initial: 0 },
  ...(hasBalance
    ? [
        {
          pattern: `${pattern}/pan`,
          kind: 'pan',
          group: 'pans',
          number: (b: Bindings) => bases.pan + offset(b),
        } as const,
      ]
    : []),
];

const outputs: readonly SqRow[] = [
  ...output('main/stereo', () => 1920, true),
  ...output('bus/{n:1..12}', (b) => 1920 + need(b, 'n'), true),
  ...output('bus/{n:25..28}', (b) => 1932 + need(b, 'n') - firstFxBus + 1, false),
  ...output('matrix/{n:1..3}', (b) => 1936 + need(b, 'n'), true),
  ...output('dca/{n:1..8}', (b) => 1951 + need(b, 'n'), false),
];

const mute = (pattern: string, first: number, firstNumber = 1): SqRow => ({
  pattern: `${pattern}/mute`,
  kind: 'switch',
  group: 'mutes',
  number: (b) => first + (b.n === undefined ? 0 : b.n - firstNumber),
  initial: 0,
});

const mutes: readonly SqRow[] = [
  mute('channel/{n:1..48}', 0x00),
  mute('bus/{n:13..24}', 0x30, firstGroupBus),
  mute('fxReturn/{n:1..8}', 0x3c),
  mute('main/stereo', 0x44),
  mute('bus/{n:1..12}', 0x45),
  mute('bus/{n:25..28}', 0x51, firstFxBus),
  mute('matrix/{n:1..3}', 0x55),
  mute('dca/{n:1..8}', 0x02 * 128),
  mute('muteGroup/{n:1..8}', 0x04 * 128),
];

const rows: readonly SqRow[] = [...mutes, ...mainFeeds, ...outputs, ...sends];

const pan: Omit<NumberSpec, 'group'> = {
  kind: 'number',
  law: 'linear',
  unit: 'pan',
  min: -1,
  max: 1,
  steps: panSteps,
  default: 0,
};

function specOf({ kind, group, initial }: SqRow, law: Law): ParamSpec {
  switch (kind) {
    case 'level': {
      const steps = law === 'linear' ? linearSteps : audioSteps;
      return { kind: 'level', unit: 'dB', taper, steps, group, ...(initial === undefined ? {} : { default: initial }) };
    }
    case 'pan':
      return { ...pan, group };
    case 'switch':
      return { kind: 'switch', unit: '', group, default: initial ?? 0 };
  }
}

/** The profile's rows: what the desk has, written down once in the rows above. */
export const paramRows = (law: Law): readonly ParamRow[] =>
  rows.map((row) => ({ pattern: row.pattern, spec: specOf(row, law) }));

/** Both ways between ids and parameter numbers. What the app keeps itself has no number. */
export interface SqMap {
  readonly schema: Schema;
  readonly law: Law;
  readonly numberOf: readonly (number | undefined)[];
  readonly idOf: ReadonlyMap<number, ParamId>;
}

export function buildMap(schema: Schema, law: Law): SqMap {
  const numberOf: (number | undefined)[] = [];
  const idOf = new Map<number, ParamId>();
  for (const row of rows) {
    for (const bindings of combinations(row.pattern)) {
      const id = schema.need(substitute(row.pattern, bindings));
      const number = row.number(bindings);
      numberOf[id] = number;
      idOf.set(number, id);
    }
  }
  return { schema, law, numberOf, idOf };
}

/** A value as the desk's 14 bits; the desk has no texts here. */
export function toWire({ schema, law }: SqMap, id: ParamId, value: ParamValue): number {
  const spec = schema.specOf(id);
  const number = Number(value);
  if (spec.kind === 'level') {
    const level = spec as LevelSpec;
    return law === 'linear' ? linearWire(number) : audioWire(stepOf(level, number));
  }
  return spec.kind === 'number' ? panWire(stepOf(spec, number)) : number;
}

/** The value of the desk's 14 bits, canonical. */
export function fromWire({ schema, law }: SqMap, id: ParamId, wire: number): ParamValue {
  const spec = schema.specOf(id);
  if (spec.kind === 'level') {
    const step = law === 'linear' ? stepOf(spec, linearLevel(wire)) : audioIndex(wire);
    return valueAtStep(spec, step);
  }
  if (spec.kind === 'number') return valueAtStep(spec, panStep(wire));
  // A switch is in the low byte; anything but 0 counts as on.
  return (wire & 0x7f) === 0 ? 0 : 1;
}
