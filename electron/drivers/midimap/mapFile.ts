import * as v from 'valibot';
import { fail, ok, type Result } from '../../../shared/base/result.ts';

/**
 * A console described in a file: which message of which kind carries each parameter. See README.md for the whole format.
 * Numbers of messages are as people write them: channels from 1, controllers and notes from 0.
 */

const most = { params: 500, names: 400, points: 64, options: 64 };

const whole = (min: number, max: number) =>
  v.pipe(
    v.number('a whole number is expected'),
    v.integer('a whole number is expected'),
    v.minValue(min, `a number from ${min} is expected`),
    v.maxValue(max, `a number up to ${max} is expected`),
  );

/** A number, or one that is worked out for each address: "{n}", "{n-1}", "{n+31}". */
const place = (min: number, max: number) =>
  v.union(
    [whole(min, max), v.pipe(v.string(), v.regex(/^\{[a-z]\w{0,7}([+-]\d{1,5})?\}$/))],
    `a number from ${min} to ${max}, or "{n}", "{n-1}" is expected`,
  );

const template = v.pipe(
  v.string('bytes such as "F0 43 10 v0 F7" are expected'),
  v.maxLength(600, 'at most 200 bytes are expected'),
  v.regex(
    /^F0( ([0-7][0-9A-Fa-f]|\{[a-z]\w{0,7}([+-]\d{1,5})?\}|v[0-3]))* F7$/i,
    'bytes from F0 to F7 are expected, each 00 to 7F, {n-1} or v0 to v3, with one blank between them',
  ),
);

const channel = place(1, 16);

const message = v.variant(
  'type',
  [
    v.strictObject({ type: v.literal('cc'), channel, controller: place(0, 127) }),
    v.strictObject({ type: v.literal('cc14'), channel, controller: place(0, 31) }),
    v.strictObject({
      type: v.literal('nrpn'),
      channel,
      number: place(0, 16_383),
      bits: v.optional(v.picklist([7, 14], '7 or 14 is expected'), 14),
    }),
    v.strictObject({ type: v.literal('note'), channel, note: place(0, 127) }),
    v.strictObject({ type: v.literal('bend'), channel }),
    v.strictObject({ type: v.literal('sysex'), bytes: template, ask: v.optional(template) }),
  ],
  'the type has to be one of cc, cc14, nrpn, note, bend, sysex',
);
export type MapMessage = v.InferOutput<typeof message>;

const wire = v.pipe(v.number('a number is expected'), v.integer('a whole number is expected'));
const levelDb = v.union([v.number(), v.literal('-inf')], 'a level in dB or "-inf" is expected');

const value = v.variant(
  'kind',
  [
    v.strictObject({
      kind: v.literal('level'),
      /** Wire value and level, rising; in between the law is straight. */
      points: v.pipe(
        v.array(v.tuple([wire, levelDb], 'a pair of wire value and level is expected')),
        v.minLength(2, 'two points at least are expected'),
        v.maxLength(most.points, `at most ${most.points} points are expected`),
      ),
    }),
    v.strictObject({
      kind: v.literal('number'),
      unit: v.optional(v.picklist(['', 'dB', 'Hz', 'ms', '%', 'pan']), ''),
      min: v.number('a number is expected'),
      max: v.number('a number is expected'),
      wireMin: v.optional(wire, 0),
      wireMax: v.optional(wire),
    }),
    v.strictObject({ kind: v.literal('switch'), on: v.optional(wire), off: v.optional(wire) }),
    v.strictObject({
      kind: v.literal('choice'),
      options: v.pipe(
        v.array(v.pipe(v.string(), v.minLength(1, 'an option is empty'), v.maxLength(40))),
        v.minLength(2, 'two options at least are expected'),
        v.maxLength(most.options, `at most ${most.options} options are expected`),
      ),
    }),
  ],
  'the kind has to be one of level, number, switch, choice',
);
export type MapValue = v.InferOutput<typeof value>;

const addressPattern =
  /^[a-zA-Z]\w{0,31}(\/(\w{1,32}|\{[a-z]\w{0,7}:\d{1,3}\.\.\d{1,3}\}|\{[a-z]\w{0,7}([+-]\d{1,3})?\})){1,9}$/;

const param = v.strictObject({
  address: v.pipe(
    v.string(),
    v.regex(addressPattern, 'an address such as channel/1/fader or channel/{n:1..16}/fader is expected'),
  ),
  value,
  message,
});
export type MapParam = v.InferOutput<typeof param>;

const mapFile = v.strictObject({
  title: v.pipe(v.string('a title is expected'), v.minLength(1, 'the title is empty'), v.maxLength(80)),
  model: v.pipe(v.string('a model is expected'), v.minLength(1, 'the model is empty'), v.maxLength(40)),
  /** Whether a console that cannot be asked counts as unknown until it is moved, or as being at the defaults. */
  startsAs: v.optional(v.picklist(['unknown', 'defaults'], '"unknown" or "defaults" is expected'), 'unknown'),
  setsPerSecond: v.optional(whole(1, 1000), 30),
  totalSetsPerSecond: v.optional(whole(1, 2000), 300),
  names: v.optional(
    v.record(v.string(), v.pipe(v.string(), v.maxLength(20, 'a name of at most 20 letters is expected'))),
    {},
  ),
  params: v.pipe(
    v.array(param, 'a list of parameters is expected'),
    v.minLength(1, 'the map has no parameters'),
    v.maxLength(most.params, `at most ${most.params} entries are expected`),
  ),
});
export type MapFile = v.InferOutput<typeof mapFile>;

/** Longer files are no maps. */
const longestFile = 1024 * 1024;

/** Reads a map that has been parsed as JSON, such as one kept in a show. @returns the map, or a sentence that says where and what is wrong. */
export function readMap(json: unknown): Result<MapFile> {
  const parsed = v.safeParse(mapFile, json);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  const at = v.getDotPath(issue)?.replace(/\.(\d+)(?=\.|$)/g, '[$1]') ?? '';
  return fail(`The console map is wrong${at === '' ? '' : ` at ${at}`}: ${wordsOf(issue)}.`);
}

function wordsOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'this name has no meaning here';
  if (issue.type === 'strict_object') return 'this is missing';
  return issue.message;
}

/** Reads a map from the text of a file. @returns the map, or a sentence as above. */
export function parseMap(text: string): Result<MapFile> {
  if (text.length > longestFile) return fail('The console map is larger than 1 MB: that is no map.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(`The console map is not JSON: ${why}. Check commas, brackets and quotes there.`);
  }
  return readMap(json);
}
