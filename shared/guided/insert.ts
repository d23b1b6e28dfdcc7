import type { Address, StripAddress } from '../desk/address.ts';
import type { PatchEnd } from '../desk/patch.ts';
import { type DeskReading, isOn, listed, longNameOf, nameOf, optionAt, stripsOf } from './deskReading.ts';
import { effectSlots, insertEnd, insertEnds, insertTitle, insertValue } from './patchReading.ts';
import { type Plan, PlanDraft } from './plan.ts';

/** A strip's insert as it is now. */
export interface Insert {
  readonly strip: StripAddress;
  readonly isOn: boolean;
  /** Where it leads; `''` for nowhere. */
  readonly end: PatchEnd;
  /** "FX 3 left (DES2)". */
  readonly title: string;
  /** Before or behind the strip's own processing. */
  readonly position: string | undefined;
}

const allKinds = ['channel', 'auxIn', 'fxReturn', 'bus', 'matrix', 'main'] as const;

/** Strips that can have an insert. */
export const insertableStrips = (desk: DeskReading): readonly StripAddress[] =>
  stripsOf(desk.schema, ...allKinds).filter((strip) => desk.schema.has(`${strip}/insert/slot`));

/** Every insert that leads somewhere or is switched on. */
export function insertsOf(desk: DeskReading): readonly Insert[] {
  return insertableStrips(desk)
    .map((strip) => insertOf(desk, strip))
    .filter((insert) => insert.end !== '' || insert.isOn);
}

export function insertOf(desk: DeskReading, strip: StripAddress): Insert {
  const end = insertEnd(desk, strip) ?? '';
  return {
    strip,
    isOn: isOn(desk, `${strip}/insert/on`),
    end,
    title: end === '' ? 'nothing' : endWords(desk, end),
    position: optionAt(desk, `${strip}/insert/position`),
  };
}

const slotOf = (end: PatchEnd): Address | undefined => /^(fx\/\d+)\//.exec(end)?.[1];

function endWords(desk: DeskReading, end: PatchEnd): string {
  const slot = slotOf(end);
  const type = slot === undefined ? undefined : optionAt(desk, `${slot}/type`);
  return `${insertTitle(desk.schema, end)}${type === undefined ? '' : ` (${type})`}`;
}

/** A place that an insert can lead to, with who has it now. */
export interface InsertPlace {
  readonly end: PatchEnd;
  readonly title: string;
  readonly usedBy: readonly StripAddress[];
  /** The effect is fed by a bus: as an insert it would be lost to it. */
  readonly fedBy: StripAddress | undefined;
}

/** All places, free ones first. */
export function insertPlaces(desk: DeskReading): readonly InsertPlace[] {
  const inserts = insertsOf(desk);
  const loops = effectSlots(desk);
  return insertEnds(desk.schema)
    .map((end) => {
      const loop = loops.find(({ address }) => address === slotOf(end));
      const fedBy = loop?.sources.find((source) => source !== undefined && source !== '');
      return {
        end,
        title: endWords(desk, end),
        usedBy: inserts.filter((insert) => insert.end === end).map(({ strip }) => strip),
        fedBy,
      };
    })
    .toSorted((a, b) => burden(a) - burden(b));
}

const burden = ({ usedBy, fedBy }: InsertPlace) => (usedBy.length > 0 ? 2 : 0) + (fedBy === undefined ? 0 : 1);

/** How many effect places are neither in an insert nor fed by a bus. */
export const placesLeft = (desk: DeskReading): number =>
  insertPlaces(desk).filter((place) => slotOf(place.end) !== undefined && burden(place) === 0).length;

export interface InsertChoices {
  readonly strip: StripAddress;
  /** Where it leads; `''` takes it out. */
  readonly end: PatchEnd;
  readonly isOn: boolean;
}

/** Leads a strip's insert somewhere, and switches it on or off. */
export function planInsert(desk: DeskReading, { strip, end, isOn: shouldBeOn }: InsertChoices): Plan {
  const draft = new PlanDraft(desk);
  const name = longNameOf(desk, strip);
  const value = insertValue(desk.schema, strip, end);
  if (value === undefined) {
    draft.refuse(`${name} has no insert that can lead there on this console.`);
    return draft.finish('insert', `Insert ${nameOf(desk, strip)}`);
  }
  const place = insertPlaces(desk).find((each) => each.end === end);
  const others = (place?.usedBy ?? []).filter((each) => each !== strip);
  if (others.length > 0) {
    draft.refuse(
      `${place?.title} is in the insert of ${listed(others.map((each) => nameOf(desk, each)))}: an insert has one strip.`,
    );
  }
  if (place?.fedBy !== undefined) {
    draft.refuse(
      `${place.title} is fed by ${longNameOf(desk, place.fedBy)}: as an insert it would be taken from there.`,
    );
  }
  draft.put(`${strip}/insert/slot`, value);
  draft.put(`${strip}/insert/on`, shouldBeOn && end !== '' ? 1 : 0);
  if (end === '') draft.say(`${name}: nothing is inserted.`);
  else
    draft.say(
      `${name}: ${place?.title ?? end} is inserted and ${shouldBeOn ? 'switched on' : 'switched off, so that it changes nothing'}.`,
    );
  if (end !== '' && shouldBeOn)
    draft.warn('What is inserted may make the strip louder or softer: listen while it is switched on.');
  return draft.finish('insert', `Insert ${nameOf(desk, strip)}`);
}
