import { type Address, kindOfStrip, type StripAddress, type StripKind } from '../../shared/desk/address.ts';
import type { SignalFlow } from '../../shared/signalFlow/signalFlow.ts';

/** What a picture can be of. */
export interface Subject {
  readonly address: Address;
  readonly title: string;
}

export interface SubjectGroup {
  readonly title: string;
  readonly subjects: readonly Subject[];
}

const groupTitles: Readonly<Record<StripKind, string>> = {
  channel: 'Channels',
  auxIn: 'Aux inputs',
  fxReturn: 'Effect returns',
  bus: 'Busses',
  matrix: 'Matrices',
  dca: 'DCAs',
  main: 'Mains',
};

const ownName = (flow: SignalFlow, strip: StripAddress): string => {
  const name = flow.state.at(`${strip}/name`);
  return typeof name === 'string' ? name.trim() : '';
};

const wordsOf = (name: string): readonly string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Strips whose names have all words of a person's name. */
export function stripsOfPerson(flow: SignalFlow, name: string): readonly StripAddress[] {
  const wanted = wordsOf(name);
  const strips = [...new Set(flow.plan.nodes.map(({ strip }) => strip))];
  return strips.filter((strip) => {
    const words = wordsOf(ownName(flow, strip));
    return wanted.length > 0 && wanted.every((word) => words.includes(word));
  });
}

/** Names that an input has and another strip, too: people with several microphones or a mix of their own. */
function people(flow: SignalFlow): readonly Subject[] {
  const inputs = flow.plan.nodes.slice(0, flow.plan.inputCount);
  const names = new Set(inputs.map(({ strip }) => ownName(flow, strip)).filter((name) => name !== ''));
  return [...names]
    .filter((name) => stripsOfPerson(flow, name).length > 1)
    .map((name) => ({ address: `person/${name}`, title: name }));
}

/** Everything that can be chosen, by kind; sockets only where a strip takes them. */
export function subjectGroups(flow: SignalFlow): readonly SubjectGroup[] {
  const numbered = (address: Address) => {
    const name = ownName(flow, address);
    const [, number] = /\/(\d+)$/.exec(address) ?? [];
    return { address, title: name === '' || number === undefined ? flow.nameOf(address) : `${number} ${name}` };
  };
  const strips = [...new Set(flow.plan.nodes.map(({ strip }) => strip))];
  const kinds = [...new Set(strips.map(kindOfStrip))];
  const sockets = new Set<Address>();
  for (const strip of strips) {
    const feed = flow.book.feedOf(flow.state, strip);
    if (feed.from === 'socket') sockets.add(feed.socket);
  }
  return [
    { title: 'People', subjects: people(flow) },
    ...kinds.map((kind) => ({
      title: groupTitles[kind],
      subjects: strips.filter((strip) => kindOfStrip(strip) === kind).map(numbered),
    })),
    { title: 'Input sockets', subjects: [...sockets].map((address) => ({ address, title: flow.nameOf(address) })) },
    {
      title: 'Outputs',
      subjects: flow.book.outputs.map(({ output }) => ({ address: output, title: flow.nameOf(output) })),
    },
  ].filter(({ subjects }) => subjects.length > 0);
}
