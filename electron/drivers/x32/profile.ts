import type { DeskProfile, StripGroup } from '../../../shared/desk/profile.ts';
import { rowsOfFirmware } from './paramMap.ts';
import { patch } from './patch.ts';
import { deskTaper } from './wireCodec.ts';

/**
 * Facts of the models of this family. All run the same mixing engine with the same addresses; a Core or Rack lacks faders and
 * sockets, not parameters. Firmware 4 adds user routing, personal monitor hubs, pan following, and groups of matrices and mains.
 */
export const modelNames = ['X32', 'X32C', 'X32P', 'X32RACK', 'X32CORE', 'M32', 'M32R', 'M32C'] as const;

const titles: Readonly<Record<string, string>> = {
  X32: 'X32',
  X32C: 'X32 Compact',
  X32P: 'X32 Producer',
  X32RACK: 'X32 Rack',
  X32CORE: 'X32 Core',
  M32: 'M32',
  M32R: 'M32R',
  M32C: 'M32C',
};

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}/${index + 1}`);

const strips: readonly StripGroup[] = [
  { kind: 'channel', strips: numbered('channel', 32) },
  { kind: 'auxIn', strips: numbered('auxIn', 8) },
  { kind: 'fxReturn', strips: numbered('fxReturn', 8) },
  { kind: 'bus', strips: numbered('bus', 16) },
  { kind: 'matrix', strips: numbered('matrix', 6) },
  { kind: 'dca', strips: numbered('dca', 8) },
  { kind: 'main', strips: ['main/stereo', 'main/mono'] },
];

/** Meters of a mixer view: every strip with audio, the stereo main by side. */
const meters = [
  ...strips.slice(0, 5).flatMap((group) => group.strips),
  'main/stereo/left',
  'main/stereo/right',
  'main/mono',
];

const sources = ['channel/{n:1..32}', 'auxIn/{n:1..8}', 'fxReturn/{n:1..8}'];
const mixes = ['bus/{n:1..16}', 'main/stereo', 'main/mono'];

/** The tap, pan and pan link of a pair of sends are kept by the odd one (protocol text, "sends"). */
const pairAliases = (strips: readonly string[], destination: string, last: number, firmware: number) =>
  strips.flatMap((strip) =>
    ['tap', 'pan', ...(firmware >= 4 ? ['panFollow'] : [])].map((leaf) => ({
      pattern: `${strip}/send/${destination}/{b:2..${last}:2}/${leaf}`,
      of: `${strip.replace(/\{n:[^}]*\}/, '{n}')}/send/${destination}/{b-1}/${leaf}`,
    })),
  );

const generations = [4, 2].map((firmware) => ({
  firmware,
  params: rowsOfFirmware(firmware),
  aliases: [...pairAliases(sources, 'bus', 16, firmware), ...pairAliases(mixes, 'matrix', 6, firmware)],
}));

type Generation = (typeof generations)[number];

function profileOf(model: string, { params, aliases }: Generation, firmware: string): DeskProfile {
  return {
    family: 'x32',
    title: titles[model] ?? model,
    model,
    firmware,
    strips,
    params,
    patch,
    aliases,
    faderTaper: deskTaper,
    tapShare: 2,
    meters,
    // No official limit is known; field tools leave 10 ms between sets and ride faders at 20 to 50 a second.
    setsPerSecond: 50,
    totalSetsPerSecond: 1000,
  };
}

/** The newest firmware first; the first profile is what an emulator shows unless told otherwise. */
export const profiles: readonly DeskProfile[] = modelNames.flatMap((model) => [
  profileOf(model, generations[0] as Generation, '4.06'),
  profileOf(model, generations[1] as Generation, '2.12'),
]);

/**
 * The profile of a desk that gave this model and firmware. An unknown model of the family is taken for the largest; a firmware
 * from 4 on has the addresses of 4, an older one those of 2.
 */
export function profileFor(model: string, firmware: string): DeskProfile {
  const known = (modelNames as readonly string[]).includes(model) ? model : 'X32';
  const generation = Number.parseInt(firmware, 10) >= 4 ? generations[0] : generations[1];
  return { ...profileOf(known, generation as Generation, firmware), model };
}
