import { app, type BrowserWindow, Menu } from 'electron';
import { menuTemplate, type OutputActions } from './menu.ts';
import { pageUrl } from './pageFiles.ts';
import { report } from './trouble.ts';

/** A world of scripts beside the page's own, which nothing of the page reaches. */
const askingWorld = 1001;
const isTyping = `document.activeElement?.matches(
  'input:not([type=checkbox], [type=range]), textarea, select, [contenteditable]',
) ?? false`;

/** The page knows whether this is about typing or about mixing; its own keys then do what the menu was asked for. */
async function step({ webContents }: BrowserWindow, what: 'undo' | 'redo'): Promise<void> {
  if (await webContents.executeJavaScriptInIsolatedWorld(askingWorld, [{ code: isTyping }])) {
    webContents[what]();
    return;
  }
  const command = process.platform === 'darwin' ? 'meta' : 'control';
  for (const type of ['keyDown', 'keyUp'] as const) {
    webContents.sendInputEvent({ type, keyCode: 'Z', modifiers: what === 'redo' ? [command, 'shift'] : [command] });
  }
}

/** Puts the application menu up. A view is shown by the fragment of the page's address, so nothing is loaded again. */
export function installMenu(window: BrowserWindow, output: OutputActions): void {
  const template = menuTemplate(
    {
      output,
      step: (what) => {
        step(window, what).catch((error) => report(`The page did not ${what}: ${error.message}`));
      },
      showView: (view) => {
        window
          .loadURL(`${pageUrl}#${view}`)
          .catch((error) => report(`The view ${view} was not shown: ${error.message}`));
      },
    },
    { isMac: process.platform === 'darwin', isPackaged: app.isPackaged },
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
