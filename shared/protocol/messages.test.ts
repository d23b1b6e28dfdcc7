import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeskProfile } from '../desk/profile.ts';
import { buildSchema } from '../desk/schema.ts';
import { offlineStatus } from './connection.ts';
import { parseClientMessage, parseServerMessage, printServerMessage, type ServerMessage } from './messages.ts';

/** What reading gives: the message itself or the complaint. */
function read(text: string) {
  const result = parseClientMessage(text);
  return 'message' in result ? result.message : result.error;
}
const readJson = (value: unknown) => read(JSON.stringify(value));

describe('a client', () => {
  test('may say each of these', () => {
    const messages = [
      { type: 'hello', protocol: 1 },
      { type: 'hello', protocol: 1, name: 'Stage left' },
      { type: 'snapshot' },
      { type: 'touch', ids: [0, 1, 0xffffff] },
      { type: 'release', ids: [], cancel: true },
      { type: 'undo' },
      { type: 'redo' },
      { type: 'meters', on: true },
      { type: 'diagnostics', on: false },
      { type: 'search' },
      { type: 'connect', target: 'emulated' },
      { type: 'disconnect' },
      { type: 'freeze', on: true },
      { type: 'panic', on: true },
      { type: 'panic', on: true, strips: ['main/stereo', 'bus/1'] },
      { type: 'retry' },
      { type: 'retry', ids: [4] },
      { type: 'confirm', id: 4, value: 1 },
      { type: 'steps', on: true },
      { type: 'journal', request: 1, filter: { strip: 'channel/1', person: 'Anna', fromMs: 0, toMs: 5 }, limit: 500 },
      { type: 'journal', request: 2, filter: {}, beforeId: 77, limit: 1 },
      { type: 'deskAt', request: 3, atMs: 1.5e12 },
      { type: 'restorePreview', request: 4, atMs: 1.5e12, strip: 'channel/1' },
      { type: 'restore', atMs: 1.5e12, strip: 'channel/1', ids: [1, 2], guarded: true },
      { type: 'export', request: 5, format: 'csv', filter: {} },
    ];
    expect(messages.map(readJson)).toEqual(messages);
    expect(readJson({ type: 'release', ids: [3] })).toEqual({ type: 'release', ids: [3], cancel: false });
    expect(readJson({ type: 'journal', request: 1 })).toEqual({ type: 'journal', request: 1, filter: {}, limit: 100 });
    expect(readJson({ type: 'restore', atMs: 0 })).toEqual({ type: 'restore', atMs: 0, guarded: false });
    expect(readJson({ type: 'touch', ids: new Array(4096).fill(7) })).toHaveProperty('ids.length', 4096);
  });

  test('is told what is not JSON', () => {
    const texts = ['', 'hello', '{', '{"type":"undo"', "{'type':'undo'}", 'undefined', '\u0000', '[1,'];
    expect(texts.map(read)).toEqual(texts.map(() => 'a message is not JSON'));
    expect(read('['.repeat(50_000))).toBe('a message is not JSON');
  });

  test('is told what is no message, and where', () => {
    const wrong: readonly (readonly [value: unknown, where: string])[] = [
      [null, 'message'],
      [5, 'message'],
      ['undo', 'message'],
      [[], 'type'],
      [[{ type: 'undo' }], 'type'],
      [{}, 'type'],
      [{ type: 'shutdown' }, 'type'],
      [{ type: 'toString' }, 'type'],
      [{ type: 5 }, 'type'],
      [{ type: ['undo'] }, 'type'],
      [{ type: 'hello' }, 'protocol'],
      [{ type: 'hello', protocol: '1' }, 'protocol'],
      [{ type: 'hello', protocol: 1, name: 7 }, 'name'],
      [{ type: 'hello', protocol: 1, name: 'x'.repeat(61) }, 'name'],
      [{ type: 'touch' }, 'ids'],
      [{ type: 'touch', ids: 5 }, 'ids'],
      [{ type: 'touch', ids: { length: 1, 0: 5 } }, 'ids'],
      [{ type: 'touch', ids: ['5'] }, 'ids.0'],
      [{ type: 'touch', ids: [0, -1] }, 'ids.1'],
      [{ type: 'touch', ids: [1.5] }, 'ids.0'],
      [{ type: 'touch', ids: [0x1000000] }, 'ids.0'],
      [{ type: 'touch', ids: [1e300] }, 'ids.0'],
      [{ type: 'touch', ids: [null] }, 'ids.0'],
      [{ type: 'touch', ids: new Array(4097).fill(1) }, 'ids'],
      [{ type: 'release', ids: [1], cancel: 'yes' }, 'cancel'],
      [{ type: 'meters', on: 1 }, 'on'],
      [{ type: 'connect', target: 5 }, 'target'],
      [{ type: 'freeze' }, 'on'],
      [{ type: 'panic', on: true, strips: new Array(65).fill('main/stereo') }, 'strips'],
      [{ type: 'confirm', id: 4, value: 'on' }, 'value'],
      [{ type: 'confirm', id: -4, value: 1 }, 'id'],
      [{ type: 'journal', request: -1 }, 'request'],
      [{ type: 'journal', request: 1, limit: 501 }, 'limit'],
      [{ type: 'journal', request: 1, filter: { strip: 5 } }, 'filter.strip'],
      [{ type: 'deskAt', request: 1 }, 'atMs'],
      [{ type: 'restore', atMs: '5' }, 'atMs'],
      [{ type: 'export', request: 1, format: 'exe' }, 'format'],
      [{ type: 'connect', target: 'x'.repeat(201) }, 'target'],
    ];
    const complaints = wrong.map(([value]) => readJson(value));
    expect(complaints.map((complaint) => String(complaint).split(': ')[0])).toEqual(wrong.map(([, where]) => where));
    expect(complaints.filter((complaint) => String(complaint).length > 300)).toEqual([]);
  });

  test('cannot add anything, least of all to every object', () => {
    expect(read('{"type":"undo","extra":1,"__proto__":{"polluted":true}}')).toEqual({ type: 'undo' });
    expect(read('{"__proto__":{"type":"undo"}}')).toMatch(/^type: /);
    expect(read('{"type":"release","ids":[1],"__proto__":{"cancel":true}}')).toEqual({
      type: 'release',
      ids: [1],
      cancel: false,
    });
    expect(read('{"type":"hello","protocol":1,"constructor":{"prototype":{"polluted":true}}}')).toEqual({
      type: 'hello',
      protocol: 1,
    });
    const message = read('{"type":"undo","__proto__":{"polluted":true}}');
    expect(Object.getPrototypeOf(message)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });

  test('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const result = parseClientMessage(text);
        return 'message' in result || result.error !== '';
      }),
    );
    const types = fc.constantFrom('hello', 'touch', 'release', 'meters', 'connect', '__proto__');
    fc.assert(
      fc.property(types, fc.jsonValue(), fc.jsonValue(), (type, first, second) => {
        const value = { type, protocol: first, name: second, ids: first, cancel: second, on: first, target: first };
        const result = parseClientMessage(JSON.stringify(value));
        return 'message' in result || result.error !== '';
      }),
    );
  });
});

const taper = {
  breakpoints: [
    [0, -90],
    [1, 10],
  ],
} as const;
const profile: DeskProfile = {
  family: 'test',
  title: 'Test desk',
  model: 'T3',
  firmware: '1.0',
  strips: [{ kind: 'channel', strips: ['channel/1'] }],
  params: [
    {
      pattern: 'channel/{n:1..2}/fader',
      spec: { kind: 'level', unit: 'dB', group: 'faders', taper, steps: 101, default: -Infinity },
    },
    {
      pattern: 'channel/{n:1..2}/monoLevel',
      spec: { kind: 'level', unit: 'dB', group: 'faders', taper, steps: 101, default: 0 },
      defaults: [-Infinity, -10],
    },
    { pattern: 'channel/1/name', spec: { kind: 'text', unit: '', group: 'names', maxLength: 12, default: '' } },
  ],
  aliases: [],
  faderTaper: taper,
  tapShare: 1,
  meters: ['channel/1'],
  setsPerSecond: 50,
  totalSetsPerSecond: 1000,
};

describe('the app', () => {
  const passed = (message: ServerMessage) => parseServerMessage(printServerMessage(message));

  test('is understood', () => {
    const messages: readonly ServerMessage[] = [
      { type: 'hello', protocol: 1, version: '0.1.0', you: { name: 'Stage', role: 'viewer', busses: [] } },
      { type: 'desk', profile: null, schemaHash: '' },
      { type: 'connection', status: offlineStatus },
      { type: 'found', desks: [], searching: true },
      { type: 'held', holds: [{ id: 5, by: 'Stage' }] },
      { type: 'history', undo: 'fader of "Kick"', redo: null },
      { type: 'people', names: ['Ä', '-Infinity'] },
      { type: 'problem', message: '-Infinity' },
      { type: 'output', output: { state: 'open' } },
      { type: 'panic', panic: { by: 'Stage', sinceMs: 5, strips: ['main/stereo'] } },
      { type: 'unconfirmed', ids: [1, 2] },
      {
        type: 'deskAt',
        request: 1,
        atMs: 5,
        numbers: [
          [3, -Infinity],
          [4, -10],
        ],
        texts: [[5, '-Infinity']],
      },
    ];
    expect(messages.map(passed)).toEqual(messages);
  });

  test('can say that a level is off by default, in a spec and by number', () => {
    const message: ServerMessage = { type: 'desk', profile, schemaHash: buildSchema(profile).hash };
    expect(passed(message)).toEqual(message);
    const received = passed(message);
    if (received.type !== 'desk' || !received.profile) throw new Error('no desk came');
    const schema = buildSchema(received.profile);
    expect(schema.hash).toBe(received.schemaHash);
    const defaults = schema.addresses.map((address) => schema.defaultOf(schema.need(address)));
    expect(defaults).toEqual([-Infinity, -Infinity, -Infinity, -10, '']);
  });

  test('says nothing that JSON would turn into null', () => {
    expect(printServerMessage({ type: 'desk', profile, schemaHash: '0' })).not.toContain('null');
  });
});
