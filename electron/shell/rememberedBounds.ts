import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { BrowserWindow } from 'electron';

/** What the last run left about its window, as it stands in the file; undefined when there is nothing readable. */
export function readBounds(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // No file yet, or a damaged one: the window opens in its default place.
    return undefined;
  }
}

/** Writes the window's place when it is closed, for the next run. */
export function rememberBounds(window: BrowserWindow, file: string, report: (problem: string) => void): void {
  window.on('close', () => {
    const part = `${file}.part`;
    try {
      writeFileSync(part, JSON.stringify({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }));
      renameSync(part, file);
    } catch (error) {
      report(
        `The window's place could not be remembered in ${file}: ${error instanceof Error ? error.message : error}`,
      );
    }
  });
}
