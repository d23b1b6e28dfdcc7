import { stripOf } from '../../../../shared/desk/address.ts';
import type { Change } from '../../../../shared/desk/diff.ts';
import type { ParamValue } from '../../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../../shared/desk/schema.ts';
import type { ServedDesk } from '../../driver.ts';
import { stripIds } from '../meters.ts';
import type { WireMap } from '../wireMap.ts';
import { isInChannelScope, isInSnippet, safeBitOf } from './recallScope.ts';
import { type Library, newCue, type Snapshot, type StoredPreset, StoredShow, slotCount } from './storedShow.ts';

export const isSlot = (index: number) => Number.isInteger(index) && index >= 0 && index < slotCount;

/** All bits of a channel preset's scope. */
const wholeScope = 0x3f;

/** Stores and recalls scenes, snippets, cues and presets of a served desk. Everything answers whether it could be done. */
export class ShowStorage {
  readonly show = new StoredShow();
  /** Parameters of a scene in the order of snapshots: those that stand in text nodes. */
  readonly sceneIds: readonly ParamId[];
  readonly #desk: ServedDesk;
  readonly #schema: Schema;
  readonly #safeBits: Uint8Array;
  readonly #headampNumbers = new Map<ParamId, number>();

  constructor(map: WireMap, desk: ServedDesk) {
    this.#desk = desk;
    this.#schema = map.schema;
    const ids: ParamId[] = [];
    for (let id = 0; id < map.schema.size; id++) {
      const param = map.byId[id];
      if (!param || param.node.single) continue;
      ids.push(id);
      const headamp = /^\/headamp\/(\d+)\//.exec(param.path)?.[1];
      if (headamp !== undefined) this.#headampNumbers.set(id, Number(headamp));
    }
    this.sceneIds = ids;
    this.#safeBits = Uint8Array.from(ids, (id) => safeBitOf(map.schema, id));
  }

  saveScene(index: number, name: string, notes: string): boolean {
    if (!isSlot(index)) return false;
    this.show.scenes.set(index, { name, notes, safes: 0, values: this.#snapshot() });
    return true;
  }

  saveSnippet(index: number, name: string): boolean {
    if (!isSlot(index)) return false;
    const snippet = this.show.snippetAt(index);
    snippet.name = name;
    snippet.values = this.#snapshot();
    return true;
  }

  /** Sends a scene's values to the desk, but for what its safes protect. */
  recallScene(index: number): boolean {
    const scene = this.show.scenes.get(index);
    if (!scene) return false;
    this.#apply(scene.values, (_id, place) => ((scene.safes >>> (this.#safeBits[place] as number)) & 1) === 0);
    return true;
  }

  recallSnippet(index: number): boolean {
    const snippet = this.show.snippets.get(index);
    if (!snippet?.values) return false;
    const header = { version: '4.0', ...snippet };
    this.#apply(snippet.values, (id) => isInSnippet(this.#schema, header, id, this.#feeds));
    return true;
  }

  /** A cue recalls its scene, then its snippet. */
  recallCue(index: number): boolean {
    const cue = this.show.cues.get(index);
    if (!cue) return false;
    if (cue.scene >= 0) this.recallScene(cue.scene);
    if (cue.snippet >= 0) this.recallSnippet(cue.snippet);
    return true;
  }

  addCue(number: number, name: string): boolean {
    for (let index = 0; index < slotCount; index++) {
      if (this.show.cues.has(index)) continue;
      this.show.cues.set(index, newCue(number, name));
      return true;
    }
    return false;
  }

  copyScene(from: number, to: number): boolean {
    const scene = this.show.scenes.get(from);
    if (!scene || !isSlot(to)) return false;
    this.show.scenes.set(to, { ...scene });
    return true;
  }

  /** Stores a preset. `target` is the strip id of a channel preset, the slot from 0 of an effect preset. */
  savePreset(library: Library, index: number, name: string, target: number): boolean {
    const prefix = presetPrefix(library, target);
    if (!isSlot(index) || prefix === undefined) return false;
    const values = new Map<string, ParamValue>();
    for (const id of this.sceneIds) {
      const leaf = presetLeaf(this.#schema, library, prefix, id);
      const value = leaf === undefined ? undefined : this.#desk.get(id);
      if (leaf !== undefined && value !== undefined) values.set(leaf, value);
    }
    const type = library === 'libfx' ? Number(values.get('type') ?? 0) : 0;
    this.show.presets[library].set(index, { name, type, values });
    return true;
  }

  loadPreset(library: Library, index: number, target: number, scope = wholeScope): boolean {
    const preset = this.show.presets[library].get(index);
    const prefix = presetPrefix(library, target);
    if (!preset || prefix === undefined) return false;
    const changes: Change[] = [];
    for (const [leaf, value] of preset.values) {
      const id = this.#schema.idOf(prefix + leaf);
      if (id === undefined) continue;
      const isWanted = library !== 'libchan' || isInChannelScope(scope, leaf, this.#schema.specOf(id).group);
      if (isWanted && this.#desk.get(id) !== value) changes.push({ id, value });
    }
    this.#desk.apply(changes, undefined);
    return true;
  }

  copyPreset(library: Library, from: number, to: number): boolean {
    const preset = this.show.presets[library].get(from);
    if (!preset || !isSlot(to)) return false;
    this.show.presets[library].set(to, { ...preset });
    return true;
  }

  renamePreset(library: Library, index: number, name: string): boolean {
    const preset: StoredPreset | undefined = this.show.presets[library].get(index);
    if (!preset) return false;
    this.show.presets[library].set(index, { ...preset, name });
    return true;
  }

  #snapshot(): Snapshot {
    return this.sceneIds.map((id) => this.#desk.get(id));
  }

  #apply(values: Snapshot, isWanted: (id: ParamId, place: number) => boolean): void {
    const changes: Change[] = [];
    for (let place = 0; place < this.sceneIds.length; place++) {
      const id = this.sceneIds[place] as ParamId;
      const value = values[place];
      if (value !== undefined && isWanted(id, place)) changes.push({ id, value });
    }
    // Values that are there already are named too, so that nothing that follows from the others overrules them.
    this.#desk.apply(changes, undefined);
  }

  readonly #feeds = (headamp: ParamId, isChosen: (strip: string) => boolean): boolean => {
    const number = this.#headampNumbers.get(headamp);
    return stripIds.some((strip) => {
      const id = isChosen(strip) ? this.#schema.idOf(`${strip}/headamp`) : undefined;
      return id !== undefined && this.#desk.get(id) === number;
    });
  };
}

/** What stands before the leaves of a preset in the model's addresses; `undefined` for a target that does not exist. */
function presetPrefix(library: Library, target: number): string | undefined {
  switch (library) {
    case 'libchan':
      return stripIds[target] === undefined ? undefined : `${stripIds[target]}/`;
    case 'libfx':
      return target >= 0 && target < 8 ? `fx/${target + 1}/` : undefined;
    default:
      return '';
  }
}

function presetLeaf(schema: Schema, library: Library, prefix: string, id: ParamId): string | undefined {
  const address = schema.addressOf(id);
  const { group } = schema.specOf(id);
  switch (library) {
    case 'libchan':
    case 'libfx':
      return address.startsWith(prefix) ? address.slice(prefix.length) : undefined;
    case 'librout':
      return stripOf(address) === undefined && (group === 'routing' || group === 'outputs') ? address : undefined;
    case 'libmon':
      return group === 'monitor' ? address : undefined;
  }
}
