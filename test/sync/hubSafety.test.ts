import { describe, expect, test } from 'vitest';
import { maxRiseDb, riseDb, riseSlopes } from '../../electron/hub/rises.ts';
import { seededRandom } from '../../shared/base/random.ts';
import { canonical, type ParamValue, stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { stageSchema } from '../support/stageDesk.ts';

/**
 * Whatever two people, a hand at the desk, a bad link and the safety switches do in whatever order: a judge that knows only
 * what was sent, what the desk had, who held what and whether the output was open watches every set. A seed that fails
 * becomes a named test.
 */
const sequences = process.env.OMNIBUS_LONG === '1' ? 1_000_000 : 20_000;
const operationsEach = 10;

const addresses = ['channel/1/fader', 'channel/2/fader', 'main/stereo/fader', 'headamp/1/gain', 'channel/1/mute'];
const ids = addresses.map((address) => stageSchema.need(address));
const main = stageSchema.need('main/stereo/fader');
const isLevel = (id: number) => stageSchema.specOf(id).kind !== 'switch';
/** A desk's own step may be added to what a slope allows. */
const coarseDb = 0.85;

class Judge {
  readonly violations: string[] = [];
  readonly #bench = hubBench();
  readonly #desk = this.#bench.desk();
  readonly #people = ['Anna', 'Ben'].map((name) => new RecordingClient(this.#bench.hub, name));
  readonly #random: () => number;
  readonly #budgetDb = new Map<number, { spentDb: number; atMs: number }>();
  #isAnswering = true;
  /** Sets have been lost on the way. */
  #hasLost = false;
  #isFrozen = false;
  #hasPanic = false;
  /** Who has a hand on what. Another person gets it when the hand is gone, and not before 500 ms after its last move. */
  readonly #holds = new Map<number, { readonly by: number; isDown: boolean; movedMs: number }>();
  /** Who acts now; `undefined` while time passes. */
  #actor: number | undefined;
  #state: string = 'offline';

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    const { push } = this.#desk;
    this.#desk.push = (changes, touched) => {
      this.#desk.isDeaf = !this.#isAnswering && this.#random() < 0.5;
      for (const { id, value } of changes) this.#watch(id, value);
      push.call(this.#desk, changes, touched);
    };
    this.#desk.answersAfterMs = this.#pick([1, 1, 15, 60]);
    this.#desk.goLive(stageSchema);
    this.#state = 'live';
    for (const id of ids) if (isLevel(id)) this.#desk.say({ id, value: this.#value(id) });
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }

  /** One of the parameter's values, off more often than the others. */
  #value(id: number): number {
    const spec = stageSchema.specOf(id);
    if (spec.kind === 'text') throw new Error('Texts are not played with');
    return this.#random() < 0.1
      ? valueAtStep(spec, 0)
      : valueAtStep(spec, Math.floor(this.#random() * stepCount(spec)));
  }

  /** Noted, not thrown: the hub would take it for an error of its own and carry on. */
  #blame(what: string): void {
    this.violations.push(what);
  }

  #watch(id: number, value: ParamValue): void {
    const spec = stageSchema.specOf(id);
    if (typeof value !== 'number' || spec.kind === 'text') {
      this.#blame(`a text was sent to ${id}`);
      return;
    }
    if (canonical(spec, value) !== value) this.#blame(`${value} is no value of ${stageSchema.addressOf(id)}`);
    const isFall = riseDb(Number(this.#desk.values.get(id)), value) <= 0;
    const isPanic = this.#hasPanic && id === main && isFall;
    if (this.#state !== 'live' && !(isPanic && this.#state === 'stale')) this.#blame(`sent while ${this.#state}`);
    if (this.#isFrozen && !isPanic) this.#blame('sent while frozen');
    const holder = this.#holderOf(id);
    if (holder !== undefined && this.#actor !== undefined && this.#actor !== holder && !isPanic)
      this.#blame('a held control was moved by another');
    if (isLevel(id)) this.#watchRise(id, value);
  }

  #holderOf(id: number): number | undefined {
    const hold = this.#holds.get(id);
    if (!hold || (!hold.isDown && this.#bench.clock.nowMs() >= hold.movedMs + 500)) return undefined;
    return hold.by;
  }

  #watchRise(id: number, value: number): void {
    const rise = riseDb(Number(this.#desk.values.get(id)), value);
    if (rise > maxRiseDb + 1e-3) this.#blame(`one message raises ${stageSchema.addressOf(id)} by ${rise} dB`);
    if (rise <= 0 || this.#desk.isDeaf) return;
    const nowMs = this.#bench.clock.nowMs();
    const budget = this.#budgetDb.get(id) ?? { spentDb: 0, atMs: nowMs };
    const paidDb = ((nowMs - budget.atMs) * riseSlopes.hand) / 1000;
    const spentDb = Math.max(0, budget.spentDb - paidDb) + rise;
    this.#budgetDb.set(id, { spentDb, atMs: nowMs });
    // A set that was lost is sent again when the desk was asked, and the next one may follow it closely.
    const limitDb = this.#hasLost ? 2 * maxRiseDb : maxRiseDb + 2 * coarseDb;
    if (spentDb > limitDb) this.#blame(`${spentDb} dB at once is steeper than a hand may be`);
  }

  /** One thing that somebody does. */
  operate(): void {
    const who = Math.floor(this.#random() * 2);
    const person = this.#people[who] as RecordingClient;
    const id = this.#pick(ids);
    this.#actor = who;
    const kind = Math.floor(this.#random() * 16);
    if (kind < 5) this.#set(person, who, id);
    else if (kind === 5) this.#touch(person, who, id);
    else if (kind === 6) this.#release(person, who);
    else if (kind === 7) person.say({ type: this.#random() < 0.7 ? 'undo' : 'redo' });
    else if (kind === 8) this.#freeze(person);
    else if (kind === 9) this.#panic(person);
    else if (kind === 10) this.#link();
    else if (kind === 11) this.#moveAtDesk(id);
    else if (kind === 12) {
      this.#isAnswering = !this.#isAnswering;
      this.#hasLost = true;
    } else if (kind === 13) person.say({ type: 'restore', atMs: this.#bench.clock.nowMs() - this.#random() * 500 });
    else if (kind === 14) person.say({ type: 'confirm', id, value: Math.max(-60, this.#value(id)) });
    else person.say({ type: 'retry' });
    this.#actor = undefined;
    this.#bench.settle(this.#random() * this.#random() * 400);
  }

  #set(person: RecordingClient, who: number, id: number): void {
    const hold = this.#holds.get(id);
    if (hold && this.#holderOf(id) === who) hold.movedMs = this.#bench.clock.nowMs();
    person.set({ id, value: this.#value(id) });
  }

  #touch(person: RecordingClient, who: number, id: number): void {
    if (this.#state === 'lost') return;
    const movedMs = this.#holderOf(id) === who ? (this.#holds.get(id)?.movedMs ?? -Infinity) : -Infinity;
    if ((this.#holderOf(id) ?? who) === who) this.#holds.set(id, { by: who, isDown: true, movedMs });
    person.say({ type: 'touch', ids: [id] });
  }

  /** Lets go of one control that the person has a hand on. */
  #release(person: RecordingClient, who: number): void {
    const [id, hold] = this.#pick([...this.#holds].filter(([, { by, isDown }]) => isDown && by === who)) ?? [];
    if (id === undefined || !hold) return;
    hold.isDown = false;
    person.say({ type: 'release', ids: [id], cancel: this.#random() < 0.3 });
  }

  #freeze(person: RecordingClient): void {
    const wasFrozen = this.#people[0]?.last('output')?.output.state === 'frozen';
    this.#isFrozen = !wasFrozen;
    person.say({ type: 'freeze', on: !wasFrozen });
    // Until what was wanted has been read the output stays shut, and opens by itself.
    if (wasFrozen) this.#isFrozen = false;
  }

  #panic(person: RecordingClient): void {
    this.#hasPanic = this.#random() < 0.6;
    if (this.#hasPanic) this.#holds.delete(main);
    person.say({ type: 'panic', on: this.#hasPanic });
  }

  /** A hand at the desk; what it does during a break is heard only afterwards. */
  #moveAtDesk(id: number): void {
    const value = this.#value(id);
    // What the hub sent before and hears again is an echo for all that it can know: only the limit of one message holds then.
    if (this.#desk.pushed.some((push) => push.id === id && push.value === value)) this.#hasLost = true;
    if (this.#state === 'live') this.#desk.say({ id, value });
    else this.#desk.values.set(id, value);
  }

  #link(): void {
    const before = this.#state;
    const next = this.#pick(['live', 'live', 'stale', 'lost'] as const);
    if (next === before || (before === 'lost' && next === 'stale')) return;
    if (next === 'lost') this.#holds.clear();
    this.#state = next;
    if (next !== 'live') this.#desk.enter(next);
    else this.#recover(before);
  }

  /** After a break everything is read; after a lost link before anything may be sent. */
  #recover(before: string): void {
    this.#state = 'live';
    if (before === 'lost') {
      this.#desk.comeBack(stageSchema);
      return;
    }
    this.#desk.enter('live');
    this.#desk.say(...Array.from(this.#desk.values, ([id, value]) => ({ id, value })));
  }

  end(): string[] {
    this.#bench.hub.dispose();
    const errors = this.#people.flatMap(({ messages }) => messages.filter(({ type }) => type === 'problem'));
    for (const error of errors) {
      if ('message' in error && error.message.includes('made an error')) this.#blame(error.message);
    }
    return [];
  }

  /** Lets everything come to rest on a good link. @returns addresses in which the hub and the desk differ */
  atRest(): string[] {
    this.#isAnswering = true;
    this.#holds.clear();
    this.#isFrozen = false;
    this.#recover(this.#state);
    for (const person of this.#people) {
      person.say({ type: 'freeze', on: false });
      person.say({ type: 'release', ids });
    }
    this.#bench.settle(8000);
    const { hub } = this.#bench;
    const differing = ids.filter((id) => hub.state?.get(id) !== this.#desk.values.get(id));
    this.end();
    return differing.map(
      (id) => `${stageSchema.addressOf(id)} ${hub.state?.get(id)}, desk ${this.#desk.values.get(id)}`,
    );
  }
}

describe('the hub keeps its promises', () => {
  test(
    `in ${sequences} random sequences`,
    () => {
      const failures: string[] = [];
      for (let seed = 1; seed <= sequences && failures.length < 5; seed++) {
        try {
          const judge = new Judge(seed);
          for (let step = 0; step < operationsEach; step++) judge.operate();
          const differing = seed % 4 === 0 ? judge.atRest() : judge.end();
          const broken = [...judge.violations, ...differing];
          if (broken.length > 0) failures.push(`seed ${seed}: ${broken.slice(0, 3).join('; ')}`);
        } catch (error) {
          failures.push(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      expect(failures).toEqual([]);
    },
    sequences * 10,
  );
});
