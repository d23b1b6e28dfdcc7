/** Widths that a strip may have, gap included: for a mouse and for fingers. */
const compactPx = { ideal: 78, min: 70, max: 100 };
const touchPx = { ideal: 92, min: 84, max: 112 };
const mostInSight = 24;
/** Mounted beyond each edge, so that scrolling never shows a gap. */
const spare = 1;

/** A width at which whole strips fill the row; a short bank stops at the widest strip. */
export function stripWidthPx(rowPx: number, count: number, isTouch: boolean): number {
  const { ideal, min, max } = isTouch ? touchPx : compactPx;
  if (rowPx <= 0) return ideal;
  const inSight = Math.min(Math.max(Math.round(rowPx / ideal), 1), mostInSight, Math.max(count, 1));
  return Math.min(Math.max(rowPx / inSight, min), max);
}

/** Which strips to mount: those in sight and a spare one at each side. `last` is exclusive. */
export function mountedRange(scrollPx: number, rowPx: number, stripPx: number, count: number) {
  const first = Math.max(0, Math.floor(scrollPx / stripPx) - spare);
  const last = Math.min(count, Math.ceil((scrollPx + rowPx) / stripPx) + spare);
  return { first: Math.min(first, Math.max(last - 1, 0)), last };
}
