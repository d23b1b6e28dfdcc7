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
  const head = { format: showFormat, version: showVersion, name, notes, scope, safes, purposes, ...lists };
  const parts = [
    JSON.stringify(head, undefined, 1).slice(0, -'\n}'.length),
    ` "common": ${commonText(commonOf(whole))}`,
    ` "scenes": ${list(whole.scenes.map(sceneText))}`,
    ` "kept": ${list(whole.kept.map(sceneText))}`,
  ];
  return `${parts.join(',\n')}\n}\n`;
}

// Scenes and tables are never changed in place, and a show is printed after every edit: each is printed once.
const sceneTexts = new WeakMap<Scene, string>();
const tableTexts = new WeakMap<ValueTable, string>();

const list = (items: readonly string[]) => (items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n ]`);
/** JSON that stands some levels in. No text has a raw line end in JSON. */
const inward = (json: object, indent: string) => JSON.stringify(json, undefined, 1).replaceAll('\n', `\n${indent}`);

function sceneText(scene: Scene): string {
  const known = sceneTexts.get(scene);
  if (known !== undefined) return known;
  const text = `  ${inward(sceneJson(scene), '  ')}`;
  sceneTexts.set(scene, text);
  return text;
}

function commonText(common: ValueTable): string {
  const known = tableTexts.get(common);
  if (known !== undefined) return known;
  const text = inward(table(common), ' ');
  tableTexts.set(common, text);
  return text;
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
