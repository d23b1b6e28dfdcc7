import { BrowserWindow, screen } from 'electron';
import { createCrashLog } from './crashes.ts';
import { pageUrl } from './pageFiles.ts';
import { readBounds, rememberBounds } from './rememberedBounds.ts';
import { minimumSize, placeWindow } from './windowBounds.ts';

export interface WindowOptions {
  /** The preload script's file. */
  readonly preload: string;
  /** Where the window's place is kept between runs. */
  readonly boundsFile: string;
  /** Says what went wrong, for the log. */
  report(problem: string): void;
}

/** The page's own background, so that a window that is still loading does not flash white. */
const backgroundColor = '#15171b';

function reloadAfterCrash({ webContents }: BrowserWindow, report: (problem: string) => void): void {
  const crashes = createCrashLog();
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    report(`The page crashed (${reason}, ${exitCode}) and is loaded again.`);
    setTimeout(() => {
      if (!webContents.isDestroyed()) webContents.reload();
    }, crashes.reloadDelayMs(performance.now()));
  });
}

/** Makes the window; `load` shows the page in it, once everything listens to it. */
export function createWindow({ preload, boundsFile, report }: WindowOptions): { window: BrowserWindow; load(): void } {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const place = placeWindow(
    readBounds(boundsFile),
    [primary, ...others].map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...place.size,
    ...place.position,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Omnibus',
    backgroundColor,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // Meters and faders go on when another window is in front.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => {
    if (place.isMaximized) window.maximize();
    window.show();
  });
  rememberBounds(window, boundsFile, report);
  reloadAfterCrash(window, report);
  const load = () => {
    window.loadURL(pageUrl).catch((error) => report(`The page could not be loaded: ${error.message}`));
  };
  return { window, load };
}
