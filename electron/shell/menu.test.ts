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
  return menuTemplate({ showView: (view) => shown.push(view), output }, { isMac, isPackaged });
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

  test('leaves the undo keys to the page', () => {
    const edit = items(named(template(false, true), '&Edit'));
    for (const role of ['undo', 'redo']) {
      expect(edit.find((item) => item.role === role)?.registerAccelerator).toBe(false);
    }
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
