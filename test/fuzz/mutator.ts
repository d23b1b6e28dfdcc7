import { seededRandom } from '../../shared/base/random.ts';

/** Numbers at which sizes, signs and formats change. */
const edgeNumbers = [
  0,
  -0,
  1,
  -1,
  0.5,
  127,
  128,
  255,
  256,
  32_767,
  65_535,
  65_536,
  0xff_ffff,
  0x100_0000,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 32,
  2 ** 53,
  1e-45,
  1e38,
  1e308,
  -Infinity,
  Infinity,
  Number.NaN,
];
const edgeBytes = [0, 1, 0x20, 0x22, 0x23, 0x2c, 0x2f, 0x5b, 0x62, 0x66, 0x69, 0x73, 0x7f, 0x80, 0xc0, 0xff];

/** Words that mean something to a parser, a template, an object or a terminal. */
const edgeWords = [
  '',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '../../etc/passwd',
  '%00',
  '\u0000',
  '\ufeff',
  '\ud800',
  '\u202e',
  '😀'.repeat(20),
  'A'.repeat(300),
  '"',
  '\\',
  '\r\n',
  '-oo',
  '1e999',
  '%s%n',
  '<img src=x onerror=alert(1)>',
];

/** Changes valid inputs a little, from a seed: the same seed gives the same inputs on every machine. */
export class Mutator {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  /** @throws if there is nothing to choose from. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('Nothing to pick from');
    return list[this.below(list.length)] as T;
  }

  edgeNumber(): number {
    return this.chance(0.7) ? this.pick(edgeNumbers) : (this.#random() - 0.5) * 10 ** this.below(40);
  }

  edgeWord(): string {
    return this.pick(edgeWords);
  }

  randomBytes(most: number): Uint8Array {
    return Uint8Array.from({ length: this.below(most + 1) }, () => this.below(256));
  }

  randomText(most: number): string {
    return String.fromCharCode(...Array.from({ length: this.below(most + 1) }, () => this.below(0x180)));
  }

  /** One of the corpus with a few changes: bytes turned, cut out, doubled, put in, or another one's end in place of its own. */
  bytes(corpus: readonly Uint8Array[]): Uint8Array {
    let bytes: Uint8Array = Uint8Array.from(this.pick(corpus));
    for (let changes = this.below(4); changes > 0; changes--) bytes = this.#changeBytes(bytes, corpus);
    return bytes;
  }

  #changeBytes(bytes: Uint8Array, corpus: readonly Uint8Array[]): Uint8Array {
    const at = this.below(bytes.length + 1);
    const length = this.below(9);
    switch (this.below(7)) {
      case 0:
        return bytes.map((byte, index) => (index === at ? byte ^ (1 << this.below(8)) : byte));
      case 1:
        return bytes.map((byte, index) => (index === at ? this.pick(edgeBytes) : byte));
      case 2:
        return bytes.slice(0, at);
      case 3:
        return joined(bytes.slice(0, at), bytes.slice(at + length));
      case 4:
        return joined(bytes.slice(0, at), this.randomBytes(8), bytes.slice(at));
      case 5:
        return joined(bytes.slice(0, at), bytes.slice(at, at + length * 4), bytes.slice(at));
      default: {
        const other = this.pick(corpus);
        // On a word's boundary, where messages join without breaking.
        return joined(bytes.slice(0, at & ~3), other.slice(this.below(other.length + 1) & ~3));
      }
    }
  }

  /** One of the corpus with a few changes. */
  text(corpus: readonly string[]): string {
    let text = this.pick(corpus);
    for (let changes = this.below(4); changes > 0; changes--) text = this.#changeText(text, corpus);
    return text;
  }

  #changeText(text: string, corpus: readonly string[]): string {
    const at = this.below(text.length + 1);
    const length = this.below(9);
    switch (this.below(7)) {
      case 0:
        return text.slice(0, at) + String.fromCharCode(this.below(0x100)) + text.slice(at + 1);
      case 1:
        return text.slice(0, at);
      case 2:
        return text.slice(0, at) + text.slice(at + length);
      case 3:
        return text.slice(0, at) + this.edgeWord() + text.slice(at);
      case 4:
        return text.slice(0, at) + String(this.edgeNumber()) + text.slice(at + length);
      case 5:
        return text.slice(0, at) + text.slice(at, at + length * 4) + text.slice(at);
      default:
        return text.slice(0, at) + this.pick(corpus).slice(at);
    }
  }

  /** A value like JSON.parse gives, changed here and there: other types, missing and additional keys, edge numbers. */
  json(value: unknown, depth = 0): unknown {
    if (this.chance(0.12)) return this.#anyJson(depth);
    if (Array.isArray(value)) {
      const items: unknown[] = value.map((item) => (this.chance(0.5) ? this.json(item, depth + 1) : item));
      if (this.chance(0.15)) items.push(...items, this.#anyJson(depth));
      return this.chance(0.1) ? items.slice(0, this.below(items.length + 1)) : items;
    }
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (this.chance(0.06)) continue;
      define(copy, this.chance(0.04) ? this.edgeWord() : key, this.chance(0.5) ? this.json(item, depth + 1) : item);
    }
    if (this.chance(0.15)) define(copy, this.edgeWord(), { polluted: this.#anyJson(depth) });
    return copy;
  }

  #anyJson(depth: number): unknown {
    switch (this.below(depth > 6 ? 6 : 9)) {
      case 0:
        return null;
      case 1:
        return this.chance(0.5);
      case 2:
      case 3:
        return this.edgeNumber();
      case 4:
        return this.edgeWord();
      case 5:
        return this.randomText(40);
      case 6:
        return Array.from({ length: this.below(6) }, () => this.#anyJson(depth + 1));
      case 7:
        return { [this.randomText(4)]: this.#anyJson(depth + 1) };
      default: {
        const bait = {};
        define(bait, '__proto__', { polluted: true });
        return bait;
      }
    }
  }
}

/** Sets a key as JSON.parse does: `__proto__` becomes a plain one. */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
