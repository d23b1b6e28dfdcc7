import { expect, test } from 'vitest';
import type { OutMessage } from '../../shared/scenes/cueList.ts';
import { argsOf, messageOf, messageWords, textsOf } from './cueMessageForm.ts';

const port = 'Lights';
test.each<[OutMessage, string]>([
  [
    { type: 'osc', host: '10.0.0.5', port: 53000, path: '/cue/1/go', args: [1, 0.5, 'two words', '7'] },
    'OSC /cue/1/go 1 0.5 "two words" "7" to 10.0.0.5:53000',
  ],
  [{ type: 'midiNote', port, channel: 1, note: 60, velocity: 0 }, 'MIDI note channel 1, note 60, velocity 0 to Lights'],
  [
    { type: 'midiShowControl', port, device: 127, command: 'go', cue: '' },
    'MIDI Show Control device 127, command go to Lights',
  ],
])('%j is told in words, and is the same again through its form', (message, words) => {
  expect(messageWords(message)).toBe(words);
  expect(messageOf(message.type, textsOf(message))).toEqual({ message });
});

test('arguments are numbers, words and quoted texts', () => {
  expect(argsOf(' 1  -2.5 on "a b" "" "3"')).toEqual([1, -2.5, 'on', 'a b', '', '3']);
  expect(argsOf('')).toEqual([]);
});

test.each([
  ['midiNote', { port: '', channel: '1', note: '1', velocity: '1' }, /^MIDI port/],
  ['midiNote', { port, channel: '17', note: '1', velocity: '1' }, /^Channel: .*from 1 to 16 .*"17"/],
  ['midiNote', { port, channel: '1', note: '1.5', velocity: '1' }, /^Note/],
  ['osc', { host: '', port: '1', path: '/a', args: '' }, /^Host/],
  ['osc', { host: 'a', port: '0', path: '/a', args: '' }, /^UDP port/],
  ['osc', { host: 'a', port: '1', path: 'a', args: '' }, /^Path/],
  ['midiShowControl', { port, device: '1', command: 'go', cue: 'A' }, /^Cue number/],
] as const)('%s %j is refused in words', (kind, texts, words) => {
  expect(messageOf(kind, texts)).toEqual({ problem: expect.stringMatching(words) });
});
