import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ConsoleMessage, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFuses } from '../../build/fuses.mjs';

const program = process.env.OMNIBUS_PACKED_APP;
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

// What the window promises whatever the page in it does. Skipped where there is no Electron: `npm test` says why.
describe.skipIf(!program)('the packed app', () => {
  const userData = mkdtempSync(join(tmpdir(), 'omnibus-window-'));
  let app: ElectronApplication;
  let page: Page;

  const launch = () =>
    _electron.launch({
      executablePath: program ?? '',
      args: [...asRoot, `--user-data-dir=${userData}`],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--no-such-option' },
    });

  beforeAll(async () => {
    app = await launch();
    page = await app.firstWindow();
    await page.waitForLoadState('load');
  });

  afterAll(async () => {
    await app?.close();
    rmSync(userData, { recursive: true, force: true });
  });

  test('shows the page from app://', async () => {
    expect(page.url()).toMatch(/^app:\/\/omnibus\/index\.html/);
    expect(await page.title()).toContain('Omnibus');
  });

  test('has the fuses of a release, but for the inspector that drives these tests', () => {
    expect(readFuses(program ?? '')).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('gives the page no Node and no Electron', async () => {
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(found).toEqual([]);
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      // The settings in force; Electron gives them out under this name only.
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    expect(preferences.webviewTag).not.toBe(true);
  });

  test('hands the page one port at each load', async () => {
    await page.addInitScript(() => {
      const seen: unknown[] = [];
      Object.assign(window, { seen });
      window.addEventListener('message', (event) => seen.push([event.data, event.origin, event.ports.length]));
    });
    await page.reload();
    const seen = () => page.evaluate(() => (window as unknown as { seen: unknown[] }).seen);
    await expect.poll(seen).toEqual([['omnibus:port', 'app://omnibus', 1]]);
  });

  test('loads without breaking its own policy or losing a file', async () => {
    const complaints: string[] = [];
    const listen = (message: ConsoleMessage) => {
      if (message.type() === 'error') complaints.push(message.text());
    };
    page.on('console', listen);
    await page.reload();
    await page.waitForTimeout(300);
    page.off('console', listen);
    expect(complaints).toEqual([]);
  });

  test('serves only what is on its list, under its own policy', async () => {
    const answers = await page.evaluate(async () => {
      const status = async (url: string) => (await fetch(url)).status;
      const { headers } = await fetch('index.html');
      return {
        policy: headers.get('content-security-policy'),
        escape: await status('..%2f..%2fpackage.json'),
        stranger: await status('main.cjs'),
      };
    });
    expect(answers.policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(answers).toMatchObject({ escape: 404, stranger: 404 });
  });

  test('runs no script but its own files', async () => {
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      const outside = await fetch('http://127.0.0.1:1/').then(
        () => 'reached',
        () => 'refused',
      );
      return { inline: 'inlineRan' in window, outside };
    });
    expect(ran).toEqual({ inline: false, outside: 'refused' });
  });

  test('opens no window and goes nowhere', async () => {
    const before = page.url();
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'app://other/index.html';
      document.body.append(link);
      link.click();
      location.assign('file:///etc/hostname');
    });
    await page.waitForTimeout(300);
    expect(page.url()).toBe(before);
    expect(app.windows()).toHaveLength(1);
  });

  test('grants no permission', async () => {
    const answers = await page.evaluate(async () => {
      const refusal = (asked: Promise<unknown>) =>
        asked.then(
          () => 'granted',
          (error: Error) => error.name,
        );
      return {
        microphone: await refusal(navigator.mediaDevices.getUserMedia({ audio: true })),
        notifications: await Notification.requestPermission(),
        midi: await refusal(navigator.requestMIDIAccess({ sysex: true })),
      };
    });
    expect(answers.microphone).not.toBe('granted');
    expect(answers.notifications).toBe('denied');
    expect(answers.midi).not.toBe('granted');
  });

  test('the menu shows a view without loading the page again', async () => {
    await page.evaluate(() => Object.assign(window, { sameLoad: true }));
    await app.evaluate(({ Menu, BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      Menu.getApplicationMenu()?.getMenuItemById('view-routing')?.click(undefined, window);
    });
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#routing');
    expect(await page.evaluate(() => 'sameLoad' in window)).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { seen: unknown[] }).seen)).toHaveLength(1);
  });

  test('a second start ends by itself and leaves the first window alone', async () => {
    const second = spawn(program ?? '', [...asRoot, `--user-data-dir=${userData}`], { stdio: 'ignore' });
    const limit = setTimeout(() => second.kill('SIGKILL'), 20_000);
    const code = await new Promise((resolve) => second.once('exit', resolve));
    clearTimeout(limit);
    expect(code).toBe(0);
    expect(app.windows()).toHaveLength(1);
    expect(await page.evaluate(() => 'sameLoad' in window)).toBe(true);
  });

  test('a page that crashes is back within three seconds', async () => {
    const titleAfterCrash = app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) return 'no window';
      const back = new Promise<string>((resolve) => {
        const limit = setTimeout(() => resolve('not back'), 3_000);
        contents.once('did-finish-load', () => {
          clearTimeout(limit);
          resolve(contents.getTitle());
        });
      });
      contents.forcefullyCrashRenderer();
      return back;
    });
    expect(await titleAfterCrash).toContain('Omnibus');
  });

  test('remembers where its window was', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 900, height: 700 });
    });
    await app.close();
    expect(JSON.parse(readFileSync(join(userData, 'window.json'), 'utf8'))).toMatchObject({ width: 900, height: 700 });
    app = await launch();
    await app.firstWindow();
    const size = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    expect(size).toMatchObject({ width: 900, height: 700 });
  });
});
