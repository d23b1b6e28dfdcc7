import { type ParamValue, stepOf, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import { faderSteps, unitStrips } from './profile.ts';
import { faderSpan, type HostWord, masterStrip } from './wire.ts';

/** Where a parameter is on the surface: its unit from 0, its strip there, and which of the strip's things it is. */
export interface Place {
  readonly unit: number;
  readonly strip: number;
  readonly what: 'fader' | 'mute' | 'solo' | 'pan' | 'name';
}

const whats = ['fader', 'mute', 'solo', 'pan', 'name'] as const;

export function placeOf(schema: Schema, id: ParamId): Place | undefined {
  const address = schema.addressOf(id);
  if (address === 'main/stereo/fader') return { unit: 0, strip: masterStrip, what: 'fader' };
  const [, number, leaf] = address.split('/');
  const what = whats.find((each) => each === leaf);
  const index = Number(number) - 1;
  return what && Number.isInteger(index)
    ? { unit: Math.floor(index / unitStrips), strip: index % unitStrips, what }
    : undefined;
}

export function idOf(schema: Schema, unit: number, strip: number, what: Place['what']): ParamId | undefined {
  if (strip === masterStrip) return unit === 0 && what === 'fader' ? schema.idOf('main/stereo/fader') : undefined;
  return schema.idOf(`channel/${unit * unitStrips + strip + 1}/${what}`);
}

/** Fader position on the wire of a level. */
export function positionOf(schema: Schema, id: ParamId, value: number): number {
  const spec = schema.specOf(id);
  return spec.kind === 'text' ? 0 : Math.round((stepOf(spec, value) * faderSpan) / (faderSteps - 1));
}

/** The value that a word of the DAW stands for. */
export function meaningOf(schema: Schema, id: ParamId, { what, value }: HostWord): ParamValue {
  const spec = schema.specOf(id);
  if (spec.kind === 'text' || typeof value === 'string') return String(value);
  if (what === 'fader') return valueAtStep(spec, Math.round((value * (faderSteps - 1)) / faderSpan));
  return what === 'pan' ? valueAtStep(spec, value - 1) : value;
}

/** What the DAW says of a value. */
export function wordOf(schema: Schema, id: ParamId, value: ParamValue): HostWord | undefined {
  const place = placeOf(schema, id);
  if (!place) return undefined;
  const { strip, what } = place;
  const spec = schema.specOf(id);
  if (what === 'name') return { what, strip, value: String(value) };
  if (typeof value !== 'number' || spec.kind === 'text') return undefined;
  if (what === 'fader') return { what, strip, value: positionOf(schema, id, value) };
  if (what === 'pan') return { what, strip, value: stepOf(spec, value) + 1 };
  return { what, strip, value: value === 1 ? 1 : 0 };
}
