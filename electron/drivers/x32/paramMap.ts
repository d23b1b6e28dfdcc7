import type { Change, DeskDiff } from '../../../shared/desk/diff.ts';
import type { Schema } from '../../../shared/desk/schema.ts';
import { configSections, patchSections, statusSections } from './deskRows.ts';
import { splitLine } from './nodeText.ts';
import { stripSections } from './stripRows.ts';
import {
  bitmapOf,
  type LookUp,
  paramRows,
  type WireMap,
  type WireNode,
  type WireParam,
  wireMapSteps,
} from './wireMap.ts';

/**
 * The desk's parameter map: model address ⇄ wire path ⇄ value. Encoding, decoding, text nodes, scene lines and the emulator
 * all read the same rows (stripRows.ts, deskRows.ts).
 */
const sections = [...configSections, ...stripSections, ...patchSections, ...statusSections];

export const rowsOfFirmware = (firmware: number) => paramRows(sections, firmware);

/** By the addresses: models and firmwares of one generation share them, and building a map takes a while. */
const maps = new WeakMap<Schema['addresses'], WireMap>();

/** Builds the wire map of a schema in steps of a ms or so, unless it is there already. */
export function* prepareWireMap(schema: Schema): Generator<undefined, WireMap> {
  const known = maps.get(schema.addresses);
  if (known) return known;
  const map = yield* wireMapSteps(sections, schema, Number.parseInt(schema.profile.firmware, 10));
  maps.set(schema.addresses, map);
  return map;
}

/** The wire map of a schema, built once. */
export function wireMapOf(schema: Schema): WireMap {
  const steps = prepareWireMap(schema);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value.schema === schema ? step.value : { ...step.value, schema };
}

/** An OSC message as the desk takes it: an address and at most one argument of the parameter's own type. */
export interface WireMessage {
  readonly path: string;
  readonly tag: 'f' | 'i' | 's';
  readonly argument: number | string;
}

/** The message that sets a parameter to what `lookUp` says; `undefined` while its value, or a bit that shares its int, is unknown. */
export function encode(param: WireParam, lookUp: LookUp): WireMessage | undefined {
  const { path, codec } = param;
  if (param.isBitmap) {
    const bitmap = bitmapOf(param, lookUp);
    return bitmap === undefined ? undefined : { path, tag: 'i', argument: bitmap };
  }
  const value = lookUp(param.ids[0] as number);
  if (value === undefined) return undefined;
  if (param.setByText) return { path: '/', tag: 's', argument: `${path.slice(1)} ${codec.print(value)}` };
  return { path, tag: codec.tag, argument: codec.toWire(value) };
}

/** The changes in the model that a value of a wire parameter stands for; `undefined` if the argument is of the wrong kind. */
export function decode(param: WireParam, argument: number | string): DeskDiff | undefined {
  if (param.isBitmap) return typeof argument === 'number' ? bits(param, argument) : undefined;
  const value = param.codec.fromWire(argument);
  return value === undefined ? undefined : [{ id: param.ids[0] as number, value }];
}

function bits(param: WireParam, bitmap: number): Change[] {
  return param.ids.map((id, bit) => ({ id, value: (bitmap >>> bit) & 1 }));
}

/** A node's line without its path: each value in the desk's own text. Unknown values have none: the line ends there. */
export function printNode(node: WireNode, lookUp: LookUp): string {
  const tokens: string[] = [];
  for (const param of node.params) {
    const token = printParam(param, lookUp);
    if (token === undefined) break;
    tokens.push(token);
  }
  return tokens.join(' ');
}

/** One parameter in the desk's own text. */
export function printParam(param: WireParam, lookUp: LookUp): string | undefined {
  if (param.isBitmap) {
    const bitmap = bitmapOf(param, lookUp);
    return bitmap === undefined ? undefined : `%${bitmap.toString(2).padStart(param.ids.length, '0')}`;
  }
  const value = lookUp(param.ids[0] as number);
  return value === undefined ? undefined : param.codec.print(value);
}

/** What one token of a line means for its parameter; `undefined` if it cannot be read. */
export function parseToken(param: WireParam, token: string): DeskDiff | undefined {
  if (param.isBitmap) return /^%[01]+$/.test(token) ? bits(param, Number.parseInt(token.slice(1), 2)) : undefined;
  const value = param.codec.parse(token);
  return value === undefined ? undefined : [{ id: param.ids[0] as number, value }];
}

/** What reading a line gave: changes up to the first token that could not be read, as on a desk. */
export interface ParsedLine {
  readonly changes: DeskDiff;
  /** The token that stopped the reading. */
  readonly unreadable?: string;
}

/** Reads the values of a node's line (without its path). Values may be left out at the end. */
export function parseLine(node: WireNode, values: string): ParsedLine {
  const changes: Change[] = [];
  const tokens = splitLine(values);
  const count = Math.min(tokens.length, node.params.length);
  for (let index = 0; index < count; index++) {
    const token = tokens[index] as string;
    const parsed = parseToken(node.params[index] as WireParam, token);
    if (!parsed) return { changes, unreadable: token };
    for (const change of parsed) changes.push(change);
  }
  return { changes };
}

/** A line that a desk sent about itself, with the parameters whose text may stand for a neighbouring step too. */
export function parseNode(node: WireNode, values: string): ParsedLine & { readonly ambiguous: readonly WireParam[] } {
  const parsed = parseLine(node, values);
  const byId = new Map(parsed.changes.map(({ id, value }) => [id, value]));
  const ambiguous = node.params.filter(({ ids: [id], isBitmap, codec }) => {
    const value = id === undefined || isBitmap ? undefined : byId.get(id);
    return value !== undefined && codec.isAmbiguous(value);
  });
  return { ...parsed, ambiguous };
}
