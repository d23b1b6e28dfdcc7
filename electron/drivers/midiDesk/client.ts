import type { Change, DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import { joinBytes } from '../../transports/midiEncode.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import { type DeskListener, type DeskSession, type DeskTarget, type DriverContext, printTarget } from '../driver.ts';
import { Pacer } from '../pacer.ts';
import { Cable } from './cable.ts';
import { Dumps } from './dumps.ts';
import { type ExtrasLink, keyRow, sceneList } from './extras.ts';
import { Figures } from './figures.ts';
import { type OpenMidi, openMidi } from './openPort.ts';
import { Questions } from './questions.ts';
import { Rounds } from './rounds.ts';
import { checkEveryMs, Silence } from './silence.ts';
import { Standing } from './standing.ts';
import { Timers } from './timers.ts';
import type { Greeter, Heard, MidiFamily, Tongue } from './tongue.ts';

const greetAgainMs = 2000;
/** A connection on which nothing has been said for so long is told to be silent. */
const silenceShownMs = 3000;
const probeAfterMs = 900;
/** From then on nothing is sent until the console has said something … */
const doubtAfterMs = 1300;
/** … and what has waited for longer than this is not sent any more. */
const staleSetMs = 500;
const staleAfterMs = 1800;
/** Shown within 3 s of the last word, with what it takes to notice. */
const lostAfterMs = 2800;
/** A recall is over before everything is read again. */
const rereadAfterRecallMs = 400;
const burst = 16;

export interface MidiSessionOptions {
  /** Id of the driver, for the target in words. */
  readonly id: string;
  readonly family: MidiFamily;
  readonly target: DeskTarget;
  readonly listener: DeskListener;
  readonly context: DriverContext;
  /** Replaced in tests. */
  readonly open?: OpenMidi;
}

/**
 * Talks to a console over MIDI: finds out which it is, reads it, notices when it is gone, sends what is wanted and asks for what
 * was sent, because these consoles do not echo.
 */
export class MidiDeskClient implements DeskSession {
  readonly scenes?: NonNullable<DeskSession['scenes']>;
  readonly softKeys?: NonNullable<DeskSession['softKeys']>;
  readonly #options: MidiSessionOptions;
  readonly #figures: Figures;
  readonly #questions: Questions;
  readonly #dumps: Dumps;
  readonly #rounds: Rounds;
  readonly #pacer: Pacer<ParamId, Change>;
  /** What this console did not answer for: asked again when everything is, but not in between. */
  readonly #absent = new Set<ParamId>();
  readonly #timers: Timers<'greet' | 'keepAlive' | 'reread' | 'connect' | 'watch'>;
  readonly #cable: Cable;
  readonly #silence: Silence;
  readonly #standing: Standing;
  #greeter: Greeter | undefined;
  #tongue: Tongue | undefined;
  #openedMs = 0;
  #probedMs = 0;

  constructor(options: MidiSessionOptions) {
    const { clock } = options.context;
    const { family, listener } = options;
    this.#options = options;
    this.#figures = new Figures(clock);
    this.#timers = new Timers(clock);
    this.#silence = new Silence(clock);
    this.#cable = new Cable({
      open: () => (options.open ?? openMidi)(options.target, options.context),
      opened: () => this.#meet(),
      broken: (detail) => this.#broken(detail),
      hear: (event) => this.#hear(event),
    });
    this.#questions = new Questions({
      clock,
      send: (ids) => this.#send(...ids.flatMap((id) => this.#tongue?.ask?.(id) ?? [])),
      finished: () => this.#readFinished(),
      gaveUp: (id) => {
        this.#absent.add(id);
        this.#figures.say(`no answer for ${this.#tongue?.schema.addressOf(id) ?? id}`);
      },
    });
    this.#dumps = new Dumps({ clock, ask: () => this.#askAll(), failed: () => this.#dumpFailed() });
    this.#rounds = new Rounds({
      clock,
      ask: (ids) => this.#questions.ask(ids, 'bulk'),
      isIdle: () => this.#questions.pending === 0,
    });
    this.#pacer = new Pacer({
      clock,
      keyGapMs: 1000 / family.setsPerSecond,
      totalPerSecond: family.totalSetsPerSecond,
      burst,
      mayLeave: () => this.#questions.hasRoom && !this.#isInDoubt,
      send: (items) => this.#sendSets(items.map(({ item }) => item)),
    });
    const extras: ExtrasLink = {
      tongue: () => (this.#standing.state === 'live' ? this.#tongue : undefined),
      send: (bytes) => this.#send(bytes),
      recalled: () => {
        this.#pacer.clear();
        this.#readAgainSoon();
      },
    };
    if (family.sceneCount > 0) this.scenes = sceneList(family.sceneCount, extras);
    if (family.softKeyCount > 0) this.softKeys = keyRow(family.softKeyCount, extras);
    this.#standing = new Standing({
      target: printTarget(options.id, options.target),
      listener,
      tongue: () => this.#tongue,
      pending: () => this.#questions.pending,
    });
    this.#cable.plugIn();
    this.#watch();
  }

  // ---- what the hub asks -------------------------------------------------------------------------------------------

  push(changes: DeskDiff, isTouched: boolean): void {
    const schema = this.#tongue?.schema;
    if (!schema || !this.#standing.isSettable) return;
    for (const change of changes) {
      const { kind } = schema.specOf(change.id);
      this.#pacer.offer(change.id, change, { isContinuous: kind === 'level' || kind === 'number', isTouched });
    }
    this.#pacer.flush();
  }

  halt(): void {
    this.#pacer.clear();
  }

  readBack(ids: readonly ParamId[]): void {
    if (this.#tongue?.ask) this.#questions.ask(ids, 'urgent');
    else if (this.#tongue?.askAll) this.#dumps.want();
  }

  /** These consoles tell no levels of signals over MIDI. */
  setMeters(_on: boolean): void {
    // Nothing to turn on.
  }

  setVisible(ids: readonly ParamId[] | undefined): void {
    this.#rounds.watch(ids);
  }

  diagnostics() {
    const { asked, missed } = this.#questions.counts;
    return {
      ...this.#figures.take(),
      roundTripMs: this.#tongue?.ask ? this.#questions.roundTripMs : this.#dumps.roundTripMs,
      lossPercent: asked === 0 ? 0 : (100 * missed) / asked,
      malformed: 0,
    };
  }

  dispose(): void {
    this.#letGo();
    for (const part of [this.#timers, this.#cable, this.#questions, this.#dumps, this.#rounds, this.#pacer])
      part.dispose();
  }

  // ---- the connection ----------------------------------------------------------------------------------------------

  #meet(): void {
    this.#openedMs = this.#now;
    this.#greeter = this.#options.family.greeter();
    this.#standing.enter(this.#standing.state === 'lost' ? 'lost' : 'searching', '');
    const { known } = this.#greeter;
    if (known) this.#adopt(known);
    else this.#greet();
    this.#keepAlive();
  }

  #greet(): void {
    const greeter = this.#greeter;
    if (!greeter || this.#tongue) return;
    if (this.#now - this.#openedMs >= silenceShownMs) this.#standing.enter(this.#standing.state, greeter.silence);
    this.#send(greeter.greeting);
    this.#timers.later('greet', greetAgainMs, () => this.#greet());
  }

  #keepAlive(): void {
    const keepAlive = this.#greeter?.keepAlive;
    if (!keepAlive) return;
    this.#send(keepAlive.bytes);
    this.#timers.later('keepAlive', keepAlive.everyMs, () => this.#keepAlive());
  }

  #letGo(): void {
    this.#tongue = undefined;
    this.#greeter = undefined;
    for (const part of [this.#questions, this.#pacer]) part.clear();
    this.#dumps.clear();
    this.#rounds.end();
    this.#timers.cancel('greet', 'keepAlive', 'reread');
  }

  #broken(detail: string): void {
    const wasThere = this.#tongue !== undefined || this.#standing.state === 'lost';
    this.#letGo();
    this.#standing.enter(wasThere ? 'lost' : 'searching', detail);
  }

  /** Looks whether the console is still there. */
  #watch(): void {
    this.#timers.later('watch', checkEveryMs, () => this.#watch());
    this.#silence.check();
    const tongue = this.#tongue;
    if (!tongue?.isHeardOften) return;
    const { ms: silentMs } = this.#silence;
    if (silentMs > probeAfterMs && tongue.probe && this.#now - this.#probedMs > probeAfterMs) {
      this.#probedMs = this.#now;
      this.#send(tongue.probe);
    }
    if (silentMs > lostAfterMs) {
      // A connection that says nothing may be half open: only a new one shows whether somebody is there.
      this.#cable.pullOut();
      this.#broken('No answer for 3 seconds; connecting again.');
      this.#timers.later('connect', greetAgainMs, () => this.#cable.plugIn());
    } else if (this.#standing.state === 'live' && silentMs > staleAfterMs) {
      this.#standing.enter('stale', 'No answer for a moment; waiting.');
    }
  }

  /** Whether what is sent now may arrive much later: the connection keeps it until the network is back. */
  get #isInDoubt(): boolean {
    return (this.#tongue?.isHeardOften ?? false) && this.#silence.ms > doubtAfterMs;
  }

  get #now(): number {
    return this.#options.context.clock.nowMs();
  }

  #send(...parts: readonly Uint8Array[]): void {
    if (parts.length === 0) return;
    this.#figures.sent();
    this.#cable.send(joinBytes(parts));
  }

  // ---- what is sent ------------------------------------------------------------------------------------------------

  #sendSets(changes: readonly Change[]): void {
    const tongue = this.#tongue;
    if (!tongue) return;
    const parts: Uint8Array[] = [];
    const ids: ParamId[] = [];
    for (const { id, value } of changes) {
      const set = tongue.set(id, value);
      if (!set) continue;
      parts.push(set);
      ids.push(id);
      const question = tongue.ask?.(id);
      if (question) parts.push(question);
    }
    if (tongue.ask) this.#questions.asked(ids);
    this.#send(...parts);
    this.#options.listener.sent(changes.map(({ id }) => id));
    if (tongue.askAll) this.#dumps.want();
    // Nothing can be asked: what has left counts as what the console has.
    if (!tongue.ask && !tongue.askAll) this.#report(changes.filter(({ id }) => ids.includes(id)));
  }

  #askAll(): void {
    const bytes = this.#tongue?.askAll;
    if (bytes) this.#send(bytes);
  }

  #readAgainSoon(): void {
    // The first of many recalls decides when: a stream of them must not put the reading off for ever.
    if (!this.#timers.isWaiting('reread')) this.#timers.later('reread', rereadAfterRecallMs, () => this.#readAgain());
  }

  #readAgain(): void {
    const tongue = this.#tongue;
    if (tongue?.ask) this.#questions.ask(this.#askable(tongue), 'bulk');
    else if (tongue?.askAll) this.#dumps.want();
  }

  #askable(tongue: Tongue): ParamId[] {
    const ids = Array.from({ length: tongue.schema.size }, (_, id) => id);
    return ids.filter((id) => tongue.ask?.(id) !== undefined);
  }

  // ---- reading -----------------------------------------------------------------------------------------------------

  #adopt(tongue: Tongue): void {
    this.#speak(tongue);
    this.#silence.heard();
    this.#options.listener.identified(tongue.schema);
    if (tongue.ask) {
      const ids = this.#askable(tongue);
      this.#standing.total = ids.length;
      this.#questions.ask(ids, 'bulk');
      this.#standing.enter('reading', tongue.notice);
    } else if (tongue.askAll) {
      this.#standing.total = tongue.schema.size;
      this.#standing.enter('reading', tongue.notice);
      this.#dumps.begin(tongue.isTelling ?? false);
    } else {
      this.#standing.total = 0;
      this.#standing.enter('reading', tongue.notice);
      this.#report(tongue.assumed ?? []);
      this.#standing.enter('live', tongue.notice);
    }
  }

  /** Another way of speaking, on the same connection. */
  #speak(tongue: Tongue): void {
    this.#questions.clear();
    this.#pacer.clear();
    this.#dumps.clear();
    this.#absent.clear();
    this.#tongue = tongue;
  }

  #readFinished(): void {
    const tongue = this.#tongue;
    if (!tongue || this.#standing.state !== 'reading') {
      this.#pacer.flush();
      return;
    }
    const other = tongue.revised?.();
    if (other) this.#adopt(other);
    else {
      this.#standing.enter('live', tongue.notice);
      if (tongue.ask) this.#rounds.begin(this.#askable(tongue).filter((id) => !this.#absent.has(id)));
    }
  }

  #dumpFailed(): void {
    this.#figures.say('the console did not tell everything when it was asked');
  }

  #hear(event: MidiEvent): void {
    this.#figures.received();
    const tongue = this.#tongue;
    if (!tongue) {
      const found = this.#greeter?.hear(event);
      if (found) this.#adopt(found);
      return;
    }
    const wasInDoubt = this.#isInDoubt;
    this.#silence.heard();
    if (wasInDoubt) this.#dropStale();
    const heard = tongue.hear(event);
    for (const each of heard) this.#take(each, event);
    const { state } = this.#standing;
    // A notice may have come up with what was heard.
    if (this.#tongue === tongue && (state === 'live' || state === 'stale')) this.#standing.enter('live', tongue.notice);
    if (state === 'stale') this.#readAgain();
  }

  /** The console is there again. What waited too long is not sent any more; who wanted it hears what the console has instead. */
  #dropStale(): void {
    const dropped = this.#pacer.dropOlderThan(this.#now - staleSetMs);
    if (dropped.length > 0) this.#options.listener.sent(dropped.map(({ id }) => id));
    this.#pacer.flush();
  }

  #take(heard: Heard, event: MidiEvent): void {
    switch (heard.kind) {
      case 'values':
        this.#report(heard.changes);
        for (const { id } of heard.changes) this.#questions.answered(id);
        this.#pacer.flush();
        this.#standing.progress();
        break;
      case 'recalled':
        this.#readAgainSoon();
        break;
      case 'everything':
        this.#dumps.ended();
        this.#readFinished();
        break;
      case 'unknown':
        this.#figures.unknown(event);
        break;
      case 'alive':
        break;
    }
  }

  #report(changes: DeskDiff): void {
    if (changes.length > 0) this.#options.listener.report(changes);
  }
}
