import type { OutputStatus, PanicStatus } from '../../shared/protocol/trust.ts';
import { clockTime } from '../controls/clockTime.ts';

/** "you" for the reader's own name. */
export function personWords(by: string, me: string): string {
  return by !== '' && by === me ? 'you' : by || 'somebody';
}

/** What a closed output means for the reader; `undefined` while sets go to the console. */
export function outputWords(output: OutputStatus, me: string): { title: string; detail: string } | undefined {
  if (output.state === 'open') return undefined;
  const since = clockTime(output.sinceMs);
  if (output.state === 'reading') {
    return {
      title: 'Reading the console before anything is sent.',
      detail: 'The controls open as soon as it is known what the console has now.',
    };
  }
  switch (output.why) {
    case 'freeze':
      return {
        title: `Frozen by ${personWords(output.by, me)} since ${since}: nothing is sent to the console.`,
        detail: 'Moves here are refused, not kept for later. What happens at the console is still shown.',
      };
    case 'fault':
      return {
        title: `Stopped since ${since} after an error in the app: nothing is sent to the console.`,
        detail: 'The sound goes on as it is. Ending the stop reads everything before anything is sent.',
      };
    case 'sleep':
      return {
        title: `Stopped since ${since} because the computer went to sleep: nothing is sent to the console.`,
        detail: 'Everything is read again before anything is sent.',
      };
  }
}

/** @param strips names of the outputs that are down */
export function panicWords(panic: PanicStatus, strips: readonly string[], me: string): string {
  const outputs = strips.length === 0 ? 'Outputs' : strips.join(', ');
  return `${outputs} pulled down by ${personWords(panic.by, me)} at ${clockTime(panic.sinceMs)}.`;
}
