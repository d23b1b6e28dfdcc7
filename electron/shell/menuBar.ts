import { app, type BrowserWindow, Menu } from 'electron';
import { menuTemplate, type OutputActions } from './menu.ts';
import { pageUrl } from './pageFiles.ts';
import { report } from './trouble.ts';

/** Puts the application menu up. A view is shown by the fragment of the page's address, so nothing is loaded again. */
export function installMenu(window: BrowserWindow, output: OutputActions): void {
  const template = menuTemplate(
    {
      output,
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
