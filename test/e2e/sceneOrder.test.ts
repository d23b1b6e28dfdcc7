import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import { projectRoot } from '../../build/targets.mjs';
import { onEveryHost, soon } from '../support/stage.ts';

// Lists of scenes and cues under a real mouse and real keys, and a console's file let go over the window.

onEveryHost('lists of scenes and cues', (stage) => {
  const names = async (list: string, words: string) =>
    (await stage.page.getByRole('list', { name: list, exact: true }).locator(words).allTextContents()).map((each) =>
      each.trim(),
    );
  const scenes = () => names('Scenes', '.name');
  const cues = () => names('Cue list', '.words b');
  const scene = (name: string) => stage.page.locator('[data-scene]', { hasText: name });
  const cue = (name: string) => stage.page.locator('[data-cue]', { hasText: name });

  /** Takes one row to the upper or lower half of another; the mouse is still down. */
  async function carry(row: Locator, to: Locator, half: 'upper' | 'lower'): Promise<void> {
    const [from, target] = [await row.boundingBox(), await to.boundingBox()];
    if (!from || !target) throw new Error('A row that is not shown cannot be dragged');
    const { mouse } = stage.page;
    await mouse.move(from.x + 80, from.y + from.height / 2);
    await mouse.down();
    const y = target.y + target.height * (half === 'upper' ? 0.2 : 0.8);
    await mouse.move(target.x + 80, y, { steps: 6 });
  }
  async function drag(row: Locator, to: Locator, half: 'upper' | 'lower'): Promise<void> {
    await carry(row, to, half);
    await stage.page.mouse.up();
  }

  test('are put in order by the mouse and by keys; Escape leaves them', async () => {
    const { page, screen } = stage;
    await screen.show('Scenes');
    for (const name of ['Opening', 'Ballad', 'Finale']) {
      await page.getByRole('textbox', { name: 'Name of the new scene' }).fill(name);
      await page.keyboard.press('Enter');
      await scene(name).waitFor();
    }
    await drag(scene('Opening'), scene('Finale'), 'lower');
    await soon(scenes).toEqual(['Ballad', 'Finale', 'Opening']);
    await drag(scene('Opening'), scene('Ballad'), 'upper');
    await soon(scenes).toEqual(['Opening', 'Ballad', 'Finale']);
    await carry(scene('Ballad'), scene('Finale'), 'lower');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await scene('Ballad').focus();
    await page.keyboard.press('Alt+ArrowDown');
    // Had the drag that was left counted, Ballad would have been the last already and could not have gone further.
    await soon(scenes).toEqual(['Opening', 'Finale', 'Ballad']);
    await soon(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toMatch(/Ballad/);
    await page.keyboard.press('Alt+ArrowUp');
    await soon(scenes).toEqual(['Opening', 'Ballad', 'Finale']);
    expect(await page.getByRole('heading', { name: 'Opening' }).count()).toBe(0);
    await page.getByRole('button', { name: /^Undo in the show/ }).click();
    await soon(scenes).toEqual(['Opening', 'Finale', 'Ballad']);
  });

  test('of cues are put in order, armed by arrows and run by the space bar', async () => {
    const { page, screen, console: desk } = stage;
    const before = Number(desk.at('channel/1/fader'));
    desk.put('channel/1/fader', before - 5);
    desk.put('channel/2/fader', -20);
    await screen.show('Scenes');
    await page.getByRole('tab', { name: 'Cues' }).click();
    for (const name of ['First', 'Second', 'Third']) {
      await page.getByRole('button', { name: 'New cue' }).click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
      await page.keyboard.press('Tab');
      await cue(name).waitFor();
      await page.getByRole('button', { name: 'Close' }).click();
    }
    await drag(cue('Third'), cue('First'), 'upper');
    await soon(cues).toEqual(['3  Third', '1  First', '2  Second']);
    await cue('Third').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await soon(cues).toEqual(['1  First', '3  Third', '2  Second']);

    // The cue is narrowed to one strip: the other one stays as the hand at the console left it.
    await page.getByRole('button', { name: /^Edit 1\s+First/ }).click();
    await page.getByText('Only these strips: all').click();
    await page
      .getByRole('toolbar', { name: 'Only these strips, the cue: channels' })
      .getByRole('button', { name: 'Kick', exact: true })
      .click();
    await page.getByText('Only these strips: Kick').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await cue('First').click();
    await page.getByRole('button', { name: /^GO\s+1\s+First/ }).waitFor();
    await page.keyboard.press(' ');
    await soon(() => Math.abs(Number(desk.at('channel/1/fader')) - before) < 0.2).toBe(true);
    await page.getByText(/Last\s*1\s+First/).waitFor();
    expect(Math.abs(Number(desk.at('channel/2/fader')) + 20)).toBeLessThan(0.2);
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: /^GO\s+2\s+Second/ }).waitFor();
    await page.getByRole('tab', { name: 'Scenes' }).click();
  });

  test('of what a recall leaves alone take in a single parameter', async () => {
    const { page, screen } = stage;
    await screen.show('Scenes');
    await scene('Opening').click();
    await page.getByRole('button', { name: 'Keep Snare, fader safe from all recalls' }).click();
    await page.getByText('Left alone: 1 value safe.').waitFor();
    await page.getByText('Safes: what no recall changes (1)').click();
    await page.getByRole('button', { name: 'No longer safe: Snare, fader' }).click();
    await page.getByRole('button', { name: 'Keep Snare, fader safe from all recalls' }).waitFor();
    await page.getByRole('button', { name: 'Close the preview' }).click();
  });

  test('take in a file that is dropped on the window, once, without a word to the console', async () => {
    const { page, screen, console: desk } = stage;
    await screen.show('Mixer');
    const kick = desk.at('channel/1/name');
    const text = readFileSync(join(projectRoot, 'test/fixtures/x32/church-setup.scn'), 'utf8');
    const files = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'church.scn'));
      return transfer;
    }, text);
    await page.dispatchEvent('main', 'dragenter', { dataTransfer: files });
    await page.getByText('Let go to look at the scene file. Nothing is sent to the console.').waitFor();
    await page.dispatchEvent('main', 'dragover', { dataTransfer: files });
    await page.dispatchEvent('main', 'drop', { dataTransfer: files });
    await page.getByText(/^church.scn: \d+ values\./).waitFor();
    await page.getByText(/^\d+ differences from now/).waitFor();
    await page.getByText('Let go to look').waitFor({ state: 'detached' });
    expect(desk.at('channel/1/name')).toBe(kick);
    await page.getByRole('button', { name: 'Close the preview' }).click();
    await screen.show('Mixer');
    await screen.show('Scenes');
    await page.getByText('Choose a scene to see what it would change').waitFor();
  });
});
