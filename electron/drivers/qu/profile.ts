import type { DeskProfile, StripGroup } from '../../../shared/desk/profile.ts';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { taper } from './laws.ts';
import { busCount, dcas, fxReturns, models, type QuModel, stereoInputs } from './models.ts';
import { buildMap, paramRows, type QuMap } from './paramMap.ts';

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}/${index + 1}`);

const group = (kind: StripGroup['kind'], count: number): StripGroup[] =>
  count === 0 ? [] : [{ kind, strips: numbered(kind, count) }];

const absent: DeskProfile['absent'] = [
  { what: 'Meters', why: 'the console\u2019s meter messages are not documented' },
  { what: 'Colours', why: 'not told over MIDI' },
  { what: 'EQ, dynamics, filters, delays, inserts', why: 'their value laws are not established' },
  { what: 'Level and pan into a group', why: 'they count only while the pair of busses is in mix mode' },
  { what: 'Names of scenes, storing scenes, the present scene', why: 'scenes can only be recalled, by number' },
  { what: 'Soft keys', why: 'not reachable over MIDI' },
  {
    what: 'One value at a time',
    why: 'the console tells everything at once: what was set is confirmed a moment later',
  },
];

export const firmware = { major: 1, minor: 95 };

const profileOf = (model: QuModel, version: string): DeskProfile => ({
  family: 'qu',
  title: model.model,
  model: model.model,
  firmware: version,
  strips: [
    ...group('channel', model.inputs),
    ...group('auxIn', stereoInputs),
    ...group('fxReturn', fxReturns),
    ...group('bus', busCount(model)),
    ...group('matrix', model.matrixPairs),
    ...group('dca', dcas),
    { kind: 'main', strips: ['main/stereo'] },
  ],
  params: paramRows(model),
  aliases: [],
  faderTaper: taper,
  tapShare: 1,
  meters: [],
  setsPerSecond: 20,
  totalSetsPerSecond: 400,
  absent,
});

export const profiles: readonly DeskProfile[] = models.map((model) =>
  profileOf(model, `${firmware.major}.${firmware.minor}`),
);

const maps = new Map<string, QuMap>();

/** Schema and parameter map of a model and firmware, built once for each. */
export function mapOf(model: QuModel, version: string): QuMap {
  const key = `${model.model} ${version}`;
  let map = maps.get(key);
  if (!map) {
    // Firmwares do not differ in what is written here, and nobody has more than a few.
    if (maps.size > 16) maps.clear();
    map = buildMap(buildSchema(profileOf(model, version)), model);
    maps.set(key, map);
  }
  return map;
}
