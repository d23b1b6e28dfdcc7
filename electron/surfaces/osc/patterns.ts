/** More alternatives in braces are no honest pattern. */
const mostAlternatives = 64;

/** Whether an address holds signs of a pattern. */
export const isPattern = (address: string) => /[?*[\]{}]/.test(address);

/** Whether the text of one part of an address fits one part of a pattern. */
export type PartTest = (text: string) => boolean;

/**
 * Address patterns of OSC 1.0, part by part: `?` one character, `*` any number, `[a-z]` and `[!a-z]` one of some, `{a,b}` one of
 * several texts. @returns a test for each part, or `undefined` for a pattern that cannot be read
 */
export function partsOf(pattern: string): readonly PartTest[] | undefined {
  const tests = pattern.split('/').map(partTest);
  return tests.every((test) => test !== undefined) ? tests : undefined;
}

/** A test of whole addresses, see {@link partsOf}. */
export function matcher(pattern: string): ((address: string) => boolean) | undefined {
  const tests = partsOf(pattern);
  if (!tests) return undefined;
  return (address) => {
    const texts = address.split('/');
    return texts.length === tests.length && tests.every((test, at) => test(texts[at] ?? ''));
  };
}

/** A desk has some hundred texts at one depth; who asks for more has other desks. */
const mostKept = 10_000;

/** Each text is looked at once: a desk's thousands of addresses are made of few. */
function partTest(part: string): PartTest | undefined {
  const alternatives = expandBraces(part)?.map((each) => (firstSign(each) === each.length ? each : tokensOf(each)));
  if (!alternatives || alternatives.includes(undefined)) return undefined;
  const readable = alternatives as readonly (string | readonly Token[])[];
  const kept = new Map<string, boolean>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const isFitting = readable.some((each) => (typeof each === 'string' ? each === text : fits(each, text)));
    if (kept.size >= mostKept) kept.clear();
    kept.set(text, isFitting);
    return isFitting;
  };
}

function firstSign(text: string): number {
  const at = text.search(/[?*[]/);
  return at < 0 ? text.length : at;
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
