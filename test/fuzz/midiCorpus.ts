import { qu, sq } from '../midi/families.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** Messages of every kind, with running status, real-time bytes and sysex among them. */
export const midiMessages: readonly Uint8Array[] = [
  '90 3C 40 3E 40 90 3C 00 80 3C 40',
  'A0 3C 10 D0 10 E0 00 40 C0 05 07',
  'B0 63 40 F8 62 00 06 76 26 5C',
  'B0 63 40 B0 62 00 B0 60 7F B0 61 00',
  'F0 7F 7F 06 02 F7',
  'F0 43 10 3E 7F 01 1C 00 00 00 00 06 37 F7',
  'F1 35 F2 01 02 F3 05 F6 FA FB FC FE FF',
  'F0 00 00 1A 50 11 01 00 00 11 03 01 5F F7',
  'F0 00 00 1A 50 11 01 00 00 02 20 4B 69 63 6B F7',
  'F0 00 00 1A 50 11 01 00 00 14 F7',
  'F0 00 00 1A 50 11 01 00 7F 10 00 F7',
].map(bytes);

/** Values, recalls and steps as a console of each family sends them. */
export const sqMessages: readonly Uint8Array[] = [
  ...midiMessages,
  ...sq.messages,
  ...['B0 00 01 C0 1B', 'B0 00 00 C0 04 00', '90 36 7F 80 36 00', 'B0 63 40 B0 62 00 B0 60 00'].map(bytes),
];
export const quMessages: readonly Uint8Array[] = [
  ...midiMessages,
  ...qu.messages,
  ...['B0 00 00 B0 20 00 C0 04', '90 27 7F 90 27 00', '90 27 3F 90 27 00'].map(bytes),
];
