import type { LevelSpec, ParamValue } from '../../shared/desk/paramSpec.ts';
import { positionOfDb } from '../../shared/units/taper.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import type { Param } from '../desk/param.svelte.ts';
import { type Crosspoint, isOn } from './crosspoint.ts';
import { followLead, moveAlong, type StartLevel } from './levelOffsets.ts';
import { nextTap, toggleGroupTap } from './tapCycle.ts';

/** Changes of one or many crosspoints. Each is one gesture: touched together, set, released, undone as one step. */

interface LevelHold extends StartLevel {
  readonly param: Param;
}

const isFree = (param: Param | undefined): param is Param =>
  param !== undefined && param.value !== undefined && param.heldBy === undefined && param.spec.readOnly !== true;

function holdLevel({ level }: Crosspoint): LevelHold | undefined {
  if (!isFree(level) || level.spec.kind !== 'level' || level.number === undefined) return undefined;
  return { param: level, spec: level.spec, levelDb: level.number };
}

/** A hand on the levels of a selection, from grab to release or cancel. All move from where they were, never from where they are. */
export class LevelGesture {
  readonly #mirror: DeskMirror;
  readonly #lead: LevelHold;
  readonly #holds: readonly LevelHold[];
  #travel = 0;
  #isOver = false;

  private constructor(mirror: DeskMirror, lead: LevelHold, holds: readonly LevelHold[]) {
    this.#mirror = mirror;
    this.#lead = lead;
    this.#holds = holds;
    mirror.touch(this.params);
  }

  /** @returns `undefined` if the lead has no level that a hand may move now. */
  static grab(mirror: DeskMirror, lead: Crosspoint, points: readonly Crosspoint[]): LevelGesture | undefined {
    if (!mirror.isOperable) return undefined;
    const leadHold = holdLevel(lead);
    if (!leadHold) return undefined;
    const others = points.filter((point) => point !== lead).map(holdLevel);
    return new LevelGesture(mirror, leadHold, [leadHold, ...others.filter((hold) => hold !== undefined)]);
  }

  get params(): readonly Param[] {
    return this.#holds.map(({ param }) => param);
  }

  get leadSpec(): LevelSpec {
    return this.#lead.spec;
  }

  /** Moves on by a share of the full travel, up or (negative) down. What goes beyond an end is not saved up. */
  dragBy(travel: number): void {
    const start = positionOfDb(this.#lead.spec.taper, this.#lead.levelDb);
    this.#travel = Math.min(Math.max(this.#travel + travel, -start), 1 - start);
    this.leadTo(moveAlong(this.#lead, this.#travel));
  }

  /** Brings the lead to a level; the others follow by their own distance. */
  leadTo(levelDb: number): void {
    if (this.#isOver) return;
    for (const [index, level] of followLead(this.#holds, this.#lead, levelDb).entries()) {
      const hold = this.#holds[index];
      if (hold) this.#mirror.set(hold.param, level);
    }
  }

  release(): void {
    this.#end(false);
  }

  /** Puts back what was there. */
  cancel(): void {
    this.#end(true);
  }

  #end(isCancelled: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#mirror.release(this.params, isCancelled);
  }
}

/** Sets several parameters at once; those that nobody may move now are left out. @returns whether any was set. */
function setTogether(mirror: DeskMirror, changes: ReadonlyMap<Param, ParamValue>): boolean {
  const free = [...changes].filter(([param, value]) => isFree(param) && param.value !== value);
  if (!mirror.isOperable || free.length === 0) return false;
  const params = free.map(([param]) => param);
  mirror.touch(params);
  for (const [param, value] of free) mirror.set(param, value);
  mirror.release(params);
  return true;
}

/** Brings the lead to a level and lets the others follow. */
export function setLevel(mirror: DeskMirror, lead: Crosspoint, points: readonly Crosspoint[], levelDb: number): void {
  const gesture = LevelGesture.grab(mirror, lead, points);
  gesture?.leadTo(levelDb);
  gesture?.release();
}

/** Switches all to what the lead is not. Nothing happens from a lead that is not known. */
export function toggleOn(mirror: DeskMirror, lead: Crosspoint, points: readonly Crosspoint[]): void {
  const current = isOn(lead);
  if (!lead.on || current === undefined) return;
  const value = current ? 0 : 1;
  setTogether(mirror, new Map(points.flatMap(({ on }) => (on ? [[on, value] as const] : []))));
}

/** Sets the tap of all that offer it. @returns whether any changed. */
export function setTap(mirror: DeskMirror, points: readonly Crosspoint[], option: string): boolean {
  const changes = new Map<Param, ParamValue>();
  for (const { tap } of points) {
    if (tap?.spec.kind !== 'choice') continue;
    const index = tap.spec.options.indexOf(option);
    if (index >= 0) changes.set(tap, index);
  }
  return setTogether(mirror, changes);
}

/** The tap to go to from the lead's: the next or previous of its taps, or into and out of the subgroup. */
export function tapFrom({ tap }: Crosspoint, way: 'next' | 'previous' | 'group'): string | undefined {
  const current = tap?.number;
  if (tap?.spec.kind !== 'choice' || current === undefined) return undefined;
  const { options } = tap.spec;
  const index = way === 'group' ? toggleGroupTap(options, current) : nextTap(options, current, way === 'previous');
  return index === undefined ? undefined : options[index];
}
