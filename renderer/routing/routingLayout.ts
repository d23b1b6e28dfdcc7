import {
  type Address,
  kindOfStrip,
  mainAssignAddress,
  type StripAddress,
  type StripKind,
  sendAddress,
} from '../../shared/desk/address.ts';
import type { Schema } from '../../shared/desk/schema.ts';

/** Strips of one kind as a block of rows or columns. */
export interface LineGroup {
  readonly kind: StripKind;
  readonly strips: readonly StripAddress[];
}

/** Where the parameters of a crosspoint are; a desk may lack any of them. */
export interface CrosspointAddresses {
  readonly on?: Address;
  readonly level?: Address;
  readonly tap?: Address;
}

/** What of a desk is a row, what a column, and where they cross. */
export interface RoutingLayout {
  readonly rowGroups: readonly LineGroup[];
  readonly columnGroups: readonly LineGroup[];
  /** The crosspoint of a source and a destination; `undefined` where the desk cannot connect them. */
  at(source: StripAddress, destination: StripAddress): CrosspointAddresses | undefined;
  /** Destinations other than this one whose send from the source is kept at the same tap. */
  tapPartners(source: StripAddress, destination: StripAddress): readonly StripAddress[];
  /** Whether two columns keep the taps of their sends together. */
  isJoined(destination: StripAddress, other: StripAddress): boolean;
}

const sourceKinds: readonly StripKind[] = ['channel', 'auxIn', 'fxReturn', 'bus', 'main', 'matrix'];
const destinationKinds: readonly StripKind[] = ['bus', 'main', 'matrix'];

function addressesAt(schema: Schema, source: StripAddress, destination: StripAddress): CrosspointAddresses | undefined {
  const present = (address: Address): Address | undefined => (schema.has(address) ? address : undefined);
  const send = sendAddress(source, destination);
  let on = present(`${send}/on`);
  let level = present(`${send}/level`);
  const tap = present(`${send}/tap`);
  if (kindOfStrip(destination) === 'main' && !on && !level) {
    const main = destination === 'main/mono' ? 'mono' : 'stereo';
    on = present(mainAssignAddress(source, main));
    // The level of the mono main has no meaning where nothing can be assigned to it.
    if (on && main === 'mono') level = present(`${source}/monoLevel`);
  }
  if (!on && !level) return undefined;
  return { ...(on ? { on } : {}), ...(level ? { level } : {}), ...(tap ? { tap } : {}) };
}

const keyOf = (source: StripAddress, destination: StripAddress) => `${source}>${destination}`;

/** Finds rows, columns and crosspoints of a desk; strips that connect to nothing are left out. */
export function layOutRouting(schema: Schema): RoutingLayout {
  const stripsOf = (kind: StripKind) => schema.profile.strips.find((group) => group.kind === kind)?.strips ?? [];
  const destinations = destinationKinds.flatMap(stripsOf);
  const points = new Map<string, CrosspointAddresses>();
  const reached = new Set<StripAddress>();
  const rowGroups: LineGroup[] = [];
  for (const kind of sourceKinds) {
    const strips = stripsOf(kind).filter((source) => {
      let isSource = false;
      for (const destination of destinations) {
        const point = addressesAt(schema, source, destination);
        if (!point) continue;
        points.set(keyOf(source, destination), point);
        reached.add(destination);
        isSource = true;
      }
      return isSource;
    });
    if (strips.length > 0) rowGroups.push({ kind, strips });
  }
  const columnGroups = destinationKinds
    .map((kind) => ({ kind, strips: stripsOf(kind).filter((strip) => reached.has(strip)) }))
    .filter(({ strips }) => strips.length > 0);

  const at = (source: StripAddress, destination: StripAddress) => points.get(keyOf(source, destination));
  /** Crosspoints that keep one tap together, by the id of that tap; most keep theirs alone. */
  const byTap = new Map<string, StripAddress[]>();
  const tapKey = (source: StripAddress, destination: StripAddress) => {
    const tap = at(source, destination)?.tap;
    return tap === undefined ? undefined : keyOf(source, String(schema.idOf(tap)));
  };
  for (const source of rowGroups.flatMap(({ strips }) => strips)) {
    for (const destination of destinations) {
      const key = tapKey(source, destination);
      if (key !== undefined) byTap.set(key, [...(byTap.get(key) ?? []), destination]);
    }
  }
  const tapPartners = (source: StripAddress, destination: StripAddress) => {
    const key = tapKey(source, destination);
    return key === undefined ? [] : (byTap.get(key) ?? []).filter((other) => other !== destination);
  };

  const joined = new Set<string>();
  for (const together of byTap.values()) {
    for (const a of together) for (const b of together) if (a !== b) joined.add(keyOf(a, b));
  }
  return {
    rowGroups,
    columnGroups,
    at,
    tapPartners,
    isJoined: (destination, other) => joined.has(keyOf(destination, other)),
  };
}
