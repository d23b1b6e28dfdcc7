import type { StripAddress, StripKind } from '../../shared/desk/address.ts';
import type { LineGroup } from './routingLayout.ts';

/** Rows or columns as they follow each other on the screen. */

/** One row or column of a strip, or (`strip` undefined) the head of a group. */
export interface Line {
  readonly key: string;
  /** Place among all lines, drawn or not. */
  readonly index: number;
  readonly kind: StripKind;
  readonly strip?: StripAddress;
  /** Distance from the first line in px. */
  readonly offset: number;
  readonly size: number;
}

/** Where a group begins and ends in px, with its head. */
export interface LineSpan {
  readonly kind: StripKind;
  readonly offset: number;
  readonly size: number;
  readonly isCollapsed: boolean;
  /** Strips that it shows now, or would show if it were not collapsed. */
  readonly shown: number;
  readonly hidden: number;
}

export interface Lines {
  readonly lines: readonly Line[];
  readonly spans: readonly LineSpan[];
  /** The shown strips in order; what arrow keys walk along. */
  readonly strips: readonly StripAddress[];
  readonly size: number;
}

/** Sizes in px. A head may be 0 where groups are told apart by other means. */
export interface LineSizes {
  readonly strip: number;
  readonly head: number;
  readonly collapsedHead: number;
}

/** Lays out groups of strips one after the other. */
export function layLines(
  groups: readonly LineGroup[],
  sizes: LineSizes,
  collapsed: ReadonlySet<StripKind>,
  hidden: ReadonlySet<StripAddress>,
): Lines {
  const lines: Line[] = [];
  const spans: LineSpan[] = [];
  const strips: StripAddress[] = [];
  let offset = 0;
  const add = (key: string, kind: StripKind, size: number, strip?: StripAddress) => {
    lines.push({ key, index: lines.length, kind, offset, size, ...(strip === undefined ? {} : { strip }) });
    offset += size;
  };
  for (const group of groups) {
    const isCollapsed = collapsed.has(group.kind);
    const start = offset;
    const shown = group.strips.filter((strip) => !hidden.has(strip));
    add(`group ${group.kind}`, group.kind, isCollapsed ? sizes.collapsedHead : sizes.head);
    if (!isCollapsed) {
      for (const strip of shown) {
        add(strip, group.kind, sizes.strip, strip);
        strips.push(strip);
      }
    }
    const count = shown.length;
    spans.push({
      kind: group.kind,
      offset: start,
      size: offset - start,
      isCollapsed,
      shown: count,
      hidden: group.strips.length - count,
    });
  }
  return { lines, spans, strips, size: offset };
}

/** The first line that ends after a position in px; the number of lines if there is none. */
export function lineAt(lines: readonly Line[], position: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = lines[middle] as Line;
    if (line.offset + line.size <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Which lines a window of `extent` px from `start` on touches, and `spare` lines more on both sides, so that a small scroll
 * finds them drawn.
 */
export function visibleRange(
  lines: readonly Line[],
  start: number,
  extent: number,
  spare: number,
): { readonly first: number; readonly end: number } {
  const first = lineAt(lines, Math.max(0, start));
  let end = first;
  while (end < lines.length && (lines[end] as Line).offset < start + extent) end++;
  return { first: Math.max(0, first - spare), end: Math.min(lines.length, end + spare) };
}

/** Scroll position that brings a line into a window of `extent` px with the least movement. */
export function scrollToShow(line: Line, scroll: number, extent: number): number {
  if (line.offset < scroll || line.size > extent) return line.offset;
  return Math.max(scroll, line.offset + line.size - extent);
}
