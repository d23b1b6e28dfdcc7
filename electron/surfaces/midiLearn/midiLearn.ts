import type { Clock } from '../../../shared/base/clock.ts';
import { type Disposable, DisposableStore } from '../../../shared/base/disposable.ts';
import { type NumericSpec, positionIn, stepCount, valueAtStep } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import type { Mapping, MappingSource } from '../../../shared/scenes/sections/mappings.ts';
import type { HandPeer } from '../../hub/peer.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import type { MidiPort } from '../../transports/midiPort.ts';
import { BriefHolds } from '../briefHolds.ts';
import type { ScenePlug } from '../scenePlug.ts';
import { Shadow } from '../shadow.ts';
import { turnedValue } from '../strips/faderLaw.ts';
import { Detector } from './detector.ts';
import { feedbackBytes } from './feedback.ts';
import { PickUp } from './pickUp.ts';
import { type ControlMove, controlKey, SourceReader } from './sourceReader.ts';

/** A hand that rests this long has shown what it moves, in ms. */
const restMs = 400;

export interface MidiLearnOptions {
  readonly peer: HandPeer;
  readonly clock: Clock;
  readonly scenes: ScenePlug;
  /** Told what a control asked for and did not get. */
  readonly problem?: (sentence: string) => void;
}

/** What a hand has shown while learning. */
export interface Learnt {
  readonly port: string;
  readonly from: MappingSource;
}

/** A mapping at work. */
interface Live {
  readonly mapping: Mapping;
  readonly pickUp: PickUp;
  /** Whether a button that is no note is down. */
  isDown: boolean;
}

interface PortPlace {
  readonly port: MidiPort;
  readonly reader: SourceReader;
  readonly shadow: Shadow;
  readonly ends: DisposableStore;
}

/** Controllers of any kind on mapped parameters, and learning what a hand moves. */
export class MidiLearn implements Disposable {
  readonly #peer: HandPeer;
  readonly #clock: Clock;
  readonly #scenes: ScenePlug;
  readonly #problem: (sentence: string) => void;
  readonly #holds: BriefHolds;
  readonly #ends = new DisposableStore();
  readonly #ports = new Map<MidiPort, PortPlace>();
  #byKey = new Map<string, Live[]>();
  #byId = new Map<ParamId, Live[]>();
  #mappings: readonly Mapping[] = [];
  #learning: { readonly done: (learnt: Learnt) => void; readonly detectors: Map<MidiPort, Detector> } | undefined;
  #rest: Disposable | undefined;

  constructor({ peer, clock, scenes, problem = () => undefined }: MidiLearnOptions) {
    this.#peer = peer;
    this.#clock = clock;
    this.#scenes = scenes;
    this.#problem = problem;
    this.#holds = new BriefHolds(peer, clock);
    this.#ends.add(peer.onDesk(() => this.#deskChanged()));
    this.#ends.add(
      peer.onChange((changes) => {
        for (const { id } of changes) for (const live of this.#byId.get(id) ?? []) this.#show(live, id);
      }),
    );
    this.#ends.add(peer.onProblem(problem));
  }

  dispose(): void {
    this.stopLearning();
    this.#ends.dispose();
    this.#holds.dispose();
    for (const port of [...this.#ports.keys()]) this.removePort(port);
  }

  // ---- ports and mappings ------------------------------------------------------------------------------------------------

  /** Listens to a port, whose end stays the caller's business. */
  addPort(port: MidiPort): void {
    const ends = new DisposableStore();
    const reader = new SourceReader();
    const shadow = ends.add(new Shadow(this.#clock, (bytes) => port.send(bytes)));
    const place = { port, reader, shadow, ends };
    this.#ports.set(port, place);
    ends.add(port.onMessage((event) => this.#hear(place, event)));
    ends.add(
      port.onStatus(({ state }) => {
        reader.reset();
        if (state !== 'open') shadow.away();
        else shadow.back();
        for (const lives of this.#byKey.values()) for (const { pickUp } of lives) pickUp.forget();
      }),
    );
    if (port.status.state !== 'open') shadow.away();
    this.#showAll();
  }

  removePort(port: MidiPort): void {
    this.#ports.get(port)?.ends.dispose();
    this.#ports.delete(port);
  }

  /** The mappings of the show; what they were mapped to before is let go. */
  setMappings(mappings: readonly Mapping[]): void {
    this.#mappings = mappings;
    this.#holds.dispose();
    this.#index();
  }

  #deskChanged(): void {
    this.#holds.forget();
    this.#index();
  }

  #index(): void {
    const { schema } = this.#peer;
    this.#byKey = new Map();
    this.#byId = new Map();
    for (const mapping of this.#mappings) {
      const live: Live = { mapping, pickUp: new PickUp(), isDown: false };
      const key = controlKey(mapping.from);
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), live]);
      const id = mapping.to.type === 'param' ? schema?.idOf(mapping.to.address) : undefined;
      if (id !== undefined) this.#byId.set(id, [...(this.#byId.get(id) ?? []), live]);
    }
    this.#showAll();
  }

  // ---- learning ------------------------------------------------------------------------------------------------------------

  get isLearning(): boolean {
    return this.#learning !== undefined;
  }

  /** Waits for a hand to move something; nothing else is moved meanwhile. @param done is told it once */
  learn(done: (learnt: Learnt) => void): void {
    this.stopLearning();
    this.#learning = { done, detectors: new Map() };
  }

  stopLearning(): void {
    this.#rest?.dispose();
    this.#rest = undefined;
    this.#learning = undefined;
  }

  #study(port: MidiPort, event: MidiEvent): void {
    const { detectors } = this.#learning ?? {};
    if (!detectors) return;
    const detector = detectors.get(port) ?? new Detector();
    detectors.set(port, detector);
    const from = detector.hear(event);
    if (from) {
      this.#learnt(port, from);
      return;
    }
    this.#rest?.dispose();
    this.#rest = this.#clock.after(restMs, () => {
      const best = detector.settle();
      if (best) this.#learnt(port, best);
    });
  }

  #learnt(port: MidiPort, from: MappingSource): void {
    const done = this.#learning?.done;
    this.stopLearning();
    done?.({ port: port.name, from });
  }

  // ---- what hands do -------------------------------------------------------------------------------------------------------

  #hear({ port, reader }: PortPlace, event: MidiEvent): void {
    if (this.#learning) {
      this.#study(port, event);
      return;
    }
    for (const { key, move } of reader.read(event)) {
      for (const live of this.#byKey.get(key) ?? []) {
        const { mapping } = live;
        if (mapping.port !== '' && mapping.port !== port.name) continue;
        this.#moved(live, move(mapping.from.type === 'control' ? mapping.from.coding : 'absolute'));
      }
    }
  }

  #moved(live: Live, move: ControlMove): void {
    const { to } = live.mapping;
    if (to.type === 'param') {
      const id = this.#peer.schema?.idOf(to.address);
      if (id !== undefined) this.#moveParam(live, id, move);
      return;
    }
    if (!isPressed(live, move)) return;
    const by = this.#peer.name;
    const problem =
      to.type === 'scene'
        ? this.#scenes.recall(to.scene, by)
        : to.action === 'go'
          ? this.#scenes.go(by)
          : this.#scenes.back(by);
    if (problem) this.#problem(problem);
  }

  #moveParam(live: Live, id: ParamId, move: ControlMove): void {
    const spec = this.#peer.schema?.specOf(id);
    const current = this.#peer.get(id);
    // Nothing starts from an unknown value.
    if (!spec || spec.kind === 'text' || spec.readOnly || typeof current !== 'number') return;
    if (spec.kind === 'switch') this.#moveSwitch(live, id, current, move);
    else if (move.type === 'clicks') this.#set(live, id, turnedValue(spec, current, move.clicks));
    else if (move.type === 'press') {
      if (move.isDown) this.#set(live, id, valueAt(spec, move.value));
    } else {
      const wanted = valueAt(spec, move.value);
      if (live.pickUp.moves(spec, wanted, current)) this.#set(live, id, wanted);
    }
  }

  #moveSwitch(live: Live, id: ParamId, current: number, move: ControlMove): void {
    if (move.type === 'clicks') {
      if (move.clicks !== 0) this.#set(live, id, move.clicks > 0 ? 1 : 0);
      return;
    }
    const wasDown = live.isDown;
    live.isDown = isDownNow(move);
    if (live.mapping.press === 'whileHeld') {
      if (live.isDown !== wasDown || current !== Number(live.isDown)) this.#set(live, id, live.isDown ? 1 : 0);
    } else if (live.isDown && (!wasDown || live.mapping.from.type === 'program')) {
      this.#set(live, id, current === 1 ? 0 : 1);
    }
  }

  #set(live: Live, id: ParamId, value: number): void {
    this.#holds.moved(id);
    this.#peer.set([{ id, value }]);
    const isSwitch = this.#peer.schema?.specOf(id).kind === 'switch';
    for (const each of this.#byId.get(id) ?? []) {
      if (each !== live || isSwitch || !standsItself(live.mapping.from)) this.#show(each, id);
    }
  }

  // ---- lights --------------------------------------------------------------------------------------------------------------

  #showAll(): void {
    for (const [id, lives] of this.#byId) for (const live of lives) this.#show(live, id);
  }

  #show({ mapping }: Live, id: ParamId): void {
    const spec = this.#peer.schema?.specOf(id);
    const value = this.#peer.get(id);
    if (!spec || spec.kind === 'text' || typeof value !== 'number') return;
    const bytes = Uint8Array.from(feedbackBytes(mapping.from, Math.min(1, Math.max(0, positionIn(spec, value)))));
    if (bytes.length === 0) return;
    for (const { port, shadow } of this.#ports.values()) {
      if (mapping.port === '' || mapping.port === port.name) shadow.show(mapping.id, 'light', bytes);
    }
  }
}

function isDownNow(move: ControlMove): boolean {
  return move.type === 'press' ? move.isDown : move.type === 'value' && move.value >= 0.5;
}

/** Whether a control has just been pressed, or turned past the middle. */
function isPressed(live: Live, move: ControlMove): boolean {
  const wasDown = live.isDown;
  live.isDown = isDownNow(move);
  return live.isDown && (!wasDown || live.mapping.from.type === 'program');
}

/** The value at 0…1 of a parameter's way. */
function valueAt(spec: NumericSpec, share: number): number {
  return valueAtStep(spec, Math.round(share * (stepCount(spec) - 1)));
}

/** A plain knob stands where its hand put it; only the lights of other controls have to follow it. */
function standsItself({ type, ...source }: MappingSource): boolean {
  if (type === 'control') return !('coding' in source) || source.coding === 'absolute';
  return type === 'control14' || type === 'nrpn' || type === 'pitchBend';
}
