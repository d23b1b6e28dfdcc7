import { DeskState } from '../../../shared/desk/deskState.ts';
import type { DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import { decode, parseNode, parseToken, wireMapOf } from './paramMap.ts';
import type { WireMap, WireNode, WireParam } from './wireMap.ts';

/** What follows from what the desk says. */
export interface IncomingActions {
  report(changes: DeskDiff): void;
  /** Asks the desk for more: keys of requests.ts. */
  ask(keys: readonly string[]): void;
  /** An answer to this key has come. @returns whether it was asked for. */
  answered(key: string): boolean;
  /** The desk changed something by itself that may have changed more than it says. */
  changed(param: WireParam): void;
  unknown(what: string): void;
}

/** Turns what one desk says into changes of the model, and keeps the desk's values as last heard or sent. */
export class Incoming {
  readonly map: WireMap;
  readonly picture: DeskState;
  readonly #actions: IncomingActions;

  constructor(schema: Schema, actions: IncomingActions) {
    this.map = wireMapOf(schema);
    this.picture = new DeskState(schema);
    this.#actions = actions;
  }

  /** A single value. */
  value(param: WireParam, argument: number | string): void {
    const wasAsked = this.#actions.answered(param.path);
    if (param.setByText) {
      // An effect's parameter means something only as text, so its line is asked for.
      if (!wasAsked) this.#actions.ask([param.node.path]);
      return;
    }
    const changes = decode(param, argument);
    if (!changes) {
      this.#actions.unknown(`${param.path} with an argument of another kind`);
      return;
    }
    this.#report(changes);
    if (!wasAsked) this.#actions.changed(param);
  }

  /** A text node's line, or the echo of a set in text form; a leading slash may be missing there. */
  line(line: string): void {
    const text = line.startsWith('/') ? line.slice(1) : line;
    const blank = text.search(/\s/);
    const path = blank < 0 ? text : text.slice(0, blank);
    const values = blank < 0 ? '' : text.slice(blank);
    const node = this.map.nodeOf.get(path);
    if (node) {
      this.#actions.answered(path);
      this.#node(node, values);
      return;
    }
    const param = this.map.paramOf.get(`/${path}`);
    const changes = param && parseToken(param, values.trim());
    if (changes) this.#report(changes);
    else this.#actions.unknown(`line ${path}`);
  }

  #node(node: WireNode, values: string): void {
    const { changes, ambiguous, unreadable } = parseNode(node, values);
    if (unreadable !== undefined) this.#actions.unknown(`${node.path}: "${unreadable}"`);
    if (ambiguous.length === 0) {
      this.#report(changes);
      return;
    }
    // The text stands for several steps: a value known to be one of them is kept, otherwise the exact one is asked for.
    const kept = new Set<ParamId>();
    for (const param of ambiguous) {
      const id = param.ids[0] as ParamId;
      const known = this.picture.get(id);
      const read = changes.find((change) => change.id === id)?.value;
      if (known !== undefined && read !== undefined && param.codec.print(known) === param.codec.print(read))
        kept.add(id);
      else this.#actions.ask([param.path]);
    }
    const exact = (change: DeskDiff[number]) =>
      kept.has(change.id) ? (this.picture.get(change.id) ?? change.value) : change.value;
    this.#report(changes.map((change) => ({ id: change.id, value: exact(change) })));
  }

  #report(changes: DeskDiff): void {
    this.picture.merge(changes);
    this.#actions.report(changes);
  }
}

/** How the exact value of a parameter is asked for. */
export function keyOf(param: WireParam): string {
  return param.setByText ? param.node.path : param.path;
}

/** Keys of everything that the desk has: its lines, and the values that stand in none. */
export function everythingOf(map: WireMap): readonly string[] {
  return map.nodes.flatMap((node) => (node.single ? node.params.map((param) => param.path) : [node.path]));
}
