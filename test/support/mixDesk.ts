import type { DeskProfile, ParamRow } from '../../shared/desk/profile.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { smallProfile } from './smallDesk.ts';

const level = smallProfile.params[1]?.spec;
if (level?.kind !== 'level') throw new Error('The small desk has no faders any more');

const sources = [
  ['channel', 4],
  ['auxIn', 1],
] as const;

const sends: ParamRow[] = sources.flatMap(([kind, count]) => [
  { pattern: `${kind}/{n:1..${count}}/send/bus/{b:1..4}/level`, spec: { ...level, group: 'sends' } },
  {
    pattern: `${kind}/{n:1..${count}}/send/bus/{b:1..4}/on`,
    spec: { kind: 'switch', unit: '', group: 'sends', default: 1 },
  },
  {
    pattern: `${kind}/{n:1..${count}}/send/bus/{b:1..3:2}/pan`,
    spec: { kind: 'number', unit: 'pan', group: 'sends', law: 'linear', min: -1, max: 1, steps: 101, default: 0 },
  },
  {
    pattern: `${kind}/{n:1..${count}}/send/bus/{b:1..3:2}/tap`,
    spec: { kind: 'choice', unit: '', group: 'taps', options: ['preFader', 'postFader'], default: 0 },
  },
]);

/** A desk with sends to four busses whose pairs share pan and tap, and one of every other kind of parameter. */
export const mixProfile: DeskProfile = {
  ...smallProfile,
  family: 'mix',
  title: 'Mix desk',
  strips: [
    ...smallProfile.strips,
    { kind: 'auxIn', strips: ['auxIn/1'] },
    { kind: 'bus', strips: ['bus/1', 'bus/2', 'bus/3', 'bus/4'] },
    { kind: 'main', strips: ['main/stereo'] },
  ],
  params: [
    ...smallProfile.params,
    { pattern: 'auxIn/1/name', spec: { kind: 'text', unit: '', group: 'names', maxLength: 12, default: '' } },
    { pattern: 'bus/{n:1..4}/name', spec: { kind: 'text', unit: '', group: 'names', maxLength: 12, default: '' } },
    { pattern: 'bus/{n:1..4}/fader', spec: level },
    { pattern: 'bus/{n:1..4}/mute', spec: { kind: 'switch', unit: '', group: 'mutes', default: 0 } },
    { pattern: 'main/stereo/fader', spec: level },
    ...sends,
    { pattern: 'headamp/{n:1..2}/phantom', spec: { kind: 'switch', unit: '', group: 'preamps', default: 0 } },
    { pattern: 'talkback/a/key', spec: { kind: 'switch', unit: '', group: 'talkback', default: 0 } },
    { pattern: 'prefs/wifi', spec: { kind: 'text', unit: '', group: 'setup', maxLength: 20, default: 'password' } },
  ],
  aliases: sources.flatMap(([kind, count]) =>
    ['pan', 'tap'].map((leaf) => ({
      pattern: `${kind}/{n:1..${count}}/send/bus/{b:2..4:2}/${leaf}`,
      of: `${kind}/{n}/send/bus/{b-1}/${leaf}`,
    })),
  ),
  tapShare: 2,
  meters: [
    'channel/1',
    'channel/2',
    'channel/3',
    'channel/4',
    'auxIn/1',
    'bus/1',
    'bus/2',
    'bus/3',
    'bus/4',
    'main/stereo',
  ],
};

export const mixSchema = buildSchema(mixProfile);
