import type { DeskProfile, ParamRow } from '../../shared/desk/profile.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import type { Taper } from '../../shared/units/taper.ts';

const taper: Taper = {
  breakpoints: [
    [0, -90],
    [0.5, -10],
    [1, 10],
  ],
};

const rows: readonly ParamRow[] = [
  { pattern: 'channel/{n:1..4}/name', spec: { kind: 'text', unit: '', group: 'names', maxLength: 12, default: '' } },
  {
    pattern: 'channel/{n:1..4}/fader',
    spec: { kind: 'level', unit: 'dB', group: 'faders', taper, steps: 201, default: -Infinity },
  },
  { pattern: 'channel/{n:1..4}/mute', spec: { kind: 'switch', unit: '', group: 'mutes', default: 0 } },
  {
    pattern: 'channel/{n:1..4}/headamp',
    spec: { kind: 'integer', unit: '', group: 'preamps', min: 0, max: 9, readOnly: true },
  },
];

/** A desk of four channels, for tests that need a schema and no console family. */
export const smallProfile: DeskProfile = {
  family: 'small',
  title: 'Small desk',
  model: 'Small',
  firmware: '1.0',
  strips: [{ kind: 'channel', strips: ['channel/1', 'channel/2', 'channel/3', 'channel/4'] }],
  params: rows,
  aliases: [],
  faderTaper: taper,
  tapShare: 1,
  meters: ['channel/1', 'channel/2', 'channel/3', 'channel/4'],
  setsPerSecond: 50,
  totalSetsPerSecond: 1000,
};

export const smallSchema = buildSchema(smallProfile);
