import type { MappingSource, RelativeCoding } from '../../../shared/scenes/sections/mappings.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';

/** What a control says. `value` is 0…1 of its way; `clicks` counts an endless knob's steps to the right. */
export type ControlMove =
  | { readonly type: 'value'; readonly value: number }
  | { readonly type: 'clicks'; readonly clicks: number }
  | { readonly type: 'press'; readonly isDown: boolean; readonly value: number };

/** What tells one control of a port from another. An endless knob and a plain one on the same number are the same control. */
export function controlKey(source: MappingSource): string {
  const number = source.type === 'pitchBend' ? 0 : source.number;
  return `${source.type} ${source.channel} ${number}`;
}

/** A move and the control that made it. */
export interface HeardMove {
  readonly key: string;
  readonly move: (coding: RelativeCoding | 'absolute') => ControlMove;
}

/** Steps to the right that a byte of an endless knob tells. */
export function clicksOf(coding: RelativeCoding, value: number): number {
  switch (coding) {
    case 'twosComplement':
      return value < 64 ? value : value - 128;
    case 'around64':
      return value - 64;
    case 'signBit':
      return value < 64 ? value : 64 - value;
  }
}

interface Nrpn {
  high: number | undefined;
  low: number | undefined;
  /** The upper half of its value, which waits for the lower. */
  value: number | undefined;
}

const constant = (move: ControlMove) => () => move;

/** Puts together what controls say in several messages: fine controllers and NRPNs. One reader a port. */
export class SourceReader {
  readonly #highs = new Map<number, number>();
  readonly #nrpns: Nrpn[] = [];

  /** The connection begins anew: halves of before belong to nothing. */
  reset(): void {
    this.#highs.clear();
    this.#nrpns.length = 0;
  }

  /** @returns every control that this message may be of: the same byte is a 7 bit controller and half of a 14 bit one */
  read(event: MidiEvent): readonly HeardMove[] {
    switch (event.type) {
      case 'controlChange':
        return this.#control(event.channel, event.controller, event.value);
      case 'noteOn':
      case 'noteOff': {
        const isDown = event.type === 'noteOn';
        const key = `note ${event.channel + 1} ${event.note}`;
        return [{ key, move: constant({ type: 'press', isDown, value: isDown ? event.velocity / 127 : 0 }) }];
      }
      case 'pitchBend':
        return [
          { key: `pitchBend ${event.channel + 1} 0`, move: constant({ type: 'value', value: event.value / 16_383 }) },
        ];
      case 'programChange':
        return [
          {
            key: `program ${event.channel + 1} ${event.program}`,
            move: constant({ type: 'press', isDown: true, value: 1 }),
          },
        ];
      default:
        return [];
    }
  }

  #control(channel: number, controller: number, value: number): readonly HeardMove[] {
    const moves: HeardMove[] = [
      {
        key: `control ${channel + 1} ${controller}`,
        move: (coding) =>
          coding === 'absolute'
            ? { type: 'value', value: value / 127 }
            : { type: 'clicks', clicks: clicksOf(coding, value) },
      },
    ];
    const fine = this.#fine(channel, controller, value);
    if (fine) moves.push(fine);
    const nrpn = this.#nrpn(channel, controller, value);
    if (nrpn) moves.push(nrpn);
    return moves;
  }

  #fine(channel: number, controller: number, value: number): HeardMove | undefined {
    if (controller < 32) this.#highs.set(channel * 32 + controller, value);
    if (controller < 32 || controller >= 64) return undefined;
    const high = this.#highs.get(channel * 32 + controller - 32);
    if (high === undefined) return undefined;
    return {
      key: `control14 ${channel + 1} ${controller - 32}`,
      move: constant({ type: 'value', value: (high * 128 + value) / 16_383 }),
    };
  }

  #nrpn(channel: number, controller: number, value: number): HeardMove | undefined {
    this.#nrpns[channel] ??= { high: undefined, low: undefined, value: undefined };
    const state = this.#nrpns[channel];
    // 7F 7F is the null address; an RPN (100, 101) takes the place of an NRPN.
    if (controller === 99) Object.assign(state, { high: value, value: undefined });
    else if (controller === 98) Object.assign(state, { low: value, value: undefined });
    else if (controller === 100 || controller === 101) Object.assign(state, { high: undefined, low: undefined });
    else if (controller === 6) state.value = value;
    const { high, low } = state;
    if (high === undefined || low === undefined || (high === 127 && low === 127)) return undefined;
    const key = `nrpn ${channel + 1} ${high * 128 + low}`;
    if (controller === 96 || controller === 97) {
      return { key, move: constant({ type: 'clicks', clicks: controller === 96 ? 1 : -1 }) };
    }
    // Those with a lower half send it at once; a value is told when it is whole.
    if (controller !== 38 || state.value === undefined) return undefined;
    return { key, move: constant({ type: 'value', value: (state.value * 128 + value) / 16_383 }) };
  }
}
