import type { MenuItemConstructorOptions } from 'electron';

/** The page's views; the page reads the one to show from the fragment of its address. */
export const views = [
  { name: 'mixer', label: 'Mixer' },
  { name: 'routing', label: 'Routing' },
  { name: 'cueMixes', label: 'Cue mixes' },
  { name: 'scenes', label: 'Scenes' },
  { name: 'flow', label: 'Flow' },
  { name: 'setup', label: 'Setup' },
  { name: 'timeline', label: 'Timeline' },
] as const;
export type ViewName = (typeof views)[number]['name'];

export interface MenuActions {
  showView(view: ViewName): void;
  /** Takes back, or does again, what was typed while a field has the focus, otherwise the last step of mixing. */
  step(what: 'undo' | 'redo'): void;
  /** What works without the page. */
  readonly output: OutputActions;
}

/** What can be done to the app's output by anybody in front of it, whatever state the page is in. */
export interface OutputActions {
  /** Nothing is sent to the console any more. */
  freeze(): void;
  unfreeze(): void;
  /** The main outputs fall, and stay down until they are let go. */
  panic(): void;
  endPanic(): void;
}

export interface MenuSurroundings {
  readonly isMac: boolean;
  /** A packed app has no developer tools in its menu. */
  readonly isPackaged: boolean;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The page undoes mixing by the same keys that undo typing, so the keys stay with the page: the menu only shows them. A Mac's menu
 * gets a key only if the page did nothing with it.
 */
function editMenu({ step }: MenuActions): MenuItemConstructorOptions {
  const shown = { registerAccelerator: false };
  return {
    label: '&Edit',
    submenu: [
      { id: 'undo', label: 'Undo', accelerator: 'CommandOrControl+Z', ...shown, click: () => step('undo') },
      { id: 'redo', label: 'Redo', accelerator: 'CommandOrControl+Shift+Z', ...shown, click: () => step('redo') },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'delete' },
      separator,
      { role: 'selectAll' },
    ],
  };
}

/** The page's own keys for the same, which it hears itself; where the page is gone, emergencyKeys.ts hears them. */
export const outputKeys = { freeze: 'CommandOrControl+Shift+F', panic: 'CommandOrControl+Shift+P' } as const;

function outputMenu({ output }: MenuActions, { isMac }: MenuSurroundings): MenuItemConstructorOptions {
  // A Mac's menu would take the key from the page, where panic asks for a moment's hold.
  const key = (accelerator: string) => (isMac ? {} : { accelerator, registerAccelerator: false });
  return {
    label: '&Output',
    submenu: [
      { id: 'freeze', label: 'Freeze: Send Nothing', ...key(outputKeys.freeze), click: () => output.freeze() },
      { id: 'unfreeze', label: 'End Freeze', click: () => output.unfreeze() },
      separator,
      { id: 'panic', label: 'Panic: Pull Main Outputs Down', ...key(outputKeys.panic), click: () => output.panic() },
      { id: 'end-panic', label: 'Let Main Outputs Go', click: () => output.endPanic() },
    ],
  };
}

function viewMenu({ showView }: MenuActions, { isPackaged }: MenuSurroundings): MenuItemConstructorOptions {
  const developer: MenuItemConstructorOptions[] = [separator, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: '&View',
    submenu: [
      ...views.map(({ name, label }, i) => ({
        id: `view-${name}`,
        label,
        accelerator: `CommandOrControl+${i + 1}`,
        click: () => showView(name),
      })),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(isPackaged ? [] : developer),
    ],
  };
}

/** The application menu, in the order that each system expects. */
export function menuTemplate(actions: MenuActions, surroundings: MenuSurroundings): MenuItemConstructorOptions[] {
  const { isMac } = surroundings;
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: [isMac ? { role: 'close' } : { role: 'quit' }] },
    editMenu(actions),
    viewMenu(actions, surroundings),
    outputMenu(actions, surroundings),
    { role: 'windowMenu' },
    { role: 'help', submenu: isMac ? [] : [{ role: 'about' }] },
  ];
}
