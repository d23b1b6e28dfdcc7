import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { surfaceSettings } from '../../shared/protocol/surfaceMessages.ts';

/** What the app remembers from one start to the next. */
const settingsSchema = v.object({
  /** The console to connect to: `family://host:port`, `emulated`, or '' for none. */
  console: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** MIDI and OSC surfaces. What cannot be read any more is as if it had never been chosen. */
  surfaces: v.optional(v.fallback(v.optional(surfaceSettings), undefined)),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

/** Where this system keeps settings of applications. */
export function settingsFile(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (environment.OMNIBUS_SETTINGS) return environment.OMNIBUS_SETTINGS;
  const folder =
    platform === 'win32'
      ? (environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : (environment.XDG_CONFIG_HOME ?? join(homedir(), '.config'));
  return join(folder, 'omnibus', 'settings.json');
}

/** Reads settings. A missing, unreadable or foreign file gives none: the app starts as for the first time. */
export function readSettings(file: string): Settings {
  try {
    const parsed = v.safeParse(settingsSchema, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}

/** Keeps settings: whole or not at all. @returns a sentence if that is not possible; the app goes on without. */
export function writeSettings(file: string, settings: Settings): string | undefined {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    // The draft is on the disk before it takes the old one's place, and the folder after it.
    onDisk(draft, 'w', (descriptor) => writeFileSync(descriptor, `${JSON.stringify(settings, undefined, 2)}\n`));
    renameSync(draft, file);
    // Windows has no such call for folders, and brings their entries to the disk by itself.
    if (process.platform !== 'win32') onDisk(dirname(file), 'r');
    return undefined;
  } catch (error) {
    discard(draft);
    return `Settings cannot be kept in ${file}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Opens a file or folder and brings it to the disk, with what is written into it meanwhile. */
function onDisk(path: string, flags: 'r' | 'w', write?: (descriptor: number) => void): void {
  const descriptor = openSync(path, flags);
  try {
    write?.(descriptor);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A draft that cannot be used must not stay on a disk that is full. */
function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // Where nothing can be written nothing may be deletable either; the caller already says what is wrong.
  }
}
