import { type Address, stripOf } from '../desk/address.ts';
import { accept, type ParamValue, printValue } from '../desk/paramSpec.ts';
import { formats } from '../units/format.ts';
import { counted, type DeskReading, listed, nameOf } from './deskReading.ts';

/** One value that a plan would set. */
export interface PlanChange {
  readonly address: Address;
  readonly before: ParamValue;
  readonly after: ParamValue;
  /** Follows when everything else has come up, so that a sound that changes its way is not gone meanwhile. */
  readonly isLate?: true;
}

/** What a guided action would do, for people to read before it is done. */
export interface Plan {
  /** What kind of action it is, for the journal: "cue mix". */
  readonly action: string;
  /** What it is called once it is done, for undo: "Cue mix Booth". */
  readonly label: string;
  /** In the order in which they are to be sent: what makes things softer first, what makes them louder last. */
  readonly changes: readonly PlanChange[];
  /** What will be so, in words. */
  readonly sentences: readonly string[];
  /** What somebody should know before: levels that rise, things that somebody else uses. */
  readonly warnings: readonly string[];
  /** Why it cannot be done; with one of these nothing may be sent. */
  readonly refusals: readonly string[];
}

/** From here on a rise is told of, in dB. */
const tellingRiseDb = 6;
/** Off counts as this. */
const silenceDb = -60;

export const db = (levelDb: number): string => `${formats.dB.print(levelDb)} dB`;

/** Collects what an action would do. Planned values lie on top of the desk's own, so that later steps see what earlier ones meant. */
export class PlanDraft implements DeskReading {
  readonly #desk: DeskReading;
  readonly #changes = new Map<number, PlanChange>();
  readonly #sentences: string[] = [];
  readonly #warnings: string[] = [];
  readonly #refusals: string[] = [];
  readonly #unread = new Set<string>();

  constructor(desk: DeskReading) {
    this.#desk = desk;
  }

  get schema() {
    return this.#desk.schema;
  }

  at(address: Address): ParamValue | undefined {
    const id = this.schema.idOf(address);
    return (id === undefined ? undefined : this.#changes.get(id)?.after) ?? this.#desk.at(address);
  }

  /**
   * Plans a value, as the desk would take it. A value that is not read yet cannot be planned, for nobody could undo it.
   * @returns whether the desk has this parameter
   */
  put(address: Address, value: ParamValue, when?: 'late'): boolean {
    const id = this.schema.idOf(address);
    if (id === undefined) return false;
    const canonicalAddress = this.schema.addressOf(id);
    const spec = this.schema.specOf(id);
    const accepted = accept(spec, value);
    if (!accepted.ok || spec.readOnly) return false;
    const before = this.#desk.at(canonicalAddress);
    if (before === undefined) {
      this.#unread.add(canonicalAddress);
      return true;
    }
    if (before === accepted.value) this.#changes.delete(id);
    else
      this.#changes.set(id, {
        address: canonicalAddress,
        before,
        after: accepted.value,
        ...(when && { isLate: true as const }),
      });
    return true;
  }

  /** Whether something is planned for an address. */
  changes(address: Address): boolean {
    const id = this.schema.idOf(address);
    return id !== undefined && this.#changes.has(id);
  }

  say(sentence: string): void {
    if (sentence !== '' && !this.#sentences.includes(sentence)) this.#sentences.push(sentence);
  }

  warn(sentence: string): void {
    if (!this.#warnings.includes(sentence)) this.#warnings.push(sentence);
  }

  refuse(sentence: string): void {
    if (!this.#refusals.includes(sentence)) this.#refusals.push(sentence);
  }

  get isRefused(): boolean {
    return this.#refusals.length > 0;
  }

  finish(action: string, label: string): Plan {
    if (this.#unread.size > 0) {
      const words = Array.from(this.#unread, (address) => address.replaceAll('/', ' '));
      this.refuse(
        `${counted(words.length, 'value')} of the console ${words.length === 1 ? 'has' : 'have'} not been read yet: ${listed(words)}.`,
      );
    }
    const changes = [...this.#changes.values()].toSorted((a, b) => orderOf(a) - orderOf(b));
    return {
      action,
      label,
      changes: this.isRefused ? [] : changes,
      sentences: this.#sentences,
      warnings: [...this.#risesOf(changes), ...this.#warnings],
      refusals: this.#refusals,
    };
  }

  /** Names what becomes much louder: a level that goes up, or something that was off or muted at a level. */
  #risesOf(changes: readonly PlanChange[]): string[] {
    const rises: { readonly words: string; readonly riseDb: number }[] = [];
    for (const { address, before, after } of changes) {
      const spec = this.schema.specOf(this.schema.need(address));
      if (spec.kind !== 'level') continue;
      const on = address.endsWith('/level') ? `${address.slice(0, -'level'.length)}on` : undefined;
      const wasOff = on !== undefined && this.#desk.at(on) === 0;
      const isOff = on !== undefined && this.at(on) === 0;
      if (isOff) continue;
      const riseDb = Math.max(Number(after), silenceDb) - Math.max(wasOff ? -Infinity : Number(before), silenceDb);
      if (riseDb > tellingRiseDb) rises.push({ words: this.#levelWords(address), riseDb });
    }
    if (rises.length === 0) return [];
    const most = Math.max(...rises.map(({ riseDb }) => riseDb));
    const subject = rises.length === 1 ? '1 level rises' : `${rises.length} levels rise`;
    return [`${subject}, by up to ${db(most)}: ${listed(rises.map(({ words }) => words))}.`];
  }

  #levelWords(address: Address): string {
    const strip = stripOf(address);
    if (strip === undefined) return address.replaceAll('/', ' ');
    const send = /\/send\/((?:bus|matrix)\/\d+)\//.exec(address)?.[1];
    return send === undefined ? nameOf(this, strip) : `${nameOf(this, strip)} to ${nameOf(this, send)}`;
  }
}

/** What makes things softer, what does neither, what opens something, what raises a level. */
function orderOf({ address, before, after }: PlanChange): number {
  const leaf = address.slice(address.lastIndexOf('/') + 1);
  if (leaf === 'level' || leaf === 'fader' || leaf === 'monoLevel') return Number(after) < Number(before) ? 0 : 3;
  if (leaf === 'mute') return after === 1 ? 0 : 2;
  if (leaf === 'on' || address.includes('/assign/')) return after === 0 ? 0 : 2;
  return 1;
}

/** A planned value in words: "−8.0 dB", "pre-fader". */
export function valueWords(desk: DeskReading, address: Address, value: ParamValue): string {
  const id = desk.schema.idOf(address);
  if (id === undefined) return String(value);
  const spec = desk.schema.specOf(id);
  const text = printValue(spec, value);
  if (spec.kind === 'text') return text === '' ? '“”' : text;
  return spec.unit === '' || spec.unit === 'pan' ? text : `${text} ${spec.unit}`;
}
