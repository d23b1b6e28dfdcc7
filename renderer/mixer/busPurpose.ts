import type { TapPoint } from '../../shared/desk/profile.ts';

/** What a bus seems to be for, judged by where its sends are taken; the user has not said it. */
export type GuessedPurpose = 'cue' | 'effect' | 'group' | 'mixed' | 'unknown';

const purposeOfTap: Readonly<Record<TapPoint, GuessedPurpose>> = {
  input: 'cue',
  preEq: 'cue',
  postEq: 'cue',
  preFader: 'cue',
  postFader: 'effect',
  subgroup: 'group',
};

/** Share of the sends that must agree. */
const agreement = 0.6;

/** @param taps of all sends into the bus; `undefined` while unknown */
export function guessPurpose(taps: Iterable<TapPoint | undefined>): GuessedPurpose {
  const counts = new Map<GuessedPurpose, number>();
  let known = 0;
  for (const tap of taps) {
    if (tap === undefined) continue;
    known++;
    counts.set(purposeOfTap[tap], (counts.get(purposeOfTap[tap]) ?? 0) + 1);
  }
  if (known === 0) return 'unknown';
  for (const [purpose, count] of counts) if (count >= known * agreement) return purpose;
  return 'mixed';
}

/** A few words beside a bus. */
export const purposeWords: Readonly<Record<GuessedPurpose, string>> = {
  cue: 'cue',
  effect: 'effect',
  group: 'group',
  mixed: 'mixed',
  unknown: '',
};

/** What that means for the faders, as a sentence. */
export const purposeSentences: Readonly<Record<GuessedPurpose, string>> = {
  cue: 'Pre-fader: channel faders do not change it.',
  effect: 'Post-fader: it follows the channel faders.',
  group: 'A subgroup: send levels have no effect.',
  mixed: 'Sends are taken at different points: see the signs.',
  unknown: '',
};
