/** Units that a parameter can have; '' is a bare number. */
export type Unit = 'dB' | 'Hz' | 'ms' | '%' | 'pan' | '';

/** Printing and parsing of one unit, kept together so that they cannot drift apart: `parse(print(v))` is `v` to the printed precision. */
export interface Format {
  /** What people read; a true minus sign, no unit. */
  print(value: number): string;
  /** What people type; accepts plain hyphens, commas for points and the unit's own word; `undefined` if it cannot be read. */
  parse(text: string): number | undefined;
  /** What to type, for the message that follows unreadable input. */
  readonly hint: string;
}

const minus = '\u2212';

/** A number with a true minus sign and no negative zero. */
function decimals(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? minus + text : text;
}

/** Text to a number after unifying minus signs and decimal commas; `undefined` if it is none. */
function plainNumber(text: string, unitWord: RegExp): number | undefined {
  const cleaned = text
    .trim()
    .replace(/[\u2212\u2013]/g, '-')
    .replace(',', '.')
    .replace(unitWord, '')
    .trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(cleaned)) return undefined;
  return Number(cleaned);
}

const decibel: Format = {
  print: (value) => (value === -Infinity ? `${minus}\u221e` : decimals(value, 1)),
  parse(text) {
    const cleaned = text
      .trim()
      .toLowerCase()
      .replace(/[\u2212\u2013]/g, '-');
    if (/^-\s*(\u221e|inf|infinity|oo)(\s*db)?$|^off$/.test(cleaned)) return -Infinity;
    return plainNumber(text, /db$/i);
  },
  hint: 'a number of dB such as -6, or -inf for off',
};

/** Below 1 kHz in Hz with one decimal, from there in kHz with two. */
const frequency: Format = {
  print: (value) => (value < 999.95 ? decimals(value, 1) : `${decimals(value / 1000, 2)} k`),
  parse(text) {
    const match = /^\s*([\d.,]+)\s*(k?)\s*(hz)?\s*$/i.exec(text);
    const value = match ? plainNumber(match[1] ?? '', /$^/) : undefined;
    return value !== undefined && match?.[2] ? value * 1000 : value;
  },
  hint: 'Hz such as 440, or kHz such as 2.5k',
};

/** −1…+1 shown as L100 … C … R100. */
const pan: Format = {
  print(value) {
    const percent = Math.round(Math.abs(value) * 100);
    return percent === 0 ? 'C' : `${value < 0 ? 'L' : 'R'}${percent}`;
  },
  parse(text) {
    const cleaned = text.trim().toUpperCase();
    if (cleaned === 'C' || cleaned === '0') return 0;
    const sided = /^([LR])\s*(\d{1,3})$/.exec(cleaned);
    const signed = plainNumber(text, /%$/);
    const percent = sided ? Number(sided[2]) * (sided[1] === 'L' ? -1 : 1) : signed;
    return percent === undefined || Math.abs(percent) > 100 ? undefined : percent / 100;
  },
  hint: 'L1 to L100, C, or R1 to R100',
};

const bare = (digits: number, unitWord: RegExp, example: string): Format => ({
  print: (value) => decimals(value, digits),
  parse: (text) => plainNumber(text, unitWord),
  hint: `a number such as ${example}`,
});

/** The one place where values become words and words become values, by unit. */
export const formats = {
  dB: decibel,
  Hz: frequency,
  ms: bare(2, /ms$/i, '12.5'),
  '%': bare(0, /%$/, '50'),
  pan,
  '': bare(2, /$^/, '2.5'),
} satisfies Record<Unit, Format>;
