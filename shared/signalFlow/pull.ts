import { type Address, kindOfStrip, numberOfStrip, type StripAddress } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import { formats } from '../units/format.ts';
import type { FlowNode } from './flowPlan.ts';
import { SignalFlow } from './signalFlow.ts';
import { dbOfPower, times } from './stageGains.ts';
import { dcaName } from './stages.ts';

/** What of a strip's signal a destination keeps when the strip's fader goes all the way down. */
export interface PullEffect {
  /** The strip whose signal is meant: the pulled one, or a member of the pulled DCA. */
  readonly source: StripAddress;
  readonly destination: Address;
  /** Gain now, in dB. */
  readonly gainDb: number;
  /** Gain with the fader down; −∞ for silent ones. */
  readonly keptDb: number;
}

/** The answer to "pull this fader down: what goes silent?" Destinations that get nothing now are in neither list. */
export interface Pull {
  readonly strip: StripAddress;
  readonly silent: readonly PullEffect[];
  /** Those that keep hearing it, at the same level or less. */
  readonly kept: readonly PullEffect[];
  readonly sentence: string;
}

/** What remains when this is still heard counts as the same. */
const sameDb = 0.05;

/**
 * Which destinations go silent of a strip when its fader goes all the way down, and which do not.
 * @param strip any strip; for a DCA its members are told one by one.
 * @param desk a desk's state, or its signal flow where that is kept up to date already.
 */
export function pull(desk: DeskState | SignalFlow, strip: StripAddress): Pull {
  const flow = desk instanceof SignalFlow ? desk : new SignalFlow(desk);
  const effects = sourcesOf(flow, strip).flatMap((source) => [...effectsOn(flow, source)]);
  const silent = effects.filter(({ keptDb }) => keptDb === -Infinity);
  const kept = effects.filter(({ keptDb }) => keptDb > -Infinity);
  return { strip, silent, kept, sentence: sentenceOf(flow, strip, silent, kept) };
}

/** A strip itself, or the members of a DCA. */
function sourcesOf(flow: SignalFlow, strip: StripAddress): readonly StripAddress[] {
  if (kindOfStrip(strip) !== 'dca') return [strip];
  const number = numberOfStrip(strip);
  const members = flow.plan.nodes.filter(({ memberships }) =>
    memberships.some((each) => each.kind === 'dca' && each.number === number && flow.state.number(each.assigned) === 1),
  );
  return [...new Set(members.map((node) => node.strip))];
}

function* effectsOn(flow: SignalFlow, source: StripAddress): Generator<PullEffect> {
  const nodes = flow.plan.nodesOf(source);
  const rows = nodes.map((node) => ({ node, row: flow.gains.rowWithFaderDown(node) }));
  const { inputCount } = flow.plan;
  const keptAt = (from: FlowNode, to: FlowNode, row: Float64Array, isBehindFader: boolean) =>
    from === to ? (isBehindFader ? 0 : 1) : to.layer === 0 ? 0 : (row[to.index - inputCount] as number);
  for (const destination of flow.destinations) {
    if (destination === source) continue;
    const now = flow.gainPower(source, destination);
    if (!(now > 0)) continue;
    let kept = 0;
    for (const { node, row } of rows)
      for (const end of flow.endsOf(destination))
        kept += times(keptAt(node, end.node, row, end.isBehindFader === true), end.power) / nodes.length;
    yield { source, destination, gainDb: dbOfPower(now), keptDb: dbOfPower(kept) };
  }
}

const listed = (words: readonly string[]) =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

function sentenceOf(
  flow: SignalFlow,
  strip: StripAddress,
  silent: readonly PullEffect[],
  kept: readonly PullEffect[],
): string {
  const name = kindOfStrip(strip) === 'dca' ? `DCA ${dcaName(flow, numberOfStrip(strip) ?? 0)}` : flow.nameOf(strip);
  if (silent.length + kept.length === 0) return `${name} reaches nothing now, so nothing changes`;
  const places = (effects: readonly PullEffect[]) => [
    ...new Set(effects.map(({ destination }) => flow.nameOf(destination))),
  ];
  const lost = silent.filter(({ destination }) => !kept.some((each) => each.destination === destination));
  const parts = [
    ...(lost.length > 0 ? [`${listed(places(lost))} ${places(lost).length === 1 ? 'goes' : 'go'} silent of it`] : []),
    ...keptWords(flow, kept),
  ];
  return `Pull ${name} down: ${parts.join('; ')}`;
}

function keptWords(flow: SignalFlow, kept: readonly PullEffect[]): readonly string[] {
  return [...new Set(kept.map(({ destination }) => destination))].map((destination) => {
    const effects = kept.filter((each) => each.destination === destination);
    const name = flow.nameOf(destination);
    const [first] = effects;
    if (!first || effects.length > 1) return `${name} keeps ${effects.length} of them`;
    const keptText = formats.dB.print(first.keptDb);
    return first.gainDb - first.keptDb < sameDb
      ? `${name} keeps it at ${keptText} dB`
      : `${name} falls from ${formats.dB.print(first.gainDb)} to ${keptText} dB`;
  });
}
