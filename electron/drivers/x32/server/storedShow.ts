import type { ParamValue } from '../../../../shared/desk/paramSpec.ts';

/** What the desk keeps beside its present state: scenes, snippets, cues and presets (facts, section 10). */

/** Values in the order of the ids that belong to a scene; unknown ones are left open. */
export type Snapshot = readonly (ParamValue | undefined)[];

export interface StoredScene {
  name: string;
  notes: string;
  /** Nine bits, bit 0 unused: what a recall of this scene leaves alone. */
  safes: number;
  readonly values: Snapshot;
}

export interface StoredSnippet {
  name: string;
  eventTypes: number;
  channels: number;
  auxBusses: number;
  mainGroups: number;
  /** `undefined` while only the choice of what to save has been made. */
  values: Snapshot | undefined;
}

export interface StoredCue {
  /** 100 × major + 10 × minor + last. */
  number: number;
  name: string;
  skip: number;
  /** −1 for none. */
  scene: number;
  snippet: number;
  midiType: number;
  midiChannel: number;
  midiParameter1: number;
  midiParameter2: number;
}

/** A preset: values by what stands behind the strip or slot in their addresses. */
export interface StoredPreset {
  readonly name: string;
  readonly type: number;
  readonly values: ReadonlyMap<string, ParamValue>;
}

export const libraries = ['libchan', 'libfx', 'librout', 'libmon'] as const;
export type Library = (typeof libraries)[number];

/** Show-wide safes in the order of the show line. They are kept for the clients that show them; recalls here go by the scene's own. */
export const showSafes = [
  'inputs',
  'mxsends',
  'mxbuses',
  'console',
  'chan16',
  'chan32',
  'return',
  'buses',
  'lrmtxdca',
  'effects',
] as const;

export const slotCount = 100;

export class StoredShow {
  name = '';
  readonly safes = new Map<string, number>(showSafes.map((safe) => [safe, 0]));
  readonly scenes = new Map<number, StoredScene>();
  readonly snippets = new Map<number, StoredSnippet>();
  readonly cues = new Map<number, StoredCue>();
  readonly presets: Readonly<Record<Library, Map<number, StoredPreset>>> = {
    libchan: new Map(),
    libfx: new Map(),
    librout: new Map(),
    libmon: new Map(),
  };

  /** The snippet of a slot, made if there is none: its choice of contents may be set before it is saved. */
  snippetAt(index: number): StoredSnippet {
    const known = this.snippets.get(index);
    if (known) return known;
    const fresh = { name: '', eventTypes: 0, channels: 0, auxBusses: 0, mainGroups: 0, values: undefined };
    this.snippets.set(index, fresh);
    return fresh;
  }
}

export function newCue(number: number, name: string): StoredCue {
  return {
    number,
    name,
    skip: 0,
    scene: -1,
    snippet: -1,
    midiType: 0,
    midiChannel: 1,
    midiParameter1: 0,
    midiParameter2: 0,
  };
}

/** Entries in the order of their slots. */
export function inOrder<T>(slots: ReadonlyMap<number, T>): [number, T][] {
  return [...slots].toSorted(([a], [b]) => a - b);
}
