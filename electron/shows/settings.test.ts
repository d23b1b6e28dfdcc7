import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSettings, settingsFile, writeSettings } from './settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnibus-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('settings', () => {
  test('are read as they were written, into a folder that was not there, with no draft left behind', () => {
    const file = join(folder, 'deep', 'er', 'settings.json');
    expect(writeSettings(file, { console: 'emulated' })).toBeUndefined();
    expect(readSettings(file)).toEqual({ console: 'emulated' });
    expect(readdirSync(join(folder, 'deep', 'er'))).toEqual(['settings.json']);
  });

  test('that are missing, broken or of another kind are none', () => {
    const file = join(folder, 'settings.json');
    expect(readSettings(file)).toEqual({});
    for (const text of ['{', '[]', '{"console": 7}', 'null', `{"console": "${'x'.repeat(300)}"}`]) {
      writeFileSync(file, text);
      expect(readSettings(file), text).toEqual({});
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });

  test('that cannot be written are explained', () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    expect(writeSettings(join(blocked, 'settings.json'), {})).toMatch(/cannot be kept in .*settings\.json/);
  });

  test('lie where each system keeps them', () => {
    expect(settingsFile({ XDG_CONFIG_HOME: '/home/a/.config' }, 'linux')).toBe('/home/a/.config/omnibus/settings.json');
    expect(settingsFile({}, 'darwin')).toMatch(/Library\/Application Support\/omnibus\/settings\.json$/);
    expect(settingsFile({ APPDATA: '/roaming' }, 'win32')).toBe('/roaming/omnibus/settings.json');
    expect(settingsFile({ OMNIBUS_SETTINGS: '/elsewhere.json' }, 'linux')).toBe('/elsewhere.json');
  });
});
