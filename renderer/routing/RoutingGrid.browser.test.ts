import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { ScriptedApp, type ScriptedOptions } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import RoutingGrid from './RoutingGrid.svelte';

const pre = 3;
const post = 4;
const values = {
  'channel/1/name': 'Kick',
  'channel/2/name': 'Bass DI',
  'channel/2/fader': -5,
  'bus/1/name': 'Booth',
  'bus/2/name': 'Wedge 1',
  'channel/1/send/bus/1/level': -10,
  'channel/1/send/bus/1/tap': pre,
  'channel/2/send/bus/1/level': -8,
  'channel/2/send/bus/1/tap': pre,
  'channel/2/send/bus/2/level': -20,
  'channel/2/send/bus/3/tap': post,
  'channel/2/send/bus/3/level': -12,
  'channel/4/send/bus/1/level': undefined,
};

let area: HTMLElement;

async function desk(options: ScriptedOptions = { values }) {
  const app = new ScriptedApp(options);
  const mirror = new DeskMirror(app.open);
  await render(RoutingGrid, { target: area, props: { mirror } });
  if (!options.withoutDesk) await expect.element(page.getByRole('grid')).toBeVisible();
  return { app, mirror };
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const cell = (name: string | RegExp) => page.getByRole('gridcell', { name });
const bass = cell(/^Bass DI to Booth/);
const card = () => page.getByRole('complementary', { name: 'Selected crosspoint' });
const viewport = () => area.querySelector<HTMLElement>('.viewport') as HTMLElement;

interface Point {
  readonly id?: number;
  readonly dx?: number;
  readonly dy?: number;
  readonly more?: PointerEventInit;
}
/** A pointer event at a distance from a cell's middle. */
function point(element: Element, type: string, { id = 1, dx = 0, dy = 0, more = {} }: Point = {}): void {
  const box = element.getBoundingClientRect();
  const clientX = box.left + box.width / 2 + dx;
  const clientY = box.top + box.height / 2 + dy;
  element.dispatchEvent(
    new PointerEvent(type, {
      bubbles: true,
      pointerId: id,
      pointerType: 'mouse',
      clientX,
      clientY,
      button: 0,
      ...more,
    }),
  );
}

beforeEach(async () => {
  await page.viewport(1280, 800);
  area = document.createElement('div');
  area.style.cssText = 'position:fixed;inset:0';
  document.body.append(area);
});
afterEach(() => {
  cleanup();
  area.remove();
});

describe('what is drawn', () => {
  test('what a preview would set a send to, as a thin line at its place and in words', async () => {
    const { app, mirror } = await desk();
    await expect.element(bass).toBeVisible();
    expect(area.querySelector('.ghost')).toBeNull();
    mirror.scenes.showGhosts([[app.schema.need('channel/2/send/bus/1/level'), 0]]);
    await expect.element(bass).toHaveAccessibleName(/0\.0 dB in the preview|0 dB in the preview/);
    const line = bass.element().querySelector('.ghost');
    expect(area.querySelectorAll('.ghost')).toHaveLength(1);
    // 0 dB is at three quarters of the way of the console's sends.
    expect(Number.parseFloat((line as HTMLElement).style.left)).toBeCloseTo(75, 0);
    expect(app.sets).toHaveLength(0);
    mirror.scenes.showGhosts(undefined);
    await expect.poll(() => area.querySelector('.ghost')).toBeNull();
  });

  test('only what is in sight, and all of it by its words', async () => {
    const { app } = await desk();
    const drawn = area.querySelectorAll('td').length;
    expect(drawn).toBeGreaterThan(200);
    expect(drawn).toBeLessThan(600);
    await expect.element(bass).toHaveAccessibleName('Bass DI to Booth, pre-fader, minus 8.0 dB, on');
    app.report({ 'channel/2/name': 'Bass amp', 'channel/2/send/bus/1/level': -6 });
    await expect.element(cell('Bass amp to Booth, pre-fader, minus 6.0 dB, on')).toBeVisible();
  });

  test('a cell names its parameters for those who learn controls', async () => {
    await desk();
    const params = 'channel/2/send/bus/1/level channel/2/send/bus/1/on';
    await expect.element(bass).toHaveAttribute('data-learn-params', params);
  });

  test('what scrolls into sight is drawn, what holds the keyboard stays', async () => {
    await desk();
    await bass.click();
    viewport().scrollTop = 1200;
    await expect.element(cell(/^Bus 5 to Matrix 1/)).toBeInTheDocument();
    await expect.element(cell(/^Ch 6 to Booth/)).not.toBeInTheDocument();
    await expect.element(bass).toBeInTheDocument();
  });

  test('heads stay in sight', async () => {
    await desk();
    viewport().scrollTo(300, 600);
    await frame();
    await frame();
    const top = viewport().getBoundingClientRect().top;
    const head = page.getByRole('columnheader', { name: 'Mono' }).element().getBoundingClientRect();
    const row = page
      .getByRole('rowheader', { name: /^Ch 20/ })
      .element()
      .getBoundingClientRect();
    expect(head.top - top).toBeLessThan(40);
    expect(row.left).toBe(viewport().getBoundingClientRect().left);
  });

  test('unknown is a question mark, what is on its way has a ring, a foreign hand its name', async () => {
    const { app } = await desk({ values, landsAtOnce: false });
    await expect.element(cell('Ch 4 to Booth, not read yet')).toHaveTextContent('?');
    app.hold('Sam', 'channel/1/send/bus/1/level');
    await expect.element(cell(/^Kick to Booth.*held by Sam$/)).toHaveTextContent('Sam');
    await bass.click();
    await userEvent.keyboard(' ');
    await expect.element(cell('Bass DI to Booth, pre-fader, minus 8.0 dB, off, on its way')).toHaveClass('pending');
  });

  test('without a desk it says so', async () => {
    await desk({ withoutDesk: true });
    await expect.element(page.getByRole('heading', { name: 'No console is connected' })).toBeVisible();
  });
});

describe('folds', () => {
  test('groups of rows and columns collapse', async () => {
    await desk();
    await page.getByRole('button', { name: /Channels/ }).click();
    await expect.element(bass).not.toBeInTheDocument();
    await expect.element(cell(/^Aux 1 to Booth/)).toBeVisible();
    await page
      .getByRole('button', { name: /Busses/ })
      .first()
      .click();
    await expect.element(cell(/^Aux 1 to Booth/)).not.toBeInTheDocument();
    await expect.element(cell(/^Aux 1 to Main/)).toBeVisible();
  });

  test('the unused fold away and come back when they are used', async () => {
    const { app } = await desk();
    await page.getByRole('button', { name: 'Hide unused' }).click();
    await expect.element(cell(/^Kick to Booth/)).toBeVisible();
    await expect.element(cell(/^Ch 9 to Booth/)).not.toBeInTheDocument();
    app.report({ 'channel/9/send/bus/1/level': -20 });
    await expect.element(cell(/^Ch 9 to Booth/)).toBeVisible();
    await page.getByRole('button', { name: /^Show \d+ hidden$/ }).click();
    await expect.element(cell(/^Ch 10 to Booth/)).toBeVisible();
  });
});

describe('keys', () => {
  test('arrows move one cell that the keyboard is on', async () => {
    await desk();
    await bass.click();
    await userEvent.keyboard('{ArrowRight}{ArrowUp}');
    await expect.element(cell(/^Kick to Wedge 1/)).toHaveFocus();
    expect(area.querySelectorAll('td[tabindex="0"]').length).toBe(1);
  });

  test('Space switches, T walks along the taps and says what else it changes', async () => {
    const { app } = await desk();
    await bass.click();
    await userEvent.keyboard(' ');
    await expect.poll(() => app.lastSet('channel/2/send/bus/1/on')).toBe(0);
    await userEvent.keyboard('t');
    await expect.poll(() => app.lastSet('channel/2/send/bus/1/tap')).toBe(post);
    await expect.element(cell(/^Bass DI to Wedge 1, post-fader/)).toBeVisible();
    await expect
      .element(page.getByRole('status'))
      .toHaveTextContent('Also changes Wedge 1 (bus 2): they share one tap.');
  });

  test('a held step key is one gesture', async () => {
    const { app } = await desk();
    await bass.click();
    const focused = bass.element();
    const press = (type: string) =>
      focused.dispatchEvent(new KeyboardEvent(type, { key: 'ArrowUp', altKey: true, bubbles: true }));
    for (let step = 0; step < 3; step++) press('keydown');
    expect(app.heard('release')).toHaveLength(0);
    press('keyup');
    await expect.poll(() => app.lastSet('channel/2/send/bus/1/level')).toBe(-5);
    expect(app.heard('touch')).toHaveLength(1);
    expect(app.heard('release')).toHaveLength(1);
  });

  test('a typed number is taken with its sign, nonsense is refused with a word', async () => {
    const { app } = await desk();
    await bass.click();
    await userEvent.keyboard('-12.5{Enter}');
    await expect.poll(() => app.lastSet('channel/2/send/bus/1/level')).toBe(-12.5);
    await expect.element(cell(/^Bass DI to Booth.*minus 12.5/)).toHaveFocus();
    await userEvent.keyboard('{Enter}loud{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('“loud” cannot be read');
    await userEvent.keyboard('{Escape}');
    expect(app.lastSet('channel/2/send/bus/1/level')).toBe(-12.5);
  });

  test('a range is changed as one: levels keep their distance', async () => {
    const { app } = await desk();
    await bass.click();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await expect.element(card()).toHaveTextContent('and 1 more');
    app.said.length = 0;
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await expect.poll(() => app.lastSet('channel/2/send/bus/2/level')).toBe(-22);
    expect(app.lastSet('channel/2/send/bus/1/level')).toBe(-10);
    expect(app.heard('touch')).toHaveLength(1);
    expect(app.heard('touch')[0]?.ids).toHaveLength(2);
    await expect.poll(() => app.heard('release').length).toBe(1);
  });
});

describe('hands', () => {
  test('a press selects and changes nothing; a drag moves from where it was', async () => {
    const { app } = await desk();
    const element = bass.element();
    point(element, 'pointerdown');
    point(element, 'pointerup');
    await frame();
    expect(app.heard('touch')).toHaveLength(0);
    await expect.element(card()).toHaveTextContent('Arrives at −8.0 dB whatever the channel fader does.');
    point(element, 'pointerdown');
    point(element, 'pointermove', { dy: -4 });
    point(element, 'pointermove', { dy: -26 });
    await frame();
    // A tenth of the travel is 4 dB here.
    await expect.poll(() => app.lastSet('channel/2/send/bus/1/level')).toBe(-4);
    point(element, 'pointerup', { dy: -26 });
    expect(app.heard('release')).toEqual([expect.objectContaining({ cancel: false })]);
  });

  test('Shift makes a drag fine, to the right is up too', async () => {
    const { app } = await desk();
    const element = bass.element();
    point(element, 'pointerdown');
    point(element, 'pointermove', { dx: 4 });
    point(element, 'pointermove', { dx: 59, more: { shiftKey: true } });
    await expect.poll(() => app.lastSet('channel/2/send/bus/1/level')).toBe(-7);
    point(element, 'pointerup');
  });

  test('Escape takes a drag back', async () => {
    const { app } = await desk();
    const element = bass.element();
    point(element, 'pointerdown');
    point(element, 'pointermove', { dy: -4 });
    point(element, 'pointermove', { dy: -60 });
    await frame();
    await userEvent.keyboard('{Escape}');
    expect(app.heard('release').at(-1)).toMatchObject({ cancel: true });
    const sets = app.sets.length;
    point(element, 'pointermove', { dy: -90 });
    point(element, 'pointerup');
    await frame();
    expect(app.sets.length).toBe(sets);
  });

  test('Shift and a press, or a drag that begins in a gap, select a range', async () => {
    await desk();
    await bass.click();
    const kick = cell(/^Kick to IEM|^Kick to Bus 3/).element();
    point(kick, 'pointerdown', { more: { shiftKey: true } });
    point(kick, 'pointerup', { more: { shiftKey: true } });
    await expect.element(card()).toHaveTextContent('and 5 more');
    const grid = page.getByRole('grid').element();
    viewport().scrollLeft = 400;
    await frame();
    await frame();
    const gap = page
      .getByRole('columnheader', { name: /^Matrix 1/ })
      .element()
      .getBoundingClientRect();
    const row = page
      .getByRole('rowheader', { name: /^Bass DI/ })
      .element()
      .getBoundingClientRect();
    const down = (type: string, clientX: number) =>
      grid.dispatchEvent(
        new PointerEvent(type, { bubbles: true, pointerId: 7, button: 0, clientX, clientY: row.top + row.height / 2 }),
      );
    down('pointerdown', gap.left + 10);
    down('pointermove', gap.left - 40);
    down('pointermove', gap.left - 100);
    down('pointerup', gap.left - 100);
    await expect.element(card()).toHaveTextContent('and 1 more');
    await expect.element(card()).toHaveTextContent('Bass DI → Main');
  });

  test('two fingers move two sends, each with its own gesture', async () => {
    const { app } = await desk();
    const one = bass.element();
    const other = cell(/^Kick to Booth/).element();
    const touch = { pointerType: 'touch' };
    point(one, 'pointerdown', { id: 1, more: touch });
    await new Promise((resolve) => setTimeout(resolve, 260));
    point(other, 'pointerdown', { id: 2, more: touch });
    await new Promise((resolve) => setTimeout(resolve, 260));
    for (const dy of [-8, -30]) {
      point(one, 'pointermove', { id: 1, dy, more: touch });
      point(other, 'pointermove', { id: 2, dy: -dy, more: touch });
    }
    await expect.poll(() => app.lastSet('channel/2/send/bus/1/level')).toBe(-4);
    await expect.poll(() => app.lastSet('channel/1/send/bus/1/level')).toBe(-18);
    point(one, 'pointerup', { id: 1, more: touch });
    expect(app.heard('release')).toHaveLength(1);
    point(other, 'pointerup', { id: 2, more: touch });
    expect(app.heard('release')).toHaveLength(2);
  });

  test('a finger that moves at once scrolls and changes nothing', async () => {
    const { app } = await desk();
    const element = cell(/^Kick to Booth/).element();
    const touch = { pointerType: 'touch' };
    await bass.click();
    point(element, 'pointerdown', { more: touch });
    point(element, 'pointermove', { dy: -40, more: touch });
    point(element, 'pointerup', { dy: -40, more: touch });
    await frame();
    expect(app.heard('touch')).toHaveLength(0);
    await expect.element(card()).toHaveTextContent('Bass DI → Booth');
  });
});

describe('the card', () => {
  test('explains, switches, sets the tap and the level', async () => {
    const { app } = await desk();
    await cell(/^Bass DI to Bus 3/).click();
    await expect.element(card()).toHaveTextContent('Bass DI → Bus 3: post-fader, −12.0 dB');
    await expect.element(card()).toHaveTextContent('Follows the channel fader, now −5.0 dB: arrives at −17.0 dB.');
    app.report({ 'channel/2/fader': -10 });
    await expect.element(card()).toHaveTextContent('arrives at −22.0 dB');
    await page.getByRole('button', { name: 'pre-fader', exact: true }).click();
    await expect.poll(() => app.lastSet('channel/2/send/bus/3/tap')).toBe(pre);
    await page.getByRole('button', { name: 'Level up' }).click();
    await expect.poll(() => app.lastSet('channel/2/send/bus/3/level')).toBe(-10);
  });
});

describe('a console that is not live', () => {
  test('nothing can be changed, everything can be read', async () => {
    const { app } = await desk();
    app.setStatus({ state: 'lost' });
    await expect.element(page.getByRole('grid')).toHaveAttribute('aria-readonly', 'true');
    await bass.click();
    await userEvent.keyboard(' t{Alt>}{ArrowUp}{/Alt}5');
    await frame();
    expect(app.sets).toEqual([]);
    expect(app.heard('touch')).toEqual([]);
    await expect.element(card()).toHaveTextContent('The console is not live: nothing can be changed now.');
  });

  test('a drag ends when the console is lost', async () => {
    const { app } = await desk();
    const element = bass.element();
    point(element, 'pointerdown');
    point(element, 'pointermove', { dy: -4 });
    point(element, 'pointermove', { dy: -26 });
    await frame();
    app.setStatus({ state: 'lost' });
    await frame();
    const sets = app.sets.length;
    point(element, 'pointermove', { dy: -60 });
    await frame();
    expect(app.sets.length).toBe(sets);
    point(element, 'pointerup');
  });
});

test('a send is turned over between pre- and post-fader at the level that is heard', async () => {
  const { app } = await desk();
  await bass.click();
  await card()
    .getByRole('button', { name: /^Turn over/ })
    .click();
  const changes = new Map(
    app
      .heard('guided')
      .at(-1)
      ?.changes.map(({ id, value }) => [app.schema.addressOf(id), Number(value)]),
  );
  expect(changes.get('channel/2/send/bus/1/tap')).toBe(post);
  expect(changes.get('channel/2/send/bus/1/level')).toBeCloseTo(-3, 0);
  // The bus beside it keeps one tap with it and sounds as before too.
  expect(changes.get('channel/2/send/bus/2/level')).toBeCloseTo(-15, 0);
});

describe('a phone', () => {
  test('scrolls both ways beside a narrow column of names', async () => {
    await page.viewport(390, 844);
    await desk();
    const head = page.getByRole('rowheader', { name: 'Kick' }).element().getBoundingClientRect();
    expect(head.width).toBeLessThan(110);
    expect(viewport().scrollWidth).toBeGreaterThan(viewport().clientWidth);
    expect(viewport().clientHeight).toBeGreaterThan(400);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  });
});
