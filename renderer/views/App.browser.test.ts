import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { ScriptedApp, type ScriptedOptions } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import App from './App.svelte';

async function open(options: ScriptedOptions = {}) {
  const app = new ScriptedApp(options);
  await render(App, { mirror: new DeskMirror(app.open) });
  await expect.element(page.getByRole('link', { name: 'Mixer' })).toBeVisible();
  return app;
}
const pill = () => page.getByTitle('Connection: open Setup').element().textContent?.replace(/\s+/g, ' ').trim();
const current = () => document.querySelector('[aria-current=page]')?.textContent?.trim();

beforeEach(async () => {
  await page.viewport(1280, 800);
  localStorage.clear();
  history.replaceState(null, '', '#mixer');
});
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset.theme;
});

describe('the connection', () => {
  test('is named with its figures', async () => {
    const app = await open();
    app.tell({
      type: 'diagnostics',
      link: {
        roundTripMs: 3.21,
        lossPercent: 0.5,
        sentPerSecond: 0,
        receivedPerSecond: 0,
        unknownMessages: 0,
        lastUnknown: '',
        malformed: 0,
        pending: 0,
        unconfirmed: 0,
      },
    });
    await expect.poll(pill).toMatch(/Live.*X32 “Main hall”.*3\.2 ms.*0\.5 % lost/);
    expect(document.title).toBe('X32 “Main hall” (live) – Omnibus');
  });

  test('that is lost dims the desk and says since when and what is being done', async () => {
    const app = await open();
    app.setStatus({ state: 'lost', sinceMs: new Date(2026, 0, 2, 21, 4, 10).getTime() });
    await expect.element(page.getByText(/has not answered since 21:04:10\. It is being looked for/)).toBeVisible();
    expect(document.querySelector('main')?.classList).toContain('dimmed');
    await expect.element(page.getByRole('status')).toHaveTextContent('Lost: X32 “Main hall”');
  });

  test('to the app that breaks does so too', async () => {
    const app = await open();
    app.close();
    await expect.element(page.getByText(/^Omnibus has not answered since/)).toBeVisible();
    expect(pill()).toContain('App not reached');
  });

  test('shows how far the reading has come', async () => {
    const app = await open();
    app.setStatus({ state: 'reading', read: 1240, total: 2161 });
    await expect.element(page.getByText('1,240 of 2,161').last()).toBeVisible();
    await expect.element(page.getByRole('progressbar')).toBeVisible();
  });
});

describe('without a console', () => {
  test('one action leads on', async () => {
    const app = await open({ withoutDesk: true });
    await page.getByRole('button', { name: 'Find a console' }).click();
    expect(current()).toBe('Setup');
    await expect.poll(() => app.heard('search')).toHaveLength(1);
  });

  test('the emulated one is offered where there is one', async () => {
    const app = await open({ withoutDesk: true });
    app.tell({ type: 'families', families: [{ id: 'x32', title: 'X32', emulated: true }] });
    await page.getByRole('button', { name: /emulated console/ }).click();
    expect(app.heard('connect')).toEqual([{ type: 'connect', target: 'emulated' }]);
  });
});

describe('keys', () => {
  test('1 to 7 change the view, but not while a name is typed', async () => {
    await open();
    await userEvent.keyboard('2');
    await expect.poll(current).toBe('Routing');
    await userEvent.keyboard('7');
    await expect.poll(current).toBe('Timeline');
    (page.getByRole('slider', { name: 'Time of the desk shown' }).element() as HTMLElement).focus();
    await userEvent.keyboard('1');
    await expect.poll(current).toBe('Mixer');
    await page.getByRole('button', { name: '1, Ch 1', exact: true }).dblClick();
    await userEvent.keyboard('3');
    expect(current()).toBe('Mixer');
  });

  test('undo and redo, named on their buttons', async () => {
    const app = await open();
    app.tell({ type: 'history', undo: 'Kick fader −4.2 → −6.0', redo: 'Snare mute' });
    await expect.element(page.getByRole('button', { name: 'Undo Kick fader −4.2 → −6.0' })).toBeEnabled();
    await userEvent.keyboard('{Control>}z{/Control}');
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(app.heard('undo')).toHaveLength(1);
    expect(app.heard('redo')).toHaveLength(1);
  });
});

describe('freeze and panic', () => {
  const sinceMs = Date.now();

  test('are within reach in every view, and a freeze is seen in each', async () => {
    const app = await open();
    app.tell({ type: 'output', output: { state: 'frozen', why: 'freeze', by: 'Anna', sinceMs } });
    for (const key of ['1', '2', '3', '4', '5', '6', '7']) {
      await userEvent.keyboard(key);
      await expect.element(page.getByText(/^Frozen by Anna since/)).toBeVisible();
      await expect.element(page.getByRole('button', { name: 'Freeze', exact: true })).toBeVisible();
      await expect.element(page.getByRole('button', { name: /^Panic/ })).toBeVisible();
    }
  });

  test('nothing can be moved while frozen, and meters go on', async () => {
    const app = await open();
    const fader = page.getByRole('slider', { name: 'Ch 1, fader' });
    await expect.element(fader).toHaveAttribute('aria-disabled', 'false');
    app.tell({ type: 'output', output: { state: 'frozen', why: 'freeze', by: 'Anna', sinceMs } });
    await expect.element(fader).toHaveAttribute('aria-disabled', 'true');
    expect(document.querySelector('main')?.classList).not.toContain('dimmed');
  });

  test('fit a phone’s width', async () => {
    await page.viewport(390, 844);
    const app = await open();
    app.tell({ type: 'panic', panic: { by: 'Anna', sinceMs, strips: ['main/stereo'] } });
    await page.getByRole('button', { name: 'Outputs down: let go' }).click();
    expect(app.heard('panic')).toEqual([{ type: 'panic', on: false }]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  });
});

test('the window’s menu changes the view through the fragment', async () => {
  await open();
  location.hash = '#setup';
  await expect.poll(current).toBe('Setup');
});

test('what has not landed is counted and listed in words', async () => {
  const app = await open();
  await expect.element(page.getByText('all landed')).toBeVisible();
  app.report({ 'channel/3/send/bus/2/level': -5, 'channel/1/fader': -3 }, 'unconfirmed');
  await page.getByRole('button', { name: '2 values not confirmed' }).click();
  await expect.element(page.getByText('send to Bus 2')).toBeVisible();
  app.report({ 'channel/3/send/bus/2/level': -5, 'channel/1/fader': -3 });
  await expect.element(page.getByText('all landed')).toBeVisible();
});

test('a problem is an alert until it is dismissed', async () => {
  const app = await open();
  app.tell({ type: 'problem', message: 'The name is locked on the console: unlock it there.' });
  await expect.element(page.getByRole('alert')).toHaveTextContent('The name is locked');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  expect(page.getByRole('alert').query()).toBeNull();
});

test('the theme goes from the system’s to dark to light and is remembered', async () => {
  await open();
  await page.getByRole('button', { name: 'Theme: system' }).click();
  expect(document.documentElement.dataset.theme).toBe('dark');
  await page.getByRole('button', { name: 'Theme: dark' }).click();
  expect(document.documentElement.dataset.theme).toBe('light');
  cleanup();
  delete document.documentElement.dataset.theme;
  await open();
  expect(document.documentElement.dataset.theme).toBe('light');
});

test('on a phone the desk fits the width and the faders are chosen from a sheet', async () => {
  await page.viewport(390, 844);
  const app = await open({ values: { 'bus/2/name': 'Wedge 1' } });
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: /^Faders: Main mix/ }).click();
  await page.getByRole('button', { name: /^Wedge 1/ }).click();
  await expect.element(page.getByText('Faders show the sends to Wedge 1.')).toBeVisible();
  expect(app.sets).toHaveLength(0);
});

test.each([390, 700, 768, 899, 1024])(
  'at a width of %i no view and no button of the top bar is cut off',
  async (width) => {
    await page.viewport(width, 844);
    await open();
    const links = page.getByRole('navigation', { name: 'Views' }).getByRole('link').elements();
    const buttons = ['Panic: hold', 'Freeze'].map((name) => page.getByRole('button', { name: new RegExp(name, 'i') }));
    expect(links.length).toBeGreaterThan(5);
    for (const control of [...links, ...buttons.map((each) => each.first().element())]) {
      const { left, right } = control.getBoundingClientRect();
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(width);
    }
  },
);
