import { type BrowserWindow, globalShortcut } from 'electron';
import { type OutputActions, outputKeys } from './menu.ts';
import { report } from './trouble.ts';

/**
 * While the page is gone or does not answer, its keys for freeze and panic are heard here, whatever window is in front; panic then
 * asks for no hold. As long as the page is there they are its own: taken from all other programs they would do harm.
 */
export function hearEmergencyKeys({ webContents }: BrowserWindow, output: OutputActions): void {
  const hear = () => {
    for (const [key, action] of [
      [outputKeys.freeze, output.freeze],
      [outputKeys.panic, output.panic],
    ] as const) {
      if (globalShortcut.isRegistered(key)) continue;
      if (!globalShortcut.register(key, action)) report(`${key} is taken by another program: use the Output menu.`);
    }
  };
  const leave = () => {
    for (const key of Object.values(outputKeys)) globalShortcut.unregister(key);
  };
  webContents.on('render-process-gone', hear);
  webContents.on('unresponsive', hear);
  webContents.on('responsive', leave);
  webContents.on('did-finish-load', leave);
  webContents.on('destroyed', leave);
}
