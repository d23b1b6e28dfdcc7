import type { Page } from 'playwright';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { browserHost, launchServed } from '../support/browserHost.ts';
import { printedLevel } from '../support/faderLaw.ts';
import { Screen } from '../support/screen.ts';
import { describeOn, soon, useStage } from '../support/stage.ts';

describeOn(browserHost, 'two pages at once', () => {
  const stage = useStage(launchServed);
  let page: Page;
  let second: Screen;

  beforeAll(async () => {
    page = await stage.app.openPage({ viewport: { width: 1280, height: 800 } });
    stage.listenTo(page);
    second = new Screen(page);
    await second.untilLive();
  });
  // A test that failed must not keep its hand on a fader.
  afterEach(() => stage.page.mouse.up());

  test('show the same, and what one moves moves on the other', async () => {
    const { screen, other } = stage;
    await soon(() => second.shownDb('Snare')).toBe(await screen.shownDb('Snare'));
    await second.drag(second.fader('Snare'), { y: -30 });
    await soon(async () => (await second.shownDb('Snare')) > -6.5).toBe(true);
    await soon(async () => (await screen.shownDb('Snare')) - (await second.shownDb('Snare'))).toBe(0);
    await soon(async () => printedLevel(await other.number('/ch/02/mix/fader')) - (await screen.shownDb('Snare'))).toBe(
      0,
    );
    await screen.switch('Snare, mute').click();
    await soon(() => second.isOn('Snare, mute')).toBe(true);
    await screen.switch('Snare, mute').click();
    await soon(() => second.isOn('Snare, mute')).toBe(false);
  });

  test('a control that one holds is named on the other, and does not move there', async () => {
    const { screen, other } = stage;
    const spoken = async () => (await second.fader('Kick').getAttribute('aria-valuetext')) ?? '';
    await screen.press(screen.fader('Kick'));
    await soon(spoken).toMatch(/held by Browser/);
    expect(await second.fader('Kick').textContent()).toContain('Browser');
    const before = await other.number('/ch/01/mix/fader');
    await second.drag(second.fader('Kick'), { y: -60 });
    // What is done after it on another strip arrives, so the refused move will not arrive any more.
    const hat = await screen.shownDb('Hat');
    await second.fader('Hat').press('ArrowUp');
    await soon(() => screen.shownDb('Hat')).toBeGreaterThan(hat);
    expect(await other.number('/ch/01/mix/fader')).toBe(before);
    await stage.page.mouse.up();
    await soon(spoken).not.toMatch(/held/);
    await second.drag(second.fader('Kick'), { y: -20 });
    await soon(() => other.number('/ch/01/mix/fader')).toBeGreaterThan(before);
  });

  test('a page that goes away lets go of what it held', async () => {
    const { screen } = stage;
    const third = await stage.app.openPage();
    const leaving = new Screen(third);
    await leaving.untilLive();
    await leaving.press(leaving.fader('Toms'));
    await soon(() => screen.fader('Toms').getAttribute('aria-valuetext')).toMatch(/held by/);
    await third.context().close();
    await soon(() => screen.fader('Toms').getAttribute('aria-valuetext')).not.toMatch(/held by/);
    await soon(() => screen.fader('Toms').getAttribute('aria-disabled')).toBe('false');
  });

  test('each takes back its own moves only', async () => {
    const { screen, other } = stage;
    await screen.fader('OH L').press('ArrowUp');
    await soon(async () => printedLevel(await other.number('/ch/05/mix/fader'))).toBe(-7.5);
    await second.fader('OH R').press('ArrowUp');
    await soon(async () => printedLevel(await other.number('/ch/06/mix/fader'))).toBe(-7.5);
    await stage.page.getByRole('button', { name: /^Undo / }).click();
    await soon(async () => printedLevel(await other.number('/ch/05/mix/fader'))).toBe(-8);
    expect(printedLevel(await other.number('/ch/06/mix/fader'))).toBe(-7.5);
  });
});
