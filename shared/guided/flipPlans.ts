import type { StripAddress } from '../desk/address.ts';
import type { TapPoint } from '../desk/profile.ts';
import { type DeskReading, flows, nameOf, type Send, sendOf, sendsInto, tapOf } from './deskReading.ts';
import { type Plan, PlanDraft } from './plan.ts';
import { flipTaps } from './tapFlip.ts';

/** Whether a send ignores its channel's fader or follows it. */
export type Side = 'pre' | 'post';

const wished: Readonly<Record<Side, readonly TapPoint[]>> = {
  pre: ['preFader', 'postEq', 'preEq', 'input'],
  post: ['postFader'],
};

const sideOf = (tap: TapPoint): Side => (tap === 'postFader' || tap === 'subgroup' ? 'post' : 'pre');

const titles: Readonly<Record<Side, string>> = { pre: 'pre-fader', post: 'post-fader' };

/** Takes every open send of a bus before or behind the faders, each at the level at which it is heard as now. */
export function flipBusPlan(desk: DeskReading, bus: StripAddress, side: Side): Plan {
  const draft = new PlanDraft(desk);
  const sends = sendsInto(desk.schema, bus).filter(
    (send) => flows(desk, send) === true && isOtherSide(desk, send, side),
  );
  flipTaps(draft, sends, wished[side]);
  return draft.finish('tap flip', `${nameOf(desk, bus)} ${titles[side]}`);
}

function isOtherSide(desk: DeskReading, send: Send, side: Side): boolean {
  const tap = tapOf(desk, send);
  return tap !== undefined && sideOf(tap) !== side;
}

/** Turns sends over, all to the other side of the first one's, at the levels at which they are heard as now. */
export function flipSendsPlan(
  desk: DeskReading,
  points: readonly { readonly source: StripAddress; readonly destination: StripAddress }[],
): Plan {
  const draft = new PlanDraft(desk);
  const sends = points
    .map(({ source, destination }) => sendOf(source, destination))
    .filter(({ level, tap }) => desk.schema.has(level) && desk.schema.has(tap));
  const first = sends[0] && tapOf(desk, sends[0]);
  const side: Side = first !== undefined && sideOf(first) === 'pre' ? 'post' : 'pre';
  flipTaps(
    draft,
    sends.filter((send) => isOtherSide(desk, send, side)),
    wished[side],
  );
  const name = sends.length === 1 && sends[0] ? `${nameOf(desk, sends[0].source)} ` : '';
  return draft.finish('tap flip', `${name}${titles[side]}`);
}
