import type { Clock } from '../../shared/base/clock.ts';
import { type Disposable, DisposableStore } from '../../shared/base/disposable.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import {
  noSurfaces,
  type SurfaceSettings,
  type SurfacesStatus,
  type UsedPort,
} from '../../shared/protocol/surfaceMessages.ts';
import type { Mapping, MappingTarget } from '../../shared/scenes/sections/mappings.ts';
import type { HandHost, SurfaceControl } from '../hub/peer.ts';
import type { MidiPort } from '../transports/midiPort.ts';
import { HuiUnit } from './hui/unit.ts';
import { freeMappingId, type MappingStore, MemoryMappings, withMapping } from './mappingStore.ts';
import { McuUnit } from './mcu/unit.ts';
import { type Learnt, MidiLearn } from './midiLearn/midiLearn.ts';
import { problemOfRule } from './osc/senders.ts';
import { type OscServer, startOscServer } from './osc/server.ts';
import { noScenes, type ScenePlug } from './scenePlug.ts';
import { StripDeck } from './strips/stripDeck.ts';

/** The ports of this machine, or others in a test. */
export interface MidiPorts {
  readonly off: string;
  readonly names: { readonly inputs: readonly string[]; readonly outputs: readonly string[] };
  open(name: string): MidiPort;
  onPorts(listener: () => void): Disposable;
}

export interface SurfacesOptions {
  readonly hands: HandHost;
  readonly clock: Clock;
  readonly midi: MidiPorts;
  readonly mappings?: MappingStore;
  /** Keeps what was chosen for the next start. */
  readonly chosen?: (settings: SurfaceSettings) => void;
  readonly warn?: (sentence: string) => void;
}

/** All surfaces of the app: opens their ports, connects them to the hub, and shows how they are. */
export class Surfaces implements SurfaceControl, Disposable {
  /** What surfaces may do with scenes; replaced when the app has some. */
  scenes: ScenePlug = noScenes;

  readonly #options: SurfacesOptions;
  readonly #mappings: MappingStore;
  readonly #changes = new Emitter<void>();
  readonly #ends = new DisposableStore();
  #settings: SurfaceSettings = noSurfaces;
  #running = new DisposableStore();
  #ports: { readonly use: UsedPort['use']; readonly port: MidiPort }[] = [];
  #learn: MidiLearn | undefined;
  #learning: MappingTarget | undefined;
  #osc: OscServer | undefined;
  #oscProblem = '';
  /** Ends and starts of the OSC port, one after the other: a port is free only when it is closed. */
  #oscTurn: Promise<void> = Promise.resolve();

  constructor(options: SurfacesOptions) {
    this.#options = options;
    this.#mappings = options.mappings ?? new MemoryMappings();
    this.#ends.add(options.midi.onPorts(() => this.#changes.emit()));
    this.#ends.add(
      this.#mappings.onChange(() => {
        this.#learn?.setMappings(this.#mappings.mappings);
        this.#changes.emit();
      }),
    );
  }

  get status(): SurfacesStatus {
    const { midi } = this.#options;
    return {
      midiOff: midi.off,
      inputs: midi.names.inputs,
      outputs: midi.names.outputs,
      settings: this.#settings,
      ports: this.#ports.map(({ use, port }) => ({ port: port.name, use, ...port.status })),
      osc: { isOn: this.#osc !== undefined, problem: this.#oscProblem, apps: this.#osc?.apps ?? [] },
      mappings: this.#mappings.mappings,
      learning: this.#learning ?? null,
    };
  }

  /** The port that OSC is taken at, once it is. */
  get oscPort(): number | undefined {
    return this.#osc?.port;
  }

  onChange(listener: () => void): Disposable {
    return this.#changes.on(listener);
  }

  /** @returns when the OSC port is open, or cannot be opened */
  start(settings: SurfaceSettings): Promise<void> {
    this.#running.dispose();
    this.#running = new DisposableStore();
    this.#ports = [];
    this.#settings = settings;
    for (const { protocol, units } of settings.motors) this.#startMotors(protocol, units);
    this.#startLearn(settings);
    const { off } = this.#options.midi;
    if (off !== '' && this.#ports.length > 0) this.#options.warn?.(off);
    this.#restartOsc(settings);
    this.#changes.emit();
    return this.#oscTurn;
  }

  use(settings: SurfaceSettings): void {
    void this.start(settings);
    this.#options.chosen?.(settings);
  }

  async close(): Promise<void> {
    this.dispose();
    await this.#oscTurn;
  }

  dispose(): void {
    this.#running.dispose();
    this.#ends.dispose();
    this.#restartOsc(noSurfaces);
  }

  // ---- MIDI ----------------------------------------------------------------------------------------------------------

  #open(name: string, use: UsedPort['use']): MidiPort {
    const port = this.#options.midi.open(name);
    this.#ports.push({ use, port });
    this.#running.add({ dispose: () => void port.close() });
    this.#running.add(port.onStatus(() => this.#changes.emit()));
    return port;
  }

  #startMotors(protocol: 'mcu' | 'hui', units: SurfaceSettings['motors'][number]['units']): void {
    const { clock, hands } = this.#options;
    const name = units.find(({ kind }) => kind === 'main')?.port ?? units[0]?.port;
    if (name === undefined) return;
    const faces = units.map(({ port, kind }) => {
      const opened = this.#open(port, 'motors');
      return protocol === 'mcu' ? new McuUnit({ port: opened, kind, clock }) : new HuiUnit({ port: opened, clock });
    });
    const peer = hands.connectHand({ name, role: 'engineer', rises: 'midi' });
    const problem = (sentence: string) => this.#options.warn?.(`${name}: ${sentence}`);
    // The plug is looked at when a button is pressed: scenes may come later.
    const deck = new StripDeck({ peer, units: faces, clock, scenes: this.#scenes(), problem });
    this.#running.add({
      dispose: () => {
        deck.dispose();
        peer.close();
      },
    });
  }

  #startLearn({ learnPorts }: SurfaceSettings): void {
    this.#learn = undefined;
    this.#learning = undefined;
    // Who has no controller needs no hand among the people who are connected.
    if (learnPorts.length === 0) return;
    const { clock, hands } = this.#options;
    const peer = hands.connectHand({ name: 'MIDI', role: 'engineer', rises: 'midi' });
    const problem = (sentence: string) => this.#options.warn?.(`MIDI: ${sentence}`);
    const learn = new MidiLearn({ peer, clock, scenes: this.#scenes(), problem });
    learn.setMappings(this.#mappings.mappings);
    for (const name of new Set(learnPorts)) learn.addPort(this.#open(name, 'learn'));
    this.#learn = learn;
    this.#running.add({
      dispose: () => {
        learn.dispose();
        peer.close();
      },
    });
  }

  #scenes(): ScenePlug {
    return {
      names: () => this.scenes.names(),
      go: (by) => this.scenes.go(by),
      back: (by) => this.scenes.back(by),
      recall: (name, by) => this.scenes.recall(name, by),
    };
  }

  learn(to: MappingTarget): string | undefined {
    const { midi } = this.#options;
    if (midi.off !== '') return midi.off;
    if (!this.#ports.some(({ use }) => use === 'learn')) {
      return 'No MIDI port is used for knobs and buttons: choose one in the setup of surfaces first.';
    }
    this.#learning = to;
    this.#learn?.learn((learnt) => this.#learnt(learnt, to));
    this.#changes.emit();
    return undefined;
  }

  #learnt({ port, from }: Learnt, to: MappingTarget): void {
    this.#learning = undefined;
    const { mappings } = this.#mappings;
    const problem = this.putMapping({ id: freeMappingId(mappings), name: '', port, from, to, press: 'toggle' });
    if (problem) this.#options.warn?.(problem);
    this.#changes.emit();
  }

  stopLearning(): void {
    this.#learning = undefined;
    this.#learn?.stopLearning();
    this.#changes.emit();
  }

  putMapping(mapping: Mapping): string | undefined {
    return this.putMappings([mapping]);
  }

  putMappings(mappings: readonly Mapping[]): string | undefined {
    let all = this.#mappings.mappings;
    for (const mapping of mappings) {
      const more = withMapping(all, mapping);
      if (typeof more === 'string') return more;
      all = more;
    }
    return this.#mappings.keep(all);
  }

  deleteMapping(id: string): void {
    const problem = this.#mappings.keep(this.#mappings.mappings.filter((each) => each.id !== id));
    if (problem) this.#options.warn?.(problem);
  }

  // ---- OSC -----------------------------------------------------------------------------------------------------------

  #restartOsc({ osc }: SurfaceSettings): void {
    this.#oscTurn = this.#oscTurn.then(async () => {
      const before = this.#osc;
      this.#osc = undefined;
      await before?.close();
      this.#oscProblem = '';
      if (osc) await this.#startOsc(osc);
      this.#changes.emit();
    });
  }

  async #startOsc({ host, port, rules }: NonNullable<SurfaceSettings['osc']>): Promise<void> {
    const { hands, clock } = this.#options;
    const readable = rules.map(({ replyPort, ...rule }) => (replyPort === undefined ? rule : { ...rule, replyPort }));
    const problems = readable.map(problemOfRule).filter((problem) => problem !== undefined);
    try {
      const fitting = readable.filter((rule) => problemOfRule(rule) === undefined);
      this.#osc = await startOscServer({ host, port, rules: fitting, hands, clock, scenes: this.#scenes() });
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
    this.#oscProblem = problems.join(' ');
    for (const problem of problems) this.#options.warn?.(problem);
  }
}
