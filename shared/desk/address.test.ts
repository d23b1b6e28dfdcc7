import { expect, test } from 'vitest';
import { kindOfStrip, mainAssignAddress, numberOfStrip, sendAddress, stripKinds, stripOf } from './address.ts';

test('the strip of an address', () => {
  const strips = {
    'channel/1': 'channel/1',
    'channel/1/send/bus/3/level': 'channel/1',
    'bus/12/fader': 'bus/12',
    'dca/8/mute': 'dca/8',
    'main/stereo/eq/1/gain': 'main/stereo',
    'main/mono': 'main/mono',
    'fxReturn/2/name': 'fxReturn/2',
    'main/left/fader': undefined,
    'main/stereos': undefined,
    'channel/1x/fader': undefined,
    'channel/one': undefined,
    'output/main/1/source': undefined,
    'headamp/local/1/gain': undefined,
    'routing/channel/1': undefined,
    channel: undefined,
    '': undefined,
  };
  expect(Object.fromEntries(Object.keys(strips).map((address) => [address, stripOf(address)]))).toEqual(strips);
});

test('kind and number of a strip', () => {
  expect(stripKinds.map((kind) => kindOfStrip(`${kind}/2`))).toEqual(stripKinds);
  expect(kindOfStrip('main/mono')).toBe('main');
  expect(numberOfStrip('channel/32')).toBe(32);
  expect(numberOfStrip('main/stereo')).toBeUndefined();
});

test('sends and assigns', () => {
  expect(sendAddress('channel/1', 'bus/3')).toBe('channel/1/send/bus/3');
  expect(stripOf(sendAddress('bus/2', 'matrix/5'))).toBe('bus/2');
  expect(mainAssignAddress('channel/1', 'stereo')).toBe('channel/1/assign/main');
  expect(mainAssignAddress('channel/1', 'mono')).toBe('channel/1/assign/mono');
});
