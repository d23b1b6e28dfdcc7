import { type Address, type StripAddress, stripOf } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { Schema } from '../../shared/desk/schema.ts';
import { shownName } from '../../shared/desk/stripNames.ts';
import type { PreviewLine, RecallPreview } from '../../shared/scenes/preview.ts';
import { sceneDifferences } from '../../shared/scenes/scene.ts';
import { fromSceneValue, type SceneValue } from '../../shared/scenes/sceneValue.ts';
import type { SceneValues } from '../../shared/scenes/sceneValues.ts';
import { kindOf, type RecallKind, recallKindTitles } from '../../shared/scenes/scope.ts';
import { leafTitle, valueTitle } from '../../shared/scenes/wordsOf.ts';

/** Scenes in words, for the command line. Names of strips come from the scene itself. */
export class SceneWords {
  readonly #values: SceneValues;
  readonly #schema: Schema | undefined;

  constructor(values: SceneValues, schema: Schema | undefined) {
    this.#values = values;
    this.#schema = schema;
  }

  readonly nameOf = (strip: StripAddress) => {
    const name = this.#values.get(`${strip}/name`);
    return typeof name === 'string' ? name : undefined;
  };

  /** "Kick (channel/1) fader", "routing/input/1". */
  title(address: Address): string {
    const strip = stripOf(address);
    if (strip === undefined) return address;
    return `${shownName(strip, this.nameOf(strip))} (${strip}) ${leafTitle(address, this.nameOf)}`;
  }

  /** With its unit where the desk's model is known, otherwise as it is kept. */
  value(address: Address, value: SceneValue | undefined): string {
    if (value === undefined) return 'nothing';
    const id = this.#schema?.idOf(address);
    if (this.#schema === undefined || id === undefined) return JSON.stringify(value);
    const spec = this.#schema.specOf(id);
    const read = fromSceneValue(spec, value);
    return read.ok ? valueTitle(spec, read.value satisfies ParamValue) : JSON.stringify(value);
  }

  /** How many values there are of each kind. */
  counts(): readonly string[] {
    const counts = new Map<string, number>();
    for (const [address] of this.#values) {
      const id = this.#schema?.idOf(address);
      const kind = this.#schema && id !== undefined ? kindOf(address, this.#schema.specOf(id)) : undefined;
      const title = kind ? recallKindTitles[kind] : 'Values';
      counts.set(title, (counts.get(title) ?? 0) + 1);
    }
    return [...counts].map(([title, count]) => `${title}: ${count}`);
  }

  *lines(): Generator<string> {
    for (const [address, value] of this.#values) yield `${this.title(address)}: ${this.value(address, value)}`;
  }
}

/** Where two scenes differ, a line each: "Kick (channel/1) fader: −10.0 dB → −4.0 dB". */
export function differenceLines(
  before: SceneValues,
  after: SceneValues,
  schema: Schema | undefined,
): readonly string[] {
  const words = new SceneWords(before, schema);
  return sceneDifferences(before, after).map(
    ({ address, before: old, after: next }) =>
      `${words.title(address)}: ${words.value(address, old)} → ${words.value(address, next)}`,
  );
}

const lineText = ({ title, before, after }: PreviewLine) => `${title}: ${before} → ${after}`;

/** A preview in lines: differences by strip, counts, who hears it, what is pointed out, what is left. */
export function previewLines(shown: RecallPreview): readonly string[] {
  const lines: string[] = [];
  for (const { title, strip, lines: changes } of shown.strips) {
    lines.push(strip === '' ? title : `${title} (${strip})`);
    for (const change of changes) lines.push(`  ${lineText(change)}`);
  }
  const counts = Object.entries(shown.counts).map(
    ([kind, count]) => `${count} ${recallKindTitles[kind as RecallKind]}`,
  );
  lines.push(
    '',
    `${shown.total} changes${counts.length > 0 ? ` (${counts.join(', ')})` : ''}; ${shown.equal} values are there already.`,
  );
  if (shown.heardBy.length > 0) {
    lines.push(`Heard by: ${shown.heardBy.map(({ title, changes }) => `${title} (${changes})`).join(', ')}`);
  }
  if (shown.heardByUnknown > 0) lines.push(`Who hears ${shown.heardByUnknown} more cannot be told.`);
  for (const { strip, title, before, after } of shown.rises)
    lines.push(`RISE over 6 dB: ${strip} ${title}: ${before} → ${after}`);
  for (const { strip, title } of shown.unmutes) lines.push(`UN-MUTE: ${strip} ${title}`);
  for (const { yes, included, leftOut } of shown.guarded) {
    if (included > 0) lines.push(`${yes.toUpperCase()}: ${included} changes`);
    if (leftOut.length > 0) lines.push(`Left out: ${leftOut.length} of ${yes}; they need --scope and --yes ${yes}.`);
  }
  for (const { address, reason, detail } of shown.notCarried) {
    lines.push(`Not carried over: ${address}: ${detail ?? reason}`);
  }
  if (shown.unknown.length > 0) lines.push(`Not read from the console yet, left alone: ${shown.unknown.length}`);
  if (shown.outOfScope > 0) lines.push(`Out of scope: ${shown.outOfScope}`);
  if (shown.safe > 0) lines.push(`Safe: ${shown.safe}`);
  return lines;
}
