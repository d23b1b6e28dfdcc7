import type { ParamSpec, ParamValue, SceneGroup } from '../../../shared/desk/paramSpec.ts';
import { canonical, cutText, stepOf, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import { type Bindings, combinations, substitute } from '../../../shared/desk/pattern.ts';
import type { ParamRow } from '../../../shared/desk/profile.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import { gain, gainDb, gainWire, levelSteps, panSteps, taper } from './laws.ts';
import {
  dcas,
  firstFxBus,
  firstGroupBus,
  fxReturns,
  mixes,
  monoMixes,
  muteGroups,
  type QuModel,
  stereoInputs,
} from './models.ts';

/**
 * The desk's parameter map: model address ⇄ message ⇄ value, both ways (protocol text, "channel numbers", "NRPN", "mutes").
 * A message is an NRPN (channel, parameter, destination), a note for a mute, or a sysex for a name.
 */

/** Where a value travels. `member` is the group of a membership, which shares its parameter with the other groups. */
export type Way =
  | { readonly by: 'nrpn'; readonly ch: number; readonly param: number; readonly vx: number; readonly member?: number }
  | { readonly by: 'note'; readonly ch: number }
  | { readonly by: 'name'; readonly ch: number };

type Kind = 'level' | 'pan' | 'switch' | 'member' | 'tap' | 'mode' | 'gain' | 'mute' | 'name';

interface QuRow {
  readonly pattern: string;
  readonly kind: Kind;
  readonly group: SceneGroup;
  readonly way: (at: Bindings) => Way;
  readonly initial?: number;
}

/** Parameter numbers of the NRPN. */
const param = {
  fader: 0x17,
  pan: 0x16,
  assignMain: 0x18,
  sendLevel: 0x20,
  assignSend: 0x55,
  prePost: 0x50,
  solo: 0x51,
  dca: 0x40,
  muteGroup: 0x5c,
  busMode: 0x5e,
  gain: 0x19,
  phantom: 0x69,
} as const;
/** Destination of parameters that have only one. */
const toMain = 0x07;

const number = (at: Bindings, name = 'n'): number => at[name] ?? 1;
/** Strips with their channel numbers. */
interface Strips {
  readonly pattern: string;
  readonly ch: (at: Bindings) => number;
}
const range = (kind: string, first: number, count: number, firstCh: number): readonly Strips[] =>
  count === 0
    ? []
    : [{ pattern: `${kind}/{n:${first}..${first + count - 1}}`, ch: (at) => firstCh + number(at) - first }];

const one = (strip: string, ch: number): Strips => ({ pattern: strip, ch: () => ch });

/** Busses and matrices as destinations of sends. */
interface Destinations {
  readonly pattern: string;
  readonly vx: (at: Bindings) => number;
}
const destinations = (kind: string, first: number, count: number, firstVx: number): readonly Destinations[] =>
  count === 0
    ? []
    : [{ pattern: `${kind}/{d:${first}..${first + count - 1}}`, vx: (at) => firstVx + number(at, 'd') - first }];

const nrpn =
  (strips: Strips, parameter: number, vx: (at: Bindings) => number = () => toMain) =>
  (at: Bindings): Way => ({ by: 'nrpn', ch: strips.ch(at), param: parameter, vx: vx(at) });

const fader = (strips: Strips, initial?: number): QuRow => ({
  pattern: `${strips.pattern}/fader`,
  kind: 'level',
  group: 'faders',
  way: nrpn(strips, param.fader),
  ...(initial === undefined ? {} : { initial }),
});
const pan = (strips: Strips): QuRow => ({
  pattern: `${strips.pattern}/pan`,
  kind: 'pan',
  group: 'pans',
  way: nrpn(strips, param.pan),
});
const mute = (strips: Strips): QuRow => ({
  pattern: `${strips.pattern}/mute`,
  kind: 'mute',
  group: 'mutes',
  way: (at) => ({ by: 'note', ch: strips.ch(at) }),
});
const name = (strips: Strips): QuRow => ({
  pattern: `${strips.pattern}/name`,
  kind: 'name',
  group: 'names',
  way: (at) => ({ by: 'name', ch: strips.ch(at) }),
});
const solo = (strips: Strips): QuRow => ({
  pattern: `${strips.pattern}/solo`,
  kind: 'switch',
  group: 'solo',
  way: nrpn(strips, param.solo),
});
const assignMain = (strips: Strips): QuRow => ({
  pattern: `${strips.pattern}/assign/main`,
  kind: 'switch',
  group: 'assigns',
  way: nrpn(strips, param.assignMain),
  initial: 1,
});

const member = (strips: Strips, leaf: string, count: number, parameter: number): QuRow => ({
  pattern: `${strips.pattern}/assign/${leaf}/{g:1..${count}}`,
  kind: 'member',
  group: 'groups',
  way: (at) => ({ by: 'nrpn', ch: strips.ch(at), param: parameter, vx: toMain, member: number(at, 'g') - 1 }),
});

type SendPart = 'level' | 'pan' | 'on' | 'tap';

function sends(source: Strips, to: Destinations, parts: readonly SendPart[]): QuRow[] {
  const row = (part: SendPart, kind: Kind, group: SceneGroup, parameter: number): QuRow => ({
    pattern: `${source.pattern}/send/${to.pattern}/${part}`,
    kind,
    group,
    way: nrpn(source, parameter, to.vx),
  });
  const rows: Record<SendPart, QuRow> = {
    level: row('level', 'level', 'sends', param.sendLevel),
    pan: row('pan', 'pan', 'sends', param.pan),
    on: row('on', 'switch', 'sends', param.assignSend),
    tap: row('tap', 'tap', 'taps', param.prePost),
  };
  return parts.map((part) => rows[part]);
}

function rowsOf(model: QuModel): readonly QuRow[] {
  const { inputs, fxSends, groupPairs, matrixPairs } = model;
  const input = range('channel', 1, inputs, 0x20);
  const sources = [...input, ...range('auxIn', 1, stereoInputs, 0x40), ...range('fxReturn', 1, fxReturns, 0x08)];
  const mono = range('bus', 1, monoMixes, 0x60);
  const stereo = range('bus', monoMixes + 1, mixes - monoMixes, 0x64);
  const groups = range('bus', firstGroupBus, groupPairs, 0x68);
  const fx = range('bus', firstFxBus(model), fxSends, 0x00);
  const matrices = range('matrix', 1, matrixPairs, 0x6c);
  const main = one('main/stereo', 0x67);
  const dca = range('dca', 1, dcas, 0x10);
  const outputs = [...mono, ...stereo, ...groups, ...fx, ...matrices, main];

  const toMono = destinations('bus', 1, monoMixes, 0x00);
  const toStereo = destinations('bus', monoMixes + 1, mixes - monoMixes, 0x04);
  const toGroups = destinations('bus', firstGroupBus, groupPairs, 0x08);
  const toFx = destinations('bus', firstFxBus(model), fxSends, 0x10);
  const toMatrix = destinations('matrix', 1, matrixPairs, 0x0c);
  const from = (list: readonly Strips[], to: readonly Destinations[], parts: readonly SendPart[]) =>
    list.flatMap((source) => to.flatMap((destination) => sends(source, destination, parts)));

  return [
    ...[...sources, ...outputs, ...dca].flatMap((strips) => [name(strips), mute(strips)]),
    ...range('muteGroup', 1, muteGroups, 0x50).map(mute),
    ...sources.map((strips) => fader(strips)),
    ...[...outputs, ...dca].map((strips) => fader(strips, 0)),
    ...[...sources, ...stereo, ...groups, ...matrices, main].map(pan),
    ...[...sources, ...groups].map(assignMain),
    ...[...sources, ...outputs].map(solo),
    ...[...sources, ...mono, ...stereo, ...groups].flatMap((strips) => [
      member(strips, 'dca', dcas, param.dca),
      member(strips, 'muteGroup', muteGroups, param.muteGroup),
    ]),
    ...from(sources, toMono, ['level', 'on', 'tap']),
    ...from(sources, toStereo, ['level', 'pan', 'on', 'tap']),
    ...from(sources, toGroups, ['level', 'pan', 'on', 'tap']),
    ...from(sources, toFx, ['level', 'on', 'tap']),
    ...from([...mono, ...stereo, ...groups, main], toMatrix, ['level', 'on', 'tap']),
    ...groups.map(
      (strips): QuRow => ({
        pattern: `${strips.pattern}/mode`,
        kind: 'mode',
        group: 'setup',
        way: nrpn(strips, param.busMode),
      }),
    ),
    ...input.flatMap((strips): QuRow[] => [
      { pattern: `headamp/local/{n:1..${inputs}}/gain`, kind: 'gain', group: 'preamps', way: nrpn(strips, param.gain) },
      {
        pattern: `headamp/local/{n:1..${inputs}}/phantom`,
        kind: 'switch',
        group: 'preamps',
        way: nrpn(strips, param.phantom),
      },
    ]),
  ];
}

export const nameLength = 8;

function specOf({ kind, group, initial }: QuRow): ParamSpec {
  switch (kind) {
    case 'level':
      return {
        kind: 'level',
        unit: 'dB',
        taper,
        steps: levelSteps,
        group,
        ...(initial === undefined ? {} : { default: initial }),
      };
    case 'pan':
      return { kind: 'number', law: 'linear', unit: 'pan', min: -1, max: 1, steps: panSteps, group, default: 0 };
    case 'gain':
      return {
        kind: 'number',
        law: 'linear',
        unit: 'dB',
        min: gain.minDb,
        max: gain.maxDb,
        steps: gain.maxDb - gain.minDb + 1,
        group,
      };
    case 'tap':
      return { kind: 'choice', unit: '', options: ['postFader', 'preFader'], group, default: 0 };
    case 'mode':
      return { kind: 'choice', unit: '', options: ['group', 'mix'], group, default: 0 };
    case 'name':
      return { kind: 'text', unit: '', maxLength: nameLength, group };
    default:
      return { kind: 'switch', unit: '', group, default: initial ?? 0 };
  }
}

export const paramRows = (model: QuModel): readonly ParamRow[] =>
  rowsOf(model).map((row) => ({ pattern: row.pattern, spec: specOf(row) }));

/** A parameter on the wire. */
export interface QuParam {
  readonly id: ParamId;
  readonly kind: Kind;
  readonly way: Way;
}

/** Both ways between ids and messages. */
export interface QuMap {
  readonly schema: Schema;
  readonly params: readonly QuParam[];
  readonly byKey: ReadonlyMap<number, QuParam>;
}

const keyKinds = { nrpn: 0, note: 1, name: 2 } as const;

/** One number for each way. */
export function keyOf(way: Way): number {
  const rest = way.by === 'nrpn' ? way.param * 2 ** 14 + way.vx * 2 ** 7 + (way.member ?? 0) : 0;
  return (keyKinds[way.by] * 128 + way.ch) * 2 ** 21 + rest;
}

/** Memberships say their group in the value, not in the address. */
export const isMembership = (parameter: number): boolean => parameter === param.dca || parameter === param.muteGroup;

export function buildMap(schema: Schema, model: QuModel): QuMap {
  const params: QuParam[] = [];
  const byKey = new Map<number, QuParam>();
  for (const row of rowsOf(model)) {
    for (const bindings of combinations(row.pattern)) {
      const id = schema.need(substitute(row.pattern, bindings));
      const each: QuParam = { id, kind: row.kind, way: row.way(bindings) };
      params[id] = each;
      byKey.set(keyOf(each.way), each);
    }
  }
  return { schema, params, byKey };
}

const memberBit = 0x40;

/** The value byte of an NRPN. */
export function toWire({ schema }: QuMap, { id, kind, way }: QuParam, value: ParamValue): number {
  const spec = schema.specOf(id);
  if (spec.kind === 'text') return 0;
  const member = way.by === 'nrpn' ? (way.member ?? 0) : 0;
  switch (kind) {
    case 'gain':
      return gainWire(canonical(spec, Number(value)));
    case 'member':
      return (value === 1 ? memberBit : 0) + member;
    default:
      return stepOf(spec, Number(value));
  }
}

/** The value of an NRPN's value byte, canonical; what is outside the range is clamped. */
export function fromWire({ schema }: QuMap, { id, kind }: QuParam, wire: number): ParamValue {
  const spec = schema.specOf(id);
  if (spec.kind === 'text') return '';
  switch (kind) {
    case 'gain':
      return canonical(spec, gainDb(wire));
    case 'member':
      return wire >= memberBit ? 1 : 0;
    case 'level':
    case 'pan':
      return valueAtStep(spec, Math.min(wire, (kind === 'pan' ? panSteps : levelSteps) - 1));
    default:
      return wire === 0 ? 0 : 1;
  }
}

/** Printable characters alone, as many as the desk keeps. */
export function plainName(text: string): string {
  return cutText(text.replace(/[^\x20-\x7e]/g, ''), nameLength);
}
