import type { Address, StripAddress } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import { formats } from '../units/format.ts';
import { type Blocker, blockersOfEnd, blockersOfHop } from './blockers.ts';
import { openWays, plainestWay, stripsAlong, type Way } from './hops.ts';
import { SignalFlow } from './signalFlow.ts';
import { dbOfPower } from './stageGains.ts';
import { type Stage, stagesOf } from './stages.ts';

/** One way from a source to a destination. */
export interface FlowPath {
  /** Addresses that it passes, from the source to the destination: sockets, strips, effects (`fx/1`), outputs. */
  readonly stops: readonly Address[];
  readonly gainDb: number;
  /** What sets the level along it, in order. */
  readonly stages: readonly Stage[];
  /** Whether an effect lies on it. */
  readonly isWet: boolean;
}

/** How a source reaches a destination, or why it does not. */
export interface Trace {
  readonly source: Address;
  readonly destination: Address;
  /** `undefined` while something that decides it is not read yet. */
  readonly reaches: boolean | undefined;
  /** Over all ways, as powers add; −∞ if it does not reach, `undefined` while unknown. */
  readonly gainDb: number | undefined;
  /** The loudest first. */
  readonly paths: readonly FlowPath[];
  /** What stands in the most plain way, from the source on; empty if the source reaches the destination. */
  readonly blockers: readonly Blocker[];
  readonly warnings: readonly string[];
  /** The answer in words. */
  readonly sentence: string;
}

/**
 * How a source reaches a destination (see {@link SignalFlow} for what both may be): its gain, its ways, or what blocks it.
 * @param desk a desk's state, or its signal flow where that is kept up to date already.
 */
export function trace(desk: DeskState | SignalFlow, source: Address, destination: Address): Trace {
  const flow = desk instanceof SignalFlow ? desk : new SignalFlow(desk);
  const gainDb = flow.gainDb(source, destination);
  const paths = gainDb === -Infinity ? [] : pathsOf(flow, source, destination);
  const reaches = gainDb === undefined ? undefined : gainDb > -Infinity;
  const found = reaches === true ? [] : blockersBetween(flow, source, destination);
  const reason = reaches === true ? undefined : plainReason(flow, source, destination);
  const sentence =
    gainDb !== undefined && gainDb > -Infinity
      ? reachSentence(flow, source, destination, gainDb, paths)
      : blockedSentence(flow, source, destination, found, reason, reaches);
  const warnings = reaches === true ? warningsOf(flow, source, destination, paths) : [];
  return { source, destination, reaches, gainDb, paths, blockers: found, warnings, sentence };
}

/** All open ways, the loudest first; ways through both sides of the stereo main are one. */
export function pathsOf(flow: SignalFlow, source: Address, destination: Address): readonly FlowPath[] {
  const merged = new Map<string, { readonly way: Way; power: number }>();
  for (const way of openWays(flow, flow.startsOf(source), flow.endsOf(destination))) {
    const key = stripsAlong(way).join(' ');
    const same = merged.get(key);
    if (same) same.power += way.power;
    else merged.set(key, { way, power: way.power });
  }
  return [...merged.values()]
    .map(({ way, power }) => {
      const gainDb = dbOfPower(power);
      const stops = stopsOf(way, source, destination);
      return { stops, gainDb, stages: stagesOf(flow, way, gainDb), isWet: way.hops.some(({ back }) => back?.effect) };
    })
    .toSorted((a, b) => (Math.abs(a.gainDb - b.gainDb) < 0.05 ? a.stops.length - b.stops.length : b.gainDb - a.gainDb));
}

function stopsOf(way: Way, source: Address, destination: Address): readonly Address[] {
  const stops: Address[] = [way.start.node.strip];
  for (const { to, back } of way.hops) {
    if (back?.effect !== undefined) stops.push(back.effect);
    stops.push(to.strip);
  }
  if (stops[0] !== source && source.startsWith('input/')) stops.unshift(source);
  if (destination.startsWith('output/')) stops.push(destination);
  return stops;
}

/** What blocks the most plain way between two places; empty if there is none at all. */
function blockersBetween(flow: SignalFlow, source: Address, destination: Address): readonly Blocker[] {
  const starts = flow.startsOf(source);
  const ends = flow.endsOf(destination);
  const subject = starts[0]?.node.strip ?? source;
  const hops = plainestWay(flow, starts, ends, (hop) => blockersOfHop(flow, hop, subject).length);
  if (!hops) return [];
  const last = hops.at(-1)?.to ?? starts[0]?.node;
  const end = ends.find(({ node }) => node === last);
  const found = hops.flatMap((hop) => blockersOfHop(flow, hop, subject));
  const all = end ? [...found, ...blockersOfEnd(flow, end, subject)] : found;
  return all.filter(({ address }, index) => all.findIndex((each) => each.address === address) === index);
}

/** Why there is not even a blocked way: nothing is patched there. */
function plainReason(flow: SignalFlow, source: Address, destination: Address): string | undefined {
  if (flow.startsOf(source).length === 0) return `no strip takes ${flow.nameOf(source)}`;
  const port = flow.outputPort(destination);
  if (!port) return undefined;
  const { feed } = flow.book.outputFeed(flow.state, port);
  const name = flow.nameOf(destination);
  if (feed.from === 'unknown') return `what feeds ${name} is not read yet`;
  if (feed.from === 'nothing') return `nothing feeds ${name}`;
  return feed.from === 'desk' ? `${name} carries ${feed.signal.replace('/', ' ')}` : undefined;
}

const db = (levelDb: number) => formats.dB.print(levelDb);
const listed = (words: readonly string[]) =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const stageText = (stages: readonly Stage[]) =>
  stages.map(({ words, levelDb, insert }) => (insert ? words : `${words} ${db(levelDb)}`)).join(', ');

/** The names of what a path passes between its ends; empty for a direct one. */
function through(flow: SignalFlow, { stops }: FlowPath): string {
  return listed(stops.slice(1, -1).map((stop) => flow.nameOf(stop)));
}

function reachSentence(
  flow: SignalFlow,
  source: Address,
  destination: Address,
  gainDb: number,
  paths: readonly FlowPath[],
): string {
  const start = `${flow.nameOf(source)} reaches ${flow.nameOf(destination)} at ${db(gainDb)} dB`;
  const [first, ...others] = paths;
  if (!first) return start;
  if (others.length === 0) {
    const via = through(flow, first);
    return `${start}${via && ` through ${via}`}: ${stageText(first.stages) || 'at unity'}`;
  }
  const shown = paths.slice(0, mostTold).map((path) => {
    const via = through(flow, path);
    return `${via ? `through ${via}` : 'directly'} at ${db(path.gainDb)} (${stageText(path.stages)})`;
  });
  const rest = paths.length - shown.length;
  return `${start} in ${paths.length} ways: ${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

/** A sentence tells so many ways and leaves the others to the picture. */
const mostTold = 4;

function blockedSentence(
  flow: SignalFlow,
  source: Address,
  destination: Address,
  blockers: readonly Blocker[],
  reason: string | undefined,
  reaches: boolean | undefined,
): string {
  const [from, to] = [flow.nameOf(source), flow.nameOf(destination)];
  const why = reason ?? (listed(blockers.map(({ words }) => words)) || `there is no way from ${from} to ${to}`);
  return reaches === undefined
    ? `It is not known whether ${from} reaches ${to}: ${why}`
    : `${from} does not reach ${to}: ${why}`;
}

/** The same sound twice in the mains is louder and may be coloured; an insert may swallow it. */
function warningsOf(
  flow: SignalFlow,
  source: StripAddress,
  destination: Address,
  paths: readonly FlowPath[],
): readonly string[] {
  const broken = brokenInserts(flow, paths);
  const dry = paths.filter(({ isWet }) => !isWet);
  if (!destination.startsWith('main/') || dry.length < 2) return broken;
  const ways = dry.map((path) => {
    const via = through(flow, path);
    return via ? `through ${via}` : 'directly';
  });
  const times = dry.length === 2 ? 'twice' : `${dry.length} times`;
  return [...broken, `${flow.nameOf(source)} reaches ${flow.nameOf(destination)} ${times}: ${listed(ways)}`];
}

/** Inserts on the ways from which nothing can come back, as the patch says; the gain does not know of them. */
function brokenInserts(flow: SignalFlow, paths: readonly FlowPath[]): readonly string[] {
  const inserts = paths.flatMap(({ stages }) => stages.flatMap(({ insert }) => (insert?.fault ? [insert] : [])));
  const words = inserts.map(
    ({ strip, place, fault }) =>
      `${flow.nameOf(strip)} has its insert in ${place}, but ${fault}: nothing may come back`,
  );
  return [...new Set(words)];
}
