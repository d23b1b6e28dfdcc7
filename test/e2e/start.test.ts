import { expect, test } from 'vitest';
import { onEveryHost, soon } from '../support/stage.ts';

onEveryHost(
  'the start',
  (stage) => {
    test('shows the console that was named, live, and says so in the title', async () => {
      const { page, screen } = stage;
      await soon(() => screen.pill.textContent()).toMatch(/Live.*Main hall/s);
      await soon(() => page.title()).toMatch(/Main hall.*live.*Omnibus/);
    });

    test('begins with the mixer: strips with names, levels, and the main', async () => {
      const { page, screen } = stage;
      await soon(() => page.getByRole('slider', { name: /, fader$/ }).count()).toBeGreaterThan(8);
      for (const name of ['Kick', 'Snare', 'Bass DI', 'Main']) {
        expect(await screen.fader(name).isVisible(), name).toBe(true);
      }
      expect(await screen.shownDb('Kick')).toBe(-4.2);
      expect(await screen.shownDb('Main')).toBe(-2);
    });

    test('has all faders at one height, the pinned one too', async () => {
      const { screen } = stage;
      const places = await Promise.all(['Kick', 'Snare', 'Main'].map((name) => screen.fader(name).boundingBox()));
      const heights = places.map((place) => `${place?.y} ${place?.height}`);
      expect(new Set(heights).size, heights.join(', ')).toBe(1);
    });

    test('has read everything before: no strip is unknown', async () => {
      const { page } = stage;
      expect(await page.getByText('?', { exact: true }).count()).toBe(0);
      expect(await page.locator('[role=slider][aria-disabled=true]').count()).toBe(0);
    });

    test('sets nothing by itself', () => {
      expect(stage.other.heard.filter(({ address }) => address !== '/xinfo')).toEqual([]);
    });

    test('shows meters that move', async () => {
      const { page } = stage;
      // Canvas pixels change while the band plays.
      const picture = () =>
        page.evaluate(() => [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join());
      const first = await picture();
      expect(first.length).toBeGreaterThan(100);
      await soon(picture).not.toBe(first);
    });
  },
  { name: 'Main hall' },
);
