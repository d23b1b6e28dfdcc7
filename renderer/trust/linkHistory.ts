import type { LinkDiagnostics } from '../../shared/protocol/connection.ts';

/** One second of the console's link. */
export interface LinkSample {
  readonly roundTripMs: number;
  readonly lossPercent: number;
}

/** How many seconds the meter in the status bar looks back. */
export const samplesKept = 40;

/** The newest at the end. */
export function withSample(samples: readonly LinkSample[], link: LinkDiagnostics): readonly LinkSample[] {
  const { roundTripMs, lossPercent } = link;
  return [...samples.slice(1 - samplesKept), { roundTripMs, lossPercent }];
}

const printTrip = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

/** The last round trip: "3.2 ms". */
export function tripWords(samples: readonly LinkSample[]): string {
  const ms = samples.at(-1)?.roundTripMs ?? -1;
  return ms < 0 ? '' : printTrip(ms);
}

/** The worst of the time shown matters more than the last second: a short gap should still be seen when somebody looks. */
export function linkWords(samples: readonly LinkSample[]): string {
  const last = samples.at(-1);
  if (!last) return '';
  const trip = last.roundTripMs < 0 ? [] : [printTrip(last.roundTripMs)];
  const worst = Math.max(...samples.map(({ lossPercent }) => lossPercent));
  return [
    ...trip,
    `${last.lossPercent.toFixed(1)} % lost`,
    ...(worst > last.lossPercent ? [`${worst.toFixed(1)} % at worst`] : []),
  ].join(', ');
}

/** Heights of 0…1: the round trip on a scale to 100 ms and loss to 20 %, by their roots, so that small ones are seen. */
export const tripHeight = ({ roundTripMs }: LinkSample) => Math.min(Math.sqrt(Math.max(roundTripMs, 0) / 100), 1);
export const lossHeight = ({ lossPercent }: LinkSample) => Math.min(Math.sqrt(lossPercent / 20), 1);
