import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { purposes, withAppParams } from '../../shared/desk/appParams.ts';
import { ScriptedApp, type ScriptedOptions, type Values } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import BusSign from './BusSign.svelte';
import GuideDialog from './GuideDialog.svelte';
import GuideMenu from './GuideMenu.svelte';
import { type GuidedAction, GuideState } from './guideState.svelte.ts';

const profile = withAppParams(new ScriptedApp().schema.profile);
const [pre, post] = [3, 4];
const values: Values = {
  'channel/1/name': 'Kick',
  'channel/1/fader': -6,
  'channel/2/name': 'Lindi',
  'channel/2/fader': -12,
  'bus/3/name': 'Wedge',
  'channel/2/send/bus/3/level': -20,
  'main/stereo/fader': 0,
};

async function link(options: ScriptedOptions = {}) {
  const app = new ScriptedApp({ profile, values, ...options });
  const mirror = new DeskMirror(app.open);
  await expect.poll(() => mirror.schema !== undefined && mirror.me === 'Test').toBe(true);
  /** Changes of the last guided step, by address. */
  const done = () => {
    const last = app.heard('guided').at(-1) as
      | { readonly changes: readonly { id: number; value: unknown }[] }
      | undefined;
    return new Map(last?.changes.map(({ id, value }) => [app.schema.addressOf(id), value]));
  };
  return { app, mirror, done };
}

async function dialog(action: GuidedAction, options: ScriptedOptions = {}) {
  const linked = await link(options);
  const guide = new GuideState();
  guide.open(action);
  await render(GuideDialog, { mirror: linked.mirror, guide });
  return { ...linked, guide };
}

const change = () => page.getByRole('region', { name: 'What will change' });

beforeEach(() => page.viewport(1280, 800));
afterEach(cleanup);

describe('the dialog of a cue mix', () => {
  test('says in words and ghosts what will change, and does just that', async () => {
    const { app, guide, done } = await dialog('cue');
    await page.getByRole('combobox', { name: 'Bus', exact: true }).selectOptions('bus/3');
    await expect.element(change().getByText(/^It starts as a copy of the main mix: \d+ strips/)).toBeVisible();
    await expect.element(page.getByText(/^In use: Lindi sent to it/)).toBeVisible();
    const kick = change()
      .getByRole('listitem')
      .filter({ hasText: /Kick.*−∞ dB/ });
    await expect.element(kick).toHaveTextContent(/send to Wedge.*−∞ dB.*→.*−6\.\d dB/);
    await expect.element(page.getByText(/^\d+ values, one step/)).toBeVisible();
    expect(app.heard('guided')).toEqual([]);
    await page.getByRole('button', { name: 'Make the cue mix' }).click();
    expect(guide.action).toBeUndefined();
    expect(app.heard('guided')).toMatchObject([{ action: 'cue mix', label: 'Cue mix Booth' }]);
    expect(done().get('bus/3/purpose')).toBe(purposes.indexOf('cue'));
    expect(done().get('bus/3/name')).toBe('Booth');
    expect(done().get('channel/1/send/bus/3/level')).toBeCloseTo(-6, 0);
  });

  test('follows the desk while it is open', async () => {
    const { app } = await dialog('cue');
    const kick = change()
      .getByRole('listitem')
      .filter({ hasText: /Kick.*−∞ dB/ });
    await expect.element(kick).toHaveTextContent(/−6\.\d dB$/);
    app.report({ 'channel/1/fader': -30 });
    await expect.element(kick).toHaveTextContent(/−30\.0 dB$/);
  });

  test('is named for those who listen, who hear themselves louder', async () => {
    await dialog('cue');
    await page.getByRole('button', { name: 'Lindi', exact: true }).click();
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Lindi');
    await expect.element(change().getByText('Lindi: 3.0 dB louder than there')).toBeVisible();
  });

  test('does nothing while something of it has not been read, or while frozen, and says why', async () => {
    const { app } = await dialog('cue', { values: { ...values, 'channel/5/send/bus/1/level': undefined } });
    const button = page.getByRole('button', { name: 'Make the cue mix' });
    await page.getByRole('combobox', { name: 'Bus', exact: true }).selectOptions('bus/1');
    await expect.element(page.getByRole('alert')).toHaveTextContent('has not been read');
    await expect.element(button).toBeDisabled();
    await page.getByRole('combobox', { name: 'Bus', exact: true }).selectOptions('bus/5');
    await expect.element(button).toBeEnabled();
    app.tell({ type: 'output', output: { state: 'frozen', why: 'freeze', by: 'Anna', sinceMs: 0 } });
    await expect.element(button).toBeDisabled();
    await expect.element(page.getByText('Frozen: nothing is sent')).toBeVisible();
  });

  test('goes by keyboard alone: Enter does it, Escape leaves it', async () => {
    const { app, guide } = await dialog('cue');
    await page.getByRole('textbox', { name: 'Name' }).fill('Ears');
    await userEvent.keyboard('{Enter}');
    expect(app.heard('guided')).toMatchObject([{ label: 'Cue mix Ears' }]);
    guide.open('cue');
    await expect.element(page.getByRole('dialog', { name: 'Cue mix' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => guide.action).toBeUndefined();
    expect(app.heard('guided')).toHaveLength(1);
  });

  test('fits on a phone, with its button in sight', async () => {
    await page.viewport(390, 844);
    await dialog('cue');
    const box = page.getByRole('button', { name: 'Make the cue mix' }).element().getBoundingClientRect();
    expect(box.bottom).toBeLessThanOrEqual(844);
    expect(box.right).toBeLessThanOrEqual(390);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  });
});

describe('other dialogs', () => {
  test('a subgroup without members is refused, with one it is made', async () => {
    const { app, done } = await dialog('subgroup');
    await expect.element(page.getByRole('alert')).toHaveTextContent('Choose the channels');
    await page.getByRole('button', { name: 'Kick', exact: true }).click();
    await page.getByRole('combobox', { name: 'Bus', exact: true }).selectOptions('bus/5');
    await page.getByRole('button', { name: 'Make the group' }).click();
    expect(done().get('bus/5/name')).toBe('Kick');
    // The channel changes its way into the main mix when the rest has come up.
    const ways = app
      .heard('guided')
      .at(-1)
      ?.afterwards.map(({ id, value }) => [app.schema.addressOf(id), value]);
    expect(new Map(ways as [string, number][])).toEqual(
      new Map([
        ['channel/1/assign/main', 0],
        ['bus/5/assign/main', 1],
      ]),
    );
  });

  test('an effect that would feed itself is refused', async () => {
    await dialog('effect');
    await page.getByRole('combobox', { name: 'Bus', exact: true }).selectOptions('bus/3');
    const ears = page.getByRole('group', { name: /heard in/ });
    await ears.getByRole('button', { name: 'Wedge', exact: true }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('feed itself');
    await expect.element(page.getByRole('button', { name: 'Make the loop' })).toBeDisabled();
  });

  test('an insert is set on a strip that is chosen', async () => {
    const { done } = await dialog('insert');
    await expect.element(page.getByText('Choose first.')).toBeVisible();
    await page.getByRole('button', { name: 'Kick', exact: true }).click();
    await page.getByRole('combobox', { name: 'What is inserted' }).selectOptions('fx/5/right');
    await page.getByRole('button', { name: 'Set the insert' }).click();
    expect(done().get('channel/1/insert/on')).toBe(1);
  });
});

test('the menu is opened and walked by keys', async () => {
  const chosen: string[] = [];
  await render(GuideMenu, { onChoose: (action: string) => chosen.push(action), onRooms: () => chosen.push('rooms') });
  await page.getByRole('button', { name: /^Guide/ }).click();
  await expect.element(page.getByRole('menuitem', { name: /^Cue mix/ })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(chosen).toEqual(['parallel']);
  await page.getByRole('button', { name: /^Guide/ }).click();
  await userEvent.keyboard('{ArrowUp}{Enter}');
  expect(chosen).toEqual(['parallel', 'rooms']);
});

describe('the sign of a bus', () => {
  const contradicting: Values = {
    ...values,
    'bus/3/purpose': purposes.indexOf('cue'),
    'channel/2/send/bus/3/tap': post,
    'channel/2/send/bus/3/level': -5,
  };
  async function sign(more: Values = values) {
    const linked = await link({ values: more });
    const opened: string[] = [];
    const onGuide = (action: string, bus: string) => opened.push(`${action} ${bus}`);
    await render(BusSign, { mirror: linked.mirror, bus: 'bus/3', place: 'rail', onGuide });
    return { ...linked, opened };
  }

  test('says what it is for, and lets it be chosen by keys', async () => {
    const { app, done } = await sign();
    const button = page.getByRole('button', { name: 'Purpose of Bus 3 (Wedge): none' });
    await button.click();
    await expect.element(page.getByRole('radio', { name: 'No purpose' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(app.heard('guided')).toMatchObject([{ action: 'purpose', label: 'Wedge: cue' }]);
    expect(done().get('bus/3/purpose')).toBe(purposes.indexOf('cue'));
  });

  test('shows a contradiction, explains it, and mends it with one tap at the level that is heard', async () => {
    const { done } = await sign(contradicting);
    await page.getByRole('button', { name: 'Purpose of Bus 3 (Wedge): cue, a contradiction' }).click();
    await expect.element(page.getByText('Bus 3 (Wedge) is a cue, but 1 send is post-fader: Lindi.')).toBeVisible();
    await page.getByRole('button', { name: 'Take it pre-fader' }).click();
    expect(done().get('channel/2/send/bus/3/tap')).toBe(pre);
    expect(done().get('channel/2/send/bus/3/level')).toBeCloseTo(-17, 0);
  });

  test('takes all its sends to the other side of the faders as loud as they are', async () => {
    const { app, done } = await sign({ ...values, 'channel/2/send/bus/3/tap': pre, 'channel/2/send/bus/3/level': -20 });
    await page.getByRole('button', { name: /^Purpose of Bus 3/ }).click();
    await expect.element(page.getByRole('button', { name: 'pre-fader', exact: true })).toBeDisabled();
    await page.getByRole('button', { name: 'post-fader', exact: true }).click();
    expect(app.heard('guided')).toMatchObject([{ action: 'tap flip', label: 'Wedge post-fader' }]);
    expect(done().get('channel/2/send/bus/3/tap')).toBe(post);
    expect(done().get('channel/2/send/bus/3/level')).toBeCloseTo(-8, 0);
  });

  test('leads to the action that sets up such a bus', async () => {
    const { opened } = await sign(contradicting);
    await page.getByRole('button', { name: /^Purpose of Bus 3/ }).click();
    await page.getByRole('button', { name: 'Cue mix on this bus…' }).click();
    expect(opened).toEqual(['cue bus/3']);
    await expect.element(page.getByText('What it is for')).not.toBeInTheDocument();
  });

  test('leaves a contradiction as meant, and tells of it again when asked to', async () => {
    const { app, done } = await sign(contradicting);
    await page.getByRole('button', { name: /a contradiction$/ }).click();
    await page.getByRole('button', { name: 'It is meant so' }).click();
    expect(done()).toEqual(new Map([['bus/3/purposeMeant', 'tap:channel/2']]));
    app.report({ 'bus/3/purposeMeant': 'tap:channel/2' });
    await expect
      .element(page.getByRole('button', { name: 'Purpose of Bus 3 (Wedge): cue', exact: true }))
      .toBeVisible();
    await page.getByRole('button', { name: /^Tell me again/ }).click();
    await expect.poll(() => app.lastSet('bus/3/purposeMeant')).toBe('');
  });
});
