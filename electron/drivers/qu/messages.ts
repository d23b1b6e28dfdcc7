import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import { encodeNrpn } from '../../transports/midiNrpn.ts';
import { plainName, type QuMap, type QuParam, toWire } from './paramMap.ts';

/** Messages of the family (protocol text, "transport, handshake", "mutes, scenes"). Channels count from 0. */

const header = [0xf0, 0x00, 0x00, 0x1a, 0x50, 0x11, 0x01, 0x00];
/** In place of the MIDI channel: whatever channel the desk has. */
const anyChannel = 0x7f;

export const sysexTypes = {
  getName: 0x01,
  name: 0x02,
  setName: 0x03,
  getState: 0x10,
  introduction: 0x11,
  getMeters: 0x12,
  meters: 0x13,
  stateEnd: 0x14,
} as const;

const sysex = (channel: number, ...body: number[]) => Uint8Array.of(...header, channel, ...body, 0xf7);

export interface QuSysex {
  readonly channel: number;
  readonly type: number;
  readonly body: Uint8Array;
}

/** @returns what a sysex message of the family says; `undefined` for one of another family. */
export function readSysex(bytes: Uint8Array): QuSysex | undefined {
  if (bytes.length < header.length + 3 || header.some((byte, index) => bytes[index] !== byte)) return undefined;
  const channel = bytes[header.length] as number;
  const type = bytes[header.length + 1] as number;
  return { channel, type, body: bytes.subarray(header.length + 2, -1) };
}

/** Asks for everything. The flag for a tablet is 0: with it the desk hangs up after five silent seconds. */
export const stateRequest = sysex(anyChannel, sysexTypes.getState, 0x00);
export const activeSensing = Uint8Array.of(0xfe);

export const encodeIntroduction = (channel: number, box: number, major: number, minor: number): Uint8Array =>
  sysex(channel, sysexTypes.introduction, box, major, minor);

export const encodeStateEnd = (channel: number): Uint8Array => sysex(channel, sysexTypes.stateEnd);

const ascii = (text: string) => Array.from(plainName(text), (character) => character.charCodeAt(0));

export const encodeName = (channel: number, type: 'name' | 'setName', ch: number, text: string): Uint8Array =>
  sysex(channel, sysexTypes[type], ch, ...ascii(text));

/** @returns the name in the body of a name message, behind its channel number. */
export const nameIn = (body: Uint8Array): string => plainName(String.fromCharCode(...body.subarray(1, 33)));

/** Mutes are pairs of notes; from this velocity on they are on. */
export const muteOnFrom = 0x40;

export function encodeMute(channel: number, ch: number, isOn: boolean): Uint8Array {
  const status = 0x90 | channel;
  return Uint8Array.of(status, ch, isOn ? 0x7f : 0x3f, status, ch, 0);
}

/** Scenes count from 1. */
export const encodeScene = (channel: number, scene: number): Uint8Array =>
  Uint8Array.of(0xb0 | channel, 0x00, 0x00, 0xb0 | channel, 0x20, 0x00, 0xc0 | channel, scene - 1);

/** The message of a value. Names that are set and names that the desk tells differ in one byte. */
export function encodeValue(
  map: QuMap,
  param: QuParam,
  channel: number,
  value: ParamValue,
  from: 'client' | 'desk',
): Uint8Array {
  const { way } = param;
  switch (way.by) {
    case 'note':
      return encodeMute(channel, way.ch, value === 1);
    case 'name':
      return encodeName(channel, from === 'client' ? 'setName' : 'name', way.ch, String(value));
    case 'nrpn':
      return encodeNrpn({
        channel,
        number: way.ch * 128 + way.param,
        op: 'set',
        value: toWire(map, param, value) * 128 + way.vx,
      });
  }
}
