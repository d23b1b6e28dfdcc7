import type { Address } from '../desk/address.ts';
import type { DeskState } from '../desk/deskState.ts';
import type { ParamValue } from '../desk/paramSpec.ts';
import type { ParamId } from '../desk/schema.ts';
import { isLoudness } from './loudness.ts';

/** The order of a recall: first what makes softer, last what makes audible. */
export const recallPhases = ['falls', 'rest', 'rises', 'unmutes'] as const;
export type RecallPhase = (typeof recallPhases)[number];

/** A place in the order: steps of one phase go by `rank`, steps of one rank by id. */
interface Place {
  readonly phase: RecallPhase;
  readonly rank: number;
}

// Pairs are divided before anything else, so that no fall of one side moves the other. Groups change before levels rise.
const divide: Place = { phase: 'falls', rank: 0 };
const silence: Place = { phase: 'falls', rank: 1 };
const soften: Place = { phase: 'falls', rank: 2 };
const fall: Place = { phase: 'falls', rank: 3 };
const softenLast: Place = { phase: 'falls', rank: 4 };
const rest: Place = { phase: 'rest', rank: 5 };
const regroup: Place = { phase: 'rises', rank: 6 };
const rise: Place = { phase: 'rises', rank: 7 };
const leaveMuted: Place = { phase: 'unmutes', rank: 8 };
const unmute: Place = { phase: 'unmutes', rank: 9 };

const dcaPattern = /\/assign\/(dca\/\d+)$/;
/** Switches that let sound through when they are on. */
const gatePattern = /\/(?:send\/\w+\/\d+\/on|assign\/(?:main|mono))$/;

/**
 * Puts changes in an order in which, cut at any point, nothing is louder than the louder of before and after: once all falls have
 * landed every level is at the lower of its two values, so that taps, assigns and links may change; then levels rise.
 *
 * A DCA with a level above 0 dB raises its members and one below lowers them, so that joining and leaving are falls or rises; a
 * muted one silences them.
 */
export class StepOrder {
  readonly #state: DeskState;
  readonly #target: (id: ParamId) => ParamValue | undefined;

  /** @param target what the recall wants of a parameter, `undefined` if it leaves it alone */
  constructor(state: DeskState, target: (id: ParamId) => ParamValue | undefined) {
    this.#state = state;
    this.#target = target;
  }

  placeOf(id: ParamId, from: ParamValue, to: ParamValue): Place {
    const { schema } = this.#state;
    const spec = schema.specOf(id);
    const address = schema.addressOf(id);
    if (typeof from !== 'number' || typeof to !== 'number') return rest;
    if (isLoudness(address, spec)) return to < from ? fall : rise;
    if (spec.kind !== 'switch') return rest;
    if (address.endsWith('/mute')) return to === 1 ? silence : unmute;
    if (spec.group === 'links') return to === 0 ? divide : rest;
    if (gatePattern.test(address)) return to === 0 ? silence : unmute;
    if (spec.group !== 'groups') return rest;
    const dca = dcaPattern.exec(address)?.[1];
    if (dca === undefined) return to === 1 ? silence : unmute;
    return this.#joinsOrLeaves(dca, to === 1);
  }

  #joinsOrLeaves(dca: string, joins: boolean): Place {
    // Of a muted DCA joining silences and leaving makes audible; its own mute is engaged before and released after that.
    const isMuted = this.#bothOf(`${dca}/mute`).some((value) => value !== 0);
    if (isMuted) return joins ? soften : leaveMuted;
    const [before, after] = this.#bothOf(`${dca}/fader`);
    // Of an unknown DCA it is not known which of the two makes louder: neither comes before levels have fallen.
    if (before === undefined || after === undefined) return regroup;
    // When all levels have fallen, the DCA is at the lower of its two.
    const lower = Math.min(before, after);
    if (!joins) return lower < 0 ? regroup : soften;
    if (lower > 0) return regroup;
    return Math.max(before, after) <= 0 ? soften : softenLast;
  }

  /** What a parameter has before and after. */
  #bothOf(address: Address): readonly [number | undefined, number | undefined] {
    const id = this.#state.schema.idOf(address);
    if (id === undefined) return [undefined, undefined];
    const before = this.#state.number(id);
    const target = this.#target(id);
    return [before, typeof target === 'number' ? target : before];
  }
}
