import { expect, test } from 'vitest';
import type { Heard } from '../osc/consoleRig.ts';
import { onEveryHost, soon } from '../support/stage.ts';

/** Questions may carry words, but nothing else may carry anything: that would be a set. */
const questions = ['/node', '/meters', '/renew', '/subscribe', '/formatsubscribe', '/batchsubscribe', '/unsubscribe'];
const isSet = ({ address, args }: Heard) => args.length > 0 && !questions.includes(address);

onEveryHost('a console that goes away', (stage) => {
  test('dims the desk, is nothing that can be moved, and is sent nothing; back again it is read anew', async () => {
    const { console, screen, page } = stage;
    await screen.drag(screen.fader('Kick'), { y: -20 });
    await soon(async () => Number(console.at('channel/1/fader')) > -4).toBe(true);
    const desk = page.getByRole('main');
    const look = () =>
      desk.evaluate((main) => {
        const { opacity, filter } = getComputedStyle(main);
        return `${opacity} ${filter}`;
      });
    const lookWhenLive = await look();

    await console.switchOff();
    const place = await console.listenInstead();
    try {
      await page.getByText(/has not answered since \d\d:\d\d:\d\d/).waitFor();
      await soon(() => screen.pill.textContent()).toMatch(/Lost/);
      expect(await look()).not.toBe(lookWhenLive);
      await soon(() => screen.fader('Kick').getAttribute('aria-disabled')).toBe('true');
      const shown = await screen.shownDb('Snare');
      await screen.drag(screen.fader('Snare'), { y: -60 });
      await screen.fader('Snare').press('ArrowUp');
      expect(await screen.shownDb('Snare')).toBe(shown);
      expect(await screen.value('Snare').isDisabled()).toBe(true);
      expect(await screen.switch('Snare, mute').isDisabled()).toBe(true);
      expect(await page.locator('[role=slider][aria-disabled=false]').count()).toBe(0);
      await screen.show('Routing');
      await (await screen.crosspoint('Bass DI', 'Booth')).click();
      await page.keyboard.press('Space');
      expect(await screen.crosspointWords('Bass DI', 'Booth')).toMatch(/, on$/);
      await screen.show('Mixer');
      // It was asked whether it is there, and told nothing.
      await soon(() => place.heard.length).toBeGreaterThan(2);
      expect(place.heard.filter(isSet)).toEqual([]);
    } finally {
      await place.close();
    }

    await console.switchOn();
    console.put('channel/2/fader', -20);
    console.put('channel/3/name', 'Ride');
    console.put('channel/4/mute', 1);
    await screen.untilLive();
    await soon(() => screen.shownDb('Snare')).toBe(-20);
    await screen.fader('Ride').waitFor();
    await soon(() => screen.isOn('Toms, mute')).toBe(true);
    // The move of before the outage is not repeated: the console has what it had when it was switched on.
    await soon(() => screen.shownDb('Kick')).toBe(-4.2);
    expect(Number(console.at('channel/1/fader'))).toBeCloseTo(-4.2, 1);
    await soon(look).toBe(lookWhenLive);
    await page.getByText(/has not answered since/).waitFor({ state: 'detached' });

    await screen.fader('Snare').press('ArrowUp');
    await soon(() => Number(console.at('channel/2/fader')).toFixed(1)).toBe('-19.5');
  });

  test('in the middle of a drag takes the fader out of the hand', async () => {
    const { console, screen, page } = stage;
    const from = await screen.press(screen.fader('Kick'));
    await page.mouse.move(from.x, from.y - 20, { steps: 3 });
    await console.switchOff();
    const place = await console.listenInstead();
    try {
      await page.getByText(/has not answered since/).waitFor();
      // Datagrams of the moment before it was noticed may still have been on their way.
      const noticed = place.heard.length;
      await page.mouse.move(from.x, from.y - 80, { steps: 5 });
      await soon(() => place.heard.length).toBeGreaterThan(noticed + 2);
      expect(place.heard.slice(noticed).filter(isSet)).toEqual([]);
    } finally {
      await place.close();
    }
    await console.switchOn();
    await screen.untilLive();
    await soon(() => screen.shownDb('Kick')).toBe(-4.2);
    await page.mouse.move(from.x, from.y - 120, { steps: 3 });
    await page.mouse.up();
    await screen.fader('Snare').press('ArrowUp');
    await soon(() => Number(console.at('channel/2/fader')).toFixed(1)).toBe('-6.0');
    expect(Number(console.at('channel/1/fader'))).toBeCloseTo(-4.2, 1);
  });
});
