import type { StripAddress } from '../../shared/desk/address.ts';

/** Which crosspoints are selected: a rectangle between where the selection began and where it is now. */

export interface CellAddress {
  readonly source: StripAddress;
  readonly destination: StripAddress;
}

export interface Selection {
  readonly anchor: CellAddress;
  /** The corner that moves; what the card explains and what a screen reader reads. */
  readonly focus: CellAddress;
}

/** What is on the screen: rows and columns in order, and where they cross. */
export interface Shown {
  readonly sources: readonly StripAddress[];
  readonly destinations: readonly StripAddress[];
  exists(source: StripAddress, destination: StripAddress): boolean;
}

export type Direction = 'up' | 'down' | 'left' | 'right' | 'rowStart' | 'rowEnd' | 'gridStart' | 'gridEnd';

export const isSameCell = (a: CellAddress, b: CellAddress): boolean =>
  a.source === b.source && a.destination === b.destination;

export const selectOne = (cell: CellAddress): Selection => ({ anchor: cell, focus: cell });

/** The same selection, its moving corner elsewhere. */
export const extendTo = (selection: Selection, focus: CellAddress): Selection => ({ anchor: selection.anchor, focus });

/** The first crosspoint of the screen in reading order. */
export function firstCell(shown: Shown): CellAddress | undefined {
  for (const source of shown.sources) {
    for (const destination of shown.destinations) {
      if (shown.exists(source, destination)) return { source, destination };
    }
  }
  return undefined;
}

function walk(cell: CellAddress, shown: Shown, rowStep: number, columnStep: number): CellAddress {
  let row = shown.sources.indexOf(cell.source) + rowStep;
  let column = shown.destinations.indexOf(cell.destination) + columnStep;
  for (; ; row += rowStep, column += columnStep) {
    const source = shown.sources[row];
    const destination = shown.destinations[column];
    if (source === undefined || destination === undefined) return cell;
    if (shown.exists(source, destination)) return { source, destination };
  }
}

function firstIn(sources: readonly StripAddress[], destinations: readonly StripAddress[], shown: Shown) {
  return firstCell({ sources, destinations, exists: shown.exists });
}

/** The crosspoint in a direction; gaps without crosspoints are jumped over, at the edge it stays. */
export function stepFrom(cell: CellAddress, direction: Direction, shown: Shown): CellAddress {
  switch (direction) {
    case 'up':
      return walk(cell, shown, -1, 0);
    case 'down':
      return walk(cell, shown, 1, 0);
    case 'left':
      return walk(cell, shown, 0, -1);
    case 'right':
      return walk(cell, shown, 0, 1);
    case 'rowStart':
      return firstIn([cell.source], shown.destinations, shown) ?? cell;
    case 'rowEnd':
      return firstIn([cell.source], shown.destinations.toReversed(), shown) ?? cell;
    case 'gridStart':
      return firstIn(shown.sources, shown.destinations, shown) ?? cell;
    case 'gridEnd':
      return firstIn(shown.sources.toReversed(), shown.destinations.toReversed(), shown) ?? cell;
  }
}

function between<T>(list: readonly T[], a: T, b: T): readonly T[] {
  const from = list.indexOf(a);
  const to = list.indexOf(b);
  if (from < 0 || to < 0) return [];
  return list.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** Shown rows and columns of a selection; none if one of its corners is not on the screen. */
export function sidesOf(selection: Selection, shown: Shown) {
  return {
    sources: between(shown.sources, selection.anchor.source, selection.focus.source),
    destinations: between(shown.destinations, selection.anchor.destination, selection.focus.destination),
  };
}

/** The shown crosspoints of a selection, in reading order. */
export function cellsOf(selection: Selection, shown: Shown): readonly CellAddress[] {
  const { sources, destinations } = sidesOf(selection, shown);
  return sources.flatMap((source) =>
    destinations
      .filter((destination) => shown.exists(source, destination))
      .map((destination) => ({ source, destination })),
  );
}

/** A selection whose corners are on the screen: the old one if it is, or the first crosspoint. */
export function keepOnScreen(selection: Selection | undefined, shown: Shown): Selection | undefined {
  const isShown = (cell: CellAddress) =>
    shown.sources.includes(cell.source) &&
    shown.destinations.includes(cell.destination) &&
    shown.exists(cell.source, cell.destination);
  if (selection && isShown(selection.focus)) {
    return isShown(selection.anchor) ? selection : selectOne(selection.focus);
  }
  const first = firstCell(shown);
  return first && selectOne(first);
}
