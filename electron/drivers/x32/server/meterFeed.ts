import { dbOfGain, gainOfDb } from '../../../../shared/units/decibel.ts';
import type { ServedDesk } from '../../driver.ts';
import {
  encodeFloatMeters,
  encodeReductions,
  encodeSpectrum,
  type MeterPoint,
  meterLayout,
  spectrumFreqHz,
} from '../meters.ts';

const numbered = (kind: string, count: number) => Array.from({ length: count }, (_, i) => `${kind}/${i + 1}`);

/** The strip that an output's source stands for; `undefined` for none and for the desk's own signals. */
function stripOfOutputSource(source: number): string | undefined {
  if (source <= 0 || source > 73) return undefined;
  if (source <= 2) return 'main/stereo';
  if (source === 3) return 'main/mono';
  if (source <= 19) return `bus/${source - 3}`;
  if (source <= 25) return `matrix/${source - 19}`;
  if (source <= 57) return `channel/${source - 25}`;
  return source <= 65 ? `auxIn/${source - 57}` : `fxReturn/${source - 65}`;
}

/** Fills meter blobs from a served desk's levels. */
export class MeterFeed {
  readonly #desk: ServedDesk;

  constructor(desk: ServedDesk) {
    this.#desk = desk;
  }

  /** Whether there is such a blob. */
  has(id: string): boolean {
    return id === '/meters/15' || id === '/meters/16' || meterLayout(id) !== undefined;
  }

  /** A blob at this moment; `undefined` for unknown ids. */
  blob(id: string, first: number, second: number, nowMs: number): Uint8Array | undefined {
    this.#desk.levels.update(nowMs);
    if (id === '/meters/15') return encodeSpectrum((band) => this.#bandDb(band));
    if (id === '/meters/16') return encodeReductions(this.#levelOf);
    const layout = meterLayout(id, first, second);
    return layout && encodeFloatMeters(layout, this.#levelOf);
  }

  readonly #levelOf = (point: MeterPoint): number => {
    const { levels } = this.#desk;
    switch (point.of) {
      case 'pre':
        return levels.pre(point.strip, point.side);
      case 'post':
        return levels.post(point.strip, point.side);
      case 'gate':
      case 'dynamics':
        return levels.reduction(point.strip, point.of);
      case 'output':
        return this.#output(point.output);
      case 'effect':
        return this.#effect(point.slot, point.end, point.side);
      case 'monitor':
        return this.#monitor(point.side);
      case 'talkback':
      case 'oscillator':
        return 0;
      case 'nothing':
        return point.value;
    }
  };

  #number(address: string): number {
    const id = this.#desk.schema.idOf(address);
    return Number((id === undefined ? undefined : this.#desk.get(id)) ?? 0);
  }

  /**
   * What leaves an output, by its source's number (facts, section 9.10). Taps before the fader are all taken as one; every second
   * of them is silent while its strip is muted.
   */
  #output(output: string): number {
    const source = this.#number(`${output}/source`);
    const { levels } = this.#desk;
    const postFader = 8;
    const tap = this.#number(`${output}/tap`);
    const strip = stripOfOutputSource(source);
    if (strip === undefined) {
      const isMonitor = source === 74 || source === 75;
      return isMonitor ? this.#monitor(source === 74 ? 'left' : 'right') : 0;
    }
    if (tap < postFader && tap % 2 === 1 && this.#isMuted(strip)) return 0;
    const side = source === 1 ? 'left' : source === 2 ? 'right' : undefined;
    return levels[tap >= postFader ? 'post' : 'pre'](strip, side);
  }

  /** By its own switch, a mute group or a DCA. */
  #isMuted(strip: string): boolean {
    const groups = [...numbered('dca', 8), ...numbered('muteGroup', 6)];
    return (
      this.#number(`${strip}/mute`) === 1 ||
      groups.some((group) => this.#number(`${strip}/assign/${group}`) === 1 && this.#number(`${group}/mute`) === 1)
    );
  }

  #effect(slot: number, end: 'send' | 'return', side: 'left' | 'right'): number {
    const { levels } = this.#desk;
    const slotsWithSends = 4;
    if (slot > slotsWithSends) return 0;
    if (end === 'return') return levels.pre(`fxReturn/${slot * 2 - (side === 'left' ? 1 : 0)}`);
    const source = this.#number(`fx/${slot}/source/${side}`);
    if (source === 0) return 0;
    return levels.post(source === 17 ? 'main/mono' : `bus/${source}`);
  }

  /** Soloed strips before their faders, or the main mix if there are none, at the monitor's level. */
  #monitor(side: 'left' | 'right'): number {
    if (this.#number('monitor/mute') === 1) return 0;
    const gain = gainOfDb(this.#number('monitor/level'));
    const { levels, schema } = this.#desk;
    if (this.#number('monitor/soloActive') !== 1) return levels.post('main/stereo', side) * gain;
    let power = 0;
    for (const strip of schema.profile.strips.flatMap(({ strips }) => strips)) {
      if (this.#number(`${strip}/solo`) === 1) power += levels.pre(strip, side) ** 2;
    }
    return Math.sqrt(power) * gain;
  }

  /** A spectrum with the shape of music, at the level of the main mix. */
  #bandDb(band: number): number {
    const { levels } = this.#desk;
    const mixDb = dbOfGain(Math.max(levels.post('main/stereo', 'left'), levels.post('main/stereo', 'right')));
    const octavesFromMiddle = Math.log2(spectrumFreqHz(band) / 160);
    return mixDb - 14 - 2.2 * Math.abs(octavesFromMiddle);
  }
}
