import { expect, test } from 'vitest';
import { flowProfile } from '../../test/support/flowDesk.ts';
import { withAppParams } from '../desk/appParams.ts';
import { DeskState } from '../desk/deskState.ts';
import { buildSchema } from '../desk/schema.ts';
import type { Finding } from './auditFinding.ts';
import { isMeantSo, withMeantSo, withoutMeantSo } from './auditMeant.ts';

/** The small desk without its strips: only that its patch is known matters. */
const schema = buildSchema(withAppParams({ ...flowProfile, strips: [] }));
const stateWith = (text: string) => {
  const state = new DeskState(schema);
  state.set(schema.need('audit/meant'), text);
  return state;
};
const shared: Finding = { kind: 'sharedSource', addresses: ['channel/1', 'channel/2'], sentence: 'Two on one' };
const dead: Finding = { kind: 'deadInput', addresses: ['channel/1'], sentence: 'One is dead' };

test('a finding that is marked is meant, another of the same strip and one about more strips are not', () => {
  const state = stateWith('sharedSource:channel/1,channel/2');
  expect(isMeantSo(state, shared)).toBe(true);
  expect(isMeantSo(state, dead)).toBe(false);
  expect(isMeantSo(state, { ...shared, addresses: [...shared.addresses, 'channel/3'] })).toBe(false);
  expect(isMeantSo(new DeskState(schema), shared)).toBe(false);
});

test('marks are added once and taken away alone', () => {
  const both = 'deadInput:channel/1 sharedSource:channel/1,channel/2';
  expect(withMeantSo(stateWith('deadInput:channel/1'), shared)).toEqual({ address: 'audit/meant', value: both });
  expect(withMeantSo(stateWith(both), shared)?.value).toBe(both);
  expect(withoutMeantSo(stateWith(both), dead).value).toBe('sharedSource:channel/1,channel/2');
  expect(withoutMeantSo(stateWith(''), dead).value).toBe('');
});

test('what does not fit any more is not marked', () => {
  expect(withMeantSo(stateWith('x'.repeat(3980)), dead)?.value).toHaveLength(3980 + 1 + 'deadInput:channel/1'.length);
  expect(withMeantSo(stateWith('x'.repeat(3981)), dead)).toBeUndefined();
});
