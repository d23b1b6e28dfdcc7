import {
  type Address,
  kindOfStrip,
  mainAssignAddress,
  type StripAddress,
  sendAddress,
  stripOf,
} from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { ParamValue } from '../desk/paramSpec.ts';
import type { ParamId, Schema } from '../desk/schema.ts';
import type { RecallStep } from './recallPlan.ts';
import { type RecallKind, recallParams } from './scope.ts';

/** Kinds that nobody hears. */
const silentKinds: ReadonlySet<RecallKind> = new Set(['names', 'setup']);
/** Kinds that pre-fader sends do not follow. */
const faderKinds: ReadonlySet<RecallKind> = new Set(['faders', 'pans', 'assigns']);
/** Tap points behind the fader. */
const behindFader: ReadonlySet<string> = new Set(['postFader', 'subgroup']);
/** Kinds of strips that take in sound and send it on. */
const sourceKinds: ReadonlySet<string> = new Set(['channel', 'auxIn', 'fxReturn', 'bus', 'main']);

/** One way on from a strip: a send or an assign, with what must be open. */
interface Feed {
  readonly to: StripAddress;
  readonly level?: ParamId | undefined;
  readonly on?: ParamId | undefined;
  readonly tap?: ParamId | undefined;
}

const feeds = new WeakMap<Schema, ReadonlyMap<StripAddress, readonly Feed[]>>();

/** By strip, where its sound may go. Made once for a schema. */
function feedsOf(schema: Schema): ReadonlyMap<StripAddress, readonly Feed[]> {
  const known = feeds.get(schema);
  if (known) return known;
  const groups = schema.profile.strips;
  const destinations = groups.flatMap(({ kind, strips }) => (kind === 'bus' || kind === 'matrix' ? strips : []));
  const found = new Map<StripAddress, readonly Feed[]>();
  for (const strip of groups.flatMap(({ kind, strips }) => (sourceKinds.has(kind) ? strips : []))) {
    const own: Feed[] = destinations.flatMap((to) => {
      const send = sendAddress(strip, to);
      const level = schema.idOf(`${send}/level`);
      if (level === undefined || to === strip) return [];
      return [{ to, level, on: schema.idOf(`${send}/on`), tap: schema.idOf(`${send}/tap`) }];
    });
    for (const main of ['stereo', 'mono'] as const) {
      const on = schema.idOf(mainAssignAddress(strip, main));
      if (on !== undefined) own.push({ to: `main/${main}`, on });
    }
    found.set(strip, own);
  }
  feeds.set(schema, found);
  return found;
}

/** Strips that hear something together, and how many changes reach them all. */
interface Audience {
  readonly strips: readonly StripAddress[];
  changes: number;
}

const audience = (strips: readonly StripAddress[]): Audience => ({ strips, changes: 0 });

/**
 * Who hears the changes of a recall: busses, matrices and mains that are reached from what changes by a send or an assign that is
 * open before or after. Only the first bus on the way counts: what is fed by a changed bus hears the bus, and says so by its name.
 */
export class Listeners {
  readonly #state: DeskState;
  /** By id. */
  readonly #after: (ParamValue | undefined)[];
  // Thousands of changes reach the same few audiences: each is counted once, and its strips at the end.
  readonly #led = new Map<readonly StripAddress[], Audience>();
  readonly #fed = new Map<string, Audience>();
  readonly #fedBehind = new Map<string, Audience>();
  readonly #nobody = audience([]);
  readonly #strips: readonly StripAddress[];
  /** Changes of which it is not known who hears them. */
  unknown = 0;

  constructor(state: DeskState, steps: readonly RecallStep[]) {
    this.#state = state;
    this.#after = new Array<ParamValue | undefined>(state.schema.size).fill(undefined);
    for (const { id, to } of steps) this.#after[id] = to;
    const groups = state.schema.profile.strips;
    this.#strips = groups.flatMap(({ strips }) => strips);
  }

  /** Counts one change for everybody who hears it. */
  add({ id, address, kind }: RecallStep): void {
    const param = recallParams(this.#state.schema)[id];
    if (param && param.destinations.length > 0) {
      this.#leadsTo(param.destinations).changes++;
      return;
    }
    if (silentKinds.has(kind)) return;
    const strip = param ? param.strip : stripOf(address);
    if (strip === undefined && kind !== 'mutes') {
      this.unknown++;
      return;
    }
    this.#reached(strip, address, faderKinds.has(kind)).changes++;
  }

  #leadsTo(destinations: readonly StripAddress[]): Audience {
    const known = this.#led.get(destinations);
    if (known) return known;
    const led = audience(destinations);
    this.#led.set(destinations, led);
    return led;
  }

  /** Everybody who hears a change of a strip or group; worked out once for each. */
  #reached(strip: StripAddress | undefined, address: Address, isBehindFader: boolean): Audience {
    const group = strip ?? /^(muteGroup\/\d+)\//.exec(address)?.[1];
    if (group === undefined) return this.#nobody;
    const cache = isBehindFader ? this.#fedBehind : this.#fed;
    const known = cache.get(group);
    if (known) return known;
    const heard = audience([...new Set(this.#sources(group).flatMap((each) => this.#heardFrom(each, isBehindFader)))]);
    cache.set(group, heard);
    return heard;
  }

  /** The strips whose sound a change touches: of a DCA or mute group its members. */
  #sources(group: string): readonly StripAddress[] {
    const isGroup = group.startsWith('dca/') || group.startsWith('muteGroup/');
    return isGroup ? this.#strips.filter((each) => this.#isOpen(`${each}/assign/${group}`)) : [group];
  }

  /** Where a strip's sound is heard: mains, busses and matrices themselves, and what the strip feeds. */
  #heardFrom(strip: StripAddress, isBehind: boolean): readonly StripAddress[] {
    const own = kindOfStrip(strip);
    const heard: StripAddress[] = own === 'bus' || own === 'matrix' || own === 'main' ? [strip] : [];
    for (const feed of feedsOf(this.#state.schema).get(strip) ?? [])
      if (this.#isFed(feed, isBehind)) heard.push(feed.to);
    return heard;
  }

  #isFed({ level, on, tap }: Feed, isBehindFader: boolean): boolean {
    if (level !== undefined && !this.#values(level).some((value) => typeof value === 'number' && value > -Infinity))
      return false;
    if (on !== undefined && !this.#values(on).includes(1)) return false;
    const spec = tap === undefined ? undefined : this.#state.schema.specOf(tap);
    if (!isBehindFader || tap === undefined || spec?.kind !== 'choice') return true;
    return this.#values(tap).some((value) => behindFader.has(spec.options[Number(value)] ?? ''));
  }

  #isOpen(address: Address): boolean {
    const id = this.#state.schema.idOf(address);
    return id !== undefined && this.#values(id).includes(1);
  }

  /** What a parameter has before and after. */
  #values(id: ParamId): readonly (ParamValue | undefined)[] {
    const after = this.#after[id];
    const now = this.#state.get(id);
    return after === undefined ? [now] : [now, after];
  }

  /** Who hears something, in the desk's order. */
  list(): readonly { readonly strip: StripAddress; readonly changes: number }[] {
    const counts = new Map<StripAddress, number>();
    for (const { strips, changes } of [...this.#led.values(), ...this.#fed.values(), ...this.#fedBehind.values()]) {
      if (changes > 0) for (const strip of strips) counts.set(strip, (counts.get(strip) ?? 0) + changes);
    }
    return this.#strips.flatMap((strip) => {
      const changes = counts.get(strip);
      return changes === undefined ? [] : [{ strip, changes }];
    });
  }
}
