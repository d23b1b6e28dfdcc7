import { expect, test } from 'vitest';
import { int } from '../osc/consoleRig.ts';
import { isOnGrid, printedLevel } from '../support/faderLaw.ts';
import { onEveryHost, soon } from '../support/stage.ts';

const sendPlaces = 161;

// Every control of a strip besides its fader, by what the other client hears.
onEveryHost('a strip', (stage) => {
  test('mutes and unmutes', async () => {
    const { other, screen } = stage;
    const start = other.heard.length;
    await screen.switch('Snare, mute').click();
    await soon(() => other.since(start, '/ch/02/mix/on').map(({ tags, args }) => [tags, args[0]])).toEqual([['i', 0]]);
    expect(await screen.isOn('Snare, mute')).toBe(true);
    await screen.switch('Snare, mute').click();
    await soon(() => other.lastSince(start, '/ch/02/mix/on')).toBe(1);
    await soon(() => screen.isOn('Snare, mute')).toBe(false);
  });

  test('is soloed and heard no more alone', async () => {
    const { other, screen } = stage;
    const start = other.heard.length;
    await screen.switch('Snare, solo').click();
    await soon(() => other.lastSince(start, '/-stat/solosw/02')).toBe(1);
    expect(await screen.isOn('Snare, solo')).toBe(true);
    await screen.switch('Snare, solo').click();
    await soon(() => other.lastSince(start, '/-stat/solosw/02')).toBe(0);
  });

  test('is panned by mouse and keys', async () => {
    const { other, screen } = stage;
    other.say('/ch/02/mix/pan', 0.5);
    await soon(() => screen.pan('Snare').getAttribute('aria-valuetext')).toBe('centre');
    const start = other.heard.length;
    await screen.drag(screen.pan('Snare'), { x: 12 });
    await soon(() => Number(other.lastSince(start, '/ch/02/mix/pan'))).toBeGreaterThan(0.55);
    const shown = (await screen.pan('Snare').getAttribute('aria-valuenow')) ?? '';
    expect(Math.round(Number(other.lastSince(start, '/ch/02/mix/pan')) * 200 - 100)).toBe(Number(shown));
    await screen.pan('Snare').press('c');
    await soon(() => other.lastSince(start, '/ch/02/mix/pan')).toBe(0.5);
    await screen.pan('Snare').press('ArrowLeft');
    await soon(() => other.number('/ch/02/mix/pan')).toBeCloseTo(0.49, 5);
  });

  test('is renamed in place', async () => {
    const { other, screen, page } = stage;
    const start = other.heard.length;
    await screen.strip('3').getByRole('button', { name: '3, Hat' }).dblclick();
    await page.getByRole('textbox', { name: 'Name of Ch 3' }).fill('Ride');
    await page.keyboard.press('Enter');
    await soon(() => other.lastSince(start, '/ch/03/config/name')).toBe('Ride');
    await screen.fader('Ride').waitFor();
  });

  test('takes a colour of the palette', async () => {
    const { other, screen, page } = stage;
    const start = other.heard.length;
    await screen.strip('1').getByRole('button', { name: 'Colour of Kick' }).click();
    await page
      .getByRole('toolbar', { name: 'Colour of Kick' })
      .getByRole('button', { name: 'blue', exact: true })
      .click();
    await soon(() => other.lastSince(start, '/ch/01/config/color')).toBe(4);
  });

  test('of a DCA moves and mutes it', async () => {
    const { other, screen } = stage;
    const start = other.heard.length;
    await screen.showBank('DCAs');
    await screen.type('Vocals', '-8');
    await soon(() => printedLevel(Number(other.lastSince(start, '/dca/3/fader')))).toBe(-8);
    await screen.switch('Vocals, mute').click();
    await soon(() => other.lastSince(start, '/dca/3/on')).toBe(0);
    await screen.showBank('Channels');
    const members = stage.page.getByRole('switch', { name: /^Tove, mute.*DCA 3/ });
    await screen.bringIntoSight('12');
    await members.waitFor();
    other.say('/dca/3/on', int(1));
    await members.waitFor({ state: 'detached' });
  });

  test('shows the sends to a bus, and its fader is the send', async () => {
    const { other, screen, page } = stage;
    await screen.showBank('Channels');
    const start = other.heard.length;
    await page
      .getByRole('navigation', { name: 'Faders show' })
      .getByRole('button', { name: /^Booth/ })
      .click();
    const send = screen.slider('Snare, send to Booth');
    await send.waitFor();
    expect(await screen.shownDb('Snare', 'send to Booth')).toBe(-22);
    await screen.drag(send, { y: -30 });
    await soon(() => Number(other.lastSince(start, '/ch/02/mix/01/level'))).toBeGreaterThan(0.3);
    await soon(async () => {
      const wire = Number(other.lastSince(start, '/ch/02/mix/01/level'));
      return printedLevel(wire) - (await screen.shownDb('Snare', 'send to Booth'));
    }).toBe(0);
    for (const { tags, args } of other.since(start, '/ch/02/mix/01/level')) {
      expect(tags).toBe('f');
      expect(isOnGrid(Number(args[0]), sendPlaces)).toBe(true);
    }
    expect(other.since(start, '/ch/02/mix/fader')).toEqual([]);
    await screen.switch('Snare, send to Booth').click();
    await soon(() => other.lastSince(start, '/ch/02/mix/01/on')).toBe(0);
    await page.keyboard.press('Escape');
    await screen.fader('Snare').waitFor();
  });
});
