import type { StripAddress } from '../../shared/desk/address.ts';
import { numberOfStrip } from '../../shared/desk/address.ts';
import { fallbackName, shownName } from '../../shared/desk/stripNames.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';

/** A mix that somebody can be given: a bus, or the two of a linked pair. */
export interface BusChoice {
  readonly busses: readonly StripAddress[];
  /** "Bus 5 Booth", "Bus 5 + 6 Booth". */
  readonly label: string;
}

/** Every mix of the desk; a linked pair is one. */
export function busChoices(mirror: DeskMirror): readonly BusChoice[] {
  const busses = mirror.profile?.strips.find(({ kind }) => kind === 'bus')?.strips ?? [];
  const choices: BusChoice[] = [];
  for (const bus of busses) {
    const number = numberOfStrip(bus) ?? 0;
    const isSecond = number % 2 === 0 && isLinked(mirror, number - 1);
    if (isSecond) continue;
    const pair = number % 2 === 1 && isLinked(mirror, number) ? [bus, `bus/${number + 1}`] : [bus];
    choices.push({ busses: pair, label: labelOf(mirror, pair) });
  }
  return choices;
}

function isLinked(mirror: DeskMirror, first: number): boolean {
  return mirror.param(`link/bus/${first}`)?.value === 1;
}

function labelOf(mirror: DeskMirror, busses: readonly StripAddress[]): string {
  const [first, second] = busses;
  if (first === undefined) return '';
  const number = second === undefined ? fallbackName(first) : `${fallbackName(first)} + ${numberOfStrip(second)}`;
  const name = shownName(first, mirror.param(`${first}/name`)?.text);
  return name === fallbackName(first) ? number : `${number} ${name}`;
}

/** Busses in words: "Bus 5 Booth, Bus 7 Drums". */
export function bussesInWords(mirror: DeskMirror, busses: readonly StripAddress[]): string {
  return busses.map((bus) => labelOf(mirror, [bus])).join(', ');
}
