import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { createOmnibus } from './headless.ts';
import { hearEmergencyKeys } from './shell/emergencyKeys.ts';
import { lockDown } from './shell/lockdown.ts';
import { installMenu } from './shell/menuBar.ts';
import { outputOf } from './shell/output.ts';
import { connectPage } from './shell/pagePort.ts';
import { announcePageScheme, servePage } from './shell/pageProtocol.ts';
import { followPower } from './shell/power.ts';
import { closeBeforeQuit } from './shell/quit.ts';
import { isFirstInstance } from './shell/singleInstance.ts';
import { failToStart, report } from './shell/trouble.ts';
import { createWindow } from './shell/window.ts';

const built = join(app.getAppPath(), 'out');
let window: BrowserWindow | undefined;

async function start(): Promise<void> {
  await app.whenReady();
  lockDown();
  await servePage(join(built, 'renderer'));
  const omnibus = await createOmnibus({
    args: process.argv.slice(app.isPackaged ? 1 : 2),
    warn: report,
    pageFolder: join(built, 'renderer'),
  });
  closeBeforeQuit(() => omnibus.close());
  followPower(omnibus);
  const opened = createWindow({
    preload: join(built, 'preload.cjs'),
    boundsFile: join(app.getPath('userData'), 'window.json'),
    report,
  });
  window = opened.window;
  const output = outputOf(omnibus.hub.safety);
  installMenu(window, output);
  hearEmergencyKeys(window, output);
  connectPage(window.webContents, omnibus.authority);
  opened.load();
}

announcePageScheme();
if (isFirstInstance(() => window)) start().catch(failToStart);
else app.quit();
