import type { LinkDiagnostics } from '../../shared/protocol/connection.ts';

/** The figures of the console's link, as rows to read. */
export interface LinkFigure {
  readonly label: string;
  readonly value: string;
  /** What to think of it, where that is not plain. */
  readonly note: string;
  readonly isBad: boolean;
}

const lossyPercent = 5;
const slowMs = 100;

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** @param link `undefined` before the first report */
export function linkFigures(link: LinkDiagnostics): readonly LinkFigure[] {
  const { roundTripMs, lossPercent, pending, unconfirmed, unknownMessages, lastUnknown, malformed } = link;
  const isSlow = roundTripMs > slowMs;
  const isLossy = lossPercent >= lossyPercent;
  return [
    {
      label: 'Round trip',
      value: roundTripMs < 0 ? '–' : `${roundTripMs.toFixed(1)} ms`,
      note: isSlow ? 'Slow: a cable or a nearer access point helps.' : '',
      isBad: isSlow,
    },
    {
      label: 'Lost',
      value: `${lossPercent.toFixed(1)} %`,
      note: isLossy ? 'What is lost is sent again, later. A cable is better than a crowded radio.' : '',
      isBad: isLossy,
    },
    {
      label: 'Messages',
      value: `${Math.round(link.sentPerSecond)} out, ${Math.round(link.receivedPerSecond)} in per second`,
      note: '',
      isBad: false,
    },
    {
      label: 'On the way',
      value: pending === 0 ? 'nothing' : count(pending, 'change', 'changes'),
      note: '',
      isBad: false,
    },
    {
      label: 'Not confirmed',
      value: unconfirmed === 0 ? 'nothing' : count(unconfirmed, 'change', 'changes'),
      note: unconfirmed > 0 ? 'The console was asked again and did not answer.' : '',
      isBad: unconfirmed > 0,
    },
    {
      label: 'Not understood',
      value: unknownMessages === 0 ? 'nothing' : count(unknownMessages, 'message', 'messages'),
      note: lastUnknown === '' ? '' : `Last: ${lastUnknown}`,
      isBad: false,
    },
    {
      label: 'Malformed',
      value: malformed === 0 ? 'nothing' : count(malformed, 'datagram', 'datagrams'),
      note: malformed > 0 ? 'Something else may be sending to this port.' : '',
      isBad: malformed > 0,
    },
  ];
}
