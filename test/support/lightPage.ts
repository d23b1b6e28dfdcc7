import { DeskState } from '../../shared/desk/deskState.ts';
import type { Change } from '../../shared/desk/diff.ts';
import type { Landing } from '../../shared/desk/landing.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { buildSchema, type ParamId, type Schema } from '../../shared/desk/schema.ts';
import { schemaOfPart } from '../../shared/protocol/deskPart.ts';
import { decodeFrame, encodeValues, type FrameEntry } from '../../shared/protocol/frames.ts';
import { type ClientSays, parseServerMessage } from '../../shared/protocol/messages.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';

export interface LightPageEvents {
  /** A value has come, or what became of one. */
  told?(id: ParamId, value: ParamValue | undefined, landing: Landing): void;
  problem?(message: string): void;
}

const schemas = new Map<string, Schema>();

/** A page without a screen: it keeps what it is told and nothing more, so that hundreds fit into a test. */
export class LightPage {
  schema: Schema | undefined;
  isLive = false;
  meters = 0;
  frames = 0;
  /** How often it had to ask for everything again. */
  resyncs = 0;
  readonly #send: (data: string | Uint8Array) => void;
  readonly #events: LightPageEvents;
  readonly #unlanded = new Set<ParamId>();
  #state: DeskState | undefined;
  #heard: number | undefined;
  #sequence = 0;

  constructor(send: (data: string | Uint8Array) => void, events: LightPageEvents = {}) {
    this.#send = send;
    this.#events = events;
  }

  hello(): void {
    this.say({ type: 'hello', protocol: protocolVersion });
  }

  say(message: ClientSays): void {
    this.#send(JSON.stringify(message));
  }

  set(...changes: readonly Change[]): void {
    const entries = changes.map((change): FrameEntry => ({ ...change, landing: 'pending' }));
    // What a page sets it shows, until it is told otherwise.
    for (const { id, value } of changes) {
      this.#state?.set(id, value);
      this.#unlanded.add(id);
    }
    this.#send(encodeValues('set', ++this.#sequence, entries));
  }

  get(id: ParamId): ParamValue | undefined {
    return this.#state?.get(id);
  }

  /** Parameters in which this page differs from a desk, or that have not landed. */
  differences(truth: (id: ParamId) => ParamValue | undefined): string[] {
    const { schema } = this;
    if (!schema) return ['no desk'];
    const found: string[] = [];
    // A part of a desk has gaps between its numbers.
    for (const id of schema.addresses.keys()) {
      if (schema.addresses[id] === undefined || schema.specOf(id).keptByApp) continue;
      const value = this.get(id);
      if (value !== truth(id)) found.push(`${schema.addressOf(id)}: ${value}, desk ${truth(id)}`);
      else if (this.#unlanded.has(id)) found.push(`${schema.addressOf(id)}: not landed`);
    }
    return found;
  }

  hear(data: string | Uint8Array): void {
    if (typeof data === 'string') this.#text(data);
    else this.#frame(data);
  }

  #text(text: string): void {
    const message = parseServerMessage(text);
    if (message.type === 'connection') this.isLive = message.status.state === 'live';
    else if (message.type === 'problem') this.#events.problem?.(message.message);
    else if (message.type === 'desk') {
      const { profile, schemaHash, part } = message;
      if (profile && !part && !schemas.has(schemaHash)) schemas.set(schemaHash, buildSchema(profile));
      const whole = profile ? schemas.get(schemaHash) : undefined;
      this.schema = profile && part ? schemaOfPart(profile, part, schemaHash) : whole;
      this.#state = this.schema && new DeskState(this.schema);
      this.#unlanded.clear();
      this.#heard = undefined;
    }
  }

  #frame(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame?.kind === 'meters') this.meters++;
    if (frame?.kind !== 'snapshot' && frame?.kind !== 'diff') return;
    this.frames++;
    if (frame.kind === 'snapshot') {
      this.#state?.forget();
      this.#unlanded.clear();
    } else {
      if (this.#heard === undefined) return;
      if (frame.sequence !== this.#heard && frame.sequence !== this.#heard + 1) {
        this.#heard = undefined;
        this.resyncs++;
        this.say({ type: 'snapshot' });
        return;
      }
    }
    this.#heard = frame.sequence;
    for (const { id, value, landing } of frame.entries) {
      if (value === undefined) this.#state?.forget(id);
      else this.#state?.set(id, value);
      if (landing === 'pending' || landing === 'unconfirmed') this.#unlanded.add(id);
      else this.#unlanded.delete(id);
      this.#events.told?.(id, value, landing);
    }
  }
}
