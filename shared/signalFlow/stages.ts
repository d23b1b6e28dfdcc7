import { type Address, kindOfStrip, type StripKind } from '../desk/address.ts';
import type { TapPoint } from '../desk/profile.ts';
import { absent, type FlowNode } from './flowPlan.ts';
import { dcasOf, type Hop, leavesBehindFader, type Way } from './hops.ts';
import { type Insert, insertOf } from './inserts.ts';
import type { SignalFlow } from './signalFlow.ts';
import { dbOfPower, powerAt, tapOf } from './stageGains.ts';

/** One thing on a signal's way that sets its level. */
export interface Stage {
  /** The parameter that sets it; absent for pan, which several set. */
  readonly address?: Address;
  /** "pre-fader send", "bus fader", "DCA Vocals". */
  readonly words: string;
  readonly levelDb: number;
  /** Of an insert, which sets no level that is known. */
  readonly insert?: Insert;
}

const faderWords: Readonly<Record<StripKind, string>> = {
  channel: 'channel fader',
  auxIn: 'aux in fader',
  fxReturn: 'return fader',
  bus: 'bus fader',
  matrix: 'matrix fader',
  dca: 'DCA fader',
  main: 'main fader',
};

/** A send by its tap, in words. */
export const sendWords: Readonly<Record<TapPoint, string>> = {
  input: 'input send',
  preEq: 'pre-EQ send',
  postEq: 'post-EQ send',
  preFader: 'pre-fader send',
  postFader: 'post-fader send',
  subgroup: 'subgroup feed',
};

/** What is hardly heard is not worth a word. */
const leastDb = 0.05;
const isHeard = ({ levelDb }: Stage) => Math.abs(levelDb) >= leastDb;

function stage(flow: SignalFlow, id: number, words: string): Stage {
  if (id === absent) return { words, levelDb: 0 };
  return { address: flow.state.schema.addressOf(id), words, levelDb: dbOfPower(powerAt(flow.state, id)) };
}

/** Fader of a node, and the DCAs that turn it up or down. */
function faderStages(flow: SignalFlow, node: FlowNode): readonly Stage[] {
  const own = stage(flow, node.fader, faderWords[kindOfStrip(node.strip)]);
  const dcas = dcasOf(flow, node).map(({ number, fader }) => stage(flow, fader, `DCA ${dcaName(flow, number)}`));
  return [own, ...dcas.filter(isHeard)];
}

/** "Vocals", or the number of a DCA without a name. */
export function dcaName(flow: SignalFlow, number: number): string {
  const name = flow.state.at(`dca/${number}/name`);
  return (typeof name === 'string' && name.trim()) || String(number);
}

/** The insert of a node that a signal has passed: it stands between the strip's input and its fader. */
function insertStages(flow: SignalFlow, node: FlowNode): readonly Stage[] {
  const insert = insertOf(flow, node.strip);
  return insert ? [{ address: insert.address, words: `insert: ${insert.place}`, levelDb: 0, insert }] : [];
}

/** Whether a step leaves its node behind the insert; what is taken before the equalizer is taken to leave before it. */
function leavesBehindInsert(flow: SignalFlow, hop: Hop): boolean {
  if (leavesBehindFader(flow, hop) === true) return true;
  const tap = hop.edge && tapOf(flow.state, hop.edge);
  return tap === 'postEq' || tap === 'preFader';
}

function hopStages(flow: SignalFlow, hop: Hop): readonly Stage[] {
  const { edge, from } = hop;
  const faders = leavesBehindFader(flow, hop) === true ? faderStages(flow, from) : [];
  if (edge?.kind === 'mono') return [...faders, ...[stage(flow, edge.level, 'level to mono')].filter(isHeard)];
  const send = edge?.kind === 'send' ? edge : hop.back?.send;
  if (!send) return faders;
  const tap = tapOf(flow.state, send) ?? 'postFader';
  const isFixed = tap === 'subgroup' || send.level === absent;
  return [...faders, isFixed ? { words: sendWords[tap], levelDb: 0 } : stage(flow, send.level, sendWords[tap])];
}

/**
 * What sets the level along a way, in order. Where the sides of a stereo main are passed together, `powerDb` is the level of both;
 * what pan and balance do to it comes last.
 */
export function stagesOf(flow: SignalFlow, way: Way, powerDb: number): readonly Stage[] {
  const stages: Stage[] = [];
  const headamp = { words: 'head amp', levelDb: dbOfPower(way.start.power) };
  if (!way.start.node.side && isHeard(headamp)) stages.push(headamp);
  for (const hop of way.hops) {
    stages.push(...[stage(flow, hop.from.trim, 'trim')].filter(isHeard));
    if (leavesBehindInsert(flow, hop)) stages.push(...insertStages(flow, hop.from));
    stages.push(...hopStages(flow, hop));
  }
  const { node, isBehindFader } = way.end;
  // A way that ends at the input of a strip, which has no level of its own there, passes nothing more.
  if (way.end.power !== 1 || isBehindFader) stages.push(...[stage(flow, node.trim, 'trim')].filter(isHeard));
  if (isBehindFader || way.end.isBehindInsert) stages.push(...insertStages(flow, node));
  if (isBehindFader) stages.push(...faderStages(flow, node));
  const rest = powerDb - stages.reduce((sum, { levelDb }) => sum + levelDb, 0);
  return Math.abs(rest) < leastDb || !Number.isFinite(rest) ? stages : [...stages, { words: 'pan', levelDb: rest }];
}
