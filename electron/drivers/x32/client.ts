import type { Disposable } from '../../../shared/base/disposable.ts';
import type { DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import { buildSchema, type ParamId, type Schema } from '../../../shared/desk/schema.ts';
import type { ConnectionState } from '../../../shared/protocol/connection.ts';
import { encodeMessage, encodeRequest, encodeText, OscReader } from '../../transports/oscCodec.ts';
import { type Endpoint, openUdp, type UdpSocket } from '../../transports/udp.ts';
import type { DeskListener, DeskSession, DeskTarget, DriverContext } from '../driver.ts';
import { Pacer } from '../pacer.ts';
import { type DeskIdentity, identityOf } from './discovery.ts';
import { everythingOf, Incoming, keyOf } from './incoming.ts';
import { MeterFeed } from './meterFeed.ts';
import { encode } from './paramMap.ts';
import { profileFor } from './profile.ts';
import { Recheck } from './recheck.ts';
import { RequestWindow } from './requests.ts';
import type { WireParam } from './wireMap.ts';

/** How often the desk is asked who it is: its answer is the proof of life, and shows if another desk took its place. */
const heartbeatMs = 700;
/** `/xremote` lasts 10 s; a lost renewal or two must not end it. */
const renewFeedMs = 2000;
const staleAfterMs = 1600;
const lostAfterMs = 3000;
const checkMs = 200;
/** Changing an effect's type resets its parameters; the desk needs about half a second for it. */
const effectResetMs = 600;
/** Whether a scene recall reports every change is not documented, so everything is read again after one. */
const rereadAfterRecallMs = 300;
const progressEvery = 64;
const burst = 64;

/** Opens a datagram socket to the desk; replaced in tests. */
export type OpenSocket = (remote: Endpoint) => Promise<UdpSocket>;
const openConnected: OpenSocket = (remote) =>
  openUdp({ host: remote.host.includes(':') ? '::' : '0.0.0.0', port: 0, remote });

let lastSchema: Schema | undefined;

/** Built anew only for another model or firmware: a desk that comes back after a break is nearly always the same one. */
function schemaOf({ model, firmware }: DeskIdentity): Schema {
  const { profile } = lastSchema ?? {};
  if (!lastSchema || profile?.model !== model || profile.firmware !== firmware) {
    lastSchema = buildSchema(profileFor(model, firmware));
  }
  return lastSchema;
}

interface Desk {
  readonly identity: DeskIdentity;
  readonly incoming: Incoming;
}

interface Outgoing {
  readonly param: WireParam;
  readonly id: ParamId;
  readonly value: ParamValue;
}

/**
 * Talks to a desk over two sockets: reads and the change feed on one, sets on the other, because a desk does not echo a set to the
 * socket that sent it. That costs one of its four feed slots, and every set is confirmed by the feed.
 */
export class DeskClient implements DeskSession {
  readonly #target: DeskTarget;
  readonly #listener: DeskListener;
  readonly #context: DriverContext;
  readonly #openSocket: OpenSocket;
  readonly #reader = new OscReader();
  readonly #requests: RequestWindow;
  readonly #pacer: Pacer<string, Outgoing>;
  readonly #meters: MeterFeed;
  readonly #recheck: Recheck;
  readonly #timers = new Set<Disposable>();
  #feed: UdpSocket | undefined;
  #command: UdpSocket | undefined;
  #desk: Desk | undefined;
  #state: ConnectionState = 'searching';
  #detail = '';
  #lastHeardMs = -Infinity;
  #readTotal = 0;
  #unknownMessages = 0;
  #lastUnknown = '';
  #malformed = 0;
  #countedAtMs = 0;
  #counted = { sent: 0, received: 0 };
  #isOver = false;

  constructor(
    target: DeskTarget,
    listener: DeskListener,
    context: DriverContext,
    openSocket: OpenSocket = openConnected,
  ) {
    this.#target = target;
    this.#listener = listener;
    this.#context = context;
    this.#openSocket = openSocket;
    this.#requests = new RequestWindow({
      clock: context.clock,
      send: (key) => this.#feed?.send(key.startsWith('/') ? encodeRequest(key) : encodeText('/node', key)),
      gaveUp: (key) => {
        if (key !== '/xinfo') this.#noteUnknown(`no answer to ${key}`);
      },
      finished: () => this.#readFinished(),
    });
    const { setsPerSecond, totalSetsPerSecond } = profileFor('', '4');
    this.#pacer = new Pacer({
      clock: context.clock,
      keyGapMs: 1000 / setsPerSecond,
      totalPerSecond: totalSetsPerSecond,
      burst,
      send: (items) => this.#sendSets(items.map(({ item }) => item)),
    });
    this.#recheck = new Recheck(context.clock, (keys) => this.#requests.ask(keys));
    this.#meters = new MeterFeed({
      clock: context.clock,
      send: (message) => this.#feed?.send(message),
      levels: (bytes) => listener.meters(bytes),
    });
    this.#tell();
    void this.#start();
  }

  // ---- what the hub asks -------------------------------------------------------------------------------------------

  push(changes: DeskDiff, isTouched: boolean): void {
    const desk = this.#desk;
    if (!desk || this.#state !== 'live') return;
    for (const { id, value } of changes) {
      const param = desk.incoming.map.byId[id];
      if (!param) continue;
      desk.incoming.picture.set(id, value);
      const isContinuous = param.codec.spec.kind === 'level' || param.codec.spec.kind === 'number';
      this.#pacer.offer(param.path, { param, id, value }, { isContinuous, isTouched });
    }
    this.#pacer.flush();
  }

  halt(): void {
    this.#pacer.clear();
  }

  readBack(ids: readonly ParamId[]): void {
    const map = this.#desk?.incoming.map;
    if (!map) return;
    this.#requests.ask(ids.flatMap((id) => (map.byId[id] ? [keyOf(map.byId[id])] : [])));
  }

  setMeters(on: boolean): void {
    this.#meters.set(on);
  }

  diagnostics() {
    const nowMs = this.#context.clock.nowMs();
    const sent = (this.#feed?.statistics.sent ?? 0) + (this.#command?.statistics.sent ?? 0);
    const received = (this.#feed?.statistics.received ?? 0) + (this.#command?.statistics.received ?? 0);
    const seconds = Math.max(0.001, (nowMs - this.#countedAtMs) / 1000);
    const rates = {
      sentPerSecond: Math.max(0, (sent - this.#counted.sent) / seconds),
      receivedPerSecond: Math.max(0, (received - this.#counted.received) / seconds),
    };
    this.#countedAtMs = nowMs;
    this.#counted = { sent, received };
    return {
      ...rates,
      roundTripMs: this.#requests.roundTripMs,
      lossPercent: this.#requests.lossPercent,
      unknownMessages: this.#unknownMessages,
      lastUnknown: this.#lastUnknown,
      malformed: this.#malformed,
    };
  }

  dispose(): void {
    this.#isOver = true;
    for (const timer of this.#timers) timer.dispose();
    this.#timers.clear();
    this.#meters.dispose();
    this.#recheck.dispose();
    this.#requests.dispose();
    this.#pacer.dispose();
    void this.#feed?.close();
    void this.#command?.close();
  }

  // ---- the connection ----------------------------------------------------------------------------------------------

  async #start(): Promise<void> {
    try {
      const [feed, command] = await Promise.all([this.#openSocket(this.#target), this.#openSocket(this.#target)]);
      this.#feed = feed;
      this.#command = command;
    } catch (error) {
      this.#enter(
        'lost',
        `${this.#target.host} cannot be reached: ${error instanceof Error ? error.message : String(error)}`,
      );
      if (!this.#isOver) this.#after(lostAfterMs, () => void this.#start());
      return;
    }
    if (this.#isOver) return this.dispose();
    for (const socket of [this.#feed, this.#command]) {
      socket.onMessage((bytes) => this.#receive(bytes));
      // Nobody listens there: the same as silence, only known sooner.
      socket.onError(() => this.#refused());
    }
    this.#heartbeat();
    this.#renewFeed();
    this.#watch();
  }

  /** A timer that ends with the session. */
  #after(delayMs: number, action: () => void): void {
    const timer = this.#context.clock.after(delayMs, () => {
      this.#timers.delete(timer);
      action();
    });
    this.#timers.add(timer);
  }

  #heartbeat(): void {
    this.#requests.ask(['/xinfo']);
    this.#after(heartbeatMs, () => this.#heartbeat());
  }

  #renewFeed(): void {
    if (this.#desk) this.#feed?.send(encodeRequest('/xremote'));
    this.#after(renewFeedMs, () => this.#renewFeed());
  }

  #watch(): void {
    const silentMs = this.#context.clock.nowMs() - this.#lastHeardMs;
    if (this.#state === 'live' || this.#state === 'stale' || this.#state === 'reading') {
      if (silentMs > lostAfterMs) this.#lose('No answer for 3 seconds; looking for it again.');
      else if (this.#state === 'live' && silentMs > staleAfterMs)
        this.#enter('stale', 'No answer for a moment; waiting.');
    }
    this.#after(checkMs, () => this.#watch());
  }

  #refused(): void {
    if (this.#state === 'live') this.#enter('stale', 'Nothing answers at this address; waiting.');
    else if (this.#state === 'searching' && this.#detail === '')
      this.#enter('searching', 'Nothing answers at this address yet; still asking.');
  }

  #lose(detail: string): void {
    this.#requests.clear();
    this.#recheck.clear();
    this.#pacer.clear();
    this.#desk = undefined;
    this.#enter('lost', detail);
  }

  #enter(state: ConnectionState, detail: string): void {
    this.#state = state;
    this.#detail = detail;
    this.#tell();
  }

  #tell(): void {
    const { identity } = this.#desk ?? {};
    const { host, port } = this.#target;
    this.#listener.status({
      state: this.#state,
      target: `x32://${host.includes(':') ? `[${host}]` : host}:${port}`,
      name: identity?.name ?? '',
      model: identity?.model ?? '',
      firmware: identity?.firmware ?? '',
      read: this.#readTotal - (this.#state === 'reading' ? this.#requests.pending : 0),
      total: this.#readTotal,
      detail: this.#detail,
    });
  }

  #identified(identity: DeskIdentity): void {
    const known = this.#desk?.identity;
    if (
      known &&
      known.name === identity.name &&
      known.model === identity.model &&
      known.firmware === identity.firmware
    ) {
      if (this.#state === 'stale') this.#recover();
      return;
    }
    const schema = schemaOf(identity);
    this.#requests.clear();
    this.#recheck.clear();
    this.#pacer.clear();
    const incoming = new Incoming(schema, {
      report: (changes) => this.#listener.report(changes),
      ask: (keys) => this.#requests.ask(keys),
      answered: (key) => this.#requests.answered(key),
      changed: (param) => this.#followUp(param),
      unknown: (what) => this.#noteUnknown(what),
    });
    this.#desk = { identity, incoming };
    this.#listener.identified(schema);
    // The feed is asked for before the values, so that no change between the two is missed.
    this.#feed?.send(encodeRequest('/xremote'));
    this.#askForEverything();
    this.#readTotal = this.#requests.pending;
    this.#enter('reading', '');
    this.#meters.begin(schema.profile.meters.length);
  }

  /** After a short silence changes may have been missed: everything is read again, while hands stay on. */
  #recover(): void {
    this.#feed?.send(encodeRequest('/xremote'));
    this.#enter('live', '');
    this.#askForEverything();
  }

  #askForEverything(): void {
    if (this.#desk) this.#requests.ask(everythingOf(this.#desk.incoming.map));
  }

  #readFinished(): void {
    if (this.#state === 'reading') this.#enter('live', '');
  }

  // ---- what the desk says ------------------------------------------------------------------------------------------

  #receive(bytes: Uint8Array): void {
    const reader = this.#reader;
    if (!reader.read(bytes)) {
      this.#malformed++;
      return;
    }
    this.#lastHeardMs = this.#context.clock.nowMs();
    const { address } = reader;
    if (address === '/xinfo') {
      this.#requests.answered(address);
      const identity = identityOf(reader);
      if (identity) this.#identified(identity);
      return;
    }
    const incoming = this.#desk?.incoming;
    if (!incoming) return;
    const param = incoming.map.paramOf.get(address);
    if (param) incoming.value(param, reader.tag(0) === 's' ? (reader.text(0) ?? '') : reader.number(0));
    else if (address === 'node' || address === '/') incoming.line(reader.text(0) ?? '');
    else if (this.#meters.isMeter(address)) this.#malformed += this.#meters.receive(address, reader.blob(0)) ? 0 : 1;
    // Screens, preferences, libraries and actions of the desk are no concern of a mixer.
    else if (!address.startsWith('/-')) this.#noteUnknown(address);
    if (this.#state === 'reading' && this.#requests.pending % progressEvery === 0) this.#tell();
  }

  /** What a change at the desk brings with it that the desk may not report. */
  #followUp({ path }: WireParam): void {
    this.#recheck.moved(path);
    const effect = /^\/(fx\/\d)\/type$/.exec(path)?.[1];
    if (effect) this.#after(effectResetMs, () => this.#requests.ask([`${effect}/par`]));
    if (path === '/-show/prepos/current') this.#after(rereadAfterRecallMs, () => this.#askForEverything());
  }

  #noteUnknown(what: string): void {
    this.#unknownMessages++;
    this.#lastUnknown = what.slice(0, 120);
  }

  // ---- sets --------------------------------------------------------------------------------------------------------

  #sendSets(outgoing: readonly Outgoing[]): void {
    const desk = this.#desk;
    if (!desk) return;
    const sent: ParamId[] = [];
    for (const { param, id, value } of outgoing) {
      const message = encode(param, (each) => (each === id ? value : desk.incoming.picture.get(each)));
      if (!message) continue;
      this.#command?.send(encodeMessage(message.path, message.tag, [message.argument]));
      sent.push(id);
    }
    this.#listener.sent(sent);
  }
}
