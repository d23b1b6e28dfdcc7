import { describe, expect, test } from 'vitest';
import { type CrosspointFacts, crosspointSentence, sharedTapNote, spokenCrosspoint } from './crosspointSentence.ts';

const bassToBooth: CrosspointFacts = {
  sourceName: 'Bass DI',
  sourceKind: 'channel',
  destinationName: 'Booth',
  levelDb: -8,
  isOn: true,
  tap: 'preFader',
  faderDb: -5,
  dcas: [],
  mutedBy: [],
};
const say = (facts: Partial<CrosspointFacts>) => crosspointSentence({ ...bassToBooth, ...facts });

describe('the card', () => {
  test('pre-fader', () => {
    expect(say({})).toEqual({
      headline: 'Bass DI → Booth: pre-fader, −8.0 dB',
      effect: 'Arrives at −8.0 dB whatever the channel fader does.',
    });
  });

  test('finer taps before the fader', () => {
    expect(say({ tap: 'postEq' }).headline).toBe('Bass DI → Booth: post-EQ, −8.0 dB');
    expect(say({ tap: 'input', sourceKind: 'auxIn' }).effect).toBe(
      'Arrives at −8.0 dB whatever the aux in fader does.',
    );
  });

  test('post-fader', () => {
    expect(say({ tap: 'postFader' })).toEqual({
      headline: 'Bass DI → Booth: post-fader, −8.0 dB',
      effect: 'Follows the channel fader, now −5.0 dB: arrives at −13.0 dB.',
    });
  });

  test('post-fader under a fader that is down', () => {
    expect(say({ tap: 'postFader', faderDb: -Infinity }).effect).toBe(
      'Follows the channel fader, now −∞ dB: nothing arrives.',
    );
  });

  test('post-fader of a fader that was not read', () => {
    expect(say({ tap: 'postFader', faderDb: undefined }).effect).toBe('Follows the channel fader, not read yet.');
  });

  test('a DCA moves what follows the fader', () => {
    expect(say({ tap: 'postFader', dcas: [{ name: 'Band', levelDb: -3 }] }).effect).toBe(
      'Follows the channel fader, now −5.0 dB; Band, now −3.0 dB: arrives at −16.0 dB.',
    );
    expect(say({ dcas: [{ name: 'Band', levelDb: -3 }] }).effect).toBe(
      'Arrives at −8.0 dB whatever the channel fader does.',
    );
  });

  test('subgroup', () => {
    expect(say({ tap: 'subgroup' })).toEqual({
      headline: 'Bass DI → Booth: subgroup',
      effect: 'Feeds the group at unity; the send level has no effect.',
    });
  });

  test('an assignment passes at unity', () => {
    expect(say({ destinationName: 'Main', levelDb: 'fixed', tap: 'postFader' })).toEqual({
      headline: 'Bass DI → Main: post-fader, at unity',
      effect: 'Follows the channel fader, now −5.0 dB: arrives at −5.0 dB.',
    });
  });

  test('off, and all the way down', () => {
    expect(say({ isOn: false })).toEqual({
      headline: 'Bass DI → Booth: off',
      effect: 'Nothing of Bass DI reaches Booth. Its level stands at −8.0 dB.',
    });
    expect(say({ isOn: false, levelDb: 'fixed' }).effect).toBe('Nothing of Bass DI reaches Booth.');
    expect(say({ levelDb: -Infinity }).effect).toBe('The send level is all the way down: nothing arrives.');
  });

  test('unknown is never told as a value', () => {
    for (const facts of [{ isOn: undefined }, { levelDb: undefined }, { tap: undefined }]) {
      expect(say(facts)).toEqual({
        headline: 'Bass DI → Booth: not read yet',
        effect: 'The console has not told its value, so it cannot be changed.',
      });
    }
  });

  test('a mute is named beside the send', () => {
    expect(say({ mutedBy: ['its own switch', 'Band', 'mute group 3'] }).effect).toBe(
      'Arrives at −8.0 dB whatever the channel fader does. Bass DI is muted by its own switch, Band and mute group 3.',
    );
    expect(say({ isOn: false, mutedBy: ['Band'] }).effect).not.toContain('muted');
  });
});

describe('the spoken name', () => {
  test('says all that the cell shows', () => {
    expect(spokenCrosspoint(bassToBooth)).toBe('Bass DI to Booth, pre-fader, minus 8.0 dB, on');
    expect(spokenCrosspoint({ ...bassToBooth, isOn: false, levelDb: 2.5 })).toBe(
      'Bass DI to Booth, pre-fader, plus 2.5 dB, off',
    );
    expect(spokenCrosspoint({ ...bassToBooth, levelDb: -Infinity })).toBe(
      'Bass DI to Booth, pre-fader, minus infinity, on',
    );
    expect(spokenCrosspoint({ ...bassToBooth, tap: 'subgroup' })).toBe('Bass DI to Booth, subgroup, at unity, on');
    expect(spokenCrosspoint({ ...bassToBooth, levelDb: undefined })).toBe('Bass DI to Booth, not read yet');
    expect(spokenCrosspoint(bassToBooth, ['held by Sam'])).toBe(
      'Bass DI to Booth, pre-fader, minus 8.0 dB, on, held by Sam',
    );
  });
});

test('who else a tap changes', () => {
  expect(sharedTapNote([])).toBe('');
  expect(sharedTapNote(['bus 4'])).toBe('Also changes bus 4: they share one tap.');
  expect(sharedTapNote(['bus 4', 'bus 6'])).toBe('Also changes bus 4 and bus 6: they share one tap.');
});
