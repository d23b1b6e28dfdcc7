import type { NumberSpec, SwitchSpec } from '../../../shared/desk/paramSpec.ts';
import type { DeskProfile, ParamRow } from '../../../shared/desk/profile.ts';
import type { Taper } from '../../../shared/units/taper.ts';

export const unitStrips = 8;
/** Faders are told in 14 bits, of which surfaces and hosts keep ten. */
export const faderSteps = 1024;
/** Lights around a knob, which is all that is told of a pan. */
export const panSteps = 11;

/** Programs that are known; their fader laws differ. */
export const daws = ['generic', 'reaper', 'flstudio', 'ardour', 'protools'] as const;
export type Daw = (typeof daws)[number];

/** Points of the scale printed on such surfaces below 0 dB, as shares of the way to 0 dB. */
const below: Taper['breakpoints'] = [
  [0, -90],
  [0.047, -60],
  [0.156, -40],
  [0.273, -30],
  [0.43, -20],
  [0.664, -10],
  [0.836, -5],
];

/** The printed scale with 0 dB at a place of the way, up to the program's own top. Between them the law is not established. */
const scaled = (zeroAt: number, topDb: number): Taper => ({
  breakpoints: [...below.map(([share, db]) => [share * zeroAt, db] as const), [zeroAt, 0], [1, topDb]],
});

/** Law of each program's faders, as level over position. */
export const tapers: Readonly<Record<Daw, Taper>> = {
  generic: scaled(12_800 / 16_383, 10),
  reaper: scaled(0.716, 12),
  flstudio: scaled(13_072 / 16_340, 5.6),
  ardour: {
    breakpoints: [
      [0, -90],
      [0.03951, -60],
      [0.12149, -40],
      [0.20184, -30],
      [0.3253, -20],
      [0.51039, -10],
      [0.60697, -6],
      [0.68954, -3],
      [0.78179, 0],
      [0.88465, 3],
      [1, 6.02],
    ],
  },
  protools: scaled(0.716, 12),
};

const titles: Readonly<Record<Daw, string>> = {
  generic: 'DAW by MCU',
  reaper: 'REAPER by MCU',
  flstudio: 'FL Studio by MCU',
  ardour: 'Ardour by MCU',
  protools: 'Pro Tools by HUI',
};

/** What the app is towards a program. */
export interface DawChoice {
  readonly daw: Daw;
  /** Units of eight strips: 1 … 4. */
  readonly units: number;
}

export const speaksHui = ({ daw }: DawChoice) => daw === 'protools';

const on: SwitchSpec = { kind: 'switch', unit: '', group: 'mutes', default: 0 };
const pan: NumberSpec = {
  kind: 'number',
  unit: 'pan',
  group: 'pans',
  law: 'linear',
  min: -1,
  max: 1,
  steps: panSteps,
  default: 0,
};

export function profileOf(choice: DawChoice): DeskProfile {
  const { daw, units } = choice;
  const count = units * unitStrips;
  const taper = tapers[daw];
  const level = { kind: 'level', unit: 'dB', group: 'faders', taper, steps: faderSteps } as const;
  const channels = Array.from({ length: count }, (_, index) => `channel/${index + 1}`);
  const hasMaster = !speaksHui(choice);
  const maxLength = speaksHui(choice) ? 4 : 7;
  const params: readonly ParamRow[] = [
    {
      pattern: `channel/{n:1..${count}}/name`,
      spec: { kind: 'text', unit: '', group: 'names', maxLength, readOnly: true, default: '' },
      defaults: channels.map((_, index) => (speaksHui(choice) ? `T${index + 1}` : `Trk ${index + 1}`)),
    },
    { pattern: `channel/{n:1..${count}}/fader`, spec: { ...level, default: -Infinity } },
    { pattern: `channel/{n:1..${count}}/mute`, spec: on },
    { pattern: `channel/{n:1..${count}}/solo`, spec: { ...on, group: 'solo' } },
    { pattern: `channel/{n:1..${count}}/pan`, spec: pan },
    ...(hasMaster ? [{ pattern: 'main/stereo/fader', spec: { ...level, default: -Infinity } } as const] : []),
  ];
  return {
    family: 'dawmcu',
    title: titles[daw],
    model: `${daw} ${count}`,
    firmware: speaksHui(choice) ? 'HUI' : 'MCU',
    strips: [
      { kind: 'channel', strips: channels },
      ...(hasMaster ? [{ kind: 'main', strips: ['main/stereo'] } as const] : []),
    ],
    params,
    aliases: [],
    faderTaper: taper,
    tapShare: 1,
    meters: channels,
    setsPerSecond: 50,
    totalSetsPerSecond: 500,
    absent: [
      {
        what: 'Strips of other banks',
        why: 'the DAW shows one bank on the strips; the bank keys above the mixer move it',
      },
      { what: 'Fine pan', why: `only the ${panSteps} lights around a knob are told` },
      { what: 'Sends, EQ, dynamics, routing', why: 'this protocol does not carry them by number' },
      { what: 'Setting names', why: 'the DAW tells its names and takes none' },
    ],
  };
}

export const choices: readonly DawChoice[] = [
  ...[1, 2, 3, 4].map((units) => ({ daw: 'generic' as const, units })),
  ...daws.filter((daw) => daw !== 'generic').map((daw) => ({ daw, units: 1 })),
];
export const profiles: readonly DeskProfile[] = choices.map(profileOf);

/** Reads the options behind a target. */
export function choiceOf(options: Readonly<Record<string, string>> = {}): DawChoice {
  const daw = daws.find((each) => each === options.daw) ?? 'generic';
  const units = Number(options.units ?? 1);
  return { daw, units: Number.isInteger(units) && units >= 1 && units <= 4 ? units : 1 };
}

/** The choice whose profile this is. */
export function choiceOfModel(model: string): DawChoice {
  const [daw, count] = model.split(' ');
  return choiceOf({ daw: daw ?? '', units: String(Number(count) / unitStrips) });
}
