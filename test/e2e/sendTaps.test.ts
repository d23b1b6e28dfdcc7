import { beforeEach, expect, test } from 'vitest';
import { int } from '../osc/consoleRig.ts';
import { onEveryHost, type Stage, soon } from '../support/stage.ts';

// "Keys L" feeds "Drum room" alone, so that the bus's meter tells of this send and of nothing else.
const source = 'Keys L';
const bus = 'Drum room';
const busNumber = 9;
const send = '/ch/10/mix/09';
const tapNumbers = { preFader: 3, postFader: 4, subgroup: 5 } as const;
const audible = 0.001;

async function setUp({ other, screen }: Stage, tap: keyof typeof tapNumbers): Promise<void> {
  for (let channel = 1; channel <= 32; channel++) {
    if (channel !== 10) other.say(`/ch/${String(channel).padStart(2, '0')}/mix/09/on`, int(0));
  }
  other.say(`${send}/on`, int(1));
  other.say(`${send}/level`, 0.75);
  other.say(`${send}/type`, int(tapNumbers[tap]));
  other.say('/ch/10/mix/fader', 0.75);
  await screen.show('Mixer');
  await screen.bringIntoSight('10');
  await soon(() => screen.shownDb(source)).toBe(0);
  await soon(() => loudest(other)).toBeGreaterThan(audible);
}

const loudest = async (other: Stage['other']) => Math.max(...(await other.busLevels(busNumber, 4)));

/** Chooses a tap in the routing grid, then pulls the channel's fader all the way down. */
async function pullFader({ screen, other }: Stage): Promise<void> {
  const start = other.heard.length;
  await screen.show('Mixer');
  await screen.bringIntoSight('10');
  await screen.fader(source).press('Home');
  await soon(() => other.lastSince(start, '/ch/10/mix/fader')).toBe(0);
  expect(await screen.shownDb(source)).toBe(-Infinity);
}

/** A value that is paced on its way, once it has stopped changing. */
async function atRest(read: () => Promise<number>): Promise<number> {
  let last = await read();
  for (let look = 0; look < 20; look++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const next = await read();
    if (next === last) return next;
    last = next;
  }
  throw new Error(`The value does not come to rest; the last was ${last}`);
}

onEveryHost('the tap of a send', (stage) => {
  let start = 0;
  beforeEach(() => {
    start = stage.other.heard.length;
  });

  test('changed from post to pre by key: the send stays when the fader goes', async () => {
    await setUp(stage, 'postFader');
    const { other, screen, page } = stage;
    await screen.show('Routing');
    const cell = await screen.crosspoint(source, bus);
    expect(await cell.getAttribute('aria-label')).toContain('post-fader');
    await cell.click();
    await page.keyboard.press('Shift+T');
    await soon(() => other.lastSince(start, `${send}/type`)).toBe(tapNumbers.preFader);
    await soon(() => screen.crosspointWords(source, bus)).toContain('pre-fader');
    await pullFader(stage);
    const levels = await other.busLevels(busNumber, 6);
    expect(Math.max(...levels)).toBeGreaterThan(audible);
  });

  test('changed from pre to post on the card: the send goes with the fader', async () => {
    await setUp(stage, 'preFader');
    const { other, screen, page } = stage;
    await screen.show('Routing');
    await (await screen.crosspoint(source, bus)).click();
    const card = page.getByRole('complementary', { name: 'Selected crosspoint' });
    await card.getByRole('heading', { name: /pre-fader/ }).waitFor();
    await card.getByRole('button', { name: 'post-fader', exact: true }).click();
    await soon(() => other.lastSince(start, `${send}/type`)).toBe(tapNumbers.postFader);
    await card.getByText(/Follows the channel fader/).waitFor();
    await pullFader(stage);
    await soon(() => loudest(other)).toBe(0);
    expect(await other.busLevels(busNumber, 6)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('made a subgroup: the bus is fed behind the fader, whatever the send level', async () => {
    await setUp(stage, 'preFader');
    const { other, screen, page } = stage;
    await screen.show('Routing');
    await (await screen.crosspoint(source, bus)).click();
    await page.keyboard.press('g');
    await soon(() => other.lastSince(start, `${send}/type`)).toBe(tapNumbers.subgroup);
    await soon(() => screen.crosspointWords(source, bus)).toContain('subgroup');
    other.say(`${send}/level`, 0);
    await soon(() => other.number(`${send}/level`)).toBe(0);
    await soon(() => loudest(other)).toBeGreaterThan(audible);
    await pullFader(stage);
    await soon(() => loudest(other)).toBe(0);
  });

  test('is told again when somebody changes it at the console', async () => {
    const { other, screen } = stage;
    await screen.show('Routing');
    other.say(`${send}/type`, int(tapNumbers.preFader));
    await soon(() => screen.crosspointWords(source, bus)).toContain('pre-fader');
    other.say(`${send}/type`, int(tapNumbers.postFader));
    await soon(() => screen.crosspointWords(source, bus)).toContain('post-fader');
    other.say(`${send}/on`, int(0));
    await soon(() => screen.crosspointWords(source, bus)).toMatch(/, off$/);
  });

  test('and its level are changed in the grid', async () => {
    await setUp(stage, 'preFader');
    const { other, screen, page } = stage;
    await screen.show('Routing');
    const cell = await screen.crosspoint(source, bus);
    await cell.click();
    await page.keyboard.type('3');
    await page.getByRole('textbox', { name: /^Level of/ }).fill('-8.5');
    await page.keyboard.press('Enter');
    await soon(() => screen.crosspointWords(source, bus)).toContain('minus 8.5 dB');
    await soon(() => other.number(`${send}/level`)).toBeCloseTo((-8.5 + 30) / 40, 3);
    await page.keyboard.press(' ');
    await soon(() => other.lastSince(start, `${send}/on`)).toBe(0);
  });

  test('is left alone while its level is dragged in the grid, and Escape puts the level back', async () => {
    await setUp(stage, 'preFader');
    const { other, screen, page } = stage;
    await screen.show('Routing');
    const cell = await screen.crosspoint(source, bus);
    await screen.drag(cell, { x: -40 });
    await soon(() => Number(other.lastSince(start, `${send}/level`))).toBeLessThan(0.74);
    const dragged = await atRest(() => other.number(`${send}/level`));
    const mark = other.heard.length;
    const from = await screen.press(cell);
    await page.mouse.move(from.x - 60, from.y, { steps: 6 });
    await soon(() => Number(other.lastSince(mark, `${send}/level`))).toBeLessThan(dragged);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await soon(() => other.number(`${send}/level`)).toBe(dragged);
    expect(other.since(start, `${send}/type`)).toEqual([]);
  });
});
