import { onEachFrame } from './frameLoop.ts';
import { MeterBallistics, meterColors, meterHeight } from './meterLaw.ts';

/** Level of a meter now in dB, 0 is full scale; read once per picture. */
export type ReadLevel = () => number;

interface Slot {
  readonly element: Element;
  readonly read: ReadLevel;
  readonly ballistics: MeterBallistics;
  x: number;
  y: number;
  width: number;
  height: number;
  /** What was drawn last, in device pixels; −1 if nothing. */
  barPx: number;
  peakPx: number;
}

/** Seen on a dark and on a light ground. */
const peakColor = '#8f97a4';
const overColor = '#ff3b30';
const lowestColorDb = -70;
const highestColorDb = 6;
const firstHeight = meterHeight(lowestColorDb);
const lastHeight = meterHeight(highestColorDb);

/**
 * Draws all meters of a view on one canvas, once per picture. Where the meters are is measured when something was laid
 * out anew, never per picture; a meter that stands still is not drawn again.
 */
export class MeterCanvas {
  readonly #slots = new Set<Slot>();
  readonly #observer = new ResizeObserver(() => this.invalidate());
  #canvas: HTMLCanvasElement | undefined;
  #context: CanvasRenderingContext2D | undefined;
  #gradients = new Map<string, CanvasGradient>();
  #isMeasured = false;
  #scale = 1;
  #drawnMs = 0;

  /** Begins to draw. @returns a function that ends it. */
  show(canvas: HTMLCanvasElement): () => void {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d') ?? undefined;
    this.#observer.observe(canvas);
    const end = onEachFrame((nowMs) => this.draw(nowMs));
    return () => {
      end();
      this.#observer.disconnect();
      this.#context = undefined;
    };
  }

  /** Adds a meter where an element stands. @returns a function that takes it away. */
  add(element: Element, read: ReadLevel): () => void {
    const ballistics = new MeterBallistics();
    const slot: Slot = { element, read, ballistics, x: 0, y: 0, width: 0, height: 0, barPx: -1, peakPx: -1 };
    this.#slots.add(slot);
    this.#observer.observe(element);
    this.invalidate();
    return () => {
      this.#slots.delete(slot);
      this.#observer.unobserve(element);
      this.invalidate();
    };
  }

  /** Something moved: everything is measured and drawn anew with the next picture. */
  invalidate(): void {
    this.#isMeasured = false;
  }

  draw(nowMs: number): void {
    const context = this.#context;
    if (!context) return;
    if (!this.#isMeasured) this.#measure(context);
    const elapsedMs = Math.min(nowMs - this.#drawnMs, 100);
    this.#drawnMs = nowMs;
    for (const slot of this.#slots) {
      slot.ballistics.follow(slot.read(), nowMs, elapsedMs);
      this.#drawSlot(context, slot);
    }
  }

  #measure(context: CanvasRenderingContext2D): void {
    const canvas = this.#canvas;
    if (!canvas) return;
    const origin = canvas.getBoundingClientRect();
    this.#scale = devicePixelRatio;
    for (const slot of this.#slots) {
      const { left, top, width, height } = slot.element.getBoundingClientRect();
      slot.x = Math.round((left - origin.left) * this.#scale);
      slot.y = Math.round((top - origin.top) * this.#scale);
      slot.width = Math.round(width * this.#scale);
      slot.height = Math.round(height * this.#scale);
      slot.barPx = -1;
    }
    this.#gradients.clear();
    // Setting the size clears the canvas as well.
    canvas.width = Math.round(origin.width * this.#scale);
    canvas.height = Math.round(origin.height * this.#scale);
    context.clearRect(0, 0, canvas.width, canvas.height);
    this.#isMeasured = true;
  }

  #drawSlot(context: CanvasRenderingContext2D, slot: Slot): void {
    const { x, y, width, height, ballistics } = slot;
    const barPx = Math.round(meterHeight(ballistics.barDb) * height);
    const peakPx = Math.round(meterHeight(ballistics.peakDb) * height);
    if (barPx === slot.barPx && peakPx === slot.peakPx) return;
    slot.barPx = barPx;
    slot.peakPx = peakPx;
    context.clearRect(x, y - 2, width, height + 2);
    if (barPx > 0) {
      context.fillStyle = this.#gradient(context, y, height);
      context.fillRect(x, y + height - barPx, width, barPx);
    }
    if (peakPx > 0) {
      context.fillStyle = ballistics.peakDb >= 0 ? overColor : peakColor;
      context.fillRect(x, y + height - peakPx - 1, width, Math.max(2, Math.round(this.#scale)));
    }
  }

  /** Meters at one height share a gradient. */
  #gradient(context: CanvasRenderingContext2D, y: number, height: number): CanvasGradient {
    const key = `${y} ${height}`;
    const known = this.#gradients.get(key);
    if (known) return known;
    const gradient = context.createLinearGradient(0, y + height, 0, y);
    for (const [levelDb, color] of meterColors) {
      gradient.addColorStop((meterHeight(levelDb) - firstHeight) / (lastHeight - firstHeight), color);
    }
    this.#gradients.set(key, gradient);
    return gradient;
  }
}
