import type { Change, DeskDiff } from '../../../../shared/desk/diff.ts';
import { accept } from '../../../../shared/desk/paramSpec.ts';
import type { OscReader } from '../../../transports/oscCodec.ts';
import type { ServedDesk } from '../../driver.ts';
import { decode, printNode } from '../paramMap.ts';
import { readLine } from '../scenes.ts';
import type { LookUp, WireMap, WireNode, WireParam } from '../wireMap.ts';
import { effectWordOf, leafMessage } from './leafMessage.ts';

/** What a set means: the changes, and the parameters that it named. */
export interface Wanted {
  readonly changes: DeskDiff;
  readonly named: ReadonlySet<WireParam>;
}

/**
 * Lines of status that `/node` answers; the others of that section hold more on a desk than is known of them here.
 */
const statusLines: ReadonlySet<string> = new Set(['-stat/solosw', '-stat/talk', '-stat/osc', '-show/prepos']);

/** Gets and sets of the parameter map, in messages and in text. */
export class ParameterRequests {
  readonly #map: WireMap;
  readonly lookUp: LookUp;

  constructor(map: WireMap, desk: ServedDesk) {
    this.#map = map;
    this.lookUp = (id) => desk.get(id);
  }

  paramOf(path: string): WireParam | undefined {
    return this.#map.paramOf.get(path);
  }

  /** The reply to a bare address. A node's address is no leaf: a desk's answer to it is not known, so there is none. */
  reply(path: string): Uint8Array | undefined {
    const param = this.#map.paramOf.get(path);
    return param && leafMessage(param, this.lookUp);
  }

  /** The line of a text node, ending with a line feed, for a path without leading slash; `undefined` for what is no node. */
  line(path: string): string | undefined {
    const node = this.#map.nodeOf.get(path);
    if (!node || (node.single && !statusLines.has(path))) return undefined;
    return `/${path} ${printNode(node, this.lookUp)}\n`;
  }

  /** What a message with arguments wants; `undefined` if it is for no parameter, or not in a form that the desk takes. */
  wantedBy(message: OscReader): Wanted | undefined {
    const param = this.#map.paramOf.get(message.address);
    if (param) {
      const changes = argumentOf(param, message, 0);
      return changes && { changes, named: new Set([param]) };
    }
    const node = message.address.startsWith('/') ? this.#map.nodeOf.get(message.address.slice(1)) : undefined;
    return node && wantedOfNode(node, message);
  }

  /** What a text set wants; `undefined` if its path is neither node nor leaf. Values that cannot be read end it. */
  wantedByText(path: string, values: string): Wanted | undefined {
    const { changes, problem } = readLine(this.#map, path, values);
    if (problem === 'unknown node') return undefined;
    const settable = changes.filter(({ id }) => !this.#map.schema.specOf(id).readOnly);
    return { changes: settable, named: new Set(settable.flatMap(({ id }) => this.#map.byId[id] ?? [])) };
  }
}

/**
 * The changes of one argument. The desk takes the parameter's own type, and for an enumeration its word as a string; anything else
 * is ignored (facts, sections 3 and 15).
 */
function argumentOf(param: WireParam, message: OscReader, index: number): Change[] | undefined {
  const { codec, ids } = param;
  if (codec.spec.readOnly) return undefined;
  const tag = message.tag(index);
  const argument = tag === 's' ? message.text(index) : message.number(index);
  if (argument === undefined || !'fis'.includes(tag)) return undefined;
  if (param.setByText) {
    const word = typeof argument === 'number' ? effectWordOf(argument) : argument;
    return accepted(param, [{ id: ids[0] as number, value: word }]);
  }
  if (tag !== codec.tag && !(codec.tag === 'i' && tag === 's')) return undefined;
  const changes = decode(param, argument);
  return changes && accepted(param, changes);
}

/** Texts lose what would break a line of text. */
function accepted(param: WireParam, changes: DeskDiff): Change[] | undefined {
  const clean: Change[] = [];
  for (const { id, value } of changes) {
    const result = accept(param.codec.spec, value);
    if (!result.ok) return undefined;
    clean.push({ id, value: result.value });
  }
  return clean;
}

/** Several ints and floats set the leaves of a node in order; strings do not work in this form (facts, section 3). */
function wantedOfNode(node: WireNode, message: OscReader): Wanted | undefined {
  const count = Math.min(message.count, node.params.length);
  for (let index = 0; index < message.count; index++) if (!'if'.includes(message.tag(index))) return undefined;
  const changes: Change[] = [];
  const named = new Set<WireParam>();
  for (let index = 0; index < count; index++) {
    const param = node.params[index] as WireParam;
    const own = argumentOf(param, message, index);
    if (!own) continue;
    named.add(param);
    changes.push(...own);
  }
  return named.size > 0 ? { changes, named } : undefined;
}
