import { app, type BrowserWindow } from 'electron';

/**
 * Two instances would take two of the console's few slots and fight over it: the second one only brings the first to
 * the front.
 * @returns whether this is the first instance; the other one must quit
 */
export function isFirstInstance(window: () => BrowserWindow | undefined): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const first = window();
    if (!first) return;
    if (first.isMinimized()) first.restore();
    first.focus();
  });
  return true;
}
