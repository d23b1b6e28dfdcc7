import { expect, test } from 'vitest';
import { surfacesOf } from './surfaceArguments.ts';

test('nothing asked for is nothing', () => {
  expect(surfacesOf({})).toBeUndefined();
});

test('ports stand from left to right, the last with the master', () => {
  expect(surfacesOf({ mcu: ['Left', 'Main'], hui: ['Old'], learn: ['Knobs'] })).toEqual({
    motors: [
      {
        protocol: 'mcu',
        units: [
          { port: 'Left', kind: 'extender' },
          { port: 'Main', kind: 'main' },
        ],
      },
      { protocol: 'hui', units: [{ port: 'Old', kind: 'main' }] },
    ],
    learnPorts: ['Knobs'],
  });
});

test.each([
  ['8765', { host: '127.0.0.1', port: 8765 }],
  ['0.0.0.0:9000', { host: '0.0.0.0', port: 9000 }],
])('OSC at %s', (osc, place) => {
  expect(surfacesOf({ osc, 'osc-allow': ['10.0.0.0/8', '10.0.0.5=engineer'] })?.osc).toEqual({
    ...place,
    rules: [
      { address: '10.0.0.0/8', role: 'viewer' },
      { address: '10.0.0.5', role: 'engineer' },
    ],
  });
});

test.each([
  [{ osc: 'x' }, /--osc x is not a port/],
  [{ osc: '70000' }, /not a port/],
  [{ osc: '1', 'osc-allow': ['studio'] }, /give one such as/],
  [{ osc: '1', 'osc-allow': ['10.0.0.1=king'] }, /"king" is not a role/],
])('%j is refused', (words, sentence) => {
  expect(() => surfacesOf(words)).toThrow(sentence);
});
