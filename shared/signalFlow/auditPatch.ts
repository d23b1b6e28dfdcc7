import { kindOfStrip, numberOfStrip, type StripAddress } from '../desk/address.ts';
import { type Finding, listed } from './auditFinding.ts';
import { plainPlace } from './blockers.ts';
import { cycles } from './cycles.ts';
import type { SignalFlow } from './signalFlow.ts';
import type { Wiring } from './wiring.ts';

/** "channel 15 (Diazno)", "bus 3", "aux in 7 (USB L)". */
export function labelled(flow: SignalFlow, strip: StripAddress): string {
  const kinds: Readonly<Record<string, string>> = { auxIn: 'aux in', fxReturn: 'effect return' };
  const kind = kinds[kindOfStrip(strip)];
  const place = kind === undefined ? plainPlace(strip) : `${kind} ${numberOfStrip(strip)}`;
  const name = ownName(flow, strip);
  return name === '' ? place : `${place} (${name})`;
}

/** The name that somebody gave a strip; empty for none. */
export function ownName(flow: SignalFlow, strip: StripAddress): string {
  const name = flow.state.at(`${strip}/name`);
  return typeof name === 'string' ? name.trim() : '';
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A named input whose signal cannot get to any output. Nameless strips are taken for unused. */
export function* deadInputs(flow: SignalFlow, wiring: Wiring): Generator<Finding> {
  const carried = new Set<StripAddress>();
  for (const port of flow.book.outputs) {
    const { feed } = flow.book.outputFeed(flow.state, port);
    if (feed.from === 'strip') carried.add(feed.strip);
    else if (feed.from === 'unknown') return;
  }
  if (flow.book.outputs.length === 0) return;
  for (const node of flow.plan.nodes.slice(0, flow.plan.inputCount)) {
    if (ownName(flow, node.strip) === '' || !wiring.fed.has(node)) continue;
    const reached = wiring.reachableFrom([node]);
    if ([...reached].some(({ strip }) => carried.has(strip))) continue;
    yield {
      kind: 'deadInput',
      addresses: [node.strip],
      sentence: `${capital(labelled(flow, node.strip))} reaches no output, whatever its fader does`,
    };
  }
}

/** An output whose strip gets no signal. */
export function* deadOutputs(flow: SignalFlow, wiring: Wiring): Generator<Finding> {
  for (const port of flow.book.outputs) {
    const { feed } = flow.book.outputFeed(flow.state, port);
    if (feed.from !== 'strip' || flow.plan.nodesOf(feed.strip).some((node) => wiring.fed.has(node))) continue;
    yield {
      kind: 'deadOutput',
      addresses: [port.output, feed.strip],
      sentence: `${flow.book.title(port.output)} carries ${labelled(flow, feed.strip)}, which nothing feeds`,
    };
  }
}

/** Outputs to which nothing is patched, all in one. */
export function* openOutputs(flow: SignalFlow): Generator<Finding> {
  const open = flow.book.outputs.filter((port) => flow.book.outputFeed(flow.state, port).feed.from === 'nothing');
  if (open.length === 0) return;
  yield {
    kind: 'openOutputs',
    addresses: open.map(({ output }) => output),
    sentence: `Nothing is patched to ${listed(rangesOf(open.map(({ output }) => flow.book.title(output) ?? output)))}`,
  };
}

/** "Aux 3", "Aux 4", "Aux 5", "AES 1" as "Aux 3–5", "AES 1". */
function rangesOf(titles: readonly string[]): readonly string[] {
  const ranges: { readonly word: string; readonly first: number; last: number }[] = [];
  for (const title of titles) {
    const [, word = title, digits = ''] = /^(.*\D)(\d+)$/.exec(title) ?? [];
    const number = Number(digits);
    const before = ranges.at(-1);
    if (before && before.word === word && before.last + 1 === number) before.last = number;
    else ranges.push({ word, first: number, last: number });
  }
  return ranges.map(({ word, first, last }) => `${word}${first}${last > first ? `\u2013${last}` : ''}`);
}

/** Strips that take the same socket. */
export function* sharedSources(flow: SignalFlow): Generator<Finding> {
  const takers = new Map<string, StripAddress[]>();
  for (const strip of flow.book.stripSources.keys()) {
    const feed = flow.book.feedOf(flow.state, strip);
    const source = feed.from === 'socket' ? feed.socket : feed.from === 'strip' ? feed.strip : undefined;
    if (source !== undefined) takers.set(source, [...(takers.get(source) ?? []), strip]);
  }
  for (const [source, strips] of takers) {
    if (strips.length < 2) continue;
    const names = new Set(strips.map((strip) => ownName(flow, strip)).filter((name) => name !== ''));
    const note = names.size > 1 ? ', under different names' : '';
    yield {
      kind: 'sharedSource',
      addresses: [...strips, source],
      sentence: `${capital(listed(strips.map((strip) => labelled(flow, strip))))} take the same source, ${flow.nameOf(source)}${note}`,
    };
  }
}

/** A bus for somebody's ears that no output carries. */
export function* cuesWithoutOutput(flow: SignalFlow): Generator<Finding> {
  const feeds = flow.book.outputs.map((port) => flow.book.outputFeed(flow.state, port).feed);
  if (feeds.length === 0 || feeds.some(({ from }) => from === 'unknown')) return;
  for (const strip of new Set(flow.plan.nodes.map((node) => node.strip))) {
    if (purposeOf(flow, strip) !== 'cue') continue;
    if (feeds.some((feed) => feed.from === 'strip' && feed.strip === strip)) continue;
    yield {
      kind: 'cueWithoutOutput',
      addresses: [strip],
      sentence: `${capital(labelled(flow, strip))} is a cue mix, but no output carries it`,
    };
  }
}

function purposeOf(flow: SignalFlow, strip: StripAddress): string | undefined {
  const id = flow.state.schema.idOf(`${strip}/purpose`);
  const spec = id === undefined ? undefined : flow.state.schema.specOf(id);
  const value = id === undefined ? undefined : flow.state.number(id);
  return spec?.kind === 'choice' && value !== undefined ? spec.options[value] : undefined;
}

/** Circles that are patched. */
export function* circles(flow: SignalFlow): Generator<Finding> {
  for (const { stops, sentence, gainDb } of cycles(flow)) {
    const isOpen = gainDb === undefined || gainDb > -Infinity;
    yield {
      kind: 'cycle',
      addresses: stops,
      sentence: `A signal can go round in a circle${isOpen ? '' : ' once its faders are open'}: ${sentence}`,
    };
  }
}
