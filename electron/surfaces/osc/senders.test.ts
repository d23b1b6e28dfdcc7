import { expect, test } from 'vitest';
import { loopbackRules, type OscRule, problemOfRule, ruleFor } from './senders.ts';

const rules: readonly OscRule[] = [
  { address: '192.168.1.20', role: 'viewer' },
  { address: '192.168.1.0/24', role: 'engineer' },
  { address: 'fe80::1', role: 'engineer' },
  ...loopbackRules,
];

test.each([
  ['192.168.1.20', 'viewer'],
  ['192.168.1.21', 'engineer'],
  ['::ffff:192.168.1.21', 'engineer'],
  ['192.168.2.1', undefined],
  ['127.0.0.1', 'engineer'],
  ['::1', 'engineer'],
  ['FE80::1%eth0', 'engineer'],
  ['fe80::2', undefined],
  ['', undefined],
])('%s is %s', (address, role) => {
  expect(ruleFor(rules, address)?.role).toBe(role);
});

test.each(['10.0.0.1', '10.0.0.0/8', 'fe80::1'])('%s can stand in a rule', (address) => {
  expect(problemOfRule({ address, role: 'viewer' })).toBeUndefined();
});

test.each(['', 'studio.local', '10.0.0', '10.0.0.256', '10.0.0.0/33', '*'])('%s cannot', (address) => {
  expect(problemOfRule({ address, role: 'viewer' })).toMatch(/give one such as/);
});
