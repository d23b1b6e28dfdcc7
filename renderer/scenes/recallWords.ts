import type { Agreement, InterruptedRecall, MissReason, RecallStatus } from '../../shared/protocol/showMessages.ts';
import { fadeGroups } from '../../shared/scenes/fade.ts';
import type { RecallPreview } from '../../shared/scenes/preview.ts';
import { recallKinds, recallKindTitles } from '../../shared/scenes/scope.ts';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What a yes is about. */
export const agreementTitles: Readonly<Record<Agreement, string>> = {
  gain: 'Gain and trim',
  phantom: 'Phantom power',
  routing: 'Routing',
  main: 'The main mix',
  talkback: 'Talkback',
  rises: 'Rises over 6 dB',
  unmutes: 'Un-mutes',
};

export const missWords: Readonly<Record<MissReason, string>> = {
  held: 'somebody holds it',
  moved: 'it was moved by somebody else',
  refused: 'the console did not take it',
  unconfirmed: 'the console did not confirm it',
  'kept down': 'a panic keeps it down',
  unknown: 'its value is not known',
  stopped: 'the recall ended before it',
};

/** A time for people: "0.6 s", "12 s". */
export function secondsWords(ms: number): string {
  const seconds = ms / 1000;
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** How a recall stands, as one sentence. */
export function recallSentence({ title, by, state, total, landed, missed, why, tookMs }: RecallStatus): string {
  switch (state) {
    case 'keeping':
      return `${title}: the plan is being kept on the disk.`;
    case 'running':
      return `${title} by ${by}: ${landed} of ${total} landed.`;
    case 'verifying':
      return `${title}: ${landed} of ${total} landed; reading back.`;
    case 'done':
      if (total === 0) return `${title}: nothing differed.`;
      return missed.length === 0
        ? `${title}: ${landed} of ${total} landed in ${secondsWords(tookMs)}.`
        : `${title}: ${landed} of ${total} landed in ${secondsWords(tookMs)}; ${missed.length} did not.`;
    case 'ended':
      return `${title} ended after ${landed} of ${total}: ${why}.`;
  }
}

export function interruptedSentence({ title, by, total, applied, changed }: InterruptedRecall): string {
  const moved = changed === 0 ? '' : ` ${counted(changed, 'value was', 'values were')} moved since and will be left.`;
  return `The recall of ${title} by ${by} was cut short: ${applied} of ${total} applied.${moved}`;
}

/** Counts by kind: "12 Faders · 3 Mutes". */
export function countWords({ counts }: RecallPreview): readonly string[] {
  return recallKinds.flatMap((kind) => (counts[kind] ? [`${recallKindTitles[kind]} ${counts[kind]}`] : []));
}

export const differencesWords = (count: number) => counted(count, 'difference', 'differences');
export const linesWords = (count: number) => counted(count, 'line', 'lines');
export const valuesWords = (count: number) => counted(count, 'value', 'values');

/** Levels that may fade in a time of their own. */
export const fadeChoices = fadeGroups.map((id) => ({ id, title: recallKindTitles[id] }));
