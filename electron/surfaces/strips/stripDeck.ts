import type { Clock } from '../../../shared/base/clock.ts';
import { type Disposable, DisposableStore } from '../../../shared/base/disposable.ts';
import type { StripAddress } from '../../../shared/desk/address.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import { shownName } from '../../../shared/desk/stripNames.ts';
import { dbOfMeterByte } from '../../../shared/protocol/meterScale.ts';
import type { HandPeer } from '../../hub/peer.ts';
import { BriefHolds } from '../briefHolds.ts';
import type { ScenePlug } from '../scenePlug.ts';
import { shortValue } from '../shortValue.ts';
import {
  assignmentOf,
  busOfStrip,
  type DeckMode,
  destinationsOf,
  firstMode,
  lastStart,
  masterSlot,
  type Slot,
  slotOf,
  stripsOf,
} from './deckLayout.ts';
import { type Command, type FaceUnit, type Finger, masterStrip, type StripKey, unitStrips } from './face.ts';
import { faderValue, turnedValue } from './faderLaw.ts';
import { colorOf, isOn, knobRing, positionOf, textOf } from './shownValues.ts';

/** After a move the lower row shows the fader's value for this long, then the knob's again, in ms. */
const fingerTextMs = 1000;
/** Meters are passed on at most this often, in ms. */
const meterGapMs = 50;

export interface DeckOptions {
  readonly peer: HandPeer;
  /** In the order in which they stand, from left to right. */
  readonly units: readonly FaceUnit[];
  readonly clock: Clock;
  readonly scenes: ScenePlug;
  /** Told what a button asked for and did not get. */
  readonly problem?: (sentence: string) => void;
}

/** One place of the surface: a strip of a unit, or a master fader. */
interface Place {
  readonly unit: FaceUnit;
  readonly strip: number;
  slot: Slot | undefined;
  /** What the hand on it holds. */
  held: ParamId | undefined;
  /** A hand was felt here before, so a move without one is none. */
  feelsHands: boolean;
  finger: Disposable | undefined;
}

/** The strips of a console on a surface with motor faders: banks, knobs, flip, names, meters. It knows no wire format. */
export class StripDeck implements Disposable {
  readonly #peer: HandPeer;
  readonly #clock: Clock;
  readonly #scenes: ScenePlug;
  readonly #problem: (sentence: string) => void;
  readonly #units: readonly FaceUnit[];
  readonly #places: readonly Place[];
  readonly #ends = new DisposableStore();
  readonly #brief: BriefHolds;
  /** Places to draw again when a parameter changes. */
  #shownAt = new Map<ParamId, Set<Place>>();
  #solos: readonly ParamId[] = [];
  #mode: DeckMode = firstMode;
  #selected: StripAddress | undefined;
  #metersDueMs = -Infinity;

  constructor({ peer, units, clock, scenes, problem = () => undefined }: DeckOptions) {
    this.#peer = peer;
    this.#clock = clock;
    this.#scenes = scenes;
    this.#problem = problem;
    this.#units = units;
    this.#places = units.flatMap((unit) => {
      const strips = Array.from({ length: unitStrips + (unit.hasMaster ? 1 : 0) }, (_, strip) => strip);
      return strips.map((strip): Place => {
        return { unit, strip, slot: undefined, held: undefined, feelsHands: false, finger: undefined };
      });
    });
    this.#brief = new BriefHolds(peer, clock, (id) => this.#drawFaders(id));
    for (const unit of units) {
      this.#ends.add(unit.onFinger((finger) => this.#finger(unit, finger)));
      this.#ends.add(unit.onGone(() => this.#gone(unit)));
    }
    this.#ends.add(peer.onDesk(() => this.#deskChanged()));
    this.#ends.add(
      peer.onChange((changes) => {
        for (const { id } of changes) this.#changed(id);
      }),
    );
    this.#ends.add(peer.onMeters((levels) => this.#meters(levels)));
    this.#ends.add(peer.onProblem(problem));
    peer.wantMeters(true);
    this.#layOut();
  }

  dispose(): void {
    this.#ends.dispose();
    for (const place of this.#places) this.#letGo(place);
    this.#brief.dispose();
    for (const unit of this.#units) unit.dispose();
  }

  get mode(): DeckMode {
    return this.#mode;
  }

  // ---- layout ----------------------------------------------------------------------------------------------------------

  #deskChanged(): void {
    // What was held belongs to a desk that is gone; the hub has freed it.
    this.#brief.forget();
    for (const place of this.#places) place.held = undefined;
    this.#layOut();
  }

  #change(change: Partial<DeckMode>): void {
    this.#mode = { ...this.#mode, ...change };
    for (const place of this.#places) this.#letGo(place);
    this.#brief.dispose();
    this.#layOut();
  }

  /** Puts every place to its strip and draws everything. */
  #layOut(): void {
    const { schema } = this.#peer;
    this.#shownAt = new Map();
    this.#solos =
      schema?.profile.strips.flatMap(({ strips }) => strips).flatMap((s) => schema.idOf(`${s}/solo`) ?? []) ?? [];
    const strips = schema ? stripsOf(schema, this.#mode.kinds) : [];
    const start = Math.min(this.#mode.start, lastStart(strips.length, this.#units.length * unitStrips));
    this.#mode = { ...this.#mode, start };
    for (const place of this.#places) {
      place.slot = schema && this.#slotAt(schema, place, strips);
      const { slot } = place;
      if (!slot) continue;
      for (const id of [slot.fader, slot.knob, slot.knobSwitch, slot.mute, slot.solo, slot.name, slot.color]) {
        if (id === undefined) continue;
        const places = this.#shownAt.get(id) ?? new Set();
        this.#shownAt.set(id, places.add(place));
      }
    }
    this.#peer.shows([...this.#shownAt.keys()]);
    this.#draw();
  }

  #slotAt(schema: Schema, { unit, strip }: Place, strips: readonly StripAddress[]): Slot {
    if (strip === masterStrip) return masterSlot(schema, this.#mode);
    const index = this.#mode.start + this.#units.indexOf(unit) * unitStrips + strip;
    return slotOf(schema, strips[index], this.#mode);
  }

  // ---- what it shows -----------------------------------------------------------------------------------------------------

  #draw(): void {
    for (const place of this.#places) this.#drawPlace(place);
    for (const unit of this.#units) {
      unit.showColors(this.#placesOf(unit).map((place) => colorOf(this.#peer, place.slot)));
      unit.showLamp('flip', this.#mode.isFlipped);
      unit.showLamp('pan', this.#mode.knobs === 'pan');
      unit.showLamp('send', this.#mode.knobs === 'send');
      unit.showAssignment(this.#peer.schema ? assignmentOf(this.#mode) : '');
    }
    this.#drawSolo();
  }

  #placesOf(unit: FaceUnit): readonly Place[] {
    return this.#places.filter((place) => place.unit === unit && place.strip < unitStrips);
  }

  #drawPlace(place: Place): void {
    const { unit, strip, slot } = place;
    this.#drawFader(place);
    if (strip === masterStrip) return;
    unit.showKey(strip, 'mute', isOn(this.#peer, slot?.mute));
    unit.showKey(strip, 'solo', isOn(this.#peer, slot?.solo));
    unit.showKey(strip, 'select', slot?.strip !== undefined && slot.strip === this.#selected);
    unit.showKey(strip, 'rec', false);
    unit.showRing(strip, knobRing(this.#peer, slot?.knob));
    unit.showText(strip, 0, slot?.strip === undefined ? '' : shownName(slot.strip, textOf(this.#peer, slot.name)));
    unit.showText(strip, 1, shortValue(this.#peer, place.finger ? slot?.fader : slot?.knob));
    if (slot?.strip === undefined) unit.showMeter(strip, -Infinity);
  }

  #drawFader({ unit, strip, slot, held }: Place): void {
    const id = slot?.fader;
    if (held !== undefined || (id !== undefined && this.#brief.isHeld(id))) return;
    unit.showFader(strip, id === undefined ? 0 : (positionOf(this.#peer, id) ?? 0));
  }

  #drawFaders(id: ParamId): void {
    for (const place of this.#shownAt.get(id) ?? []) this.#drawFader(place);
  }

  #drawSolo(): void {
    const isAny = this.#solos.some((id) => isOn(this.#peer, id));
    for (const unit of this.#units) unit.showLamp('soloActive', isAny);
  }

  #changed(id: ParamId): void {
    for (const place of this.#shownAt.get(id) ?? []) {
      this.#drawPlace(place);
      if (place.slot?.color === id) {
        place.unit.showColors(this.#placesOf(place.unit).map((each) => colorOf(this.#peer, each.slot)));
      }
    }
    if (this.#solos.includes(id)) this.#drawSolo();
  }

  #meters(levels: Uint8Array): void {
    const nowMs = this.#clock.nowMs();
    if (nowMs < this.#metersDueMs) return;
    this.#metersDueMs = nowMs + meterGapMs;
    for (const { unit, strip, slot } of this.#places) {
      if (strip === masterStrip || !slot || slot.meters.length === 0) continue;
      unit.showMeter(strip, dbOfMeterByte(Math.max(...slot.meters.map((at) => levels[at] ?? 0))));
    }
  }

  // ---- fingers -------------------------------------------------------------------------------------------------------------

  #finger(unit: FaceUnit, finger: Finger): void {
    if (finger.type === 'command') {
      this.#command(finger.command);
      return;
    }
    const place = this.#places.find((each) => each.unit === unit && each.strip === finger.strip);
    if (!place) return;
    if (finger.type === 'touch') this.#touch(place, finger.isOn);
    else if (finger.type === 'move') this.#move(place, finger.position);
    else if (finger.type === 'turn') this.#turn(place, finger.ticks);
    else this.#press(place, finger.key);
  }

  #touch(place: Place, isOn: boolean): void {
    place.feelsHands = true;
    if (!isOn) {
      this.#letGo(place);
      this.#drawFader(place);
      return;
    }
    const id = place.slot?.fader;
    if (id === undefined || place.held !== undefined) return;
    place.held = id;
    this.#peer.touch([id]);
    this.#showFingerText(place);
  }

  #letGo(place: Place): void {
    if (place.held === undefined) return;
    const id = place.held;
    place.held = undefined;
    this.#peer.release([id]);
  }

  #move(place: Place, position: number): void {
    const id = place.slot?.fader;
    const spec = id === undefined ? undefined : this.#peer.schema?.specOf(id);
    if (id === undefined || !spec || spec.kind === 'text' || this.#peer.get(id) === undefined) return;
    if (place.held === undefined) {
      if (place.feelsHands) return;
      this.#brief.moved(id);
    } else if (place.held !== id) return;
    this.#peer.set([{ id, value: faderValue(spec, position) }]);
    place.unit.holdFader(place.strip, position);
    this.#showFingerText(place);
    for (const other of this.#shownAt.get(id) ?? []) if (other !== place) this.#drawPlace(other);
  }

  #turn(place: Place, ticks: number): void {
    const id = place.slot?.knob;
    const spec = id === undefined ? undefined : this.#peer.schema?.specOf(id);
    const value = id === undefined ? undefined : this.#peer.get(id);
    // Nothing starts from an unknown value.
    if (id === undefined || !spec || spec.kind === 'text' || typeof value !== 'number') return;
    this.#brief.moved(id);
    this.#set(id, turnedValue(spec, value, ticks));
    place.finger?.dispose();
    place.finger = undefined;
    this.#drawPlace(place);
  }

  #press(place: Place, key: StripKey): void {
    const { slot } = place;
    if (slot?.strip === undefined) return;
    if (key === 'mute') this.#toggle(slot.mute);
    else if (key === 'solo') this.#toggle(slot.solo);
    else if (key === 'select') this.#select(slot.strip);
    else if (key === 'knob') {
      if (slot.knobSwitch !== undefined) this.#toggle(slot.knobSwitch);
      else if (slot.knob !== undefined && this.#mode.knobs === 'pan') this.#set(slot.knob, 0);
    }
  }

  /** Switches to the other side; from an unknown value there is none. */
  #toggle(id: ParamId | undefined): void {
    const value = id === undefined ? undefined : this.#peer.get(id);
    if (id === undefined || value === undefined) return;
    this.#set(id, value === 1 ? 0 : 1);
  }

  #set(id: ParamId, value: number): void {
    this.#peer.set([{ id, value }]);
    this.#changed(id);
  }

  #select(strip: StripAddress): void {
    this.#selected = strip;
    const { schema } = this.#peer;
    const bus = schema && busOfStrip(schema, strip);
    if (bus === undefined) this.#draw();
    else this.#change({ bus });
  }

  #command(command: Command): void {
    switch (command.name) {
      case 'bank': {
        const places = Math.abs(command.strips) === 1 ? command.strips : command.strips * this.#units.length;
        this.#change({ start: Math.max(0, this.#mode.start + places) });
        return;
      }
      case 'flip':
        this.#change({ isFlipped: !this.#mode.isFlipped });
        return;
      case 'pan':
        this.#change({ knobs: 'pan' });
        return;
      case 'send':
        // Pressed again it goes on to the next bus.
        if (this.#mode.knobs === 'send') this.#nextBus(1);
        else this.#change({ knobs: 'send' });
        return;
      case 'bus':
        this.#nextBus(command.by);
        return;
      case 'toBus':
        this.#change({ knobs: 'send', bus: command.bus });
        return;
      case 'view':
        this.#change({ kinds: command.kinds, start: 0 });
        return;
      case 'undo':
        this.#peer.undo();
        return;
      case 'redo':
        this.#peer.redo();
        return;
      case 'clearSolo':
        this.#peer.set(this.#solos.filter((id) => isOn(this.#peer, id)).map((id) => ({ id, value: 0 })));
        this.#draw();
        return;
      case 'go': {
        const problem = this.#scenes.go(this.#peer.name);
        if (problem) this.#problem(problem);
        return;
      }
      default:
    }
  }

  #nextBus(by: number): void {
    const count = this.#peer.schema ? destinationsOf(this.#peer.schema).length : 0;
    if (count > 0) this.#change({ bus: (this.#mode.bus + by + count) % count });
  }

  #showFingerText(place: Place): void {
    place.finger?.dispose();
    place.finger = this.#clock.after(fingerTextMs, () => {
      place.finger = undefined;
      this.#drawPlace(place);
    });
    if (place.strip < unitStrips) place.unit.showText(place.strip, 1, shortValue(this.#peer, place.slot?.fader));
  }

  /** A unit has been unplugged: no hand is on it. */
  #gone(unit: FaceUnit): void {
    for (const place of this.#places) {
      if (place.unit !== unit) continue;
      this.#letGo(place);
      place.feelsHands = false;
      this.#drawFader(place);
    }
  }
}
