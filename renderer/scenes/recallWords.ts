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
  'on the way': 'stopped on the way, between old and new',
};

/** A time for people: "0.6 s", "12 s". */
export function secondsWords(ms: number): string {
  const seconds = ms / 1000;
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** How a recall stands, as one sentence. */
export function recallSentence(status: RecallStatus): string {
  const { title, by, state, total, landed, missed, why, tookMs } = status;
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
      return `${title} ended early: ${why}. ${cameTo(status)}`;
  }
}

const betweenWords = (between: number) => `${counted(between, 'value is', 'values are')} between old and new`;

/** What a recall came to that did not get to its end: "120 of 500 landed; 3 values are between old and new." */
function cameTo({ landed, between, total }: Pick<RecallStatus, 'landed' | 'between' | 'total'>): string {
  return `${landed} of ${total} landed${between === 0 ? '' : `; ${betweenWords(between)}`}.`;
}

/** What became of the recall whose place this one took; `undefined` if there was none. */
export function replacedSentence({ before }: RecallStatus): string | undefined {
  return before && `It took the place of ${before.title} by ${before.by}: ${cameTo(before)}`;
}

export function interruptedSentence({ title, by, total, applied, between, changed }: InterruptedRecall): string {
  const onTheWay = between === 0 ? '' : ` ${betweenWords(between)}, and will go on or back with the others.`;
  const moved = changed === 0 ? '' : ` ${counted(changed, 'value was', 'values were')} moved since and will be left.`;
  return `The recall of ${title} by ${by} was cut short: ${applied} of ${total} applied.${onTheWay}${moved}`;
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
