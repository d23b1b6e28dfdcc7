import type { Locator, Page } from 'playwright';

const longestWaitMs = 15_000;

/** A level as it is printed, in dB. */
export function printedDb(text: string): number {
  const plain = text.trim().replace('\u2212', '-');
  return plain === '-\u221e' ? -Infinity : Number(plain);
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** What a person does with the page, by the names that a screen reader speaks. */
export class Screen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The pill with the state of the connection. */
  get pill(): Locator {
    return this.page.getByRole('banner').getByTitle(/^Connection/);
  }

  async untilLive(): Promise<void> {
    await this.pill.filter({ hasText: /^\s*Live/ }).waitFor({ timeout: longestWaitMs });
  }

  async show(view: 'Mixer' | 'Routing' | 'Scenes' | 'Flow' | 'Setup'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
  }

  async showBank(title: string): Promise<void> {
    await this.page.getByRole('toolbar', { name: 'Banks' }).getByRole('button', { name: title, exact: true }).click();
  }

  slider(name: string): Locator {
    return this.page.getByRole('slider', { name, exact: true }).first();
  }

  fader(strip: string): Locator {
    return this.slider(`${strip}, fader`);
  }

  pan(strip: string): Locator {
    return this.slider(`${strip}, pan`);
  }

  switch(name: string): Locator {
    return this.page.getByRole('switch', { name, exact: true }).first();
  }

  async isOn(name: string): Promise<boolean> {
    return (await this.switch(name).getAttribute('aria-checked')) === 'true';
  }

  /** The field under a fader that shows its value; `what` is "level", or "send to …". */
  value(strip: string, what = 'level'): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${literally(`${strip}, ${what}, `)}`) }).first();
  }

  /** What the field under a fader shows, in dB. */
  async shownDb(strip: string, what = 'level'): Promise<number> {
    return printedDb((await this.value(strip, what).textContent()) ?? '');
  }

  /** Types into the field under a fader and presses Enter. */
  async type(strip: string, text: string, what = 'level'): Promise<void> {
    await this.value(strip, what).click();
    const input = this.page.getByRole('textbox', { name: new RegExp(`^${literally(`${strip}, ${what}`)}`) });
    await input.fill(text);
    await input.press('Enter');
  }

  /** A strip by the number printed above its name: "12", "Bus 3". */
  strip(number: string): Locator {
    return this.page.getByRole('listitem', { name: new RegExp(`^${literally(number)}, `) }).first();
  }

  /** Turns the pages of a row of strips until one is there. */
  async bringIntoSight(number: string): Promise<Locator> {
    const strip = this.strip(number);
    for (let pages = 0; pages < 8 && (await strip.count()) === 0; pages++) {
      await this.page.getByRole('button', { name: 'Strips to the right' }).click();
      await strip.waitFor({ state: 'attached', timeout: 700 }).catch((error: Error) => {
        if (error.name !== 'TimeoutError') throw error;
      });
    }
    return strip;
  }

  /** A crosspoint of the routing grid, brought into sight. */
  async crosspoint(source: string, destination: string): Promise<Locator> {
    const grid = this.page.getByRole('grid');
    const cell = this.page.getByRole('gridcell', {
      name: new RegExp(`^${literally(`${source} to ${destination}`)}, `),
    });
    await grid.waitFor();
    await grid.hover({ position: { x: 300, y: 200 } });
    for (let turns = 0; turns < 40 && (await cell.count()) === 0; turns++) {
      await this.page.mouse.wheel(0, turns < 20 ? 300 : -300);
      await this.page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
    }
    return cell.first();
  }

  /** What a crosspoint says of itself. */
  async crosspointWords(source: string, destination: string): Promise<string> {
    return (await (await this.crosspoint(source, destination)).getAttribute('aria-label')) ?? '';
  }

  /** Takes hold of a control in its middle with the mouse. @returns where the mouse is. */
  async press(control: Locator): Promise<{ readonly x: number; readonly y: number }> {
    await control.scrollIntoViewIfNeeded();
    const box = await control.boundingBox();
    if (!box) throw new Error('A control that is not shown cannot be pressed');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await this.page.mouse.move(middle.x, middle.y);
    await this.page.mouse.down();
    return middle;
  }

  /** Presses, drags by so many pixels in small steps, and lets go. */
  async drag(control: Locator, by: { readonly x?: number; readonly y?: number }): Promise<void> {
    const from = await this.press(control);
    await this.page.mouse.move(from.x + (by.x ?? 0), from.y + (by.y ?? 0), { steps: 8 });
    await this.page.mouse.up();
  }
}
