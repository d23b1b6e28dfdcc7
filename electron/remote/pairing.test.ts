import { expect, test } from 'vitest';
import { VirtualClock } from '../../test/support/virtualClock.ts';
import { Pairing, pairingMs } from './pairing.ts';

const invitation = { name: 'Lindi', role: 'performer', busses: ['bus/5'] } as const;

function opened() {
  const clock = new VirtualClock();
  let count = 0;
  const random = (bytes: number) => Buffer.alloc(bytes, ++count);
  const pairing = new Pairing({ clock, random, changed: () => undefined });
  pairing.open(invitation);
  return { clock, pairing, pin: pairing.shown?.pin ?? '', token: pairing.shown?.token ?? '' };
}

test('a PIN has six digits, a token 128 bits', () => {
  const { pin, token } = opened();
  expect(pin).toMatch(/^\d{6}$/);
  expect(Buffer.from(token, 'base64url')).toHaveLength(16);
});

test('a token is good for one device, and the next one gets another', () => {
  const { pairing, token } = opened();
  expect(pairing.take(token, 'a')).toEqual(invitation);
  expect(pairing.take(token, 'b')).toBe('wrong');
  expect(pairing.take(pairing.shown?.token ?? '', 'b')).toEqual(invitation);
});

test('nothing is taken before it is opened, after five minutes, after closing, and of an earlier window', () => {
  const { pairing, pin, token, clock } = opened();
  clock.advance(pairingMs - 1);
  expect(pairing.take(pin, 'a')).toEqual(invitation);
  clock.advance(2);
  expect(pairing.take(pin, 'a')).toBe('closed');
  pairing.open(invitation);
  expect(pairing.take(token, 'a')).toBe('wrong');
  pairing.close();
  expect(pairing.take(pairing.shown?.pin ?? '', 'a')).toBe('closed');
});

test('a device has five tries, then the right code does not help it; others still come in', () => {
  const { pairing, pin } = opened();
  for (let tries = 0; tries < 5; tries++) expect(pairing.take('000000x', 'a')).toBe('wrong');
  expect(pairing.take(pin, 'a')).toBe('tooMany');
  expect(pairing.take(pin, 'b')).toEqual(invitation);
});

test('twenty wrong codes in all end it', () => {
  const { pairing, pin } = opened();
  for (let tries = 0; tries < 20; tries++) expect(pairing.take('wrong!', `device ${tries}`)).toBe('wrong');
  expect(pairing.shown).toBeUndefined();
  expect(pairing.take(pin, 'late')).toBe('closed');
});
