import type { ConnectionState, ConnectionStatus, LinkDiagnostics } from '../../shared/protocol/connection.ts';
import { clockTime } from '../controls/clockTime.ts';

/** All that the words on the connection are made of. */
export interface ConnectionFacts {
  readonly linkState: 'connecting' | 'open' | 'lost';
  /** When the page lost the app, ms since the epoch. */
  readonly linkLostMs: number;
  readonly status: ConnectionStatus;
  /** Model for people; empty while unknown. */
  readonly title: string;
  readonly diagnostics: LinkDiagnostics | undefined;
}

export type Health = 'good' | 'working' | 'bad' | 'none';

const stateWords: Readonly<Record<ConnectionState, { readonly word: string; readonly health: Health }>> = {
  offline: { word: 'Offline', health: 'none' },
  searching: { word: 'Searching', health: 'working' },
  reading: { word: 'Reading', health: 'working' },
  live: { word: 'Live', health: 'good' },
  stale: { word: 'Stale', health: 'bad' },
  lost: { word: 'Lost', health: 'bad' },
};

export function stateOf({ linkState, status }: ConnectionFacts): { readonly word: string; readonly health: Health } {
  if (linkState === 'connecting') return { word: 'Connecting', health: 'working' };
  if (linkState === 'lost') return { word: 'App not reached', health: 'bad' };
  return stateWords[status.state];
}

/** The console in words: its model and its own name. */
export function deskWords({ status, title }: ConnectionFacts): string {
  const model = title || status.model;
  if (status.emulated) return `${model || 'console'}, emulated`;
  return status.name && status.name !== model ? `${model} “${status.name}”` : model;
}

const count = (n: number) => n.toLocaleString('en-US');

/** The figures beside it: round trip and loss while live, progress while reading. */
export function figureWords({ linkState, status, diagnostics }: ConnectionFacts): readonly string[] {
  if (linkState !== 'open') return [];
  if (status.state === 'reading') return [`${count(status.read)} of ${count(status.total)}`];
  if (status.state !== 'live' || !diagnostics) return [];
  const { roundTripMs, lossPercent } = diagnostics;
  const trip = roundTripMs < 0 ? [] : [`${roundTripMs < 10 ? roundTripMs.toFixed(1) : Math.round(roundTripMs)} ms`];
  return [...trip, `${lossPercent.toFixed(1)} % lost`];
}

const withDetail = (sentence: string, detail: string) => (detail ? `${sentence} ${detail}` : sentence);

/** One line for a desk that must not be trusted: since when, and what is being done. `undefined` while there is nothing to say. */
export function noticeWords(facts: ConnectionFacts): string | undefined {
  const { linkState, linkLostMs, status } = facts;
  if (linkState === 'lost')
    return `Omnibus has not answered since ${clockTime(linkLostMs)}. The page connects again by itself; nothing can be moved until then.`;
  if (linkState === 'connecting') return undefined;
  const since = clockTime(status.sinceMs);
  switch (status.state) {
    case 'stale':
      return withDetail(
        `Not up to date since ${since}: what is shown may have changed on the console.`,
        status.detail || 'Everything is being read again.',
      );
    case 'lost':
      return withDetail(
        `The console has not answered since ${since}.`,
        status.detail || 'It is being looked for; everything is read before anything is sent.',
      );
    case 'searching':
      return withDetail(`Looking for ${status.target || 'the console'} since ${since}.`, status.detail);
    case 'reading':
      return withDetail('Reading the console. Strips open as soon as everything is known.', status.detail);
    case 'offline':
      return withDetail('No console is connected.', status.detail);
    case 'live':
      return undefined;
  }
}
