import type { Clock } from '../../../shared/base/clock.ts';
import type { Disposable } from '../../../shared/base/disposable.ts';
import { canonical, type ParamValue, stepOf } from '../../../shared/desk/paramSpec.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import { type Place, placeOf, positionOf } from './paramMap.ts';
import type { DeviceWord } from './wire.ts';

/** A hand leaves a fader so long after its last move, in ms. */
const letGoMs = 400;
/** A light that does not follow its button by then is not going to. */
const lightMs = 400;
/** A ring that does not follow its knob by then waits for another click. */
const ringMs = 150;
/** Clicks after which a pan is left as it is. */
const mostClicks = 150;

export interface HandsWorld {
  readonly clock: Clock;
  readonly schema: Schema;
  say(unit: number, word: DeviceWord): void;
  /** What the DAW said last. */
  heard(id: ParamId): ParamValue | undefined;
  /** A value is what it is going to be. */
  settled(id: ParamId, value: ParamValue): void;
}

/** What a hand is about to do with one thing. */
interface Doing {
  readonly place: Place;
  wanted: number;
  clicks: number;
  timer: Disposable | undefined;
  /** The DAW has said nothing of the fader since its last move. */
  isSilent: boolean;
}

/**
 * Hands on the surface that the app plays: faders are touched, moved and let go; buttons are pressed only if their light says that
 * a press leads to what is wanted; knobs are turned until their ring shows it.
 */
export class Hands implements Disposable {
  readonly #world: HandsWorld;
  readonly #doing = new Map<ParamId, Doing>();

  constructor(world: HandsWorld) {
    this.#world = world;
  }

  /** Goes to a value. */
  want(id: ParamId, target: number): void {
    const place = placeOf(this.#world.schema, id);
    const spec = this.#world.schema.specOf(id);
    if (!place || spec.kind === 'text') return;
    const value = canonical(spec, target);
    let doing = this.#doing.get(id);
    if (!doing) {
      doing = { place, wanted: value, clicks: 0, timer: undefined, isSilent: true };
      this.#doing.set(id, doing);
      if (place.what === 'fader') this.#world.say(place.unit, { what: 'touch', strip: place.strip, isOn: true });
    }
    doing.wanted = value;
    doing.clicks = 0;
    if (place.what === 'fader') this.#move(id, doing);
    else this.#step(id, doing);
  }

  /** The DAW has said something. @returns whether that is on the way to what is wanted, and no news yet */
  heard(id: ParamId): boolean {
    const doing = this.#doing.get(id);
    if (!doing) return false;
    doing.isSilent = false;
    if (doing.place.what === 'fader') return false;
    this.#step(id, doing);
    return this.#doing.has(id);
  }

  dispose(): void {
    for (const { timer, place } of this.#doing.values()) {
      timer?.dispose();
      if (place.what === 'fader') this.#world.say(place.unit, { what: 'touch', strip: place.strip, isOn: false });
    }
    this.#doing.clear();
  }

  #move(id: ParamId, doing: Doing): void {
    const { unit, strip } = doing.place;
    doing.isSilent = true;
    this.#world.say(unit, { what: 'move', strip, position: positionOf(this.#world.schema, id, doing.wanted) });
    this.#later(doing, letGoMs, () => {
      this.#doing.delete(id);
      this.#world.say(unit, { what: 'touch', strip, isOn: false });
      // Some programs tell nothing of a fader that is held: then it is where the hand left it.
      if (doing.isSilent) this.#world.settled(id, doing.wanted);
    });
  }

  /** The next press or click, if one is needed. */
  #step(id: ParamId, doing: Doing): void {
    const { unit, strip, what } = doing.place;
    const now = this.#world.heard(id);
    const spec = this.#world.schema.specOf(id);
    // A button only turns over what is known.
    if (typeof now !== 'number' || spec.kind === 'text' || now === doing.wanted || doing.clicks >= mostClicks) {
      this.#end(id, doing);
      return;
    }
    if (what === 'mute' || what === 'solo') {
      if (doing.clicks > 0) return;
      doing.clicks = 1;
      this.#world.say(unit, { what: 'press', strip, key: what });
      this.#later(doing, lightMs, () => this.#end(id, doing));
      return;
    }
    doing.clicks++;
    this.#world.say(unit, { what: 'turn', strip, ticks: stepOf(spec, doing.wanted) > stepOf(spec, now) ? 1 : -1 });
    this.#later(doing, ringMs, () => this.#step(id, doing));
  }

  #end(id: ParamId, doing: Doing): void {
    doing.timer?.dispose();
    this.#doing.delete(id);
    const value = this.#world.heard(id);
    if (value !== undefined) this.#world.settled(id, value);
  }

  #later(doing: Doing, delayMs: number, action: () => void): void {
    doing.timer?.dispose();
    doing.timer = this.#world.clock.after(delayMs, action);
  }
}
