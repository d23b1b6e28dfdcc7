import { DeskState } from '../../../shared/desk/deskState.ts';
import type { DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
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
  /** An answer differs from what was last heard or sent, though the desk has not told of a change. */
  found(param: WireParam): void;
  /** An answer shows that the desk has what was sent. */
  confirmed(param: WireParam): void;
  unknown(what: string): void;
}

/** Turns what one desk says into changes of the model, and keeps the desk's values as last heard or sent. */
export class Incoming {
  readonly map: WireMap;
  readonly picture: DeskState;
  /** Values that were sent and not heard since: the picture is what we want there, not what is known. */
  readonly #unsure = new Set<ParamId>();
  readonly #actions: IncomingActions;

  constructor(schema: Schema, actions: IncomingActions) {
    this.map = wireMapOf(schema);
    this.picture = new DeskState(schema);
    this.#actions = actions;
  }

  /** A value is sent: the picture has it from now on, but nobody knows yet whether the desk does. @returns whether it is another one. */
  expect(id: ParamId, value: ParamValue): boolean {
    this.#unsure.add(id);
    return this.picture.set(id, value);
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
    if (wasAsked) this.#compare(changes);
    this.#report(changes);
    if (!wasAsked) this.#actions.changed(param);
  }

  /** A text node's line. One that nobody waits for is an answer that came twice or too late: by now it may be wrong. */
  line(line: string): void {
    const { path, values } = split(line);
    if (!this.#actions.answered(path)) return;
    const node = this.map.nodeOf.get(path);
    if (node) this.#node(node, values);
    else this.#actions.unknown(`line ${path}`);
  }

  /** The echo of a set in text form. */
  echo(line: string): void {
    const { path, values } = split(line);
    const node = this.map.nodeOf.get(path);
    if (node) {
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
    // A text that stands for several steps is never taken for one of them: either the value is known to be among them, or the
    // exact one is asked for.
    const coarse = new Set<ParamId>();
    for (const param of ambiguous) {
      const id = param.ids[0] as ParamId;
      coarse.add(id);
      const known = this.#unsure.has(id) ? undefined : this.picture.get(id);
      const read = changes.find((change) => change.id === id)?.value;
      if (known === undefined || read === undefined || param.codec.print(known) !== param.codec.print(read))
        this.#actions.ask([param.path]);
    }
    const exact = coarse.size === 0 ? changes : changes.filter(({ id }) => !coarse.has(id));
    this.#compare(exact);
    this.#report(exact);
  }

  /** What an answer shows beside its values. */
  #compare(answer: DeskDiff): void {
    for (const { id, value } of answer) {
      const known = this.picture.get(id);
      const param = this.map.byId[id];
      if (!param || known === undefined) continue;
      if (known !== value) this.#actions.found(param);
      else if (this.#unsure.has(id)) this.#actions.confirmed(param);
    }
  }

  #report(changes: DeskDiff): void {
    if (changes.length === 0) return;
    if (this.#unsure.size > 0) for (const { id } of changes) this.#unsure.delete(id);
    this.picture.merge(changes);
    this.#actions.report(changes);
  }
}

/** A leading slash may be missing. */
function split(line: string): { readonly path: string; readonly values: string } {
  const text = line.startsWith('/') ? line.slice(1) : line;
  const blank = text.search(/\s/);
  return blank < 0 ? { path: text, values: '' } : { path: text.slice(0, blank), values: text.slice(blank) };
}

/** How the exact value of a parameter is asked for. */
export function keyOf(param: WireParam): string {
  return param.setByText ? param.node.path : param.path;
}

/** How a node's values are asked for: by its line, or one by one where they stand in none. */
export function keysOf(node: WireNode): readonly string[] {
  return node.single ? node.params.map((param) => param.path) : [node.path];
}

/** Values of a node whose line would not show a change by one step. */
export function coarseKeysOf(node: WireNode, picture: DeskState): readonly string[] {
  if (node.single) return [];
  return node.params
    .filter(({ ids: [id], isBitmap, codec }) => {
      const known = id === undefined || isBitmap ? undefined : picture.get(id);
      return known !== undefined && codec.isAmbiguous(known);
    })
    .map((param) => param.path);
}

/** Keys of everything that the desk has: its lines, and the values that stand in none. */
export function everythingOf(map: WireMap): readonly string[] {
  return map.nodes.flatMap(keysOf);
}
