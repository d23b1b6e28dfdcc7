import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { describeOn, soon, useStage } from '../support/stage.ts';
import { launchWindow, windowHost } from '../support/windowHost.ts';

const secondStartLimitMs = 20_000;

// What only a window has, with a console behind it; what it promises without one stands in test/build.
describeOn(windowHost, 'the window', () => {
  const stage = useStage(launchWindow);

  test('is the page of the app itself, and has nothing of Node', async () => {
    const { page } = stage;
    expect(page.url()).toMatch(/^app:\/\/omnibus\/index\.html/);
    expect(await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis))).toEqual(
      [],
    );
  });

  test('has the console in its title', async () => {
    const { app } = stage;
    const title = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    await soon(title).toMatch(/live.*Omnibus/);
  });

  test('goes nowhere else', async () => {
    const { page, other, app } = stage;
    const before = page.url();
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'http://127.0.0.1:1/', target: '_top' });
      document.body.append(link);
      link.click();
      link.remove();
      window.open('http://127.0.0.1:1/');
    });
    // The page lives on and follows the console.
    other.say('/ch/01/mix/fader', 0.5);
    const spoken = () =>
      page.evaluate(() => document.querySelector('[aria-label="Kick, fader"]')?.getAttribute('aria-valuetext'));
    await soon(spoken).toBe('minus 10.0 dB');
    expect(page.url()).toBe(before);
    expect(app.electron.windows()).toHaveLength(1);
  });

  test('shows the views of its menu', async () => {
    const { app, page, screen } = stage;
    for (const [id, view] of [
      ['view-routing', 'Routing'],
      ['view-cueMixes', 'Cue mixes'],
      ['view-flow', 'Flow'],
      ['view-setup', 'Setup'],
      ['view-mixer', 'Mixer'],
    ] as const) {
      await app.electron.evaluate(({ Menu, BrowserWindow }, item) => {
        Menu.getApplicationMenu()?.getMenuItemById(item)?.click(undefined, BrowserWindow.getAllWindows()[0]);
      }, id);
      await soon(() => page.locator('[aria-current=page]').textContent()).toBe(view);
    }
    await screen.fader('Kick').waitFor();
  });

  test('undoes mixing from its menu, and what was typed while a field has the focus', async () => {
    const { app, page, screen } = stage;
    const click = (id: string) =>
      app.electron.evaluate(({ Menu, BrowserWindow }, item) => {
        Menu.getApplicationMenu()?.getMenuItemById(item)?.click(undefined, BrowserWindow.getAllWindows()[0]);
      }, id);
    const fader = screen.fader('Kick');
    const before = await fader.getAttribute('aria-valuetext');
    await fader.press('ArrowDown');
    await soon(() => page.getByRole('button', { name: /^Undo Kick/ }).count()).toBe(1);
    const moved = await fader.getAttribute('aria-valuetext');
    expect(moved).not.toBe(before);

    await page.getByRole('link', { name: 'Setup' }).click();
    const address = page.getByRole('textbox', { name: 'Address' });
    await address.pressSequentially('192.0.2.7');
    await click('undo');
    await soon(() => address.inputValue()).toBe('');

    await page.getByRole('link', { name: 'Mixer' }).click();
    await soon(() => fader.getAttribute('aria-valuetext')).toBe(moved);
    await fader.focus();
    await click('undo');
    await soon(() => fader.getAttribute('aria-valuetext')).toBe(before);
    await click('redo');
    await soon(() => fader.getAttribute('aria-valuetext')).toBe(moved);
  });

  test('comes to the front when the app is started once more, and stays connected', async () => {
    const { app, screen } = stage;
    await app.electron.evaluate(({ app: own }) => {
      Object.assign(globalThis, { startedAgain: 0 });
      own.on('second-instance', () => {
        Object.assign(globalThis, { startedAgain: 1 });
      });
    });
    const second = spawn(app.command.program, [...app.command.args], { stdio: 'ignore' });
    const limit = setTimeout(() => second.kill('SIGKILL'), secondStartLimitMs);
    const code = await new Promise((resolve) => second.once('exit', resolve));
    clearTimeout(limit);
    expect(code).toBe(0);
    const told = () => app.electron.evaluate(() => (globalThis as { startedAgain?: number }).startedAgain);
    await soon(told).toBe(1);
    const isFocused = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused());
    await soon(isFocused).toBe(true);
    expect(app.electron.windows()).toHaveLength(1);
    await screen.untilLive();
  });

  test('is back and live within seconds when its page crashes, and the console is sent nothing', async () => {
    const { app, page, screen, other } = stage;
    await screen.press(screen.fader('Kick'));
    const start = other.heard.length;
    const gone = new Promise((resolve) => page.once('crash', resolve));
    await app.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await gone;
    // The driver of these tests gives a crashed page up, so the page that came back is asked through the app.
    const asked = (script: string) =>
      app.electron.evaluate(({ BrowserWindow }, code) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        return contents?.isLoading() || contents?.isCrashed() ? '' : contents?.executeJavaScript(code);
      }, script);
    const fader = 'document.querySelector("[aria-label=\'Kick, fader\']")';
    await soon(() => asked('document.title')).toMatch(/live.*Omnibus/);
    await soon(() => asked(`${fader}?.getAttribute("aria-disabled")`)).toBe('false');
    await soon(() => asked(`${fader}?.getAttribute("aria-valuetext")`)).not.toMatch(/held/);
    expect(other.since(start, '/ch/01/mix/fader')).toEqual([]);
    await asked(`${fader}.focus()`);
    await app.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Up' });
    });
    await soon(() => other.since(start, '/ch/01/mix/fader').length).toBeGreaterThan(0);
  });
});
