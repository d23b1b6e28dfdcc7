import type { Direction } from './selection.ts';

/** What the keys mean in the grid. */
export type GridCommand =
  | { readonly does: 'move'; readonly direction: Direction; readonly extends: boolean }
  | { readonly does: 'step'; readonly isUp: boolean; readonly isFine: boolean; readonly sign: string }
  | { readonly does: 'toggle' }
  | { readonly does: 'tap'; readonly way: 'next' | 'previous' | 'group' }
  /** Opens the value for typing, with a first character or with what is there. */
  | { readonly does: 'type'; readonly text: string | undefined }
  | { readonly does: 'leave' };

/** The part of a keyboard event that decides. */
export type Keys = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>;

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'rowStart',
  End: 'rowEnd',
};

/** @returns `undefined` for keys that the grid leaves to others. */
export function commandOf({ key, shiftKey, altKey, ctrlKey, metaKey }: Keys): GridCommand | undefined {
  if (metaKey) return undefined;
  if (ctrlKey) {
    if (key === 'Home') return { does: 'move', direction: 'gridStart', extends: shiftKey };
    if (key === 'End') return { does: 'move', direction: 'gridEnd', extends: shiftKey };
    return undefined;
  }
  if (altKey) {
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
    return { does: 'step', isUp: key === 'ArrowUp', isFine: shiftKey, sign: '' };
  }
  const direction = directions[key];
  if (direction) return { does: 'move', direction, extends: shiftKey };
  switch (key) {
    case ' ':
      return { does: 'toggle' };
    case 't':
    case 'T':
      return { does: 'tap', way: shiftKey ? 'previous' : 'next' };
    case 'g':
    case 'G':
      return { does: 'tap', way: 'group' };
    // The shifted keys beside 0 write + and _ on some layouts: there Shift is how the sign is reached and no wish for fineness.
    case '+':
    case '=':
      return { does: 'step', isUp: true, isFine: false, sign: '+' };
    case '-':
    case '\u2212':
      return { does: 'step', isUp: false, isFine: false, sign: '\u2212' };
    case 'Enter':
    case 'F2':
      return { does: 'type', text: undefined };
    case 'Escape':
      return { does: 'leave' };
    default:
      return /^[0-9.,]$/.test(key) ? { does: 'type', text: key } : undefined;
  }
}
