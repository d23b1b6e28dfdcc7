import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { ScriptedApp, type ScriptedOptions } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import Mixer from './Mixer.svelte';
import { MixerState } from './mixerState.svelte.ts';

const values = {
  'channel/1/name': 'Kick',
  'channel/2/name': 'Snare',
  'channel/3/name': '',
  'channel/1/fader': -4,
  'channel/2/fader': -8,
  'channel/1/send/bus/2/level': -20,
  'channel/1/send/bus/1/tap': 3,
  'channel/2/send/bus/7/tap': 5,
  'bus/2/name': 'Wedge 1',
  'bus/7/name': 'Drums',
  'dca/3/name': 'Band',
};

let area: HTMLElement;

async function desk(options: ScriptedOptions = { values }) {
  const app = new ScriptedApp(options);
  const mirror = new DeskMirror(app.open);
  const state = new MixerState();
  await render(Mixer, { target: area, props: { mirror, state } });
  await expect.element(page.getByRole('slider', { name: 'Main, fader' })).toBeVisible();
  return { app, mirror, state };
}

const fader = (name: string) => page.getByRole('slider', { name, exact: true });

function point(element: Element, type: string, y: number, pointerId: number): void {
  element.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId, clientX: 20, clientY: y, button: 0 }));
}
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

beforeEach(async () => {
  await page.viewport(1280, 800);
  area = document.createElement('div');
  area.style.cssText = 'position:fixed;inset:0';
  document.body.append(area);
});
afterEach(() => {
  cleanup();
  area.remove();
});

describe('strips', () => {
  test('only those in sight are there, and the main is', async () => {
    await desk();
    const strips = area.querySelectorAll('[data-strip^="channel/"]');
    expect(strips.length).toBeGreaterThan(8);
    expect(strips.length).toBeLessThan(20);
    expect(area.querySelector('[data-strip="main/stereo"]')).not.toBeNull();
    expect(area.querySelector('[data-strip="channel/32"]')).toBeNull();
  });

  test('what a preview would set is marked on faders and switches, in words as well', async () => {
    const { app, mirror } = await desk({ values: { ...values, 'channel/1/mute': 0, 'channel/2/mute': 1 } });
    const kick = page.getByRole('switch', { name: /^Kick, mute/ });
    const snare = page.getByRole('switch', { name: /^Snare, mute/ });
    await expect.element(kick).toHaveAccessibleName('Kick, mute');
    mirror.scenes.showGhosts([
      [app.schema.need('channel/1/fader'), -20],
      [app.schema.need('channel/1/mute'), 1],
      [app.schema.need('channel/2/mute'), 0],
    ]);
    await expect.element(kick).toHaveAccessibleName('Kick, mute, the preview switches it on');
    await expect.element(kick).toHaveTextContent(/^M\s*on$/);
    await expect.element(snare).toHaveAccessibleName('Snare, mute, the preview switches it off');
    expect(fader('Kick, fader').element().closest('li')?.querySelectorAll('.ghost')).toHaveLength(2);
    expect(app.sets).toHaveLength(0);
    mirror.scenes.showGhosts(undefined);
    await expect.element(kick).toHaveAccessibleName('Kick, mute');
    expect(area.querySelector('.ghost')).toBeNull();
  });

  test('a drag touches, sets and releases the parameter', async () => {
    const { app } = await desk();
    const element = fader('Kick, fader').element();
    point(element, 'pointerdown', 500, 1);
    point(element, 'pointermove', 450, 1);
    await frame();
    await frame();
    point(element, 'pointerup', 450, 1);
    const id = app.schema.need('channel/1/fader');
    expect(app.heard('touch')).toEqual([{ type: 'touch', ids: [id] }]);
    expect(app.heard('release')).toEqual([{ type: 'release', ids: [id], cancel: false }]);
    expect(app.lastSet('channel/1/fader')).toBeGreaterThan(-4);
  });

  test('Escape while dragging asks for what was there', async () => {
    const { app, state } = await desk();
    state.showSendsTo('bus/2');
    await expect.element(fader('Kick, send to Wedge 1')).toBeVisible();
    const slider = fader('Kick, send to Wedge 1').element();
    point(slider, 'pointerdown', 500, 1);
    point(slider, 'pointermove', 450, 1);
    await userEvent.keyboard('{Escape}');
    expect(app.heard('release').at(-1)).toMatchObject({ cancel: true });
    expect(state.shows.kind).toBe('sendsTo');
  });

  test('two fingers move two faders', async () => {
    const { app } = await desk();
    const kick = fader('Kick, fader').element();
    const snare = fader('Snare, fader').element();
    point(kick, 'pointerdown', 500, 1);
    point(snare, 'pointerdown', 500, 2);
    point(kick, 'pointermove', 480, 1);
    point(snare, 'pointermove', 540, 2);
    await frame();
    await frame();
    expect(app.lastSet('channel/1/fader')).toBeGreaterThan(-4);
    expect(app.lastSet('channel/2/fader')).toBeLessThan(-8);
  });

  test('a typed value is one gesture', async () => {
    const { app } = await desk();
    await page.getByRole('button', { name: /^Kick, level/ }).click();
    await userEvent.keyboard('-6{Enter}');
    expect(app.lastSet('channel/1/fader')).toBeCloseTo(-6, 1);
    expect(app.heard('touch')).toHaveLength(1);
    expect(app.heard('release')).toHaveLength(1);
  });

  test('mute and solo are set by click and by key', async () => {
    const { app } = await desk();
    await page.getByRole('switch', { name: 'Kick, mute' }).click();
    await expect.poll(() => app.lastSet('channel/1/mute')).toBe(1);
    await expect.element(page.getByRole('switch', { name: 'Kick, mute' })).toBeChecked();
    (fader('Snare, fader').element() as HTMLElement).focus();
    await userEvent.keyboard('s');
    await expect.poll(() => app.lastSet('channel/2/solo')).toBe(1);
    await userEvent.keyboard('m');
    await expect.poll(() => app.lastSet('channel/2/mute')).toBe(1);
  });

  test('a mute through a DCA is said, and is not the strip’s own', async () => {
    const { app } = await desk();
    app.report({ 'channel/1/assign/dca/3': 1, 'dca/3/mute': 1 });
    const mute = page.getByRole('switch', { name: 'Kick, mute, through DCA 3 “Band”' });
    await expect.element(mute).toBeVisible();
    await expect.element(mute).not.toBeChecked();
  });

  test('a held control names who holds it and refuses', async () => {
    const { app } = await desk();
    app.hold('Sam', 'channel/1/fader');
    await expect
      .poll(() => fader('Kick, fader').element().getAttribute('aria-valuetext'))
      .toBe('minus 4.0 dB, held by Sam');
    const element = fader('Kick, fader').element();
    point(element, 'pointerdown', 500, 1);
    point(element, 'pointermove', 400, 1);
    await frame();
    expect(app.heard('touch')).toHaveLength(0);
    expect(app.sets).toHaveLength(0);
  });

  test('an unknown value is a question mark', async () => {
    await desk({ values: { ...values, 'channel/1/fader': undefined, 'channel/1/mute': undefined } });
    expect(fader('Kick, fader').element().getAttribute('aria-valuetext')).toBe('unknown');
    await expect.element(page.getByRole('switch', { name: 'Kick, mute, unknown' })).toBeDisabled();
  });

  test('a pending value has a ring until it has landed', async () => {
    const { app } = await desk();
    app.report({ 'channel/1/fader': -7 }, 'pending');
    await expect.poll(() => fader('Kick, fader').element().querySelector('.ring')).not.toBeNull();
    app.report({ 'channel/1/fader': -7 });
    await expect.poll(() => fader('Kick, fader').element().querySelector('.ring')).toBeNull();
  });

  test('a name is edited on its strip', async () => {
    const { app } = await desk();
    await page.getByRole('button', { name: '1, Kick' }).dblClick();
    await userEvent.keyboard('Bass drum{Enter}');
    await expect.poll(() => app.lastSet('channel/1/name')).toBe('Bass drum');
  });

  test('arrow keys lead from strip to strip, beyond the edge and to the main', async () => {
    await desk();
    (fader('Kick, fader').element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await expect.element(fader('Ch 3, fader')).toHaveFocus();
    for (let i = 3; i < 32; i++) {
      await userEvent.keyboard('{ArrowRight}');
      await expect.element(fader(`Ch ${i + 1}, fader`)).toHaveFocus();
    }
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(fader('Main, fader')).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(fader('Ch 32, fader')).toHaveFocus();
  });
});

describe('banks', () => {
  test('show other strips', async () => {
    const { state } = await desk();
    await page.getByRole('button', { name: 'Busses' }).click();
    await expect.element(fader('Wedge 1, fader')).toBeVisible();
    expect(state.sight).toMatch(/^Busses 1–\d+ of 16$/);
    await page.getByRole('button', { name: 'DCAs' }).click();
    await expect.element(fader('Band, fader')).toBeVisible();
  });
});

describe('sends on the faders', () => {
  test('of one bus: level, switch and tap are the send’s, in words', async () => {
    const { app } = await desk();
    await page.getByRole('button', { name: /^Wedge 1/ }).click();
    await expect.element(page.getByText('Faders show the sends to Wedge 1.')).toBeVisible();
    expect(fader('Kick, send to Wedge 1').element().getAttribute('aria-valuetext')).toBe('minus 20.0 dB');
    await page.getByRole('button', { name: /^Kick, send to Wedge 1/ }).click();
    await userEvent.keyboard('-12{Enter}');
    expect(app.lastSet('channel/1/send/bus/2/level')).toBeCloseTo(-12, 0);
    expect(app.lastSet('channel/1/fader')).toBeUndefined();
    await page.getByRole('switch', { name: 'Kick, send to Wedge 1' }).click();
    await expect.poll(() => app.lastSet('channel/1/send/bus/2/on')).toBe(0);
    await page.getByRole('combobox', { name: /^Kick to Wedge 1, taken/ }).selectOptions('post-fader');
    await expect.poll(() => app.lastSet('channel/1/send/bus/2/tap')).toBe(4);
  });

  test('Escape returns to the main mix', async () => {
    await desk();
    await page.getByRole('button', { name: /^Wedge 1/ }).click();
    await userEvent.keyboard('{Escape}');
    await expect.element(fader('Kick, fader')).toBeVisible();
  });

  test('a subgroup says that its level has no effect', async () => {
    await desk();
    await page.getByRole('button', { name: /^Drums/ }).click();
    await expect.element(page.getByText('level has no effect').first()).toBeVisible();
    expect(fader('Snare, send to Drums').element().classList).toContain('idle');
    expect(fader('Kick, send to Drums').element().classList).not.toContain('idle');
  });

  test('of one channel: each strip is a bus', async () => {
    const { app } = await desk();
    await page.getByRole('button', { name: /^Sends of Kick/ }).click();
    await expect.element(page.getByText('Faders show the sends of Kick.')).toBeVisible();
    const slider = fader('Kick, send to Wedge 1');
    expect(slider.element().getAttribute('aria-valuetext')).toBe('minus 20.0 dB');
    (slider.element() as HTMLElement).focus();
    await userEvent.keyboard('{PageUp}');
    await expect.poll(() => app.lastSet('channel/1/send/bus/2/level')).toBeGreaterThan(-20);
  });

  test('of a matrix: the busses and mains that feed it', async () => {
    await desk();
    await page.getByRole('button', { name: /^Matrix 1/ }).click();
    await expect.element(fader('Wedge 1, send to Matrix 1')).toBeVisible();
    expect(area.querySelector('[data-strip^="channel/"]')).toBeNull();
  });
});

test('meters are asked for while the mixer is shown', async () => {
  const { app } = await desk();
  expect(app.heard('meters').at(-1)).toEqual({ type: 'meters', on: true });
  cleanup();
  expect(app.heard('meters').at(-1)).toEqual({ type: 'meters', on: false });
});

test('nothing can be moved while the console is not live', async () => {
  const { app } = await desk();
  app.setStatus({ state: 'stale' });
  await expect.element(page.getByRole('switch', { name: 'Kick, mute' })).toBeDisabled();
  const element = fader('Kick, fader').element();
  expect(element.getAttribute('aria-disabled')).toBe('true');
  point(element, 'pointerdown', 500, 1);
  point(element, 'pointermove', 400, 1);
  await frame();
  expect(app.sets).toHaveLength(0);
});
