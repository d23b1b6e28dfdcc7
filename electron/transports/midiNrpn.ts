import type { MidiEvent } from './midiParser.ts';

/** Controllers of parameter numbers: NRPN address, data, steps; RPN address. */
export const nrpnControllers = { msb: 99, lsb: 98, data: 6, dataLsb: 38, increment: 96, decrement: 97 } as const;
const rpnMsb = 101;
const rpnLsb = 100;

/** A finished message to a parameter: address and value of 14 bits each. `value` of a step is its byte, which consoles give meanings of their own. */
export interface NrpnMessage {
  readonly channel: number;
  readonly number: number;
  readonly op: 'set' | 'increment' | 'decrement';
  readonly value: number;
}

interface ChannelState {
  msb: number;
  lsb: number;
  data: number;
}

/**
 * Puts NRPN messages together from control changes, each channel for itself. The address stays until another begins; a value
 * is complete with its low byte alone (`waits`) or at once with its high byte (then the low byte completes it a second time).
 */
export class NrpnReader {
  readonly #waits: boolean;
  readonly #states = new Map<number, ChannelState>();

  constructor({ waits = true }: { readonly waits?: boolean } = {}) {
    this.#waits = waits;
  }

  reset(): void {
    this.#states.clear();
  }

  /** @returns the message that this event completes, if it completes one. */
  read(event: MidiEvent): NrpnMessage | undefined {
    if (event.type !== 'controlChange') return undefined;
    const { channel, controller, value } = event;
    const state = this.#states.get(channel) ?? { msb: -1, lsb: -1, data: -1 };
    this.#states.set(channel, state);
    const isAddressed = state.msb >= 0 && state.lsb >= 0;
    switch (controller) {
      case nrpnControllers.msb:
        Object.assign(state, { msb: value, lsb: -1, data: -1 });
        return undefined;
      case nrpnControllers.lsb:
        Object.assign(state, { lsb: value, data: -1 });
        return undefined;
      case rpnMsb:
      case rpnLsb:
        // What follows is for another kind of parameter.
        Object.assign(state, { msb: -1, lsb: -1, data: -1 });
        return undefined;
      case nrpnControllers.data:
        state.data = value;
        return isAddressed && !this.#waits ? finished(state, channel, 'set', value * 128) : undefined;
      case nrpnControllers.dataLsb: {
        const { data } = state;
        state.data = -1;
        return isAddressed && data >= 0 ? finished(state, channel, 'set', data * 128 + value) : undefined;
      }
      case nrpnControllers.increment:
        return isAddressed ? finished(state, channel, 'increment', value) : undefined;
      case nrpnControllers.decrement:
        return isAddressed ? finished(state, channel, 'decrement', value) : undefined;
      default:
        return undefined;
    }
  }
}

const finished = ({ msb, lsb }: ChannelState, channel: number, op: NrpnMessage['op'], value: number): NrpnMessage => ({
  channel,
  number: msb * 128 + lsb,
  op,
  value,
});

/** A whole message as bytes with full status: address, then the value's high and low byte, or the step. */
export function encodeNrpn({ channel, number, op, value }: NrpnMessage): Uint8Array {
  const status = 0xb0 | channel;
  const address = [status, nrpnControllers.msb, number >> 7, status, nrpnControllers.lsb, number & 0x7f];
  if (op !== 'set') return Uint8Array.of(...address, status, nrpnControllers[op], value);
  const { data, dataLsb } = nrpnControllers;
  return Uint8Array.of(...address, status, data, value >> 7, status, dataLsb, value & 0x7f);
}
