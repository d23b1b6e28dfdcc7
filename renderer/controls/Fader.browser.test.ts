import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import type { Taper } from '../../shared/units/taper.ts';
import '../styles/global.css';
import Fader from './Fader.svelte';
import type { Hand } from './faderGesture.svelte.ts';

const taper: Taper = {
  breakpoints: [
    [0, -90],
    [0.0625, -60],
    [0.25, -30],
    [0.5, -10],
    [1, 10],
  ],
};
/** From −10 dB upwards a step of travel is this many dB. */
const dbPerTravel = 40;

/** The browser's own protocol, whose types come with each provider. */
type BrowserSession = ReturnType<typeof cdp> & { send(method: string, params: object): Promise<unknown> };

function spyHand() {
  return { grab: vi.fn(), drag: vi.fn<(valueDb: number) => void>(), release: vi.fn(), cancel: vi.fn() } satisfies Hand;
}

let stages: HTMLElement[] = [];

/** A fader with a travel of 400 px. */
async function stage(props: Record<string, unknown> = {}) {
  const target = document.createElement('div');
  target.style.cssText = 'display:flex;width:60px;height:440px;';
  target.style.setProperty('--cap-height', '40px');
  document.body.append(target);
  stages.push(target);
  const hand = spyHand();
  const base = {
    name: 'Vocal Lindi',
    taper,
    steps: 1024,
    valueDb: -10,
    landing: 'landed' as const,
    isOperable: true,
    hand,
  };
  const screen = await render(Fader, { target, props: { ...base, ...props } });
  const slider = target.querySelector<HTMLElement>('[role=slider]');
  if (!slider) throw new Error('No slider');
  return { hand, slider, target, screen };
}

let nowMs = 1000;
function point(slider: Element, type: string, y: number, more: PointerEventInit = {}): void {
  const event = new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: 20, clientY: y, button: 0, ...more });
  Object.defineProperty(event, 'timeStamp', { value: nowMs });
  slider.dispatchEvent(event);
}
function tap(slider: Element, y = 100): void {
  point(slider, 'pointerdown', y);
  nowMs += 60;
  point(slider, 'pointerup', y);
  nowMs += 120;
}

const lastDrag = (hand: ReturnType<typeof spyHand>) => hand.drag.mock.lastCall?.[0];

beforeEach(() => {
  document.body.style.margin = '0';
});
afterEach(() => {
  cleanup();
  for (const each of stages) each.remove();
  stages = [];
});

describe('a drag', () => {
  test('starts where the fader is, wherever it was touched', async () => {
    const { hand, slider } = await stage();
    point(slider, 'pointerdown', 400);
    expect(hand.grab).toHaveBeenCalledOnce();
    expect(hand.drag).not.toHaveBeenCalled();
    point(slider, 'pointermove', 360);
    expect(lastDrag(hand)).toBeCloseTo(-10 + (40 / 400) * dbPerTravel, 5);
    point(slider, 'pointerup', 360);
    expect(hand.release).toHaveBeenCalledOnce();
    expect(hand.cancel).not.toHaveBeenCalled();
  });

  test('is ten times finer with Shift, and may become so on the way', async () => {
    const { hand, slider } = await stage();
    point(slider, 'pointerdown', 300);
    point(slider, 'pointermove', 260);
    point(slider, 'pointermove', 220, { shiftKey: true });
    expect(lastDrag(hand)).toBeCloseTo(-10 + (44 / 400) * dbPerTravel, 5);
  });

  test('takes no notice of a finger that only trembles', async () => {
    const { hand, slider } = await stage();
    point(slider, 'pointerdown', 300);
    point(slider, 'pointermove', 302);
    point(slider, 'pointermove', 299);
    expect(hand.drag).not.toHaveBeenCalled();
  });

  test('is taken back by Escape, which goes no further', async () => {
    const { hand, slider } = await stage();
    const beyond = vi.fn();
    window.addEventListener('keydown', beyond);
    point(slider, 'pointerdown', 300);
    point(slider, 'pointermove', 200);
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(hand.cancel).toHaveBeenCalledOnce();
    point(slider, 'pointermove', 100);
    point(slider, 'pointerup', 100);
    expect(hand.drag).toHaveBeenCalledOnce();
    expect(hand.release).not.toHaveBeenCalled();
    expect(beyond).not.toHaveBeenCalled();
    window.removeEventListener('keydown', beyond);
  });

  test('ends at the ends of the travel and turns round there at once', async () => {
    const { hand, slider } = await stage();
    point(slider, 'pointerdown', 300);
    point(slider, 'pointermove', -2000);
    expect(lastDrag(hand)).toBe(10);
    point(slider, 'pointermove', -1960);
    expect(lastDrag(hand)).toBeCloseTo(6, 5);
    point(slider, 'pointermove', 3000);
    expect(lastDrag(hand)).toBe(-Infinity);
  });

  test('of one finger is not disturbed by another on the same fader', async () => {
    const { hand, slider } = await stage();
    point(slider, 'pointerdown', 300, { pointerId: 1 });
    point(slider, 'pointerdown', 200, { pointerId: 2 });
    point(slider, 'pointermove', 100, { pointerId: 2 });
    point(slider, 'pointerup', 100, { pointerId: 2 });
    expect(hand.grab).toHaveBeenCalledOnce();
    expect(hand.drag).not.toHaveBeenCalled();
    expect(hand.release).not.toHaveBeenCalled();
  });

  test('moves several faders at once, each by its own finger', async () => {
    const left = await stage();
    const right = await stage({ name: 'Kick' });
    point(left.slider, 'pointerdown', 300, { pointerId: 1 });
    point(right.slider, 'pointerdown', 300, { pointerId: 2 });
    point(left.slider, 'pointermove', 280, { pointerId: 1 });
    point(right.slider, 'pointermove', 340, { pointerId: 2 });
    expect(lastDrag(left.hand)).toBeCloseTo(-8, 5);
    expect(lastDrag(right.hand)).toBeLessThan(-10);
    point(left.slider, 'pointerup', 280, { pointerId: 1 });
    expect(left.hand.release).toHaveBeenCalledOnce();
    expect(right.hand.release).not.toHaveBeenCalled();
  });

  test('goes on when a real pointer leaves the fader', async () => {
    const { hand, slider } = await stage();
    const { left, top } = slider.getBoundingClientRect();
    const frame = window.frameElement?.getBoundingClientRect();
    const at = (x: number, y: number) => ({ x: (frame?.left ?? 0) + left + x, y: (frame?.top ?? 0) + top + y });
    const session = cdp() as BrowserSession;
    const mouse = (type: string, position: { x: number; y: number }) =>
      session.send('Input.dispatchMouseEvent', { type, ...position, button: 'left', buttons: 1, clickCount: 1 });
    await mouse('mousePressed', at(20, 300));
    await mouse('mouseMoved', at(200, 260));
    await mouse('mouseReleased', at(200, 260));
    expect(hand.grab).toHaveBeenCalledOnce();
    expect(lastDrag(hand)).toBeGreaterThan(-10);
    expect(hand.release).toHaveBeenCalledOnce();
  });
});

describe('two taps', () => {
  test('on one spot send the fader to 0 dB', async () => {
    const { hand, slider } = await stage();
    tap(slider);
    expect(hand.drag).not.toHaveBeenCalled();
    tap(slider);
    expect(lastDrag(hand)).toBe(0);
  });

  test('that moved do not', async () => {
    const { hand, slider } = await stage();
    for (let i = 0; i < 2; i++) {
      point(slider, 'pointerdown', 200);
      point(slider, 'pointermove', 190);
      nowMs += 60;
      point(slider, 'pointerup', 190);
      nowMs += 60;
    }
    expect(lastDrag(hand)).not.toBe(0);
  });

  test('far apart in time do not', async () => {
    const { hand, slider } = await stage();
    tap(slider);
    nowMs += 2000;
    tap(slider);
    expect(hand.drag).not.toHaveBeenCalled();
  });
});

describe('keys and wheel', () => {
  test.each([
    ['ArrowUp', false, -9.5],
    ['ArrowDown', false, -10.5],
    ['ArrowUp', true, -9.9],
    ['PageUp', false, -7],
    ['PageDown', false, -13],
    ['Home', false, -Infinity],
    ['End', false, 10],
  ])('%s (Shift: %s) leads to %s dB', async (key, shiftKey, valueDb) => {
    const { hand, slider } = await stage();
    slider.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
    const reached = lastDrag(hand);
    if (Number.isFinite(valueDb)) expect(Math.abs((reached ?? 99) - valueDb)).toBeLessThan(0.06);
    else expect(reached).toBe(valueDb);
  });

  test('are one gesture until they rest', async () => {
    const { hand, slider } = await stage();
    slider.focus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
    expect(hand.grab).toHaveBeenCalledOnce();
    expect(hand.release).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(hand.release).toHaveBeenCalledOnce(), 1500);
  });

  test('move by one of the desk’s steps where these are coarse', async () => {
    const { hand, slider } = await stage({ steps: 161, valueDb: -50 });
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', shiftKey: true, bubbles: true }));
    expect(lastDrag(hand)).toBeGreaterThan(-50);
  });

  test('a notch of the wheel is half a dB upwards', async () => {
    const { hand, slider } = await stage();
    slider.dispatchEvent(new WheelEvent('wheel', { deltaY: -50, bubbles: true, cancelable: true }));
    slider.dispatchEvent(new WheelEvent('wheel', { deltaY: -50, bubbles: true, cancelable: true }));
    expect(Math.abs((lastDrag(hand) ?? 0) + 9.5)).toBeLessThan(0.1);
  });
});

describe('what it says and refuses', () => {
  test('name, value and range for a screen reader', async () => {
    const { slider } = await stage({ valueDb: -3.2 });
    expect(slider.getAttribute('aria-label')).toBe('Vocal Lindi, fader');
    expect(slider.getAttribute('aria-valuetext')).toBe('minus 3.2 dB');
    expect(slider.getAttribute('aria-orientation')).toBe('vertical');
    expect(slider.getAttribute('aria-valuemax')).toBe('10');
  });

  test.each([
    [{ valueDb: undefined, landing: 'unknown' }, 'unknown'],
    [{ heldBy: 'Sam' }, 'minus 10.0 dB, held by Sam'],
    [{ isOperable: false }, 'minus 10.0 dB'],
  ])('%o cannot be moved', async (props, spoken) => {
    const { hand, slider } = await stage(props);
    expect(slider.getAttribute('aria-valuetext')).toBe(spoken);
    expect(slider.getAttribute('aria-disabled')).toBe('true');
    point(slider, 'pointerdown', 300);
    point(slider, 'pointermove', 200);
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
    slider.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, bubbles: true, cancelable: true }));
    expect(hand.grab).not.toHaveBeenCalled();
    expect(hand.drag).not.toHaveBeenCalled();
  });

  test('a value that waits is said to, one that lands at once is not', async () => {
    const { slider, screen } = await stage({ landing: 'pending' });
    expect(slider.getAttribute('aria-valuetext')).toBe('minus 10.0 dB');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('minus 10.0 dB, on its way');
    await screen.rerender({ landing: 'unconfirmed' });
    expect(slider.getAttribute('aria-valuetext')).toBe('minus 10.0 dB, not confirmed');
    await screen.rerender({ landing: 'landed' });
    expect(slider.getAttribute('aria-valuetext')).toBe('minus 10.0 dB');
  });

  test('shows who holds it', async () => {
    const { target } = await stage({ heldBy: 'Sam' });
    expect(target.textContent).toContain('Sam');
  });

  test('lets go when the desk is lost in the middle of a drag', async () => {
    const { hand, slider, screen } = await stage();
    point(slider, 'pointerdown', 300);
    point(slider, 'pointermove', 250);
    await screen.rerender({ isOperable: false });
    expect(hand.release).toHaveBeenCalledOnce();
    point(slider, 'pointermove', 200);
    expect(hand.drag).toHaveBeenCalledOnce();
  });
});
