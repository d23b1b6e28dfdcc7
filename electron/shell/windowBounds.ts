/** A rectangle in device-independent pixels, on the desktop that all displays share. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a window is opened with; without `position` the system centres it. */
export interface WindowPlace {
  readonly size: { readonly width: number; readonly height: number };
  readonly position: { readonly x: number; readonly y: number } | undefined;
  readonly isMaximized: boolean;
}

export const minimumSize = { width: 480, height: 360 };
const preferredSize = { width: 1440, height: 900 };

/** So much of the title bar must be on a display that a hand can take the window by it. */
const grip = { width: 120, height: 24 };

const overlap = (start: number, length: number, otherStart: number, otherLength: number) =>
  Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart);

function isReachable(window: Rectangle, area: Rectangle): boolean {
  const across = overlap(window.x, window.width, area.x, area.width);
  const down = overlap(window.y, grip.height, area.y, area.height);
  return across >= grip.width && down >= grip.height;
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Record<string, unknown>;
  return [x, y, width, height].every((number) => Number.isSafeInteger(number));
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

const sizeWithin = (area: Rectangle, wanted: { width: number; height: number }) => ({
  width: clamp(wanted.width, minimumSize.width, Math.max(minimumSize.width, area.width)),
  height: clamp(wanted.height, minimumSize.height, Math.max(minimumSize.height, area.height)),
});

/**
 * Where to open the window: where it was, unless the display it was on is gone.
 * @param remembered what the file of the last run says; nothing in it is believed unchecked
 * @param workAreas the displays without task bars, the main one first; at least one
 */
export function placeWindow(remembered: unknown, workAreas: readonly Rectangle[]): WindowPlace {
  const main = workAreas[0] ?? { x: 0, y: 0, ...preferredSize };
  const isMaximized =
    typeof remembered === 'object' &&
    remembered !== null &&
    'isMaximized' in remembered &&
    remembered.isMaximized === true;
  if (!isRectangle(remembered)) return { size: sizeWithin(main, preferredSize), position: undefined, isMaximized };
  const area = workAreas.find((candidate) => isReachable(remembered, candidate));
  if (!area) return { size: sizeWithin(main, remembered), position: undefined, isMaximized };
  return { size: sizeWithin(area, remembered), position: { x: remembered.x, y: remembered.y }, isMaximized };
}
