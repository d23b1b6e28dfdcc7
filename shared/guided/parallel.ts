import type { StripAddress } from '../desk/address.ts';
import type { ParamSpec } from '../desk/paramSpec.ts';
import type { PaletteColor } from '../desk/profile.ts';
import { closeOthers, setUpBus, warnOfUse } from './busSetup.ts';
import {
  counted,
  type DeskReading,
  firstTap,
  isOn,
  listed,
  longNameOf,
  nameOf,
  sendOf,
  valueOfOption,
} from './deskReading.ts';
import { withMeant } from './meant.ts';
import { db, type Plan, PlanDraft } from './plan.ts';
import { retap } from './tapFlip.ts';

export interface ParallelChoices {
  readonly members: readonly StripAddress[];
  readonly bus: StripAddress;
  readonly name: string;
  readonly color?: PaletteColor;
  /** How far the crushed copy starts below the dry sound, as the bus's fader. */
  readonly blendDb?: number;
  readonly ratio?: number;
  readonly thresholdDb?: number;
}

/** A compressor that squeezes hard: what the crushed copy of a parallel path usually has. */
const attackMs = 3;
const releaseMs = 100;

/** Duplicates channels onto a bus that stays on the main mix beside them, and crushes the copy. */
export function planParallel(desk: DeskReading, choices: ParallelChoices): Plan {
  const { members, bus, name, color, blendDb = -10, ratio = 10, thresholdDb = -30 } = choices;
  const draft = new PlanDraft(desk);
  const usable = members.filter((strip) => draft.schema.has(sendOf(strip, bus).level));
  if (usable.length === 0) draft.refuse('Choose the channels that are duplicated.');
  setUpBus(draft, { bus, name, purpose: 'subgroup', isOnMain: true, faderDb: blendDb, ...(color && { color }) });
  warnOfUse(draft, bus);
  closeOthers(draft, bus, new Set(usable));
  for (const strip of usable) duplicate(draft, strip, bus);
  // The members are heard beside the group on purpose.
  for (const rule of ['direct', 'tap'] as const) {
    const meant = withMeant(draft, bus, rule);
    draft.put(meant.address, meant.value);
  }
  const isCrushed = crush(draft, bus, ratio, thresholdDb);
  sayBlend(draft, usable, bus, blendDb, isCrushed);
  return draft.finish('parallel', `Parallel ${nameOf(draft, bus)}`);
}

function duplicate(draft: PlanDraft, strip: StripAddress, bus: StripAddress): void {
  const send = sendOf(strip, bus);
  const tap = firstTap(draft.schema, send, ['postFader']);
  if (tap === undefined) {
    draft.refuse(`${nameOf(draft, strip)} cannot feed ${longNameOf(draft, bus)} behind its fader.`);
    return;
  }
  retap(draft, send, tap);
  draft.put(send.level, 0);
  draft.put(send.on, 1);
}

function crush(draft: PlanDraft, bus: StripAddress, ratio: number, thresholdDb: number): boolean {
  const base = `${bus}/dynamics`;
  if (!draft.put(`${base}/on`, 1)) {
    draft.warn(`This console has no compressor on its busses: put one into an insert of ${longNameOf(draft, bus)}.`);
    return false;
  }
  const mode = valueOfOption(draft.schema, `${base}/mode`, 'compressor');
  if (mode !== undefined) draft.put(`${base}/mode`, mode);
  draft.put(`${base}/threshold`, thresholdDb);
  const ratioValue = nearestRatio(draft, `${base}/ratio`, ratio);
  if (ratioValue !== undefined) draft.put(`${base}/ratio`, ratioValue);
  draft.put(`${base}/attack`, attackMs);
  draft.put(`${base}/release`, releaseMs);
  draft.put(`${base}/mix`, 100);
  draft.put(`${base}/makeupGain`, 0);
  draft.say(
    `Its compressor: threshold ${db(thresholdDb)}, ratio ${ratio} to 1, attack ${attackMs} ms, release ${releaseMs} ms, no make-up gain.`,
  );
  return true;
}

/** The value of the ratio that is nearest, whether the desk has a list of them or a range. */
function nearestRatio(draft: PlanDraft, address: string, ratio: number): number | undefined {
  const id = draft.schema.idOf(address);
  const spec: ParamSpec | undefined = id === undefined ? undefined : draft.schema.specOf(id);
  if (spec?.kind !== 'choice') return spec === undefined ? undefined : ratio;
  const distances = spec.options.map((option) => Math.abs(Number.parseFloat(option) - ratio));
  return distances.indexOf(Math.min(...distances.filter((distance) => !Number.isNaN(distance))));
}

function sayBlend(
  draft: PlanDraft,
  members: readonly StripAddress[],
  bus: StripAddress,
  blendDb: number,
  isCrushed: boolean,
): void {
  if (members.length === 0) return;
  const names = listed(members.map((strip) => nameOf(draft, strip)));
  draft.say(`${names}: heard dry as before, and a second time through ${longNameOf(draft, bus)}.`);
  const how = isCrushed ? 'The crushed copy' : 'The copy';
  draft.say(
    `${how} is taken behind the faders and starts ${db(Math.abs(blendDb))} ${blendDb <= 0 ? 'below' : 'above'} the dry sound; the bus fader blends it.`,
  );
  const away = members.filter((strip) => !isOn(draft, `${strip}/assign/main`));
  if (away.length > 0) {
    const awayNames = listed(away.map((strip) => nameOf(draft, strip)));
    draft.warn(
      `${counted(away.length, 'channel')} ${away.length === 1 ? 'is' : 'are'} not on the main mix directly, so the dry sound comes through a group or not at all: ${awayNames}.`,
    );
  }
}
