import type { StripAddress } from '../../shared/desk/address.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import { type Crosspoint, nameOf } from './crosspoint.ts';
import { sharedTapNote } from './crosspointSentence.ts';
import { commandOf, type GridCommand } from './gridKeys.ts';
import type { GridView } from './gridView.svelte.ts';
import { stepTravel } from './levelOffsets.ts';
import { LevelGesture, setLevel, setTap, tapFrom, toggleOn } from './routingEdits.ts';
import { extendTo, selectOne, stepFrom } from './selection.ts';
import { plainName } from './stripWords.ts';

/** Changes what is selected in the grid, by keys or by the card's buttons. */
export class GridEditor {
  readonly #mirror: DeskMirror;
  readonly #view: GridView;
  /** Text of the open level field; `undefined` while it is closed. */
  typed = $state.raw<string | undefined>();
  /** Why the typed text was not taken. */
  typedProblem = $state.raw('');
  /** What a screen reader should be told of the last change beyond the changed value itself. */
  announcement = $state.raw('');
  /** Called when the keyboard moved the selection. */
  onMoved: () => void = () => undefined;
  #steps: LevelGesture | undefined;
  /** The sign that was pressed last: a digit right after it makes it the sign of a typed number. */
  #sign = '';

  constructor(mirror: DeskMirror, view: GridView) {
    this.#mirror = mirror;
    this.#view = view;
  }

  keyDown(event: KeyboardEvent): void {
    const command = commandOf(event);
    if (!command) return;
    const sign = this.#sign;
    this.#sign = command.does === 'step' ? command.sign : '';
    if (command.does !== 'step') this.endSteps();
    if (this.#obey(command, sign)) event.preventDefault();
  }

  /** A held key steps on and on; letting it go ends the gesture. */
  keyUp(event: KeyboardEvent): void {
    if (event.key !== 'Shift') this.endSteps();
  }

  endSteps(): void {
    this.#steps?.release();
    this.#steps = undefined;
  }

  #obey(command: GridCommand, sign: string): boolean {
    const { focus, selection } = this.#view;
    if (!focus || !selection) return false;
    switch (command.does) {
      case 'move': {
        const next = stepFrom(focus, command.direction, this.#view.shown);
        this.#view.select(command.extends ? extendTo(selection, next) : selectOne(next));
        this.onMoved();
        return true;
      }
      case 'step':
        this.step(command.isUp, command.isFine);
        return true;
      case 'toggle':
        this.toggle();
        return true;
      case 'tap':
        this.changeTap(command.way);
        return true;
      case 'type':
        this.openTyping(command.text === undefined ? undefined : sign + command.text);
        return true;
      case 'leave':
        this.#view.select(selectOne(focus));
        return true;
    }
  }

  /** One step up or down; steps follow each other as one gesture until {@link endSteps}. */
  step(isUp: boolean, isFine: boolean): void {
    const lead = this.#view.lead;
    if (!lead) return;
    this.#steps ??= LevelGesture.grab(this.#mirror, lead, this.#view.selectedPoints);
    if (!this.#steps) return;
    const travel = isFine ? 1 / (this.#steps.leadSpec.steps - 1) : stepTravel;
    this.#steps.dragBy(isUp ? travel : -travel);
  }

  toggle(): void {
    const lead = this.#view.lead;
    if (lead) toggleOn(this.#mirror, lead, this.#view.selectedPoints);
  }

  changeTap(way: 'next' | 'previous' | 'group'): void {
    const option = this.#view.lead && tapFrom(this.#view.lead, way);
    if (option !== undefined) this.setTap(option);
  }

  setTap(option: string): void {
    const points = this.#view.selectedPoints;
    if (setTap(this.#mirror, points, option)) this.announcement = this.sharedNote(points);
  }

  /** Which sends outside the selection change with it, because they keep their tap together. */
  sharedNote(points: readonly Crosspoint[]): string {
    const selected = new Set(points.map(({ source, destination }) => `${source}>${destination}`));
    const partners = new Set(
      points.flatMap(({ source, tapPartners }) =>
        tapPartners.filter((partner) => !selected.has(`${source}>${partner}`)),
      ),
    );
    return sharedTapNote([...partners].map((partner) => this.#describe(partner)));
  }

  /** "bus 4", or with its own name "Wedge 2 (bus 4)". */
  #describe(strip: StripAddress): string {
    const name = nameOf(this.#mirror, strip);
    const plain = plainName(strip);
    return name.toLowerCase() === plain ? plain : `${name} (${plain})`;
  }

  /** Selects a whole row or column. */
  selectLine(strip: StripAddress, side: 'row' | 'column'): void {
    this.#view.selectLine(strip, side);
    this.onMoved();
  }

  openTyping(text: string | undefined): void {
    const level = this.#view.lead?.level;
    if (!this.#mirror.isOperable || level?.number === undefined || level.heldBy !== undefined) return;
    this.typedProblem = '';
    this.typed = text ?? '';
  }

  setLevel(levelDb: number): void {
    const lead = this.#view.lead;
    if (lead) setLevel(this.#mirror, lead, this.#view.selectedPoints, levelDb);
  }
}
