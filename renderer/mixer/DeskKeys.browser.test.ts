import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { ScriptedApp } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import DeskKeys from './DeskKeys.svelte';

afterEach(() => cleanup());

test('keys of the console are pressed and let go by pointer, keyboard and screen reader', async () => {
  const app = new ScriptedApp();
  const mirror = new DeskMirror(app.open);
  await render(DeskKeys, { props: { mirror } });
  await expect.poll(() => mirror.isOperable).toBe(true);
  expect(page.getByRole('toolbar', { name: 'Keys of the console' }).elements()).toHaveLength(0);
  app.tell({ type: 'deskKeys', names: ['Bank to the left', 'Bank to the right'] });
  const right = page.getByRole('button', { name: 'Bank to the right' });
  const both = [true, false].map((isDown) => ({ type: 'deskKey', key: 2, isDown }));
  await right.click();
  expect(app.heard('deskKey')).toEqual(both);
  (right.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  expect(app.heard('deskKey')).toEqual([...both, ...both]);
  await userEvent.keyboard(' ');
  expect(app.heard('deskKey')).toHaveLength(6);
  (right.element() as HTMLElement).click();
  expect(app.heard('deskKey')).toHaveLength(8);
  const touch = (type: string) =>
    right.element().dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 7, pointerType: 'touch' }));
  // A finger that scrolls the row presses nothing, a tap is a press, a finger that stays holds the key down.
  touch('pointerdown');
  touch('pointercancel');
  expect(app.heard('deskKey')).toHaveLength(8);
  touch('pointerdown');
  touch('pointerup');
  expect(app.heard('deskKey')).toHaveLength(10);
  touch('pointerdown');
  await expect.poll(() => app.heard('deskKey').length).toBe(11);
  touch('pointerup');
  expect(app.heard('deskKey').slice(10)).toEqual(both);
  app.setStatus({ state: 'lost' });
  await expect.element(right).toBeDisabled();
  app.setStatus({ state: 'live' });
  await expect.element(right).toBeEnabled();
  touch('pointerdown');
  await expect.poll(() => app.heard('deskKey').length).toBe(13);
  cleanup();
  expect(app.heard('deskKey').at(-1)).toEqual({ type: 'deskKey', key: 2, isDown: false });
});
