import { assertNever } from '../base/assertNever.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { formats, type Unit } from '../units/format.ts';
import { dbAtPosition, positionOfDb, type Taper } from '../units/taper.ts';

/** What a parameter belongs to, for recall scopes and rights. */
export type SceneGroup =
  | 'names'
  | 'faders'
  | 'mutes'
  | 'pans'
  | 'sends'
  | 'taps'
  | 'assigns'
  | 'groups'
  | 'preamps'
  | 'gates'
  | 'dynamics'
  | 'eq'
  | 'inserts'
  | 'delays'
  | 'automix'
  | 'links'
  | 'fx'
  | 'outputs'
  | 'routing'
  | 'talkback'
  | 'monitor'
  | 'solo'
  | 'setup'
  | 'purposes';

interface CommonSpec {
  readonly group: SceneGroup;
  /** The desk tells it but cannot be told it. */
  readonly readOnly?: true;
  /** The app keeps it; the desk knows nothing of it. */
  readonly keptByApp?: true;
}

/** A level in dB on a desk's fader law; −∞ is off. */
export interface LevelSpec extends CommonSpec {
  readonly kind: 'level';
  readonly unit: 'dB';
  readonly taper: Taper;
  /** Number of positions that the desk keeps, evenly spaced over the travel. */
  readonly steps: number;
  readonly default?: number;
}

/** A number on an even (`linear`) or an equal-ratio (`logarithmic`) grid from `min` to `max`; `max` may be below `min`. */
export interface NumberSpec extends CommonSpec {
  readonly kind: 'number';
  readonly unit: Unit;
  readonly law: 'linear' | 'logarithmic';
  readonly min: number;
  readonly max: number;
  readonly steps: number;
  readonly default?: number;
}

/** Off (0) or on (1). */
export interface SwitchSpec extends CommonSpec {
  readonly kind: 'switch';
  readonly unit: '';
  readonly default?: number;
}

/** One of a list of options, kept as the index from 0. */
export interface ChoiceSpec extends CommonSpec {
  readonly kind: 'choice';
  readonly unit: '';
  readonly options: readonly string[];
  readonly default?: number;
}

/** A whole number from `min` to `max`; `labels`, where given, name the values from `min` on. */
export interface IntegerSpec extends CommonSpec {
  readonly kind: 'integer';
  readonly unit: '';
  readonly min: number;
  readonly max: number;
  readonly labels?: readonly string[];
  readonly default?: number;
}

/** Text of at most `maxLength` characters. */
export interface TextSpec extends CommonSpec {
  readonly kind: 'text';
  readonly unit: '';
  readonly maxLength: number;
  readonly default?: string;
}

/** All that is known of a parameter without knowing its desk's wire format. */
export type ParamSpec = LevelSpec | NumberSpec | SwitchSpec | ChoiceSpec | IntegerSpec | TextSpec;
export type ParamKind = ParamSpec['kind'];
export type NumericSpec = Exclude<ParamSpec, TextSpec>;

/** A parameter's value: text for text, otherwise a number (switches 0 or 1, choices their index, levels dB with −∞ for off). */
export type ParamValue = number | string;

/** How many values a numeric parameter can take. */
export function stepCount(spec: NumericSpec): number {
  switch (spec.kind) {
    case 'level':
    case 'number':
      return spec.steps;
    case 'switch':
      return 2;
    case 'choice':
      return spec.options.length;
    case 'integer':
      return spec.max - spec.min + 1;
    default:
      return assertNever(spec);
  }
}

/** The value at a step from 0 to `stepCount - 1`, as every part of the program holds it: rounded to float32, so that frames carry it exactly. */
export function valueAtStep(spec: NumericSpec, step: number): number {
  switch (spec.kind) {
    case 'level':
      return Math.fround(dbAtPosition(spec.taper, step / (spec.steps - 1)));
    case 'number': {
      const position = step / (spec.steps - 1);
      return Math.fround(
        spec.law === 'linear'
          ? spec.min + position * (spec.max - spec.min)
          : spec.min * (spec.max / spec.min) ** position,
      );
    }
    case 'switch':
    case 'choice':
      return step;
    case 'integer':
      return spec.min + step;
    default:
      return assertNever(spec);
  }
}

/** The nearest step of a value; values outside the range give the first or the last. NaN gives the first. */
export function stepOf(spec: NumericSpec, value: number): number {
  return clampStep(spec, positionIn(spec, value) * (stepCount(spec) - 1));
}

function clampStep(spec: NumericSpec, exact: number): number {
  const last = stepCount(spec) - 1;
  // Minus zero, the top of a falling grid, would reach the wire as a float of its own.
  return exact > 0 ? Math.min(Math.round(exact), last) : 0;
}

/** Where a value lies in its range: 0…1 of the steps (of fader travel for levels). */
export function positionIn(spec: NumericSpec, value: number): number {
  switch (spec.kind) {
    case 'level':
      return positionOfDb(spec.taper, value);
    case 'number':
      return spec.law === 'linear'
        ? (value - spec.min) / (spec.max - spec.min)
        : Math.log(Math.max(value / spec.min, 0)) / Math.log(spec.max / spec.min);
    case 'switch':
      return value > 0 ? 1 : 0;
    case 'choice':
      return spec.options.length > 1 ? value / (spec.options.length - 1) : 0;
    case 'integer':
      return spec.max > spec.min ? (value - spec.min) / (spec.max - spec.min) : 0;
    default:
      return assertNever(spec);
  }
}

/**
 * The value that a parameter really takes when told `value`: clamped, on the desk's own steps, rounded to float32.
 * Two values are equal for a desk exactly if their canonical forms are.
 */
export function canonical(spec: NumericSpec, value: number): number {
  return valueAtStep(spec, stepOf(spec, value));
}

/** Checks a value from outside against its spec. @returns the canonical value, or a sentence that says what is wrong. */
export function accept(spec: ParamSpec, value: unknown): Result<ParamValue> {
  if (spec.kind === 'text') {
    if (typeof value !== 'string') return fail(`text expected, got ${typeof value}`);
    return ok(cutText(cleanText(value), spec.maxLength));
  }
  if (typeof value !== 'number' || Number.isNaN(value)) return fail(`a number expected, got ${String(value)}`);
  if (value === Infinity || (value === -Infinity && spec.kind !== 'level')) return fail('a finite number expected');
  return ok(canonical(spec, value));
}

/**
 * Control characters and double quotes have no place in a name and would break a text protocol's lines; halves of characters
 * cannot be sent at all.
 */
function cleanText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}"]/gu, '');
}

/** A text cut to `maxLength` UTF-16 units, or one fewer where that would leave half of a character. */
export function cutText(text: string, maxLength: number): string {
  return text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
}

/** The value in words, without its unit: "−4.2", "ON", "post-fader option", the text itself. */
export function printValue(spec: ParamSpec, value: ParamValue): string {
  if (typeof value === 'string') return value;
  switch (spec.kind) {
    case 'switch':
      return value ? 'on' : 'off';
    case 'choice':
      return spec.options[value] ?? String(value);
    case 'integer':
      return spec.labels?.[value - spec.min] ?? String(value);
    case 'text':
      return String(value);
    default:
      return formats[spec.unit].print(value);
  }
}

/** Words to a value; the opposite of {@link printValue}. */
export function parseValue(spec: ParamSpec, text: string): Result<ParamValue> {
  switch (spec.kind) {
    case 'text':
      return accept(spec, text);
    case 'switch':
    case 'choice': {
      const options = spec.kind === 'switch' ? ['off', 'on'] : spec.options;
      const index = options.findIndex((option) => option.toLowerCase() === text.trim().toLowerCase());
      return index < 0 ? fail(`"${text}" is not one of ${options.join(', ')}`) : ok(index);
    }
    case 'integer': {
      const label = spec.labels?.findIndex((each) => each.toLowerCase() === text.trim().toLowerCase()) ?? -1;
      if (label >= 0) return ok(spec.min + label);
      return /^\s*-?\d+\s*$/.test(text) ? accept(spec, Number(text)) : fail(`"${text}" is not a whole number`);
    }
    default: {
      const { parse, hint } = formats[spec.unit];
      const number = parse(text);
      return number === undefined ? fail(`"${text}" cannot be read: type ${hint}`) : accept(spec, number);
    }
  }
}
