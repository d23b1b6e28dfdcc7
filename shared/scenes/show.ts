import { type Cue, cue } from './cueList.ts';
import type { Scene } from './scene.ts';
import type { ValueTable } from './sceneValues.ts';
import type { RecallSafes, RecallScope } from './scope.ts';
import { consoleMap, type KeptConsoleMap } from './sections/consoleMaps.ts';
import { type Layer, layer } from './sections/layers.ts';
import { type Mapping, mapping } from './sections/mappings.ts';
import { type Mix, mix, type Person, person } from './sections/people.ts';
import type { Purposes } from './sections/purposes.ts';
import { type Surface, surface } from './sections/surfaces.ts';

/** The mark by which a file is known as a show. */
export const showFormat = 'omnibus-show';
/** The version of the format that is written; older ones are brought up to it by migrations. */
export const showVersion = 3;

/** A scene that was stored over or deleted. */
export interface KeptScene extends Scene {
  /** Wall-clock ms at which another took its place. */
  readonly keptMs: number;
}

/** Everything of a show. It is never changed in place: edits give another show (showEdits.ts). */
export interface Show {
  readonly name: string;
  readonly notes: string;
  /** What any recall of this show may change at most. */
  readonly scope?: RecallScope;
  readonly safes: RecallSafes;
  readonly purposes: Purposes;
  readonly scenes: readonly Scene[];
  /** Scenes that were stored over or deleted, the newest first. */
  readonly kept: readonly KeptScene[];
  readonly cues: readonly Cue[];
  readonly layers: readonly Layer[];
  readonly people: readonly Person[];
  readonly mixes: readonly Mix[];
  readonly mappings: readonly Mapping[];
  readonly surfaces: readonly Surface[];
  readonly consoleMaps: readonly KeptConsoleMap[];
}

/** Lists of a show whose items have an id of their own, with the most that are read. A new section is one row here and one in {@link Show}. */
export const showLists = {
  cues: { item: cue, most: 5000 },
  layers: { item: layer, most: 200 },
  people: { item: person, most: 500 },
  mixes: { item: mix, most: 200 },
  mappings: { item: mapping, most: 2000 },
  surfaces: { item: surface, most: 64 },
  consoleMaps: { item: consoleMap, most: 32 },
} as const;
export type ShowList = keyof typeof showLists;

export const mostScenes = 2000;
export const mostKept = 50;

export const emptyShow: Show = {
  name: '',
  notes: '',
  safes: {},
  purposes: { busses: [], meant: [] },
  scenes: [],
  kept: [],
  cues: [],
  layers: [],
  people: [],
  mixes: [],
  mappings: [],
  surfaces: [],
  consoleMaps: [],
};

/** The values that the scenes of a show share; empty if there are none. */
export function commonValues(show: Show): ValueTable {
  return show.scenes[0]?.values.base ?? new Map();
}

/** A show whose scenes all lie over one shared table, so that it is small: that of its scenes, or else the first scene's values. */
export function packed(show: Show): Show {
  const first = show.scenes[0] ?? show.kept[0];
  if (!first) return show;
  const base = first.values.base.size > 0 ? first.values.base : new Map(first.values);
  const isPacked = ({ values }: Scene) => values.base === base;
  if (show.scenes.every(isPacked) && show.kept.every(isPacked)) return show;
  const over = <Item extends Scene>(scene: Item): Item => ({ ...scene, values: scene.values.over(base) });
  return { ...show, scenes: show.scenes.map(over), kept: show.kept.map(over) };
}
