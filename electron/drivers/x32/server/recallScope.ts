import { kindOfStrip, numberOfStrip, stripOf } from '../../../../shared/desk/address.ts';
import type { SceneGroup } from '../../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../../shared/desk/schema.ts';
import type { SnippetHeader } from '../scenes.ts';

/** Which parameters a scene's safes and a snippet's sets of bits mean (facts, sections 10 and 13). */

const isSet = (bits: number, bit: number) => ((bits >>> bit) & 1) === 1;

/** Bits of a scene's safes. */
const safeBits = {
  talkback: 1,
  effects: 2,
  mixBusses: 3,
  channelProcess: 4,
  configuration: 5,
  preamp: 6,
  outputPatch: 7,
  routing: 8,
} as const;

/** The bit of a scene's safes that protects a parameter. */
export function safeBitOf(schema: Schema, id: ParamId): number {
  const address = schema.addressOf(id);
  const { group } = schema.specOf(id);
  if (group === 'preamps') return safeBits.preamp;
  if (group === 'routing') return safeBits.routing;
  if (group === 'outputs') return safeBits.outputPatch;
  if (group === 'fx') return safeBits.effects;
  if (group === 'talkback') return safeBits.talkback;
  const strip = stripOf(address);
  if (strip === undefined) return safeBits.configuration;
  return ['bus', 'matrix', 'main'].includes(kindOfStrip(strip)) ? safeBits.mixBusses : safeBits.channelProcess;
}

/** Bits of a snippet's event types by what a strip's parameter belongs to. */
const stripEvents: Partial<Record<SceneGroup, number>> = {
  preamps: 0,
  delays: 0,
  names: 1,
  routing: 1,
  automix: 1,
  eq: 2,
  gates: 3,
  dynamics: 3,
  inserts: 4,
  groups: 5,
  faders: 6,
  pans: 6,
  mutes: 7,
  assigns: 11,
};

/** Bits of a snippet's event types for what is no strip. */
const deskEvents: Partial<Record<SceneGroup, number>> = {
  links: 21,
  setup: 21,
  mutes: 21,
  automix: 21,
  talkback: 21,
  solo: 22,
  monitor: 22,
  routing: 23,
  outputs: 24,
};
const userInEvent = 25;
const userOutEvent = 26;

/** Sends: busses 1–8, 9–12, 13–16, then all matrices. */
function sendEvent(address: string): number | undefined {
  const match = /\/send\/(bus|matrix)\/(\d+)\//.exec(address);
  if (!match) return undefined;
  if (match[1] === 'matrix') return 12;
  const bus = Number(match[2]);
  return bus <= 8 ? 8 : bus <= 12 ? 9 : 10;
}

/** The bit that chooses a strip, and the set of bits that it is in. */
function stripBit(
  strip: string,
): readonly [keyof Pick<SnippetHeader, 'channels' | 'auxBusses' | 'mainGroups'>, number] {
  const number = numberOfStrip(strip) ?? 0;
  switch (kindOfStrip(strip)) {
    case 'channel':
      return ['channels', number - 1];
    case 'auxIn':
      return ['auxBusses', number - 1];
    case 'fxReturn':
      return ['auxBusses', number + 7];
    case 'bus':
      return ['auxBusses', number + 15];
    case 'matrix':
      return ['mainGroups', number - 1];
    case 'main':
      return ['mainGroups', strip === 'main/stereo' ? 6 : 7];
    case 'dca':
      return ['mainGroups', number + 7];
  }
}

/** Whether a snippet chose a strip. */
function hasStrip(header: SnippetHeader, strip: string): boolean {
  const [set, bit] = stripBit(strip);
  return isSet(header[set], bit);
}

/** The event bit of a parameter; `undefined` for what snippets cannot hold. */
function eventOf(schema: Schema, id: ParamId): number | undefined {
  const address = schema.addressOf(id);
  const { group } = schema.specOf(id);
  if (stripOf(address) !== undefined) {
    return address.endsWith('/monoLevel') ? stripEvents.assigns : (sendEvent(address) ?? stripEvents[group]);
  }
  if (address.startsWith('headamp/')) return 0;
  const effect = /^fx\/(\d+)\//.exec(address);
  if (effect) return 12 + Number(effect[1]);
  if (address.startsWith('userRouting/in')) return userInEvent;
  if (address.startsWith('userRouting/out')) return userOutEvent;
  return deskEvents[group];
}

/** The sets of bits of the snippet that holds some parameters: the events and the strips of all of them together. */
export function snippetBits(schema: Schema, ids: Iterable<ParamId>): Omit<SnippetHeader, 'version' | 'name'> {
  const bits = { eventTypes: 0, channels: 0, auxBusses: 0, mainGroups: 0 };
  for (const id of ids) {
    const event = eventOf(schema, id);
    if (event !== undefined) bits.eventTypes |= 1 << event;
    const strip = stripOf(schema.addressOf(id));
    if (strip === undefined) continue;
    const [set, bit] = stripBit(strip);
    // Sets are unsigned: the 32nd strip is the highest bit.
    bits[set] = (bits[set] | (1 << bit)) >>> 0;
  }
  return bits;
}

/**
 * Whether a snippet holds a parameter.
 * @param feeds whether a head amp, by its parameter, feeds a strip that the snippet chose.
 */
export function isInSnippet(
  schema: Schema,
  header: SnippetHeader,
  id: ParamId,
  feeds: (headamp: ParamId, isChosen: (strip: string) => boolean) => boolean,
): boolean {
  const address = schema.addressOf(id);
  const event = eventOf(schema, id);
  const isChosen = event !== undefined && isSet(header.eventTypes, event);
  const strip = stripOf(address);
  if (strip !== undefined) return isChosen && hasStrip(header, strip);
  if (address.startsWith('headamp/')) return isChosen && feeds(id, (each) => hasStrip(header, each));
  return isChosen;
}

/** Scope of a channel preset: bits of `/load libchan` (facts, section 10). */
export function isInChannelScope(scope: number, leaf: string, group: SceneGroup): boolean {
  const bit: Partial<Record<SceneGroup, number>> = {
    preamps: 0,
    names: 1,
    delays: 1,
    inserts: 1,
    groups: 1,
    automix: 1,
    gates: 2,
    dynamics: 3,
    eq: 4,
    sends: 5,
    taps: 5,
    faders: 5,
    pans: 5,
    mutes: 5,
    assigns: 5,
  };
  const own = leaf === 'source' ? 1 : bit[group];
  return own !== undefined && isSet(scope, own);
}
