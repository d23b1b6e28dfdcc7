import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import sq from '../../electron/drivers/sq/index.ts';
import { type RunningEmulator, startEmulator } from '../../electron/emulator/emulate.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { RunningApp } from '../support/appHost.ts';
import { browserHost } from '../support/browserHost.ts';
import { Screen } from '../support/screen.ts';
import { soon } from '../support/stage.ts';

/** A console that speaks MIDI over TCP: it tells no names, no meters and no pre or post, and echoes nothing. */
describe.runIf(browserHost.missing === undefined)('an emulated console with MIDI over TCP, in Chromium', () => {
  let emulator: RunningEmulator;
  let app: RunningApp;
  let screen: Screen;

  const at = (address: Address) => emulator.desk.get(emulator.desk.schema.need(address));
  const put = (address: Address, value: ParamValue) =>
    emulator.desk.apply([{ id: emulator.desk.schema.need(address), value }], undefined);

  beforeAll(async () => {
    emulator = await startEmulator(sq, { host: '127.0.0.1', port: 0, demo: true, clock: systemClock });
    app = await browserHost.launch({ console: `sq://127.0.0.1:${emulator.target.port}` });
    screen = new Screen(app.page);
    await screen.untilLive();
  });

  afterAll(async () => {
    await app?.close();
    await emulator?.close();
  });

  test('is shown as a mixer with its levels', async () => {
    await soon(() => app.page.getByRole('slider', { name: /, fader$/ }).count()).toBeGreaterThan(8);
    const shown = await screen.shownDb('Ch 1');
    const level = Number(at('channel/1/fader'));
    expect(Number.isFinite(level)).toBe(true);
    expect(Math.abs(shown - level)).toBeLessThanOrEqual(0.051);
  });

  test('a mute goes to the console, and a hand at the console moves the page', async () => {
    const mute = app.page.getByRole('switch', { name: 'Ch 2, mute', exact: true }).first();
    const before = at('channel/2/mute');
    await mute.click();
    await soon(() => Promise.resolve(at('channel/2/mute'))).toBe(before === 1 ? 0 : 1);
    put('channel/1/fader', -30);
    await soon(() => screen.shownDb('Ch 1')).toBe(-30);
  });

  test('shows its sends in the routing grid, and every other view, without an error', async () => {
    const errors: string[] = [];
    app.page.on('pageerror', (error) => errors.push(error.message));
    for (const view of ['Routing', 'Flow', 'Setup', 'Mixer'] as const) {
      await screen.show(view);
      await soon(() => app.page.getByRole('main').count()).toBe(1);
    }
    await screen.show('Routing');
    await soon(() => app.page.getByText('Grp 1', { exact: true }).count()).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });
});
