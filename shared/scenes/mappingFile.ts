import * as v from 'valibot';
import { fail, ok, type Result } from '../base/result.ts';
import { list } from './limits.ts';
import { type Mapping, mapping } from './sections/mappings.ts';
import { showLists } from './show.ts';

/** Learnt controls as a file of their own, to take from one show to another. */

const format = 'omnibus-mappings';
const version = 1;
/** No list of mappings is longer as a text. */
const mostLetters = 4_000_000;

const heading = v.object({ format: v.literal(format), version: v.number() });
const mappingFile = v.object({ mappings: list(mapping, showLists.mappings.most) });

export function printMappings(mappings: readonly Mapping[]): string {
  return `${JSON.stringify({ format, version, mappings }, undefined, 2)}\n`;
}

/** @returns the mappings of an exported file, or a sentence that says what is wrong with it */
export function parseMappings(text: string): Result<readonly Mapping[]> {
  if (text.length > mostLetters) return fail('This file is too long for a list of learnt controls.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return fail(`This file is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const head = v.safeParse(heading, json);
  if (!head.success) return fail('This file is no list of learnt controls: choose one that was exported here.');
  if (head.output.version !== version) {
    return fail(`This file has version ${head.output.version} of the format; ${version} is known. Update the app.`);
  }
  const file = v.safeParse(mappingFile, json);
  if (file.success) return ok(file.output.mappings);
  const [issue] = file.issues;
  return fail(`The file is wrong at ${v.getDotPath(issue) ?? 'its beginning'}: ${issue.message}`);
}

const sameness = ({ port, from, to, press }: Mapping) =>
  JSON.stringify([port, Object.entries(from).sort(), Object.entries(to).sort(), press]);

/** Those of a file that are not known yet, each with an id that nobody else has. */
export function newMappings(file: readonly Mapping[], known: readonly Mapping[]): readonly Mapping[] {
  const there = new Set(known.map(sameness));
  const taken = new Set([...known, ...file].map(({ id }) => id));
  const used = new Set(known.map(({ id }) => id));
  const fresh: Mapping[] = [];
  let number = 1;
  for (const each of file) {
    if (there.has(sameness(each))) continue;
    there.add(sameness(each));
    let { id } = each;
    if (used.has(id)) {
      while (taken.has(`m${number}`)) number++;
      id = `m${number}`;
      taken.add(id);
    }
    used.add(id);
    fresh.push({ ...each, id });
  }
  return fresh;
}
