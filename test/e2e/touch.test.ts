import type { Page } from 'playwright';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { browserHost, launchServed } from '../support/browserHost.ts';
import { Fingers, middleOf } from '../support/fingers.ts';
import { Screen } from '../support/screen.ts';
import { describeOn, soon, useStage } from '../support/stage.ts';

describeOn(browserHost, 'by touch', () => {
  const stage = useStage(launchServed);
  let page: Page;
  let screen: Screen;
  let fingers: Fingers;

  const open = async (width: number, height: number) => {
    page = await stage.app.openPage({ viewport: { width, height }, hasTouch: true, isMobile: true });
    stage.listenTo(page);
    screen = new Screen(page);
    await screen.untilLive();
    await screen.fader('Kick').waitFor();
    fingers = await Fingers.on(page);
  };
  afterEach(() => page.context().close());

  test('two fingers move two faders at once, one up and one down', async () => {
    await open(1280, 800);
    const { other } = stage;
    const start = other.heard.length;
    await fingers.down(await middleOf(screen.fader('Kick')), await middleOf(screen.fader('Toms')));
    await fingers.moveBy({ x: 0, y: -60 }, { x: 0, y: 60 });
    await soon(() => Number(other.lastSince(start, '/ch/01/mix/fader'))).toBeGreaterThan(0.68);
    await soon(() => Number(other.lastSince(start, '/ch/04/mix/fader'))).toBeLessThan(0.48);
    await fingers.up();
    await soon(() => screen.shownDb('Kick')).toBeGreaterThan(-3);
    await soon(() => screen.shownDb('Toms')).toBeLessThan(-11);
    const order = other.heard.slice(start).map(({ address }) => address);
    // Interleaved: neither waited for the other to end.
    expect(order.indexOf('/ch/04/mix/fader')).toBeLessThan(order.lastIndexOf('/ch/01/mix/fader'));
    expect(order.indexOf('/ch/01/mix/fader')).toBeLessThan(order.lastIndexOf('/ch/04/mix/fader'));
  });

  test('two taps on a fader take it to 0 dB', async () => {
    await open(1280, 800);
    const point = await middleOf(screen.fader('Hat'));
    // On a busy machine the second tap may come too late to make a pair, as a slow finger's would; then another pair is tried.
    for (let pair = 0; pair < 5 && (await screen.shownDb('Hat')) !== 0; pair++) {
      for (let tap = 0; tap < 2; tap++) {
        await fingers.down(point);
        await fingers.up();
      }
      await page.waitForTimeout(600);
    }
    await soon(() => screen.shownDb('Hat')).toBe(0);
    await soon(() => stage.other.number('/ch/03/mix/fader')).toBeCloseTo(0.75, 2);
  });

  test('one finger on a fader moves it and does not scroll the strips', async () => {
    await open(390, 844);
    const scrolled = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .map(({ scrollLeft, scrollTop }) => scrollLeft + scrollTop)
          .reduce((a, b) => a + b, 0),
      );
    const before = await scrolled();
    await fingers.down(await middleOf(screen.fader('Snare')));
    await fingers.moveBy({ x: 3, y: -80 });
    await fingers.up();
    await soon(() => screen.shownDb('Snare')).toBeGreaterThan(-4);
    expect(await scrolled()).toBe(before);
  });
});

describeOn(browserHost, 'on a phone', () => {
  const stage = useStage(launchServed);
  let page: Page;
  let screen: Screen;

  beforeAll(async () => {
    page = await stage.app.openPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    stage.listenTo(page);
    screen = new Screen(page);
    await screen.untilLive();
  });
  beforeEach(() => screen.show('Mixer'));

  test.each(['Mixer', 'Routing', 'Setup'] as const)('%s is as wide as the screen and no wider', async (view) => {
    await screen.show(view);
    await soon(() => page.locator('[aria-current=page]').textContent()).toBe(view);
    const frame = await page.evaluate(() => ({
      page: document.documentElement.scrollWidth,
      body: document.body.scrollWidth,
      height: document.documentElement.scrollHeight,
      visual: visualViewport?.width,
    }));
    expect(frame).toEqual({ page: 390, body: 390, height: 844, visual: 390 });
  });

  test('a fader is long enough for a thumb, and everything of its strip is in sight', async () => {
    const box = await screen.fader('Kick').boundingBox();
    expect(box?.height).toBeGreaterThan(200);
    expect(box?.width).toBeGreaterThanOrEqual(40);
    for (const control of [screen.switch('Kick, mute'), screen.switch('Kick, solo'), screen.value('Kick')]) {
      const place = await control.boundingBox();
      expect(place).not.toBeNull();
      expect((place?.y ?? 844) + (place?.height ?? 0)).toBeLessThanOrEqual(844);
      expect(place?.height).toBeGreaterThanOrEqual(40);
    }
  });

  test('what the faders show is chosen in a sheet', async () => {
    await page.getByRole('button', { name: /^Faders:/ }).tap();
    await page
      .getByRole('button', { name: /^Wedge Vox/ })
      .filter({ visible: true })
      .tap();
    await screen.slider('Snare, send to Wedge Vox').waitFor();
    const start = stage.other.heard.length;
    await screen.switch('Snare, send to Wedge Vox').tap();
    await soon(() => stage.other.since(start, '/ch/02/mix/02/on').length).toBe(1);
    await page.getByRole('button', { name: /^Back to main mix/ }).tap();
    await screen.fader('Snare').waitFor();
  });

  test('a finger beside the faders scrolls to the other strips', async () => {
    expect(await screen.fader('Tove').count()).toBe(0);
    const fingers = await Fingers.on(page);
    const name = await middleOf(screen.strip('3').getByRole('button', { name: '3, Hat' }));
    for (let swipe = 0; swipe < 6 && (await screen.fader('Tove').count()) === 0; swipe++) {
      await fingers.down(name);
      await fingers.moveBy({ x: -200, y: 0 });
      await fingers.up();
    }
    await screen.fader('Tove').waitFor();
    await soon(async () => ((await screen.fader('Tove').boundingBox())?.x ?? 1000) < 390).toBe(true);
  });
});
