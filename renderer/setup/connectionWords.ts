import type { ConnectionState, ConnectionStatus } from '../../shared/protocol/connection.ts';

/** The state of the connection in words. */

export interface ConnectionWords {
  readonly title: string;
  /** What that means and what is being done. */
  readonly explanation: string;
  readonly tone: 'idle' | 'busy' | 'good' | 'warning' | 'bad';
}

/** A clock time for sentences: "14:02:31". */
export type PrintTime = (sinceMs: number) => string;

const tones: Readonly<Record<ConnectionState, ConnectionWords['tone']>> = {
  offline: 'idle',
  searching: 'busy',
  reading: 'busy',
  live: 'good',
  stale: 'warning',
  lost: 'bad',
};

/** Name of the console as it is known so far. */
export function consoleName({ name, model, target, emulated }: ConnectionStatus): string {
  const own = name === '' ? model : model === '' ? `“${name}”` : `${model} “${name}”`;
  if (own !== '') return emulated ? `${own} (emulated)` : own;
  return emulated ? 'the emulated console' : target;
}

function titleOf(status: ConnectionStatus, printTime: PrintTime): string {
  switch (status.state) {
    case 'offline':
      return 'No console is connected';
    case 'searching':
      return `Looking for ${consoleName(status)}`;
    case 'reading':
      return status.total > 0 ? `Reading ${status.read} of ${status.total}` : 'Reading';
    case 'live':
      return `Live: ${consoleName(status)}`;
    case 'stale':
      return `Stale since ${printTime(status.sinceMs)}: ${consoleName(status)}`;
    case 'lost':
      return `Lost since ${printTime(status.sinceMs)}: ${consoleName(status)}`;
  }
}

const explanations: Readonly<Record<ConnectionState, string>> = {
  offline: 'Choose a console below, or use the emulated one to try everything without hardware.',
  searching: 'Waiting for its answer. Nothing is sent but the question.',
  reading: 'Nothing is set before everything has been read.',
  live: 'What you see is what the console has.',
  stale: 'The console has not answered for a while. What is shown may be out of date and cannot be changed.',
  lost: 'Trying to reach it again. Everything will be read anew before anything is sent.',
};

/** @param printTime prints a wall-clock time in ms since the epoch */
export function connectionWords(status: ConnectionStatus, printTime: PrintTime): ConnectionWords {
  const { state, detail } = status;
  return {
    title: titleOf(status, printTime),
    explanation: detail === '' ? explanations[state] : `${explanations[state]} ${sentence(detail)}`,
    tone: tones[state],
  };
}

const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** Share of the full read that is done, 0…1; `undefined` while its size is not known. */
export function readShare({ state, read, total }: ConnectionStatus): number | undefined {
  return state === 'reading' && total > 0 ? Math.min(read / total, 1) : undefined;
}
