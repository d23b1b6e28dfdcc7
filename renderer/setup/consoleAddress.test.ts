import { expect, test } from 'vitest';
import { readConsoleAddress } from './consoleAddress.ts';

const families = [
  { id: 'alpha', title: 'Alpha', emulated: true },
  { id: 'beta', title: 'Beta', emulated: false },
];
const read = (text: string, chosen: string | undefined = 'alpha') => readConsoleAddress(text, families, chosen);
const target = (text: string, chosen?: string) => {
  const result = read(text, chosen);
  return result.ok ? result.value : result.error;
};

test('a bare address belongs to the chosen kind', () => {
  expect(target('192.168.1.32')).toBe('alpha://192.168.1.32');
  expect(target('  192.168.1.32:10023 ', 'beta')).toBe('beta://192.168.1.32:10023');
  expect(target('Desk-FOH.local')).toBe('alpha://desk-foh.local');
  expect(target('[fe80::1]:10023')).toBe('alpha://[fe80::1]:10023');
});

test('a kind in the text goes before the chosen one', () => {
  expect(target('beta://10.0.0.9/')).toBe('beta://10.0.0.9');
  expect(target('BETA://10.0.0.9')).toBe('beta://10.0.0.9');
});

test('options stand behind a question mark, and may say where the console is', () => {
  expect(target('10.0.0.9?law=audio')).toBe('alpha://10.0.0.9?law=audio');
  expect(target('beta://?virtual=Omnibus&units=2')).toBe('beta://?virtual=Omnibus&units=2');
  expect(target('beta://?midi=USB MIDI 1')).toBe('beta://?midi=USB%20MIDI%201');
  expect(target('beta://?')).toBe('The address of the console is missing, such as 192.168.1.32.');
});

test('every mistake says what is wrong and what to type', () => {
  expect(target('')).toBe('The address of the console is missing, such as 192.168.1.32.');
  expect(target('alpha://')).toBe('The address of the console is missing, such as 192.168.1.32.');
  expect(target('gamma://10.0.0.9')).toBe('“gamma” is no kind of console that is known here: use alpha, beta.');
  expect(target('192.168.1')).toContain('four numbers from 0 to 255');
  expect(target('192.168.1.320')).toContain('four numbers from 0 to 255');
  expect(target('10.0.0.9:99999')).toContain('a number from 1 to 65535');
  expect(target('10.0.0.9:')).toContain('a number from 1 to 65535');
  expect(target('front of house')).toBe('An address has no spaces in it.');
  expect(target('desk_!')).toContain('is no host name');
  expect(target('-desk')).toContain('is no host name');
});

test('without any kind there is nothing to connect to', () => {
  expect(readConsoleAddress('10.0.0.9', [], undefined)).toEqual({
    ok: false,
    error: 'Choose the kind of console first.',
  });
});

test('fields of options stand behind the address, unless they are typed or of another kind', () => {
  const given = { law: 'audio', midi: ' USB MIDI 1 ', channel: '' };
  const withFields = (text: string) => {
    const result = readConsoleAddress(text, families, 'alpha', given);
    return result.ok ? result.value : result.error;
  };
  expect(withFields('10.0.0.9')).toBe('alpha://10.0.0.9?law=audio&midi=USB%20MIDI%201');
  expect(withFields('10.0.0.9?law=linear')).toBe('alpha://10.0.0.9?law=linear&midi=USB%20MIDI%201');
  expect(withFields('')).toBe('alpha://?law=audio&midi=USB%20MIDI%201');
  expect(withFields('beta://10.0.0.9')).toBe('beta://10.0.0.9');
});
