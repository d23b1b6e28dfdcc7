import type { Schema } from '../../../shared/desk/schema.ts';
import type { DeskFileAbout, DeskFiles, ReadDeskFile } from '../driver.ts';
import { wireMapOf } from './paramMap.ts';
import {
  type FileVersion,
  printSceneFile,
  printSnippetFile,
  readLine,
  readSceneFile,
  readSceneHeader,
  readSnippetHeader,
} from './scenes.ts';
import { snippetBits } from './server/recallScope.ts';
import type { LookUp } from './wireMap.ts';

/** The family's scene and snippet files behind the driver contract. */

const sceneFormat = (version: FileVersion, firmware: string) => ({
  id: `scn-${version}`,
  title: `Scene, firmware ${firmware}`,
  extension: '.scn',
});
const formats = [
  sceneFormat('4.0', '4'),
  sceneFormat('2.7', '2 and 3'),
  { id: 'snp', title: 'Snippet', extension: '.snp' },
];

/** Marks of the header: a scene's fourth token is its safes, a snippet's a decimal set of bits. */
const headPattern = /^#\d+\.\d+#\s+"[^"\r\n]*"\s+(?:"[^"\r\n]*"\s+%[01]+|(\d+)\s+\d+\s+\d+\s+\d+)/;

function read(text: string, schema: Schema): ReadDeskFile {
  const { changes, unread } = readSceneFile(schema, text);
  const lines = unread.map((each) => each.text);
  const isSnippet = headPattern.exec(text)?.[1] !== undefined;
  if (isSnippet) {
    return { title: readSnippetHeader(text).name, notes: '', format: 'snp', changes, unread: lines };
  }
  const { name, notes, version } = readSceneHeader(text);
  const format = Number.parseInt(version, 10) >= 4 ? 'scn-4.0' : 'scn-2.7';
  return { title: name, notes, format, changes, unread: lines };
}

function print(
  format: string,
  schema: Schema,
  about: DeskFileAbout,
  lookUp: LookUp,
  unread: readonly string[],
): string {
  const text = format === 'snp' ? snippet(schema, about, lookUp) : scene(format, schema, about, lookUp);
  return withUnread(text, schema, lookUp, unread);
}

function scene(format: string, schema: Schema, { title, notes }: DeskFileAbout, lookUp: LookUp): string {
  const version = format === 'scn-2.7' ? '2.7' : '4.0';
  return printSceneFile(schema, lookUp, { name: title, notes }, version);
}

function snippet(schema: Schema, { title }: DeskFileAbout, lookUp: LookUp): string {
  const known = schema.addresses.flatMap((_, id) => (lookUp(id) === undefined ? [] : [id]));
  const isKnown = new Set(known);
  return printSnippetFile(schema, lookUp, { name: title, ...snippetBits(schema, known) }, (id) => isKnown.has(id));
}

const pathOf = (line: string) => /^\S+/.exec(line)?.[0] ?? '';

/** Lines that were not understood go back where their node is, or to the end. One that sets what is different now has had its day. */
function withUnread(text: string, schema: Schema, lookUp: LookUp, unread: readonly string[]): string {
  if (unread.length === 0) return text;
  const map = wireMapOf(schema);
  const kept = new Map<string, string[]>();
  for (const line of unread) {
    const path = pathOf(line);
    const { changes } = readLine(map, path.slice(1), line.slice(path.length + 1));
    if (changes.some(({ id, value }) => lookUp(id) !== value)) continue;
    kept.set(path, [...(kept.get(path) ?? []), line]);
  }
  const lines = text
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const path = pathOf(line);
      const own = kept.get(path);
      if (!own) return [line];
      kept.delete(path);
      return own;
    });
  return `${[...lines, ...[...kept.values()].flat()].join('\n')}\n`;
}

export const sceneFiles: DeskFiles = { formats, isOwn: (text) => headPattern.test(text), read, print };
