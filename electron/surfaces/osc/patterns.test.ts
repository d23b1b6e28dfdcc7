import { expect, test } from 'vitest';
import { matcher } from './patterns.ts';

test.each([
  ['channel/*/fader', 'channel/12/fader', true],
  ['channel/*/fader', 'channel/1/send/fader', false],
  ['channel/?/mute', 'channel/1/mute', true],
  ['channel/?/mute', 'channel/12/mute', false],
  ['channel/[1-3]/mute', 'channel/2/mute', true],
  ['channel/[!1-3]/mute', 'channel/2/mute', false],
  ['channel/[!1-3]/mute', 'channel/4/mute', true],
  ['{channel,bus}/1/{mute,name}', 'bus/1/name', true],
  ['{channel,bus}/1/{mute,name}', 'bus/1/fader', false],
  ['*a*b*', 'xaxxbx', true],
  ['*a*b*', 'xbxxax', false],
  ['[-a]', '-', true],
  ['', '', true],
])('%s and %s: %s', (pattern, address, expected) => {
  expect(matcher(pattern)?.(address)).toBe(expected);
});

test.each(['{a', '[a', '{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}'])('%s cannot be read', (pattern) => {
  expect(matcher(pattern)).toBeUndefined();
});

test('many stars take no time', () => {
  const matches = matcher(`${'*a'.repeat(100)}b`);
  expect(matches?.('a'.repeat(200))).toBe(false);
});
