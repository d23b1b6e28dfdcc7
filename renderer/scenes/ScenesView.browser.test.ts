import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import type { RecallStatus } from '../../shared/protocol/showMessages.ts';
import { preview, show } from '../../test/support/fridayShow.ts';
import { ScriptedApp } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import RecallBanner from './RecallBanner.svelte';
import ScenesView from './ScenesView.svelte';
import { ScenesState } from './scenesState.svelte.ts';

let area: HTMLElement;

async function open(summary = show()) {
  const app = new ScriptedApp({ values: { 'channel/1/name': 'Kick' } });
  const mirror = new DeskMirror(app.open);
  await expect.poll(() => mirror.schema !== undefined).toBe(true);
  app.tell({ type: 'show', show: summary });
  const state = new ScenesState(mirror.scenes);
  await render(ScenesView, { target: area, props: { mirror, state } });
  return { app, mirror, state };
}
type Opened = Awaited<ReturnType<typeof open>>;

async function answer({ app }: Opened, needs: readonly 'rises'[] = ['rises']) {
  await expect.poll(() => app.heard('scenePreview').length).toBeGreaterThan(0);
  const request = app.heard('scenePreview').at(-1)?.request ?? 0;
  const numbers = [[app.schema.need('channel/1/fader'), 0]] as const;
  app.tell({ type: 'scenePreview', request, title: 'Opening', preview, numbers, durationMs: 500, needs, problem: '' });
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

const row = (name: string) => page.getByRole('list', { name: 'Scenes' }).getByRole('button', { name });

describe('the list', () => {
  test('stores the desk under a name, behind the chosen scene', async () => {
    const opened = await open();
    await row('Opening').click();
    await page.getByRole('textbox', { name: 'Name of the new scene' }).fill('Act 2');
    await page.getByRole('button', { name: 'Store the desk' }).click();
    expect(opened.app.heard('sceneStore')).toEqual([{ type: 'sceneStore', name: 'Act 2', after: 'a' }]);
  });

  test('is renamed in place, and reordered by keys', async () => {
    const { app } = await open();
    await row('Ballad').click();
    await userEvent.keyboard('{F2}');
    await page.getByRole('textbox', { name: 'Name of the scene', exact: true }).fill('Slow song');
    await userEvent.keyboard('{Enter}');
    expect(app.heard('sceneDescribe')).toEqual([{ type: 'sceneDescribe', id: 'b', about: { name: 'Slow song' } }]);
    (row('Ballad').element() as HTMLElement).focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(app.heard('sceneMove')).toEqual([{ type: 'sceneMove', id: 'b', index: 0 }]);
  });

  test('is put in order by a finger on the grip; anywhere else a finger scrolls', async () => {
    const { app } = await open();
    const first = row('Opening').element();
    const { bottom } = row('Ballad').element().getBoundingClientRect();
    const drag = (from: Element | null) => {
      const finger = { bubbles: true, button: 0, pointerType: 'touch', pointerId: 5, clientX: 60 };
      const { top } = first.getBoundingClientRect();
      from?.dispatchEvent(new PointerEvent('pointerdown', { ...finger, clientY: top + 10 }));
      for (const y of [top + 20, bottom - 4]) dispatchEvent(new PointerEvent('pointermove', { ...finger, clientY: y }));
      dispatchEvent(new PointerEvent('pointerup', { ...finger, clientY: bottom - 4 }));
    };
    drag(first.querySelector('.name'));
    expect(app.heard('sceneMove')).toHaveLength(0);
    drag(first.querySelector('.grip'));
    expect(app.heard('sceneMove')).toEqual([{ type: 'sceneMove', id: 'a', index: 1 }]);
  });

  test('says what undo of the show would do', async () => {
    const { app } = await open();
    await page.getByRole('button', { name: 'Undo in the show: store "Ballad"' }).click();
    expect(app.heard('showUndo')).toHaveLength(1);
  });
});

describe('a preview', () => {
  test('says in words what differs, who hears it and what needs a second yes, and sends nothing', async () => {
    const opened = await open();
    await row('Opening').click();
    await answer(opened);
    await expect
      .element(page.getByText('1 difference from now. Takes about 0.5 s. Nothing is sent by looking.'))
      .toBeVisible();
    await expect.element(page.getByText('Who will hear it: Main.')).toBeVisible();
    await expect.element(page.getByRole('region', { name: 'Kick' })).toHaveTextContent('fader −30.0 dB → 0.0 dB');
    await expect.element(page.getByText('Left alone: 2 values out of scope.')).toBeVisible();
    expect(opened.mirror.scenes.ghosts.get(opened.app.schema.need('channel/1/fader'))).toBe(0);
    expect(opened.app.sets).toHaveLength(0);
    expect(opened.app.heard('sceneRecall')).toHaveLength(0);
  });

  test('with a far rise is recalled only by holding, with the yes in the message', async () => {
    const opened = await open();
    await row('Opening').click();
    await answer(opened);
    const button = page.getByRole('button', { name: 'Hold to recall 1 value' });
    await button.click();
    expect(opened.app.heard('sceneRecall')).toHaveLength(0);
    button.element().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    await expect
      .poll(() => opened.app.heard('sceneRecall'))
      .toEqual([{ type: 'sceneRecall', source: { from: 'scene', id: 'a' }, agreed: ['rises'] }]);
    expect(opened.mirror.scenes.ghosts.size).toBe(0);
  });

  test('with nothing that needs a yes is recalled by a press', async () => {
    const opened = await open();
    await row('Opening').click();
    await answer(opened, []);
    await page.getByRole('button', { name: 'Recall 1 value' }).click();
    expect(opened.app.heard('sceneRecall')).toHaveLength(1);
  });

  test('takes gain in only when it is ticked', async () => {
    const opened = await open();
    await row('Opening').click();
    await answer(opened);
    await page.getByRole('checkbox', { name: 'Gain and trim: 1 value left out' }).click();
    await expect.poll(() => opened.app.heard('scenePreview').at(-1)?.agreed).toEqual(['gain']);
    expect(opened.app.heard('scenePreview').at(-1)?.scope?.kinds).toContain('gains');
  });

  test('is narrowed by kind, and faded', async () => {
    const opened = await open();
    await row('Opening').click();
    await answer(opened);
    await page.getByText('This recall: scope and fade').click();
    await page
      .getByRole('toolbar', { name: 'Scope of this recall', exact: true })
      .getByRole('button', { name: 'Mutes', exact: true })
      .click();
    await expect.poll(() => opened.app.heard('scenePreview').at(-1)?.scope?.kinds).not.toContain('mutes');
    await answer(opened);
    await page.getByRole('textbox', { name: 'Fade, s' }).first().fill('7.5');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => opened.app.heard('scenePreview').at(-1)?.fade).toEqual({ ms: 7500, law: 'dB' });
  });

  test('is narrowed to a strip and to a bus, for this recall and for the scene', async () => {
    const opened = await open();
    await row('Opening').click();
    await answer(opened);
    await page.getByText('This recall: scope and fade').click();
    await page.getByText('Only these strips: all').nth(1).click();
    const strips = page.getByRole('toolbar', { name: 'Only these strips, this recall: channels' });
    await strips.getByRole('button', { name: 'Kick' }).click();
    await expect.poll(() => opened.app.heard('scenePreview').at(-1)?.scope?.strips).toEqual(['channel/1']);
    expect(opened.app.heard('scenePreview').at(-1)?.scope?.kinds).toContain('faders');
    await answer(opened);
    await strips.getByRole('button', { name: 'Kick' }).click();
    await expect.poll(() => opened.app.heard('scenePreview').at(-1)?.scope).toBeUndefined();
    await answer(opened);
    await page.getByText('The scene itself: name, notes, colour, fade, scope').click();
    await page.getByText('Of sends only those to: all busses').last().click();
    const busses = page.getByRole('toolbar', { name: 'Of sends only those to, the scene: busses' });
    await busses.getByRole('button').nth(2).click();
    expect(opened.app.heard('sceneDescribe')).toEqual([
      { type: 'sceneDescribe', id: 'a', about: { scope: { busses: ['bus/3'] } } },
    ]);
  });

  test('is compared as long as the button is held', async () => {
    const opened = await open();
    await row('Opening').click();
    await answer(opened);
    await expect.element(page.getByRole('button', { name: 'Hold to compare A/B' })).toBeEnabled();
    const button = page.getByRole('button', { name: 'Hold to compare A/B' }).element();
    button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await expect.poll(() => opened.app.heard('compare')).toHaveLength(1);
    opened.app.tell({ type: 'comparing', by: 'Test', title: 'Opening' });
    button.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    await expect.poll(() => opened.app.heard('compare').at(-1)).toEqual({ type: 'compare', on: false });
  });
});

test('a compare that is let go before the app answers, or whose page goes, is ended', async () => {
  const opened = await open();
  await row('Opening').click();
  await answer(opened);
  const button = page.getByRole('button', { name: 'Hold to compare A/B' });
  await expect.element(button).toBeEnabled();
  const press = (type: string) => button.element().dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0 }));
  const said = () => opened.app.heard('compare').map(({ on }) => on);
  press('pointerdown');
  press('pointerup');
  await expect.poll(said).toEqual([true, false]);
  press('pointerup');
  press('pointerdown');
  await expect.poll(said).toEqual([true, false, true]);
  await page.getByRole('button', { name: 'Close the preview' }).click();
  await expect.poll(said).toEqual([true, false, true, false]);
});

describe('safes', () => {
  test('of single parameters are found by strip and name, and taken away', async () => {
    const { app, mirror } = await open();
    await page.getByText('Safes: what no recall changes').click();
    await page.getByRole('combobox', { name: 'Strip of the parameter' }).selectOptions('Kick');
    await page.getByRole('searchbox', { name: /Part of the parameter/ }).fill('fader');
    const found = page.getByRole('toolbar', { name: 'Parameters to keep safe' });
    await found.getByRole('button', { name: 'fader', exact: true }).click();
    expect(app.heard('showSafes').at(-1)?.safes.params).toEqual(['channel/1/fader']);
    app.tell({ type: 'show', show: { ...mirror.scenes.show, safes: { params: ['channel/1/fader'] } } });
    await page.getByRole('button', { name: 'No longer safe: Kick, fader' }).click();
    expect(app.heard('showSafes').at(-1)?.safes.params).toEqual([]);
    await page.getByRole('searchbox', { name: /Part of the parameter/ }).fill('xylophone');
    await expect.element(page.getByText('This strip has nothing of that name.')).toBeVisible();
  });

  test('are made beside a difference, and what is safe by then is looked at anew', async () => {
    const opened = await open(show({ safes: { strips: ['channel/2'] } }));
    await row('Opening').click();
    await answer(opened);
    await page.getByRole('button', { name: 'Keep Kick, fader safe from all recalls' }).click();
    const safes = { strips: ['channel/2'], busses: [], params: ['channel/1/fader'] };
    expect(opened.app.heard('showSafes')).toEqual([{ type: 'showSafes', safes }]);
    const looked = opened.app.heard('scenePreview').length;
    opened.app.tell({ type: 'show', show: show({ safes }) });
    await expect.poll(() => opened.app.heard('scenePreview').length).toBe(looked + 1);
  });
});

test('the show is limited by kind, by strip and by bus', async () => {
  const { app, mirror } = await open();
  await page.getByText('Scope: what any recall of the show may change').click();
  await page.getByText('Only these strips: all').click();
  await page
    .getByRole('toolbar', { name: 'Only these strips, the show: channels' })
    .getByRole('button', { name: 'Kick' })
    .click();
  const [said] = app.heard('showScope');
  expect(said?.scope?.strips).toEqual(['channel/1']);
  expect(said?.scope?.kinds).toContain('faders');
  app.tell({ type: 'show', show: { ...mirror.scenes.show, scope: said?.scope ?? null } });
  await page
    .getByRole('toolbar', { name: 'Scope of the show, by one press' })
    .getByRole('button', { name: 'Names only' })
    .click();
  expect(app.heard('showScope').at(-1)?.scope).toMatchObject({ kinds: ['names'], strips: ['channel/1'] });
});

test('a scene is renamed, moved and doubled beside its preview', async () => {
  const { app } = await open();
  await row('Ballad').click();
  await page.getByRole('button', { name: 'Move up' }).click();
  expect(app.heard('sceneMove')).toEqual([{ type: 'sceneMove', id: 'b', index: 0 }]);
  await expect.element(page.getByRole('button', { name: 'Move down' })).toBeDisabled();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  expect(app.heard('sceneDuplicate')).toEqual([{ type: 'sceneDuplicate', id: 'b' }]);
  await page.getByText('The scene itself: name, notes').click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Slow song');
  await userEvent.keyboard('{Tab}');
  expect(app.heard('sceneDescribe')).toEqual([{ type: 'sceneDescribe', id: 'b', about: { name: 'Slow song' } }]);
});

test('a fade that is no time is refused in words, and groups have times of their own', async () => {
  const { app } = await open();
  await row('Ballad').click();
  await page.getByText('The scene itself: name, notes').click();
  await page.getByRole('textbox', { name: 'Fade, s' }).fill('61');
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByText('Fade: seconds from 0 to 60 are needed, not "61".')).toBeVisible();
  expect(app.heard('sceneDescribe')).toHaveLength(0);
  await page.getByRole('textbox', { name: 'Sends, s' }).fill('1,5');
  await userEvent.keyboard('{Tab}');
  expect(app.heard('sceneDescribe').at(-1)?.about).toEqual({ fade: { ms: 3000, law: 'dB', groups: { sends: 1500 } } });
});

test('a recall that was not begun says why until it is looked at again', async () => {
  const opened = await open();
  await row('Opening').click();
  await answer(opened, []);
  opened.app.tell({ type: 'recallNeeds', title: 'Opening', needs: ['unmutes'] });
  await expect.poll(() => opened.mirror.scenes.needs?.needs).toEqual(['unmutes']);
  await expect.element(page.getByText(/since you looked/)).toBeVisible();
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect.element(page.getByText(/Nothing was sent: since/)).not.toBeInTheDocument();
});

test('a file that is far too large is not even read', async () => {
  const { app, state } = await open();
  state.dropped = new File([new Uint8Array(3_000_000)], 'film.mov');
  await expect.element(page.getByText(/film.mov is far larger than a scene/)).toBeVisible();
  expect(app.heard('filePart')).toHaveLength(0);
  expect(state.dropped).toBeUndefined();
});

test('a file is read in parts and looked at', async () => {
  const { app, state } = await open();
  const input = area.querySelector<HTMLInputElement>('input[type=file]');
  const transfer = new DataTransfer();
  transfer.items.add(new File(['x'.repeat(90_000)], 'church.scn'));
  if (!input) throw new Error('There is no place for a file');
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(() => app.heard('filePart').length).toBe(3);
  const [first] = app.heard('filePart');
  expect(app.heard('filePart').map(({ text }) => text.length)).toEqual([40_000, 40_000, 10_000]);
  app.tell({
    type: 'fileRead',
    request: first?.request ?? 0,
    file: 'file-1',
    title: 'Church',
    values: 2000,
    unknown: ['/odd'],
    problem: '',
  });
  await expect.element(page.getByText('1 line not understood, and kept as written')).toBeVisible();
  expect(state.source).toEqual({ from: 'file', file: 'file-1' });
});

test('of a file only the chosen kinds are taken into the show, everything unless something is chosen', async () => {
  const opened = await open();
  opened.state.look({ from: 'file', file: 'file-1' });
  await answer(opened);
  const take = page.getByRole('button', { name: 'Take it into the show' });
  await take.click();
  expect(opened.app.heard('fileImport')).toEqual([{ type: 'fileImport', file: 'file-1', name: 'Opening' }]);
  await page.getByText('What comes in from the file: everything').click();
  const presets = page.getByRole('toolbar', { name: 'What comes in from the file, by one press' });
  await presets.getByRole('button', { name: 'Names only' }).click();
  await expect.element(page.getByText(/lines that are not understood, stay outside/)).toBeVisible();
  await take.click();
  expect(opened.app.heard('fileImport').at(-1)?.scope).toEqual({ kinds: ['names'], main: true });
});

test('the desk is saved in a chosen format of the console', async () => {
  const { app } = await open();
  await expect.poll(() => app.heard('fileFormats')).toHaveLength(1);
  const formats = [
    { id: 'scn-4.0', title: 'Scene, new' },
    { id: 'snp', title: 'Snippet' },
  ];
  app.tell({ type: 'fileFormats', request: app.heard('fileFormats')[0]?.request ?? 0, formats });
  await page.getByRole('combobox', { name: 'Format: Save the desk as a file' }).selectOptions('Snippet');
  await page.getByRole('button', { name: 'Save the desk as a file' }).click();
  expect(app.heard('sceneExport')).toMatchObject([{ format: 'snp' }]);
});

describe('a recall', () => {
  const status = (over: Partial<RecallStatus>): RecallStatus => ({
    title: 'Opening',
    by: 'Anna',
    state: 'done',
    total: 214,
    landed: 214,
    between: 0,
    missed: [],
    why: '',
    tookMs: 612,
    ...over,
  });

  test('is reported with its proof, or with what did not take and why', async () => {
    const { app, mirror } = await open();
    await render(RecallBanner, { target: area, props: { mirror } });
    app.tell({ type: 'recall', recall: status({}) });
    await expect.element(page.getByText('Opening: 214 of 214 landed in 0.6 s.')).toBeInTheDocument();
    const missed = [{ id: 1, address: 'channel/1/fader', title: 'Kick fader', wanted: '−4.2', why: 'held' as const }];
    app.tell({ type: 'recall', recall: status({ landed: 213, missed }) });
    await expect.element(page.getByText(/213 of 214 landed in 0.6 s; 1 did not/)).toBeInTheDocument();
    await expect.element(page.getByText(/somebody holds it/)).toBeInTheDocument();
  });

  test('that was stopped in a fade says how many values are between old and new', async () => {
    const { app, mirror } = await open();
    await render(RecallBanner, { target: area, props: { mirror } });
    const missed = [
      { id: 1, address: 'channel/1/fader', title: 'Kick fader', wanted: '0.0 dB', why: 'on the way' as const },
    ];
    const ended = status({ state: 'ended', total: 3, landed: 0, between: 3, missed, why: 'Anna stopped it' });
    app.tell({ type: 'recall', recall: ended });
    await expect
      .element(page.getByText('Opening ended early: Anna stopped it. 0 of 3 landed; 3 values are between old and new.'))
      .toBeInTheDocument();
    await expect.element(page.getByText(/stopped on the way, between old and new/)).toBeInTheDocument();
  });

  test('that took the place of another one says what that came to', async () => {
    const { app, mirror } = await open();
    await render(RecallBanner, { target: area, props: { mirror } });
    const before = { title: 'Ballad', by: 'Ben', landed: 12, between: 1, total: 40 };
    app.tell({ type: 'recall', recall: status({ before }) });
    await expect
      .element(page.getByText('It took the place of Ballad by Ben: 12 of 40 landed; 1 value is between old and new.'))
      .toBeInTheDocument();
    app.tell({ type: 'recall', recall: status({}) });
    await expect.element(page.getByText(/It took the place/)).not.toBeInTheDocument();
  });

  test('that was cut short asks what is to become of it', async () => {
    const { app, mirror } = await open();
    await render(RecallBanner, { target: area, props: { mirror } });
    app.tell({
      type: 'interruptedRecall',
      interrupted: { title: 'Opening', by: 'Anna', atMs: 0, total: 500, applied: 120, between: 2, changed: 1 },
    });
    await expect.element(page.getByText(/120 of 500 applied. 2 values are between old and new/)).toBeInTheDocument();
    await expect.element(page.getByText(/1 value was moved since/)).toBeInTheDocument();
    (page.getByRole('button', { name: 'Roll back' }).element() as HTMLElement).click();
    expect(app.heard('interrupted')).toEqual([{ type: 'interrupted', how: 'rollBack' }]);
  });
});

test('on a phone nothing is wider than it', async () => {
  await page.viewport(390, 844);
  const opened = await open();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  await row('Opening').click();
  await answer(opened);
  await expect.element(page.getByText('Who will hear it: Main.')).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
