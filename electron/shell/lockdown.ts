import { join } from 'node:path';
import { app, session } from 'electron';
import { filtersFor, isOwnFile } from './savedFiles.ts';

/**
 * Takes from every page, present and future, what a mixer's page never needs: permissions, devices, navigation, new
 * windows, embedded pages, downloads. A file that the page itself made reaches a dialog that asks where to keep it. Must run once Electron is ready and before the first window.
 */
export function lockDown(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event, item, contents) => {
    const fileName = item.getFilename();
    if (contents && isOwnFile(item.getURL(), contents.getURL(), fileName)) {
      item.setSaveDialogOptions({
        defaultPath: join(app.getPath('documents'), fileName),
        filters: filtersFor(fileName),
      });
    } else event.preventDefault();
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
