import {
  kindOfStrip,
  type StripAddress,
  type StripKind,
  sendAddress,
  stripKinds,
} from '../../../shared/desk/address.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';

/** What the faders and knobs of a surface are put to. */
export interface DeckMode {
  /** Kinds of strips shown; all of them if empty. */
  readonly kinds: readonly StripKind[];
  /** The first strip shown, counted from 0. */
  readonly start: number;
  /** What the knobs do: pan, or the send to {@link bus}. */
  readonly knobs: 'pan' | 'send';
  /** Whether the faders are the sends to {@link bus}, and the knobs the strips' own levels. */
  readonly isFlipped: boolean;
  /** The bus of sends, counted from 0 among {@link destinationsOf}. */
  readonly bus: number;
}

export const firstMode: DeckMode = { kinds: [], start: 0, knobs: 'pan', isFlipped: false, bus: 0 };

/** What one place of a surface is put to; what the desk does not have is absent. */
export interface Slot {
  readonly strip: StripAddress | undefined;
  readonly fader: ParamId | undefined;
  readonly knob: ParamId | undefined;
  /** What a push of the knob switches; pans have none, they go to the middle. */
  readonly knobSwitch: ParamId | undefined;
  readonly mute: ParamId | undefined;
  readonly solo: ParamId | undefined;
  readonly name: ParamId | undefined;
  readonly color: ParamId | undefined;
  /** Where its meters stand in the frames of the profile. */
  readonly meters: readonly number[];
}

/** Strips of the kinds in question, in the order of the desk's own kinds. */
export function stripsOf(schema: Schema, kinds: readonly StripKind[]): readonly StripAddress[] {
  const shown = kinds.length > 0 ? kinds : stripKinds;
  return schema.profile.strips.filter(({ kind }) => shown.includes(kind)).flatMap(({ strips }) => strips);
}

/** Where sends may go. */
export function destinationsOf(schema: Schema): readonly StripAddress[] {
  return stripsOf(schema, ['bus']);
}

/** The strip at which a bank may begin at most, so that the last bank is full. */
export function lastStart(stripCount: number, places: number): number {
  return Math.max(0, stripCount - places);
}

export function slotOf(schema: Schema, strip: StripAddress | undefined, mode: DeckMode): Slot {
  const id = (leaf: string) => (strip === undefined ? undefined : schema.idOf(`${strip}/${leaf}`));
  const bus = destinationsOf(schema)[mode.bus];
  const send = strip !== undefined && bus !== undefined ? sendAddress(strip, bus) : undefined;
  const sendLevel = send === undefined ? undefined : schema.idOf(`${send}/level`);
  const knobIsSend = mode.knobs === 'send' && !mode.isFlipped;
  return {
    strip,
    fader: mode.isFlipped ? sendLevel : id('fader'),
    knob: mode.isFlipped ? id('fader') : knobIsSend ? sendLevel : id('pan'),
    knobSwitch: (knobIsSend || mode.isFlipped) && send !== undefined ? schema.idOf(`${send}/on`) : undefined,
    mute: id('mute'),
    solo: id('solo'),
    name: id('name'),
    color: id('color'),
    meters: strip === undefined ? [] : schema.profile.meters.flatMap((meter, at) => (meter === strip ? [at] : [])),
  };
}

/** The master fader is the stereo main; flipped, the bus that the sends go to. */
export function masterSlot(schema: Schema, mode: DeckMode): Slot {
  const main = stripsOf(schema, ['main'])[0];
  const strip = mode.isFlipped ? (destinationsOf(schema)[mode.bus] ?? main) : main;
  return slotOf(schema, strip, { ...mode, isFlipped: false });
}

/** Two characters that say what the knobs do: `PN`, or the number of the bus. */
export function assignmentOf({ knobs, isFlipped, bus }: DeckMode): string {
  return knobs === 'send' || isFlipped ? String(bus + 1).padStart(2) : 'PN';
}

/** The bus that selecting a strip chooses, counted from 0; `undefined` for other strips. */
export function busOfStrip(schema: Schema, strip: StripAddress): number | undefined {
  if (kindOfStrip(strip) !== 'bus') return undefined;
  const bus = destinationsOf(schema).indexOf(strip);
  return bus < 0 ? undefined : bus;
}
