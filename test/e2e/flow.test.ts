import { expect, test } from 'vitest';
import { int } from '../osc/consoleRig.ts';
import { onEveryHost, soon } from '../support/stage.ts';

// The flow view against the emulated console: what it draws follows a hand at the console, and leads back to the controls.
onEveryHost('the signal flow', (stage) => {
  const chooser = () => stage.page.getByRole('combobox', { name: 'Strip, person or socket' });
  const box = (name: RegExp) => stage.page.getByRole('button', { name });

  test('is drawn from socket to output, and says in words how loud', async () => {
    const { console, page, screen } = stage;
    console.put('channel/2/send/bus/1/level', -8);
    console.put('channel/2/send/bus/1/on', 1);
    console.put('channel/2/mute', 0);
    console.put('bus/1/mute', 0);
    console.put('bus/1/fader', -4);
    await screen.show('Flow');
    await chooser().selectOption('channel/2');
    await page.getByRole('group', { name: 'Signal flow of Snare' }).waitFor();
    await box(/^Snare, channel 2,/).waitFor();
    const booth = page.getByText(/^Snare reaches Booth at .* dB: .*bus fader −4\.0.*\.$/);
    await booth.waitFor();
  });

  test('follows a mute at the console, with the reason', async () => {
    const { other, page } = stage;
    other.say('/bus/01/mix/on', int(0));
    await page.getByText('Snare does not reach Booth: Booth is muted.').waitFor();
    await box(/^Booth, .*blocked: Booth is muted/).waitFor();
    other.say('/bus/01/mix/on', int(1));
    await page.getByText(/^Snare reaches Booth at/).waitFor();
  });

  test('leads to a strip in the mixer and to a crosspoint in the grid', async () => {
    const { page, screen } = stage;
    await box(/^Booth, /).press('Enter');
    await soon(() => page.locator('[aria-current=page]').textContent()).toBe('Mixer');
    await screen.fader('Booth').waitFor();
    await screen.show('Flow');
    await page.getByText(/lines of the picture/).click();
    await page.getByRole('button', { name: /^Snare to Booth: / }).click();
    await soon(() => page.locator('[aria-current=page]').textContent()).toBe('Routing');
    await page
      .getByRole('complementary', { name: 'Selected crosspoint' })
      .getByText(/^Snare → Booth/)
      .waitFor();
  });

  test('shows the whole console, and what does not fit together', async () => {
    const { other, page, screen } = stage;
    await screen.show('Flow');
    await page.getByRole('button', { name: 'Overview' }).click();
    await page.getByRole('group', { name: 'Overview of the console' }).waitFor();
    await page.getByRole('button', { name: 'Audit' }).click();
    other.say('/fxrtn/01/config/name', 'Echo L');
    const start = other.heard.length;
    await page.getByRole('button', { name: 'Rename to Reverb L' }).click();
    await soon(() => other.lastSince(start, '/fxrtn/01/config/name')).toBe('Reverb L');
    await page.getByRole('button', { name: /^Undo/ }).click();
    await soon(() => other.lastSince(start, '/fxrtn/01/config/name')).toBe('Echo L');
    expect(stage.complaints).toEqual([]);
  });
});
