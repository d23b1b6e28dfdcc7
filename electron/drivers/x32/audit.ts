import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import { coarseKeysOf, type Incoming, keysOf } from './incoming.ts';
import type { WireMap, WireNode } from './wireMap.ts';

const tickMs = 50;
/** Rounds are a little quicker than what is promised (visible values within 2 s, everything within 30 s). */
const calm = { watchedMs: 1600, everythingMs: 26_000 };
/** While the desk tells nothing by itself. */
const polling = { watchedMs: 500, everythingMs: 8000 };
/** More requests than this are not piled up on a slow link; the rounds take longer there. */
const largestBacklog = 24;

/** Faders and mutes of every strip: what is looked at unless somebody says what is. */
const mixNode = /^(?:(?:ch|auxin|fxrtn|bus|mtx)\/\d\d\/mix|main\/(?:st|m)\/mix|dca\/\d)$/;

export interface AuditOptions {
  readonly clock: Clock;
  /** Asks for keys of requests.ts when nothing more urgent is to be asked. */
  ask(keys: readonly string[]): void;
  /** How many of those are not answered yet. */
  backlog(): number;
}

/** A list that is gone through again and again in a given time, whatever its length. */
class Round<Item> {
  items: readonly Item[] = [];
  #at = 0;
  #due = 0;

  /** What is due after a tick of a round that takes `roundMs`. */
  *take(roundMs: number): Generator<Item> {
    this.#due = Math.min(this.items.length, this.#due + (this.items.length * tickMs) / roundMs);
    for (; this.#due >= 1; this.#due--) {
      this.#at = (this.#at + 1) % this.items.length;
      yield this.items[this.#at] as Item;
    }
  }
}

/**
 * Reads the desk's values again and again, spread evenly: changes that the desk never tells, or that were lost on their way, are
 * found. What is looked at comes round every two seconds, everything every thirty.
 */
export class Audit implements Disposable {
  readonly #options: AuditOptions;
  readonly #watched = new Round<string>();
  readonly #everything = new Round<WireNode>();
  #incoming: Incoming | undefined;
  #visible: readonly ParamId[] | undefined;
  /** How often a key was never answered: after two times this desk does not know it. */
  readonly #absent = new Map<string, number>();
  #pace = calm;
  #timer: Disposable | undefined;

  constructor(options: AuditOptions) {
    this.#options = options;
  }

  /** Another desk, whose values have not been read yet. */
  reset(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#incoming = undefined;
    this.#absent.clear();
    this.#pace = calm;
  }

  /** Goes round this desk's values from now on. */
  begin(incoming: Incoming): void {
    if (this.#incoming === incoming) return;
    this.#incoming = incoming;
    this.#everything.items = incoming.map.nodes;
    this.#look();
    this.#timer ??= this.#options.clock.after(tickMs, () => this.#tick());
  }

  /** These values are looked at; `undefined` if nobody knows. */
  watch(visible: readonly ParamId[] | undefined): void {
    this.#visible = visible;
    this.#look();
  }

  /** The desk never answered for this key. */
  absent(key: string): void {
    this.#absent.set(key, (this.#absent.get(key) ?? 0) + 1);
  }

  /** Whether reading has to take the place of being told. */
  poll(isPolling: boolean): void {
    this.#pace = isPolling ? polling : calm;
  }

  dispose(): void {
    this.reset();
  }

  #look(): void {
    const map = this.#incoming?.map;
    this.#watched.items = map ? [...new Set(watchedNodes(map, this.#visible).flatMap(keysOf))] : [];
  }

  #tick(): void {
    this.#timer = this.#options.clock.after(tickMs, () => this.#tick());
    const incoming = this.#incoming;
    if (!incoming || this.#options.backlog() > largestBacklog) return;
    const keys = [...this.#watched.take(this.#pace.watchedMs)];
    for (const node of this.#everything.take(this.#pace.everythingMs))
      keys.push(...keysOf(node), ...coarseKeysOf(node, incoming.picture));
    this.#options.ask(keys.filter((key) => (this.#absent.get(key) ?? 0) < 2));
  }
}

function watchedNodes(map: WireMap, visible: readonly ParamId[] | undefined): readonly WireNode[] {
  if (!visible) return map.nodes.filter((node) => mixNode.test(node.path));
  return [...new Set(visible.flatMap((id) => map.byId[id]?.node ?? []))];
}
