import { seededRandom } from '../../../shared/base/random.ts';
import { canonical, type ParamValue, stepCount, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import { type Stage, schema } from './stage.ts';

const leaves = [
  'fader',
  'mute',
  'pan',
  'send/bus/3/level',
  'send/bus/4/on',
  'send/bus/3/tap',
  'assign/dca/2',
  'assign/dca/3',
  'name',
];

/** Controls for a run: those of one owner are moved by nobody else. */
export function controlsOf(owner: number, strips = 4): readonly ParamId[] {
  return Array.from({ length: strips }, (_, index) => 1 + owner * strips + index).flatMap((channel) =>
    leaves.map((leaf) => schema.need(`channel/${channel}/${leaf}`)),
  );
}

function anyValue(id: ParamId, random: () => number): ParamValue {
  const spec = schema.specOf(id);
  if (spec.kind === 'text') return `N${Math.floor(random() * 1000)}`;
  // Around 0 dB, in a range in which no rise is limited.
  if (spec.kind === 'level') return canonical(spec, random() * 5.9 - 3);
  return valueAtStep(spec, Math.floor(random() * stepCount(spec)));
}

/** What was moved, by whom. */
export interface Moved {
  readonly byPages: readonly ParamId[];
  readonly atDesk: readonly ParamId[];
}

/** Pages, each with controls of its own, and a hand at the desk with others, move them for a while. */
export async function play(stage: Stage, durationMs: number, perSecond = 80): Promise<Moved> {
  const random = seededRandom(stage.seed);
  const owners = stage.pages.length + 1;
  const controls = Array.from({ length: owners }, (_, owner) => controlsOf(owner));
  const all = controls.flat();
  const untilMs = stage.clock.nowMs() + durationMs;
  while (stage.clock.nowMs() < untilMs) {
    const owner = Math.floor(random() * owners);
    const own = controls[owner] ?? [];
    const id = own[Math.floor(random() * own.length)] as ParamId;
    const steps = random() < 0.2 ? 8 : 1;
    for (let step = 0; step < steps; step++) {
      const value = anyValue(id, random);
      if (owner < stage.pages.length) stage.set(owner, id, value);
      else stage.hand(id, value);
      await stage.run(steps > 1 ? 12 : Math.ceil((random() * 2000) / perSecond), all);
    }
  }
  const atDesk = controls.at(-1) ?? [];
  return { byPages: all.filter((id) => !atDesk.includes(id)), atDesk };
}
