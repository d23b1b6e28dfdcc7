import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumFlags, findChromium } from '../../build/chromium.mjs';
import { Fingers, middleOf, type Point } from '../support/fingers.ts';
import { onEveryHost, type Stage, soon } from '../support/stage.ts';

const program = process.env.OMNIBUS_CHROMIUM || findChromium();
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** Every address of the whole console that has another value than before. */
function movedSince(stage: Stage, before: ReadonlyMap<string, unknown>): string[] {
  return [...stage.console.all()]
    .filter(([address, value]) => before.get(address) !== value)
    .map(([address]) => address);
}

/** Waits until nothing moves by itself any more. @returns the whole console then */
async function atRest(stage: Stage): Promise<ReadonlyMap<string, unknown>> {
  let settled = stage.console.all();
  await soon(async () => {
    const since = movedSince(stage, settled).length;
    settled = stage.console.all();
    await stage.page.waitForTimeout(500);
    return since + movedSince(stage, settled).length;
  }).toBe(0);
  return settled;
}

/** Drags with one finger, as a thumb does. */
async function swipe(page: Page, name: string, by: Point): Promise<void> {
  const control = page.getByRole('slider', { name, exact: true });
  await control.scrollIntoViewIfNeeded();
  const fingers = await Fingers.on(page);
  await fingers.down(await middleOf(control));
  await fingers.moveBy(by);
  await fingers.up();
}

onEveryHost('a booth mix', (stage) => {
  let browser: Browser;
  let context: BrowserContext;
  let singer: Page;
  const complaints: string[] = [];
  const requests: string[] = [];
  let ownBus = '';

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: program ?? '', args: chromiumFlags });
    context = await browser.newContext(phone);
    context.setDefaultTimeout(15_000);
    singer = await context.newPage();
    singer.on('pageerror', (error) => complaints.push(error.message));
    singer.on('request', (request) => requests.push(request.url()));
  });
  afterAll(() => browser?.close());

  test('is set up with six clicks at most, from nothing to a code on the screen', async () => {
    const { page } = stage;
    // The page counts: a helper that forgets one would be believed.
    await page.evaluate(() => {
      document.body.dataset.clicks = '0';
      const count = () => {
        document.body.dataset.clicks = String(Number(document.body.dataset.clicks) + 1);
      };
      addEventListener('click', count, true);
    });
    await page.getByRole('link', { name: 'Setup' }).click();
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByRole('button', { name: 'Set up a booth mix' }).click();
    // The kick stands for the singer.
    await page.getByLabel('Who sings or plays?').selectOption('channel/1');
    ownBus = await page.getByRole('dialog').getByLabel('Bus').inputValue();
    expect(ownBus).toMatch(/^bus\/\d+$/);
    await page.getByRole('button', { name: 'Set it up and show the code' }).click();
    await page.getByRole('dialog').getByRole('img', { name: 'Code that leads to the page of Kick' }).waitFor();
    const clicks = Number(await page.evaluate(() => document.body.dataset.clicks));
    expect(clicks).toBeGreaterThanOrEqual(4);
    // A hand needs two more: it opens the list of names, and chooses from it.
    expect(clicks + 2).toBeLessThanOrEqual(6);
  });

  test('the singer comes in with the digits once the engineer has said yes', async () => {
    const { page } = stage;
    const dialog = page.getByRole('dialog');
    const url = (await dialog.locator('code').textContent()) ?? '';
    const pin = ((await dialog.locator('.pin').textContent()) ?? '').replace(/\D/g, '');
    expect(pin).toMatch(/^\d{6}$/);
    await singer.goto(url);
    await singer.getByLabel('Your name').fill('Lindi');
    await singer.getByLabel('Six digits').fill(pin);
    await singer.getByRole('button', { name: 'Come in' }).click();
    await singer.getByRole('status').filter({ hasText: 'Ask the engineer' }).waitFor();
    expect(await singer.getByRole('slider').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Let in' }).click();
    await singer.getByRole('heading', { name: /Lindi/ }).waitFor();
    await soon(() => singer.locator('.pill').textContent()).toBe('live');
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  test('the singer changes only their own bus, and the console proves it', async () => {
    const heading = (await singer.getByRole('heading', { level: 1 }).textContent()) ?? '';
    expect(heading).toContain('Kick');
    const snare = singer.getByRole('slider', { name: 'Snare', exact: true });
    await snare.waitFor();
    // The mix that was just set up comes up step by step: the singer's own moves are told apart from it once it rests.
    const settled = await atRest(stage);
    const before = (await snare.getAttribute('aria-valuetext')) ?? '';
    await swipe(singer, 'Snare', { x: -40, y: 0 });
    await soon(() => snare.getAttribute('aria-valuetext')).not.toBe(before);
    await soon(() => movedSince(stage, settled).length).toBe(1);
    const [moved = ''] = movedSince(stage, settled);
    expect(moved).toBe(`channel/2/send/${ownBus}/level`);
    await singer.getByRole('button', { name: 'more me' }).click();
    await swipe(singer, 'Whole mix', { x: -20, y: 0 });
    await soon(() => movedSince(stage, settled).length).toBeGreaterThan(2);
    await swipe(singer, 'Me, wheel', { x: 0, y: 60 });
    // A browser may take a tap right behind a swipe for the swipe's end.
    await soon(async () => {
      await singer.getByRole('button', { name: 'Whole mix', exact: true }).tap();
      return singer.getByRole('slider', { name: 'Whole mix, wheel', exact: true }).count();
    }).toBe(1);
    await swipe(singer, 'Whole mix, wheel', { x: 0, y: 40 });
    await atRest(stage);
    expect(movedSince(stage, settled).filter((address) => !address.includes(`/send/${ownBus}/`))).toEqual([]);
    await singer.getByRole('button', { name: 'Me', exact: true }).tap();
  });

  test('a touch moves nothing, undo takes back own steps, and the soundcheck comes back', async () => {
    const snare = singer.getByRole('slider', { name: 'Snare', exact: true });
    const spoken = () => snare.getAttribute('aria-valuetext');
    const before = await spoken();
    const untouched = await atRest(stage);
    for (const name of ['Snare', 'Whole mix', 'Me, wheel']) {
      await singer.getByRole('slider', { name, exact: true }).tap();
      await singer.getByRole('slider', { name, exact: true }).tap();
    }
    expect(await spoken()).toBe(before);
    expect(movedSince(stage, untouched)).toEqual([]);
    await swipe(singer, 'Snare', { x: -30, y: 0 });
    await soon(spoken).not.toBe(before);
    await singer.getByRole('button', { name: 'undo' }).click();
    await soon(spoken).toBe(before);
    await singer.getByRole('button', { name: 'soundcheck' }).click();
    await soon(spoken).not.toBe(before);
  });

  test('groups are one fader with members behind it, in the engineer’s order', async () => {
    const { page } = stage;
    await page.getByRole('link', { name: 'Cue mixes' }).click();
    await page.getByRole('columnheader').filter({ hasText: 'Kick' }).getByRole('button', { name: 'Page …' }).click();
    for (const name of ['Snare', 'Hat']) {
      const group = page.getByLabel(`Group of ${name}`, { exact: true });
      await group.fill('Rhythm');
      await group.press('Tab');
    }
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    const rhythm = singer.getByRole('slider', { name: 'Rhythm', exact: true });
    await rhythm.waitFor();
    expect(await singer.getByRole('slider', { name: 'Snare', exact: true }).count()).toBe(0);
    const send = (channel: number) => Number(stage.console.at(`channel/${channel}/send/${ownBus}/level`));
    // The soundcheck comes back step by step.
    await atRest(stage);
    const apart = send(2) - send(3);
    const before = send(2);
    await swipe(singer, 'Rhythm', { x: -20, y: 0 });
    await soon(() => send(2)).toBeLessThan(before);
    await soon(() => Math.abs(send(2) - send(3) - apart) < 1).toBe(true);
    await singer.getByRole('button', { name: 'Rhythm' }).click();
    await singer.getByRole('slider', { name: 'Snare', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Setup' }).click();
    await page.getByRole('tab', { name: 'People' }).click();
  });

  test('fits the phone: nothing lies beside the screen, every target is large enough', async () => {
    expect(await singer.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const small = await singer.evaluate(() =>
      [...document.querySelectorAll('button:not(:disabled), [role=slider]')]
        .map((each) => ({ name: each.textContent?.trim(), box: each.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 40 || box.width < 40)
        .map(({ name }) => name),
    );
    expect(small).toEqual([]);
  });

  test('the lock keeps a pocket out', async () => {
    await singer.getByRole('button', { name: 'lock' }).click();
    await singer.getByRole('dialog', { name: 'Locked' }).waitFor();
    const hold = await singer.getByRole('button', { name: 'Unlock' }).boundingBox();
    if (!hold) throw new Error('The way out of the lock is not shown');
    await singer.mouse.move(hold.x + hold.width / 2, hold.y + hold.height / 2);
    await singer.mouse.down();
    await singer.getByRole('dialog', { name: 'Locked' }).waitFor({ state: 'detached' });
    await singer.mouse.up();
  });

  test('comes back by itself to the same page, and tells what changed meanwhile', async () => {
    const { page } = stage;
    await page.getByRole('button', { name: 'Switch off' }).click();
    await soon(() => singer.locator('.pill').textContent()).toBe('connecting');
    await singer.getByText('The app does not answer').waitFor();
    stage.console.put(`channel/2/send/${ownBus}/level`, -30);
    await page.getByRole('button', { name: 'Switch on' }).click();
    await soon(() => singer.locator('.pill').textContent()).toBe('live');
    await singer.getByText('While you were away').waitFor();
    const told = singer.getByRole('status').getByRole('listitem');
    expect(await told.allTextContents()).toEqual([expect.stringMatching(/^Snare .+ → \u221230\.0$/)]);
    await singer.getByRole('button', { name: 'All right' }).click();
  });

  test('the engineer freezes and revokes; the phone says so and is out', async () => {
    const { page } = stage;
    const lindi = page.getByRole('listitem', { name: 'Lindi' });
    await lindi.getByRole('button', { name: 'Freeze' }).click();
    await soon(() => singer.locator('.pill').textContent()).toBe('held');
    await lindi.getByRole('button', { name: 'Free' }).click();
    await soon(() => singer.locator('.pill').textContent()).toBe('live');
    const revoke = await lindi.getByRole('button', { name: 'Revoke Lindi' }).boundingBox();
    if (!revoke) throw new Error('There is no way to revoke');
    await page.mouse.move(revoke.x + revoke.width / 2, revoke.y + revoke.height / 2);
    await page.mouse.down();
    await singer.getByRole('button', { name: 'Come in' }).waitFor();
    await page.mouse.up();
    expect(complaints).toEqual([]);
  });

  test('the phone asked nobody but the app for anything', () => {
    const hosts = new Set(requests.map((url) => new URL(url).host));
    expect([...hosts]).toEqual([new URL(singer.url()).host]);
  });
});
