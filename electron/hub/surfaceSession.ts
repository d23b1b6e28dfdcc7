import type { Disposable } from '../../shared/base/disposable.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import { decodeFrame, encodeValues, type FrameEntry } from '../../shared/protocol/frames.ts';
import { type ClientSays, parseServerMessage } from '../../shared/protocol/messages.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import type { ClientSession, HandChange, HandIdentity, HandPeer } from './peer.ts';

/** So many ids fit into one message. */
const idsAtOnce = 4096;

/**
 * A peer with fingers and no screen. It goes through the same door as a page, so rights, holds, guards, slopes and undo are the
 * same; only the values that it looks up are read from the hub itself, so that there is no second copy of them.
 */
export class SurfaceSession implements HandPeer {
  readonly name: string;
  readonly #hub: DeskHub;
  readonly #session: ClientSession;
  readonly #changes = new Emitter<readonly HandChange[]>();
  readonly #desks = new Emitter<Schema | undefined>();
  readonly #meters = new Emitter<Uint8Array>();
  readonly #problems = new Emitter<string>();
  #schema: Schema | undefined;
  #sequence = 0;
  #wantsMeters = false;
  #isClosed = false;

  constructor(hub: DeskHub, who: HandIdentity) {
    this.#hub = hub;
    this.name = who.name;
    this.#session = hub.connect(
      {
        send: (data) => (typeof data === 'string' ? this.#hear(data) : this.#see(data)),
        bufferedBytes: () => 0,
        close: () => this.close(),
        // It is a part of the app: motor faders speak faster than a page may, and cannot connect again by themselves.
        isWindow: true,
      },
      who,
    );
    this.#say({ type: 'hello', protocol: protocolVersion });
  }

  get schema(): Schema | undefined {
    return this.#schema;
  }

  get(id: ParamId): ParamValue | undefined {
    const { desk } = this.#hub;
    if (desk?.schema !== this.#schema) return undefined;
    const isSeen = !(this.#session instanceof HubSession) || this.#session.view.sight.maySee(id);
    return isSeen ? desk?.meant(id) : undefined;
  }

  touch(ids: readonly ParamId[]): void {
    for (let at = 0; at < ids.length; at += idsAtOnce) this.#say({ type: 'touch', ids: ids.slice(at, at + idsAtOnce) });
  }

  release(ids: readonly ParamId[]): void {
    for (let at = 0; at < ids.length; at += idsAtOnce) {
      this.#say({ type: 'release', ids: ids.slice(at, at + idsAtOnce) });
    }
  }

  set(changes: DeskDiff): void {
    if (this.#isClosed || changes.length === 0 || !this.#schema) return;
    const entries = changes.map(({ id, value }): FrameEntry => ({ id, value, landing: 'pending' }));
    this.#sequence = (this.#sequence + 1) >>> 0;
    this.#session.receive(encodeValues('set', this.#sequence, entries));
  }

  undo(): void {
    this.#say({ type: 'undo' });
  }

  redo(): void {
    this.#say({ type: 'redo' });
  }

  wantMeters(on: boolean): void {
    this.#wantsMeters = on;
    this.#say({ type: 'meters', on });
  }

  shows(ids: readonly ParamId[]): void {
    this.#say({ type: 'visible', ids: ids.slice(0, idsAtOnce) });
  }

  onChange(listener: (changes: readonly HandChange[]) => void): Disposable {
    return this.#changes.on(listener);
  }

  onDesk(listener: (schema: Schema | undefined) => void): Disposable {
    return this.#desks.on(listener);
  }

  onMeters(listener: (levels: Uint8Array) => void): Disposable {
    return this.#meters.on(listener);
  }

  onProblem(listener: (sentence: string) => void): Disposable {
    return this.#problems.on(listener);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#session.closed();
  }

  #say(message: ClientSays): void {
    if (!this.#isClosed) this.#session.receive(JSON.stringify(message));
  }

  #hear(text: string): void {
    const message = parseServerMessage(text);
    if (message.type === 'desk') {
      // The values come in a snapshot right after it; without a console nothing comes.
      this.#schema = this.#hub.desk?.schema;
      if (!this.#schema) this.#desks.emit(undefined);
    } else if (message.type === 'problem') this.#problems.emit(message.message);
    else if (message.type === 'confirm') {
      this.#problems.emit(`${message.question} A second yes is needed: do it on a screen.`);
    }
  }

  #see(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame?.kind === 'meters') this.#meters.emit(frame.levels);
    else if (frame?.kind === 'snapshot') {
      // A console that has just come was not there when meters were asked for.
      if (this.#wantsMeters) this.#say({ type: 'meters', on: true });
      this.#desks.emit(this.#schema);
    } else if (frame?.kind === 'diff') this.#changes.emit(frame.entries.map(({ id }) => ({ id, value: this.get(id) })));
  }
}
