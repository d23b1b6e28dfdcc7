import { encodeValues } from '../../shared/protocol/frames.ts';
import { smallSchema } from '../support/smallDesk.ts';

const id = (address: string) => smallSchema.need(address);

/** What clients say in text, whole and valid. */
export const clientMessages: readonly string[] = [
  { type: 'hello', protocol: 1, name: 'Stage left' },
  { type: 'snapshot' },
  { type: 'touch', ids: [id('channel/1/fader'), id('channel/2/fader')] },
  { type: 'release', ids: [id('channel/1/fader')] },
  { type: 'release', ids: [id('channel/1/fader'), id('channel/2/fader')], cancel: true },
  { type: 'undo' },
  { type: 'redo' },
  { type: 'meters', on: true },
  { type: 'meters', on: false },
  { type: 'diagnostics', on: true },
  { type: 'search' },
  { type: 'connect', target: 'small://192.168.1.10:10023' },
  { type: 'connect', target: 'emulated' },
  { type: 'disconnect' },
  { type: 'freeze', on: true },
  { type: 'freeze', on: false },
  { type: 'panic', on: true, strips: ['channel/1'] },
  { type: 'panic', on: false },
  { type: 'retry', ids: [id('channel/1/fader')] },
  { type: 'confirm', id: id('channel/1/mute'), value: 1 },
  { type: 'steps', on: true },
  { type: 'journal', request: 1, filter: { strip: 'channel/1', person: 'tester', fromMs: 0, toMs: 1e12 }, limit: 20 },
  { type: 'deskAt', request: 2, atMs: 1000, strip: 'channel/1' },
  { type: 'restorePreview', request: 3, atMs: 1000 },
  { type: 'restore', atMs: 1000, strip: 'channel/1', ids: [id('channel/1/fader')], guarded: true },
  { type: 'export', request: 4, format: 'csv', filter: { strip: 'channel/2' } },
].map((message) => JSON.stringify(message));

/** Frames of values, whole and valid. */
export const clientFrames: readonly Uint8Array[] = [
  encodeValues('set', 1, [{ id: id('channel/1/fader'), value: -10, landing: 'pending' }]),
  encodeValues('set', 2, [{ id: id('channel/1/fader'), value: -Infinity, landing: 'pending' }]),
  encodeValues('set', 3, [{ id: id('channel/2/mute'), value: 1, landing: 'pending' }]),
  encodeValues('set', 4, [{ id: id('channel/3/name'), value: 'Vocals', landing: 'pending' }]),
  encodeValues('set', 5, [
    { id: id('channel/1/fader'), value: 0, landing: 'pending' },
    { id: id('channel/2/fader'), value: -3, landing: 'pending' },
    { id: id('channel/1/name'), value: 'Gitarre 🎸', landing: 'pending' },
    { id: id('channel/4/headamp'), value: 3, landing: 'pending' },
  ]),
  encodeValues('diff', 6, [{ id: id('channel/1/fader'), value: -10, landing: 'landed' }]),
  encodeValues('snapshot', 7, [{ id: id('channel/1/fader'), value: undefined, landing: 'unknown' }]),
];
