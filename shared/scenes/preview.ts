import { type Address, kindOfStrip, type StripAddress, stripKinds, stripOf } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { ParamId } from '../desk/schema.ts';
import { shownName } from '../desk/stripNames.ts';
import { inOrder } from './inOrder.ts';
import { Listeners } from './listeners.ts';
import { largeRiseDb, riseDb } from './loudness.ts';
import type { RecallPlan, RecallStep, SkippedValue } from './recallPlan.ts';
import { fromSceneValue } from './sceneValue.ts';
import { type RecallKind, recallKinds, recallParams, type SecondYes, secondYeses } from './scope.ts';
import { leafTitles, type NameOf, valueTitle } from './wordsOf.ts';

/** One difference in words. */
export interface PreviewLine {
  readonly id: number;
  readonly address: Address;
  readonly kind: RecallKind;
  /** What it is called beside its strip: "fader", "send to Wedge 1 level". */
  readonly title: string;
  /** In words with their unit. */
  readonly before: string;
  readonly after: string;
  /** By how much a level rises, in dB; absent if it does not. */
  readonly riseDb?: number;
  readonly yes?: SecondYes;
}

/** A line among those of all strips, with the title of its own. */
export type StripLine = PreviewLine & { readonly strip: string };

/** The differences of one strip. */
export interface PreviewStrip {
  /** '' for what belongs to no strip. */
  readonly strip: StripAddress;
  /** Its name now; "Desk" for what belongs to no strip. */
  readonly title: string;
  readonly lines: readonly PreviewLine[];
}

/** A bus, matrix or main whose sound changes. */
export interface HeardBy {
  readonly strip: StripAddress;
  readonly title: string;
  /** How many changes reach it. */
  readonly changes: number;
}

/** Changes that need a second yes. */
export interface GuardedChanges {
  readonly yes: SecondYes;
  /** What the recall sends, having been agreed to. */
  readonly included: number;
  /** What waits for the yes, or is out of scope. */
  readonly leftOut: readonly PreviewLine[];
}

export interface RecallPreview {
  readonly strips: readonly PreviewStrip[];
  readonly counts: Readonly<Partial<Record<RecallKind, number>>>;
  readonly total: number;
  readonly equal: number;
  readonly heardBy: readonly HeardBy[];
  /** Changes of which it cannot be told who hears them: routing, effects, monitoring, head amps. */
  readonly heardByUnknown: number;
  /** Rises over 6 dB, the largest first. */
  readonly rises: readonly StripLine[];
  readonly unmutes: readonly StripLine[];
  readonly guarded: readonly GuardedChanges[];
  /** Values of the scene that this console has nothing for. */
  readonly notCarried: readonly SkippedValue[];
  /** Values that were not read yet: nothing is sent for them. */
  readonly unknown: readonly SkippedValue[];
  /** How many differences are left alone because of the scope, and of safes. */
  readonly outOfScope: number;
  readonly safe: number;
}

type LineSource = Pick<RecallStep, 'id' | 'address' | 'kind' | 'from' | 'to' | 'yes'>;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Says in words what a plan does to a desk that is as `state`. Sends nothing. */
export function preview(state: DeskState, plan: RecallPlan): RecallPreview {
  const writer = new LineWriter(state);
  const lines: PreviewLine[] = [];
  const counts: Partial<Record<RecallKind, number>> = {};
  const large: StripLine[] = [];
  const unmutes: StripLine[] = [];
  const listeners = new Listeners(state, plan.steps);
  for (const step of plan.steps) {
    if (step.isRepeat) continue;
    const line = writer.line(step);
    lines.push(line);
    counts[step.kind] = (counts[step.kind] ?? 0) + 1;
    if ((line.riseDb ?? 0) > largeRiseDb) large.push(writer.withStrip(line));
    if (step.phase === 'unmutes') unmutes.push(writer.withStrip(line));
    listeners.add(step);
  }
  const reasons = (reason: SkippedValue['reason']) => plan.skipped.filter((each) => each.reason === reason);
  return {
    strips: byStrip(state, lines, writer),
    counts,
    total: lines.length,
    equal: plan.equal,
    heardBy: listeners.list().map(({ strip, changes }) => ({ strip, title: writer.titleOf(strip), changes })),
    heardByUnknown: listeners.unknown,
    rises: large.toSorted((a, b) => (b.riseDb ?? 0) - (a.riseDb ?? 0)),
    unmutes,
    guarded: guardedChanges(state, plan, writer),
    notCarried: [...reasons('not on this desk'), ...reasons('not possible here')],
    unknown: reasons('unknown'),
    outOfScope: reasons('out of scope').length,
    safe: reasons('safe').length,
  };
}

/** Writes lines with the names that strips have now. */
class LineWriter {
  readonly #state: DeskState;
  readonly #names = new Map<StripAddress, string | undefined>();
  readonly #title: (id: ParamId) => string;

  constructor(state: DeskState) {
    this.#state = state;
    this.#title = leafTitles(state.schema, this.nameOf);
  }

  readonly nameOf: NameOf = (strip) => {
    if (this.#names.has(strip)) return this.#names.get(strip);
    const name = this.#state.at(`${strip}/name`);
    const text = typeof name === 'string' ? name : undefined;
    this.#names.set(strip, text);
    return text;
  };

  titleOf(strip: StripAddress): string {
    return strip === '' ? 'Desk' : shownName(strip, this.nameOf(strip));
  }

  /** The line of a strip among lines of all strips. */
  withStrip(line: PreviewLine): StripLine {
    return { ...line, strip: this.titleOf(stripOf(line.address) ?? '') };
  }

  line({ id, address, kind, from, to, yes }: LineSource): PreviewLine {
    const spec = this.#state.schema.specOf(id);
    const title = this.#title(id);
    const before = valueTitle(spec, from);
    const after = valueTitle(spec, to);
    const line: Mutable<PreviewLine> = { id, address, kind, title, before, after };
    const isDb = spec.kind === 'level' || (spec.kind === 'number' && spec.unit === 'dB');
    const rise = isDb && typeof from === 'number' && typeof to === 'number' ? riseDb(from, to) : 0;
    if (rise > 0) line.riseDb = rise;
    if (yes !== undefined) line.yes = yes;
    return line;
  }
}

const kindRanks = new Map(recallKinds.map((kind, rank) => [kind, rank]));
const rankOf = ({ kind }: PreviewLine) => kindRanks.get(kind) ?? 0;

/** Strips as the desk shows them, the desk itself last; the lines of each by kind, then as the desk has them. */
function byStrip(state: DeskState, lines: readonly PreviewLine[], writer: LineWriter): readonly PreviewStrip[] {
  const params = recallParams(state.schema);
  const found = new Map<StripAddress, PreviewLine[]>();
  for (const line of inOrder(lines, lines.map(rankOf), state.schema.size)) {
    const strip = params[line.id]?.strip ?? '';
    const own = found.get(strip);
    if (own) own.push(line);
    else found.set(strip, [line]);
  }
  const rank = (strip: StripAddress) => (strip === '' ? stripKinds.length : stripKinds.indexOf(kindOfStrip(strip)));
  const numberOf = (strip: StripAddress) => Number(/\d+$/.exec(strip)?.[0] ?? 0);
  return [...found.keys()]
    .toSorted((a, b) => rank(a) - rank(b) || numberOf(a) - numberOf(b))
    .map((strip) => ({ strip, title: writer.titleOf(strip), lines: found.get(strip) ?? [] }));
}

function guardedChanges(state: DeskState, plan: RecallPlan, writer: LineWriter): readonly GuardedChanges[] {
  const params = recallParams(state.schema);
  const included = new Map<SecondYes, number>();
  for (const { yes, isRepeat } of plan.steps) {
    if (yes !== undefined && !isRepeat) included.set(yes, (included.get(yes) ?? 0) + 1);
  }
  const leftOut = new Map<SecondYes, PreviewLine[]>(secondYeses.map((yes) => [yes, []]));
  for (const { id, reason, yes, wanted } of plan.skipped) {
    if (id === undefined || yes === undefined || !(reason === 'guarded' || reason === 'out of scope')) continue;
    const param = params[id];
    const read = fromSceneValue(state.schema.specOf(id), wanted);
    const from = state.get(id);
    if (!param || !read.ok || from === undefined) continue;
    const address = state.schema.addressOf(id);
    leftOut.get(yes)?.push(writer.line({ id, address, kind: param.kind, from, to: read.value, yes }));
  }
  return secondYeses
    .map((yes) => ({
      yes,
      included: included.get(yes) ?? 0,
      leftOut: leftOut.get(yes) ?? [],
    }))
    .filter((each) => each.included > 0 || each.leftOut.length > 0);
}
