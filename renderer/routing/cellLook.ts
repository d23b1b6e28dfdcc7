import type { TapPoint } from '../../shared/desk/profile.ts';
import { formats } from '../../shared/units/format.ts';
import { positionOfDb, type Taper } from '../../shared/units/taper.ts';

/** How a crosspoint's cell looks, from what is known of it. */
export interface CellLook {
  /** Colour of the bar and the sign; `off` also for a send that is all the way down. */
  readonly tone: 'unknown' | 'off' | 'pre' | 'post' | 'group';
  /** The sign's shape: a tap, or the outline of a send that is off. */
  readonly sign: 'unknown' | 'off' | TapPoint;
  readonly text: string;
  /** 0…1 of the cell's width; 0 draws no bar. */
  readonly fill: number;
}

const unknown: CellLook = { tone: 'unknown', sign: 'unknown', text: '?', fill: 0 };

/**
 * @param levelDb dB, or `'fixed'` for a switch that passes at unity
 * @param taper law of the send's level; that of the faders where it has none
 */
export function cellLook(
  levelDb: number | 'fixed' | undefined,
  isOn: boolean | undefined,
  tap: TapPoint | undefined,
  taper: Taper | undefined,
): CellLook {
  if (levelDb === undefined || isOn === undefined || tap === undefined) return unknown;
  const db = levelDb === 'fixed' ? 0 : levelDb;
  if (!isOn) {
    const text = levelDb === 'fixed' || db === -Infinity || tap === 'subgroup' ? '' : formats.dB.print(db);
    return { tone: 'off', sign: 'off', text, fill: 0 };
  }
  if (tap === 'subgroup') return { tone: 'group', sign: tap, text: '', fill: 1 };
  if (db === -Infinity) return { tone: 'off', sign: tap, text: '', fill: 0 };
  const tone = tap === 'postFader' ? 'post' : 'pre';
  return { tone, sign: tap, text: formats.dB.print(db), fill: taper ? positionOfDb(taper, db) : 0 };
}
