import type { Clock } from '../../../shared/base/clock.ts';
import { type Disposable, DisposableStore } from '../../../shared/base/disposable.ts';
import { Emitter } from '../../../shared/base/emitter.ts';
import type { MidiPort } from '../../transports/midiPort.ts';
import { fitText } from '../asciiText.ts';
import { Shadow } from '../shadow.ts';
import {
  type FaceUnit,
  type Finger,
  faderSpan,
  type Lamp,
  type Ring,
  type StripKey,
  unitStrips,
} from '../strips/face.ts';
import { meterStep } from '../strips/meterSteps.ts';
import { commandAt, lampPlaces, shiftPlace, stripKeyAt, stripPorts, touchPort, undoPlace } from './keys.ts';
import {
  blockMessage,
  faderMessage,
  type HuiInput,
  type HuiPlace,
  HuiReader,
  lightMessage,
  meterMessage,
  nameMessage,
  nameWidth,
  pingMessage,
  ringMessage,
} from './wire.ts';

const pingMs = 1000;
/** Without an answer for this long the unit is gone. */
const silenceMs = 5000;
/** Nine of the fourteen bits count. */
const deadBand = 32;
const valueWidth = 5;

const isPlace = (a: HuiPlace, b: HuiPlace) => a.zone === b.zone && a.port === b.port;

/** One unit that speaks HUI: eight strips, no master. */
export class HuiUnit implements FaceUnit {
  readonly name: string;
  readonly hasMaster = false;
  readonly #port: MidiPort;
  readonly #clock: Clock;
  readonly #shadow: Shadow;
  readonly #reader = new HuiReader();
  readonly #fingers = new Emitter<Finger>();
  readonly #gone = new Emitter<void>();
  readonly #ends = new DisposableStore();
  readonly #touched = new Set<number>();
  readonly #values: string[] = new Array(unitStrips).fill(' '.repeat(valueWidth));
  #ping: Disposable | undefined;
  #answeredMs = -Infinity;
  #isThere = false;
  #isShifted = false;

  constructor({ port, clock }: { readonly port: MidiPort; readonly clock: Clock }) {
    this.name = port.name;
    this.#port = port;
    this.#clock = clock;
    this.#shadow = new Shadow(clock, (bytes) => port.send(bytes));
    this.#shadow.away();
    this.#ends.add(
      port.onMessage((event) => {
        const input = this.#reader.read(event);
        if (input) this.#hear(input);
      }),
    );
    this.#ends.add(port.onStatus(({ state }) => (state === 'open' ? this.#call() : this.#lost())));
    this.#call();
  }

  onFinger(listener: (finger: Finger) => void): Disposable {
    return this.#fingers.on(listener);
  }

  onGone(listener: () => void): Disposable {
    return this.#gone.on(listener);
  }

  dispose(): void {
    this.#ping?.dispose();
    this.#ends.dispose();
    this.#shadow.dispose();
  }

  // ---- presence ----------------------------------------------------------------------------------------------------------

  #call(): void {
    this.#ping?.dispose();
    this.#port.send(pingMessage());
    if (this.#isThere && this.#clock.nowMs() - this.#answeredMs > silenceMs) this.#lost();
    this.#ping = this.#clock.after(pingMs, () => this.#call());
  }

  #answered(): void {
    this.#answeredMs = this.#clock.nowMs();
    if (this.#isThere) return;
    this.#isThere = true;
    this.#shadow.back();
  }

  #lost(): void {
    this.#isThere = false;
    this.#isShifted = false;
    this.#touched.clear();
    this.#reader.reset();
    this.#shadow.away();
    this.#gone.emit();
  }

  // ---- fingers -----------------------------------------------------------------------------------------------------------

  #hear(input: HuiInput): void {
    if (input.type === 'awake') this.#isThere = false;
    this.#answered();
    if (input.type === 'fader') this.#fingers.emit({ type: 'move', strip: input.strip, position: input.position });
    else if (input.type === 'knob') this.#fingers.emit({ type: 'turn', strip: input.strip, ticks: input.ticks });
    else if (input.type === 'switch') this.#switch(input, input.isDown);
  }

  #switch(place: HuiPlace, isDown: boolean): void {
    const { zone, port } = place;
    if (zone < unitStrips && port === touchPort) {
      if (isDown) this.#touched.add(zone);
      else this.#touched.delete(zone);
      this.#fingers.emit({ type: 'touch', strip: zone, isOn: isDown });
      return;
    }
    if (isPlace(place, shiftPlace)) this.#isShifted = isDown;
    if (!isDown) return;
    if (zone < unitStrips) {
      const key = stripKeyAt(port);
      if (key) this.#fingers.emit({ type: 'press', strip: zone, key });
    } else if (isPlace(place, undoPlace)) {
      this.#fingers.emit({ type: 'command', command: { name: this.#isShifted ? 'redo' : 'undo' } });
    } else {
      const command = commandAt(place);
      if (command) this.#fingers.emit({ type: 'command', command });
    }
  }

  // ---- what it shows -------------------------------------------------------------------------------------------------------

  showFader(strip: number, position: number): void {
    if (this.#touched.has(strip) || strip >= unitStrips) return;
    const last = this.#shadow.wanted(`fader${strip}`);
    const isNear = last && Math.abs((last[2] ?? 0) * 128 + (last[5] ?? 0) - position) < deadBand;
    if (isNear && position !== 0 && position !== faderSpan) return;
    this.#shadow.show(`fader${strip}`, 'motor', faderMessage(strip, position));
  }

  holdFader(strip: number, position: number): void {
    this.#shadow.echo(`fader${strip}`, faderMessage(strip, position));
  }

  showKey(strip: number, key: Exclude<StripKey, 'knob'>, isOn: boolean): void {
    this.#light({ zone: strip, port: stripPorts[key] }, isOn);
  }

  showLamp(lamp: Lamp, isOn: boolean): void {
    this.#light(lampPlaces[lamp], isOn);
  }

  #light(place: HuiPlace, isOn: boolean): void {
    this.#shadow.show(`light${place.zone}/${place.port}`, 'light', lightMessage(place, isOn));
  }

  showRing(strip: number, { law, position }: Ring): void {
    const light = position === undefined ? 0 : 1 + Math.round(position * 10);
    const isCentred = law === 'fromCentre' && position !== undefined && Math.abs(position - 0.5) < 0.005;
    const shown = law === 'fromLeft' && position === 0 ? 0 : light;
    this.#shadow.show(`ring${strip}`, 'light', ringMessage(strip, law, shown, isCentred));
  }

  showText(strip: number, row: 0 | 1, text: string): void {
    if (row === 0) {
      this.#shadow.show(`name${strip}`, 'text', nameMessage(strip, fitText(text, nameWidth)));
      return;
    }
    // Values stand in the upper row of the main display, five characters a strip, two strips a block.
    this.#values[strip] = fitText(text, valueWidth);
    const first = strip & ~1;
    const block = this.#values.slice(first, first + 2).join('');
    this.#shadow.show(`block${first}`, 'text', blockMessage(first / 2, block));
  }

  showColors(): void {
    // It has no colours.
  }

  showMeter(strip: number, levelDb: number): void {
    const level = meterStep(levelDb);
    for (const side of [0, 1] as const) {
      const message = meterMessage(strip, side, level);
      if (level > 0) this.#shadow.pulse(`meter${strip}/${side}`, 'light', message);
      else this.#shadow.show(`meter${strip}/${side}`, 'light', message);
    }
  }

  showAssignment(text: string): void {
    this.#shadow.show('assignment', 'text', nameMessage(unitStrips, fitText(text, nameWidth)));
  }
}
