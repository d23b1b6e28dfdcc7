import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserHost, launchServed, type ServedApp } from '../support/browserHost.ts';
import { Screen } from '../support/screen.ts';
import { describeOn, soon } from '../support/stage.ts';

// The emulated console is the one on which a stretch of time can be played again. Three values of one fader, a slider that goes
// back from one to the next, and a second page that sees them come by once more.
describeOn(browserHost, 'looking back and replay', () => {
  const complaints: string[] = [];
  let app: ServedApp;
  let page: Page;
  let screen: Screen;
  const show = (name: string) => page.getByRole('link', { name, exact: true }).click();
  const slider = () => page.getByRole('slider', { name: 'Time of the desk shown' });
  const strips = () => page.getByRole('toolbar', { name: 'Strips at that time' });
  const kickThen = () => strips().getByRole('button', { name: /^Kick: / });
  const kickNow = (on: Page) => new Screen(on).fader('Kick').getAttribute('aria-valuetext');

  beforeAll(async () => {
    app = await launchServed({ console: 'emulated' });
    page = app.page;
    page.on('pageerror', (error) => complaints.push(error.message));
    screen = new Screen(page);
    await screen.untilLive();
  });
  afterAll(() => app.close());

  test('the slider goes from change to change, by keys, and changes nothing at the console', async () => {
    const foundDb = (await screen.value('Kick').textContent())?.trim() ?? '';
    for (const db of [-10, -20, -30]) {
      await screen.type('Kick', `${db}`);
      await soon(() => screen.shownDb('Kick')).toBe(db);
    }
    await show('Timeline');
    await soon(() => page.getByRole('option', { name: /Kick, fader/ }).count()).toBe(3);

    await slider().focus();
    expect(await slider().getAttribute('aria-valuetext')).toBe('now');
    for (const [key, then] of [
      ['ArrowLeft', '−20.0'],
      ['ArrowLeft', '−10.0'],
      ['ArrowLeft', foundDb],
      ['ArrowRight', '−10.0'],
      ['ArrowRight', '−20.0'],
    ] as const) {
      await page.keyboard.press(key);
      await soon(() => kickThen().getAttribute('aria-label')).toBe(
        `Kick: fader ${then} dB, now −30.0 dB; 1 value differs`,
      );
    }
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'The desk now' }).waitFor();
    expect(await strips().count()).toBe(0);
    await show('Mixer');
    expect(await screen.shownDb('Kick')).toBe(-30);
    await show('Timeline');
    await soon(() => page.getByRole('option', { name: /Kick, fader/ }).count()).toBe(3);
  });

  test('a stretch is played on the emulated console, as everybody sees', async () => {
    const other = await app.openPage();
    other.on('pageerror', (error) => complaints.push(error.message));
    await new Screen(other).untilLive();
    await soon(() => kickNow(other)).toBe('minus 30.0 dB');
    await new Screen(other).fader('Kick').evaluate((fader) => {
      const seen: (string | null)[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => seen.push(fader.getAttribute('aria-valuetext'))).observe(fader, {
        attributeFilter: ['aria-valuetext'],
      });
    });

    await slider().focus();
    for (const then of ['−20.0', '−10.0']) {
      await page.keyboard.press('ArrowLeft');
      await soon(() => kickThen().getAttribute('aria-label')).toContain(`fader ${then} dB`);
    }
    // Before the second of three changes: what is played are two of them, from where the fader was then.
    const replay = page.getByRole('toolbar', { name: 'Replay on the emulated console' });
    await replay.getByRole('button', { name: 'Play' }).press('Enter');
    await replay.getByText(/^\s*Playing on the emulated console: \d of 2 changes/).waitFor();
    await replay.getByRole('button', { name: 'Play' }).waitFor();

    await soon(() => kickNow(other)).toBe('minus 30.0 dB');
    const seen = await other.evaluate(() =>
      'seen' in window && Array.isArray(window.seen) ? window.seen.map(String) : [],
    );
    // Where the fader was first is drawn only if there is a picture between that and the change that comes a millisecond later.
    expect(seen.filter((each) => each !== 'minus 10.0 dB')).toEqual(['minus 20.0 dB', 'minus 30.0 dB']);
    expect(complaints).toEqual([]);
  });
});
