import { maxDbOf, positionOfDb, type Taper } from '../../shared/units/taper.ts';

/** A line of the printed scale beside a fader. */
export interface ScaleMark {
  readonly levelDb: number;
  /** 0…1 of the travel. */
  readonly position: number;
  readonly label: string;
  /** Left out first where there is little room. */
  readonly isMinor: boolean;
}

const printed = [10, 5, 0, -5, -10, -20, -30, -40, -60];
const minor = new Set([5, -5, -20, -40]);
const minimumDistance = 0.04;

/** The scale of a taper: round levels that lie on it, far enough from each other to be read. */
export function scaleOf(taper: Taper): readonly ScaleMark[] {
  const max = maxDbOf(taper);
  const marks: ScaleMark[] = [];
  for (const levelDb of printed) {
    if (levelDb > max) continue;
    const position = positionOfDb(taper, levelDb);
    const above = marks.at(-1);
    if (position <= minimumDistance || (above && above.position - position < minimumDistance)) continue;
    const sign = levelDb > 0 ? '+' : levelDb < 0 ? '\u2212' : '';
    marks.push({ levelDb, position, label: sign + Math.abs(levelDb), isMinor: minor.has(levelDb) });
  }
  marks.push({ levelDb: -Infinity, position: 0, label: '\u2212\u221e', isMinor: false });
  return marks;
}
