import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeOn, soon, useStage } from '../support/stage.ts';
import { launchWindow, windowHost } from '../support/windowHost.ts';

// What a person in front of the window can rely on whatever the page does: files that are kept, and the emergency.
describeOn(windowHost, 'files of the page', () => {
  const stage = useStage(launchWindow);
  const folder = mkdtempSync(join(tmpdir(), 'omnibus-saved-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What became of the next download. One that would ask a person where to keep it is kept in a folder of the test. */
  const nextDownload = (place: string) =>
    stage.app.electron.evaluate(
      ({ session }, savePath) =>
        new Promise<{ fate: string; offered: string; kinds: string[] }>((resolve) => {
          const limit = setTimeout(() => resolve({ fate: 'never began', offered: '', kinds: [] }), 15_000);
          session.defaultSession.once('will-download', (event, item) => {
            clearTimeout(limit);
            const { defaultPath = '', filters = [] } = item.getSaveDialogOptions();
            const told = { offered: defaultPath, kinds: filters.flatMap(({ extensions }) => extensions) };
            if (event.defaultPrevented) {
              resolve({ fate: 'refused', ...told });
              return;
            }
            item.setSavePath(savePath);
            item.once('done', (_event, state) => resolve({ fate: state, ...told }));
          });
        }),
      place,
    );

  test('a timeline saved as a table reaches a dialog that offers its name, and is kept', async () => {
    const { page, screen } = stage;
    await screen.fader('Kick').press('ArrowUp');
    await page.getByRole('link', { name: 'Timeline' }).click();
    await soon(() => page.getByText(/Kick/).count()).toBeGreaterThan(0);
    const place = join(folder, 'kept.csv');
    const download = nextDownload(place);
    await page.getByRole('button', { name: 'Save CSV' }).click();
    const { fate, offered, kinds } = await download;
    expect(fate).toBe('completed');
    expect(offered).toMatch(/omnibus-journal-[\d-]+\.csv$/);
    expect(kinds).toEqual(['csv', '*']);
    expect(readFileSync(place, 'utf8')).toMatch(/channel\/1\/fader/);
  });

  test.each([
    ['of a kind that a system would run', 'data:,x', 'setup.exe', true],
    ['whose content is in its address', 'data:text/csv,1', 'journal.csv', false],
  ])('a file %s is refused', async (_what, address, name, isBlob) => {
    const download = nextDownload(join(folder, 'not kept'));
    await stage.page.evaluate(
      ([href, fileName, blob]) => {
        const link = document.createElement('a');
        link.href = blob ? URL.createObjectURL(new Blob(['data'])) : (href as string);
        link.download = fileName as string;
        link.click();
      },
      [address, name, isBlob] as const,
    );
    expect((await download).fate).toBe('refused');
  });
});

describeOn(windowHost, 'freeze and panic without a page', () => {
  const stage = useStage(launchWindow);

  const click = (id: string) =>
    stage.app.electron.evaluate(({ Menu, BrowserWindow }, item) => {
      const [window] = BrowserWindow.getAllWindows();
      Menu.getApplicationMenu()?.getMenuItemById(item)?.click(undefined, window);
    }, id);

  test('the menu freezes and lets go while the page is there, and the page shows it', async () => {
    const freeze = stage.page.getByRole('button', { name: 'Freeze', exact: true });
    await click('freeze');
    await soon(() => freeze.getAttribute('aria-pressed')).toBe('true');
    await click('unfreeze');
    await soon(() => freeze.getAttribute('aria-pressed')).toBe('false');
  });

  test('the menu works while the page is dead, and the keys are heard until it is back', async () => {
    const { console, app } = stage;
    expect(console.at('main/stereo/fader')).toBeGreaterThan(-60);
    const keys = await app.electron.evaluate(
      ({ BrowserWindow, globalShortcut }) =>
        new Promise<boolean[]>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          if (!contents) return;
          const has = () => ['F', 'P'].every((key) => globalShortcut.isRegistered(`CommandOrControl+Shift+${key}`));
          const before = has();
          // It would be back at once: here it stays dead until it is let.
          const reload = contents.reload.bind(contents);
          Object.assign(contents, { reload: () => undefined });
          Object.assign(globalThis, { reloadPage: reload });
          contents.once('render-process-gone', () => setTimeout(() => resolve([before, has()]), 0));
          contents.forcefullyCrashRenderer();
        }),
    );
    expect(keys).toEqual([false, true]);
    await click('panic');
    await soon(() => console.at('main/stereo/fader')).toBe(-Infinity);
    await click('freeze');
    await click('end-panic');
    // A hand at the console is free to raise it again; the app, frozen, sends nothing.
    console.put('main/stereo/fader', -10);
    await click('panic');
    await soon(() => console.at('main/stereo/fader')).toBe(-Infinity);
    const back = await app.electron.evaluate(
      ({ BrowserWindow, globalShortcut }) =>
        new Promise<{ title: string; keys: boolean }>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          contents?.once('did-finish-load', () =>
            setTimeout(
              () =>
                resolve({
                  title: contents.getTitle(),
                  keys: globalShortcut.isRegistered('CommandOrControl+Shift+P'),
                }),
              0,
            ),
          );
          (globalThis as unknown as { reloadPage(): void }).reloadPage();
        }),
    );
    expect(back).toMatchObject({ title: expect.stringContaining('Omnibus'), keys: false });
  });
});
