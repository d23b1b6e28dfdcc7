import type { Clock } from '../../../shared/base/clock.ts';
import { type Disposable, DisposableStore } from '../../../shared/base/disposable.ts';
import { Emitter } from '../../../shared/base/emitter.ts';
import { type PaletteColor, paletteColors } from '../../../shared/desk/profile.ts';
import type { MidiPort } from '../../transports/midiPort.ts';
import { fitText } from '../asciiText.ts';
import { Shadow } from '../shadow.ts';
import {
  type FaceUnit,
  type Finger,
  faderSpan,
  type Lamp,
  masterStrip,
  type Ring,
  type StripKey,
  unitStrips,
} from '../strips/face.ts';
import { meterStep } from '../strips/meterSteps.ts';
import { commandNotes, lampNotes, shiftNote, stripKeyOf, stripNotes, touchNote, undoNote } from './keys.ts';
import {
  assignmentMessage,
  cellMessage,
  cellWidth,
  colorsMessage,
  faderMessage,
  lightMessage,
  meterMessage,
  meterModeMessage,
  queryMessage,
  readInput,
  ringMessage,
  type UnitKind,
} from './wire.ts';

/** Motors are not driven for less: faders report in steps of this size, and rounding must not make them hum. */
const deadBand = 16;

export interface McuUnitOptions {
  readonly port: MidiPort;
  readonly kind: UnitKind;
  readonly clock: Clock;
}

/** One unit that speaks MCU: the main one or an extender. */
export class McuUnit implements FaceUnit {
  readonly name: string;
  readonly hasMaster: boolean;
  readonly #kind: UnitKind;
  readonly #port: MidiPort;
  readonly #shadow: Shadow;
  readonly #fingers = new Emitter<Finger>();
  readonly #gone = new Emitter<void>();
  readonly #ends = new DisposableStore();
  readonly #touched = new Set<number>();
  readonly #overloads = new Set<number>();
  #isShifted = false;

  constructor({ port, kind, clock }: McuUnitOptions) {
    this.name = port.name;
    this.#kind = kind;
    this.#port = port;
    this.hasMaster = kind === 'main';
    this.#shadow = new Shadow(clock, (bytes) => port.send(bytes));
    this.#ends.add(port.onMessage((event) => this.#hear(readInput(event))));
    this.#ends.add(port.onStatus(({ state }) => (state === 'open' ? this.#begin() : this.#end())));
    for (let strip = 0; strip < unitStrips; strip++) {
      this.#shadow.show(`meterMode${strip}`, 'text', meterModeMessage(kind, strip));
    }
    if (port.status.state === 'open') this.#begin();
    else this.#shadow.away();
  }

  onFinger(listener: (finger: Finger) => void): Disposable {
    return this.#fingers.on(listener);
  }

  onGone(listener: () => void): Disposable {
    return this.#gone.on(listener);
  }

  dispose(): void {
    this.#ends.dispose();
    this.#shadow.dispose();
  }

  #begin(): void {
    this.#port.send(queryMessage(this.#kind));
    this.#shadow.back();
  }

  #end(): void {
    this.#shadow.away();
    this.#touched.clear();
    this.#isShifted = false;
    this.#gone.emit();
  }

  // ---- fingers -------------------------------------------------------------------------------------------------------

  #hear(input: ReturnType<typeof readInput>): void {
    switch (input?.type) {
      case 'fader':
        if (input.strip < masterStrip || this.hasMaster) {
          this.#fingers.emit({ type: 'move', strip: input.strip, position: input.position });
        }
        return;
      case 'knob':
        this.#fingers.emit({ type: 'turn', strip: input.strip, ticks: input.ticks });
        return;
      case 'note':
        this.#note(input.note, input.isDown);
        return;
      case 'awake':
        // It has just been switched on, and shows nothing of what it was told before.
        this.#shadow.back();
        return;
      default:
    }
  }

  #note(note: number, isDown: boolean): void {
    const strip = note - touchNote;
    if (strip >= 0 && strip <= (this.hasMaster ? masterStrip : unitStrips - 1)) {
      if (isDown) this.#touched.add(strip);
      else this.#touched.delete(strip);
      this.#fingers.emit({ type: 'touch', strip, isOn: isDown });
      return;
    }
    if (note === shiftNote) this.#isShifted = isDown;
    // Some firmware repeats bank buttons; only a press counts.
    if (!isDown) return;
    const key = stripKeyOf(note);
    if (key) this.#fingers.emit({ type: 'press', ...key });
    else if (note === undoNote) {
      this.#fingers.emit({ type: 'command', command: { name: this.#isShifted ? 'redo' : 'undo' } });
    } else {
      const command = commandNotes.get(note);
      if (command) this.#fingers.emit({ type: 'command', command });
    }
  }

  // ---- what it shows ---------------------------------------------------------------------------------------------------

  showFader(strip: number, position: number): void {
    if (this.#touched.has(strip) || (strip === masterStrip && !this.hasMaster)) return;
    const last = this.#shadow.wanted(`fader${strip}`);
    if (
      last &&
      Math.abs((last[1] ?? 0) + (last[2] ?? 0) * 128 - position) < deadBand &&
      position !== 0 &&
      position !== faderSpan
    )
      return;
    this.#shadow.show(`fader${strip}`, 'motor', faderMessage(strip, position));
  }

  holdFader(strip: number, position: number): void {
    this.#shadow.echo(`fader${strip}`, faderMessage(strip, position));
  }

  showKey(strip: number, key: Exclude<StripKey, 'knob'>, isOn: boolean): void {
    this.#light(stripNotes[key] + strip, isOn);
  }

  showLamp(lamp: Lamp, isOn: boolean): void {
    if (this.hasMaster) this.#light(lampNotes[lamp], isOn);
  }

  #light(note: number, isOn: boolean): void {
    this.#shadow.show(`light${note}`, 'light', lightMessage(note, isOn ? 'on' : 'off'));
  }

  showRing(strip: number, { law, position }: Ring): void {
    this.#shadow.show(`ring${strip}`, 'light', ringOf(strip, law, position));
  }

  showText(strip: number, row: 0 | 1, text: string): void {
    // The last of a cell's columns stays blank: on one glass, words would run into each other.
    const cell = fitText(text, cellWidth - 1);
    this.#shadow.show(`text${row}/${strip}`, 'text', cellMessage(this.#kind, row, strip, cell));
  }

  showColors(colors: readonly (PaletteColor | undefined)[]): void {
    this.#shadow.show('colors', 'text', colorsMessage(this.#kind, colors.map(colorCode)));
  }

  showMeter(strip: number, levelDb: number): void {
    if (strip >= unitStrips) return;
    const isOver = levelDb >= 0;
    if (isOver !== this.#overloads.has(strip)) {
      if (isOver) this.#overloads.add(strip);
      else this.#overloads.delete(strip);
      this.#shadow.pulse(`overload${strip}`, 'light', meterMessage(strip, isOver ? 0x0e : 0x0f));
    }
    const step = meterStep(levelDb);
    // The unit lets its meters fall by itself; a signal that lasts is told again and again, silence once.
    if (step > 0) this.#shadow.pulse(`meter${strip}`, 'light', meterMessage(strip, step));
    else this.#shadow.show(`meter${strip}`, 'light', meterMessage(strip, 0));
  }

  showAssignment(text: string): void {
    if (!this.hasMaster) return;
    this.#shadow.show('assignment1', 'light', assignmentMessage(1, text[0] ?? ' '));
    this.#shadow.show('assignment0', 'light', assignmentMessage(0, text[1] ?? ' '));
  }
}

function ringOf(strip: number, law: Ring['law'], position: number | undefined): Uint8Array {
  if (position === undefined) return ringMessage(strip, 'dot', 0);
  if (law === 'fromLeft') return ringMessage(strip, 'wrap', position > 0 ? 1 + Math.round(position * 10) : 0);
  return ringMessage(strip, 'boostCut', 1 + Math.round(position * 10), Math.abs(position - 0.5) < 0.005);
}

/** A display without a colour would be dark, and its text invisible. */
function colorCode(color: PaletteColor | undefined): number {
  if (color === undefined) return 0;
  const plain = color.replace('Inverted', '');
  const code = (paletteColors as readonly string[]).indexOf(plain);
  return code > 0 ? code : 7;
}
