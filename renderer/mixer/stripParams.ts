import { kindOfStrip, numberOfStrip, type StripAddress, sendAddress } from '../../shared/desk/address.ts';
import { isTapSignKind, type TapSignKind } from '../controls/tapSign.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import type { Param } from '../desk/param.svelte.ts';
import type { StripPlan } from './stripPlan.ts';

/** All parameters that a strip on the screen shows; what the desk has not is absent. */
export interface StripParams {
  readonly name: Param | undefined;
  readonly color: Param | undefined;
  readonly icon: Param | undefined;
  readonly level: Param | undefined;
  readonly pan: Param | undefined;
  readonly mute: Param | undefined;
  readonly solo: Param | undefined;
  readonly insert: Param | undefined;
  /** Of busses and matrices only. */
  readonly purpose: Param | undefined;
  /** Of a send only. */
  readonly on: Param | undefined;
  readonly tap: Param | undefined;
  /** The strip's own fader beside a send's. */
  readonly ownLevel: Param | undefined;
}

export function stripParams(mirror: DeskMirror, { strip, send }: StripPlan): StripParams {
  const own = (leaf: string) => mirror.param(`${strip}/${leaf}`);
  const base = send ? sendAddress(send.source, send.destination) : strip;
  return {
    name: own('name'),
    color: own('color'),
    icon: own('icon'),
    level: mirror.param(send ? `${base}/level` : `${base}/fader`),
    pan: send && linkOf(mirror, send.destination)?.isOn === false ? undefined : mirror.param(`${base}/pan`),
    mute: own('mute'),
    solo: own('solo'),
    insert: own('insert/on'),
    purpose: own('purpose'),
    on: send && mirror.param(`${base}/on`),
    tap: send && mirror.param(`${base}/tap`),
    ownLevel: send && mirror.param(`${send.source}/fader`),
  };
}

/** The switch that links a strip with its neighbour to a stereo pair; kept under the first of the two. */
export function linkOf(mirror: DeskMirror, strip: StripAddress): Param | undefined {
  const number = numberOfStrip(strip);
  if (number === undefined) return undefined;
  return mirror.param(`link/${kindOfStrip(strip)}/${number - ((number + 1) % 2)}`);
}

/** One group that a strip can belong to. */
export interface Membership {
  readonly number: number;
  readonly assign: Param;
  readonly mute: Param | undefined;
  readonly name: Param | undefined;
}

function memberships(mirror: DeskMirror, strip: StripAddress, kind: 'dca' | 'muteGroup'): readonly Membership[] {
  const found: Membership[] = [];
  for (let number = 1; ; number++) {
    const assign = mirror.param(`${strip}/assign/${kind}/${number}`);
    if (!assign) return found;
    const mute = mirror.param(`${kind}/${number}/mute`);
    found.push({ number, assign, mute, name: mirror.param(`${kind}/${number}/name`) });
  }
}

export interface Groups {
  readonly dcas: readonly Membership[];
  readonly muteGroups: readonly Membership[];
}

export function groupsOf(mirror: DeskMirror, strip: StripAddress): Groups {
  return { dcas: memberships(mirror, strip, 'dca'), muteGroups: memberships(mirror, strip, 'muteGroup') };
}

/** Words for what mutes a strip besides its own switch; `undefined` if nothing does. */
export function mutedThrough({ dcas, muteGroups }: Groups): string | undefined {
  const words: string[] = [];
  for (const { number, assign, mute, name } of dcas) {
    if (assign.isOn && mute?.isOn) words.push(`DCA ${number}${name?.text ? ` “${name.text}”` : ''}`);
  }
  for (const { number, assign, mute } of muteGroups) {
    if (assign.isOn && mute?.isOn) words.push(`mute group ${number}`);
  }
  return words.length > 0 ? words.join(' and ') : undefined;
}

/** The sign of a send's tap, `undefined` while unknown. */
export function signOf(tap: Param | undefined): TapSignKind | undefined {
  const word = tap?.option;
  return isTapSignKind(word) ? word : undefined;
}

/** Whether something flows through a send; `undefined` while unknown. A subgroup's level has no effect. */
export function flows(on: Param | undefined, level: Param | undefined, sign: TapSignKind | undefined) {
  if (on && on.value === undefined) return undefined;
  if (on && !on.isOn) return false;
  if (sign === 'subgroup') return true;
  return level?.number === undefined ? undefined : level.number > -Infinity;
}
