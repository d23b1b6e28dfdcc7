/**
 * Address patterns. One pattern stands for many addresses:
 * `channel/{n:1..32}/send/bus/{b:1..15:2}/tap` has two variables with their ranges (and a step of 2).
 *
 * A reference prints a bound variable: `{n}`, `{n+31}`, `{n-1}`, padded with zeros to a width `{n:02}`, `{n+31:03}`.
 * `{t:a|b}` ranges over words; another pattern may spell the same variable with its own words, `{t:A|B}`.
 */
type Variable =
  | {
      readonly name: string;
      readonly first: number;
      readonly last: number;
      readonly step: number;
      readonly words?: readonly string[];
    }
  | { readonly name: string; readonly offset: number; readonly width: number };
type Part = { readonly text: string } | Variable;

/** Values of the variables of a pattern, by name; words are bound by their index from 0. */
export type Bindings = Readonly<Record<string, number>>;

const placeholder = /\{(\w+?)([+-]\d+)?(?::([^}]*))?\}/g;

const parsed = new Map<string, readonly Part[]>();

/** Patterns are few and used for thousands of addresses: each is taken apart once. */
function parse(pattern: string): readonly Part[] {
  const known = parsed.get(pattern);
  if (known) return known;
  const parts = takeApart(pattern);
  parsed.set(pattern, parts);
  return parts;
}

function takeApart(pattern: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of pattern.matchAll(placeholder)) {
    if (match.index > end) parts.push({ text: pattern.slice(end, match.index) });
    end = match.index + match[0].length;
    const [, name = '', offset = '0', range = ''] = match;
    const bounds = /^(\d+)\.\.(\d+)(?::(\d+))?$/.exec(range);
    if (bounds) {
      parts.push({ name, first: Number(bounds[1]), last: Number(bounds[2]), step: Number(bounds[3] ?? 1) });
    } else if (range.includes('|')) {
      const words = range.split('|');
      parts.push({ name, first: 0, last: words.length - 1, step: 1, words });
    } else {
      parts.push({ name, offset: Number(offset), width: Number(range) });
    }
  }
  if (end < pattern.length) parts.push({ text: pattern.slice(end) });
  return parts;
}

/** Puts the values of bound variables into a pattern. Throws if one is missing: patterns are written by us, not by users. */
export function substitute(pattern: string, bindings: Bindings): string {
  if (!pattern.includes('{')) return pattern;
  let result = '';
  for (const part of parse(pattern)) {
    if ('text' in part) {
      result += part.text;
      continue;
    }
    const value = bindings[part.name];
    if (value === undefined) throw new Error(`Pattern "${pattern}" uses {${part.name}}, which nothing binds`);
    result += print(part, value);
  }
  return result;
}

function print(part: Variable, value: number): string {
  if ('width' in part) return String(value + part.offset).padStart(part.width, '0');
  return part.words?.[value] ?? String(value);
}

/** Every combination of a pattern's ranged variables, the last variable changing fastest; one empty combination if it has none. */
export function combinations(pattern: string, outer: Bindings = {}): readonly Bindings[] {
  let rows: Bindings[] = [outer];
  for (const part of parse(pattern)) {
    if (!('step' in part) || part.name in outer) continue;
    const next: Bindings[] = [];
    for (const row of rows) {
      for (let value = part.first; value <= part.last; value += part.step) next.push({ ...row, [part.name]: value });
    }
    rows = next;
  }
  return rows;
}

/**
 * All addresses that a pattern stands for, in the order of its combinations. Desks have thousands of them, so the texts are put
 * together on the way through the ranges, without an object for each combination.
 */
export function expand(pattern: string): readonly string[] {
  const parts = parse(pattern);
  const bound = new Map<string, number>();
  const addresses: string[] = [];
  const walk = (index: number, head: string): void => {
    const part = parts[index];
    if (!part) {
      addresses.push(head);
      return;
    }
    if ('text' in part) {
      walk(index + 1, head + part.text);
      return;
    }
    const known = bound.get(part.name);
    if (known !== undefined) {
      walk(index + 1, head + print(part, known));
      return;
    }
    if ('width' in part) throw new Error(`Pattern "${pattern}" uses {${part.name}}, which nothing binds`);
    for (let value = part.first; value <= part.last; value += part.step) {
      bound.set(part.name, value);
      walk(index + 1, head + print(part, value));
    }
    bound.delete(part.name);
  };
  walk(0, '');
  return addresses;
}
