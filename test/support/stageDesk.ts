import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { smallProfile } from './smallDesk.ts';

const level = smallProfile.params[1]?.spec;
if (level?.kind !== 'level') throw new Error('The small desk has no faders any more');

/** The small desk with a main, talkback, and inputs whose gain and phantom power matter. */
export const stageProfile: DeskProfile = {
  ...smallProfile,
  strips: [...smallProfile.strips, { kind: 'main', strips: ['main/stereo'] }],
  params: [
    ...smallProfile.params,
    { pattern: 'main/stereo/fader', spec: level },
    {
      pattern: 'headamp/{n:1..2}/gain',
      spec: { kind: 'number', unit: 'dB', group: 'preamps', law: 'linear', min: -12, max: 60, steps: 145, default: 0 },
    },
    { pattern: 'headamp/{n:1..2}/phantom', spec: { kind: 'switch', unit: '', group: 'preamps', default: 0 } },
    { pattern: 'talkback/a/key', spec: { kind: 'switch', unit: '', group: 'talkback', default: 0 } },
  ],
};

export const stageSchema = buildSchema(stageProfile);
