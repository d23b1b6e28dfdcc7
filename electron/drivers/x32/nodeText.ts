/**
 * How the desk writes values in its text nodes and scene files, and how they are read back (protocol text, section "value text
 * formats"; checked on lines written by desks). Padding is the desk's own; reading never depends on it.
 */
export interface TextFormat {
  print(value: number): string;
  /** The number that a token stands for, `undefined` if it is none. */
  parse(token: string): number | undefined;
}

/** Rounds half away from zero, as desk-written files do (+2.25 dB stands as +2.3). */
function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `-${text}` : text;
}

function signed(value: number, digits: number): string {
  const text = fixed(value, digits);
  return text.startsWith('-') ? text : `+${text}`;
}

/** Three significant digits below 100: 0.02, 7.10, 20.0. */
function threeDigits(value: number): string {
  if (value < 9.995) return value.toFixed(2);
  return value < 99.95 ? value.toFixed(1) : String(Math.round(value));
}

function decimal(token: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(token) ? Number(token) : undefined;
}

const plain = (print: (value: number) => string): TextFormat => ({ print, parse: decimal });

/** Levels: five columns, `-oo` for off, no sign for zero. */
export const levelText: TextFormat = {
  print(value) {
    if (value === -Infinity) return '  -oo';
    const text = signed(value, 1);
    return (Number(text) === 0 ? '0.0' : text).padStart(5);
  },
  parse: (token) => (token === '-oo' ? -Infinity : decimal(token)),
};

/** Below 1 kHz one decimal; from there `<kHz>k<two digits>`, truncated to 10 Hz: 4529 Hz is 4k52. */
export const frequencyText: TextFormat = {
  print(value) {
    if (value < 999.95) return value.toFixed(1);
    const tens = Math.max(Math.floor(value / 10 + 1e-6), 100);
    return `${Math.floor(tens / 100)}k${String(tens % 100).padStart(2, '0')}`;
  },
  parse(token) {
    const kilo = /^(\d+)k(\d{2})$/.exec(token);
    return kilo ? Number(kilo[1]) * 1000 + Number(kilo[2]) * 10 : decimal(token);
  },
};

export const signed0: TextFormat = plain((value) => signed(value, 0));
export const signed1: TextFormat = plain((value) => signed(value, 1));
/** Two decimals in five columns: from ±10 on the last one is cut off, +13.75 stands as +13.7 in files written by desks. */
export const signed2: TextFormat = plain((value) => signed(value, 2).slice(0, 5));
export const signed1Wide: TextFormat = plain((value) => signed(value, 1).padStart(5));
export const fixed0: TextFormat = plain((value) => fixed(value, 0));
export const fixed1: TextFormat = plain((value) => fixed(value, 1));
export const fixed1Wide: TextFormat = plain((value) => fixed(value, 1).padStart(5));
export const threeDigitText: TextFormat = plain(threeDigits);
/** From 100 ms on a blank and an integer. */
export const holdText: TextFormat = plain((value) => (value < 99.95 ? threeDigits(value) : ` ${Math.round(value)}`));
/** One or two digits in three columns, three in four, four bare. */
export const releaseText: TextFormat = plain((value) => {
  const text = String(Math.round(value));
  return text.length >= 4 ? text : text.padStart(text.length < 3 ? 3 : 4);
});
/** Whole Hz in three columns. */
export const lowCutText: TextFormat = plain((value) => String(Math.round(value)).padStart(3));
/** One decimal; ten stands as a blank and 10. */
export const qText: TextFormat = plain((value) => (value >= 9.95 ? ` ${Math.round(value)}` : value.toFixed(1)));
export const integerText: TextFormat = plain((value) => String(value));

/** Splits a line into tokens: runs of blanks divide, double quotes hold blanks together and are taken off. */
export function splitLine(line: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < line.length) {
    const code = line.charCodeAt(at);
    if (code <= 32) {
      at++;
    } else if (code === 34) {
      const end = line.indexOf('"', at + 1);
      const stop = end < 0 ? line.length : end;
      tokens.push(line.slice(at + 1, stop));
      at = stop + 1;
    } else {
      let end = at + 1;
      while (end < line.length && line.charCodeAt(end) > 32) end++;
      tokens.push(line.slice(at, end));
      at = end;
    }
  }
  return tokens;
}
