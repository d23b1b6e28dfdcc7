import * as v from 'valibot';
import { fail, ok, type Result } from '../base/result.ts';
import type { Address } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import { type PaletteColor, paletteColors } from '../desk/profile.ts';
import { fadeSettings } from './fade.ts';
import { addressPattern, id, list, notes, text, title, wallMs } from './limits.ts';
import { type SceneValue, toSceneValue } from './sceneValue.ts';
import { SceneValues, type ValueTable } from './sceneValues.ts';
import { recallParams, recallScope } from './scope.ts';

const colors: readonly PaletteColor[] = paletteColors.flatMap((color) => [color, `${color}Inverted` as const]);

/** Everything of a scene but its values. */
const sceneAbout = {
  id,
  name: title,
  notes: v.exactOptional(notes, ''),
  color: v.exactOptional(v.picklist(colors), 'off'),
  author: v.exactOptional(title, ''),
  createdMs: wallMs,
  /** When its values were last stored anew; absent if never. */
  updatedMs: v.exactOptional(wallMs),
  /** The console it was stored from, in words: model and firmware. */
  desk: v.exactOptional(title, ''),
  /** What a recall of this scene may change at most. */
  scope: v.exactOptional(recallScope),
  fade: v.exactOptional(fadeSettings),
  /** Levels may rise without the slope of recalls. */
  hardCut: v.exactOptional(v.boolean(), false),
};
export const aboutSchema = v.strictObject(sceneAbout);

/** What is said of a scene; times in wall-clock ms. */
export type SceneAbout = v.InferOutput<typeof aboutSchema>;

/** A stored state of a desk. Values are by address, so that another console's profile can use what it has of them. */
export interface Scene extends SceneAbout {
  readonly values: SceneValues;
  /** Lines of the console's own file that it came from which were not understood, verbatim: they are written into exports. */
  readonly foreignLines?: readonly string[];
}

/** Lines of a foreign file, as a show keeps them. */
export const foreignLines = list(text(4000), 5000);

/** No console has more parameters in one scene. */
export const mostValues = 100_000;
/** Names are short; the longest text is an effect's or a source's title. */
const longestText = 256;

/** Everything of a desk that is known now and belongs to scenes. Unknown values are left out. */
export function valuesOf(state: DeskState): SceneValues {
  const params = recallParams(state.schema);
  const own = new Map<Address, SceneValue>();
  for (const { id, value } of state.known()) {
    if (params[id]) own.set(state.schema.addressOf(id), toSceneValue(state.schema.specOf(id), value));
  }
  return new SceneValues(own);
}

/** Stores the desk as a scene; `about` says what people say of it. */
export function storeScene(
  state: DeskState,
  about: Pick<Scene, 'id' | 'name' | 'createdMs'> & Partial<Omit<SceneAbout, 'desk'>>,
): Scene {
  const { title: model, firmware } = state.schema.profile;
  return {
    notes: '',
    color: 'off',
    author: '',
    hardCut: false,
    ...about,
    desk: `${model} ${firmware}`,
    values: valuesOf(state),
  };
}

/** The same scene with what the desk has now. What the desk does not know stays as it was stored. */
export function updateScene(scene: Scene, state: DeskState, updatedMs: number): Scene {
  const own = new Map(scene.values);
  for (const [address, value] of valuesOf(state)) own.set(address, value);
  const { title: model, firmware } = state.schema.profile;
  return { ...scene, updatedMs, desk: `${model} ${firmware}`, values: new SceneValues(own).over(scene.values.base) };
}

/** One address at which two scenes differ; `undefined` where one has none. */
export interface SceneDifference {
  readonly address: Address;
  readonly before: SceneValue | undefined;
  readonly after: SceneValue | undefined;
}

/** Where two scenes differ, in the order of the second, then what only the first has. */
export function sceneDifferences(before: SceneValues, after: SceneValues): readonly SceneDifference[] {
  const differences: SceneDifference[] = [];
  for (const [address, value] of after) {
    const old = before.get(address);
    if (old !== value) differences.push({ address, before: old, after: value });
  }
  for (const [address, value] of before) {
    if (after.get(address) === undefined) differences.push({ address, before: value, after: undefined });
  }
  return differences;
}

/**
 * Checks a table of values in JSON: without valibot, because there are hundreds of thousands.
 * @param known addresses that were found good already; good ones are added
 * @returns the table, made when it is first asked for
 */
export function parseValues(json: unknown, known: Set<Address>): Result<() => ValueTable> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return fail('values by address are expected');
  const entries = json as Readonly<Record<string, unknown>>;
  const addresses = Object.keys(entries);
  if (addresses.length > mostValues) return fail(`more than ${mostValues} values`);
  for (const address of addresses) {
    if (!known.has(address)) {
      if (!addressPattern.test(address)) return fail(`"${address.slice(0, 60)}" is no address such as channel/1/fader`);
      known.add(address);
    }
    if (!isSceneValue(entries[address])) return fail(`${address}: a number, a short text, true or false is expected`);
  }
  return ok(() => new Map(Object.entries(entries as Readonly<Record<string, SceneValue>>)));
}

function isSceneValue(value: unknown): value is SceneValue {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'boolean' || (typeof value === 'string' && value.length <= longestText);
}
