import type { TapPoint } from '../desk/profile.ts';
import { maxDbOf } from '../units/taper.ts';
import {
  faderGainDb,
  firstTap,
  flows,
  listed,
  longNameOf,
  nameOf,
  numberAt,
  type Send,
  tapOf,
  tapPartners,
  valueOfOption,
} from './deskReading.ts';
import type { PlanDraft } from './plan.ts';
import { tapWords } from './purposes.ts';

/** What a send passes of its source's signal in dB, beside its level: nothing before the fader, fader and DCAs behind it. */
function tapGainDb(draft: PlanDraft, send: Send, tap: TapPoint): number | undefined {
  return tap === 'postFader' || tap === 'subgroup' ? faderGainDb(draft, send.source) : 0;
}

/** A send's own level in dB; a subgroup passes at unity whatever stands there. */
function ownLevelDb(draft: PlanDraft, send: Send, tap: TapPoint): number | undefined {
  return tap === 'subgroup' ? 0 : numberAt(draft, send.level);
}

type Level = { readonly levelDb: number } | { readonly why: string };

/** The level at which a send taken at another point is heard as it is now, or why there is none. */
function keptLevel(draft: PlanDraft, send: Send, from: TapPoint, to: TapPoint): Level {
  const levelDb = ownLevelDb(draft, send, from);
  const fromDb = tapGainDb(draft, send, from);
  const toDb = tapGainDb(draft, send, to);
  if (levelDb === undefined || fromDb === undefined || toDb === undefined)
    return { why: 'something of it has not been read yet' };
  if (fromDb === toDb) return { levelDb };
  if (fromDb === -Infinity || toDb === -Infinity) return { why: 'the fader is all the way down' };
  const wantedDb = levelDb + fromDb - toDb;
  const id = draft.schema.need(send.level);
  const spec = draft.schema.specOf(id);
  if (spec.kind === 'level' && wantedDb > maxDbOf(spec.taper)) return { why: 'the send would stand above its range' };
  if (to === 'subgroup' && Math.abs(wantedDb) > 0.25) return { why: 'a subgroup has no level of its own' };
  return { levelDb: wantedDb };
}

/** Sends that were left alone, with the reason. */
export interface LeftAlone {
  readonly send: Send;
  readonly why: string;
}

/**
 * Takes a send at another point and sets its level so that it is heard as before, within one step of the desk. The sends that
 * share its tap keep what is heard of them too. @returns why nothing was changed, if nothing was
 */
export function flipTap(draft: PlanDraft, send: Send, to: TapPoint): LeftAlone | undefined {
  const from = tapOf(draft, send);
  if (from === to) return undefined;
  const tapValue = valueOfOption(draft.schema, send.tap, to);
  if (from === undefined) return { send, why: 'something of it has not been read yet' };
  if (tapValue === undefined) return { send, why: `the console cannot take it ${tapWords[to]}` };
  const levels: { readonly send: Send; readonly levelDb: number }[] = [];
  for (const each of [send, ...tapPartners(draft.schema, send)]) {
    if (!flows(draft, each)) continue;
    const kept = keptLevel(draft, each, from, to);
    if ('why' in kept) {
      const partner = each === send ? '' : `${nameOf(draft, each.bus)} shares its tap, and there `;
      return { send, why: `${partner}${kept.why}` };
    }
    levels.push({ send: each, levelDb: kept.levelDb });
  }
  draft.put(send.tap, tapValue);
  for (const level of levels) draft.put(level.send.level, level.levelDb);
  if (to === 'subgroup') closeIdle(draft, send);
  return undefined;
}

/** As a subgroup a send passes at unity: those that were all the way down, and share the tap, must be switched off instead. */
function closeIdle(draft: PlanDraft, send: Send): void {
  for (const partner of tapPartners(draft.schema, send)) {
    if (numberAt(draft, partner.level) === -Infinity) draft.put(partner.on, 0);
  }
}

/** Takes sends at another point at the levels at which they are heard as before, and says which it left alone and why. */
export function flipTaps(draft: PlanDraft, sends: readonly Send[], wished: readonly TapPoint[]): readonly LeftAlone[] {
  const left: LeftAlone[] = [];
  const flipped: Send[] = [];
  const partners = new Set<string>();
  for (const send of sends) {
    const to = firstTap(draft.schema, send, wished);
    const alone = to === undefined ? { send, why: 'the console has no such tap' } : flipTap(draft, send, to);
    if (alone) left.push(alone);
    else {
      flipped.push(send);
      for (const partner of tapPartners(draft.schema, send)) if (flows(draft, partner)) partners.add(partner.bus);
    }
  }
  const to = flipped[0] && tapOf(draft, flipped[0]);
  if (to !== undefined) {
    const names = listed(flipped.map(({ source }) => nameOf(draft, source)));
    draft.say(`${names}: taken ${tapWords[to]} from now on, at levels at which they are heard as before.`);
  }
  const shared = [...partners].filter((bus) => !sends.some((send) => send.bus === bus));
  if (shared.length > 0) {
    draft.say(
      `${listed(shared.map((bus) => longNameOf(draft, bus)))} shares these taps; its levels follow, so that it sounds as before too.`,
    );
  }
  for (const why of new Set(left.map((each) => each.why))) {
    const names = left.filter((each) => each.why === why).map((each) => nameOf(draft, each.send.source));
    draft.warn(`Left alone, because ${why}: ${listed(names)}.`);
  }
  return left;
}

/**
 * Takes a send at a point without regard to its own level, which the caller sets. What shares the tap is heard as before where
 * that can be; where it cannot, somebody would lose a mix, and the plan is refused.
 */
export function retap(draft: PlanDraft, send: Send, to: TapPoint): void {
  const from = tapOf(draft, send);
  const tapValue = valueOfOption(draft.schema, send.tap, to);
  if (from === to || tapValue === undefined) return;
  const moved: { readonly send: Send; readonly levelDb: number }[] = [];
  for (const partner of tapPartners(draft.schema, send)) {
    if (!flows(draft, partner) || from === undefined) continue;
    const kept = keptLevel(draft, partner, from, to);
    if ('why' in kept) {
      const words = `${longNameOf(draft, partner.bus)} is in use and shares its taps with ${longNameOf(draft, send.bus)}`;
      draft.refuse(
        `${words}: ${nameOf(draft, send.source)} would sound different there, because ${kept.why}. Choose another bus.`,
      );
      return;
    }
    moved.push({ send: partner, levelDb: kept.levelDb });
  }
  draft.put(send.tap, tapValue);
  for (const each of moved) draft.put(each.send.level, each.levelDb);
  if (to === 'subgroup') closeIdle(draft, send);
}
