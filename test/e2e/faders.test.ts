import { beforeEach, describe, expect, test } from 'vitest';
import { isOnGrid, printedLevel, wireToDb } from '../support/faderLaw.ts';
import { insist } from '../support/otherHand.ts';
import { onEveryHost, soon } from '../support/stage.ts';

const kick = '/ch/01/mix/fader';
const faderPlaces = 1024;

onEveryHost('a fader', (stage) => {
  let start = 0;

  /** Kick stands at −10 dB, at the console and on the screen. */
  beforeEach(async () => {
    await insist(stage, { address: kick, strip: 'Kick' }, 0.5, -10);
    start = stage.other.heard.length;
  });

  /** What was heard of Kick, once something done later on another strip has been heard. */
  async function heardBefore(): Promise<readonly number[]> {
    const { other, screen } = stage;
    const mark = other.heard.length;
    await screen.fader('Toms').press('ArrowUp');
    await soon(() => other.since(mark, '/ch/04/mix/fader').length).toBeGreaterThan(0);
    return other.since(start, kick).map(({ args }) => Number(args[0]));
  }

  test('stays where it is when it is only pressed', async () => {
    const { page, screen, other } = stage;
    await screen.press(screen.fader('Kick'));
    expect(await heardBefore()).toEqual([]);
    await page.mouse.up();
    expect(await heardBefore()).toEqual([]);
    expect(await screen.shownDb('Kick')).toBe(-10);
    expect(wireToDb(await other.number(kick))).toBeCloseTo(-10, 1);
  });

  test('goes with the mouse, and the console is sent what the strip shows', async () => {
    const { screen, other } = stage;
    await screen.drag(screen.fader('Kick'), { y: -40 });
    await soon(() => screen.shownDb('Kick')).toBeGreaterThan(-9);
    await soon(async () => printedLevel(Number(other.lastSince(start, kick))) - (await screen.shownDb('Kick'))).toBe(0);
    const heard = other.since(start, kick);
    for (const { tags, args, bytes } of heard) {
      expect(tags).toBe('f');
      expect(bytes).toBe(28);
      expect(isOnGrid(Number(args[0]), faderPlaces)).toBe(true);
    }
    const values = heard.map(({ args }) => Number(args[0]));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(await other.number(kick)).toBe(values.at(-1));
  });

  test('goes down as far as it went up: a drag is relative', async () => {
    const { screen, other } = stage;
    await screen.drag(screen.fader('Kick'), { y: -40 });
    await screen.drag(screen.fader('Kick'), { y: 40 });
    await soon(() => screen.shownDb('Kick')).toBe(-10);
    await soon(() => other.number(kick)).toBeCloseTo(0.5, 2);
  });

  test('goes by arrow keys, half a dB each', async () => {
    const { screen, other } = stage;
    const fader = screen.fader('Kick');
    await fader.press('ArrowUp');
    await soon(() => screen.shownDb('Kick')).toBe(-9.5);
    await soon(() => printedLevel(Number(other.lastSince(start, kick)))).toBe(-9.5);
    await fader.press('ArrowDown');
    await fader.press('ArrowDown');
    await soon(() => printedLevel(Number(other.lastSince(start, kick)))).toBe(-10.5);
    expect(await screen.shownDb('Kick')).toBe(-10.5);
  });

  test.each([
    ['-6', -6],
    ['-inf', -Infinity],
    ['+3,5 dB', 3.5],
  ])('takes a typed %s', async (text, levelDb) => {
    const { screen, other } = stage;
    await screen.type('Kick', text);
    await soon(() => screen.shownDb('Kick')).toBe(levelDb);
    await soon(() => printedLevel(Number(other.lastSince(start, kick)))).toBe(levelDb);
  });

  test('answers text that is no level with what to type, and changes nothing', async () => {
    const { page, screen } = stage;
    await screen.type('Kick', 'loud');
    const message = page.getByRole('alert').filter({ hasText: 'loud' });
    await message.waitFor();
    expect(await message.textContent()).toContain('-6');
    await page.keyboard.press('Escape');
    await message.waitFor({ state: 'detached' });
    expect(await heardBefore()).toEqual([]);
    expect(await screen.shownDb('Kick')).toBe(-10);
  });

  test('goes to 0 dB by a double click', async () => {
    const { screen, other } = stage;
    await screen.fader('Kick').dblclick();
    await soon(() => screen.shownDb('Kick')).toBe(0);
    await soon(() => printedLevel(Number(other.lastSince(start, kick)))).toBe(0);
  });

  test('goes back when Escape is pressed in the middle of a drag', async () => {
    const { page, screen, other } = stage;
    const before = await other.number(kick);
    start = other.heard.length;
    const from = await screen.press(screen.fader('Kick'));
    await page.mouse.move(from.x, from.y - 60, { steps: 6 });
    await soon(() => Number(other.lastSince(start, kick))).toBeGreaterThan(before + 0.05);
    await page.keyboard.press('Escape');
    await soon(() => other.lastSince(start, kick)).toBe(before);
    await page.mouse.move(from.x, from.y - 90);
    await page.mouse.up();
    await soon(() => screen.shownDb('Kick')).toBe(-10);
    expect((await heardBefore()).at(-1)).toBe(before);
  });

  describe('taken back', () => {
    test('by the buttons: undo and redo restore it at the console', async () => {
      const { page, screen, other } = stage;
      const before = await other.number(kick);
      await screen.drag(screen.fader('Kick'), { y: -50 });
      await soon(() => Number(other.lastSince(start, kick))).toBeGreaterThan(before + 0.05);
      await soon(async () => printedLevel(await other.number(kick)) - (await screen.shownDb('Kick'))).toBe(0);
      const after = await other.number(kick);
      await page.getByRole('button', { name: /^Undo / }).click();
      await soon(() => other.number(kick)).toBe(before);
      await soon(() => screen.shownDb('Kick')).toBe(-10);
      await page.getByRole('button', { name: /^Redo / }).click();
      await soon(() => other.number(kick)).toBe(after);
      await soon(() => screen.shownDb('Kick')).toBe(printedLevel(after));
    });

    test('by keys, right after the key that moved it', async () => {
      const { page, screen, other } = stage;
      const before = await other.number(kick);
      start = other.heard.length;
      await screen.fader('Kick').press('ArrowUp');
      // Both sets leave: an undo that came sooner could be merged with the move, and the console would hear of neither.
      await soon(() => Number(other.lastSince(start, kick))).toBeGreaterThan(before);
      await page.keyboard.press('Control+z');
      await soon(() => other.lastSince(start, kick)).toBe(before);
      await soon(() => screen.shownDb('Kick')).toBe(-10);
    });

    test('by keys', async () => {
      const { page, screen, other } = stage;
      const before = await other.number(kick);
      await screen.type('Kick', '-3');
      await soon(async () => printedLevel(await other.number(kick))).toBe(-3);
      await page.keyboard.press('Control+z');
      await soon(() => other.number(kick)).toBe(before);
    });
  });
});
