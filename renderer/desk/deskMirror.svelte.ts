import type { Address } from '../../shared/desk/address.ts';
import { accept, type ParamValue } from '../../shared/desk/paramSpec.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema, type ParamId, type Schema } from '../../shared/desk/schema.ts';
import {
  type ConnectionStatus,
  type ConsoleFamily,
  type FoundDesk,
  type LinkDiagnostics,
  offlineStatus,
} from '../../shared/protocol/connection.ts';
import { type DeskPart, schemaOfPart } from '../../shared/protocol/deskPart.ts';
import { decodeFrame } from '../../shared/protocol/frames.ts';
import type { ClientSays, ServerMessage } from '../../shared/protocol/messages.ts';
import { parseServerMessage } from '../../shared/protocol/serverText.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { DeskConsoleMaps } from './deskConsoleMaps.svelte.ts';
import type { DeskLink, OpenDeskLink } from './deskLink.ts';
import { DeskRemote } from './deskRemote.svelte.ts';
import { DeskShow } from './deskShow.svelte.ts';
import { DeskSurfaces } from './deskSurfaces.svelte.ts';
import { DeskTrust } from './deskTrust.svelte.ts';
import { FeedUsers } from './feedUsers.ts';
import { type GuidedStep, guidedMessage } from './guidedStep.ts';
import type { Param } from './param.svelte.ts';
import { ValuePicture } from './valuePicture.svelte.ts';
import { type Later, VisibleIds } from './visibleIds.ts';
import { oncePerFrame, type Schedule, WantedValues } from './wantedValues.ts';

const afterMs: Later = (ms, action) => void setTimeout(action, ms);

/**
 * The page's picture of the desk. What a hand does is shown at once as speculation and sent once a frame, the newest value per
 * parameter; the app's word is the truth: on each frame from it speculation is dropped where it was acknowledged and shown
 * on top of the truth where it was not.
 */
export class DeskMirror {
  /** Connection of this page to the app; everything is inoperable while it is not open. */
  linkState = $state.raw<'connecting' | 'open' | 'lost'>('connecting');
  status = $state.raw<ConnectionStatus>(offlineStatus);
  families = $state.raw<readonly ConsoleFamily[]>([]);
  found = $state.raw<readonly FoundDesk[]>([]);
  isSearching = $state.raw(false);
  people = $state.raw<readonly string[]>([]);
  /** This client's own name among them. */
  me = $state.raw('');
  history = $state.raw<{ readonly undo: string | null; readonly redo: string | null }>({ undo: null, redo: null });
  diagnostics = $state.raw<LinkDiagnostics | undefined>();
  /** Sentences for the user, the newest last; the one who shows them calls {@link dismissProblem}. */
  problems = $state.raw<readonly string[]>([]);
  appVersion = $state.raw('');
  /** Own rights, other people, mixes. */
  readonly remote = new DeskRemote((message) => this.#send(message));
  /** Freeze, panic, unconfirmed values, journal. */
  readonly trust = new DeskTrust((message) => this.#send(message));
  /** Scenes, recalls, cues. */
  readonly scenes = new DeskShow((message) => this.#send(message));
  /** MIDI and OSC surfaces. */
  readonly surfaces = new DeskSurfaces((message) => this.#send(message));
  /** Descriptions of consoles in the show. */
  readonly consoleMaps = new DeskConsoleMaps((message) => this.#send(message));
  /** Keys of the console itself, by what they do. */
  deskKeys = $state.raw<readonly string[]>([]);

  /** The newest meter bytes in the profile's order; read it once per picture, it is no signal. */
  meterLevels: Uint8Array = new Uint8Array(0);

  readonly #link: DeskLink;
  readonly #wanted: WantedValues;
  readonly #values: ValuePicture;
  readonly #held = new Set<ParamId>();
  #heardSequence: number | undefined;
  readonly #feeds = new FeedUsers((type, on) => this.#send({ type, on }));
  readonly #visible: VisibleIds;

  constructor(open: OpenDeskLink, schedule: Schedule = oncePerFrame, later: Later = afterMs) {
    this.#visible = new VisibleIds((ids) => this.#send({ type: 'visible', ids: [...ids] }), later);
    this.#wanted = new WantedValues((frame) => this.#link.send(frame), schedule);
    this.#values = new ValuePicture(
      (id) => this.#wanted.of(id),
      (id) => this.#visible.use([id]),
    );
    this.#link = open({
      opened: () => this.#opened(),
      text: (message) => this.#receive(parseServerMessage(message)),
      bytes: (frame) => this.#receiveFrame(frame),
      closed: () => this.#closed(),
    });
  }

  get schema(): Schema | undefined {
    return this.#values.schema;
  }

  /** Whether the desk's values have come, and not only which there are. */
  get isTold(): boolean {
    return this.#values.isTold;
  }

  /** Parameters that are wanted but not landed, by id; grows and shrinks with them. */
  get unlanded(): ReadonlySet<ParamId> {
    return this.#values.unlanded;
  }

  get profile(): DeskProfile | undefined {
    return this.schema?.profile;
  }

  /** Whether what is shown can be trusted: the app is there, the console is live. */
  get isLive(): boolean {
    return this.linkState === 'open' && this.status.state === 'live';
  }

  /** Whether hands may move things: live, not frozen, and not those of somebody who only looks or was stopped. */
  get isOperable(): boolean {
    const { grant, stoppedBy } = this.remote;
    return this.isLive && this.trust.isOpen && grant.role !== 'viewer' && stoppedBy === undefined;
  }

  /** The parameter at an address (or alias), `undefined` if this desk has none: a capability that is absent, not an error. */
  param(address: Address): Param | undefined {
    return this.#values.param(address);
  }

  /** @throws RangeError for an id that the desk does not have. */
  paramById(id: ParamId): Param {
    return this.#values.paramById(id);
  }

  /** Wants a value. Refused while the desk is frozen or not operable, or the parameter is unknown, read-only or held by somebody else. */
  set(param: Param, value: ParamValue): boolean {
    if (this.isOperable && param.spec.readOnly && !this.remote.isEngineer) {
      this.#problem('That is not yours to move: your part of the console are the mixes that you were given.');
    }
    if (!this.isOperable || param.spec.readOnly || param.heldBy !== undefined || param.value === undefined)
      return false;
    const accepted = accept(param.spec, value);
    if (!accepted.ok || accepted.value === param.value) return false;
    this.#wanted.want(param.id, accepted.value);
    this.#values.show(param.id);
    return true;
  }

  /** A hand is on these controls: a gesture begins, and nobody else moves them until {@link release}. */
  touch(params: readonly Param[]): void {
    const fresh = params.filter((param) => !this.#held.has(param.id)).map((param) => param.id);
    if (fresh.length === 0) return;
    for (const id of fresh) this.#held.add(id);
    this.#send({ type: 'touch', ids: fresh });
  }

  /** The hand is gone. `cancel` puts back what the controls had when they were touched. */
  release(params: readonly Param[], cancel = false): void {
    const ids = params.map((param) => param.id).filter((id) => this.#held.delete(id));
    if (ids.length === 0) return;
    if (cancel) for (const id of ids) this.#takeBack(id);
    this.#wanted.flush();
    this.#send({ type: 'release', ids, cancel });
  }

  /** The app restores the old value of a cancelled control; what has not left yet must not arrive after that. */
  #takeBack(id: ParamId): void {
    if (this.#wanted.takeBack(id)) this.#values.show(id);
  }

  undo(): void {
    this.#send({ type: 'undo' });
  }

  redo(): void {
    this.#send({ type: 'redo' });
  }

  /** Sends several values as one step of their own name, in their order; what rises goes up slowly. @returns whether anything was sent */
  doGuided(step: GuidedStep): boolean {
    const message = guidedMessage(this.schema, step);
    if (!this.isOperable || !message) return false;
    this.#send(message);
    return true;
  }

  connect(target: string): void {
    this.#send({ type: 'connect', target });
  }

  disconnect(): void {
    this.#send({ type: 'disconnect' });
  }

  /** Presses a key of the console, counted from 1, or lets it go. */
  pressDeskKey(key: number, isDown: boolean): void {
    this.#send({ type: 'deskKey', key, isDown });
  }

  search(): void {
    this.#send({ type: 'search' });
  }

  /** Asks for meters as long as somebody shows them. @returns a function to call when they are not shown any more. */
  useMeters(): () => void {
    return this.#feeds.use('meters');
  }

  /** Asks for the figures of the console's link as long as somebody shows them. @returns a function that ends it. */
  useDiagnostics(): () => void {
    return this.#feeds.use('diagnostics');
  }

  /**
   * These are on the screen: the app looks after them more closely. What is drawn from a {@link Param.value} says so by itself; this is
   * for views that get their values another way. @returns a function to call when they are not any more.
   */
  useVisible(ids: readonly ParamId[]): () => void {
    return this.#visible.use(ids);
  }

  dismissProblem(problem: string): void {
    this.problems = this.problems.filter((each) => each !== problem);
  }

  dispose(): void {
    this.#visible.closed();
    this.#link.dispose();
  }

  #send(message: ClientSays): void {
    this.#link.send(JSON.stringify(message));
  }

  #opened(): void {
    this.linkState = 'open';
    this.#send({ type: 'hello', protocol: protocolVersion });
    this.trust.opened();
    this.#feeds.opened();
    this.#visible.startOver();
  }

  #closed(): void {
    this.linkState = 'lost';
    this.#feeds.closed();
    this.#visible.closed();
    this.trust.closed();
    this.scenes.closed();
    this.remote.closed();
    this.#forgetHands();
    this.#heardSequence = undefined;
    this.people = [];
    this.history = { undo: null, redo: null };
  }

  /** Nothing that was wanted before a break is sent after it. */
  #forgetHands(): void {
    this.#held.clear();
    for (const id of this.#wanted.forget()) this.#values.show(id);
  }

  #receive(message: ServerMessage): void {
    if (this.scenes.receive(message) || this.consoleMaps.receive(message)) return;
    if (this.trust.receive(message) || this.remote.receive(message) || this.surfaces.receive(message)) return;
    switch (message.type) {
      case 'hello':
        this.appVersion = message.version;
        this.me = message.you.name;
        if (message.protocol !== protocolVersion) this.#problem('This page is older or newer than the app: reload it.');
        return;
      case 'desk':
        this.#takeDesk(message.profile, message.schemaHash, message.part);
        return;
      case 'connection':
        this.status = message.status;
        if (message.status.state !== 'live') this.#forgetHands();
        return;
      case 'diagnostics':
        this.diagnostics = message.link;
        return;
      case 'deskKeys':
        this.deskKeys = message.names;
        return;
      case 'found':
        this.found = message.desks;
        this.isSearching = message.searching;
        return;
      case 'held':
        this.#values.takeHolds(message.holds);
        return;
      case 'history':
        this.history = { undo: message.undo, redo: message.redo };
        return;
      case 'people':
        this.people = message.names;
        return;
      case 'families':
        this.families = message.families;
        return;
      case 'problem':
        this.#problem(message.message);
        return;
    }
  }

  #problem(message: string): void {
    if (!this.problems.includes(message)) this.problems = [...this.problems, message];
  }

  #takeDesk(profile: DeskProfile | null, hash: string, part: DeskPart | undefined): void {
    this.#forgetHands();
    this.#visible.startOver();
    this.#heardSequence = undefined;
    this.meterLevels = new Uint8Array(profile?.meters.length ?? 0);
    const whole = profile && !part ? buildSchema(profile) : undefined;
    const schema = profile && part ? schemaOfPart(profile, part, hash) : whole;
    const isAgreed = !schema || schema.hash === hash;
    if (!isAgreed) this.#problem('This page and the app disagree about the console: reload the page.');
    this.#values.begin(isAgreed ? schema : undefined, this.remote.grant, part !== undefined);
  }

  #receiveFrame(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (!frame) return;
    switch (frame.kind) {
      case 'meters':
        this.meterLevels = frame.levels;
        return;
      case 'ack':
        this.#values.takeAcknowledged(this.#wanted.acknowledged(frame.sequence));
        return;
      case 'snapshot':
        this.#heardSequence = frame.sequence;
        this.#values.takeSnapshot(frame.entries);
        return;
      case 'diff':
        if (this.#heardSequence === undefined) return;
        // The same sequence again is a supplement to the last frame, meant for this page alone.
        if (frame.sequence !== this.#heardSequence && frame.sequence !== this.#heardSequence + 1) {
          this.#heardSequence = undefined;
          this.#send({ type: 'snapshot' });
          return;
        }
        this.#heardSequence = frame.sequence;
        this.#values.take(frame.entries);
        return;
      case 'set':
        return;
    }
  }
}
