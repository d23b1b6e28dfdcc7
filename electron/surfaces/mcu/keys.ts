import type { Command, Lamp, StripKey } from '../strips/face.ts';

/** First notes of the strips' own buttons and lights (section A4 of the protocol's description). */
export const stripNotes: Readonly<Record<StripKey, number>> = {
  rec: 0x00,
  solo: 0x08,
  mute: 0x10,
  select: 24,
  knob: 0x20,
};

export const touchNote = 0x68;
export const shiftNote = 0x46;
export const undoNote = 0x51;

export const lampNotes: Readonly<Record<Lamp, number>> = { flip: 50, pan: 0x2a, send: 0x29, soloActive: 0x73 };

/** What buttons beside the strips do. */
export const commandNotes: ReadonlyMap<number, Command> = new Map<number, Command>([
  [0x29, { name: 'send' }],
  [0x2a, { name: 'pan' }],
  [0x2e, { name: 'bank', strips: -8 }],
  [0x2f, { name: 'bank', strips: 8 }],
  [0x30, { name: 'bank', strips: -1 }],
  [0x31, { name: 'bank', strips: 1 }],
  [50, { name: 'flip' }],
  [0x33, { name: 'view', kinds: [] }],
  [0x3f, { name: 'view', kinds: ['channel'] }],
  [0x40, { name: 'view', kinds: ['channel'] }],
  [0x41, { name: 'view', kinds: ['auxIn'] }],
  [0x42, { name: 'view', kinds: ['fxReturn'] }],
  [0x43, { name: 'view', kinds: ['bus'] }],
  [0x44, { name: 'view', kinds: ['matrix', 'main'] }],
  [0x45, { name: 'view', kinds: ['dca'] }],
  [0x5a, { name: 'clearSolo' }],
  [0x5e, { name: 'go' }],
  [0x62, { name: 'bus', by: -1 }],
  [0x63, { name: 'bus', by: 1 }],
]);

/** The strip and key of a strip's own note; `undefined` for others. */
export function stripKeyOf(note: number): { readonly strip: number; readonly key: StripKey } | undefined {
  for (const key of ['rec', 'solo', 'mute', 'select', 'knob'] as const) {
    const strip = note - stripNotes[key];
    if (strip >= 0 && strip < 8) return { strip, key };
  }
  return undefined;
}
