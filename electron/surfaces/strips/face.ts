import type { Disposable } from '../../../shared/base/disposable.ts';
import type { StripKind } from '../../../shared/desk/address.ts';
import type { PaletteColor } from '../../../shared/desk/profile.ts';

/** Strips of one unit of a surface. The master fader, where there is one, counts as the strip after the last. */
export const unitStrips = 8;
export const masterStrip = unitStrips;

/** Positions of a fader: 0 … 16383. */
export const faderSpan = 16_383;

/** Buttons that every strip has; the knob can be pushed. */
export const stripKeys = ['rec', 'solo', 'mute', 'select', 'knob'] as const;
export type StripKey = (typeof stripKeys)[number];

/** What buttons beside the strips ask for. */
export type Command =
  | { readonly name: 'bank'; readonly strips: number }
  | { readonly name: 'flip' | 'pan' | 'send' | 'undo' | 'redo' | 'go' | 'clearSolo' }
  | { readonly name: 'bus'; readonly by: 1 | -1 }
  /** The knobs become the sends to a bus, counted from 0. */
  | { readonly name: 'toBus'; readonly bus: number }
  /** Shows strips of these kinds alone; all of them if there are none. */
  | { readonly name: 'view'; readonly kinds: readonly StripKind[] };

/** What fingers do. */
export type Finger =
  | { readonly type: 'touch'; readonly strip: number; readonly isOn: boolean }
  | { readonly type: 'move'; readonly strip: number; readonly position: number }
  | { readonly type: 'turn'; readonly strip: number; readonly ticks: number }
  | { readonly type: 'press'; readonly strip: number; readonly key: StripKey }
  | { readonly type: 'command'; readonly command: Command };

/** What a knob's ring of lights shows: 0…1 from the left, or from the middle; off if unknown. */
export interface Ring {
  readonly law: 'fromLeft' | 'fromCentre';
  readonly position: number | undefined;
}

/** Lights beside the strips. */
export const lamps = ['flip', 'pan', 'send', 'soloActive'] as const;
export type Lamp = (typeof lamps)[number];

/** One unit of a motor fader surface: eight strips, perhaps a master. Strips count from 0. Everything shown is kept and paced. */
export interface FaceUnit extends Disposable {
  readonly name: string;
  readonly hasMaster: boolean;
  onFinger(listener: (finger: Finger) => void): Disposable;
  /** The unit has gone; no hand is on it any more. */
  onGone(listener: () => void): Disposable;
  /** Drives a motor, unless a hand is on it. */
  showFader(strip: number, position: number): void;
  /** Confirms a position that a hand has just moved the fader to, so that its motor stays there. */
  holdFader(strip: number, position: number): void;
  showKey(strip: number, key: Exclude<StripKey, 'knob'>, isOn: boolean): void;
  showRing(strip: number, ring: Ring): void;
  /** @param row 0 upper, 1 lower */
  showText(strip: number, row: 0 | 1, text: string): void;
  showColors(colors: readonly (PaletteColor | undefined)[]): void;
  /** Level in dB above its strip's fader; −∞ is silence. */
  showMeter(strip: number, levelDb: number): void;
  showLamp(lamp: Lamp, isOn: boolean): void;
  /** Two characters that say what the knobs do. */
  showAssignment(text: string): void;
}
