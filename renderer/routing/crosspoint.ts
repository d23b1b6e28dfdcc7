import { type Address, kindOfStrip, type StripAddress } from '../../shared/desk/address.ts';
import { type TapPoint, tapPoints } from '../../shared/desk/profile.ts';
import { shownName } from '../../shared/desk/stripNames.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import type { Param } from '../desk/param.svelte.ts';
import type { CrosspointFacts } from './crosspointSentence.ts';
import type { RoutingLayout } from './routingLayout.ts';

/** One crosspoint with the parameters that a desk keeps for it. Reading them in a component subscribes to just these. */
export interface Crosspoint {
  readonly source: StripAddress;
  readonly destination: StripAddress;
  readonly on: Param | undefined;
  readonly level: Param | undefined;
  readonly tap: Param | undefined;
  readonly tapPartners: readonly StripAddress[];
}

/** The crosspoints of one desk, each made when it is first shown. */
export class Crosspoints {
  readonly layout: RoutingLayout;
  readonly #mirror: DeskMirror;
  readonly #known = new Map<string, Crosspoint>();

  constructor(mirror: DeskMirror, layout: RoutingLayout) {
    this.#mirror = mirror;
    this.layout = layout;
  }

  at(source: StripAddress, destination: StripAddress): Crosspoint | undefined {
    const key = `${source}>${destination}`;
    const known = this.#known.get(key);
    if (known) return known;
    const addresses = this.layout.at(source, destination);
    if (!addresses) return undefined;
    const param = (address: Address | undefined) => (address === undefined ? undefined : this.#mirror.param(address));
    const point: Crosspoint = {
      source,
      destination,
      on: param(addresses.on),
      level: param(addresses.level),
      tap: param(addresses.tap),
      tapPartners: this.layout.tapPartners(source, destination),
    };
    this.#known.set(key, point);
    return point;
  }
}

/** The parameters of a crosspoint that the desk has. */
export const paramsOf = ({ on, level, tap }: Crosspoint): Param[] =>
  [on, level, tap].filter((param) => param !== undefined);

/** dB of the send; `'fixed'` where there is only a switch. */
export const levelOf = ({ level }: Crosspoint): number | 'fixed' | undefined => (level ? level.number : 'fixed');

/** Whether the send's switch is on; a send without one is. */
export function isOn({ on }: Crosspoint): boolean | undefined {
  if (!on) return true;
  return on.value === undefined ? undefined : on.isOn;
}

/** Where the send is taken; assignments without a tap of their own are taken after the fader. */
export function tapOf({ tap }: Crosspoint): TapPoint | undefined {
  if (!tap) return 'postFader';
  const option = tap.option;
  return tapPoints.find((point) => point === option);
}

/** Who else has a hand on it. */
export const heldBy = (point: Crosspoint): string | undefined =>
  paramsOf(point).find((param) => param.heldBy !== undefined)?.heldBy;

/** Whether any signal passes: it is on and not all the way down. */
export const isOpen = (point: Crosspoint): boolean =>
  isOn(point) === true && (tapOf(point) === 'subgroup' || (levelOf(point) ?? -Infinity) !== -Infinity);

/** The name of a strip as headers and sentences show it. */
export const nameOf = (mirror: DeskMirror, strip: StripAddress): string =>
  shownName(strip, mirror.param(`${strip}/name`)?.text);

const isSwitchedOn = (mirror: DeskMirror, address: Address) => mirror.param(address)?.isOn === true;

function groupsOf(mirror: DeskMirror, source: StripAddress, kind: 'dca' | 'muteGroup'): number[] {
  const numbers: number[] = [];
  for (let number = 1; mirror.schema?.has(`${source}/assign/${kind}/${number}`); number++) {
    if (isSwitchedOn(mirror, `${source}/assign/${kind}/${number}`)) numbers.push(number);
  }
  return numbers;
}

/** What the sentence about a crosspoint needs: the send, and what of its source decides what arrives. */
export function factsOf(mirror: DeskMirror, point: Crosspoint): CrosspointFacts {
  const { source, destination } = point;
  const dcas = groupsOf(mirror, source, 'dca').map((number) => `dca/${number}`);
  const muteGroups = groupsOf(mirror, source, 'muteGroup');
  return {
    sourceName: nameOf(mirror, source),
    sourceKind: kindOfStrip(source),
    destinationName: nameOf(mirror, destination),
    levelDb: levelOf(point),
    isOn: isOn(point),
    tap: tapOf(point),
    faderDb: mirror.param(`${source}/fader`)?.number,
    dcas: dcas.map((dca) => ({ name: nameOf(mirror, dca), levelDb: mirror.param(`${dca}/fader`)?.number })),
    mutedBy: [
      ...(isSwitchedOn(mirror, `${source}/mute`) ? ['its own switch'] : []),
      ...dcas.filter((dca) => isSwitchedOn(mirror, `${dca}/mute`)).map((dca) => nameOf(mirror, dca)),
      ...muteGroups
        .filter((number) => isSwitchedOn(mirror, `muteGroup/${number}/mute`))
        .map((number) => `mute group ${number}`),
    ],
  };
}
