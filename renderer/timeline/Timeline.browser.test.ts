import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import type { JournalEntry } from '../../shared/protocol/journal.ts';
import type { RestoreChange } from '../../shared/protocol/trust.ts';
import { ScriptedApp } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import Timeline from './Timeline.svelte';

const startMs = new Date(2026, 0, 2, 20, 0, 0).getTime();
let area: HTMLElement;

const change = (id: number, over: Partial<JournalEntry> = {}): JournalEntry => ({
  id,
  atMs: startMs + id * 10_000,
  by: id % 2 ? 'Anna' : 'Sam',
  why: 'hand',
  gesture: id,
  address: 'channel/1/fader',
  before: '−4.2 dB',
  after: `−${id}.0 dB`,
  landedMs: 5,
  ...over,
});
/** Newest first. */
const changes = (count: number) => Array.from({ length: count }, (_, index) => change(count - index));

async function open(entries: readonly JournalEntry[] | undefined, more = false) {
  const values = { 'channel/1/name': 'Kick', 'channel/2/name': 'Snare', 'channel/1/fader': -6, 'channel/2/mute': 1 };
  const app = new ScriptedApp({ values });
  const mirror = new DeskMirror(app.open);
  await expect.poll(() => mirror.schema !== undefined).toBe(true);
  await render(Timeline, { target: area, props: { mirror } });
  await expect.poll(() => app.heard('journal')).toHaveLength(1);
  const answer = (list: readonly JournalEntry[], isMore = false) => {
    const request = app.heard('journal').at(-1)?.request ?? 0;
    app.tell({ type: 'journal', request, entries: list, more: isMore });
  };
  if (entries) answer(entries, more);
  return { app, mirror, answer };
}
type Opened = Awaited<ReturnType<typeof open>>;

/** The desk as it was: Kick at −4.2, Snare open. */
async function answerThen({ app }: Opened) {
  await expect.poll(() => app.heard('deskAt').length).toBeGreaterThan(0);
  const asked = app.heard('deskAt').at(-1);
  const { schema } = app;
  const numbers = [
    [schema.need('channel/1/fader'), -4.25],
    [schema.need('channel/2/mute'), 0],
  ] as const;
  const texts = [
    [schema.need('channel/1/name'), 'Kick'],
    [schema.need('channel/2/name'), 'Snare'],
  ] as const;
  app.tell({ type: 'deskAt', request: asked?.request ?? 0, atMs: asked?.atMs ?? 0, numbers, texts });
  return asked;
}

const rows = () => page.getByRole('listbox').getByRole('option');

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

describe('the list', () => {
  test('says who moved what from where to where, and when', async () => {
    await open(changes(3));
    const newest = rows().first();
    await expect
      .element(newest)
      .toHaveAccessibleName('20:00:30, Anna, Kick, fader, −4.2 dB to −3.0 dB, by hand, landed after 5 ms');
    await expect.element(newest).toHaveTextContent('−4.2 → −3.0 dB');
  });

  test('of thousands mounts those in sight, and asks for older ones at its end', async () => {
    const { app } = await open(changes(2000), true);
    await expect.element(rows().first()).toBeVisible();
    expect(area.querySelectorAll('[role=listbox] [role=option]').length).toBeLessThan(60);
    const list = page.getByRole('listbox').element();
    list.scrollTop = list.scrollHeight;
    await expect.poll(() => app.heard('journal').find(({ beforeId }) => beforeId === 1)).toBeDefined();
  });

  test('is narrowed to a strip and a person', async () => {
    const { app } = await open(changes(3));
    await page.getByRole('combobox', { name: 'Strip' }).selectOptions('Snare');
    await page.getByRole('combobox', { name: 'Person' }).selectOptions('Sam');
    await expect.poll(() => app.heard('journal').at(-1)?.filter).toEqual({ strip: 'channel/2', person: 'Sam' });
  });

  test('follows what happens', async () => {
    const { app, answer } = await open(changes(2));
    await expect.poll(() => rows().elements().length).toBe(2);
    await expect.poll(() => app.heard('journal').length, { timeout: 4000 }).toBe(2);
    answer(changes(3));
    await expect.poll(() => rows().elements().length).toBe(3);
  });

  test('says what it waits for, that nothing is there, and that it could not be read', async () => {
    const { app, answer } = await open(undefined);
    await expect.element(page.getByText('Reading the timeline…')).toBeVisible();
    answer([]);
    await expect.element(page.getByText(/^Nothing has changed yet/)).toBeVisible();
    await page.getByRole('combobox', { name: 'Time' }).selectOptions('Last 5 minutes');
    app.close();
    await expect.element(page.getByText(/could not be read/)).toBeVisible();
  });
});

describe('the desk as it was', () => {
  test('before a change is shown beside what it is now', async () => {
    const opened = await open(changes(3));
    await rows().nth(1).click();
    const asked = await answerThen(opened);
    expect(asked?.atMs).toBe(startMs + 20_000 - 1);
    await expect.element(page.getByRole('heading', { name: 'The desk before 20:00:20' })).toBeVisible();
    await expect
      .element(page.getByRole('button', { name: /^Kick: fader −4\.\d dB, now −6\.0 dB; 1 value differs$/ }))
      .toBeVisible();
    await expect.element(page.getByRole('button', { name: /^Snare: .*now muted; 1 value differs$/ })).toBeVisible();
    await expect.element(page.getByText('2 values differ from now.')).toBeVisible();
    expect(opened.app.sets).toHaveLength(0);
  });

  test('arrow keys go through the changes, and along the slider from change to change', async () => {
    const { app } = await open(changes(3));
    await expect.element(rows().first()).toBeVisible();
    (page.getByRole('listbox').element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(() => app.heard('deskAt').at(-1)?.atMs).toBe(startMs + 30_000 - 1);
    const slider = page.getByRole('slider', { name: 'Time of the desk shown' });
    (slider.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(slider).toHaveAttribute('aria-valuetext', '20:00:19');
  });

  test('is put back only after a preview, guarded values only if ticked', async () => {
    const opened = await open(changes(3));
    const { app } = opened;
    await rows().first().click();
    await answerThen(opened);
    await page.getByRole('button', { name: 'Restore everything…' }).click();
    await expect.element(page.getByText(/^Comparing with/)).toBeVisible();
    const request = app.heard('restorePreview').at(-1)?.request ?? 0;
    const preview: RestoreChange[] = [
      { id: 1, address: 'channel/1/fader', before: '−6.0 dB', after: '−4.2 dB', guarded: false },
      { id: 2, address: 'channel/2/mute', before: 'on', after: 'off', guarded: false },
      { id: 3, address: 'channel/1/mute', before: 'off', after: 'on', guarded: true },
    ];
    app.tell({ type: 'restorePreview', request, atMs: startMs, changes: preview });
    await page.getByRole('checkbox', { name: /Snare/ }).click();
    await page.getByRole('button', { name: 'Restore 1 value', exact: true }).click();
    expect(app.heard('restore')).toEqual([{ type: 'restore', atMs: startMs + 30_000 - 1, ids: [1], guarded: false }]);
    await expect.poll(() => page.getByRole('dialog').query()).toBeNull();
  });

  test('guarded values are restored with a held button', async () => {
    const opened = await open(changes(3));
    const { app } = opened;
    await rows().first().click();
    await answerThen(opened);
    await page.getByRole('button', { name: /^Restore Kick to before 20:00:30/ }).click();
    const asked = app.heard('restorePreview').at(-1);
    expect(asked?.strip).toBe('channel/1');
    const preview = [{ id: 3, address: 'channel/1/mute', before: 'off', after: 'on', guarded: true }];
    app.tell({ type: 'restorePreview', request: asked?.request ?? 0, atMs: startMs, changes: preview });
    await page.getByRole('checkbox').last().click();
    const hold = page.getByRole('button', { name: 'Hold to restore 1 value' });
    await expect.element(hold).toBeVisible();
    hold.element().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    await expect.poll(() => app.heard('restore').at(-1)?.guarded).toBe(true);
  });

  test('as it was found on connecting is one button away', async () => {
    const { app } = await open(changes(1));
    app.tell({ type: 'asFound', atMs: startMs });
    await page.getByRole('button', { name: 'As found at 20:00' }).click();
    await expect.poll(() => app.heard('deskAt').at(-1)?.atMs).toBe(startMs);
    await expect.element(page.getByRole('heading', { name: 'The desk as found at 20:00' })).toBeVisible();
  });
});

describe('a replay', () => {
  test('of the stretch after the chosen time is played on the emulated console, and can be stopped', async () => {
    const opened = await open(changes(3));
    opened.app.setStatus({ emulated: true });
    await rows().first().click();
    await answerThen(opened);
    const { app } = opened;
    await page.getByRole('combobox', { name: 'Replay', exact: true }).selectOptions('5 minutes');
    await page.getByRole('combobox', { name: 'Speed of the replay' }).selectOptions('4×');
    await page.getByRole('button', { name: 'Play' }).click();
    const asked = app.heard('replay').at(-1);
    expect(asked?.speed).toBe(4);
    expect(asked && asked.toMs - asked.fromMs).toBeLessThanOrEqual(300_000);
    app.tell({ type: 'replay', replay: { by: 'Test', played: 20, total: 41, left: 0 } });
    await expect.element(page.getByText('Playing on the emulated console: 20 of 41 changes.')).toBeVisible();
    await page.getByRole('button', { name: 'Stop the replay' }).click();
    expect(app.heard('endReplay')).toHaveLength(1);
  });

  test('is not offered while a real console is connected', async () => {
    const opened = await open(changes(3));
    await rows().first().click();
    await answerThen(opened);
    await expect.element(page.getByRole('button', { name: 'Play' })).toBeDisabled();
  });
});

test('what is listed is saved as a file', async () => {
  const { app } = await open(changes(1));
  await page.getByRole('button', { name: 'JSON lines' }).click();
  const asked = app.heard('export').at(-1);
  expect(asked?.format).toBe('jsonl');
  app.tell({ type: 'exported', request: asked?.request ?? 0, fileName: 'omnibus.jsonl', text: '{}\n', left: 7 });
  await expect.element(page.getByText('Saved as omnibus.jsonl; 7 older changes did not fit into it.')).toBeVisible();
});

test('on a phone nothing is wider than it', async () => {
  await page.viewport(390, 844);
  const opened = await open(changes(40));
  await rows().first().click();
  await answerThen(opened);
  await expect.element(page.getByRole('button', { name: 'Restore everything…' })).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
