/** More alternatives in braces are no honest pattern. */
const mostAlternatives = 64;

/** Whether an address holds signs of a pattern. */
export const isPattern = (address: string) => /[?*[\]{}]/.test(address);

/**
 * Address patterns of OSC 1.0, part by part: `?` one character, `*` any number, `[a-z]` and `[!a-z]` one of some, `{a,b}` one of
 * several texts. @returns a test of addresses, or `undefined` for a pattern that cannot be read
 */
export function matcher(pattern: string): ((address: string) => boolean) | undefined {
  const alternatives = expandBraces(pattern);
  if (!alternatives) return undefined;
  const readable: ReadPattern[] = [];
  for (const each of alternatives) {
    const parts = each.split('/').map(partOf);
    if (parts.includes(undefined)) return undefined;
    readable.push({ start: each.slice(0, firstSign(each)), parts: parts as readonly Part[] });
  }
  return (address) => readable.some((each) => address.startsWith(each.start) && fitsAll(each.parts, address));
}

/** One part of a pattern: a text that has to be the same, or what its characters may be. */
type Part = string | readonly Token[];

interface ReadPattern {
  /** How every address that fits begins: most are told by that. */
  readonly start: string;
  readonly parts: readonly Part[];
}

function firstSign(text: string): number {
  const at = text.search(/[?*[]/);
  return at < 0 ? text.length : at;
}

function partOf(text: string): Part | undefined {
  return firstSign(text) === text.length ? text : tokensOf(text);
}

function fitsAll(parts: readonly Part[], address: string): boolean {
  const texts = address.split('/');
  return (
    texts.length === parts.length &&
    parts.every((part, at) => {
      const text = texts[at] ?? '';
      return typeof part === 'string' ? part === text : fits(part, text);
    })
  );
}

type Token = { readonly isRun: true } | { readonly isRun: false; has(character: string): boolean };

/** `undefined` if there are too many or a brace is not closed. */
function expandBraces(pattern: string): readonly string[] | undefined {
  let done = [''];
  for (let at = 0; at < pattern.length; ) {
    if (pattern[at] !== '{') {
      const next = pattern.indexOf('{', at);
      const text = pattern.slice(at, next < 0 ? undefined : next);
      done = done.map((each) => each + text);
      at += text.length;
      continue;
    }
    const end = pattern.indexOf('}', at);
    if (end < 0) return undefined;
    const words = pattern.slice(at + 1, end).split(',');
    done = done.flatMap((each) => words.map((word) => each + word));
    if (done.length > mostAlternatives) return undefined;
    at = end + 1;
  }
  return done;
}

function tokensOf(part: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < part.length; at++) {
    const character = part[at] as string;
    if (character === '*') tokens.push({ isRun: true });
    else if (character === '?') tokens.push({ isRun: false, has: () => true });
    else if (character === '[') {
      const end = part.indexOf(']', at + 1);
      if (end < 0) return undefined;
      tokens.push({ isRun: false, has: oneOf(part.slice(at + 1, end)) });
      at = end;
    } else tokens.push({ isRun: false, has: (other) => other === character });
  }
  return tokens;
}

function oneOf(set: string): (character: string) => boolean {
  const isNot = set.startsWith('!');
  const members = isNot ? set.slice(1) : set;
  return (character) => {
    for (let at = 0; at < members.length; at++) {
      const first = members[at] as string;
      const isRange = members[at + 1] === '-' && at + 2 < members.length;
      const last = isRange ? (members[at + 2] as string) : first;
      if (character >= first && character <= last) return !isNot;
      if (isRange) at += 2;
    }
    return isNot;
  };
}

/** Goes back to the last `*` alone, so that the time is at most that of both lengths multiplied. */
function fits(tokens: readonly Token[], text: string): boolean {
  let token = 0;
  let at = 0;
  let runToken = -1;
  let runAt = 0;
  while (at < text.length) {
    const each = tokens[token];
    if (each?.isRun) {
      runToken = token++;
      runAt = at;
    } else if (each?.has(text[at] as string)) {
      token++;
      at++;
    } else if (runToken >= 0) {
      token = runToken + 1;
      at = ++runAt;
    } else return false;
  }
  while (tokens[token]?.isRun) token++;
  return token === tokens.length;
}
