import type { StripAddress } from '../desk/address.ts';
import type { Finding } from './auditFinding.ts';
import { labelled, ownName } from './auditPatch.ts';
import type { FlowNode } from './flowPlan.ts';
import type { SignalFlow } from './signalFlow.ts';
import type { Wiring } from './wiring.ts';

/** The words of a name, in small letters; sides and single characters tell nothing. */
const wordsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.filter((word) => word.length > 1) ?? [];

/** Whether all words of a name stand, in order, in another one. */
function isNamedFor(name: readonly string[], part: readonly string[]): boolean {
  if (part.length === 0) return false;
  const start = name.indexOf(part[0] as string);
  return start >= 0 && part.every((word, index) => name[start + index] === word);
}

/** Sources by the words of their names: input strips, and DCAs for all their members. */
function namedSources(flow: SignalFlow): readonly { readonly name: string; readonly nodes: readonly FlowNode[] }[] {
  const { plan, state } = flow;
  const byName = new Map<string, FlowNode[]>();
  const add = (name: string, nodes: readonly FlowNode[]) => {
    if (nodes.length > 0) byName.set(name, [...(byName.get(name) ?? []), ...nodes]);
  };
  const inputs = plan.nodes.slice(0, plan.inputCount);
  for (const node of inputs) add(ownName(flow, node.strip), [node]);
  const dcas = state.schema.profile.strips.find(({ kind }) => kind === 'dca')?.strips ?? [];
  for (const [index, dca] of dcas.entries()) {
    const members = inputs.filter(({ memberships }) =>
      memberships.some(
        ({ kind, number, assigned }) => kind === 'dca' && number === index + 1 && state.number(assigned) === 1,
      ),
    );
    add(ownName(flow, dca), members);
  }
  return [...byName].map(([name, nodes]) => ({ name, nodes }));
}

/** An output, or the mix that it carries, named for a source that does not arrive there. */
export function* namesNotCarried(flow: SignalFlow, wiring: Wiring): Generator<Finding> {
  const sources = namedSources(flow).map((source) => ({ ...source, words: wordsOf(source.name) }));
  for (const port of flow.book.outputs) {
    const { feed } = flow.book.outputFeed(flow.state, port);
    if (feed.from !== 'strip') continue;
    const mix = flow.plan.nodesOf(feed.strip)[0];
    const isOwnNamed = ownName(flow, port.output) !== '';
    if (!mix || (mix.layer === 0 && !isOwnNamed)) continue;
    const name = ownName(flow, isOwnNamed ? port.output : feed.strip);
    const words = wordsOf(name);
    const meant = sources.filter((source) => isNamedFor(words, source.words));
    const isCarried = (nodes: readonly FlowNode[]) =>
      nodes.some((node) => [...wiring.reachableFrom([node])].some(({ strip }) => strip === feed.strip));
    const missing = meant.find(({ nodes }) => !isCarried(nodes));
    if (!missing || meant.some(({ nodes }) => isCarried(nodes))) continue;
    yield {
      kind: 'nameNotCarried',
      addresses: [
        isOwnNamed ? port.output : feed.strip,
        port.output,
        ...new Set(missing.nodes.map(({ strip }) => strip)),
      ],
      sentence: `${flow.book.title(port.output)} is named ${name}, but nothing of ${missing.name} reaches it`,
    };
  }
}

/** Words in names of returns that tell what effect they expect. */
const effectWords: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['reverb', /reverb|verb|\brev\b|hall|plate|\broom|chamber|ambien/i],
  ['delay', /delay|\bdly\b|echo|\btap\b/i],
  ['modulation', /chorus|flang|phas|rotary|leslie|tremolo/i],
  ['pitch', /pitch|octav|harmon/i],
  ['drive', /drive|distort|\bamp\b/i],
];

/** A return named for an effect that is not in its slot. */
export function* returnNames(flow: SignalFlow): Generator<Finding> {
  for (const { slot, returnStrip } of flow.book.effects) {
    const kind = flow.book.effectKind(flow.state, slot);
    const name = ownName(flow, returnStrip);
    const expected = effectWords.filter(([, pattern]) => pattern.test(name));
    if (kind === undefined || kind === '' || expected.length === 0) continue;
    const kinds = kind.split('+');
    if (expected.some(([each]) => kinds.includes(each))) continue;
    const side = /\s+[LR]$/i.exec(name)?.[0] ?? '';
    const better = kinds.map((each) => each.charAt(0).toUpperCase() + each.slice(1)).join(' ') + side.toUpperCase();
    yield {
      kind: 'returnName',
      addresses: [returnStrip, slot],
      sentence: `${capital(labelled(flow, returnStrip))} is named for a ${expected[0]?.[0]}, but ${flow.nameOf(slot)} holds: ${kinds.join(' and ')}`,
      remedy: renaming(returnStrip, better),
    };
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const renaming = (strip: StripAddress, name: string) => ({
  words: `Rename to ${name}`,
  changes: [{ address: `${strip}/name`, value: name }],
});

/** A strip named otherwise than the strip or the socket that feeds it. */
export function* sourceNames(flow: SignalFlow): Generator<Finding> {
  for (const strip of flow.book.stripSources.keys()) {
    const name = ownName(flow, strip);
    const feed = flow.book.feedOf(flow.state, strip);
    const source = feed.from === 'strip' ? feed.strip : feed.from === 'socket' ? feed.socket : undefined;
    const sourceName = source === undefined ? '' : ownName(flow, source);
    if (source === undefined || name === '' || sourceName === '' || name.toLowerCase() === sourceName.toLowerCase())
      continue;
    yield {
      kind: 'sourceName',
      addresses: [strip, source],
      sentence: `${capital(labelled(flow, strip))} is fed by ${flow.book.title(source) ?? labelled(flow, source)}, which is named ${sourceName}`,
      remedy: renaming(strip, sourceName),
    };
  }
}
