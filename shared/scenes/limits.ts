import * as v from 'valibot';

/** Texts, numbers and lists of a show with the bounds that no honest show reaches: what is larger is a mistake or mischief. */

/** Names things for the program: letters, digits, `-` and `_`, so that none can be a path or a part of the language. */
export const id = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'an id of at most 64 letters, digits, - and _ is expected'),
);

/** An address of the desk model, such as `channel/1/fader`. */
export const addressPattern = /^[A-Za-z][A-Za-z0-9]{0,31}(?:\/[A-Za-z0-9]{1,32}){0,9}$/;
export const address = v.pipe(v.string(), v.regex(addressPattern, 'an address such as channel/1/fader is expected'));

/** Text for people. */
export const text = (maxLength: number) =>
  v.pipe(v.string(), v.maxLength(maxLength, `at most ${maxLength} characters are expected`));
export const title = text(200);
export const notes = text(20_000);

export const wallMs = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8.64e15));
export const durationMs = (maxMs: number) => v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(maxMs));
export const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** A list without more than `most` items. */
export const list = <Item extends v.GenericSchema>(item: Item, most: number) =>
  v.pipe(v.array(item), v.maxLength(most, `at most ${most} entries are expected`));
