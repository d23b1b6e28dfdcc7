import { encodeNrpn } from '../../transports/midiNrpn.ts';

/** Messages beside values (protocol text, "messages" and "scenes, soft keys"). Channels count from 0. */

export const sceneCount = 300;
export const softKeyCount = 16;
const firstKeyNote = 0x30;
/** Data increment with this value is a question; with 0 it is a step. */
export const askByte = 0x7f;

export const encodeSet = (channel: number, number: number, value: number): Uint8Array =>
  encodeNrpn({ channel, number, op: 'set', value });

export const encodeAsk = (channel: number, number: number): Uint8Array =>
  encodeNrpn({ channel, number, op: 'increment', value: askByte });

/** Bank and program; scenes count from 1. */
export function encodeScene(channel: number, scene: number): Uint8Array {
  const index = scene - 1;
  return Uint8Array.of(0xb0 | channel, 0x00, index >> 7, 0xc0 | channel, index & 0x7f);
}

export const sceneOf = (bank: number, program: number): number => bank * 128 + program + 1;

/** Soft keys count from 1. */
export function encodeSoftKey(channel: number, key: number, isDown: boolean): Uint8Array {
  const note = firstKeyNote + key - 1;
  return isDown ? Uint8Array.of(0x90 | channel, note, 0x7f) : Uint8Array.of(0x80 | channel, note, 0);
}

/** @returns the key of a note, `undefined` if it is none. */
export function softKeyOf(note: number): number | undefined {
  const key = note - firstKeyNote + 1;
  return key >= 1 && key <= softKeyCount ? key : undefined;
}
