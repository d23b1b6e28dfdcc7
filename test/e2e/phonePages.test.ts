import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { browserHost, launchServed } from '../support/browserHost.ts';
import { Screen } from '../support/screen.ts';
import { describeOn, soon, useStage } from '../support/stage.ts';

const sizes = [
  { width: 360, height: 640 },
  { width: 844, height: 390 },
];

/** What of a dialog lies beside the screen, or cannot be reached by scrolling in it. */
const outside = (page: Page) =>
  page.getByRole('dialog').evaluate((dialog) => {
    const box = dialog.getBoundingClientRect();
    const hidden = [...dialog.querySelectorAll('button, input, select')]
      .map((each) => ({
        name: each.getAttribute('aria-label') ?? each.textContent?.trim(),
        at: each.getBoundingClientRect(),
      }))
      .filter(({ at }) => at.width > 0 && (at.left < box.left - 1 || at.right > box.right + 1))
      .map(({ name }) => name);
    const isOn = box.left >= 0 && box.right <= innerWidth + 1 && box.top >= 0 && box.bottom <= innerHeight + 1;
    return { hidden, isOn };
  });

describeOn(browserHost, 'on an engineer’s phone', () => {
  const stage = useStage(launchServed);
  let page: Page;

  beforeEach(async () => {
    page = await stage.app.openPage({ viewport: sizes[0] ?? null, hasTouch: true, isMobile: true });
    stage.listenTo(page);
    await new Screen(page).untilLive();
  });
  afterEach(() => page.context().close());

  test('a booth mix is set up, upright and on its side', async () => {
    await page.getByRole('link', { name: 'Setup' }).tap();
    await page.getByRole('tab', { name: 'People' }).tap();
    await page.getByRole('button', { name: 'Set up a booth mix' }).tap();
    for (const size of sizes) {
      await page.setViewportSize(size);
      await soon(() => outside(page)).toEqual({ hidden: [], isOn: true });
    }
    await page.setViewportSize(sizes[0] ?? { width: 360, height: 640 });
    await page.getByLabel('Who sings or plays?').selectOption('channel/1');
    await page.getByRole('button', { name: 'Set it up and show the code' }).tap();
    const code = page.getByRole('dialog').getByRole('img', { name: 'Code that leads to the page of Kick' });
    await code.waitFor();
    const box = await code.boundingBox();
    // A camera reads it at arm's length.
    expect(box?.width).toBeGreaterThanOrEqual(180);
    expect(await outside(page)).toEqual({ hidden: [], isOn: true });
  });

  test('cue mixes are as wide as the screen, and a page is put together in a dialog that fits', async () => {
    await page.getByRole('link', { name: 'Cue mixes' }).tap();
    await page.getByRole('columnheader').nth(1).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole('button', { name: 'Page …' }).first().tap();
    await page.getByRole('dialog').waitFor();
    for (const size of sizes) {
      await page.setViewportSize(size);
      await soon(() => outside(page)).toEqual({ hidden: [], isOn: true });
    }
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).tap();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('can be kept on the home screen, and asks nobody but the app for anything', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await new Screen(page).untilLive();
    const session = await page.context().newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // Nothing is kept from this browser, which is the tests' wish and no fault of the page.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    const { data, errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data ?? '{}');
    expect(manifest).toMatchObject({ name: 'Omnibus', display: 'standalone' });
    const own = new URL(stage.app.url);
    expect(new URL(manifest.start_url, own).href).toBe(own.href);
    for (const { src, type } of manifest.icons) {
      const answer = await page.request.get(new URL(src, own).href);
      expect(answer.headers()['content-type']).toBe(type);
    }
    expect([...new Set(asked.map((url) => new URL(url).host))]).toEqual([own.host]);
  });
});
