import type { StripAddress, StripKind } from '../../shared/desk/address.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import { type Crosspoint, Crosspoints, isOpen } from './crosspoint.ts';
import { type Line, type Lines, layLines, lineAt, scrollToShow, visibleRange } from './lines.ts';
import type { RoutingLayout } from './routingLayout.ts';
import {
  type CellAddress,
  cellsOf,
  keepOnScreen,
  type Selection,
  type Shown,
  selectOne,
  sidesOf,
} from './selection.ts';

/** Sizes of the grid in px; they follow the style sheet's tokens. */
export interface GridSizes {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly headWidth: number;
  readonly headHeight: number;
  readonly groupHeight: number;
}

const collapsedColumnWidth = 34;
const columnGap = 10;
/** Rows and columns drawn outside the window, so that a scroll step finds them there. */
const spareRows = 3;
const spareColumns = 1;

const toggled = <T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> => {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
};

/** What of a desk's routing is on the screen: folds, scroll position, selection. */
export class GridView {
  readonly layout: RoutingLayout;
  readonly points: Crosspoints;
  readonly #mirror: DeskMirror;

  sizes = $state.raw<GridSizes>({ cellWidth: 62, cellHeight: 30, headWidth: 128, headHeight: 70, groupHeight: 26 });
  #collapsedRows = $state.raw<ReadonlySet<StripKind>>(new Set());
  #collapsedColumns = $state.raw<ReadonlySet<StripKind>>(new Set());
  hidesUnused = $state.raw(false);
  #hiddenRows = $state.raw<ReadonlySet<StripAddress>>(new Set());
  #hiddenColumns = $state.raw<ReadonlySet<StripAddress>>(new Set());

  /** Where the window is on the sheet, without the sticky heads. */
  #scrollTop = $state.raw(0);
  #scrollLeft = $state.raw(0);
  #width = $state.raw(0);
  #height = $state.raw(0);
  #selection = $state.raw<Selection | undefined>();

  readonly rows: Lines = $derived.by(() =>
    layLines(
      this.layout.rowGroups,
      { strip: this.sizes.cellHeight, head: this.sizes.groupHeight, collapsedHead: this.sizes.groupHeight },
      this.#collapsedRows,
      this.#hiddenRows,
    ),
  );
  readonly columns: Lines = $derived.by(() =>
    layLines(
      this.layout.columnGroups,
      { strip: this.sizes.cellWidth, head: columnGap, collapsedHead: collapsedColumnWidth },
      this.#collapsedColumns,
      this.#hiddenColumns,
    ),
  );
  readonly shown: Shown = $derived.by(() => ({
    sources: this.rows.strips,
    destinations: this.columns.strips,
    exists: (source, destination) => this.layout.at(source, destination) !== undefined,
  }));
  /** Follows what is shown: a corner that was folded away is given up. */
  readonly selection: Selection | undefined = $derived.by(() => keepOnScreen(this.#selection, this.shown));
  readonly focus: CellAddress | undefined = $derived(this.selection?.focus);
  readonly selectedCells: readonly CellAddress[] = $derived.by(() =>
    this.selection ? cellsOf(this.selection, this.shown) : [],
  );
  readonly #selectedSides = $derived.by(() => {
    const sides = this.selection && sidesOf(this.selection, this.shown);
    return { sources: new Set(sides?.sources), destinations: new Set(sides?.destinations) };
  });

  /** The selection's rectangle and its moving corner, in px on the sheet, for the frames around them. */
  readonly selectionBox = $derived.by(() => {
    const { selection } = this;
    return selection && { range: this.#boxOf(selection), focus: this.#boxOf(selectOne(selection.focus)) };
  });

  // The ends of the ranges are signals of their own: scrolling within a row changes none of them and draws nothing.
  readonly #rowRange = $derived.by(() => visibleRange(this.rows.lines, this.#scrollTop, this.#height, spareRows));
  readonly #firstRow = $derived(this.#rowRange.first);
  readonly #endRow = $derived(this.#rowRange.end);
  readonly #columnRange = $derived.by(() =>
    visibleRange(this.columns.lines, this.#scrollLeft, this.#width, spareColumns),
  );
  readonly #firstColumn = $derived(this.#columnRange.first);
  readonly #endColumn = $derived(this.#columnRange.end);

  /** The row and column of the selection where they are outside the window: they must not lose the keyboard by a scroll. */
  readonly #strayRow = $derived(strayLine(this.rows.lines, this.#firstRow, this.#endRow, this.focus?.source));
  readonly #strayColumn = $derived(
    strayLine(this.columns.lines, this.#firstColumn, this.#endColumn, this.focus?.destination),
  );
  readonly drawnRows: readonly Line[] = $derived.by(() =>
    drawn(this.rows.lines, this.#firstRow, this.#endRow, this.#strayRow),
  );
  readonly drawnColumns: readonly Line[] = $derived.by(() =>
    drawn(this.columns.lines, this.#firstColumn, this.#endColumn, this.#strayColumn),
  );

  constructor(mirror: DeskMirror, layout: RoutingLayout) {
    this.#mirror = mirror;
    this.layout = layout;
    this.points = new Crosspoints(mirror, layout);
  }

  scrolledTo(left: number, top: number): void {
    this.#scrollLeft = left;
    this.#scrollTop = top;
  }

  resizedTo(width: number, height: number): void {
    this.#width = width - this.sizes.headWidth;
    this.#height = height - this.sizes.headHeight;
  }

  select(selection: Selection): void {
    this.#selection = selection;
  }

  selectCell(cell: CellAddress): void {
    this.#selection = selectOne(cell);
  }

  isSelected(source: StripAddress, destination: StripAddress): boolean {
    return this.selectedIn(source)?.has(destination) === true && this.layout.at(source, destination) !== undefined;
  }

  /** Selected columns of a row, `undefined` if it has none: a row outside the selection is not drawn anew when that moves. */
  selectedIn(source: StripAddress): ReadonlySet<StripAddress> | undefined {
    const { sources, destinations } = this.#selectedSides;
    return sources.has(source) ? destinations : undefined;
  }

  /** What is at a point of the window, in px from its corner: a crosspoint or a gap; `undefined` on heads and outside. */
  cellAtPoint(x: number, y: number): CellAddress | undefined {
    const left = x - this.sizes.headWidth;
    const top = y - this.sizes.headHeight;
    if (left < 0 || top < 0 || left > this.#width || top > this.#height) return undefined;
    const source = this.rows.lines[lineAt(this.rows.lines, top + this.#scrollTop)]?.strip;
    const destination = this.columns.lines[lineAt(this.columns.lines, left + this.#scrollLeft)]?.strip;
    return source === undefined || destination === undefined ? undefined : { source, destination };
  }

  /** Selects all crosspoints of a row or a column. */
  selectLine(strip: StripAddress, side: 'row' | 'column'): void {
    const { sources, destinations, exists } = this.shown;
    const cells =
      side === 'row'
        ? destinations.map((destination) => ({ source: strip, destination }))
        : sources.map((source) => ({ source, destination: strip }));
    const crossing = cells.filter((cell) => exists(cell.source, cell.destination));
    const anchor = crossing.at(-1);
    const focus = crossing[0];
    if (anchor && focus) this.#selection = { anchor, focus };
  }

  /** Whether a column stands beside one on its left that keeps the same taps. */
  isJoined(destination: StripAddress): boolean {
    const before = this.columns.strips[this.columns.strips.indexOf(destination) - 1];
    return before !== undefined && this.layout.isJoined(destination, before);
  }

  /** The same, for the one on its right. */
  joinsNext(destination: StripAddress): boolean {
    const next = this.columns.strips[this.columns.strips.indexOf(destination) + 1];
    return next !== undefined && this.layout.isJoined(next, destination);
  }

  /** The crosspoint that the card explains. */
  get lead(): Crosspoint | undefined {
    return this.focus && this.points.at(this.focus.source, this.focus.destination);
  }

  get selectedPoints(): readonly Crosspoint[] {
    return this.selectedCells
      .map(({ source, destination }) => this.points.at(source, destination))
      .filter((point) => point !== undefined);
  }

  /** Scroll position at which a cell is seen whole. */
  scrollToCell({ source, destination }: CellAddress): { left: number; top: number } {
    const row = this.rows.lines.find((line) => line.strip === source);
    const column = this.columns.lines.find((line) => line.strip === destination);
    return {
      top: row ? scrollToShow(row, this.#scrollTop, this.#height) : this.#scrollTop,
      left: column ? scrollToShow(column, this.#scrollLeft, this.#width) : this.#scrollLeft,
    };
  }

  toggleRowGroup(kind: StripKind): void {
    this.#collapsedRows = toggled(this.#collapsedRows, kind);
  }

  toggleColumnGroup(kind: StripKind): void {
    this.#collapsedColumns = toggled(this.#collapsedColumns, kind);
  }

  #boxOf({ anchor, focus }: Selection) {
    const lineOf = ({ lines }: Lines, strip: StripAddress) => lines.find((line) => line.strip === strip);
    const span = (lines: Lines, a: StripAddress, b: StripAddress) => {
      const [from, to] = [lineOf(lines, a), lineOf(lines, b)];
      if (!from || !to) return { start: 0, size: 0 };
      const start = Math.min(from.offset, to.offset);
      return { start, size: Math.max(from.offset + from.size, to.offset + to.size) - start };
    };
    const rows = span(this.rows, anchor.source, focus.source);
    const columns = span(this.columns, anchor.destination, focus.destination);
    return { left: columns.start, top: rows.start, width: columns.size, height: rows.size };
  }

  get hiddenCount(): number {
    return this.#hiddenRows.size + this.#hiddenColumns.size;
  }

  /** Folds away what has neither a name nor an open send, as it is now; nothing folds away later under the user's hand. */
  foldUnused(): void {
    this.hidesUnused = true;
    this.#hiddenRows = new Set(this.#sources.filter((source) => !this.#isSourceUsed(source)));
    this.#hiddenColumns = new Set(this.#destinations.filter((destination) => !this.#isDestinationUsed(destination)));
  }

  unfoldAll(): void {
    this.hidesUnused = false;
    this.#hiddenRows = new Set();
    this.#hiddenColumns = new Set();
  }

  /** Brings back what came into use since it was folded away: a fold must not hide what sounds. Reads only what is folded. */
  unfoldUsed(): void {
    const rows = [...this.#hiddenRows].filter((source) => !this.#isSourceUsed(source));
    if (rows.length < this.#hiddenRows.size) this.#hiddenRows = new Set(rows);
    const columns = [...this.#hiddenColumns].filter((destination) => !this.#isDestinationUsed(destination));
    if (columns.length < this.#hiddenColumns.size) this.#hiddenColumns = new Set(columns);
  }

  get #sources(): readonly StripAddress[] {
    return this.layout.rowGroups.flatMap(({ strips }) => strips);
  }

  get #destinations(): readonly StripAddress[] {
    return this.layout.columnGroups.flatMap(({ strips }) => strips);
  }

  #isNamed(strip: StripAddress): boolean {
    return (this.#mirror.param(`${strip}/name`)?.text ?? '').trim() !== '' || strip.startsWith('main/');
  }

  /** An assignment to a main does not count: a fresh desk has all of them. */
  #isSendOpen(source: StripAddress, destination: StripAddress): boolean {
    const point = this.points.at(source, destination);
    return point?.level !== undefined && isOpen(point);
  }

  #isSourceUsed(source: StripAddress): boolean {
    return this.#isNamed(source) || this.#destinations.some((destination) => this.#isSendOpen(source, destination));
  }

  #isDestinationUsed(destination: StripAddress): boolean {
    return this.#isNamed(destination) || this.#sources.some((source) => this.#isSendOpen(source, destination));
  }
}

/** Index of a strip's line if it is outside a range; −1 if it is inside or not there at all. */
function strayLine(lines: readonly Line[], first: number, end: number, strip: StripAddress | undefined): number {
  const index = strip === undefined ? -1 : lines.findIndex((line) => line.strip === strip);
  return index >= first && index < end ? -1 : index;
}

function drawn(lines: readonly Line[], first: number, end: number, stray: number): readonly Line[] {
  const range = lines.slice(first, end);
  const line = lines[stray];
  if (!line) return range;
  return stray < first ? [line, ...range] : [...range, line];
}
