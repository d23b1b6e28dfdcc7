import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';
import type { AppHost, LaunchOptions, RunningApp } from './appHost.ts';

const program = process.env.OMNIBUS_PACKED_APP;
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const actionLimitMs = 10_000;

export interface WindowApp extends RunningApp {
  readonly electron: ElectronApplication;
  /** Starts the app once more with the same folder of its own; it ends by itself. */
  readonly command: { readonly program: string; readonly args: readonly string[] };
}

export async function launchWindow({ console }: LaunchOptions): Promise<WindowApp> {
  const folder = mkdtempSync(join(tmpdir(), 'omnibus-window-'));
  const args = [...asRoot, `--user-data-dir=${folder}`, '--console', console];
  const executablePath = program ?? '';
  const electron = await _electron.launch({
    executablePath,
    args,
    env: { ...process.env, OMNIBUS_SETTINGS: join(folder, 'settings.json') },
  });
  const page = await electron.firstWindow();
  page.setDefaultTimeout(actionLimitMs);
  await page.waitForLoadState('load');
  return {
    page,
    electron,
    command: { program: executablePath, args },
    async resize(width, height) {
      await electron.evaluate(
        ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
      await page.waitForFunction((wanted) => innerWidth === wanted, width);
    },
    async close() {
      await electron.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The packed app in a window of Electron. */
export const windowHost: AppHost = {
  name: 'Electron',
  missing: program
    ? undefined
    : `no Electron runtime: ${process.env.OMNIBUS_NO_ELECTRON ?? 'OMNIBUS_PACKED_APP names none'}`,
  launch: launchWindow,
};
