import { encodeInt, encodeText, type OscReader } from '../../../transports/oscCodec.ts';

/** One plain value outside the parameter map. */
type Extra =
  | { readonly tag: 'i'; readonly min: number; readonly max: number; readonly readOnly?: true; value: number }
  | { readonly tag: 's'; readonly maxLength: number; readonly readOnly?: true; value: string };

const whole = (min: number, max: number, value = 0): Extra => ({ tag: 'i', min, max, value });
const fixedWhole = (value: number): Extra => ({ tag: 'i', min: value, max: value, readOnly: true, value });

/** Status and preferences that the desk keeps and does nothing with here (facts, section 11). */
function initialValues(name: string): Map<string, Extra> {
  const extras = new Map<string, Extra>([
    ['/-stat/selidx', whole(0, 71)],
    ['/-stat/chfaderbank', whole(0, 3)],
    ['/-stat/grpfaderbank', whole(0, 5)],
    ['/-stat/sendsonfader', whole(0, 1)],
    ['/-stat/bussendbank', whole(0, 3)],
    // 2 shuts a desk down: an emulated one stays.
    ['/-stat/lock', whole(0, 1)],
    ['/-stat/tape/state', whole(0, 6)],
    ['/-stat/urec/state', whole(0, 3)],
    ['/-stat/dcaspill', whole(0, 8)],
    // Scenes, so that the cursor names the scene recalled last.
    ['/-prefs/show_control', whole(0, 2, 1)],
    ['/-prefs/name', { tag: 's', maxLength: 31, value: name }],
    ['/-action/undopt', whole(0, 1)],
    ['/-action/doundo', whole(0, 1)],
    ['/-undo/time', { tag: 's', maxLength: 0, readOnly: true, value: '' }],
  ]);
  // The numbers by which a desk tells who uses an insert are not documented: nobody does.
  for (let slot = 1; slot <= 8; slot++) for (const side of 'LR') extras.set(`/-insert/fx${slot}${side}`, fixedWhole(0));
  for (let aux = 1; aux <= 6; aux++) extras.set(`/-insert/aux${aux}`, fixedWhole(0));
  return extras;
}

export class ExtraValues {
  readonly #extras: Map<string, Extra>;

  constructor(name: string) {
    this.#extras = initialValues(name);
  }

  has(path: string): boolean {
    return this.#extras.has(path);
  }

  number(path: string): number {
    const extra = this.#extras.get(path);
    return extra?.tag === 'i' ? extra.value : 0;
  }

  text(path: string): string {
    const extra = this.#extras.get(path);
    return extra?.tag === 's' ? extra.value : '';
  }

  /** The message with a value; `undefined` for other paths. */
  message(path: string): Uint8Array | undefined {
    const extra = this.#extras.get(path);
    if (!extra) return undefined;
    return extra.tag === 'i' ? encodeInt(path, extra.value) : encodeText(path, extra.value);
  }

  /** Sets a value from a message's argument. @returns whether it changed, `undefined` if it cannot be set so. */
  set(path: string, message: OscReader): boolean | undefined {
    const extra = this.#extras.get(path);
    if (!extra || extra.readOnly || message.tag(0) !== extra.tag) return undefined;
    return this.#store(extra, extra.tag === 'i' ? message.number(0) : (message.text(0) ?? ''));
  }

  /** Sets a value from a word of a text message. */
  setWord(path: string, word: string): boolean | undefined {
    const extra = this.#extras.get(path);
    if (!extra || extra.readOnly) return undefined;
    if (extra.tag === 's') return this.#store(extra, word);
    const number = Number(word);
    return Number.isInteger(number) ? this.#store(extra, number) : undefined;
  }

  saved(): Record<string, number | string> {
    return Object.fromEntries([...this.#extras].map(([path, { value }]) => [path, value]));
  }

  restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null) return;
    for (const [path, value] of Object.entries(saved)) {
      const extra = this.#extras.get(path);
      if (extra && !extra.readOnly && (typeof value === 'number' || typeof value === 'string'))
        this.#store(extra, value);
    }
  }

  #store(extra: Extra, value: number | string): boolean {
    const before = extra.value;
    if (extra.tag === 'i') extra.value = Math.max(extra.min, Math.min(extra.max, Math.round(Number(value)) || 0));
    else extra.value = plainText(String(value), extra.maxLength);
    return extra.value !== before;
  }
}

/** Text without what would break a line of text: control characters and double quotes. */
export function plainText(text: string, maxLength: number): string {
  let plain = '';
  for (const character of text) {
    if (plain.length + character.length > maxLength) break;
    if (character >= ' ' && character !== '"' && character !== '\u007f') plain += character;
  }
  return plain;
}
