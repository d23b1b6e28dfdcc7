import { createRawSnippet } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import '../styles/global.css';
import Dialog from './Dialog.svelte';
import Tabs from './Tabs.svelte';

const html = (text: string) => createRawSnippet(() => ({ render: () => text }));

afterEach(cleanup);

describe('a dialog', () => {
  const open = async (more: { readonly height?: number; readonly isForm?: boolean; readonly lines?: number } = {}) => {
    const onClose = vi.fn();
    const onSubmit = vi.fn();
    const lines = Array.from({ length: more.lines ?? 1 }, (_, line) => `<p>Line ${line + 1}</p>`).join('');
    await render(Dialog, {
      title: 'Store it',
      width: 480,
      onClose,
      ...(more.height !== undefined && { height: more.height }),
      ...(more.isForm && { onSubmit }),
      children: html(`<div><label>Name <input></label>${lines}</div>`),
      footer: html('<button type="submit" class="button primary">Store</button>'),
    });
    return { onClose, onSubmit };
  };
  const dialog = () => page.getByRole('dialog', { name: 'Store it' });

  test('is named by its title, and closes by its button and by Escape', async () => {
    const { onClose } = await open();
    await expect.element(dialog()).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(onClose).toHaveBeenCalledOnce();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => onClose.mock.calls.length).toBe(2);
  });

  test('does what its one button does when Enter is pressed in a field', async () => {
    const { onSubmit, onClose } = await open({ isForm: true });
    await page.getByRole('textbox').click();
    await userEvent.keyboard('{Enter}');
    expect(onSubmit).toHaveBeenCalledOnce();
    await page.getByRole('button', { name: 'Store' }).click();
    expect(onSubmit).toHaveBeenCalledTimes(2);
    expect(onClose).not.toHaveBeenCalled();
  });

  test.each([
    [1280, 800],
    [390, 844],
  ])('keeps its title and its buttons on a screen of %i x %i however much it shows', async (width, height) => {
    await page.viewport(width, height);
    await open({ lines: 200 });
    for (const button of ['Cancel', 'Store']) {
      const box = page.getByRole('button', { name: button }).element().getBoundingClientRect();
      expect(box.top).toBeGreaterThanOrEqual(0);
      expect(box.bottom).toBeLessThanOrEqual(height);
      expect(box.right).toBeLessThanOrEqual(width);
    }
  });
});

describe('tabs', () => {
  const tabs = [
    { name: 'one', label: 'One' },
    { name: 'two', label: 'Two' },
    { name: 'three', label: 'Three' },
  ] as const;
  const open = (current: 'one' | 'two' | 'three', count = 3) => {
    const chosen: string[] = [];
    const view = render(Tabs, {
      label: 'Parts',
      tabs: tabs.slice(0, count),
      current,
      onChoose: (name: string) => void chosen.push(name),
      children: html('<p>Content</p>'),
    });
    return { chosen, view };
  };

  test('say which is shown, and whose panel it is', async () => {
    open('two');
    await expect.element(page.getByRole('tab', { name: 'Two' })).toHaveAttribute('aria-selected', 'true');
    await expect.element(page.getByRole('tabpanel', { name: 'Two' })).toHaveTextContent('Content');
  });

  test('are one stop of the tab key, and the arrows go round', async () => {
    const { chosen } = open('three');
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement?.textContent?.trim()).toBe('Three');
    await userEvent.keyboard('{ArrowRight}');
    expect(chosen).toEqual(['one']);
    expect(document.activeElement?.textContent?.trim()).toBe('One');
    await userEvent.keyboard('{End}');
    await userEvent.keyboard('{Home}');
    expect(chosen).toEqual(['one', 'three', 'one']);
  });

  test('are none where there is nothing to choose', async () => {
    open('one', 1);
    await expect.element(page.getByText('Content')).toBeVisible();
    expect(page.getByRole('tab').elements()).toEqual([]);
  });
});
