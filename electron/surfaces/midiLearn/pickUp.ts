import { canonical, type NumericSpec, positionIn, stepCount } from '../../../shared/desk/paramSpec.ts';

/** A knob takes hold of a level within this, in dB … */
const nearDb = 1;
/** … and of anything else within this share of its way. */
const nearShare = 0.02;

/**
 * An absolute knob and the parameter that it moves may stand in different places. The knob has no effect until it comes near the
 * value or crosses it; then it holds on until something else moves the value.
 */
export class PickUp {
  /** Where the knob was last. */
  #knob: number | undefined;
  /** What it last made of the value; `undefined` while it has no hold of it. */
  #left: number | undefined;

  /** @returns whether the knob, now at `wanted`, may move a value that is `current` */
  moves(spec: NumericSpec, wanted: number, current: number): boolean {
    const before = this.#knob;
    this.#knob = wanted;
    const isHolding = this.#left !== undefined && this.#left === canonical(spec, current);
    const isCrossed = before !== undefined && isBetween(spec, before, wanted, current);
    const isPicked = isHolding || isNear(spec, wanted, current) || isCrossed;
    this.#left = isPicked ? canonical(spec, wanted) : undefined;
    return isPicked;
  }

  /** The knob may have been turned meanwhile. */
  forget(): void {
    this.#knob = undefined;
    this.#left = undefined;
  }
}

function isNear(spec: NumericSpec, a: number, b: number): boolean {
  if (a === b) return true;
  if (spec.kind === 'level') return Math.abs(a - b) <= nearDb;
  // Neighbouring steps are near, however coarse they are.
  const tolerance = Math.max(nearShare, 1 / Math.max(1, stepCount(spec) - 1));
  return Math.abs(positionIn(spec, a) - positionIn(spec, b)) <= tolerance + 1e-9;
}

function isBetween(spec: NumericSpec, a: number, b: number, value: number): boolean {
  const [from, to, at] = [a, b, value].map((each) => positionIn(spec, each)) as [number, number, number];
  return (from <= at && at <= to) || (to <= at && at <= from);
}
