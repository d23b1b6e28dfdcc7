import { expect, test } from 'vitest';
import { parseMidi } from '../../transports/midiParser.ts';
import { codingOf, Detector } from './detector.ts';

const detect = (bytes: readonly number[]) => {
  const detector = new Detector();
  for (const event of parseMidi(bytes)) {
    const source = detector.hear(event);
    if (source) return source;
  }
  return detector.settle();
};
const cc = (controller: number, ...values: number[]) => values.flatMap((value) => [0xb2, controller, value]);

test.each([
  ['a note', [0x91, 60, 100], { type: 'note', channel: 2, number: 60 }],
  ['a program', [0xc0, 5], { type: 'program', channel: 1, number: 5 }],
  ['pitch bend', [0xe3, 0, 64], { type: 'pitchBend', channel: 4 }],
  ['a plain knob', cc(7, 60, 61, 62, 64, 65, 66), { type: 'control', channel: 3, number: 7, coding: 'absolute' }],
  ['a button', cc(64, 127, 0), { type: 'control', channel: 3, number: 64, coding: 'absolute' }],
  ['an endless knob', cc(16, 1, 1, 1, 127, 127), { type: 'control', channel: 3, number: 16, coding: 'twosComplement' }],
  ['a fine knob', [...cc(1, 64), ...cc(33, 12), ...cc(1, 65)], { type: 'control14', channel: 3, number: 1 }],
  [
    'an NRPN',
    [...cc(99, 0x40), ...cc(98, 3), ...cc(6, 0x76), ...cc(38, 0x5c)],
    { type: 'nrpn', channel: 3, number: 0x40 * 128 + 3 },
  ],
])('%s is known by what it sends', (_what, bytes, expected) => {
  expect(detect(bytes)).toEqual(expected);
});

test('nothing is known of silence, clock and texts', () => {
  expect(detect([0xf8, 0xfe, 0xf0, 0x7e, 0xf7, 0x80, 1, 0])).toBeUndefined();
});

test.each([
  [[1, 1, 2, 127, 126, 127], 'twosComplement'],
  [[65, 65, 66, 63, 63, 62], 'around64'],
  [[65, 65, 66], 'around64'],
  [[1, 2, 1, 65, 65, 66], 'signBit'],
  [[1, 1, 1], 'twosComplement'],
  [[10, 11, 13, 14], 'absolute'],
  [[126, 127], 'absolute'],
  [[127, 0, 127, 0], 'absolute'],
  [[63, 64, 65, 66, 67], 'absolute'],
  [[30, 30, 31, 31], 'absolute'],
])('%j is %s', (values, coding) => {
  expect(codingOf(values)).toBe(coding);
});
