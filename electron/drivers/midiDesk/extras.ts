import type { DeskSession } from '../driver.ts';
import type { Tongue } from './tongue.ts';

/** What the scene list and the soft keys need of the session. */
export interface ExtrasLink {
  /** How the console is spoken to now; `undefined` unless it is live. */
  tongue(): Tongue | undefined;
  send(bytes: Uint8Array): void;
  /** A recall has been asked for: nothing of before is sent any more, and everything is read again. */
  recalled(): void;
}

const isOneOf = (count: number, number: number) => Number.isInteger(number) && number >= 1 && number <= count;

/** The console's scenes by number alone: their names are not told, nor which of them are empty. */
export function sceneList(count: number, link: ExtrasLink): NonNullable<DeskSession['scenes']> {
  return {
    count,
    list: () => Array.from({ length: count }, (_, index) => ({ number: index + 1, name: `Scene ${index + 1}` })),
    recall(scene) {
      if (!isOneOf(count, scene)) return `The console has scenes 1 to ${count}: there is no scene ${scene}.`;
      const bytes = link.tongue()?.recall?.(scene);
      if (!bytes) return 'The console is not connected: a scene cannot be recalled.';
      link.send(bytes);
      link.recalled();
      return undefined;
    },
  };
}

/** The console's soft keys. */
export function keyRow(count: number, link: ExtrasLink): NonNullable<DeskSession['softKeys']> {
  return {
    count,
    press(key, isDown) {
      if (!isOneOf(count, key)) return `The console has soft keys 1 to ${count}: there is no key ${key}.`;
      const bytes = link.tongue()?.softKey?.(key, isDown);
      if (!bytes) return 'The console is not connected: its soft keys cannot be pressed.';
      link.send(bytes);
      return undefined;
    },
  };
}
