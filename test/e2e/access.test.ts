import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { onEveryHost, soon } from '../support/stage.ts';

const operated = ['slider', 'switch', 'button', 'link', 'textbox', 'combobox', 'gridcell', 'tab'];

/** Everything that can be operated, with the name that the browser gives to a screen reader. */
async function controlsOf(page: Page): Promise<readonly { readonly role: string; readonly name: string }[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '').trim() }))
    .filter(({ role }) => operated.includes(role));
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

onEveryHost('without a mouse', (stage) => {
  test.each(['Mixer', 'Routing', 'Setup'] as const)('everything in %s has a name', async (view) => {
    const { page, screen } = stage;
    await screen.show(view);
    await soon(async () => (await controlsOf(page)).length).toBeGreaterThan(view === 'Setup' ? 8 : 60);
    const controls = await controlsOf(page);
    expect(controls.filter(({ name }) => name === '')).toEqual([]);
  });

  test('no two controls of the mixer have the same name and role', async () => {
    const { page, screen } = stage;
    await screen.show('Mixer');
    await screen.fader('Kick').waitFor();
    const sliders = (await controlsOf(page)).filter(({ role }) => role === 'slider' || role === 'switch');
    const names = sliders.map(({ role, name }) => `${role} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('a fader is reached by Tab from the top of the page, and moved', async () => {
    const { page, screen, other } = stage;
    await screen.show('Mixer');
    await screen.fader('Kick').waitFor();
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    let steps = 0;
    while (steps < 40 && !(await focused(page)).endsWith(', fader')) {
      await page.keyboard.press('Tab');
      steps += 1;
    }
    expect(await focused(page)).toBe('Kick, fader');
    const start = other.heard.length;
    await page.keyboard.press('ArrowUp');
    await soon(() => other.since(start, '/ch/01/mix/fader').length).toBeGreaterThan(0);
    await page.keyboard.press('ArrowRight');
    await soon(() => focused(page)).toBe('Snare, fader');
    await page.keyboard.press('m');
    await soon(() => other.lastSince(start, '/ch/02/mix/on')).toBe(0);
  });

  test('what has the focus is seen', async () => {
    const { page, screen } = stage;
    await screen.show('Mixer');
    await screen.fader('Kick').focus();
    await page.keyboard.press('ArrowRight');
    await soon(() => focused(page)).toBe('Snare, fader');
    const outline = await screen.fader('Snare').evaluate((fader) => {
      const seen = [fader, ...fader.querySelectorAll('*')].map((element) => getComputedStyle(element));
      return seen.some(
        ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
      );
    });
    expect(outline).toBe(true);
  });

  test('the views are changed by their numbers', async () => {
    const { page, screen } = stage;
    await screen.show('Mixer');
    for (const [key, view] of [
      ['2', 'Routing'],
      ['3', 'Cue mixes'],
      ['4', 'Scenes'],
      ['5', 'Flow'],
      ['6', 'Setup'],
      ['7', 'Timeline'],
      ['1', 'Mixer'],
    ] as const) {
      await page.keyboard.press(key);
      await soon(() => page.locator('[aria-current=page]').textContent()).toBe(view);
    }
  });

  test('the grid is walked by arrows, and a crosspoint switched by Space', async () => {
    const { page, screen, other } = stage;
    await screen.show('Routing');
    await (await screen.crosspoint('Kick', 'Booth')).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await soon(() => focused(page)).toMatch(/^Snare to Wedge Vox/);
    const start = other.heard.length;
    await page.keyboard.press('Space');
    await soon(() => other.since(start, '/ch/02/mix/02/on').length).toBe(1);
  });
});
