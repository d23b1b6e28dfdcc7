import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../build/targets.mjs';

const program = process.env.OMNIBUS_PACKED_APP;
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

// Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), point by point, against the
// packed app while it runs. 19, the fuses, is in packedApp.e2e.test.ts. Skipped where there is no Electron.
describe.skipIf(!program)('Electron’s security checklist', () => {
  const userData = mkdtempSync(join(tmpdir(), 'omnibus-checklist-'));
  let app: ElectronApplication;
  let page: Page;
  const requested: string[] = [];

  beforeAll(async () => {
    app = await _electron.launch({
      executablePath: program ?? '',
      // A console that is not there: the page needs none for this.
      args: [...asRoot, `--user-data-dir=${userData}`, '--console', 'x32://127.0.0.1:9'],
      env: { ...process.env, OMNIBUS_SETTINGS: join(userData, 'settings.json') },
    });
    page = await app.firstWindow();
    await page.waitForLoadState('load');
    page.on('request', (request) => requested.push(request.url()));
    // Everything that would leave the app by another program, from here to the end.
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      const note = (url: string) => {
        opened.push(url);
        return Promise.resolve();
      };
      Object.assign(shell, { openExternal: note, openPath: note });
    });
  });

  afterAll(async () => {
    await app?.close();
    rmSync(userData, { recursive: true, force: true });
  });

  beforeEach(() => {
    requested.length = 0;
  });

  const pause = () => page.waitForTimeout(250);
  const contentsCount = () => app.evaluate(({ webContents }) => webContents.getAllWebContents().length);

  async function expectUnmoved(): Promise<void> {
    expect(page.url()).toMatch(/^app:\/\/omnibus\/index\.html/);
    expect(app.windows()).toHaveLength(1);
    expect(await contentsCount()).toBe(1);
  }

  test('1. only the app’s own content is loaded', async () => {
    await page.reload();
    await pause();
    expect(requested.length).toBeGreaterThan(1);
    expect(requested.filter((url) => !/^(app:\/\/omnibus\/|data:image\/)/.test(url))).toEqual([]);
  });

  test('2, 3, 4, 6, 8, 9, 10. no window has a preference that opens it to its page', async () => {
    const all = await app.evaluate(({ webContents }) =>
      // The settings in force; Electron gives them out under this name only.
      webContents
        .getAllWebContents()
        .map((contents) =>
          (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
        ),
    );
    expect(all).toHaveLength(1);
    for (const preferences of all) {
      expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, webSecurity: true });
      const risky = [
        'nodeIntegration',
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
        'allowRunningInsecureContent',
        'experimentalFeatures',
        'enableBlinkFeatures',
        'webviewTag',
        'plugins',
        'navigateOnDragDrop',
      ];
      expect(risky.filter((name) => preferences[name])).toEqual([]);
    }
  });

  test('5. no permission is granted and no device is handed out', async () => {
    const answers = await page.evaluate(async () => {
      const refused = (ask: () => Promise<unknown>) =>
        ask().then(
          (given) => `granted: ${String(given)}`,
          () => 'refused',
        );
      const state = (name: string) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          (status) => status.state,
          () => 'unknown',
        );
      const devices = navigator as unknown as Record<string, { requestDevice?(o: object): Promise<unknown> }>;
      return {
        states: await Promise.all(
          ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage'].map(
            state,
          ),
        ),
        screen: await refused(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
        clipboard: await refused(() => navigator.clipboard.readText()),
        hid: await refused(async () => devices.hid?.requestDevice?.({ filters: [] }) ?? Promise.reject(new Error())),
        usb: await refused(async () => devices.usb?.requestDevice?.({ filters: [] }) ?? Promise.reject(new Error())),
        place: await refused(
          () => new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed)),
        ),
      };
    });
    expect(answers.states.filter((state) => state === 'granted' || state === 'prompt')).toEqual([]);
    expect(answers).toMatchObject({ screen: 'refused', clipboard: 'refused', usb: 'refused', place: 'refused' });
    // A list without devices is no device.
    expect(answers.hid).toMatch(/^(refused|granted: )$/);
  });

  test('7. every answer of app:// carries the policy, and it names nothing but the app itself', async () => {
    const names = readdirSync(join(projectRoot, 'out/renderer'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(projectRoot, 'out/renderer').length + 1));
    const policies = await page.evaluate(
      (paths) =>
        Promise.all(paths.map(async (path) => (await fetch(path)).headers.get('content-security-policy') ?? path)),
      [...names, 'index.html', 'missing.js'],
    );
    const [policy = ''] = policies;
    expect(new Set(policies)).toEqual(new Set([policy]));
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]));
    expect(rules.get('default-src')).toBe("'none'");
    expect(rules.get('script-src')).toBe("'self'");
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(rules.get(name)).toBe("'none'");
    expect(policy).not.toMatch(/unsafe|https?:|wss?:|\*/);
  });

  test('7. text does not become script: no eval, no handler in an attribute, no javascript: address', async () => {
    const ran = await page.evaluate(async () => {
      const marks = window as unknown as Record<string, boolean>;
      const tryTo = (action: () => void) => {
        try {
          action();
        } catch {
          // Refused by the policy, as it should be.
        }
      };
      const holder = document.createElement('div');
      holder.innerHTML =
        '<img src="x:" onerror="window.ranHandler = true"><a href="javascript:window.ranLink = true">x</a>';
      document.body.append(holder);
      holder.querySelector('a')?.click();
      // Not at once: the driver of these tests may run text as script, and a later turn is the page's own.
      setTimeout(() => tryTo(() => new Function('window.ranFunction = true')()), 10);
      await new Promise((resolve) => setTimeout(resolve, 200));
      holder.remove();
      return Object.keys(marks).filter((name) => name.startsWith('ran'));
    });
    expect(ran).toEqual([]);
  });

  test('11, 12. a webview is only an unknown element', async () => {
    await page.evaluate(() => {
      const view = document.createElement('webview');
      for (const [name, value] of Object.entries({ src: 'https://example.org/', allowpopups: '', nodeintegration: '' }))
        view.setAttribute(name, value);
      document.body.append(view);
    });
    await pause();
    await expectUnmoved();
    expect(requested.filter((url) => !url.startsWith('app:'))).toEqual([]);
  });

  test.each([
    ['another site', 'https://example.org/'],
    ['a file', 'file:///etc/hostname'],
    ['another host of its scheme', 'app://other/index.html'],
    ['text as a page', 'data:text/html,<script>1</script>'],
    ['a program of the system', 'mailto:somebody@example.org'],
    ['a page inside Chromium', 'chrome://gpu'],
  ])('13. the window does not go to %s', async (_name, url) => {
    await page.evaluate((target) => {
      location.assign(target);
    }, url);
    await pause();
    await page.evaluate((target) => {
      const link = document.createElement('a');
      link.href = target;
      document.body.append(link);
      link.click();
      link.remove();
      const frame = document.createElement('iframe');
      frame.src = target;
      document.body.append(frame);
      setTimeout(() => frame.remove(), 200);
      const form = document.createElement('form');
      form.action = target;
      document.body.append(form);
      form.submit();
      form.remove();
    }, url);
    await pause();
    await expectUnmoved();
  });

  test.each(['https://example.org/', 'about:blank', 'app://omnibus/index.html', 'blob:app://omnibus/1', ''])(
    '14. no window is opened for "%s"',
    async (url) => {
      const opened = await page.evaluate((target) => {
        const link = document.createElement('a');
        link.href = target;
        link.target = '_blank';
        document.body.append(link);
        link.click();
        link.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true }));
        link.remove();
        return window.open(target, 'popup', 'nodeIntegration=1,contextIsolation=0') !== null;
      }, url);
      await pause();
      expect(opened).toBe(false);
      await expectUnmoved();
    },
  );

  test('15. nothing of all this was handed to another program, and no code of the app does so', async () => {
    expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([]);
    const built = ['main.cjs', 'preload.cjs'].map((name) => readFileSync(join(projectRoot, 'out', name), 'utf8'));
    expect(built.filter((code) => /\bopenExternal\b|\bopenPath\b/.test(code))).toEqual([]);
  });

  test('16. Electron’s version is one of its own, not a range', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('17. no message between processes is listened to: there is no sender to check', async () => {
    const listened = await app.evaluate(({ ipcMain, webContents }) => {
      const channels = (emitter: unknown) => (emitter as NodeJS.EventEmitter).eventNames().map(String);
      const handlers = (emitter: unknown) => [
        ...((emitter as { _invokeHandlers?: Map<string, unknown> })._invokeHandlers?.keys() ?? []),
      ];
      const doors = [ipcMain, ...webContents.getAllWebContents().flatMap(({ ipc, mainFrame }) => [ipc, mainFrame.ipc])];
      return doors.flatMap((door) => [...channels(door), ...handlers(door)]).filter((name) => name !== 'error');
    });
    expect(listened).toEqual([]);
  });

  test.each([
    'app://omnibus/../package.json',
    'app://omnibus/..%2fpackage.json',
    'app://omnibus/%2e%2e/%2e%2e/package.json',
    'app://omnibus/..%5c..%5cpackage.json',
    'app://omnibus/assets/../../main.cjs',
    'app://omnibus/%252e%252e%252fmain.cjs',
    'app://omnibus//etc/hostname',
    'app://omnibus/index.html%00.js',
    'app://omnibus/index.html/',
    'app://omnibus/INDEX.HTML',
    'app://omnibus/%',
    'app://other/index.html',
    'app://omnibus.example/index.html',
    'app://omnibus:80/package.json',
  ])('18. app:// serves nothing beside its list: %s', async (url) => {
    const fromPage = await page.evaluate(
      (address) =>
        fetch(address).then(
          ({ status }) => status,
          () => 'refused',
        ),
      url,
    );
    // The main process is not bound by the page's policy: the protocol itself must say no.
    const fromMain = await app.evaluate(
      ({ net }, address) =>
        net.fetch(address).then(
          ({ status }) => status,
          () => 'refused',
        ),
      url,
    );
    expect([404, 'refused']).toContain(fromPage);
    expect([404, 'refused']).toContain(fromMain);
  });

  test('18. app:// is read only, and file: is out of reach', async () => {
    const answers = await app.evaluate(async ({ net }) => {
      const statuses: number[] = [];
      for (const method of ['POST', 'PUT', 'DELETE']) {
        statuses.push((await net.fetch('app://omnibus/index.html', { method })).status);
      }
      return statuses;
    });
    expect(answers).toEqual([404, 404, 404]);
    const file = await page.evaluate(() =>
      fetch('file:///etc/hostname').then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(file).toBe('refused');
  });

  test('20. the page is given no function of Electron’s or Node’s, in no world of its own', async () => {
    const found = await page.evaluate(() => {
      const bridged = Object.getOwnPropertyNames(window).filter((name) => {
        const value = (window as unknown as Record<string, unknown>)[name];
        const text = typeof value === 'function' ? Function.prototype.toString.call(value) : '';
        return /ipc|electron|node:/i.test(name) || /ipcRenderer|contextBridge/.test(text);
      });
      return [...bridged, ...['require', 'process', 'Buffer', 'setImmediate'].filter((name) => name in globalThis)];
    });
    expect(found).toEqual([]);
  });

  test('a download is refused', async () => {
    const fate = app.evaluate(
      ({ session }) =>
        new Promise<string>((resolve) => {
          const limit = setTimeout(() => resolve('never began'), 3000);
          session.defaultSession.once('will-download', (event) => {
            clearTimeout(limit);
            resolve(event.defaultPrevented ? 'refused' : 'taken');
          });
        }),
    );
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['data']));
      link.download = 'data.bin';
      link.click();
    });
    expect(await fate).toBe('refused');
    await expectUnmoved();
  });
});
