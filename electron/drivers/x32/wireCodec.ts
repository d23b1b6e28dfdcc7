import {
  accept,
  type ChoiceSpec,
  canonical,
  cutText,
  type IntegerSpec,
  type NumericSpec,
  type ParamSpec,
  type ParamValue,
  type SceneGroup,
  stepCount,
  stepOf,
  type TextSpec,
  valueAtStep,
} from '../../../shared/desk/paramSpec.ts';
import type { Unit } from '../../../shared/units/format.ts';
import { dbAtPosition, type Taper } from '../../../shared/units/taper.ts';
import { integerText, levelText, type TextFormat } from './nodeText.ts';

/** How one parameter's value travels: as an OSC argument, and as a token of a text node. */
export interface WireCodec {
  readonly spec: ParamSpec;
  /** The only OSC type that the desk takes and sends for it. */
  readonly tag: 'f' | 'i' | 's';
  toWire(value: ParamValue): number | string;
  /** The model's value of an argument; `undefined` if the argument is not of this kind. Numbers outside the range are clamped, as the desk does. */
  fromWire(argument: number | string): ParamValue | undefined;
  print(value: ParamValue): string;
  parse(token: string): ParamValue | undefined;
  /** Whether a token may stand for more than one of the desk's steps, so that the exact value has to be asked for. */
  isAmbiguous(value: ParamValue): boolean;
}

/**
 * The desk's law for all faders and levels (protocol text, "taper"): −90 dB just above the stop, then four straight pieces.
 */
export const deskTaper: Taper = {
  breakpoints: [
    [0, -90],
    [0.0625, -60],
    [0.25, -30],
    [0.5, -10],
    [1, 10],
  ],
};

const notAmbiguous = () => false;

/** Floats 0…1 on a grid of steps. */
function gridCodec(spec: NumericSpec & { kind: 'level' | 'number' }, text: TextFormat, scale = 1): WireCodec {
  const last = stepCount(spec) - 1;
  const printStep = (step: number) => text.print(valueAtStep(spec, step) * scale);
  return {
    spec,
    tag: 'f',
    toWire: (value) => Math.fround(stepOf(spec, Number(value)) / last),
    fromWire(argument) {
      if (typeof argument !== 'number') return undefined;
      return valueAtStep(spec, Math.round(Math.min(Math.max(argument, 0), 1) * last));
    },
    print: (value) => text.print(Number(value) * scale),
    parse(token) {
      const number = text.parse(token);
      return number === undefined ? undefined : canonical(spec, number / scale);
    },
    isAmbiguous(value) {
      const step = stepOf(spec, Number(value));
      const own = printStep(step);
      return (step > 0 && printStep(step - 1) === own) || (step < last && printStep(step + 1) === own);
    },
  };
}

/** A level on the desk's taper. Faders have 1024 positions, sends and all other levels 161. */
export function level(group: SceneGroup, steps: 1024 | 161, initialDb?: number): WireCodec {
  const spec = {
    kind: 'level',
    unit: 'dB',
    taper: deskTaper,
    steps,
    group,
    ...(initialDb === undefined ? {} : { default: initialDb }),
  } as const;
  return gridCodec(spec, levelText);
}

/** Level in dB at the top of the taper. */
export const topDb = dbAtPosition(deskTaper, 1);

interface GridOptions {
  readonly group: SceneGroup;
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly steps: number;
  readonly text: TextFormat;
  readonly initial?: number;
  /** Factor from the model's unit to the desk's printed one (pan is −1…+1 here and −100…+100 there). */
  readonly scale?: number;
}

const number = (law: 'linear' | 'logarithmic', options: GridOptions): WireCodec => {
  const { group, unit, min, max, steps, text, initial, scale } = options;
  const spec = { kind: 'number', law, group, unit, min, max, steps } as const;
  return gridCodec(initial === undefined ? spec : { ...spec, default: canonical(spec, initial) }, text, scale);
};

export const linear = (options: GridOptions): WireCodec => number('linear', options);
export const logarithmic = (options: GridOptions): WireCodec => number('logarithmic', options);

/** Ints on the wire, words in text. A token sent as a string is understood as well. */
function wordCodec(
  spec: ChoiceSpec | (ParamSpec & { kind: 'switch' }),
  words: readonly string[],
  inverted: boolean,
): WireCodec {
  const last = words.length - 1;
  const flip = (index: number) => (inverted ? last - index : index);
  return {
    spec,
    tag: 'i',
    toWire: (value) => flip(stepOf(spec, Number(value))),
    fromWire(argument) {
      const index = typeof argument === 'string' ? words.indexOf(argument) : Math.round(argument);
      if (Number.isNaN(index) || (typeof argument === 'string' && index < 0)) return undefined;
      return flip(Math.min(Math.max(index, 0), last));
    },
    print: (value) => words[flip(stepOf(spec, Number(value)))] as string,
    parse(token) {
      const index = words.indexOf(token);
      return index < 0 ? undefined : flip(index);
    },
    isAmbiguous: notAmbiguous,
  };
}

const offOn = ['OFF', 'ON'];
const zeroOne = ['0', '1'];

/** A switch that the desk writes OFF and ON. */
export function toggle(group: SceneGroup, initial?: 0 | 1, words: readonly string[] = offOn): WireCodec {
  const spec = { kind: 'switch', unit: '', group, ...(initial === undefined ? {} : { default: initial }) } as const;
  return wordCodec(spec, words, false);
}

/** A switch that the desk writes 0 and 1. */
export const bit = (group: SceneGroup, initial?: 0 | 1): WireCodec => toggle(group, initial, zeroOne);

/** A mute: the desk keeps "on" (signal passes), the model keeps "mute" (silent). */
export function muteOfOn(initiallyOn: boolean): WireCodec {
  return wordCodec({ kind: 'switch', unit: '', group: 'mutes', default: initiallyOn ? 0 : 1 }, offOn, true);
}

/** A choice: `words` are the desk's tokens, `options` what they mean, in the same order. */
export function choice(
  group: SceneGroup,
  words: readonly string[],
  options: readonly string[] = words,
  initialWord?: string,
): WireCodec {
  const initial = initialWord === undefined ? -1 : words.indexOf(initialWord);
  return wordCodec(
    { kind: 'choice', unit: '', group, options, ...(initial < 0 ? {} : { default: initial }) },
    words,
    false,
  );
}

/** A whole number that travels as it is. */
export function integer(
  group: SceneGroup,
  min: number,
  max: number,
  initial?: number,
  labels?: readonly string[],
): WireCodec {
  const spec: IntegerSpec = {
    kind: 'integer',
    unit: '',
    group,
    min,
    max,
    ...(initial === undefined ? {} : { default: initial }),
    ...(labels === undefined ? {} : { labels }),
  };
  return {
    spec,
    tag: 'i',
    toWire: (value) => canonical(spec, Number(value)),
    fromWire: (argument) => (typeof argument === 'number' ? canonical(spec, argument) : undefined),
    print: (value) => integerText.print(Number(value)),
    parse(token) {
      const value = integerText.parse(token);
      return value === undefined ? undefined : canonical(spec, value);
    },
    isAmbiguous: notAmbiguous,
  };
}

/** A text as the model has it, however it came: what would break a line is taken out, what is too long is cut. */
function taken(spec: TextSpec, text: string): string | undefined {
  const result = accept(spec, text);
  return result.ok ? String(result.value) : undefined;
}

/** A text in double quotes; the desk cuts what is longer than `maxLength`. */
export function text(group: SceneGroup, maxLength: number, initial?: string): WireCodec {
  const spec: TextSpec = {
    kind: 'text',
    unit: '',
    group,
    maxLength,
    ...(initial === undefined ? {} : { default: initial }),
  };
  return {
    spec,
    tag: 's',
    toWire: (value) => cutText(String(value), maxLength),
    fromWire: (argument) => (typeof argument === 'string' ? taken(spec, argument) : undefined),
    print: (value) => `"${value}"`,
    parse: (token) => taken(spec, token),
    isAmbiguous: notAmbiguous,
  };
}

/**
 * A parameter that only the text form carries with meaning: an effect's parameter, kept in the effect's own words ("2.4", "11k9",
 * "FRONT"), because law and wire type depend on the effect's type and are not established.
 */
export function effectWord(group: SceneGroup): WireCodec {
  // Every slot has all its parameters; those that an effect does not use read 0.
  const spec: TextSpec = { kind: 'text', unit: '', group, maxLength: 12, default: '0' };
  return {
    spec,
    tag: 's',
    toWire: (value) => String(value),
    fromWire: () => undefined,
    print: (value) => (value === '' ? '0' : String(value)),
    parse: (token) => taken(spec, token),
    isAmbiguous: notAmbiguous,
  };
}
