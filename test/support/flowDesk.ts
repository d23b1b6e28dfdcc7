import type { Address } from '../../shared/desk/address.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { Change } from '../../shared/desk/diff.ts';
import type { ParamSpec, ParamValue } from '../../shared/desk/paramSpec.ts';
import type { DeskProfile, ParamRow } from '../../shared/desk/profile.ts';
import { buildSchema } from '../../shared/desk/schema.ts';

const taper = {
  breakpoints: [
    [0, -90],
    [0.5, -40],
    [1, 10],
  ],
} as const;
const level: ParamSpec = { kind: 'level', unit: 'dB', group: 'faders', taper, steps: 1001, default: -Infinity };
const toggle = (initial: number): ParamSpec => ({ kind: 'switch', unit: '', group: 'mutes', default: initial });
const pan: ParamSpec = {
  kind: 'number',
  unit: 'pan',
  group: 'pans',
  law: 'linear',
  min: -1,
  max: 1,
  steps: 101,
  default: 0,
};
const gain: ParamSpec = {
  kind: 'number',
  unit: 'dB',
  group: 'preamps',
  law: 'linear',
  min: -18,
  max: 60,
  steps: 157,
  default: 0,
};
const text: ParamSpec = { kind: 'text', unit: '', group: 'names', maxLength: 12, default: '' };
const whole = (max: number): ParamSpec => ({ kind: 'integer', unit: '', group: 'routing', min: 0, max, default: 0 });
const choice = (options: readonly string[], initial = 0): ParamSpec => ({
  kind: 'choice',
  unit: '',
  group: 'taps',
  options,
  default: initial,
});
const taps = choice(['input', 'preFader', 'postFader', 'subgroup'], 2);
const row = (pattern: string, spec: ParamSpec): ParamRow => ({ pattern, spec });

const inputStrips = ['channel/{n:1..4}', 'fxReturn/{n:1..2}'];
const busses = 'bus/{n:1..4}';
const mains = ['main/stereo', 'main/mono'];

const params: readonly ParamRow[] = [
  ...[...inputStrips, busses, 'matrix/{n:1..2}', ...mains].flatMap((strip) => [
    row(`${strip}/name`, text),
    row(`${strip}/fader`, level),
    row(`${strip}/mute`, toggle(0)),
    row(`${strip}/assign/dca/{g:1..2}`, toggle(0)),
    row(`${strip}/assign/muteGroup/{g:1..2}`, toggle(0)),
  ]),
  ...[...inputStrips, busses].flatMap((strip) => [
    row(`${strip}/pan`, pan),
    row(`${strip}/assign/main`, toggle(0)),
    row(`${strip}/assign/mono`, toggle(0)),
    row(`${strip}/monoLevel`, level),
  ]),
  row('main/stereo/pan', pan),
  row('channel/{n:1..4}/preamp/trim', gain),
  row('channel/{n:1..4}/source', whole(9)),
  row('channel/{n:1..4}/insert/on', toggle(0)),
  row('channel/{n:1..4}/insert/slot', whole(3)),
  row('headamp/local/{n:1..4}/gain', gain),
  ...inputStrips.flatMap((strip) => [
    row(`${strip}/send/bus/{b:1..4}/on`, toggle(1)),
    row(`${strip}/send/bus/{b:1..4}/level`, level),
    row(`${strip}/send/bus/{b:1..4}/pan`, pan),
    row(`${strip}/send/bus/{b:1..4}/tap`, taps),
  ]),
  ...[busses, ...mains].flatMap((strip) => [
    row(`${strip}/send/matrix/{b:1..2}/on`, toggle(1)),
    row(`${strip}/send/matrix/{b:1..2}/level`, level),
    row(`${strip}/send/matrix/{b:1..2}/tap`, taps),
  ]),
  // Busses can be sent to each other, which not every console can.
  row('bus/{n:1..4}/send/bus/{b:1..4}/on', toggle(1)),
  row('bus/{n:1..4}/send/bus/{b:1..4}/level', level),
  row('bus/{n:1..4}/send/bus/{b:1..4}/tap', taps),
  row('link/bus/{p:1..3:2}', toggle(0)),
  row('dca/{n:1..2}/name', text),
  row('dca/{n:1..2}/fader', level),
  row('dca/{n:1..2}/mute', toggle(0)),
  row('muteGroup/{n:1..2}/mute', toggle(0)),
  row('fx/1/type', choice(['hall', 'echo'])),
  row('fx/1/source/{side:left|right}', whole(4)),
  row('output/main/{n:1..4}/source', whole(12)),
  row('output/main/{n:1..4}/tap', choice(['preFader', 'postFader'], 1)),
  row('bus/{n:1..4}/purpose', choice(['none', 'cue', 'effect', 'subgroup', 'room', 'record', 'stream', 'talkback'])),
];

const numbered = (kind: string, count: number) => Array.from({ length: count }, (_, i) => `${kind}/${i + 1}`);

/** A small desk with everything that signal flow knows: four channels, an effect, four busses, two matrices, mains, outputs. */
export const flowProfile: DeskProfile = {
  family: 'small',
  title: 'Flow desk',
  model: 'Flow',
  firmware: '1.0',
  strips: [
    { kind: 'channel', strips: numbered('channel', 4) },
    { kind: 'fxReturn', strips: numbered('fxReturn', 2) },
    { kind: 'bus', strips: numbered('bus', 4) },
    { kind: 'matrix', strips: numbered('matrix', 2) },
    { kind: 'dca', strips: numbered('dca', 2) },
    { kind: 'main', strips: mains },
  ],
  params,
  aliases: [],
  patch: {
    inputs: [{ bank: 'input/local', count: 4, title: 'Local', headamps: 'headamp/local' }],
    lines: [],
    redirects: [],
    stripSources: ['', 'input/local/{n:1..4}', 'bus/{n:1..4}', 'fxReturn/1'],
    outputs: [{ bank: 'output/main', count: 4, title: 'Output' }],
    outputSources: [
      '',
      'main/stereo/left',
      'main/stereo/right',
      'main/mono',
      'bus/{n:1..4}',
      'matrix/{n:1..2}',
      'channel/1',
      'talkback',
    ],
    outputTaps: [
      { tap: 'preFader', obeysMute: false },
      { tap: 'postFader', obeysMute: true },
    ],
    effects: [
      {
        slot: 'fx/1',
        ways: [
          { source: 'fx/1/source/left', returnStrip: 'fxReturn/1' },
          { source: 'fx/1/source/right', returnStrip: 'fxReturn/2' },
        ],
      },
    ],
    effectSources: ['', 'bus/{n:1..4}'],
    effectKinds: ['reverb', 'delay'],
    inserts: ['', 'fx/1/{side:left|right}', 'output/main/4'],
  },
  faderTaper: taper,
  tapShare: 1,
  meters: [...numbered('channel', 4), ...numbered('bus', 4), 'main/stereo/left', 'main/stereo/right'],
  setsPerSecond: 50,
  totalSetsPerSecond: 1000,
};

export const flowSchema = buildSchema(flowProfile);

/** A state of the small desk, from its defaults on. */
export interface FlowDesk {
  readonly state: DeskState;
  /** Values by address; words stand for options. */
  put(values: Readonly<Record<Address, ParamValue>>): void;
  forget(address: Address): void;
  change(address: Address, value: ParamValue): Change;
}

export function flowDesk(): FlowDesk {
  const state = new DeskState(flowSchema);
  for (let id = 0; id < flowSchema.size; id++) {
    const value = flowSchema.defaultOf(id);
    if (value !== undefined) state.set(id, value);
  }
  const change = (address: Address, value: ParamValue): Change => {
    const id = flowSchema.need(address);
    const spec = flowSchema.specOf(id);
    return { id, value: spec.kind === 'choice' && typeof value === 'string' ? spec.options.indexOf(value) : value };
  };
  return {
    state,
    put: (values) => void state.merge(Object.entries(values).map(([address, value]) => change(address, value))),
    forget: (address) => state.forget(flowSchema.need(address)),
    change,
  };
}
