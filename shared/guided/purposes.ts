import type { StripAddress } from '../desk/address.ts';
import { type Purpose, purposes } from '../desk/appParams.ts';
import type { TapPoint } from '../desk/profile.ts';
import { type DeskReading, numberAt } from './deskReading.ts';

/** What a purpose asks of a bus. */
export interface PurposeFacts {
  readonly title: string;
  /** "a cue": for sentences. */
  readonly noun: string;
  /** What it means for the faders, as a sentence. */
  readonly meaning: string;
  /** Taps that its sends should have, the best first; the desk offers not all of them. Empty: any. */
  readonly wished: readonly TapPoint[];
  /** Taps that do not contradict it. */
  readonly accepted: readonly TapPoint[];
  /** Whether the bus itself should be heard in the main mix; `undefined` if it may or may not. */
  readonly onMain: boolean | undefined;
}

const early: readonly TapPoint[] = ['input', 'preEq', 'postEq', 'preFader'];

export const purposeFacts: Readonly<Record<Purpose, PurposeFacts>> = {
  none: { title: 'No purpose', noun: 'a bus', meaning: '', wished: [], accepted: [], onMain: undefined },
  cue: {
    title: 'Cue',
    noun: 'a cue',
    meaning: 'For ears: booth, wedge, in-ear. Taken before the fader, so that the channel faders do not change it.',
    wished: ['preFader', 'postEq', 'preEq', 'input'],
    accepted: early,
    onMain: false,
  },
  effect: {
    title: 'Effect',
    noun: 'an effect send',
    meaning: 'Feeds an effect. Taken behind the fader, so that the effect follows the channel.',
    wished: ['postFader'],
    accepted: ['postFader'],
    onMain: false,
  },
  subgroup: {
    title: 'Subgroup',
    noun: 'a subgroup',
    meaning: 'Gathers channels under one fader. They reach the main mix through it alone.',
    wished: ['subgroup', 'postFader'],
    accepted: ['subgroup', 'postFader'],
    onMain: true,
  },
  room: {
    title: 'Room',
    noun: 'a room',
    meaning: 'A reverb of its own that instruments are put into. Taken behind the fader.',
    wished: ['postFader'],
    accepted: ['postFader'],
    onMain: false,
  },
  record: {
    title: 'Record',
    noun: 'a recording feed',
    meaning: 'Goes to a recorder. Taken as early as the console can, so that nothing at the desk is heard in it.',
    wished: early,
    accepted: early,
    onMain: false,
  },
  stream: {
    title: 'Stream',
    noun: 'a stream feed',
    meaning: 'Goes out to listeners elsewhere, as the main mix does.',
    wished: ['postFader'],
    accepted: [],
    onMain: false,
  },
  talkback: {
    title: 'Talkback',
    noun: 'a talkback bus',
    meaning: 'Carries spoken words to people on stage; it does not belong in the main mix.',
    wished: ['preFader', 'postEq', 'preEq', 'input'],
    accepted: [],
    onMain: false,
  },
};

/** What the user says a bus is for; `none` where nothing was said, `undefined` where the strip can have no purpose. */
export function purposeOf(desk: DeskReading, bus: StripAddress): Purpose | undefined {
  const value = numberAt(desk, `${bus}/purpose`);
  return value === undefined ? undefined : purposes[value];
}

export const purposeValue = (purpose: Purpose): number => purposes.indexOf(purpose);

/** Words for a tap in sentences. */
export const tapWords: Readonly<Record<TapPoint, string>> = {
  input: 'at the input',
  preEq: 'pre-EQ',
  postEq: 'post-EQ',
  preFader: 'pre-fader',
  postFader: 'post-fader',
  subgroup: 'subgroup feeds',
};
