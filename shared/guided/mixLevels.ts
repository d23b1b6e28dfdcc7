import type { StripAddress } from '../desk/address.ts';
import type { TapPoint } from '../desk/profile.ts';
import { faderGainDb, flows, isMuted, numberAt, type Send, sendOf, tapOf } from './deskReading.ts';
import { mainShareOf } from './mainMix.ts';
import type { PlanDraft } from './plan.ts';

/** Where a new mix starts. */
export type MixStart =
  | { readonly kind: 'main' }
  | { readonly kind: 'bus'; readonly bus: StripAddress }
  | { readonly kind: 'silence' };

/** What a send of the new mix should have. */
export interface WantedSend {
  readonly levelDb: number;
  readonly isOn: boolean;
}

export const isBehindFader = (tap: TapPoint): boolean => tap === 'postFader' || tap === 'subgroup';

/**
 * Level at which a strip is heard in a new mix as it is where the mix starts from; `undefined` where it is not heard there or
 * is not known.
 */
export function startLevel(draft: PlanDraft, send: Send, tap: TapPoint, start: MixStart): WantedSend | undefined {
  switch (start.kind) {
    case 'silence':
      return undefined;
    case 'main':
      return fromMain(draft, send.source, tap);
    case 'bus':
      return fromBus(draft, sendOf(send.source, start.bus), tap);
  }
}

function fromMain(draft: PlanDraft, source: StripAddress, tap: TapPoint): WantedSend | undefined {
  const share = mainShareOf(draft, source);
  if (!share) return undefined;
  if (!isBehindFader(tap))
    return share.gainDb === -Infinity ? undefined : { levelDb: share.gainDb, isOn: !share.isMuted };
  // Behind the fader it follows by itself, mute included; a fader that is down now comes up in both mixes.
  const faderDb = faderGainDb(draft, source) ?? 0;
  if (faderDb > -Infinity)
    return share.gainDb === -Infinity ? undefined : { levelDb: share.gainDb - faderDb, isOn: true };
  return draft.at(`${source}/assign/main`) === 1 ? { levelDb: 0, isOn: true } : undefined;
}

function fromBus(draft: PlanDraft, send: Send, tap: TapPoint): WantedSend | undefined {
  const from = tapOf(draft, send);
  const levelDb = from === 'subgroup' ? 0 : numberAt(draft, send.level);
  if (from === undefined || levelDb === undefined || flows(draft, send) !== true) return undefined;
  const faderDb = isBehindFader(from) === isBehindFader(tap) ? 0 : (faderGainDb(draft, send.source) ?? 0);
  if (faderDb === -Infinity) return undefined;
  const heardDb = isBehindFader(from) ? levelDb + faderDb : levelDb - faderDb;
  return { levelDb: heardDb, isOn: isBehindFader(tap) || !isMuted(draft, send.source) };
}
