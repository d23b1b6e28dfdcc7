import type { Clock } from '../../../shared/base/clock.ts';
import { type Disposable, DisposableStore } from '../../../shared/base/disposable.ts';
import { fail, type Result } from '../../../shared/base/result.ts';
import type { Change } from '../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import type { HandPeer } from '../../hub/peer.ts';
import { encodeFloat, encodeInt, encodeMessage, encodeText, OscReader } from '../../transports/oscCodec.ts';
import { BriefHolds } from '../briefHolds.ts';
import type { ScenePlug } from '../scenePlug.ts';
import { formOf, oscAddress, type Place, placeOf, root } from './addresses.ts';
import { idsLike } from './addressTree.ts';
import { OscFeed } from './feed.ts';
import { isPattern, matcher, partsOf } from './patterns.ts';
import { encodeValue, type Form, offDb, readValue } from './values.ts';

/** A subscription ends after this unless it is renewed or asked for longer, in ms. */
const leaseMs = 60_000;
const longestLeaseMs = 3_600_000;
const mostSubscriptions = 64;
/** One question may be answered by at most so many values. */
const mostAnswers = 4096;
/** One message sets at most so many: everybody else waits until they are through. */
const mostSets = 512;

interface Subscription {
  readonly matches: (address: string) => boolean;
  /** Everything of a console that it is for. */
  readonly idsOf: (schema: Schema) => Iterable<ParamId>;
  readonly form: Form;
  untilMs: number;
}

export interface OscAppOptions {
  readonly peer: HandPeer;
  readonly clock: Clock;
  readonly scenes: ScenePlug;
  readonly send: (bytes: Uint8Array) => void;
}

/** One OSC app at the hub: what it says is done and answered, what it subscribed to is told. */
export class OscApp implements Disposable {
  readonly #peer: HandPeer;
  readonly #clock: Clock;
  readonly #scenes: ScenePlug;
  readonly #send: (bytes: Uint8Array) => void;
  readonly #feed: OscFeed;
  readonly #holds: BriefHolds;
  /** What it said last, by parameter: the console's confirmation of that is no news. */
  readonly #said = new Map<ParamId, ParamValue>();
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #ends = new DisposableStore();
  readonly #reader = new OscReader();

  constructor({ peer, clock, scenes, send }: OscAppOptions) {
    this.#peer = peer;
    this.#clock = clock;
    this.#scenes = scenes;
    this.#send = send;
    this.#feed = new OscFeed(clock, send);
    this.#holds = new BriefHolds(peer, clock);
    this.#ends.add(
      peer.onDesk(() => {
        this.#holds.forget();
        this.#feed.dispose();
        this.#said.clear();
        this.#tellDesk();
        for (const key of this.#subscriptions.keys()) this.#tellSubscribed(key);
      }),
    );
    this.#ends.add(
      peer.onChange((changes) => {
        for (const { id } of changes) this.#changed(id);
      }),
    );
    this.#ends.add(peer.onProblem((sentence) => this.#error('', sentence)));
  }

  /** Whether it has subscribed to anything. */
  get isSubscribed(): boolean {
    this.#dropExpired();
    return this.#subscriptions.size > 0;
  }

  dispose(): void {
    this.#ends.dispose();
    this.#holds.dispose();
    this.#feed.dispose();
    this.#peer.close();
  }

  /** Takes one message of the app. Whatever is wrong with it is answered in words. */
  receive(message: Uint8Array): void {
    const reader = this.#reader;
    if (!reader.read(message)) {
      this.#error('', 'A message could not be read: it is not OSC 1.0, or has a type that is not known here.');
      return;
    }
    const { address } = reader;
    if (!address.startsWith(root)) {
      this.#error(address, `Addresses begin with ${root}, such as ${root}channel/1/fader.`);
      return;
    }
    if (!this.#command(address.slice(root.length), reader)) this.#param(address, reader);
  }

  // ---- parameters ----------------------------------------------------------------------------------------------------------

  #param(address: string, reader: OscReader): void {
    const { schema } = this.#peer;
    if (!schema) {
      this.#error(address, 'There is no console: connect one first.');
      return;
    }
    const places = isPattern(address) ? this.#placesLike(address) : [placeOf(schema, address)];
    const known = places.filter((place) => place !== undefined);
    if (known.length === 0) {
      this.#error(
        address,
        `The console has no parameter ${address}. All addresses are listed on the page of this port.`,
      );
    } else if (known.length > (reader.count === 0 ? mostAnswers : mostSets)) {
      const most = reader.count === 0 ? `${mostAnswers} can be asked` : `${mostSets} can be set`;
      this.#error(address, `This means ${known.length} parameters; at most ${most} at once.`);
    } else if (reader.count === 0) for (const place of known) this.#put(place);
    else this.#setAll(address, known, reader);
  }

  #placesLike(address: string): readonly Place[] {
    const { schema } = this.#peer;
    const { pattern, form } = formOf(address);
    const tests = partsOf(pattern.slice(root.length));
    return schema && tests ? idsLike(schema, tests).map((id) => ({ id, form })) : [];
  }

  /** Sets what can be set, in one go; what cannot is answered once, however many it is. */
  #setAll(address: string, places: readonly Place[], reader: OscReader): void {
    const { schema } = this.#peer;
    if (!schema) return;
    const changes: Change[] = [];
    let refused = 0;
    let first = '';
    for (const place of places) {
      const wanted = this.#wanted(schema, place, reader);
      if (wanted.ok) changes.push({ id: place.id, value: wanted.value });
      else if (refused++ === 0) {
        first = places.length === 1 ? wanted.error : `${oscAddress(schema, place.id)}: ${wanted.error}`;
      }
    }
    for (const { id, value } of changes) this.#said.set(id, value);
    if (changes.length > 0) {
      this.#holds.moved(...changes.map(({ id }) => id));
      this.#peer.set(changes);
    }
    if (refused === 0) return;
    this.#error(address, places.length === 1 ? first : `${refused} of ${places.length} were not set. ${first}`);
  }

  /** @returns the value that a message wants, or a sentence that says why it cannot be had */
  #wanted(schema: Schema, { id, form }: Place, reader: OscReader): Result<ParamValue> {
    const spec = schema.specOf(id);
    if (form === 'text' && spec.kind !== 'text' && reader.text(0) === undefined)
      return fail('A text is expected here.');
    if (spec.readOnly) return fail('The console tells this value but cannot be told it.');
    if (this.#peer.get(id) === undefined) {
      return fail('This value has not been read from the console yet, so nothing can be set.');
    }
    const wanted = readValue(spec, reader, form);
    return wanted.ok ? wanted : fail(`This value cannot be used: ${wanted.error}.`);
  }

  /** Sends a value as it is when its turn comes. */
  #put({ id, form }: Place): void {
    const { schema } = this.#peer;
    if (!schema) return;
    const address = oscAddress(schema, id);
    this.#feed.put(`${form} ${address}`, () => {
      const spec = this.#peer.schema === schema ? schema.specOf(id) : undefined;
      const value = this.#peer.get(id);
      if (!spec) return undefined;
      if (value !== undefined) return encodeValue(address, spec, value, form);
      return encodeMessage(`${root}error`, 'ss', [address, 'This value has not been read from the console yet.']);
    });
  }

  // ---- subscriptions -------------------------------------------------------------------------------------------------------

  #changed(id: ParamId): void {
    const { schema } = this.#peer;
    if (!schema || this.#subscriptions.size === 0) return;
    if (this.#said.has(id) && this.#said.get(id) === this.#peer.get(id)) return;
    this.#said.delete(id);
    this.#dropExpired();
    const address = schema.addressOf(id);
    for (const { matches, form } of this.#subscriptions.values()) if (matches(address)) this.#put({ id, form });
  }

  #dropExpired(): void {
    const nowMs = this.#clock.nowMs();
    for (const [key, { untilMs }] of this.#subscriptions) if (untilMs <= nowMs) this.#subscriptions.delete(key);
  }

  /** `,s pattern` or `,si pattern seconds`; the pattern may stand with or without what all addresses begin with. */
  #subscribe(reader: OscReader): void {
    const address = `${root}subscribe`;
    const key = patternOf(reader.text(0) ?? '*');
    const seconds = reader.count > 1 ? reader.number(1) : leaseMs / 1000;
    if (!(seconds > 0)) {
      this.#error(address, 'The second argument is for how many seconds: a number above 0.');
      return;
    }
    const untilMs = this.#clock.nowMs() + Math.min(longestLeaseMs, seconds * 1000);
    this.#dropExpired();
    const known = this.#subscriptions.get(key);
    if (known) {
      known.untilMs = untilMs;
      return;
    }
    const { pattern, form } = formOf(key);
    const tests = partsOf(pattern);
    const matches = pattern === '*' ? () => true : matcher(pattern);
    const idsOf = (schema: Schema) => (pattern === '*' || !tests ? schema.addresses.keys() : idsLike(schema, tests));
    if (!matches) this.#error(address, `The pattern "${key}" cannot be read: a bracket is open.`);
    else if (this.#subscriptions.size >= mostSubscriptions) {
      this.#error(address, `There are ${mostSubscriptions} subscriptions already: end some first.`);
    } else {
      this.#subscriptions.set(key, { matches, idsOf, form, untilMs });
      this.#tellSubscribed(key);
    }
  }

  #unsubscribe(reader: OscReader): void {
    if (reader.count === 0) this.#subscriptions.clear();
    else this.#subscriptions.delete(patternOf(reader.text(0) ?? ''));
  }

  #tellSubscribed(key: string): void {
    const { schema } = this.#peer;
    const subscription = this.#subscriptions.get(key);
    if (!schema || !subscription) return;
    for (const id of subscription.idsOf(schema)) {
      if (this.#peer.get(id) !== undefined) this.#put({ id, form: subscription.form });
    }
  }

  // ---- everything else -------------------------------------------------------------------------------------------------------

  /** @returns whether it was a command */
  #command(name: string, reader: OscReader): boolean {
    const by = this.#peer.name;
    switch (name) {
      case 'subscribe':
        this.#subscribe(reader);
        return true;
      case 'unsubscribe':
        this.#unsubscribe(reader);
        return true;
      case 'info':
        this.#tellDesk();
        return true;
      case 'undo':
        if (isPress(reader)) this.#peer.undo();
        return true;
      case 'redo':
        if (isPress(reader)) this.#peer.redo();
        return true;
      case 'scene/list':
        this.#tellScenes();
        return true;
      case 'scene/go': {
        const scene = reader.text(0);
        if (scene === undefined && !isPress(reader)) return true;
        this.#answer(name, scene === undefined ? this.#scenes.go(by) : this.#scenes.recall(scene, by));
        return true;
      }
      case 'cue/go':
        if (isPress(reader)) this.#answer(name, this.#scenes.go(by));
        return true;
      case 'cue/back':
        if (isPress(reader)) this.#answer(name, this.#scenes.back(by));
        return true;
      default:
        return false;
    }
  }

  #answer(name: string, problem: string | undefined): void {
    if (problem) this.#error(root + name, problem);
  }

  #tellDesk(): void {
    this.#send(encodeText(`${root}info/console`, this.#peer.schema?.profile.title ?? ''));
    this.#send(encodeInt(`${root}info/parameters`, this.#peer.schema?.size ?? 0));
    this.#send(encodeFloat(`${root}info/off`, offDb));
  }

  #tellScenes(): void {
    const names = this.#scenes.names();
    this.#send(encodeInt(`${root}scene/count`, names.length));
    for (const [index, scene] of names.entries()) {
      const address = `${root}scene/${index + 1}/name`;
      this.#feed.put(address, () => encodeText(address, scene));
    }
  }

  /** Tells the app what went wrong around it. */
  tell(sentence: string): void {
    this.#error('', sentence);
  }

  #error(address: string, sentence: string): void {
    this.#send(encodeMessage(`${root}error`, 'ss', [address, sentence]));
  }
}

/** Buttons of many apps send 0 when they are let go; that is no press. */
const isPress = (reader: OscReader) => reader.count === 0 || reader.number(0) !== 0;

const patternOf = (text: string) => (text.startsWith(root) ? text.slice(root.length) : text.replace(/^\//, ''));
