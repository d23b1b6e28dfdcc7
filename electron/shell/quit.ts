import { app } from 'electron';
import { report } from './trouble.ts';

/** Saving and saying goodbye to the console take a moment, but a console that does not answer must not hold the app. */
const limitMs = 3_000;

/** Ends the app with its window, after `close` has ended or taken too long. */
export function closeBeforeQuit(close: () => Promise<void>): void {
  let isClosing = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    const limit = setTimeout(() => {
      report(`Closing took longer than ${limitMs / 1000} s.`);
      app.exit(0);
    }, limitMs);
    close()
      .catch((error: unknown) => report(`Closing failed: ${error instanceof Error ? error.message : error}`))
      .finally(() => {
        clearTimeout(limit);
        app.exit(0);
      });
  });
}
