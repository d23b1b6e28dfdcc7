type Draw = (nowMs: number) => void;

const drawers = new Set<Draw>();
let frame = 0;

function drawAll(nowMs: number): void {
  for (const draw of drawers) draw(nowMs);
  frame = drawers.size > 0 ? requestAnimationFrame(drawAll) : 0;
}

/** Calls `draw` once for each picture, all drawers in one loop. @returns a function that ends it. */
export function onEachFrame(draw: Draw): () => void {
  drawers.add(draw);
  if (frame === 0) frame = requestAnimationFrame(drawAll);
  return () => drawers.delete(draw);
}
