import type { Address } from '../desk/address.ts';
import type { Scene } from './scene.ts';
import type { SceneValue } from './sceneValue.ts';
import type { ValueTable } from './sceneValues.ts';
import { commonValues, packed, type Show, type ShowList, showFormat, showLists, showVersion } from './show.ts';

/**
 * The text of a show file: JSON, one value a line, always in the same order, so that two versions can be compared line by line.
 * What has its default is written as well: a file says everything.
 */
export function printShow(show: Show): string {
  const whole = packed(show);
  const lists = Object.fromEntries((Object.keys(showLists) as ShowList[]).map((key) => [key, whole[key]]));
  const { name, notes, scope, safes, purposes } = whole;
  const file = {
    format: showFormat,
    version: showVersion,
    name,
    notes,
    scope,
    safes,
    purposes,
    ...lists,
    common: table(commonOf(whole)),
    scenes: whole.scenes.map(sceneJson),
    kept: whole.kept.map(sceneJson),
  };
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

const commonOf = (show: Show): ValueTable =>
  show.scenes.length > 0 ? commonValues(show) : (show.kept[0]?.values.base ?? new Map());

function sceneJson({ values, ...about }: Scene): object {
  const absent = [...values.absent].toSorted((a, b) => byNumber(a, b));
  return { ...about, ...(absent.length > 0 ? { absent } : {}), values: table(values.own) };
}

const keys = new Map<Address, string>();

/** Addresses by words and numbers: channel 2 stands before channel 10. */
function sortKey(address: Address): string {
  const known = keys.get(address);
  if (known !== undefined) return known;
  const key = address.replace(/\d+/g, (digits) => digits.padStart(4, '0'));
  // Addresses come from desks and files: what was never bounded must not be kept for ever.
  if (keys.size > 200_000) keys.clear();
  keys.set(address, key);
  return key;
}

function byNumber(a: Address, b: Address): number {
  const first = sortKey(a);
  const second = sortKey(b);
  if (first !== second) return first < second ? -1 : 1;
  return a < b ? -1 : 1;
}

function table(values: ValueTable): Readonly<Record<Address, SceneValue>> {
  return Object.fromEntries([...values].toSorted(([a], [b]) => byNumber(a, b)));
}
