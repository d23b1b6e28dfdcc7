import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

function template(isMac: boolean, isPackaged: boolean, shown: string[] = [], done: string[] = []) {
  const output = {
    freeze: () => done.push('freeze'),
    unfreeze: () => done.push('end of freeze'),
    panic: () => done.push('panic'),
    endPanic: () => done.push('end of panic'),
  };
  const step = (what: string) => void done.push(what);
  return menuTemplate({ showView: (view) => shown.push(view), step, output }, { isMac, isPackaged });
}

const items = (menu: MenuItemConstructorOptions | undefined) => (Array.isArray(menu?.submenu) ? menu.submenu : []);
const all = (menus: MenuItemConstructorOptions[]) => menus.flatMap((menu) => items(menu));
const named = (menus: MenuItemConstructorOptions[], label: string) => menus.find((menu) => menu.label === label);

describe('menuTemplate', () => {
  test('has File, Edit, View, Output, Window and Help, with the app menu before them on a Mac', () => {
    const names = (menus: MenuItemConstructorOptions[]) => menus.map((menu) => menu.label ?? menu.role);
    expect(names(template(false, true))).toEqual(['&File', '&Edit', '&View', '&Output', 'windowMenu', 'help']);
    expect(names(template(true, true))).toEqual([
      'appMenu',
      '&File',
      '&Edit',
      '&View',
      '&Output',
      'windowMenu',
      'help',
    ]);
  });

  test('shows each view by its own key', () => {
    const shown: string[] = [];
    const views = items(named(template(false, true, shown), '&View')).filter((item) => item.id?.startsWith('view-'));
    expect(views.map((item) => [item.label, item.accelerator])).toEqual([
      ['Mixer', 'CommandOrControl+1'],
      ['Routing', 'CommandOrControl+2'],
      ['Cue mixes', 'CommandOrControl+3'],
      ['Scenes', 'CommandOrControl+4'],
      ['Flow', 'CommandOrControl+5'],
      ['Setup', 'CommandOrControl+6'],
      ['Timeline', 'CommandOrControl+7'],
    ]);
    for (const item of views) (item.click as (() => void) | undefined)?.();
    expect(shown).toEqual(['mixer', 'routing', 'cueMixes', 'scenes', 'flow', 'setup', 'timeline']);
  });

  test('leaves the undo keys to the page, and asks it for steps', () => {
    const done: string[] = [];
    const edit = items(named(template(false, true, [], done), '&Edit'));
    const steps = edit.filter(({ id }) => id === 'undo' || id === 'redo');
    expect(steps.map(({ accelerator, registerAccelerator }) => [accelerator, registerAccelerator])).toEqual([
      ['CommandOrControl+Z', false],
      ['CommandOrControl+Shift+Z', false],
    ]);
    for (const item of steps) (item.click as (() => void) | undefined)?.();
    expect(done).toEqual(['undo', 'redo']);
    // Undoing by role is undoing what was typed, wherever the focus is.
    expect(edit.flatMap(({ role }) => role ?? [])).toEqual(['cut', 'copy', 'paste', 'delete', 'selectAll']);
  });

  test('freezes and pulls outputs down without the page, and leaves the keys to it', () => {
    const done: string[] = [];
    const output = items(named(template(false, true, [], done), '&Output')).filter((item) => item.id);
    for (const item of output) (item.click as (() => void) | undefined)?.();
    expect(done).toEqual(['freeze', 'end of freeze', 'panic', 'end of panic']);
    expect(output.filter((item) => item.accelerator && item.registerAccelerator !== false)).toEqual([]);
    const onMac = items(named(template(true, true), '&Output'));
    expect(onMac.flatMap((item) => item.accelerator ?? [])).toEqual([]);
  });

  test('offers developer tools only in a checkout', () => {
    const roles = (isPackaged: boolean) => all(template(false, isPackaged)).map((item) => item.role);
    expect(roles(true)).not.toContain('toggleDevTools');
    expect(roles(false)).toContain('toggleDevTools');
  });

  test('no two items share a key', () => {
    const keys = all(template(false, false)).flatMap((item) => item.accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
