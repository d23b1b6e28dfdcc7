import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import { readBounds } from '../../electron/shell/rememberedBounds.ts';
import { minimumSize, placeWindow } from '../../electron/shell/windowBounds.ts';
import { readSettings } from '../../electron/shows/settings.ts';
import { fuzz, shorterText, timeLimitMs } from './fuzzRun.ts';

// A disk in memory, where there is one.
const disk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const folder = mkdtempSync(join(disk, 'omnibus-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('any settings file gives settings or none', { timeout: timeLimitMs }, () => {
  const file = join(folder, 'settings.json');
  const valid = ['{"console":"x32://192.168.1.10:10023"}', '{"console":"emulated"}', '{"console":""}', '{}'];
  return fuzz<string>({
    name: 'settings',
    seed: 110,
    make: (mutator) =>
      mutator.chance(0.5)
        ? mutator.text(valid)
        : String(JSON.stringify(mutator.json(JSON.parse(mutator.pick(valid)) as unknown))),
    run(text) {
      writeFileSync(file, text, encodingOf(text));
      const { console: target, ...rest } = readSettings(file);
      if (Object.keys(rest).length > 0) throw new Error(`unknown settings: ${Object.keys(rest).join()}`);
      if (target !== undefined && (typeof target !== 'string' || target.length > 200)) throw new Error(String(target));
    },
    print: (text) => JSON.stringify(text),
    shrink: shorterText,
  });
});

/** Some files are not UTF-8. */
const encodingOf = (text: string) => (text.length % 3 === 0 ? ('latin1' as const) : ('utf8' as const));

test('any remembered window place gives a window that fits a display', { timeout: timeLimitMs }, () => {
  const file = join(folder, 'window.json');
  const areas = [
    { x: 0, y: 0, width: 1920, height: 1080 },
    { x: -1280, y: 40, width: 1280, height: 800 },
  ];
  const valid = [
    '{"x":10,"y":20,"width":1000,"height":700,"isMaximized":false}',
    '{"x":-1000,"y":60,"width":900,"height":600,"isMaximized":true}',
  ];
  return fuzz<string>({
    name: 'window places',
    seed: 111,
    make: (mutator) =>
      mutator.chance(0.3)
        ? mutator.text(valid)
        : String(JSON.stringify(mutator.json(JSON.parse(mutator.pick(valid)) as unknown))),
    run(text, index) {
      // The disk is the slow part, and the same for each: one in twenty goes through it.
      if (index % 20 === 0) writeFileSync(file, text);
      const remembered = index % 20 === 0 ? readBounds(file) : parsed(text);
      const { size, position, isMaximized } = placeWindow(remembered, areas);
      const fits = size.width >= minimumSize.width && size.width <= 1920 && size.height >= minimumSize.height;
      if (!fits || size.height > 1080 || typeof isMaximized !== 'boolean') throw new Error(JSON.stringify(size));
      if (position && !(Number.isSafeInteger(position.x) && Math.abs(position.x) < 4000))
        throw new Error(JSON.stringify(position));
    },
    print: (text) => JSON.stringify(text),
    shrink: shorterText,
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
