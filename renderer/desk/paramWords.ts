import { type Address, type StripAddress, stripOf } from '../../shared/desk/address.ts';
import { shownName } from '../../shared/desk/stripNames.ts';
import type { DeskMirror } from './deskMirror.svelte.ts';

/** A parameter for people. */
export interface ParamWords {
  /** The strip it belongs to; `undefined` for what belongs to none. */
  readonly strip: StripAddress | undefined;
  /** The strip's shown name; empty without a strip. */
  readonly name: string;
  /** The strip's colour in the console's palette. */
  readonly color: string;
  /** What of it: "fader", "send to Wedge 1", "EQ 1 gain". */
  readonly what: string;
}

const abbreviations = new Map([
  ['eq', 'EQ'],
  ['dca', 'DCA'],
  ['fx', 'FX'],
  ['fxReturn', 'FX return'],
  ['auxIn', 'aux in'],
  ['main', 'main mix'],
  ['mono', 'mono main'],
]);

/** "muteGroup" is "mute group". */
const wordOf = (part: string) =>
  abbreviations.get(part) ??
  part.replace(/([a-z])([A-Z])/g, (_, last: string, next: string) => `${last} ${next.toLowerCase()}`);

/** The rest of a strip's address in words. @param nameOf the shown name of a strip that it is sent to */
function leafWords(leaf: Address, nameOf: (strip: StripAddress) => string): string {
  const parts = leaf.split('/');
  const [verb, kind, number, ...rest] = parts;
  if (verb === 'send' && kind !== undefined && number !== undefined) {
    const what = rest.join(' ');
    const to = `send to ${nameOf(`${kind}/${number}`)}`;
    return what === 'level' || what === '' ? to : `${to}, ${wordOf(what)}`;
  }
  if (verb === 'assign') return `assigned to ${parts.slice(1).map(wordOf).join(' ')}`;
  return parts.map(wordOf).join(' ');
}

/** A parameter in words, with the names that its strips have now. */
export function paramWords(mirror: DeskMirror, address: Address): ParamWords {
  const nameOf = (strip: StripAddress) => shownName(strip, mirror.param(`${strip}/name`)?.text);
  const strip = stripOf(address);
  if (strip === undefined) {
    const words = address.split('/').map(wordOf).join(' ');
    return { strip, name: '', color: '', what: words.charAt(0).toUpperCase() + words.slice(1) };
  }
  const color = mirror.param(`${strip}/color`)?.option ?? '';
  return { strip, name: nameOf(strip), color, what: leafWords(address.slice(strip.length + 1), nameOf) };
}

/** In one line: "Kick, send to Wedge 1". */
export function paramLine(mirror: DeskMirror, address: Address): string {
  const { name, what } = paramWords(mirror, address);
  return name === '' ? what : `${name}, ${what}`;
}
