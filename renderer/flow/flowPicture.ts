import type { Address, StripAddress } from '../../shared/desk/address.ts';
import type { FlowNode } from '../../shared/signalFlow/flowPlan.ts';
import { type Hop, hopsFrom } from '../../shared/signalFlow/hops.ts';
import type { SignalFlow } from '../../shared/signalFlow/signalFlow.ts';
import { isDrawn, type Picture, PictureMaker } from './picture.ts';
import { stripsOfPerson } from './subjects.ts';

/** So many sources of a mix fit into a picture; the loudest are shown. */
const mostSources = 16;

/** The picture of one subject: what feeds it, and everywhere it goes. */
export function flowPicture(flow: SignalFlow, subject: Address): Picture {
  const port = flow.outputPort(subject);
  if (port) return outputPicture(flow, subject);
  const strips = stripsOfSubject(flow, subject);
  const maker = new PictureMaker(flow, new Set([subject, ...strips]));
  const reached = new Set<FlowNode>(strips.flatMap((strip) => flow.plan.nodesOf(strip)));
  for (const strip of strips) maker.addStrip(strip);
  for (const node of reached) {
    for (const hop of hopsFrom(flow, node)) {
      if (!isDrawn(flow, hop)) continue;
      maker.addHop(hop);
      reached.add(hop.to);
    }
  }
  const omitted = strips.reduce((sum, strip) => sum + addSources(flow, maker, strip, reached), 0);
  for (const strip of new Set([...reached].map((node) => node.strip))) maker.addOutputsOf(strip);
  maker.addInserts();
  maker.addExits();
  return maker.picture(omitted);
}

/** An output, the strip that it carries, and what feeds that. */
function outputPicture(flow: SignalFlow, output: Address): Picture {
  const maker = new PictureMaker(flow, new Set([output]));
  const strips = new Set(flow.endsOf(output).map(({ node }) => node.strip));
  let omitted = 0;
  for (const strip of strips) {
    maker.addStrip(strip);
    omitted += addSources(flow, maker, strip, new Set());
    maker.addOutputsOf(strip, output);
  }
  maker.addInserts();
  maker.addExits();
  return maker.picture(omitted);
}

function stripsOfSubject(flow: SignalFlow, subject: Address): readonly StripAddress[] {
  if (subject.startsWith('person/')) return stripsOfPerson(flow, subject.slice('person/'.length));
  if (subject.startsWith('input/')) return flow.book.stripsFedBy(flow.state, subject);
  return flow.plan.nodesOf(subject).length > 0 ? [subject] : [];
}

/** What feeds a strip: its socket, or the strips that are sent to it. @returns how many were left out */
function addSources(flow: SignalFlow, maker: PictureMaker, strip: StripAddress, known: ReadonlySet<FlowNode>): number {
  maker.addSocketOf(strip);
  const hops: Hop[] = [];
  for (const node of flow.plan.nodes) {
    if (known.has(node)) continue;
    for (const hop of hopsFrom(flow, node)) if (hop.to.strip === strip && isDrawn(flow, hop)) hops.push(hop);
  }
  const sources = [...new Set(hops.toSorted((a, b) => b.power - a.power).map(({ from }) => from.strip))];
  const shown = new Set(sources.slice(0, mostSources));
  for (const hop of hops) {
    if (!shown.has(hop.from.strip)) continue;
    maker.addHop(hop);
    maker.addSocketOf(hop.from.strip);
  }
  return sources.length - shown.size;
}

/** The whole console: everything that flows now, from sockets to outputs. */
export function overviewPicture(flow: SignalFlow): Picture {
  const maker = new PictureMaker(flow, new Set());
  const flowing = new Set<StripAddress>();
  for (const node of flow.plan.nodes) {
    for (const hop of hopsFrom(flow, node)) {
      if (!(hop.power > 0)) continue;
      maker.addHop(hop);
      flowing.add(node.strip).add(hop.to.strip);
    }
  }
  for (const strip of flowing) if (flow.plan.nodesOf(strip)[0]?.layer !== 0) maker.addOutputsOf(strip);
  return maker.picture();
}
