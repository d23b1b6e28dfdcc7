import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { browserHost } from '../support/browserHost.ts';
import { describeOn, soon, useStage } from '../support/stage.ts';

// From a move at the console and one by hand to the list that tells of them, the desk as it was, and back: by mouse and by keys.
describeOn(browserHost, 'the timeline', () => {
  const stage = useStage(browserHost.launch);
  const list = () => stage.page.getByRole('listbox', { name: 'Changes, newest first' });
  const rows = () => list().getByRole('option');
  const spokenDb = (strip: string) => stage.screen.fader(strip).getAttribute('aria-valuetext');
  const show = (name: string) => stage.page.getByRole('link', { name, exact: true }).click();

  test('tells who moved what, narrowed to a strip, a person and a time', async () => {
    const { page, screen, other } = stage;
    await screen.fader('Kick').press('ArrowDown');
    other.say('/ch/02/mix/fader', 0.5);
    await soon(() => spokenDb('Snare')).toBe('minus 10.0 dB');
    await show('Timeline');
    await soon(() => rows().count()).toBe(2);

    await page.getByRole('combobox', { name: 'Strip' }).selectOption({ label: 'Snare' });
    await soon(() => rows().count()).toBe(1);
    expect(await rows().first().getAttribute('aria-label')).toMatch(/Snare, fader, .* to −10\.0 dB/);
    await page.getByRole('combobox', { name: 'Strip' }).selectOption({ label: 'All strips' });

    const person = page.getByRole('combobox', { name: 'Person' });
    await person.selectOption('Browser on this machine');
    await soon(() => rows().count()).toBe(1);
    expect(await rows().first().getAttribute('aria-label')).toMatch(/Kick, fader/);
    await person.selectOption({ label: 'Everybody' });

    const time = page.getByRole('combobox', { name: 'Time' });
    await time.selectOption({ label: 'Last 5 minutes' });
    await soon(() => rows().count()).toBe(2);
    await time.selectOption({ label: 'Any time' });
  });

  test('shows the desk as it was, restores a strip after a preview, and undo takes that back', async () => {
    const { page } = stage;
    await show('Mixer');
    const now = await spokenDb('Kick');
    await show('Timeline');
    await soon(() => rows().count()).toBe(2);
    await list().focus();
    await page.keyboard.press('End');
    await page.getByRole('heading', { name: /^The desk before / }).waitFor();
    await soon(() => page.getByRole('button', { name: /^Restore Kick to before/ }).isEnabled()).toBe(true);
    await page.getByRole('button', { name: /^Restore Kick to before/ }).press('Enter');

    const dialog = page.getByRole('dialog', { name: /^Kick before / });
    await soon(() => dialog.getByRole('listitem').count()).toBe(1);
    await dialog.getByRole('button', { name: 'Restore 1 value' }).click();
    await show('Mixer');
    await soon(() => spokenDb('Kick')).not.toBe(now);
    await page.keyboard.press('Control+z');
    await soon(() => spokenDb('Kick')).toBe(now);
  });

  test('is saved as a table and as lines of JSON', async () => {
    const { page } = stage;
    await show('Timeline');
    await soon(() => rows().count()).toBeGreaterThan(1);
    const saved = async (button: string) => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      return readFileSync(await (await download).path(), 'utf8');
    };
    expect(await saved('Save CSV')).toMatch(/channel\/1\/fader/);
    const lines = (await saved('JSON lines')).trim().split('\n');
    const addresses = lines.map((line) => (JSON.parse(line) as { address?: string }).address);
    expect(addresses).toEqual(expect.arrayContaining(['channel/1/fader', 'channel/2/fader']));
  });
});
