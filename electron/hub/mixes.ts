import type { Disposable } from '../../shared/base/disposable.ts';
import type { Address, StripAddress } from '../../shared/desk/address.ts';
import {
  type CueMix,
  type MixLevel,
  moreMeStepDb,
  plainMix,
  planMoreMe,
  usualCeilingDb,
} from '../../shared/desk/cueMix.ts';
import type { Change } from '../../shared/desk/diff.ts';
import type { Schema } from '../../shared/desk/schema.ts';
import type { ClientMessage } from '../../shared/protocol/messages.ts';
import { sendOf } from '../../shared/protocol/paramRights.ts';
import { off } from '../../shared/scenes/sceneValue.ts';
import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import type { HubFeature } from './feature.ts';
import type { KeptMix, MixStore } from './peopleStore.ts';

/** Cue mixes: ceilings, what their pages show, "more me" and the way back to the soundcheck. */
export class Mixes implements HubFeature {
  readonly #hub: DeskHub;
  readonly #store: MixStore;
  readonly #watch: Disposable;
  readonly #mixes = new Map<StripAddress, KeptMix>();

  constructor(hub: DeskHub, store: MixStore) {
    this.#hub = hub;
    this.#store = store;
    hub.ceilingOf = (bus) => this.#of(bus)?.ceilingDb ?? usualCeilingDb;
    this.#watch = store.onChange(() => this.#load());
    this.#load();
  }

  /** Takes over what the show says: at the start, after each edit, and when another one has been opened. */
  #load(): void {
    const before = this.#ceilings;
    this.#mixes.clear();
    for (const mix of this.#store.mixes) if (!this.#mixes.has(mix.bus)) this.#mixes.set(mix.bus, mix);
    // What was allowed to rise higher may be so no more.
    if (this.#ceilings !== before)
      this.#hub.desk?.cutShortWhere((_id, cause) => cause.session?.grant.role === 'performer');
    this.#tell();
  }

  get #ceilings(): string {
    return Array.from(this.#mixes.values(), ({ bus, ceilingDb }) => `${bus} ${ceilingDb}`).join();
  }

  /** The mix of a bus; the second bus of a pair has that of the first if it has none of its own. */
  #of(bus: StripAddress): KeptMix | undefined {
    const own = this.#mixes.get(bus);
    if (own) return own;
    const match = /^(\w+)\/(\d+)$/.exec(bus);
    const number = Number(match?.[2]);
    if (!match || number % 2 !== 0) return undefined;
    const first = `${match[1]}/${number - 1}`;
    return this.#isLinked(match[1] ?? '', number) ? this.#mixes.get(first) : undefined;
  }

  #isLinked(kind: string, second: number): boolean {
    return this.#hub.state?.at(`link/${kind}/${second - 1}`) === 1;
  }

  greet(session: HubSession): void {
    session.send({ type: 'mixes', mixes: this.#shown() });
  }

  #shown(): CueMix[] {
    return Array.from(this.#mixes.values(), ({ bus, name, ceilingDb, me, strips, groups }) => {
      return { bus, name, ceilingDb, me, strips, groups };
    });
  }

  #tell(): void {
    this.#hub.tellAll({ type: 'mixes', mixes: this.#shown() });
  }

  /** Puts a mix into the show, in the place of an earlier one. */
  #put(by: string, what: string, mix: KeptMix): void {
    const others = [...this.#mixes.values()];
    const place = others.findIndex(({ bus }) => bus === mix.bus);
    const mixes = place < 0 ? [...others, mix] : others.with(place, mix);
    this.#store.keep(by, `${what} of ${titleOf(mix)}`, mixes);
  }

  #remove(by: string, bus: StripAddress): void {
    const mix = this.#mixes.get(bus);
    if (!mix) return;
    const rest = [...this.#mixes.values()].filter((each) => each !== mix);
    this.#store.keep(by, `mix of ${titleOf(mix)} removed`, rest);
  }

  handle(session: HubSession, message: ClientMessage): boolean {
    switch (message.type) {
      case 'setMix':
        this.#set(session, message.mix);
        return true;
      case 'removeMix':
        this.#remove(session.name, message.bus);
        return true;
      case 'keepSoundcheck':
        this.#keepSoundcheck(session, message.bus);
        return true;
      case 'soundcheck':
        if (this.#isTheirs(session, message.bus)) this.#goBack(session, message.bus);
        return true;
      case 'moreMe':
        if (this.#isTheirs(session, message.bus)) this.#moreMe(session, message.bus, message.isLess);
        return true;
      default:
        return false;
    }
  }

  /** Which bus somebody means is a parameter of the message, and a right of its own. */
  #isTheirs(session: HubSession, bus: StripAddress): boolean {
    const { role, busses } = session.grant;
    if (role === 'engineer' || busses.includes(bus)) return true;
    session.problem('That is not your mix.');
    return false;
  }

  #set(session: HubSession, mix: CueMix): void {
    const schema = this.#hub.desk?.schema;
    if (schema && !schema.has(`${mix.bus}/fader`)) {
      session.problem(`The console has no ${mix.bus.replace('/', ' ')}.`);
      return;
    }
    const soundcheck = this.#mixes.get(mix.bus)?.soundcheck;
    this.#hub.journal.event(session.name, `mix of ${mix.bus}: ceiling ${mix.ceilingDb} dB`);
    this.#put(session.name, 'mix', { ...mix, ...(soundcheck && { soundcheck }) });
  }

  /** Sends to a bus with their levels, as far as they are known. */
  #levels(bus: StripAddress): readonly (MixLevel & { readonly id: number })[] {
    const { desk } = this.#hub;
    if (!desk) return [];
    return sendsTo(desk.schema, bus).flatMap(({ strip, id }) => {
      const levelDb = desk.meant(id);
      return typeof levelDb === 'number' ? [{ strip, id, levelDb }] : [];
    });
  }

  #keepSoundcheck(session: HubSession, bus: StripAddress): void {
    const { desk } = this.#hub;
    if (!desk) {
      session.problem('There is no console whose mix could be kept.');
      return;
    }
    const kept: Record<Address, number | typeof off> = {};
    for (const [id, address] of desk.schema.addresses.entries()) {
      const value = sendOf(address)?.bus === bus ? desk.meant(id) : undefined;
      if (typeof value === 'number') kept[address] = value === -Infinity ? off : value;
    }
    this.#put(session.name, 'soundcheck', { ...(this.#mixes.get(bus) ?? plainMix(bus)), soundcheck: kept });
  }

  #goBack(session: HubSession, bus: StripAddress): void {
    const kept = this.#mixes.get(bus)?.soundcheck;
    const schema = this.#hub.desk?.schema;
    if (!kept || !schema) {
      session.problem('Nobody has kept this mix at a soundcheck yet: ask the engineer.');
      return;
    }
    const changes: Change[] = [];
    for (const [address, value] of Object.entries(kept)) {
      const id = schema.idOf(address);
      if (id !== undefined && session.view.sight.mayChange(id))
        changes.push({ id, value: value === off ? -Infinity : value });
    }
    this.#want(session, changes);
  }

  #moreMe(session: HubSession, bus: StripAddress, isLess: boolean): void {
    const me = new Set(this.#of(bus)?.me);
    if (me.size === 0) {
      session.problem('Nobody has said yet which channel is you: ask the engineer.');
      return;
    }
    const levels = this.#levels(bus);
    const ids = new Map(levels.map(({ strip, id }) => [strip, id]));
    const byDb = isLess ? -moreMeStepDb : moreMeStepDb;
    const changes: Change[] = [];
    for (const [strip, value] of planMoreMe(levels, me, byDb, this.#hub.ceilingOf(bus))) {
      const id = ids.get(strip);
      if (id !== undefined) changes.push({ id, value });
    }
    this.#want(session, changes);
  }

  dispose(): void {
    this.#watch.dispose();
  }

  #want(session: HubSession, changes: readonly Change[]): void {
    const gesture = this.#hub.nextGesture();
    const cause = { by: session.name, why: 'hand', gesture, kind: session.undoRises, session } as const;
    if (!this.#hub.isOpen) {
      session.problem(this.#hub.safety.closedSentence('change'));
      return;
    }
    this.#hub.want(session, changes, cause);
  }
}

const titleOf = ({ name, bus }: CueMix) => (name === '' ? bus.replace('/', ' ') : name);

function sendsTo(schema: Schema, bus: StripAddress): { strip: StripAddress; id: number }[] {
  const sources = schema.profile.strips.flatMap(({ strips }) => strips);
  return sources.flatMap((strip) => {
    const id = schema.idOf(`${strip}/send/${bus}/level`);
    return id === undefined ? [] : [{ strip, id }];
  });
}
