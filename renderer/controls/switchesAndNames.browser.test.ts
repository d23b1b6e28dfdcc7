import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../styles/global.css';
import PanControl from './PanControl.svelte';
import ScribbleStrip from './ScribbleStrip.svelte';
import TapSign from './TapSign.svelte';
import Toggle from './Toggle.svelte';
import ValueField from './ValueField.svelte';

describe('a typed value', () => {
  const field = async (value: number | undefined = -4.2) => {
    const onCommit = vi.fn<(value: number) => void>();
    await render(ValueField, {
      name: 'Kick, level',
      unit: 'dB',
      value,
      landing: 'landed',
      isOperable: true,
      onCommit,
    });
    return onCommit;
  };
  const type = async (text: string) => {
    await page.getByRole('button', { name: /Kick, level/ }).click();
    await userEvent.keyboard(`${text}{Enter}`);
  };

  test.each([
    ['-6', -6],
    ['\u2212' + '3,5 dB', -3.5],
    ['+2', 2],
    ['-inf', -Infinity],
    ['off', -Infinity],
  ])('%s is understood', async (text, value) => {
    const onCommit = await field();
    await type(text);
    expect(onCommit).toHaveBeenCalledExactlyOnceWith(value);
  });

  test('that cannot be read is said so, and nothing is lost or set', async () => {
    const onCommit = await field();
    await type('loud');
    expect(page.getByRole('alert').element().textContent).toContain('“loud” cannot be read. Type a number of dB');
    expect((page.getByRole('textbox').element() as HTMLInputElement).value).toBe('loud');
    expect(onCommit).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('button', { name: /Kick, level, −4.2 dB/ })).toBeVisible();
    expect(page.getByRole('alert').query()).toBeNull();
  });

  test('is what was there until Enter', async () => {
    const onCommit = await field();
    await page.getByRole('button', { name: /Kick, level/ }).click();
    await userEvent.keyboard('-20{Escape}');
    expect(onCommit).not.toHaveBeenCalled();
  });

  test('cannot be typed over an unknown one', async () => {
    const onCommit = vi.fn();
    await render(ValueField, {
      name: 'Kick, level',
      unit: 'dB',
      value: undefined,
      landing: 'unknown',
      isOperable: true,
      onCommit,
    });
    const button = page.getByRole('button', { name: 'Kick, level, unknown, type a value' });
    await expect.element(button).toBeDisabled();
    expect(button.element().textContent).toBe('?');
  });
});

describe('a toggle', () => {
  const base = { name: 'Kick, mute', label: 'M', tone: 'mute', landing: 'landed', isOperable: true } as const;

  test('asks for the opposite of what it shows', async () => {
    const onChange = vi.fn();
    await render(Toggle, { ...base, control: 'mute', isOn: false, onChange });
    const toggle = page.getByRole('switch', { name: 'Kick, mute' });
    await expect.element(toggle).not.toBeChecked();
    await toggle.click();
    expect(onChange).toHaveBeenCalledExactlyOnceWith(true);
  });

  test('never starts from an unknown state', async () => {
    const onChange = vi.fn();
    await render(Toggle, { ...base, control: 'mute', isOn: undefined, landing: 'unknown', onChange });
    const toggle = page.getByRole('switch', { name: 'Kick, mute, unknown' });
    await expect.element(toggle).toBeDisabled();
    expect(toggle.element().textContent?.trim()).toBe('?');
  });

  test('says what the console has not confirmed', async () => {
    await render(Toggle, { ...base, control: 'mute', isOn: true, landing: 'unconfirmed', onChange: vi.fn() });
    const toggle = page.getByRole('switch', { name: 'Kick, mute', exact: true });
    await expect.element(toggle).toHaveAccessibleDescription('not confirmed');
  });

  test('shows apart from itself what else has its effect', async () => {
    await render(Toggle, { ...base, control: 'mute', isOn: false, alsoBy: 'DCA 2', onChange: vi.fn() });
    const toggle = page.getByRole('switch', { name: 'Kick, mute, through DCA 2' });
    await expect.element(toggle).not.toBeChecked();
    expect(toggle.element().classList).toContain('also');
    expect(toggle.element().classList).not.toContain('on');
  });
});

describe('a pan', () => {
  test('is spoken by side and moved by arrow keys', async () => {
    const hand = { grab: vi.fn(), drag: vi.fn<(value: number) => void>(), release: vi.fn(), cancel: vi.fn() };
    await render(PanControl, { name: 'Kick', steps: 101, value: -0.2, landing: 'landed', isOperable: true, hand });
    const slider = page.getByRole('slider', { name: 'Kick, pan' });
    expect(slider.element().getAttribute('aria-valuetext')).toBe('left 20');
    (slider.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(hand.drag.mock.lastCall?.[0]).toBeCloseTo(-0.18, 5);
    await userEvent.keyboard('c');
    expect(hand.drag.mock.lastCall?.[0]).toBe(0);
  });
});

describe('a scribble strip', () => {
  const scribble = async (more: { text?: string | undefined } = {}) => {
    const calls = { onName: vi.fn(), onColor: vi.fn(), onSelect: vi.fn() };
    await render(ScribbleStrip, {
      number: '12',
      text: 'Lindi',
      fallback: 'Ch 12',
      maxLength: 12,
      color: 'yellow',
      colors: ['off', 'red', 'yellow', 'yellowInverted'],
      landing: 'landed',
      isOperable: true,
      ...calls,
      ...more,
    });
    return calls;
  };

  test('is renamed in place: Enter keeps', async () => {
    const { onName } = await scribble();
    await page.getByRole('button', { name: '12, Lindi' }).dblClick();
    await userEvent.keyboard('Vocal{Enter}');
    expect(onName).toHaveBeenCalledExactlyOnceWith('Vocal');
  });

  test('Escape leaves the old name', async () => {
    const { onName } = await scribble();
    (page.getByRole('button', { name: '12, Lindi' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{F2}Vocal{Escape}');
    expect(onName).not.toHaveBeenCalled();
    await expect.element(page.getByRole('button', { name: '12, Lindi' })).toHaveFocus();
  });

  test('takes no more letters than the console', async () => {
    const { onName } = await scribble();
    await page.getByRole('button', { name: '12, Lindi' }).dblClick();
    await userEvent.keyboard('abcdefghijklmnop{Enter}');
    expect(onName).toHaveBeenCalledExactlyOnceWith('abcdefghijkl');
  });

  test('shows what it is where it has no name, and that a name is unknown', async () => {
    await scribble({ text: '' });
    await expect.element(page.getByRole('button', { name: '12, Ch 12' })).toBeVisible();
    await scribble({ text: undefined });
    await expect.element(page.getByRole('button', { name: '12, name unknown' })).toBeVisible();
  });

  test('is coloured from the console’s palette', async () => {
    const { onColor } = await scribble();
    await page.getByRole('button', { name: 'Colour of Lindi' }).click();
    await page.getByRole('button', { name: 'yellow, inverted' }).click();
    expect(onColor).toHaveBeenCalledExactlyOnceWith(3);
    expect(page.getByRole('button', { name: 'yellow, inverted' }).query()).toBeNull();
  });
});

test.each([
  ['postEq', true, 'hollow', '›'],
  ['preFader', true, 'hollow', ''],
  ['postFader', true, 'filled', ''],
  ['subgroup', true, 'turned', ''],
  ['postFader', false, 'off', ''],
  [undefined, true, 'unknown', ''],
] as const)('the sign of %s (on: %s) is %s', async (kind, isOn, shape, letter) => {
  const { container } = await render(TapSign, { kind, isOn, size: 'large' });
  const sign = container.querySelector('.sign');
  expect(sign?.classList).toContain(shape);
  expect(sign?.textContent?.trim()).toBe(letter);
});
