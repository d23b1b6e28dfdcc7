import { beforeEach, expect, test } from 'vitest';
import { EmulatedConsole } from '../support/emulatedConsole.ts';
import { onEveryHost, soon } from '../support/stage.ts';

onEveryHost(
  'the console panel',
  (stage) => {
    beforeEach(() => stage.screen.show('Setup'));

    test('says which console is connected, and how well', async () => {
      const { page, console } = stage;
      await page.getByRole('heading', { name: /^Live: .*Hall A/ }).waitFor();
      expect(await page.getByText(console.target).count()).toBeGreaterThan(0);
      const figures = page.locator('dl');
      await soon(() => figures.textContent()).toMatch(/Round trip\s*\d+\.\d ms/);
      // While everything is read at the start, answers that come late are asked for again.
      await soon(() => figures.textContent()).toMatch(/Lost\s*0\.0 %/);
    });

    test.each([
      ['x32://300.1.2.3', 'four numbers from 0 to 255'],
      ['192.168.1.32:70000', 'a number from 1 to 65535'],
      ['desk://192.168.1.32', 'x32'],
      ['my console', 'no spaces'],
      ['', 'such as 192.168.1.32'],
    ])('answers the address "%s" with what to type', async (typed, hint) => {
      const { page, screen } = stage;
      await page.getByRole('textbox', { name: 'Address of the console' }).fill(typed);
      await page.getByRole('textbox', { name: 'Address of the console' }).press('Enter');
      await page.getByRole('alert').filter({ hasText: hint }).waitFor();
      expect(await screen.pill.textContent()).toMatch(/Live.*Hall A/s);
    });

    test('connects to the console whose address is typed, and back', async () => {
      const { page, screen, console } = stage;
      const next = await EmulatedConsole.start({ name: 'Hall B' });
      try {
        next.put('channel/1/name', 'Elsewhere');
        const address = page.getByRole('textbox', { name: 'Address of the console' });
        await address.fill(next.target);
        await address.press('Enter');
        await soon(() => screen.pill.textContent()).toMatch(/Live.*Hall B/s);
        await screen.show('Mixer');
        await screen.fader('Elsewhere').waitFor();
        await screen.show('Setup');
        await address.fill(console.target);
        await page.getByRole('button', { name: 'Connect', exact: true }).click();
        await soon(() => screen.pill.textContent()).toMatch(/Live.*Hall A/s);
        await screen.show('Mixer');
        await screen.fader('Kick').waitFor();
      } finally {
        await next.switchOff();
      }
    });

    test('disconnects, and the mixer shows no desk that is not there but the way to one', async () => {
      const { page, screen, console } = stage;
      await page.getByRole('button', { name: 'Disconnect' }).click();
      await page.getByRole('heading', { name: 'No console is connected' }).waitFor();
      await screen.show('Mixer');
      await page.getByRole('heading', { name: 'No console yet' }).waitFor();
      expect(await page.getByRole('slider').count()).toBe(0);
      await page.getByRole('button', { name: 'Find a console' }).click();
      await page.getByRole('textbox', { name: 'Address of the console' }).fill(console.target);
      await page.keyboard.press('Enter');
      await screen.untilLive();
    });

    test('searches, and lists what it found or says that nothing answered', async () => {
      const { page } = stage;
      const found = page.getByRole('region', { name: 'On this network' });
      // Opening the panel has begun it.
      await found.getByRole('button', { name: /Searching/ }).waitFor();
      await found.getByRole('button', { name: 'Search again' }).waitFor();
      const consoles = await found.getByText(/:\/\/\d/).count();
      if (consoles === 0) expect(await found.getByRole('status').textContent()).toBe('No console answered.');
      else expect(await found.getByRole('button', { name: /^Connect to/ }).count()).toBeLessThanOrEqual(consoles);
    });
  },
  { name: 'Hall A' },
);
