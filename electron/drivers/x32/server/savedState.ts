import type { Change } from '../../../../shared/desk/diff.ts';
import { accept, type ParamValue } from '../../../../shared/desk/paramSpec.ts';
import type { ServedDesk } from '../../driver.ts';
import type { ExtraValues } from './extraValues.ts';
import { plainText } from './extraValues.ts';
import type { ShowStorage } from './showStorage.ts';
import { isSlot } from './showStorage.ts';
import {
  libraries,
  newCue,
  type Snapshot,
  type StoredCue,
  type StoredPreset,
  type StoredScene,
  type StoredSnippet,
  showSafes,
} from './storedShow.ts';

/**
 * Everything that a served desk keeps, as JSON text. The addresses stand in it once; values follow in their order, so that a
 * later version of the program, with more addresses or fewer, still reads it.
 */
const format = 'omnibus served desk 1';

const longestName = 31;
const longestNotes = 63;

/** JSON has no −∞: off is null, unknown is false. */
type SavedValue = number | string | null | false;

/** Seven digits hold every step of every grid. */
function savedValue(value: ParamValue | undefined): SavedValue {
  if (value === undefined) return false;
  if (typeof value === 'string') return value;
  return value === -Infinity ? null : Number(value.toPrecision(7));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
const asText = (value: unknown, longest: number) => (typeof value === 'string' ? plainText(value, longest) : '');
const asWhole = (value: unknown) => (typeof value === 'number' && Number.isInteger(value) ? value | 0 : 0);
const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function saveState(desk: ServedDesk, storage: ShowStorage, extras: ExtraValues): string {
  const { schema } = desk;
  const { show, sceneIds } = storage;
  const slots = <T>(map: ReadonlyMap<number, T>, save: (stored: T) => object) =>
    [...map].map(([index, stored]) => ({ index, ...save(stored) }));
  const snapshot = (values: Snapshot | undefined) => values?.map(savedValue);
  return JSON.stringify({
    format,
    model: schema.profile.model,
    firmware: schema.profile.firmware,
    addresses: schema.addresses,
    values: schema.addresses.map((_, id) => savedValue(desk.get(id))),
    sceneAddresses: sceneIds.map((id) => schema.addressOf(id)),
    showName: show.name,
    showSafes: Object.fromEntries(show.safes),
    scenes: slots(show.scenes, (scene) => ({ ...scene, values: snapshot(scene.values) })),
    snippets: slots(show.snippets, (snippet) => ({ ...snippet, values: snapshot(snippet.values) })),
    cues: slots(show.cues, (cue) => cue),
    presets: Object.fromEntries(
      libraries.map((library) => [
        library,
        slots(show.presets[library], ({ name, type, values }) => ({
          name,
          type,
          values: [...values].map(([leaf, value]) => [leaf, savedValue(value)]),
        })),
      ]),
    ),
    extras: extras.saved(),
  });
}

/** Puts a saved state back. What it does not hold stays as it is. @throws if the text is no such state. */
export function restoreState(text: string, desk: ServedDesk, storage: ShowStorage, extras: ExtraValues): void {
  const saved = parse(text);
  const { schema } = desk;
  const { show } = storage;
  const addresses = asArray(saved.addresses);
  const changes: Change[] = [];
  for (const [place, value] of asArray(saved.values).entries()) {
    const id = schema.idOf(String(addresses[place]));
    const known = id === undefined ? undefined : takenValue(desk, id, value);
    if (id !== undefined && known !== undefined) changes.push({ id, value: known });
  }
  desk.apply(changes, undefined);

  const snapshot = snapshotReader(desk, storage, asArray(saved.sceneAddresses));
  for (const { index, stored } of slotsOf(saved.scenes)) show.scenes.set(index, sceneOf(stored, snapshot));
  for (const { index, stored } of slotsOf(saved.snippets)) show.snippets.set(index, snippetOf(stored, snapshot));
  for (const { index, stored } of slotsOf(saved.cues)) show.cues.set(index, cueOf(stored));
  const presets = isRecord(saved.presets) ? saved.presets : {};
  for (const library of libraries) {
    for (const { index, stored } of slotsOf(presets[library])) show.presets[library].set(index, presetOf(stored));
  }
  show.name = asText(saved.showName, longestName);
  const safes = isRecord(saved.showSafes) ? saved.showSafes : {};
  for (const safe of showSafes) show.safes.set(safe, asWhole(safes[safe]));
  extras.restore(saved.extras);
}

function parse(text: string): Record<string, unknown> {
  const refusal = (reason: string) =>
    new Error(`The saved state of the emulated console cannot be used: ${reason}. Delete it to begin anew.`);
  let saved: unknown;
  try {
    saved = JSON.parse(text);
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : 'it is no JSON');
  }
  if (!isRecord(saved) || saved.format !== format) throw refusal(`it does not say "${format}"`);
  return saved;
}

/** A value of the file as this desk takes it; `undefined` for unknown ones and for what the desk would not take. */
function takenValue(desk: ServedDesk, id: number, value: unknown): ParamValue | undefined {
  if (value === false || value === undefined) return undefined;
  const result = accept(desk.schema.specOf(id), value === null ? -Infinity : value);
  return result.ok ? result.value : undefined;
}

type ReadSnapshot = (values: unknown) => Snapshot;

function snapshotReader(desk: ServedDesk, storage: ShowStorage, addresses: readonly unknown[]): ReadSnapshot {
  const places = new Map(addresses.map((address, place) => [String(address), place]));
  const placeOfId = storage.sceneIds.map((id) => places.get(desk.schema.addressOf(id)));
  return (values) => {
    const list = asArray(values);
    return storage.sceneIds.map((id, index) => {
      const place = placeOfId[index];
      return place === undefined ? undefined : takenValue(desk, id, list[place]);
    });
  };
}

function slotsOf(saved: unknown): { readonly index: number; readonly stored: Record<string, unknown> }[] {
  return asArray(saved).flatMap((stored) => {
    const index = isRecord(stored) ? stored.index : undefined;
    return isRecord(stored) && typeof index === 'number' && isSlot(index) ? [{ index, stored }] : [];
  });
}

function sceneOf(stored: Record<string, unknown>, snapshot: ReadSnapshot): StoredScene {
  return {
    name: asText(stored.name, longestName),
    notes: asText(stored.notes, longestNotes),
    safes: asWhole(stored.safes) & 0x1ff,
    values: snapshot(stored.values),
  };
}

function snippetOf(stored: Record<string, unknown>, snapshot: ReadSnapshot): StoredSnippet {
  return {
    name: asText(stored.name, longestName),
    eventTypes: asWhole(stored.eventTypes),
    channels: asWhole(stored.channels),
    auxBusses: asWhole(stored.auxBusses),
    mainGroups: asWhole(stored.mainGroups),
    values: stored.values === undefined ? undefined : snapshot(stored.values),
  };
}

function cueOf(stored: Record<string, unknown>): StoredCue {
  const cue = newCue(asWhole(stored.number), asText(stored.name, longestName));
  cue.skip = asWhole(stored.skip);
  cue.scene = asWhole(stored.scene);
  cue.snippet = asWhole(stored.snippet);
  cue.midiType = asWhole(stored.midiType);
  cue.midiChannel = asWhole(stored.midiChannel);
  cue.midiParameter1 = asWhole(stored.midiParameter1);
  cue.midiParameter2 = asWhole(stored.midiParameter2);
  return cue;
}

function presetOf(stored: Record<string, unknown>): StoredPreset {
  const values = new Map<string, ParamValue>();
  for (const entry of asArray(stored.values)) {
    const [leaf, value] = asArray(entry);
    if (typeof leaf !== 'string') continue;
    if (value === null) values.set(leaf, -Infinity);
    else if (typeof value === 'number' || typeof value === 'string') values.set(leaf, value);
  }
  return { name: asText(stored.name, longestName), type: asWhole(stored.type), values };
}
