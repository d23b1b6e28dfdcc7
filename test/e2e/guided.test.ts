import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onEveryHost, type Stage, soon } from '../support/stage.ts';

// One player is left: whatever a meter shows comes of "Keys L", channel 10.
const player = 'Keys L';
const audible = 0.001;
/** Places in the meters of busses and mains: 16 busses, 6 matrices, left. */
const mainLeft = 23;

const loudest = async ({ other }: Stage, place: number) => Math.max(...(await other.busLevels(place, 4)));
const hears = (stage: Stage, place: number) => soon(() => loudest(stage, place)).toBeGreaterThan(audible);
/** The tail of an effect never quite ends. */
const isSilent = (stage: Stage, place: number) => soon(() => loudest(stage, place)).toBeLessThan(1e-6);

function quieten({ console }: Stage): void {
  for (let channel = 1; channel <= 32; channel++) {
    console.put(`channel/${channel}/mute`, channel === 10 ? 0 : 1);
    if (channel !== 10) console.put(`channel/${channel}/send/bus/12/on`, 0);
  }
  for (const aux of [7, 8]) console.put(`auxIn/${aux}/mute`, 1);
  console.put('channel/10/fader', -10);
  console.put('channel/10/assign/main', 1);
  console.put('channel/10/send/bus/10/on', 0);
  // The effects of the plate and the hall are free.
  for (const slot of [3, 4]) for (const side of ['left', 'right']) console.put(`fx/${slot}/source/${side}`, 0);
}

const dialog = ({ page }: Stage, name: string) => page.getByRole('dialog', { name });

async function open(stage: Stage, item: string, title = item) {
  const { page, screen } = stage;
  await screen.show('Mixer');
  await page.getByRole('button', { name: /^Guide/ }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${item} `) }).click();
  const shown = dialog(stage, title);
  await shown.waitFor();
  return shown;
}

/** Presses the one button, and waits until the dialog is gone. */
async function act(stage: Stage, title: string, verb: string): Promise<void> {
  const shown = dialog(stage, title);
  await shown.getByRole('button', { name: verb }).click();
  await shown.waitFor({ state: 'detached' });
}

/** One undo takes back all of a step. */
async function undo({ page }: Stage, label: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Undo.*${label}`) }).click();
}

onEveryHost('a guided action', (stage) => {
  beforeAll(() => quieten(stage));
  beforeEach(async () => {
    stage.console.put('channel/10/fader', -10);
    await soon(() => stage.other.number('/ch/10/mix/fader')).toBeCloseTo(0.5, 2);
  });

  // A test that failed amid a dialog leaves the page to the next one.
  afterEach(async () => {
    for (let presses = 0; presses < 3 && (await stage.page.locator('dialog[open]').count()) > 0; presses++)
      await stage.page.keyboard.press('Escape');
  });

  test('cue mix: pulling a channel’s fader changes the main mix and leaves the booth', async () => {
    const { console, screen } = stage;
    const shown = await open(stage, 'Cue mix');
    await shown.getByLabel('Bus', { exact: true }).selectOption('bus/2');
    await shown.getByLabel('Name', { exact: true }).fill('Booth 2');
    await shown.getByLabel('Output', { exact: true }).selectOption('output/main/9');
    await shown.getByText('It starts as a copy of the main mix').waitFor();
    await shown.getByText(/^Output 9 carries Lobby now/).waitFor();
    await act(stage, 'Cue mix', 'Make the cue mix');
    await soon(() => console.at('bus/2/name')).toBe('Booth 2');
    await soon(() => Number(console.at('channel/10/send/bus/2/level'))).toBeCloseTo(-10, 0);
    await hears(stage, 2);
    await hears(stage, mainLeft);
    await screen.bringIntoSight('10');
    await screen.fader(player).press('Home');
    await isSilent(stage, mainLeft);
    expect(await loudest(stage, 2)).toBeGreaterThan(audible);
    await screen.page.getByRole('button', { name: /^Undo/ }).first().click();
    // The fader comes up step by step, and a hand at the desk would stop it there.
    await soon(() => Number(console.at('channel/10/fader'))).toBeCloseTo(-10, 0);
    await undo(stage, 'Cue mix Booth 2');
    await soon(() => console.at('bus/2/name')).toBe('Wedge Vox');
    await soon(() => console.at('output/main/9/source')).toBe(22);
  });

  test('subgroup: its fader takes the channels out of the main mix', async () => {
    const { console } = stage;
    const shown = await open(stage, 'Subgroup');
    await shown.getByRole('button', { name: player, exact: true }).click();
    await shown.getByLabel('Bus', { exact: true }).selectOption('bus/12');
    await act(stage, 'Subgroup', 'Make the group');
    await soon(() => console.at('channel/10/assign/main')).toBe(0);
    await soon(() => console.at('bus/12/assign/main')).toBe(1);
    await hears(stage, mainLeft);
    console.put('bus/12/fader', -Infinity);
    await isSilent(stage, mainLeft);
    console.put('bus/12/fader', 0);
    await undo(stage, 'Subgroup');
    await soon(() => console.at('channel/10/assign/main')).toBe(1);
    await soon(() => console.at('bus/12/name')).toBe('Vox plate');
  });

  test('parallel: a crushed copy beside the dry sound, which stays', async () => {
    const { console } = stage;
    const shown = await open(stage, 'Parallel');
    await shown.getByRole('button', { name: player, exact: true }).click();
    await shown.getByLabel('Bus', { exact: true }).selectOption('bus/12');
    await shown.getByText(/starts 10\.0 dB below the dry sound/).waitFor();
    await act(stage, 'Parallel', 'Make the copy');
    await soon(() => console.at('bus/12/dynamics/on')).toBe(1);
    await hears(stage, 12);
    console.put('bus/12/fader', -Infinity);
    await isSilent(stage, 12);
    expect(await loudest(stage, mainLeft)).toBeGreaterThan(audible);
    await undo(stage, 'Parallel');
    await soon(() => console.at('bus/12/dynamics/on')).toBe(0);
    console.put('bus/12/fader', 0);
  });

  test('effect loop: into one pair of ears alone; one that would feed itself is refused', async () => {
    const { console } = stage;
    const shown = await open(stage, 'Effect loop');
    await shown.getByRole('button', { name: player, exact: true }).click();
    await shown.getByLabel('Bus', { exact: true }).selectOption('bus/12');
    await shown.getByLabel('Effect', { exact: true }).selectOption('fx/4');
    const ears = shown.getByRole('group', { name: /heard in/ });
    await ears.getByRole('button', { name: 'Vox plate', exact: true }).click();
    await shown.getByRole('alert').filter({ hasText: 'feed itself' }).waitFor();
    expect(await shown.getByRole('button', { name: 'Make the loop' }).isDisabled()).toBe(true);
    await ears.getByRole('button', { name: 'Vox plate', exact: true }).click();
    await ears.getByRole('button', { name: 'Wedge Gtr', exact: true }).click();
    await shown.getByLabel('Heard in the main mix').uncheck();
    await isSilent(stage, 3);
    await act(stage, 'Effect loop', 'Make the loop');
    await hears(stage, 3);
    console.put('channel/10/send/bus/12/on', 0);
    await isSilent(stage, 3);
    console.put('channel/10/send/bus/12/on', 1);
    await undo(stage, 'Effect');
    await soon(() => console.at('fxReturn/7/assign/main')).toBe(1);
  });

  test('recorder feed: taken as early as the console can', async () => {
    const { console } = stage;
    const shown = await open(stage, 'Recorder feed');
    await shown.getByLabel('Bus', { exact: true }).selectOption('bus/11');
    await shown.getByLabel('Output', { exact: true }).selectOption('output/recorder/1');
    await act(stage, 'Recorder feed', 'Make the feed');
    await soon(() => console.at('channel/10/send/bus/11/tap')).toBe(0);
    await hears(stage, 11);
    console.put('channel/10/fader', -Infinity);
    await isSilent(stage, mainLeft);
    expect(await loudest(stage, 11)).toBeGreaterThan(audible);
    await undo(stage, 'Recorder feed');
    await soon(() => console.at('bus/11/name')).toBe('Hall');
  });

  test('stream feed: follows the faders as the main mix does', async () => {
    const { console } = stage;
    const shown = await open(stage, 'Stream feed');
    await shown.getByLabel('Bus', { exact: true }).selectOption('bus/11');
    await act(stage, 'Stream feed', 'Make the feed');
    await soon(() => console.at('channel/10/send/bus/11/tap')).toBe(4);
    await hears(stage, 11);
    console.put('channel/10/fader', -Infinity);
    await isSilent(stage, 11);
    await undo(stage, 'Stream feed');
    await soon(() => console.at('bus/11/name')).toBe('Hall');
  });

  test('insert: what is in it, and on', async () => {
    const { console } = stage;
    const shown = await open(stage, 'Inserts');
    await shown.getByRole('button', { name: 'Kick', exact: true }).click();
    await shown.getByLabel('What is inserted').selectOption('fx/5/left');
    await act(stage, 'Inserts', 'Set the insert');
    await soon(() => console.at('channel/1/insert/on')).toBe(1);
    await soon(() => console.at('channel/1/insert/slot')).toBe(9);
    await undo(stage, 'Insert Kick');
    await soon(() => console.at('channel/1/insert/on')).toBe(0);
  });

  describe('room', () => {
    test('is heard, and who stands nearer has less of it and waits longer', async () => {
      const { console, page } = stage;
      console.put('channel/10/assign/main', 0);
      await isSilent(stage, mainLeft);
      const shown = await open(stage, 'Room', 'Room');
      await shown.getByLabel('Room', { exact: true }).selectOption('hall');
      await shown.getByRole('button', { name: player, exact: true }).click();
      await shown.getByLabel('Bus', { exact: true }).selectOption('bus/12');
      await shown.getByLabel('Effect', { exact: true }).selectOption('fx/4');
      await shown.getByLabel('Name', { exact: true }).fill('Dome');
      await act(stage, 'Room', 'Make the room');
      await soon(() => console.at('fx/4/type')).toBe(0);
      await soon(() => console.at('fx/4/param/2')).toBe('2.2');
      await hears(stage, mainLeft);

      await page.getByRole('button', { name: /^Guide/ }).click();
      await page.getByRole('menuitem', { name: /^Rooms view/ }).click();
      const token = page.getByRole('slider', { name: `${player} in Dome, distance` });
      await token.press('End');
      await soon(() => Number(console.at('channel/10/send/bus/12/level'))).toBeCloseTo(0, 0);
      await soon(() => console.at('fx/4/param/1')).toBe('11');
      await token.press('Home');
      await soon(() => Number(console.at('channel/10/send/bus/12/level'))).toBeCloseTo(-30, 0);
      await soon(() => console.at('fx/4/param/1')).toBe('45');
      await token.press('Delete');
      await soon(() => console.at('channel/10/send/bus/12/on')).toBe(0);
      await isSilent(stage, mainLeft);
      await page.getByRole('list', { name: 'Instruments' }).getByRole('button', { name: player, exact: true }).click();
      await page.getByRole('button', { name: `+ ${player} into Dome` }).click();
      await soon(() => console.at('channel/10/send/bus/12/on')).toBe(1);
      await page.getByRole('dialog', { name: 'Rooms' }).getByRole('button', { name: 'Close' }).click();
      console.put('channel/10/assign/main', 1);
    });
  });

  describe('a purpose', () => {
    test('that is contradicted is told, and one tap mends it without a change in level', async () => {
      const { console, page, screen } = stage;
      await screen.show('Mixer');
      const sign = page.getByRole('button', { name: /^Purpose of Bus 15 \(Stream L\)/ }).first();
      await sign.click();
      const card = page.getByRole('dialog', { name: /^Purpose of Bus 15/ });
      await card.getByRole('radio', { name: 'Cue' }).check();
      await card.getByText(/^Bus 15 \(Stream L\) is a cue, but \d+ sends are post-fader/).waitFor();
      const before = Number(console.at('channel/10/send/bus/15/level'));
      await card.getByRole('button', { name: 'Take them pre-fader' }).click();
      await soon(() => console.at('channel/10/send/bus/15/tap')).toBe(3);
      await soon(() => Number(console.at('channel/10/send/bus/15/level'))).toBeCloseTo(before - 10, 0);
      await page.keyboard.press('Escape');
      await screen.bringIntoSight('10');
      await screen.fader(player).press('Home');
      await isSilent(stage, mainLeft);
      expect(await loudest(stage, 15)).toBeGreaterThan(audible);
      expect(await sign.getAttribute('aria-label')).toMatch(/: cue/);
    });
  });
});
