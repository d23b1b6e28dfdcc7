import type { MenuItemConstructorOptions } from 'electron';

/** The page's views; the page reads the one to show from the fragment of its address. */
export const views = [
  { name: 'mixer', label: 'Mixer' },
  { name: 'routing', label: 'Routing' },
  { name: 'setup', label: 'Setup' },
  { name: 'timeline', label: 'Timeline' },
] as const;
export type ViewName = (typeof views)[number]['name'];

export interface MenuActions {
  showView(view: ViewName): void;
}

export interface MenuSurroundings {
  readonly isMac: boolean;
  /** A packed app has no developer tools in its menu. */
  readonly isPackaged: boolean;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The page undoes mixing by the same keys that undo typing, so the keys stay with the page: the menu only shows them.
 */
const editMenu: MenuItemConstructorOptions = {
  label: '&Edit',
  submenu: [
    { role: 'undo', registerAccelerator: false },
    { role: 'redo', registerAccelerator: false },
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'delete' },
    separator,
    { role: 'selectAll' },
  ],
};

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
    editMenu,
    viewMenu(actions, surroundings),
    { role: 'windowMenu' },
    { role: 'help', submenu: isMac ? [] : [{ role: 'about' }] },
  ];
}
