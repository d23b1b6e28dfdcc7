import { kindOfStrip, type StripAddress } from '../desk/address.ts';
import type { Purpose } from '../desk/appParams.ts';
import {
  counted,
  type DeskReading,
  firstTap,
  flows,
  isOn,
  listed,
  longNameOf,
  nameOf,
  type Send,
  sendsInto,
  tapOf,
  tapPartners,
} from './deskReading.ts';
import { isMeant, type PurposeRule, withMeant } from './meant.ts';
import { type Plan, PlanDraft } from './plan.ts';
import { type PurposeFacts, purposeFacts, purposeOf, purposeValue, tapWords } from './purposes.ts';
import { flipTaps, retap } from './tapFlip.ts';

/** Where a bus does not do what it is for. */
export interface Contradiction {
  readonly bus: StripAddress;
  readonly rule: PurposeRule;
  /** "Bus 5 is a cue, but 3 sends are post-fader: Kick, Bass and Click." */
  readonly sentence: string;
  /** What the one-tap remedy is called: "Take them pre-fader". */
  readonly remedyTitle: string;
  /** Strips that it is about; empty if it is about the bus itself. */
  readonly strips: readonly StripAddress[];
}

/** Everything in which a bus contradicts its purpose, without what is marked as meant. */
export function contradictionsOf(desk: DeskReading, bus: StripAddress): readonly Contradiction[] {
  const purpose = purposeOf(desk, bus);
  if (purpose === undefined || purpose === 'none' || kindOfStrip(bus) !== 'bus') return [];
  const facts = purposeFacts[purpose];
  return [
    tapContradiction(desk, bus, facts),
    mainContradiction(desk, bus, facts),
    directContradiction(desk, bus, purpose),
  ].filter((found) => found !== undefined);
}

const strayTaps = (desk: DeskReading, bus: StripAddress, { accepted }: PurposeFacts): readonly Send[] =>
  accepted.length === 0
    ? []
    : sendsInto(desk.schema, bus).filter((send) => {
        const tap = tapOf(desk, send);
        if (tap === undefined || accepted.includes(tap) || flows(desk, send) !== true) return false;
        return !isMeant(desk, bus, 'tap', send.source);
      });

function tapContradiction(desk: DeskReading, bus: StripAddress, facts: PurposeFacts): Contradiction | undefined {
  const stray = strayTaps(desk, bus, facts);
  const [first] = stray;
  if (!first) return undefined;
  const taps = new Set(stray.map((send) => tapOf(desk, send)));
  const firstTap = tapOf(desk, first) ?? 'postFader';
  const how = taps.size > 1 ? 'taken elsewhere' : tapWords[firstTap];
  const strips = stray.map(({ source }) => source);
  const verb = stray.length === 1 ? 'is' : 'are';
  const names = listed(strips.map((strip) => nameOf(desk, strip)));
  return {
    bus,
    rule: 'tap',
    strips,
    sentence: `${longNameOf(desk, bus)} is ${facts.noun}, but ${counted(stray.length, 'send')} ${verb} ${how}: ${names}.`,
    remedyTitle: `Take ${stray.length === 1 ? 'it' : 'them'} ${tapWords[facts.wished[0] ?? 'preFader']}`,
  };
}

function mainContradiction(desk: DeskReading, bus: StripAddress, facts: PurposeFacts): Contradiction | undefined {
  const address = `${bus}/assign/main`;
  const value = desk.at(address);
  if (facts.onMain === undefined || value === undefined || isMeant(desk, bus, 'main')) return undefined;
  if ((value === 1) === facts.onMain) return undefined;
  const what = facts.onMain ? 'it does not reach the main mix' : 'it is heard in the main mix as well';
  return {
    bus,
    rule: 'main',
    strips: [],
    sentence: `${longNameOf(desk, bus)} is ${facts.noun}, but ${what}.`,
    remedyTitle: facts.onMain ? 'Put it on the main mix' : 'Take it off the main mix',
  };
}

/** Members of a subgroup that also reach the main mix by themselves. */
function membersAround(desk: DeskReading, bus: StripAddress): readonly StripAddress[] {
  return sendsInto(desk.schema, bus)
    .filter((send) => flows(desk, send) === true && isOn(desk, `${send.source}/assign/main`))
    .map(({ source }) => source)
    .filter((source) => !isMeant(desk, bus, 'direct', source));
}

function directContradiction(desk: DeskReading, bus: StripAddress, purpose: Purpose): Contradiction | undefined {
  if (purpose !== 'subgroup' || !isOn(desk, `${bus}/assign/main`)) return undefined;
  const strips = membersAround(desk, bus);
  if (strips.length === 0) return undefined;
  const names = listed(strips.map((strip) => nameOf(desk, strip)));
  const verb =
    strips.length === 1 ? 'feeds the main mix directly as well and is' : 'feed the main mix directly as well and are';
  return {
    bus,
    rule: 'direct',
    strips,
    sentence: `${longNameOf(desk, bus)} is a subgroup, but ${counted(strips.length, 'channel')} ${verb} heard twice: ${names}.`,
    remedyTitle: `Take ${strips.length === 1 ? 'it' : 'them'} off the main mix`,
  };
}

/** What mends a contradiction, as a plan; nothing is changed where what is heard could not stay the same. */
export function remedyOf(desk: DeskReading, { bus, rule, strips }: Contradiction): Plan {
  const draft = new PlanDraft(desk);
  const facts = purposeFacts[purposeOf(desk, bus) ?? 'none'];
  if (rule === 'tap') flipTaps(draft, strayTaps(desk, bus, facts), facts.wished);
  else if (rule === 'main') {
    draft.put(`${bus}/assign/main`, facts.onMain ? 1 : 0);
    draft.say(`${longNameOf(desk, bus)} ${facts.onMain ? 'is heard in' : 'leaves'} the main mix.`);
  } else {
    for (const strip of strips) draft.put(`${strip}/assign/main`, 0);
    draft.say(`${listed(strips.map((strip) => nameOf(desk, strip)))}: heard through ${longNameOf(desk, bus)} alone.`);
  }
  return draft.finish('purpose', `Mend ${nameOf(desk, bus)}`);
}

/** Marks a contradiction as meant: it is not told again for these strips. */
export function meantPlan(desk: DeskReading, { bus, rule, strips }: Contradiction): Plan {
  const draft = new PlanDraft(desk);
  const { address, value } = withMeant(desk, bus, rule, strips);
  draft.put(address, value);
  draft.say(`${longNameOf(desk, bus)}: kept as it is and not told again.`);
  return draft.finish('purpose', `${nameOf(desk, bus)} is meant so`);
}

/**
 * Gives a bus a purpose. Sends that carry nothing yet are taken where the purpose wants them, so that what is opened later is
 * right; what is heard now stays as it is, and is told as a contradiction where it is one.
 */
export function purposePlan(desk: DeskReading, bus: StripAddress, purpose: Purpose): Plan {
  const draft = new PlanDraft(desk);
  const facts = purposeFacts[purpose];
  draft.put(`${bus}/purpose`, purposeValue(purpose));
  draft.put(`${bus}/purposeMeant`, '');
  setIdleTaps(draft, bus, facts);
  draft.say(
    purpose === 'none'
      ? `${longNameOf(desk, bus)} has no purpose.`
      : `${longNameOf(desk, bus)} is ${facts.noun}. ${facts.meaning}`,
  );
  return draft.finish('purpose', `${nameOf(desk, bus)}: ${facts.title.toLowerCase()}`);
}

function setIdleTaps(draft: PlanDraft, bus: StripAddress, { wished, accepted }: PurposeFacts): void {
  if (kindOfStrip(bus) !== 'bus') return;
  for (const send of sendsInto(draft.schema, bus)) {
    const tap = tapOf(draft, send);
    const to = firstTap(draft.schema, send, wished);
    // A subgroup feed has no level that could keep it closed.
    if (tap === undefined || to === undefined || to === 'subgroup' || accepted.includes(tap)) continue;
    const partners = tapPartners(draft.schema, send);
    if ([send, ...partners].some((each) => flows(draft, each) !== false)) continue;
    retap(draft, send, to);
  }
}
