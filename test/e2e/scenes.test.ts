import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { onEveryHost, soon } from '../support/stage.ts';

// A scene from storing to proof, with the emulated console as the judge.

onEveryHost('scenes', (stage) => {
  const row = (name: string) => stage.page.locator('[data-scene]', { hasText: name });
  const close = (value: unknown, wanted: number) => Math.abs(Number(value) - wanted) < 0.2;

  test('are stored, previewed without a word to the console, recalled with proof, and taken back', async () => {
    const { page, screen, console: desk } = stage;
    await screen.fader('Kick').waitFor();
    const before = Number(desk.at('channel/1/fader'));
    await screen.show('Scenes');
    await page.getByRole('textbox', { name: 'Name of the new scene' }).fill('Opening');
    await page.keyboard.press('Enter');
    await row('Opening').waitFor();

    desk.put('channel/1/fader', before - 3);
    desk.put('channel/2/mute', 1);
    await screen.show('Mixer');
    await soon(() => screen.isOn('Snare, mute')).toBe(true);
    await screen.show('Scenes');
    await row('Opening').click();
    await page.getByText(/2 differences from now/).waitFor();
    await page.getByText('Who will hear it:').waitFor();
    expect(close(desk.at('channel/1/fader'), before - 3)).toBe(true);
    expect(desk.at('channel/2/mute')).toBe(1);
    await screen.show('Mixer');
    await soon(() => page.locator('[data-strip="channel/1"] .ghost').count()).toBe(1);

    await screen.show('Scenes');
    const hold = page.getByRole('button', { name: 'Hold to recall 2 values' });
    await hold.focus();
    await page.keyboard.down('Enter');
    await page.getByText(/^Opening: 2 of 2 landed in/).waitFor();
    await page.keyboard.up('Enter');
    expect(close(desk.at('channel/1/fader'), before)).toBe(true);
    expect(desk.at('channel/2/mute')).toBe(0);
    expect((await page.getByTitle(/^Scene recalled last/).textContent())?.trim()).toBe('Opening');

    await page.getByRole('banner').getByRole('button', { name: /^Undo/ }).first().click();
    await soon(() => desk.at('channel/2/mute')).toBe(1);
    await soon(() => close(desk.at('channel/1/fader'), before - 3)).toBe(true);
  });

  test('are gone through by GO', async () => {
    const { page, screen, console: desk } = stage;
    await screen.show('Scenes');
    await page.getByRole('tab', { name: 'Cues' }).click();
    await page.getByRole('button', { name: 'New cue' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: /^GO/ }).click();
    await soon(() => desk.at('channel/2/mute')).toBe(0);
    await page.getByText(/Last\s*1\s+Opening/).waitFor();
    await page.getByRole('tab', { name: 'Scenes' }).click();
  });

  test('come from a console’s file, which is looked at before anything is sent', async () => {
    const { page, screen, console: desk } = stage;
    await screen.show('Scenes');
    const kick = desk.at('channel/1/name');
    const text = '#4.0# "Church" "" %000000000 1\n/ch/01/config "Organ" 1 RD 1\n/ch/01/mix/odd 1 2 3\n';
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'church.scn', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.getByRole('heading', { name: 'Church' }).waitFor();
    await page.getByText('"Organ"').first().waitFor();
    await page.getByText(/not understood/).waitFor();
    expect(desk.at('channel/1/name')).toBe(kick);
  });
});
