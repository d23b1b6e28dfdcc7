import type { Address, StripAddress } from '../desk/address.ts';
import type { Purpose } from '../desk/appParams.ts';
import type { PaletteColor, TapPoint } from '../desk/profile.ts';
import { patchOutput, sayOutputs, setUpBus, warnOfUse } from './busSetup.ts';
import {
  counted,
  type DeskReading,
  faderGainDb,
  firstTap,
  flows,
  linkedPartner,
  listed,
  longNameOf,
  nameOf,
  numberAt,
  type Send,
  sendOf,
  stripsOf,
} from './deskReading.ts';
import { refuseFeedback } from './feedback.ts';
import { isBehindFader, type MixStart, startLevel } from './mixLevels.ts';
import { effectSlots } from './patchReading.ts';
import { db, type Plan, PlanDraft } from './plan.ts';
import { purposeFacts, tapWords } from './purposes.ts';
import { retap } from './tapFlip.ts';

export interface MixChoices {
  readonly bus: StripAddress;
  readonly name: string;
  readonly color?: PaletteColor;
  /** Where every send is taken; what the purpose wishes if left out. */
  readonly tap?: TapPoint;
  /** The output socket that carries it; what carries the bus now if left out. */
  readonly output?: Address;
  readonly start: MixStart;
  /** Nothing arrives at the output louder than this before it is turned up by hand: send and bus fader together, in dB. */
  readonly ceilingDb?: number;
  /** The strips of those who listen: what they are named for. */
  readonly people?: readonly StripAddress[];
  /** How much louder those who listen hear themselves. */
  readonly moreMeDb?: number;
}

/** What kind of mix leaves the console. */
interface MixKind {
  readonly purpose: Purpose;
  /** For the journal and the undo step: "cue mix". */
  readonly action: string;
  readonly title: string;
}

/** A mix for ears: taken before the faders, copied from the main mix, another mix or nothing. */
export const planCueMix = (desk: DeskReading, choices: MixChoices): Plan =>
  planMix(desk, choices, { purpose: 'cue', action: 'cue mix', title: 'Cue mix' });

/** A mix for a recorder: each strip taken as early as the console can. */
export const planRecordFeed = (desk: DeskReading, choices: MixChoices): Plan =>
  planMix(desk, choices, { purpose: 'record', action: 'recorder feed', title: 'Recorder feed' });

/** A mix for listeners elsewhere: it follows the faders as the main mix does. */
export const planStreamFeed = (desk: DeskReading, choices: MixChoices): Plan =>
  planMix(desk, choices, { purpose: 'stream', action: 'stream feed', title: 'Stream feed' });

interface Levels {
  readonly draft: PlanDraft;
  readonly choices: MixChoices;
  readonly busDb: number;
  readonly heard: StripAddress[];
  readonly muted: StripAddress[];
  readonly capped: StripAddress[];
  readonly closed: StripAddress[];
  readonly looped: StripAddress[];
}

function planMix(desk: DeskReading, choices: MixChoices, { purpose, action, title }: MixKind): Plan {
  const draft = new PlanDraft(desk);
  const { bus, name, color, start, ceilingDb = 0 } = choices;
  const sends = stripsOf(desk.schema, 'channel', 'auxIn', 'fxReturn')
    .map((strip) => sendOf(strip, bus))
    .filter(({ level }) => desk.schema.has(level));
  if (sends.length === 0) draft.refuse(`This console has no sends to ${longNameOf(desk, bus)}.`);
  if (start.kind === 'bus' && start.bus === bus)
    draft.refuse('A mix cannot start as a copy of itself: choose another one.');
  const busDb = Math.min(startFaderDb(desk, start), ceilingDb);
  setUpBus(draft, { bus, name, purpose, isOnMain: false, faderDb: busDb, ...(color && { color }) });
  warnOfUse(draft, bus);
  const wished = choices.tap === undefined ? purposeFacts[purpose].wished : [choices.tap];
  const levels: Levels = { draft, choices, busDb, heard: [], muted: [], capped: [], closed: [], looped: [] };
  const ownReturns = returnsFedBy(desk, bus);
  let taken: TapPoint | undefined;
  for (const send of sends) {
    const tap = firstTap(desk.schema, send, wished);
    if (tap === undefined) {
      draft.refuse(
        `${nameOf(desk, send.source)} cannot be taken ${listed(wished.map((each) => tapWords[each]))} on this console.`,
      );
      break;
    }
    if (taken === undefined) taken = tap;
    if (ownReturns.has(send.source)) {
      closeSend(levels, send);
      if (!levels.looped.includes(send.source)) levels.looped.push(send.source);
    } else setLevel(levels, send, tap);
  }
  sayLevels(levels, taken);
  // Only what feeds an effect can come back.
  if (ownReturns.size > 0) refuseFeedback(draft, [bus]);
  if (choices.output === undefined) sayOutputs(draft, bus);
  else patchOutput(draft, bus, choices.output);
  return draft.finish(action, `${title} ${nameOf(draft, bus)}`);
}

/** The new mix is as loud as the one it is copied from; one that starts from silence is open. */
function startFaderDb(desk: DeskReading, start: MixStart): number {
  const faderDb =
    start.kind === 'silence' ? 0 : numberAt(desk, start.kind === 'main' ? 'main/stereo/fader' : `${start.bus}/fader`);
  return faderDb === undefined || faderDb === -Infinity ? 0 : faderDb;
}

/** What comes back of a bus must not be sent to it. */
function returnsFedBy(desk: DeskReading, bus: StripAddress): ReadonlySet<StripAddress> {
  return new Set(effectSlots(desk).flatMap(({ sources, returns }) => returns.filter((_, way) => sources[way] === bus)));
}

function setLevel(levels: Levels, send: Send, tap: TapPoint): void {
  const { draft, choices, busDb } = levels;
  const { ceilingDb = 0, moreMeDb = 0, people = [], start } = choices;
  const wanted = startLevel(draft, send, tap, start);
  if (!wanted) {
    closeSend(levels, send);
    retap(draft, send, tap);
    return;
  }
  const wantedDb = wanted.levelDb + (people.includes(send.source) ? moreMeDb : 0);
  // What stands behind the fader counts with it.
  const faderDb = isBehindFader(tap) ? (faderGainDb(draft, send.source) ?? 0) : 0;
  const highestDb = ceilingDb - busDb - (faderDb === -Infinity ? 0 : faderDb);
  const levelDb = Math.min(wantedDb, highestDb);
  retap(draft, send, tap);
  draft.put(send.level, levelDb);
  draft.put(send.on, wanted.isOn ? 1 : 0);
  if (linkedPartner(draft, send.bus) !== undefined) {
    const panValue = numberAt(draft, `${send.source}/pan`);
    if (panValue !== undefined) draft.put(send.pan, panValue);
  }
  if (wanted.isOn) levels.heard.push(send.source);
  else levels.muted.push(send.source);
  if (levelDb < wantedDb - 0.05) levels.capped.push(send.source);
}

function closeSend({ draft, closed }: Levels, send: Send): void {
  if (flows(draft, send) === true) closed.push(send.source);
  if (numberAt(draft, send.level) !== -Infinity) draft.put(send.level, -Infinity);
}

function sayLevels(
  { draft, choices, heard, muted, capped, closed, looped, busDb }: Levels,
  tap: TapPoint | undefined,
): void {
  const { bus, start, ceilingDb = 0, people = [], moreMeDb = 0 } = choices;
  const names = (strips: readonly StripAddress[]) => listed(strips.map((strip) => nameOf(draft, strip)));
  const from = start.kind === 'main' ? 'the main mix' : start.kind === 'bus' ? longNameOf(draft, start.bus) : '';
  if (start.kind === 'silence') draft.say('It starts silent: no strip is sent to it.');
  else {
    draft.say(
      `It starts as a copy of ${from}: ${counted(heard.length, 'strip')} at the level at which ${heard.length === 1 ? 'it is' : 'they are'} heard there, faders, DCAs and groups folded in.`,
    );
  }
  if (tap !== undefined) {
    const follows = isBehindFader(tap) ? 'so it follows the channel faders' : 'so the channel faders do not change it';
    draft.say(`Every send is taken ${tapWords[tap]}, ${follows}.`);
  }
  if (muted.length > 0) draft.say(`Muted in ${from} and so off here, at the level they would have: ${names(muted)}.`);
  const selves = people.filter((strip) => heard.includes(strip));
  if (selves.length > 0 && moreMeDb !== 0)
    draft.say(
      `${names(selves)}: ${db(Math.abs(moreMeDb))} ${moreMeDb > 0 ? 'louder' : 'softer'} than there, for their own ears.`,
    );
  if (capped.length > 0) draft.say(`Held at the ceiling of ${db(ceilingDb)} at the output: ${names(capped)}.`);
  else draft.say(`Nothing stands above the ceiling of ${db(ceilingDb)} at the output (bus fader ${db(busDb)}).`);
  if (closed.length > 0)
    draft.warn(
      `${counted(closed.length, 'send')} into ${longNameOf(draft, bus)} ${closed.length === 1 ? 'is' : 'are'} turned down: ${names(closed)}.`,
    );
  if (looped.length > 0)
    draft.say(`${names(looped)}: left out, because ${longNameOf(draft, bus)} feeds the effect that comes back there.`);
}

/** "Lindi", "Lindi + Sam": a name for the mix of these people that fits into a scribble strip. */
export function nameForPeople(desk: DeskReading, people: readonly StripAddress[]): string {
  const words = people.map((strip) => nameOf(desk, strip).replace(/^(?:vocal|vox|voice|bvox?)\s+/i, ''));
  if (words.length === 0) return 'Booth';
  const whole = words.join(' + ');
  return whole.length <= 12 ? whole : `${words[0]} + ${words.length - 1}`.slice(0, 12);
}
