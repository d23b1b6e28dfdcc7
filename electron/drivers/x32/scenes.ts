import type { Change, DeskDiff } from '../../../shared/desk/diff.ts';
import { buildSchema, type ParamId, type Schema } from '../../../shared/desk/schema.ts';
import { splitLine } from './nodeText.ts';
import { parseLine, parseToken, printNode, printParam, wireMapOf } from './paramMap.ts';
import { profileFor } from './profile.ts';
import type { LookUp, WireMap, WireNode } from './wireMap.ts';

/**
 * The desk's scene and snippet files (facts, section 13): a header, then one text node a line in a fixed order. Snippets write
 * some nodes leaf by leaf.
 */

/** Generation of a file: `2.7` from firmware 2 and 3, `4.0` from firmware 4. */
export type FileVersion = '2.7' | '4.0';

export interface SceneHeader {
  readonly version: string;
  readonly name: string;
  readonly notes: string;
  /** Nine bits of scene safes; always 0 in files. */
  readonly safes: number;
}

/** What a snippet holds, as the desk's own sets of bits. */
export interface SnippetHeader {
  readonly version: string;
  readonly name: string;
  readonly eventTypes: number;
  readonly channels: number;
  readonly auxBusses: number;
  readonly mainGroups: number;
}

/** A line that was not read, or not to its end. */
export interface UnreadLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly reason: 'unknown node' | 'unreadable value';
}

export interface ReadFile {
  readonly changes: DeskDiff;
  readonly unread: readonly UnreadLine[];
}

/** Files are some 100 kB; what is far larger is none. */
const longestFile = 4_000_000;

const firstLine = (text: string) => text.slice(0, text.search(/\r?\n|$/));
const versionOf = (token: string | undefined) => /^#(\d+\.\d+)#$/.exec(token ?? '')?.[1];
const bitsOf = (token: string | undefined) => Number.parseInt(token?.replace('%', '') ?? '', 2) || 0;
const wholeOf = (token: string | undefined) => Number.parseInt(token ?? '', 10) || 0;

/** The header of a scene file. @throws if the text is no file of this desk. */
export function readSceneHeader(text: string): SceneHeader {
  const [mark, name = '', notes = '', safes] = splitLine(firstLine(text));
  const version = versionOf(mark);
  if (version === undefined) throw new Error(notAFile(text, '#4.0# "name" "note" %000000000 1'));
  return { version, name, notes, safes: bitsOf(safes) };
}

/** The header of a snippet file. @throws if the text is no file of this desk. */
export function readSnippetHeader(text: string): SnippetHeader {
  const [mark, name = '', eventTypes, channels, auxBusses, mainGroups] = splitLine(firstLine(text));
  const version = versionOf(mark);
  if (version === undefined) throw new Error(notAFile(text, '#4.0# "name" 0 0 0 0 1'));
  return {
    version,
    name,
    eventTypes: wholeOf(eventTypes),
    channels: wholeOf(channels),
    auxBusses: wholeOf(auxBusses),
    mainGroups: wholeOf(mainGroups),
  };
}

function notAFile(text: string, example: string): string {
  const begins = firstLine(text).slice(0, 40);
  return `The file does not begin like one that this console wrote (such as ${example}) but with "${begins}": choose a file exported by the console.`;
}

/**
 * Reads all lines of a scene or snippet file for a desk. Lines of another firmware are skipped, lines with a value that cannot be
 * read are taken up to it, as on the desk; both are listed. @throws if the text is no file of this desk.
 */
export function readSceneFile(schema: Schema, text: string): ReadFile {
  if (text.length > longestFile)
    throw new Error('The file is too large for one that this console wrote: choose another.');
  readSceneHeader(text);
  const map = wireMapOf(schema);
  const changes: Change[] = [];
  const unread: UnreadLine[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (index === 0 || line === '' || line.startsWith('#')) continue;
    const blank = line.indexOf(' ');
    const path = line.slice(1, blank < 0 ? undefined : blank);
    const reading = readLine(map, path, blank < 0 ? '' : line.slice(blank + 1));
    for (const change of reading.changes) changes.push(change);
    if (reading.problem) unread.push({ line: index + 1, text: line, reason: reading.problem });
  }
  return { changes, unread };
}

/** What one line sets, whether it names a node or a single leaf. */
export function readLine(
  map: WireMap,
  path: string,
  values: string,
): { readonly changes: DeskDiff; readonly problem?: UnreadLine['reason'] } {
  const node = map.nodeOf.get(path);
  if (node) {
    const { changes, unreadable } = parseLine(node, values);
    return unreadable === undefined ? { changes } : { changes, problem: 'unreadable value' };
  }
  const param = map.paramOf.get(`/${path}`);
  if (!param) return { changes: [], problem: 'unknown node' };
  const token = splitLine(values)[0];
  const changes = token === undefined ? undefined : parseToken(param, token);
  return changes ? { changes } : { changes: [], problem: 'unreadable value' };
}

const headerWidth = 127;
const bits = (value: number, count: number) => `%${value.toString(2).padStart(count, '0')}`;

/** Lines of `value` for names: the desk has no way to write a double quote. */
const quoted = (text: string) => `"${text.replaceAll('"', '')}"`;

/** The nodes of a file generation in its line order, and where their values are found among a desk's own. */
interface FileNodes {
  readonly nodes: readonly WireNode[];
  /** Id in the desk's schema by id in the file's. */
  readonly deskIds: readonly (ParamId | undefined)[];
}

/** By the addresses, which models and firmwares of a generation share. */
const fileNodes = new WeakMap<Schema['addresses'], Map<FileVersion, FileNodes>>();

function nodesOf(schema: Schema, version: FileVersion): FileNodes {
  const known = fileNodes.get(schema.addresses) ?? new Map<FileVersion, FileNodes>();
  fileNodes.set(schema.addresses, known);
  let found = known.get(version);
  if (!found) {
    const fileSchema = buildSchema(profileFor(schema.profile.model, version === '4.0' ? '4.06' : '2.12'));
    const nodes = wireMapOf(fileSchema).nodes.filter((node) => !node.single);
    found = {
      nodes: version === '4.0' ? nodes : playbackSwitchLast(nodes),
      deskIds: fileSchema.addresses.map((address) => schema.idOf(address)),
    };
    known.set(version, found);
  }
  return found;
}

/** In files of version 2.7 the switch between record and playback stands behind PLAY, in those of 4.0 before IN (facts, section 13). */
function playbackSwitchLast(nodes: readonly WireNode[]): readonly WireNode[] {
  const rest = nodes.filter((node) => node.path !== 'config/routing');
  const routingSwitch = nodes.filter((node) => node.path === 'config/routing');
  const play = rest.findIndex((node) => node.path === 'config/routing/PLAY');
  return [...rest.slice(0, play + 1), ...routingSwitch, ...rest.slice(play + 1)];
}

/** A whole scene file as the desk writes it. Values that the desk does not have end their line. */
export function printSceneFile(
  schema: Schema,
  lookUp: LookUp,
  header: Omit<SceneHeader, 'version' | 'safes'>,
  version: FileVersion = '4.0',
): string {
  const { nodes, deskIds } = nodesOf(schema, version);
  const look: LookUp = (id) => {
    const deskId = deskIds[id];
    return deskId === undefined ? undefined : lookUp(deskId);
  };
  const head = `#${version}# ${quoted(header.name)} ${quoted(header.notes)} ${bits(0, 9)} 1`;
  const lines = [head.padEnd(headerWidth)];
  for (const node of nodes) lines.push(`/${node.path} ${printNode(node, look)}`);
  return `${lines.join('\n')}\n`;
}

/** Nodes that snippets write leaf by leaf, and the order of a mix's leaves in them. */
const leafByLeaf = /\/mix(\/\d+)?$|^dca\/\d+$|^config\/routing(\/|$)/;
const mixOrder = ['fader', 'pan', 'on'];

/** A snippet file with the parameters that `isIncluded` picks. Nodes that are written whole are included with any of their values. */
export function printSnippetFile(
  schema: Schema,
  lookUp: LookUp,
  header: Omit<SnippetHeader, 'version'>,
  isIncluded: (id: ParamId) => boolean,
): string {
  const { name, eventTypes, channels, auxBusses, mainGroups } = header;
  const lines = [`#4.0# ${quoted(name)} ${eventTypes} ${channels} ${auxBusses} ${mainGroups} 1`];
  for (const node of wireMapOf(schema).nodes) {
    if (node.single) continue;
    const included = node.params.filter((param) => param.ids.some(isIncluded));
    if (included.length === 0) continue;
    if (!leafByLeaf.test(node.path)) {
      lines.push(`/${node.path} ${printNode(node, lookUp)}`);
      continue;
    }
    const rank = (path: string) => {
      const place = mixOrder.indexOf(path.slice(path.lastIndexOf('/') + 1));
      return place < 0 ? mixOrder.length : place;
    };
    for (const param of included.toSorted((a, b) => rank(a.path) - rank(b.path))) {
      const token = printParam(param, lookUp);
      if (token !== undefined) lines.push(`${param.path} ${token}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
