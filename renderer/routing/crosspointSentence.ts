import type { StripKind } from '../../shared/desk/address.ts';
import type { TapPoint } from '../../shared/desk/profile.ts';
import { formats } from '../../shared/units/format.ts';
import { speakDb } from '../controls/speech.ts';
import { tapSignLooks } from '../controls/tapSign.ts';
import { faderWord } from './stripWords.ts';

/** What a crosspoint does, in words. */

/** A DCA that moves the source's level. */
export interface DcaFacts {
  readonly name: string;
  readonly levelDb: number | undefined;
}

/** All that a sentence about a crosspoint needs to know; `undefined` is not read yet. */
export interface CrosspointFacts {
  readonly sourceName: string;
  readonly sourceKind: StripKind;
  readonly destinationName: string;
  /** Level of the send; `'fixed'` where the desk has only a switch, which passes at unity. */
  readonly levelDb: number | 'fixed' | undefined;
  readonly isOn: boolean | undefined;
  readonly tap: TapPoint | undefined;
  /** Fader of the source. */
  readonly faderDb: number | undefined;
  readonly dcas: readonly DcaFacts[];
  /** What mutes the source: "its own switch", "DCA 2". */
  readonly mutedBy: readonly string[];
}

export interface CrosspointSentence {
  /** "Bass DI → Booth: pre-fader, −8.0 dB" */
  readonly headline: string;
  readonly effect: string;
}

const db = (levelDb: number) => `${formats.dB.print(levelDb)} dB`;

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function headlineOf(facts: CrosspointFacts): string {
  const route = `${facts.sourceName} → ${facts.destinationName}`;
  if (facts.isOn === false) return `${route}: off`;
  if (facts.isOn === undefined || facts.tap === undefined || facts.levelDb === undefined)
    return `${route}: not read yet`;
  if (facts.tap === 'subgroup') return `${route}: subgroup`;
  if (facts.levelDb === 'fixed') return `${route}: ${tapSignLooks[facts.tap].words}, at unity`;
  return `${route}: ${tapSignLooks[facts.tap].words}, ${db(facts.levelDb)}`;
}

/** The fader and the DCAs that a post-fader send follows. */
function followedBy(facts: CrosspointFacts): { words: string; levelDb: number | undefined } {
  const parts = [{ name: `the ${faderWord(facts.sourceKind)}`, levelDb: facts.faderDb }, ...facts.dcas];
  const words = parts.map(({ name, levelDb }) =>
    levelDb === undefined ? `${name}, not read yet` : `${name}, now ${db(levelDb)}`,
  );
  const levelDb = parts.reduce<number | undefined>(
    (sum, part) => (sum === undefined || part.levelDb === undefined ? undefined : sum + part.levelDb),
    0,
  );
  return { words: words.join('; '), levelDb };
}

function postEffect(facts: CrosspointFacts, sendDb: number): string {
  const { words, levelDb } = followedBy(facts);
  if (levelDb === undefined) return `Follows ${words}.`;
  const arriving = levelDb + sendDb;
  return `Follows ${words}: ${arriving === -Infinity ? 'nothing arrives' : `arrives at ${db(arriving)}`}.`;
}

function effectOf(facts: CrosspointFacts): string {
  const { isOn, levelDb, tap } = facts;
  if (isOn === false) {
    const waits = typeof levelDb === 'number' && levelDb !== -Infinity ? ` Its level stands at ${db(levelDb)}.` : '';
    return `Nothing of ${facts.sourceName} reaches ${facts.destinationName}.${waits}`;
  }
  if (isOn === undefined || levelDb === undefined || tap === undefined)
    return 'The console has not told its value, so it cannot be changed.';
  if (tap === 'subgroup') return 'Feeds the group at unity; the send level has no effect.';
  if (levelDb === -Infinity) return 'The send level is all the way down: nothing arrives.';
  const sendDb = levelDb === 'fixed' ? 0 : levelDb;
  if (tap === 'postFader') return postEffect(facts, sendDb);
  return `Arrives at ${db(sendDb)} whatever the ${faderWord(facts.sourceKind)} does.`;
}

/** Two short pieces of text for the card: what is set, and what that does. */
export function crosspointSentence(facts: CrosspointFacts): CrosspointSentence {
  const effect = effectOf(facts);
  const isMuted = facts.isOn !== false && facts.mutedBy.length > 0;
  return {
    headline: headlineOf(facts),
    effect: isMuted ? `${effect} ${facts.sourceName} is muted by ${listed(facts.mutedBy)}.` : effect,
  };
}

/** A send that is all the way down is not said to be off: that is its switch. */
const spokenDb = (levelDb: number) => (levelDb === -Infinity ? 'minus infinity' : speakDb(levelDb));

/** The name of a crosspoint for a screen reader: "Bass DI to Booth, pre-fader, minus 8.0 dB, on". */
export function spokenCrosspoint(
  facts: Pick<CrosspointFacts, 'sourceName' | 'destinationName' | 'levelDb' | 'isOn' | 'tap'>,
  /** What else there is to say: "not confirmed yet", "held by Sam". */
  notes: readonly string[] = [],
): string {
  const route = `${facts.sourceName} to ${facts.destinationName}`;
  const { levelDb, isOn, tap } = facts;
  if (levelDb === undefined || isOn === undefined || tap === undefined)
    return [route, 'not read yet', ...notes].join(', ');
  const level = levelDb === 'fixed' || tap === 'subgroup' ? 'at unity' : spokenDb(levelDb);
  return [route, tapSignLooks[tap].words, level, isOn ? 'on' : 'off', ...notes].join(', ');
}

/** Said beside the tap where several sends keep one: "Also changes bus 4: they share one tap." */
export function sharedTapNote(partnerNames: readonly string[]): string {
  return partnerNames.length === 0 ? '' : `Also changes ${listed(partnerNames)}: they share one tap.`;
}
