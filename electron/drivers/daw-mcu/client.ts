import type { Disposable } from '../../../shared/base/disposable.ts';
import type { Change, DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import { buildSchema, type ParamId, type Schema } from '../../../shared/desk/schema.ts';
import type { ConnectionState } from '../../../shared/protocol/connection.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import { type DeskListener, type DeskSession, type DeskTarget, type DriverContext, printTarget } from '../driver.ts';
import { Figures } from '../midiDesk/figures.ts';
import { Pacer } from '../pacer.ts';
import { type Cables, type OpenCables, openCables } from './cables.ts';
import { Hands } from './hands.ts';
import { HuiDevice } from './huiWire.ts';
import { McuDevice } from './mcuWire.ts';
import { DawMeters } from './meters.ts';
import { idOf, meaningOf } from './paramMap.ts';
import { choiceOf, type DawChoice, profileOf, speaksHui, unitStrips } from './profile.ts';
import { type BankKey, bankKeys, type DeviceSide, type DeviceWord, type HostWord } from './wire.ts';

/** The DAW has told everything when it has been quiet for so long: lights that are off may not be told at all. */
const quietMs = 700;
/** Said again until the DAW tells something: it may start later. */
const hereEveryMs = 2000;
const silence =
  'The DAW says nothing yet: choose this port as a control surface in its settings, as input and as output.';

const bankNames: Readonly<Record<BankKey, string>> = {
  bankLeft: 'Bank to the left',
  bankRight: 'Bank to the right',
  channelLeft: 'One strip to the left',
  channelRight: 'One strip to the right',
};

export interface DawSessionOptions {
  readonly target: DeskTarget;
  readonly listener: DeskListener;
  readonly context: DriverContext;
  /** Replaced in tests. */
  readonly open?: OpenCables;
}

/** Plays a control surface towards a DAW: its strips are what the DAW shows on them. */
export class DawSession implements DeskSession {
  /** The DAW's tracks pass by on the strips: what it shows then, it tells by itself. */
  readonly softKeys = {
    count: bankKeys.length,
    names: bankKeys.map((key) => bankNames[key]),
    press: (key: number, isDown: boolean) => this.#pressBank(bankKeys[key - 1], isDown),
  };
  readonly #options: DawSessionOptions;
  readonly #choice: DawChoice;
  readonly #schema: Schema;
  readonly #figures: Figures;
  readonly #meters: DawMeters;
  readonly #pacer: Pacer<ParamId, Change>;
  readonly #heard = new Map<ParamId, ParamValue>();
  readonly #timers = new Map<string, Disposable>();
  #hands: Hands;
  #cables: Cables | undefined;
  #sides: DeviceSide[] = [];
  #ends: Disposable[] = [];
  #state: ConnectionState = 'searching';
  #detail = '';
  #isOver = false;

  constructor(options: DawSessionOptions) {
    const { context, target, listener, open = openCables } = options;
    this.#options = options;
    this.#choice = choiceOf(target.options);
    this.#schema = buildSchema(profileOf(this.#choice));
    this.#figures = new Figures(context.clock);
    this.#meters = new DawMeters(context.clock, this.#choice.units * unitStrips, (levels) => listener.meters(levels));
    this.#hands = this.#newHands();
    const { setsPerSecond, totalSetsPerSecond } = this.#schema.profile;
    this.#pacer = new Pacer({
      clock: context.clock,
      keyGapMs: 1000 / setsPerSecond,
      totalPerSecond: totalSetsPerSecond,
      burst: 16,
      send: (items) => this.#leave(items.map(({ item }) => item)),
    });
    listener.status(this.#status());
    const opened = open(target, this.#choice.units, context);
    if (opened instanceof Promise) void opened.then((cables) => this.#take(cables));
    else this.#take(opened);
  }

  // ---- what the hub asks ---------------------------------------------------------------------------------------------

  push(changes: DeskDiff, isTouched: boolean): void {
    if (this.#state !== 'live') return;
    for (const change of changes) {
      const { kind } = this.#schema.specOf(change.id);
      this.#pacer.offer(change.id, change, { isContinuous: kind === 'level', isTouched });
    }
    this.#pacer.flush();
  }

  halt(): void {
    this.#pacer.clear();
    this.#hands.dispose();
  }

  /** The DAW cannot be asked for one value; what it said last is what it has. */
  readBack(ids: readonly ParamId[]): void {
    const changes = ids.flatMap((id) => {
      const value = this.#heard.get(id);
      return value === undefined ? [] : [{ id, value }];
    });
    if (changes.length > 0) this.#options.context.clock.after(0, () => this.#report(changes));
  }

  setMeters(on: boolean): void {
    this.#meters.set(on);
  }

  diagnostics() {
    return { ...this.#figures.take(), roundTripMs: -1, lossPercent: 0, malformed: 0 };
  }

  dispose(): void {
    this.#hands.dispose();
    this.#isOver = true;
    for (const timer of this.#timers.values()) timer.dispose();
    for (const end of this.#ends) end.dispose();
    this.#meters.dispose();
    this.#pacer.dispose();
    this.#cables?.close();
  }

  // ---- the connection ------------------------------------------------------------------------------------------------

  #newHands(): Hands {
    return new Hands({
      clock: this.#options.context.clock,
      schema: this.#schema,
      say: (unit, word) => this.#say(unit, word),
      heard: (id) => this.#heard.get(id),
      settled: (id, value) => {
        this.#heard.set(id, value);
        this.#report([{ id, value }]);
      },
    });
  }

  #take(cables: Cables): void {
    if (this.#isOver) {
      cables.close();
      return;
    }
    this.#cables = cables;
    this.#sides = cables.ports.map((_, unit) => this.#newSide(unit));
    for (const [unit, port] of cables.ports.entries()) {
      this.#ends.push(port.onMessage((event) => this.#hear(unit, event)));
      this.#ends.push(port.onStatus(() => this.#cablesChanged(unit)));
    }
    this.#cablesChanged(0);
  }

  #newSide(unit: number): DeviceSide {
    return speaksHui(this.#choice) ? new HuiDevice() : new McuDevice(unit);
  }

  #cablesChanged(unit: number): void {
    const ports = this.#cables?.ports ?? [];
    const closed = ports.find(({ status }) => status.state !== 'open');
    this.#sides[unit] = this.#newSide(unit);
    this.#heard.clear();
    this.#pacer.clear();
    this.#hands.dispose();
    if (closed) {
      const wasThere = this.#state !== 'searching';
      this.#stop('here');
      this.#stop('quiet');
      this.#enter(wasThere ? 'lost' : 'searching', closed.status.detail);
    } else {
      if (this.#state !== 'lost') this.#enter('searching', silence);
      this.#here();
    }
  }

  /** Says that the surface is there until the DAW tells what to show. */
  #here(): void {
    for (const unit of this.#sides.keys()) this.#say(unit, { what: 'here', unit });
    this.#later('here', hereEveryMs, () => this.#here());
  }

  #say(unit: number, word: DeviceWord): void {
    const bytes = this.#sides[unit]?.say(word);
    if (!bytes || this.#isOver) return;
    this.#figures.sent();
    this.#cables?.ports[unit]?.send(bytes);
  }

  #later(key: string, delayMs: number, action: () => void): void {
    this.#stop(key);
    this.#timers.set(key, this.#options.context.clock.after(delayMs, action));
  }

  #stop(key: string): void {
    this.#timers.get(key)?.dispose();
    this.#timers.delete(key);
  }

  // ---- what the DAW says -------------------------------------------------------------------------------------------------

  #hear(unit: number, event: MidiEvent): void {
    this.#figures.received();
    const heard = this.#sides[unit]?.hear(event);
    if (!heard) return;
    if (heard.answer) this.#cables?.ports[unit]?.send(heard.answer);
    if (!heard.isKnown) this.#figures.unknown(event);
    for (const word of heard.words) this.#hearWord(unit, word);
  }

  #hearWord(unit: number, word: HostWord): void {
    if (word.what === 'meter') {
      this.#meters.hear(unit * unitStrips + word.strip, word.value);
      return;
    }
    const id = idOf(this.#schema, unit, word.strip, word.what);
    if (id === undefined) return;
    if (this.#state === 'searching' || this.#state === 'lost') this.#begin();
    const value = meaningOf(this.#schema, id, word);
    this.#heard.set(id, value);
    if (this.#state === 'reading') this.#progress();
    if (!this.#hands.heard(id)) this.#report([{ id, value }]);
  }

  #begin(): void {
    this.#stop('here');
    this.#options.listener.identified(this.#schema);
    this.#enter('reading', '');
  }

  #progress(): void {
    if (this.#heard.size === this.#schema.size) this.#live();
    else this.#later('quiet', quietMs, () => this.#live());
  }

  /** What was not told is off, or blank; a fader that was not told is not known. */
  #live(): void {
    this.#stop('quiet');
    const untold: Change[] = [];
    for (const [id, spec] of this.#schema.specs.entries()) {
      if (this.#heard.has(id)) continue;
      if (spec.kind === 'switch') untold.push({ id, value: 0 });
      else if (spec.kind === 'text') untold.push({ id, value: '' });
    }
    for (const { id, value } of untold) this.#heard.set(id, value);
    // The value that completed the picture is reported before it is called whole.
    this.#later('live', 0, () => {
      this.#report(untold);
      this.#enter('live', '');
    });
  }

  #report(changes: readonly Change[]): void {
    if (changes.length > 0 && !this.#isOver) this.#options.listener.report(changes);
  }

  // ---- what is sent ------------------------------------------------------------------------------------------------------

  #leave(changes: readonly Change[]): void {
    this.#options.listener.sent(changes.map(({ id }) => id));
    for (const { id, value } of changes) if (typeof value === 'number') this.#hands.want(id, value);
  }

  #pressBank(key: BankKey | undefined, isDown: boolean): string | undefined {
    if (!key) return `A DAW has keys 1 to ${bankKeys.length}: there is no other.`;
    if (this.#state !== 'live') return 'The DAW is not connected: its banks cannot be moved.';
    // What was wanted of a strip must not reach the track that stands there next.
    if (isDown) this.halt();
    this.#say(0, { what: 'bank', key, isDown });
    return undefined;
  }

  // ---- how it is ---------------------------------------------------------------------------------------------------------

  #enter(state: ConnectionState, detail: string): void {
    this.#state = state;
    this.#detail = detail;
    this.#options.listener.status(this.#status());
  }

  #status(): Parameters<DeskListener['status']>[0] {
    const { title, model, firmware } = this.#schema.profile;
    return {
      state: this.#state,
      target: printTarget('dawmcu', this.#options.target),
      name: title,
      model,
      firmware,
      read: this.#state === 'reading' ? Math.min(this.#heard.size, this.#schema.size) : 0,
      total: this.#state === 'reading' ? this.#schema.size : 0,
      detail: this.#detail,
    };
  }
}
