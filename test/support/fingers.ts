import type { CDPSession, Locator, Page } from 'playwright';

/** A place on the page, in its pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Several fingers on the screen, moved at the same time. */
export class Fingers {
  readonly #session: CDPSession;
  #points: readonly Point[] = [];

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  async down(...points: readonly Point[]): Promise<void> {
    this.#points = points;
    await this.#send('touchStart');
  }

  async moveBy(...movements: readonly Point[]): Promise<void> {
    const steps = 6;
    for (let step = 0; step < steps; step++) {
      this.#points = this.#points.map(({ x, y }, index) => {
        const by = movements[index] ?? { x: 0, y: 0 };
        return { x: x + by.x / steps, y: y + by.y / steps };
      });
      await this.#send('touchMove');
    }
  }

  async up(): Promise<void> {
    this.#points = [];
    await this.#send('touchEnd');
  }

  async #send(type: 'touchStart' | 'touchMove' | 'touchEnd'): Promise<void> {
    const touchPoints = this.#points.map(({ x, y }, id) => ({ x, y, id }));
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

export async function middleOf(control: Locator): Promise<Point> {
  const box = await control.boundingBox();
  if (!box) throw new Error('A control that is not shown cannot be touched');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
