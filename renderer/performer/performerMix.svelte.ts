import type { StripKind } from '../../shared/desk/address.ts';
import { type StripAddress, sendAddress } from '../../shared/desk/address.ts';
import type { CueMix } from '../../shared/desk/cueMix.ts';
import { shownName } from '../../shared/desk/stripNames.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import type { Param } from '../desk/param.svelte.ts';

/** One channel of the mix. */
export interface MixChannel {
  readonly strip: StripAddress;
  readonly name: string;
  /** In the console's palette; empty if it has none. */
  readonly color: string;
  readonly level: Param;
  readonly on: Param | undefined;
  readonly pan: Param | undefined;
}

/** What stands under one fader: a group with its members, or one channel alone. */
export interface MixRow {
  readonly key: string;
  readonly name: string;
  readonly color: string;
  readonly channels: readonly MixChannel[];
  readonly isGroup: boolean;
}

const sourceKinds: readonly StripKind[] = ['channel', 'auxIn', 'fxReturn'];

/** The one mix that a performer's page is about. */
export class PerformerMix {
  readonly #mirror: DeskMirror;

  constructor(mirror: DeskMirror) {
    this.#mirror = mirror;
  }

  /** The bus that carries it; of a linked pair the first one. */
  get bus(): StripAddress {
    return this.#mirror.remote.grant.busses[0] ?? '';
  }

  // What the whole page asks for is put together once for all who ask.

  readonly kept: CueMix = $derived.by(() => this.#mirror.remote.mixOf(this.bus));

  get title(): string {
    return this.kept.name || shownName(this.bus, this.#mirror.param(`${this.bus}/name`)?.text);
  }

  /** Everything that can be in the mix, in the console's order. */
  readonly all: readonly MixChannel[] = $derived.by(() => {
    const groups = this.#mirror.profile?.strips ?? [];
    return groups
      .filter(({ kind }) => sourceKinds.includes(kind))
      .flatMap(({ strips }) => strips.flatMap((strip) => this.#channelOf(strip) ?? []));
  });

  #channelOf(strip: StripAddress): MixChannel | undefined {
    const mirror = this.#mirror;
    const send = sendAddress(strip, this.bus);
    const level = mirror.param(`${send}/level`);
    if (!level) return undefined;
    const pan = mirror.param(`${send}/pan`);
    return {
      strip,
      name: shownName(strip, mirror.param(`${strip}/name`)?.text),
      color: mirror.param(`${strip}/color`)?.option ?? '',
      level,
      on: mirror.param(`${send}/on`),
      pan: pan?.spec.readOnly ? undefined : pan,
    };
  }

  /** What the engineer has chosen for this page; without a choice, everything that has a name. */
  readonly chosen: readonly MixChannel[] = $derived.by(() => {
    const { strips } = this.kept;
    const all = this.all;
    if (strips.length > 0) {
      const places = new Map(strips.map((strip, place) => [strip, place]));
      const place = ({ strip }: MixChannel) => places.get(strip) ?? -1;
      return all.filter((channel) => place(channel) >= 0).toSorted((a, b) => place(a) - place(b));
    }
    const named = all.filter(({ strip }) => this.#mirror.param(`${strip}/name`)?.text?.trim());
    return named.length > 0 ? named : all;
  });

  readonly me: readonly MixChannel[] = $derived.by(() => {
    const me = new Set(this.kept.me);
    return this.all.filter(({ strip }) => me.has(strip));
  });

  /** The page's faders: groups at the place of their first member, then what is in none. */
  readonly rows: readonly MixRow[] = $derived.by(() => {
    const { groups } = this.kept;
    const chosen = this.chosen;
    const groupOf = new Map(groups.flatMap((group) => group.members.map((member) => [member, group] as const)));
    const rows: MixRow[] = [];
    const placed = new Set<object>();
    for (const channel of chosen) {
      const group = groupOf.get(channel.strip);
      if (!group) rows.push(this.#rowOf(channel));
      else if (!placed.has(group)) {
        placed.add(group);
        const channels = chosen.filter(({ strip }) => groupOf.get(strip) === group);
        const color = channels[0]?.color ?? '';
        rows.push({ key: `group ${group.name}`, name: group.name, color, channels, isGroup: true });
      }
    }
    return rows;
  });

  #rowOf(channel: MixChannel): MixRow {
    return { key: channel.strip, name: channel.name, color: channel.color, channels: [channel], isGroup: false };
  }

  /** Members of a group, or any channels, each under a fader of its own. */
  rowsOf(channels: readonly MixChannel[]): readonly MixRow[] {
    return channels.map((channel) => this.#rowOf(channel));
  }
}
