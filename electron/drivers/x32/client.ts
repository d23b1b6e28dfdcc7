import type { DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import type { ConnectionState } from '../../../shared/protocol/connection.ts';
import { encodeRequest, encodeText, OscReader } from '../../transports/oscCodec.ts';
import type { DeskListener, DeskSession, DeskTarget, DriverContext } from '../driver.ts';
import { Audit } from './audit.ts';
import { schemaOf } from './deskSchema.ts';
import { DeskSockets, type OpenSocket, openConnected } from './deskSockets.ts';
import { type DeskIdentity, identityOf, type OpenSearchSocket } from './discovery.ts';
import { FeedCanary, isAlwaysTold, silentFeed, spotlessMs } from './feedCanary.ts';
import { membersOf } from './groupMembers.ts';
import { coarseKeysOf, everythingOf, Incoming, keyOf } from './incoming.ts';
import { LinkFigures } from './linkFigures.ts';
import { times } from './linkTimes.ts';
import { Liveness, lostAfterMs, staleAfterMs } from './liveness.ts';
import { MeterFeed } from './meterFeed.ts';
import { Outbox } from './outbox.ts';
import { OwnScenes } from './ownScenes.ts';
import { Recheck } from './recheck.ts';
import { RequestWindow } from './requests.ts';
import { SessionClock } from './sessionClock.ts';
import { isSameDesk, Whereabouts } from './whereabouts.ts';
import type { WireParam } from './wireMap.ts';

interface Desk {
  readonly identity: DeskIdentity;
  readonly incoming: Incoming;
}

/**
 * Talks to a desk: knows which one it is and whether it is there, reads it, keeps what was read true, and sends what is wanted.
 * The change feed costs one of the desk's four places; every set is confirmed by it.
 */
export class DeskClient implements DeskSession {
  readonly #whereabouts: Whereabouts;
  readonly #listener: DeskListener;
  readonly #sockets: DeskSockets;
  readonly #figures: LinkFigures;
  readonly #reader = new OscReader();
  readonly #requests: RequestWindow;
  readonly scenes: OwnScenes;
  readonly #outbox: Outbox;
  readonly #meters: MeterFeed;
  readonly #recheck: Recheck;
  readonly #audit: Audit;
  readonly #canary: FeedCanary;
  readonly #liveness: Liveness;
  readonly #clock: SessionClock;
  #desk: Desk | undefined;
  #state: ConnectionState = 'searching';
  #detail = '';
  /** Shown while nothing else is to be said. */
  #notice = '';
  #readTotal = 0;
  #repeatsAtRead = 0;

  /** @param openSocket and `openSearch` are replaced in tests. */
  constructor(
    target: DeskTarget,
    listener: DeskListener,
    context: DriverContext,
    openSocket: OpenSocket = openConnected,
    openSearch?: OpenSearchSocket,
  ) {
    const clock = new SessionClock(context.clock);
    this.#clock = clock;
    this.#whereabouts = new Whereabouts({
      target,
      context,
      openSearch,
      moved: () => {
        this.#enter('searching', `Found at ${this.#whereabouts.place}; connecting.`);
        this.#sockets.connect(this.#whereabouts.target);
      },
      unclear: (sentence) => {
        if (this.#state === 'lost') this.#enter('lost', sentence);
      },
    });
    this.#listener = listener;
    this.#sockets = new DeskSockets({
      clock,
      open: openSocket,
      opened: () => this.#request('/xinfo'),
      failed: (why) => this.#enter('lost', `${this.#whereabouts.target.host} cannot be reached: ${why}`),
      receive: (bytes) => this.#receive(bytes),
      refused: () => this.#refused(),
    });
    this.#figures = new LinkFigures(clock, () => this.#sockets.statistics);
    this.#liveness = new Liveness(clock);
    this.#requests = new RequestWindow({
      clock,
      send: (key) => this.#request(key),
      gaveUp: (key) => {
        if (key === '/xinfo') return;
        this.#audit.absent(key);
        this.#figures.unknown(`no answer to ${key}`);
      },
      finished: () => this.#readFinished(),
    });
    this.#outbox = new Outbox({
      clock,
      mayLeave: () => !this.#liveness.isInDoubt,
      send: (message) => this.#sockets.set(message),
      sent: (ids) => listener.sent(ids),
      left: ({ path }) => {
        this.#canary.sent(path);
        this.#recheckMembers(path);
      },
    });
    this.scenes = new OwnScenes({
      clock,
      problem: () => (this.#state === 'live' && !this.#liveness.isInDoubt ? undefined : 'The console is not live.'),
      ask: (keys) => this.#requests.ask(keys, 'background'),
      answered: (key) => this.#requests.answered(key),
      send: (message) => this.#sockets.set(message),
      changing: () => this.#clock.onceAfter(times.rereadAfterRecallMs, 'own scene', () => this.#readAgain()),
    });
    this.#recheck = new Recheck(clock, (keys) => this.#requests.ask(keys, 'bulk'));
    this.#audit = new Audit({
      clock,
      ask: (keys) => this.#requests.ask(keys, 'background'),
      backlog: () => this.#requests.backlog,
    });
    this.#canary = new FeedCanary({
      clock,
      loss: () => this.#requests.lossPercent / 100,
      isSpotless: () => clock.nowMs() - this.#requests.repeats.lastMs > spotlessMs,
      patienceMs: () => this.#requests.patienceMs,
      answeredMs: () => clock.nowMs() - this.#liveness.silentMs,
      ask: (path) => this.#requests.ask([path]),
      changed: (isSilent) => this.#feedChanged(isSilent),
    });
    this.#meters = new MeterFeed({
      clock,
      send: (message) => this.#sockets.ask(message),
      levels: (bytes) => listener.meters(bytes),
    });
    this.#tell();
    this.#sockets.connect(target);
    this.#heartbeat();
    this.#renewFeed();
    this.#watch();
  }

  // ---- what the hub asks -------------------------------------------------------------------------------------------

  push(changes: DeskDiff, isTouched: boolean, isClocked = false): void {
    const isKnown = this.#state === 'live' || this.#state === 'stale';
    if (this.#desk && isKnown) this.#outbox.push(this.#desk.incoming, changes, isTouched, isClocked);
  }

  halt(): void {
    this.#outbox.clear();
  }

  readBack(ids: readonly ParamId[]): void {
    const map = this.#desk?.incoming.map;
    if (!map) return;
    this.#requests.ask(ids.flatMap((id) => (map.byId[id] ? [keyOf(map.byId[id])] : [])));
  }

  setMeters(on: boolean): void {
    this.#meters.set(on);
  }

  setVisible(ids: readonly ParamId[] | undefined): void {
    this.#audit.watch(ids);
  }

  diagnostics() {
    const { roundTripMs, lossPercent } = this.#requests;
    return { ...this.#figures.take(), roundTripMs, lossPercent, isFeedSilent: this.#canary.isSilent };
  }

  dispose(): void {
    this.#clock.dispose();
    this.#whereabouts.dispose();
    for (const part of [this.#meters, this.#recheck, this.#audit, this.#canary, this.#requests, this.#outbox])
      part.dispose();
    this.#sockets.dispose();
  }

  // ---- the connection ----------------------------------------------------------------------------------------------

  #request(key: string): void {
    const isAddress = key.startsWith('/');
    if (isAddress) this.#canary.asked(key);
    this.#sockets.ask(isAddress ? encodeRequest(key) : encodeText('/node', key));
  }

  #heartbeat(): void {
    this.#requests.ask(['/xinfo']);
    this.#clock.after(times.heartbeatMs, () => this.#heartbeat());
  }

  #renewFeed(): void {
    if (this.#desk) this.#sockets.ask(encodeRequest('/xremote'));
    this.#clock.after(times.renewFeedMs, () => this.#renewFeed());
  }

  #watch(): void {
    this.#liveness.check();
    const { silentMs, isInDoubt } = this.#liveness;
    if (this.#desk) {
      if (silentMs > lostAfterMs) this.#lose();
      else if (this.#state === 'live' && silentMs > staleAfterMs)
        this.#enter('stale', 'No answer for a moment; waiting.');
      else if (this.#state === 'live' && isInDoubt) this.#request('/xinfo');
      else if (this.#state === 'live') this.#rereadAfterLoss();
    }
    this.#clock.after(times.checkMs, () => this.#watch());
  }

  #rereadAfterLoss(): void {
    const { count, lastMs } = this.#requests.repeats;
    const isOver = this.#clock.nowMs() - lastMs > times.cleanAfterMs;
    if (isOver && count - this.#repeatsAtRead >= times.lossySpell) this.#readAgain();
  }

  #refused(): void {
    if (this.#state === 'live') this.#enter('stale', 'Nothing answers at this address; waiting.');
    else if (this.#state === 'searching' && this.#detail === '')
      this.#enter('searching', 'Nothing answers at this address yet; still asking.');
  }

  /** Forgets what was under way to and from the desk. */
  #letGo(): void {
    this.#desk = undefined;
    for (const part of [this.#requests, this.#recheck, this.#outbox]) part.clear();
    for (const part of [this.#audit, this.#canary]) part.reset();
    this.#notice = '';
  }

  #lose(): void {
    this.#letGo();
    this.#enter('lost', 'No answer for 3 seconds; looking for it again.');
    this.#whereabouts.lost();
  }

  #enter(state: ConnectionState, detail: string): void {
    this.#state = state;
    this.#detail = detail;
    this.#tell();
  }

  #goLive(): void {
    this.#enter('live', this.#canary.isSilent ? silentFeed : this.#notice);
    if (this.#desk) this.#audit.begin(this.#desk.incoming);
  }

  #tell(): void {
    const { identity } = this.#desk ?? {};
    this.#listener.status({
      state: this.#state,
      target: this.#whereabouts.place,
      name: identity?.name ?? '',
      model: identity?.model ?? '',
      firmware: identity?.firmware ?? '',
      read: this.#readTotal - (this.#state === 'reading' ? this.#requests.pending : 0),
      total: this.#readTotal,
      detail: this.#detail,
    });
  }

  /** A desk has said who it is. */
  #meet(identity: DeskIdentity): void {
    const present = this.#desk?.identity;
    if (present && isSameDesk(present, identity) && present.firmware === identity.firmware) {
      const wasInDoubt = this.#liveness.proven();
      if (this.#state === 'stale' || (this.#state === 'live' && wasInDoubt)) this.#recover();
      return;
    }
    const { known } = this.#whereabouts;
    if (known && !isSameDesk(known, identity)) {
      if (this.#isStrange(known, identity)) return;
      this.#adopt(identity, `This is another console than before: "${known.name}" was here.`);
    } else this.#adopt(identity, '');
  }

  /** Another desk answers at our address. Nothing is sent to it before ours has been looked for elsewhere. */
  #isStrange(known: DeskIdentity, { name, model }: DeskIdentity): boolean {
    const verdict = this.#whereabouts.strange(this.#clock.nowMs());
    if (verdict === 'new') {
      this.#letGo();
      this.#enter('searching', `Another console answers here, "${name}" (${model}); looking for "${known.name}".`);
    }
    return verdict !== 'instead';
  }

  #adopt(identity: DeskIdentity, notice: string): void {
    const schema = schemaOf(identity);
    this.#letGo();
    this.scenes.forget();
    this.#whereabouts.settle(identity);
    this.#notice = notice;
    const incoming = new Incoming(schema, {
      report: (changes) => this.#listener.report(changes),
      ask: (keys) => this.#requests.ask(keys, 'bulk'),
      answered: (key) => this.#requests.answered(key),
      changed: (param) => this.#changedByItself(param),
      found: ({ path }) => {
        if (this.#state === 'live' && isAlwaysTold(path) && !this.#canary.isOurs(path)) this.#canary.found(path);
      },
      confirmed: ({ path }) => this.#canary.confirmed(path),
      unknown: (what) => this.#figures.unknown(what),
    });
    this.#desk = { identity, incoming };
    this.#liveness.proven();
    this.#listener.identified(schema);
    // The feed is asked for before the values, so that no change between the two is missed.
    this.#sockets.ask(encodeRequest('/xremote'));
    this.#requests.ask(everythingOf(incoming.map), 'bulk');
    this.#readTotal = this.#requests.pending;
    this.#repeatsAtRead = this.#requests.repeats.count;
    this.#enter('reading', notice);
    this.#meters.begin(schema.profile.meters.length);
  }

  /** After a short silence changes may have been missed: everything is read again, while hands stay on. */
  #recover(): void {
    this.#sockets.ask(encodeRequest('/xremote'));
    this.#goLive();
    this.#outbox.resume();
    this.#readAgain();
  }

  /** Reads everything once more, the values included that a line shows too coarsely. */
  #readAgain(): void {
    const incoming = this.#desk?.incoming;
    if (!incoming) return;
    this.#canary.excuse();
    this.#repeatsAtRead = this.#requests.repeats.count;
    this.#requests.ask(everythingOf(incoming.map), 'bulk');
    for (const node of incoming.map.nodes) this.#requests.ask(coarseKeysOf(node, incoming.picture), 'bulk');
  }

  #readFinished(): void {
    if (this.#state === 'reading') this.#goLive();
  }

  // ---- what the desk says ------------------------------------------------------------------------------------------

  #receive(bytes: Uint8Array): void {
    const reader = this.#reader;
    if (!reader.read(bytes)) {
      this.#figures.malformed++;
      return;
    }
    const { address } = reader;
    if (address === '/xinfo') {
      this.#requests.answered(address);
      const identity = identityOf(reader);
      if (identity) this.#meet(identity);
      return;
    }
    const incoming = this.#desk?.incoming;
    if (!incoming) return;
    const param = incoming.map.paramOf.get(address);
    if (param) incoming.value(param, reader.tag(0) === 's' ? (reader.text(0) ?? '') : reader.number(0));
    else if (address === 'node') this.#line(incoming, reader.text(0) ?? '');
    else if (address === '/') incoming.echo(reader.text(0) ?? '');
    else if (this.#meters.isMeter(address))
      this.#figures.malformed += this.#meters.receive(address, reader.blob(0)) ? 0 : 1;
    else if (this.scenes.receive(reader)) return;
    // Screens, preferences, libraries and actions of the desk are no concern of a mixer.
    else if (!address.startsWith('/-')) this.#figures.unknown(address);
    if (this.#state === 'reading' && this.#requests.pending % times.progressEvery === 0) this.#tell();
  }

  /** Lines are only ever answers, so they prove that the desk hears us. */
  #line(incoming: Incoming, line: string): void {
    this.#liveness.answered();
    incoming.line(line);
  }

  /** What a change at the desk brings with it that the desk may not report. */
  #changedByItself({ path }: WireParam): void {
    this.#canary.told(path);
    this.#recheck.moved(path);
    this.#recheckMembers(path);
    const effect = /^\/(fx\/\d)\/type$/.exec(path)?.[1];
    if (effect) this.#clock.onceAfter(times.effectResetMs, effect, () => this.#requests.ask([`${effect}/par`], 'bulk'));
    if (path === '/-show/prepos/current')
      this.#clock.onceAfter(times.rereadAfterRecallMs, path, () => this.#readAgain());
  }

  /** What a group has done to its members is read when it has come to rest. */
  #recheckMembers(path: string): void {
    const incoming = this.#desk?.incoming;
    if (incoming) for (const line of membersOf(incoming.map, incoming.picture, path)) this.#recheck.moved(line);
  }

  #feedChanged(isSilent: boolean): void {
    this.#audit.poll(isSilent);
    if (isSilent) this.#sockets.ask(encodeRequest('/xremote'));
    if (this.#state === 'live') this.#goLive();
    if (!isSilent) this.#readAgain();
  }
}
