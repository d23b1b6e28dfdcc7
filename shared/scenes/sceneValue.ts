import { assertNever } from '../base/assertNever.ts';
import { fail, ok, type Result } from '../base/result.ts';
import {
  accept,
  type ChoiceSpec,
  canonical,
  type IntegerSpec,
  type LevelSpec,
  type NumberSpec,
  type ParamSpec,
  type ParamValue,
} from '../desk/paramSpec.ts';

/**
 * A value as scenes keep it: independent of one desk's lists and fit to be read. Switches are true or false, choices and labelled
 * integers are their words, numbers have no more digits than they need, levels are dB with {@link off} for −∞.
 */
export type SceneValue = number | string | boolean;

/** How a scene writes −∞ dB. */
export const off = '-inf';

/** The shortest decimal number that rounds to the same float32: -4.2 for -4.199999809265137. */
export function shortest(value: number): number {
  for (let digits = 3; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/**
 * A number as people write it: the tenth of a dB or the four digits that lead to the same step of the desk, or as many more as
 * that takes.
 */
function readable(spec: LevelSpec | NumberSpec, value: number): number {
  const short = spec.unit === 'dB' ? [value.toFixed(1), value.toFixed(2)] : [value.toPrecision(4)];
  for (const text of short) {
    // Minus zero is no value of any desk.
    const number = Number(text) + 0;
    if (canonical(spec, number) === value) return number;
  }
  return shortest(value);
}

type Labelled = ChoiceSpec | IntegerSpec;

/** Index by word, the words of a spec being looked up again and again. Words that stand for several values stand for none. */
const indices = new WeakMap<Labelled, ReadonlyMap<string, number>>();

function indicesOf(spec: Labelled): ReadonlyMap<string, number> {
  const known = indices.get(spec);
  if (known) return known;
  const words = spec.kind === 'choice' ? spec.options : (spec.labels ?? []);
  const twice = new Set(words.filter((word, index) => words.indexOf(word) !== index));
  const found = new Map(words.flatMap((word, index) => (twice.has(word) ? [] : [[word, index] as const])));
  indices.set(spec, found);
  return found;
}

function wordOf(spec: Labelled, value: number): SceneValue {
  const word = spec.kind === 'choice' ? spec.options[value] : spec.labels?.[value - spec.min];
  return word !== undefined && indicesOf(spec).has(word) ? word : value;
}

/** A desk's value as a scene keeps it. */
export function toSceneValue(spec: ParamSpec, value: ParamValue): SceneValue {
  if (typeof value === 'string') return value;
  switch (spec.kind) {
    case 'text':
      return String(value);
    case 'switch':
      return value === 1;
    case 'choice':
    case 'integer':
      return wordOf(spec, value);
    case 'level':
      return value === -Infinity ? off : readable(spec, value);
    case 'number':
      return readable(spec, value);
    default:
      return assertNever(spec);
  }
}

/**
 * What a desk makes of a scene's value: canonical for that desk. The opposite of {@link toSceneValue}.
 * @returns a sentence if the desk has nothing like it
 */
export function fromSceneValue(spec: ParamSpec, value: SceneValue): Result<ParamValue> {
  switch (spec.kind) {
    case 'text':
      return typeof value === 'string' ? accept(spec, value) : fail(`a text is expected, not ${value}`);
    case 'switch':
      return typeof value === 'boolean' ? ok(value ? 1 : 0) : fail(`true or false is expected, not ${value}`);
    case 'choice':
    case 'integer':
      return fromWord(spec, value);
    case 'level':
    case 'number':
      if (value === off) return spec.kind === 'level' ? ok(-Infinity) : fail('a finite number is expected, not off');
      return typeof value === 'number' ? accept(spec, value) : fail(`a number is expected, not ${value}`);
    default:
      return assertNever(spec);
  }
}

function fromWord(spec: Labelled, value: SceneValue): Result<ParamValue> {
  const first = spec.kind === 'choice' ? 0 : spec.min;
  if (typeof value === 'string') {
    const index = indicesOf(spec).get(value);
    return index === undefined ? fail(`"${value}" is not among its choices`) : ok(first + index);
  }
  const last = spec.kind === 'choice' ? spec.options.length - 1 : spec.max;
  const isOne = typeof value === 'number' && Number.isInteger(value) && value >= first && value <= last;
  return isOne ? ok(value) : fail(`${value} is not among its choices`);
}
