import type { DeskHub } from '../../electron/hub/deskHub.ts';
import { riseDb } from '../../electron/hub/rises.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { JournalRecord } from '../../shared/protocol/journal.ts';
import type { Agreement } from '../../shared/protocol/showMessages.ts';
import type { RecallScope } from '../../shared/scenes/scope.ts';
import type { ScriptedDesk } from '../support/hubBench.ts';
import { stageSchema as schema } from '../support/stageDesk.ts';

/** What somebody asked a recall to do. */
export interface Asked {
  /** What the scene has, by id. */
  readonly values: ReadonlyMap<number, number>;
  readonly scope: RecallScope | undefined;
  readonly agreed: ReadonlySet<Agreement>;
  readonly fadeMs: number;
}

interface Running extends Asked {
  /** Its number in the journal. */
  readonly gesture: number;
  readonly before: ReadonlyMap<number, number>;
  /** What everybody saw of what was still on its way to the desk. */
  readonly onItsWay: ReadonlyMap<number, number>;
  /** Above this no level may be; what others do may raise it. */
  readonly peak: Map<number, number>;
  /** Somebody else has moved it since. */
  readonly foreign: Set<number>;
  /** What it may not move any more, and why. */
  readonly ended: Map<number, string>;
  readonly last: Map<number, number>;
  over: string | undefined;
}

const main = schema.need('main/stereo/fader');
export const isLevel = (id: number) => schema.specOf(id).kind === 'level';
const isMute = (id: number) => schema.addressOf(id).endsWith('/mute');
const isGain = (id: number) => schema.addressOf(id).endsWith('/gain');

/** What has to be agreed to a second time before a recall changes it. */
function yesFor(id: number): Agreement | undefined {
  const address = schema.addressOf(id);
  if (address.startsWith('main/')) return 'main';
  if (address.endsWith('/gain')) return 'gain';
  if (address.endsWith('/phantom')) return 'phantom';
  return address.startsWith('talkback/') ? 'talkback' : undefined;
}

/** Whether a change cannot be heard back. */
function isDangerous(id: number, before: number, after: number): boolean {
  const address = schema.addressOf(id);
  if (address.endsWith('/phantom')) return before !== after;
  if (address.startsWith('talkback/')) return after === 1;
  return isGain(id) && after > 10 && after > before;
}

/** How much louder a change makes things: negative if softer. A mute counts as silence. */
function louder(id: number, from: number, to: number): number {
  if (isMute(id)) return from - to;
  return isLevel(id) ? to - from : 0;
}

/** Watches every set while scenes are recalled. It knows what was asked, what the desk has, and what is in the journal. */
export class RecallJudge {
  readonly violations: string[] = [];
  /** Who acts now; nobody while time passes. */
  actor: string | undefined;
  link = 'live';
  /** A person has a hand on it: no recall moves it. */
  held: number | undefined;
  isFrozen = false;
  hasPanic = false;
  /** What a hand at the desk has said last. */
  readonly #atDesk = new Map<number, number>();
  /** When somebody said yes to a parameter for the last time. */
  readonly #yesMs = new Map<number, number>();
  readonly #hub: DeskHub;
  readonly #desk: ScriptedDesk;
  #running: Running | undefined;
  #agreedEver = new Set<Agreement>();

  constructor(hub: DeskHub, desk: ScriptedDesk) {
    this.#hub = hub;
    this.#desk = desk;
  }

  blame(what: string): void {
    this.violations.push(what);
  }

  #has(id: number): number {
    return Number(this.#desk.values.get(id));
  }

  /** A recall is about to send its first values. */
  began(asked: Asked, gesture: number): void {
    const known = new Map(Array.from(asked.values.keys(), (id) => [id, this.#has(id)] as const));
    const shown = (id: number) => Number(this.#hub.state?.get(id));
    const peak = new Map(Array.from(asked.values, ([id, to]) => [id, Math.max(this.#has(id), shown(id), to)] as const));
    this.#running = {
      ...asked,
      gesture,
      before: known,
      // Only what a hand at the desk has said is known to be something else there.
      onItsWay: new Map(
        [...known].flatMap(([id, has]) =>
          shown(id) === has || this.#atDesk.get(id) === has ? [] : [[id, shown(id)] as const],
        ),
      ),
      peak,
      foreign: new Set([...asked.values.keys()].filter((id) => shown(id) !== this.#has(id) || id === this.held)),
      ended: new Map(),
      last: new Map(),
      over: undefined,
    };
    for (const each of asked.agreed) this.#agreedEver.add(each);
  }

  /** Everything that is under way has to end, and stays ended. */
  allEnds(why: string): void {
    if (this.#running) this.#running.over ??= why;
  }

  /** A person has a hand on it. */
  touched(id: number): void {
    const running = this.#running;
    if (!running) return;
    running.foreign.add(id);
    if (this.#isFading(running, id)) running.ended.set(id, 'touch');
  }

  #isFading({ fadeMs, last, values }: Running, id: number): boolean {
    return fadeMs > 0 && isLevel(id) && last.has(id) && last.get(id) !== values.get(id);
  }

  /** Somebody moved it at the desk. @param isHeard the link is there */
  movedAtDesk(id: number, value: number, isHeard: boolean): void {
    if (isHeard) this.#atDesk.set(id, value);
    const running = this.#running;
    if (!running) return;
    running.peak.set(id, Math.max(running.peak.get(id) ?? value, value));
    running.foreign.add(id);
    // A hand that stops exactly where the fade was a moment before cannot be told from its echo.
    const isLikeOurs =
      this.#hub.state?.get(id) === value || running.before.get(id) === value || this.#wasSent(id, value);
    if (isHeard && !isLikeOurs && this.#isFading(running, id)) running.ended.set(id, 'hand at the desk');
  }

  #wasSent(id: number, value: number): boolean {
    return this.#desk.pushed.some((push) => push.id === id && push.value === value);
  }

  confirmed(id: number): void {
    this.#yesMs.set(id, this.#hub.nowMs());
  }

  /** The record of a set in the journal. */
  #recordOf(id: number, value: ParamValue): JournalRecord | undefined {
    const address = schema.addressOf(id);
    for (const record of this.#hub.journal.newestFirst({})) {
      if (record.address === address && record.after === value && record.why !== 'console') return record;
    }
    return undefined;
  }

  /** A set leaves; the desk does not have it yet. */
  watch(id: number, value: ParamValue): void {
    const address = schema.addressOf(id);
    const record = this.#recordOf(id, value);
    if (typeof value !== 'number' || !record || record.by === '' || record.before === undefined) {
      this.blame(`S12: ${address} ${value} was sent and is not in the journal with who, why and from where`);
      return;
    }
    const before = this.#has(id);
    const isPanic = record.why === 'panic' && id === main && riseDb(before, value) <= 0;
    if (this.link !== 'live' && !isPanic) this.blame(`S1: ${address} was sent while the link was ${this.link}`);
    if (this.isFrozen && !isPanic) this.blame(`S9: ${address} was sent during a freeze`);
    if (this.hasPanic && id === main && value > before) this.blame('S9: an output rose during a panic');
    if ((isLevel(id) || isGain(id)) && riseDb(before, value) > 6.001)
      this.blame(`S4: one message raises ${address} from ${before} to ${value}`);
    if (record.by === 'Vic') this.blame(`S12: a viewer changed ${address}`);
    if (isDangerous(id, before, value)) this.#watchDanger(id, record);
    const running = this.#running;
    if (record.why === 'recall') this.#watchRecall(running, id, value, record.gesture);
    else if (running) {
      running.foreign.add(id);
      running.peak.set(id, Math.max(running.peak.get(id) ?? value, value));
      // What the recall has not come to yet is still part of it.
      if (this.actor !== undefined && running.last.has(id)) running.ended.set(id, `${this.actor}'s ${record.why}`);
    }
  }

  #watchDanger(id: number, { why, by, gesture }: JournalRecord): void {
    const address = schema.addressOf(id);
    const yes = yesFor(id);
    if (why === 'recall') {
      // What an earlier recall was allowed and lost is sent again during the next one.
      const isEarlier = gesture < (this.#running?.gesture ?? Infinity);
      const agreed = isEarlier ? this.#agreedEver : this.#running?.agreed;
      if (yes && !agreed?.has(yes)) this.blame(`S6: a recall changed ${address} without a yes to ${yes}`);
      return;
    }
    const isLate = this.#hub.nowMs() - (this.#yesMs.get(id) ?? -Infinity) > 10_000;
    // What was agreed to in a recall and lost on the way is sent again without asking once more.
    if (isLate && !(yes && this.#agreedEver.has(yes))) this.blame(`S12: ${by} changed ${address} without a second yes`);
  }

  #watchRecall(running: Running | undefined, id: number, value: number, gesture: number): void {
    const address = schema.addressOf(id);
    if (!running) {
      this.blame(`${address} was moved by a recall that nobody asked for`);
      return;
    }
    // What an earlier recall sent, and was lost, is sent again.
    if (gesture < running.gesture && this.#wasSent(id, value)) return;
    // The same before the end of this one.
    const isAgain = running.last.get(id) === value;
    const ended = isAgain ? undefined : (running.over ?? running.ended.get(id));
    if (ended !== undefined) this.blame(`S11: ${address} went on to ${value} after ${ended}`);
    const yes = yesFor(id);
    if (yes && !running.agreed.has(yes)) this.blame(`S6: a recall changed ${address} without a yes to ${yes}`);
    if (isLevel(id) && value > (running.peak.get(id) ?? -Infinity))
      this.blame(`S7: ${address} at ${value} is above before and after`);
    const rise = louder(id, this.#has(id), value);
    if (rise > 0) this.#watchLouder(running, id, value);
    running.last.set(id, value);
  }

  /** Something becomes louder: what becomes softer has to have become so, and before an un-mute everything else. */
  #watchLouder(running: Running, id: number, value: number): void {
    const { before, values, agreed, fadeMs, foreign } = running;
    if (isMute(id) && !agreed.has('unmutes')) this.blame(`S6: ${schema.addressOf(id)} was un-muted without a yes`);
    const start = before.get(id) ?? value;
    if (isLevel(id) && !foreign.has(id) && riseDb(start, value) > 6.001 && !agreed.has('rises'))
      this.blame(`S6: ${schema.addressOf(id)} rose by more than 6 dB without a yes`);
    if (fadeMs > 0) return;
    // Softer than what was sent last and is on its way: nobody can know that it was lost, and that the desk is softer still. It is at
    // or below what was there before, as everybody saw it, and at most what is wanted.
    if (isLevel(id) && value <= (running.onItsWay.get(id) ?? -Infinity)) return;
    for (const [other, to] of values) {
      if (other === id || foreign.has(other) || !this.#isMeant(running, other) || this.#has(other) === to) continue;
      // Eight sets in a row were answered with the old value: for the hub this desk does not take it, and says so.
      const isRefused = this.#hub.desk?.landingOf(other) === 'landed' && this.#hub.state?.get(other) !== to;
      if (isRefused && this.#hub.state?.get(other) === before.get(other)) continue;
      const change = louder(other, before.get(other) ?? to, to);
      if (change < 0) this.blame(`S7: ${schema.addressOf(id)} became louder before ${schema.addressOf(other)} softer`);
      if (change > 0 && isMute(id) && !isMute(other))
        this.blame(`S7: ${schema.addressOf(id)} was un-muted before ${schema.addressOf(other)} had risen`);
    }
  }

  #isMeant({ scope, agreed }: Running, id: number): boolean {
    if (!isLevel(id) && !isMute(id)) return false;
    if (yesFor(id) === 'main') return scope?.main === true && agreed.has('main');
    const kind = isMute(id) ? 'mutes' : 'faders';
    return scope?.kinds?.includes(kind) ?? true;
  }
}
