import type { ChoiceSpec, TextSpec } from '../../../shared/desk/paramSpec.ts';
import type { DeskProfile, ParamRow, StripGroup } from '../../../shared/desk/profile.ts';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { type Law, taper } from './laws.ts';
import { buildMap, paramRows, type SqMap } from './paramMap.ts';

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}/${index + 1}`);

const busNames = [
  ...numbered('Aux', 12).map((name) => name.replace('/', ' ')),
  ...numbered('Grp', 12).map((name) => name.replace('/', ' ')),
  ...numbered('FX', 4).map((name) => name.replace('/', ' send ')),
];

const strips: readonly StripGroup[] = [
  { kind: 'channel', strips: numbered('channel', 48) },
  { kind: 'fxReturn', strips: numbered('fxReturn', 8) },
  { kind: 'bus', strips: numbered('bus', busNames.length) },
  { kind: 'matrix', strips: numbered('matrix', 3) },
  { kind: 'dca', strips: numbered('dca', 8) },
  { kind: 'main', strips: ['main/stereo'] },
];

const name: TextSpec = { kind: 'text', unit: '', group: 'names', maxLength: 12, keptByApp: true, default: '' };

/** The desk does not tell its names: the app keeps its own. */
const names: readonly ParamRow[] = [
  { pattern: 'channel/{n:1..48}/name', spec: name },
  { pattern: 'fxReturn/{n:1..8}/name', spec: name },
  { pattern: `bus/{n:1..${busNames.length}}/name`, spec: name, defaults: busNames },
  { pattern: 'matrix/{n:1..3}/name', spec: name },
  { pattern: 'dca/{n:1..8}/name', spec: name },
  { pattern: 'main/stereo/name', spec: name },
];

/** An input feeds a group as it feeds the main mix, and in no other way: the app knows that without being told. */
const groupTap: ChoiceSpec = {
  kind: 'choice',
  unit: '',
  group: 'taps',
  options: ['subgroup'],
  keptByApp: true,
  default: 0,
};
const taps: readonly ParamRow[] = [{ pattern: 'channel/{n:1..48}/send/bus/{d:13..24}/tap', spec: groupTap }];

const absent: DeskProfile['absent'] = [
  { what: 'Pre or post of sends', why: 'the console does not tell or take it over MIDI; set it at the console' },
  { what: 'Names and colours', why: 'the console does not tell them over MIDI; names typed here stay in the app' },
  { what: 'Preamp gain, pad, 48 V and input patch', why: 'not reachable over MIDI' },
  { what: 'EQ, dynamics, filters and delays', why: 'not reachable over MIDI' },
  { what: 'Members of DCAs and mute groups', why: 'not reachable over MIDI; their faders and mutes are' },
  { what: 'Meters', why: 'the console sends no levels over MIDI' },
  { what: 'Level and pan from an input into a group', why: 'they are those of the input into the main mix' },
  { what: 'Which busses are auxes and which are groups', why: 'not told; a bus that does not answer stays grey' },
  { what: 'Names of scenes, storing scenes, the present scene', why: 'scenes can only be recalled, by number' },
];

export const laws = ['linear', 'audio'] as const;

/** The models mix alike over MIDI and do not tell which they are. The law is a setting of the console's MIDI screen. */
const profileOf = (law: Law): DeskProfile => ({
  family: 'sq',
  title: law === 'linear' ? 'SQ-5, SQ-6, SQ-7' : 'SQ-5, SQ-6, SQ-7 on the audio taper',
  model: law === 'linear' ? 'SQ' : 'SQ audio taper',
  firmware: '1.5 or later',
  strips,
  params: [...paramRows(law), ...names, ...taps],
  aliases: [],
  faderTaper: taper,
  tapShare: 1,
  meters: [],
  setsPerSecond: 20,
  totalSetsPerSecond: 400,
  absent,
});

export const profiles: readonly DeskProfile[] = laws.map(profileOf);

const maps = new Map<Law, SqMap>();

/** Schema and parameter map of a law, built once. */
export function mapOf(law: Law): SqMap {
  let map = maps.get(law);
  if (!map) {
    map = buildMap(buildSchema(profiles[laws.indexOf(law)] as DeskProfile), law);
    maps.set(law, map);
  }
  return map;
}
