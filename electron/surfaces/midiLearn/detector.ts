import type { MappingSource, RelativeCoding } from '../../../shared/scenes/sections/mappings.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';

/** Enough messages of one controller to tell what it is. */
const enough = 6;

interface Seen {
  readonly channel: number;
  readonly controller: number;
  readonly values: number[];
}

/**
 * Finds out what a hand moves from what it sends. Notes, programs and pitch bend are known at once; a controller has to be watched
 * for a moment: it may be half of a fine one, a part of an NRPN, or an endless knob.
 */
export class Detector {
  readonly #seen = new Map<string, Seen>();
  readonly #nrpnHigh = new Map<number, number>();
  readonly #nrpnLow = new Map<number, number>();

  /** @returns what it is, once that is sure */
  hear(event: MidiEvent): MappingSource | undefined {
    switch (event.type) {
      case 'noteOn':
        return { type: 'note', channel: event.channel + 1, number: event.note };
      case 'programChange':
        return { type: 'program', channel: event.channel + 1, number: event.program };
      case 'pitchBend':
        return { type: 'pitchBend', channel: event.channel + 1 };
      case 'controlChange':
        return this.#control(event.channel, event.controller, event.value);
      default:
        return undefined;
    }
  }

  /** The hand rests. @returns the best that can be said of what was heard */
  settle(): MappingSource | undefined {
    const busiest = [...this.#seen.values()].toSorted((a, b) => b.values.length - a.values.length)[0];
    return busiest && this.#sourceOf(busiest);
  }

  #control(channel: number, controller: number, value: number): MappingSource | undefined {
    if (controller === 99) this.#nrpnHigh.set(channel, value);
    if (controller === 98) this.#nrpnLow.set(channel, value);
    const high = this.#nrpnHigh.get(channel);
    const low = this.#nrpnLow.get(channel);
    if (high !== undefined && low !== undefined && [6, 38, 96, 97].includes(controller)) {
      return { type: 'nrpn', channel: channel + 1, number: high * 128 + low };
    }
    if (controller >= 96 && controller <= 101) return undefined;
    const coarse = controller >= 32 && controller < 64 ? this.#seen.get(`${channel} ${controller - 32}`) : undefined;
    if (coarse) return { type: 'control14', channel: channel + 1, number: controller - 32 };
    const key = `${channel} ${controller}`;
    const seen = this.#seen.get(key) ?? { channel, controller, values: [] };
    this.#seen.set(key, seen);
    seen.values.push(value);
    return seen.values.length >= enough ? this.#sourceOf(seen) : undefined;
  }

  #sourceOf({ channel, controller, values }: Seen): MappingSource {
    return { type: 'control', channel: channel + 1, number: controller, coding: codingOf(values) };
  }
}

/** Small steps, as endless knobs send them. */
const isSmall = (value: number) => value >= 1 && value <= 15;

/**
 * The coding that values of one controller speak of. A plain knob never says the same twice in a row, and never jumps from one end
 * to the other and back; an endless one does both. Where only one direction was turned, two's complement is the usual one.
 */
export function codingOf(values: readonly number[]): RelativeCoding | 'absolute' {
  const repeats = values.some((value, at) => at > 0 && value === values[at - 1]);
  const jumps = values.filter((value, at) => at > 0 && Math.abs(value - (values[at - 1] ?? value)) > 32).length;
  if (values.length < 3 || (!repeats && jumps < 2)) return 'absolute';
  if (values.every((value) => isSmall(value) || value >= 113)) return 'twosComplement';
  if (values.every((value) => isSmall(value) || isSmall(value - 64))) {
    return values.some(isSmall) ? 'signBit' : 'around64';
  }
  if (values.every((value) => isSmall(Math.abs(value - 64)))) return 'around64';
  return 'absolute';
}
