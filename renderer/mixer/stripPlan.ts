import { type StripAddress, type StripKind, sendAddress } from '../../shared/desk/address.ts';
import type { Schema } from '../../shared/desk/schema.ts';

/** What the faders show: every strip's own level, what strips send to one destination, or what one strip sends to all. */
export type FadersShow =
  | { readonly kind: 'own' }
  | { readonly kind: 'sendsTo'; readonly destination: StripAddress }
  | { readonly kind: 'sendsOf'; readonly source: StripAddress };

/** One strip on the screen. */
export interface StripPlan {
  /** Whose name, colour and meter it shows. */
  readonly strip: StripAddress;
  /** The send that its fader is; absent if the fader is the strip's own. */
  readonly send?: { readonly source: StripAddress; readonly destination: StripAddress };
}

export interface Bank {
  readonly id: string;
  readonly title: string;
  readonly kinds: readonly StripKind[];
}

const everything: readonly StripKind[] = ['channel', 'auxIn', 'fxReturn', 'bus', 'matrix', 'main', 'dca'];

export const allBanks: readonly Bank[] = [
  { id: 'channels', title: 'Channels', kinds: ['channel'] },
  { id: 'inputs', title: 'Aux & FX', kinds: ['auxIn', 'fxReturn'] },
  { id: 'busses', title: 'Busses', kinds: ['bus'] },
  { id: 'matrices', title: 'Matrices & Main', kinds: ['matrix', 'main'] },
  { id: 'dcas', title: 'DCAs', kinds: ['dca'] },
  { id: 'all', title: 'All', kinds: everything },
];

/** Strips of some kinds, in the order of the kinds. */
export function stripsOfKinds(schema: Schema, kinds: readonly StripKind[]): readonly StripAddress[] {
  return kinds.flatMap((kind) => schema.profile.strips.find((group) => group.kind === kind)?.strips ?? []);
}

const destinationKinds: readonly StripKind[] = ['bus', 'matrix'];

/** Everything that strips can be sent to with a level. */
export function destinationsOf(schema: Schema): readonly StripAddress[] {
  return stripsOfKinds(schema, destinationKinds);
}

export function hasSend(schema: Schema, source: StripAddress, destination: StripAddress): boolean {
  return schema.has(`${sendAddress(source, destination)}/level`);
}

/** Where a strip can be sent to. */
export function destinationsFrom(schema: Schema, source: StripAddress): readonly StripAddress[] {
  return destinationsOf(schema).filter((destination) => hasSend(schema, source, destination));
}

/** The strips of a bank for what the faders show; a strip without such a send is left out. */
export function planStrips(schema: Schema, bank: Bank, shows: FadersShow): readonly StripPlan[] {
  if (shows.kind === 'sendsOf') {
    const { source } = shows;
    return destinationsFrom(schema, source).map((strip) => ({ strip, send: { source, destination: strip } }));
  }
  const strips = stripsOfKinds(schema, bank.kinds);
  if (shows.kind === 'own') {
    const pinned = pinnedStrips(schema, shows).map(({ strip }) => strip);
    return strips.filter((strip) => !pinned.includes(strip)).map((strip) => ({ strip }));
  }
  const { destination } = shows;
  return strips
    .filter((strip) => hasSend(schema, strip, destination))
    .map((strip) => ({ strip, send: { source: strip, destination } }));
}

/** Banks that have something to show, for what the faders show. */
export function banksOf(schema: Schema, shows: FadersShow): readonly Bank[] {
  return allBanks.filter((bank) => planStrips(schema, bank, shows).length > 0);
}

/** Strips that stay at the right whatever is scrolled: what is being mixed into, and the main. */
export function pinnedStrips(schema: Schema, shows: FadersShow): readonly StripPlan[] {
  const main = stripsOfKinds(schema, ['main']).slice(0, 1);
  const subject = shows.kind === 'sendsTo' ? [shows.destination] : shows.kind === 'sendsOf' ? [shows.source] : [];
  return [...subject, ...main].map((strip) => ({ strip }));
}
