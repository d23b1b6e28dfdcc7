import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { ScriptedApp, type ScriptedOptions } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import ConfirmDialog from './ConfirmDialog.svelte';
import FreezeButton from './FreezeButton.svelte';
import HistoryButtons from './HistoryButtons.svelte';
import LinkMeter from './LinkMeter.svelte';
import PanicButton from './PanicButton.svelte';
import TrustBanner from './TrustBanner.svelte';
import Unconfirmed from './Unconfirmed.svelte';

const widgets = { ConfirmDialog, FreezeButton, HistoryButtons, LinkMeter, PanicButton, TrustBanner, Unconfirmed };

const values = { 'channel/1/name': 'Kick', 'bus/2/name': 'Wedge 1' };
const sinceMs = new Date(2026, 0, 2, 20, 14, 3).getTime();

async function open(names: readonly (keyof typeof widgets)[], options: ScriptedOptions = { values }) {
  const app = new ScriptedApp(options);
  const mirror = new DeskMirror(app.open);
  for (const name of names) await render(widgets[name], { mirror });
  await expect.poll(() => mirror.schema !== undefined && mirror.me === 'Test').toBe(true);
  return { app, mirror, id: (address: string) => app.schema.need(address) };
}

const pressed = (key: string, type = 'keydown') =>
  window.dispatchEvent(new KeyboardEvent(type, { key, ctrlKey: true, shiftKey: true, cancelable: true }));

beforeEach(() => page.viewport(1280, 800));
afterEach(cleanup);

describe('freeze', () => {
  test('is asked for by button and key, and says who, since when and what it means', async () => {
    const { app, mirror } = await open(['FreezeButton', 'TrustBanner']);
    const button = page.getByRole('button', { name: 'Freeze', exact: true });
    await button.click();
    expect(app.heard('freeze')).toEqual([{ type: 'freeze', on: true }]);
    app.tell({ type: 'output', output: { state: 'frozen', why: 'freeze', by: 'Anna', sinceMs } });
    await expect.element(page.getByText('Frozen by Anna since 20:14:03: nothing is sent')).toBeVisible();
    await expect.element(button).toHaveAttribute('aria-pressed', 'true');
    const fader = mirror.param('channel/1/fader');
    expect(fader && mirror.set(fader, -6)).toBe(false);
    pressed('F');
    expect(app.heard('freeze').at(-1)).toEqual({ type: 'freeze', on: false });
    app.tell({ type: 'output', output: { state: 'reading', why: 'freeze', by: 'Anna', sinceMs } });
    await expect.element(button).toBeDisabled();
    app.tell({ type: 'output', output: { state: 'open' } });
    await expect.element(button).toHaveAttribute('aria-pressed', 'false');
    expect(page.getByText('Frozen by').query()).toBeNull();
  });

  test('by the app itself says so', async () => {
    const { app } = await open(['TrustBanner']);
    app.tell({ type: 'output', output: { state: 'frozen', why: 'fault', by: '', sinceMs } });
    await expect.element(page.getByText('after an error in the app')).toBeVisible();
    await page.getByRole('button', { name: 'Unfreeze' }).click();
    expect(app.heard('freeze')).toEqual([{ type: 'freeze', on: false }]);
  });
});

describe('panic', () => {
  const hold = () => page.getByRole('button', { name: /^Panic: hold/ });
  const pointer = (type: string) =>
    hold()
      .element()
      .dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0 }));

  test('is held, not clicked', async () => {
    const { app } = await open(['PanicButton', 'TrustBanner']);
    await expect.element(hold()).toBeEnabled();
    pointer('pointerdown');
    await new Promise((resolve) => setTimeout(resolve, 200));
    pointer('pointerup');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(app.heard('panic')).toHaveLength(0);
    pointer('pointerdown');
    await expect.poll(() => app.heard('panic')).toEqual([{ type: 'panic', on: true }]);
    app.tell({ type: 'panic', panic: { by: 'Test', sinceMs, strips: ['main/stereo'] } });
    await expect.element(page.getByText('Main pulled down by you at 20:14:03.')).toBeVisible();
    await page.getByRole('button', { name: 'Outputs down: let go' }).click();
    expect(app.heard('panic').at(-1)).toEqual({ type: 'panic', on: false });
    app.tell({ type: 'panic', panic: null });
    await expect.element(hold()).toBeVisible();
  });

  test('by its key, held as well', async () => {
    const { app } = await open(['PanicButton']);
    await expect.element(hold()).toBeEnabled();
    pressed('P');
    pressed('P', 'keyup');
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(app.heard('panic')).toHaveLength(0);
    pressed('P');
    await expect.poll(() => app.heard('panic')).toHaveLength(1);
  });

  test('from a screen reader, which cannot hold, a second press confirms', async () => {
    const { app } = await open(['PanicButton']);
    await expect.element(hold()).toBeEnabled();
    const button = hold().element() as HTMLButtonElement;
    button.click();
    expect(app.heard('panic')).toHaveLength(0);
    await expect.element(page.getByRole('button', { name: /press again/ })).toBeVisible();
    button.click();
    expect(app.heard('panic')).toHaveLength(1);
  });
});

describe('own steps', () => {
  const step = (label: string, size = 1) => ({ label, atMs: sinceMs, size });

  test('choosing one undoes down to it', async () => {
    const { app } = await open(['HistoryButtons']);
    await page.getByRole('button', { name: 'Steps to undo and redo' }).click();
    await expect.poll(() => app.heard('steps')).toEqual([{ type: 'steps', on: true }]);
    await expect.element(page.getByText('Nothing yet.')).toBeVisible();
    app.tell({
      type: 'steps',
      done: [step('Snare mute off → on'), step('Kick fader −4.2 → −6.0'), step('12 values', 12)],
      undone: [step('Hat fader 0.0 → −3.0')],
    });
    await page.getByRole('button', { name: 'Undo 2 steps, down to Kick fader −4.2 → −6.0' }).click();
    expect(app.heard('undo')).toHaveLength(2);
    await expect.poll(() => app.heard('steps').at(-1)).toEqual({ type: 'steps', on: false });
  });

  test('and redoes up to it; arrow keys go through the list', async () => {
    const { app } = await open(['HistoryButtons']);
    await page.getByRole('button', { name: 'Steps to undo and redo' }).click();
    app.tell({ type: 'steps', done: [], undone: [step('first'), step('second')] });
    const nearest = page.getByRole('button', { name: 'Redo first' });
    await expect.element(nearest).toBeVisible();
    (nearest.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(app.heard('redo')).toHaveLength(2);
  });
});

describe('values that have not landed', () => {
  test('are counted, listed with what was wanted, and sent again one by one or all', async () => {
    const { app, id } = await open(['Unconfirmed']);
    await expect.element(page.getByText('all landed')).toBeVisible();
    app.report({ 'channel/1/send/bus/2/level': -5, 'channel/1/fader': -3 }, 'unconfirmed');
    app.tell({ type: 'unconfirmed', ids: [id('channel/1/fader'), id('channel/1/send/bus/2/level')] });
    await page.getByRole('button', { name: '2 values not confirmed' }).click();
    await expect.element(page.getByText('send to Wedge 1')).toBeVisible();
    await expect.element(page.getByText(/^−3\.0 dB$/)).toBeVisible();
    await page.getByRole('button', { name: 'Retry Kick fader' }).click();
    expect(app.heard('retry')).toEqual([{ type: 'retry', ids: [id('channel/1/fader')] }]);
    await page.getByRole('button', { name: 'Retry all' }).click();
    expect(app.heard('retry').at(-1)).toEqual({ type: 'retry' });
  });

  test('on their way they are no failure yet', async () => {
    const { app } = await open(['Unconfirmed']);
    app.report({ 'channel/1/fader': -3 }, 'pending');
    await expect.element(page.getByRole('button', { name: '1 value on the way' })).toBeVisible();
  });
});

test('the link’s last seconds in words', async () => {
  const { app } = await open(['LinkMeter']);
  const link = {
    roundTripMs: 3.2,
    lossPercent: 4,
    sentPerSecond: 0,
    receivedPerSecond: 0,
    unknownMessages: 0,
    lastUnknown: '',
    malformed: 0,
    pending: 0,
    unconfirmed: 0,
  };
  app.tell({ type: 'diagnostics', link });
  await expect.element(page.getByRole('img', { name: 'Link to the console: 3.2 ms, 4.0 % lost' })).toBeVisible();
  app.tell({ type: 'diagnostics', link: { ...link, lossPercent: 0 } });
  await expect.element(page.getByRole('img', { name: '0.0 % lost, 4.0 % at worst' })).toBeVisible();
});

describe('a second yes', () => {
  const ask = { type: 'confirm', value: 1, question: 'Switch phantom power on for Kick?' } as const;

  test('is held; Escape is a no', async () => {
    const { app, mirror, id } = await open(['ConfirmDialog']);
    const phantom = id('channel/1/mute');
    app.tell({ ...ask, id: phantom });
    await expect.element(page.getByRole('dialog', { name: ask.question })).toBeVisible();
    await expect.element(page.getByText('Asked by you (Test).')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'No, leave it' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => page.getByRole('dialog').query()).toBeNull();
    expect(mirror.trust.questions).toHaveLength(0);
    expect(app.heard('confirm')).toHaveLength(0);

    app.tell({ ...ask, id: phantom });
    const yes = page.getByRole('button', { name: 'Hold to confirm' });
    await expect.element(yes).toBeVisible();
    yes.element().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    await expect.poll(() => app.heard('confirm')).toEqual([{ type: 'confirm', id: phantom, value: 1 }]);
    await expect.poll(() => page.getByRole('dialog').query()).toBeNull();
  });

  test('asked twice is answered one after the other', async () => {
    const { app, id } = await open(['ConfirmDialog']);
    app.tell({ ...ask, id: id('channel/1/mute') });
    app.tell({ ...ask, id: id('channel/2/mute'), question: 'And for Snare?' });
    await expect.element(page.getByText('1 more to answer after this.')).toBeVisible();
    await page.getByRole('button', { name: 'No, leave it' }).click();
    await expect.element(page.getByRole('dialog', { name: 'And for Snare?' })).toBeVisible();
    await vi.waitFor(() => expect(app.heard('confirm')).toHaveLength(0));
  });
});
