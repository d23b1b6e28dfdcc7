import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import type { Cue } from '../../shared/scenes/cueList.ts';
import { ScriptedApp } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import CuesView from './CuesView.svelte';

let area: HTMLElement;
const cue = (id: string, name: string): Cue => ({ id, label: id, name, note: '', messages: [], isSkipped: false });

async function open(armed: string | null = '2') {
  const app = new ScriptedApp();
  const mirror = new DeskMirror(app.open);
  await expect.poll(() => mirror.schema !== undefined).toBe(true);
  const cues = [cue('1', 'House open'), cue('2', 'Curtain')];
  app.tell({
    type: 'show',
    show: {
      name: '',
      file: null,
      isSaved: true,
      problem: '',
      scope: null,
      safes: {},
      scenes: [],
      kept: [],
      cues,
      undo: null,
      redo: null,
    },
  });
  app.tell({ type: 'cues', standing: { current: '1', armed, followsInMs: null, agreed: {} } });
  await render(CuesView, { target: area, props: { mirror } });
  return { app, mirror };
}

beforeEach(async () => {
  await page.viewport(1024, 768);
  area = document.createElement('div');
  area.style.cssText = 'position:fixed;inset:0';
  document.body.append(area);
});
afterEach(() => {
  cleanup();
  area.remove();
});

test('GO names what it runs; a press and the space bar are GO, typing is not', async () => {
  const { app } = await open();
  const go = page.getByRole('button', { name: /^GO/ });
  await expect.element(go).toHaveTextContent(/GO\s*2\s+Curtain/);
  await go.click();
  expect(app.heard('cueGo')).toHaveLength(1);
  await userEvent.keyboard(' ');
  expect(app.heard('cueGo')).toHaveLength(2);
  await page.getByRole('button', { name: /Edit 1\s+House open/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).click();
  await userEvent.keyboard(' x');
  expect(app.heard('cueGo')).toHaveLength(2);
});

test('without an armed cue, or while nothing may go to the console, GO is shut', async () => {
  const { app } = await open(null);
  await expect.element(page.getByRole('button', { name: /^GO/ })).toBeDisabled();
  app.tell({ type: 'cues', standing: { current: '1', armed: '2', followsInMs: null, agreed: {} } });
  await expect.element(page.getByRole('button', { name: /^GO/ })).toBeEnabled();
  app.tell({ type: 'output', output: { state: 'frozen', why: 'freeze', by: 'Ben', sinceMs: 0 } });
  await expect.element(page.getByRole('button', { name: /^GO/ })).toBeDisabled();
});

test('cues are armed, jumped to, edited and counted down', async () => {
  const { app } = await open();
  await page
    .getByRole('button', { name: /1\s+House open/, exact: false })
    .first()
    .click();
  expect(app.heard('cueArm')).toEqual([{ type: 'cueArm', id: '1' }]);
  await page.getByRole('button', { name: 'Jump to 2  Curtain' }).click();
  expect(app.heard('cueJump')).toEqual([{ type: 'cueJump', id: '2' }]);
  await userEvent.keyboard('{Backspace}');
  expect(app.heard('cueBack')).toHaveLength(1);
  app.tell({ type: 'cues', standing: { current: '1', armed: '2', followsInMs: 60_000, agreed: {} } });
  await expect.element(page.getByRole('timer')).toHaveTextContent(/Follows by itself in (60|59)\.\d s/);
  await page.getByRole('button', { name: /Edit 2\s+Curtain/ }).click();
  await page.getByRole('textbox', { name: 'Next after, s' }).fill('4');
  await userEvent.keyboard('{Tab}');
  expect(app.heard('cuePut').at(-1)?.cue).toMatchObject({ id: '2', followAfterMs: 4000 });
});

describe('a cue', () => {
  async function edit() {
    const opened = await open();
    await page.getByRole('button', { name: /Edit 2\s+Curtain/ }).click();
    /** The app keeps the cue as the page wants it. */
    const put = () => opened.app.heard('cuePut').at(-1)?.cue;
    return { ...opened, put };
  }

  test('is given messages, which are changed and taken away', async () => {
    const { app, mirror, put } = await edit();
    await page.getByRole('button', { name: 'Add the message' }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('UDP port: a whole number from 1 to 65535');
    expect(app.heard('cuePut')).toHaveLength(0);
    await page.getByRole('textbox', { name: 'Host' }).fill('10.0.0.5');
    await page.getByRole('textbox', { name: 'UDP port' }).fill('53000');
    await page.getByRole('textbox', { name: 'Path' }).fill('/cue/7/go');
    await page.getByRole('textbox', { name: 'Arguments' }).fill('1 "a b"');
    await page.getByRole('button', { name: 'Add the message' }).click();
    const message = { type: 'osc', host: '10.0.0.5', port: 53000, path: '/cue/7/go', args: [1, 'a b'] } as const;
    expect(put()).toMatchObject({ id: '2', messages: [message] });
    const kept = { ...cue('2', 'Curtain'), messages: [{ ...message, args: [...message.args] }] };
    app.tell({ type: 'show', show: { ...mirror.scenes.show, cues: [cue('1', 'House open'), kept] } });
    await page.getByRole('button', { name: 'OSC /cue/7/go 1 "a b" to 10.0.0.5:53000', exact: true }).click();
    await page.getByRole('textbox', { name: 'UDP port' }).fill('8000');
    await page.getByRole('button', { name: 'Keep the message' }).click();
    expect(put()?.messages).toEqual([{ ...message, port: 8000 }]);
    await page.getByRole('button', { name: /^Take away: OSC/ }).click();
    expect(put()?.messages).toEqual([]);
  });

  test('sends MIDI to a port that is named', async () => {
    const { put } = await edit();
    await page.getByRole('combobox', { name: 'Kind' }).selectOptions('MIDI note');
    await page.getByLabelText('MIDI port').fill('Lights');
    await page.getByRole('button', { name: 'Add the message' }).click();
    expect(put()?.messages).toEqual([{ type: 'midiNote', port: 'Lights', channel: 1, note: 60, velocity: 127 }]);
  });

  test('has a scope, a fade and a scene of the console of its own; what is no number is refused in words', async () => {
    const { app, mirror, put } = await edit();
    const scene = { ...cue('2', 'Curtain'), scene: 'a' };
    app.tell({ type: 'show', show: { ...mirror.scenes.show, cues: [scene] } });
    await page
      .getByRole('toolbar', { name: 'Scope of the cue', exact: true })
      .getByRole('button', { name: 'Mutes', exact: true })
      .click();
    expect(put()?.scope?.kinds).toContain('faders');
    expect(put()?.scope?.kinds).not.toContain('mutes');
    const said = app.heard('cuePut').length;
    await page.getByRole('textbox', { name: 'Console’s scene' }).fill('1.5');
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('whole number from 1 to 1000 is needed, not "1.5"');
    await page.getByRole('textbox', { name: 'Fade, s' }).fill('soon');
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByText('Fade: seconds from 0 to 60 are needed, not "soon".')).toBeVisible();
    expect(app.heard('cuePut')).toHaveLength(said);
    await page.getByRole('textbox', { name: 'Console’s scene' }).fill('12');
    await userEvent.keyboard('{Tab}');
    expect(put()).toMatchObject({ scene: 'a', deskScene: 12 });
  });

  test('is narrowed by strip and by bus, and has times of its own for groups', async () => {
    const { app, mirror, put } = await edit();
    const tell = (over: Partial<Cue>) =>
      app.tell({
        type: 'show',
        show: { ...mirror.scenes.show, cues: [{ ...cue('2', 'Curtain'), scene: 'a', ...over }] },
      });
    tell({});
    await page.getByText('Only these strips: all').click();
    const strips = page.getByRole('toolbar', { name: 'Only these strips, the cue: channels' });
    await strips.getByRole('button').nth(1).click();
    expect(put()?.scope).toEqual({ strips: ['channel/2'] });
    tell({ scope: { strips: ['channel/2'] } });
    await page.getByText('Of sends only those to: all busses').click();
    const busses = page.getByRole('toolbar', { name: 'Of sends only those to, the cue: busses' });
    await busses.getByRole('button').nth(2).click();
    expect(put()?.scope).toEqual({ strips: ['channel/2'], busses: ['bus/3'] });
    await strips.getByRole('button').nth(1).click();
    expect(put()).not.toHaveProperty('scope');
    await page.getByRole('textbox', { name: 'Fade, s' }).fill('4');
    await userEvent.keyboard('{Tab}');
    expect(put()?.fade).toEqual({ ms: 4000, law: 'dB' });
    tell({ fade: { ms: 4000, law: 'dB' } });
    await page.getByRole('textbox', { name: 'Faders, s' }).fill('0.5');
    await userEvent.keyboard('{Tab}');
    expect(put()?.fade).toEqual({ ms: 4000, law: 'dB', groups: { faders: 500 } });
    await page.getByRole('textbox', { name: 'Fade, s' }).fill('');
    await userEvent.keyboard('{Tab}');
    expect(put()).not.toHaveProperty('fade');
  });

  test('with a yes takes what the yes is for into its scope', async () => {
    const { app, mirror, put } = await edit();
    app.tell({ type: 'show', show: { ...mirror.scenes.show, cues: [{ ...cue('2', 'Curtain'), scene: 'a' }] } });
    await page.getByRole('checkbox', { name: 'the main mix' }).click();
    expect(put()?.scope?.main).toBe(true);
    expect(put()?.scope?.kinds).toContain('faders');
    expect(app.heard('cueAgree')).toEqual([{ type: 'cueAgree', id: '2', agreed: ['main'] }]);
  });
});

describe('by keys', () => {
  test('the space bar is for the control that the keyboard went to, and GO after a press of the mouse', async () => {
    const { app } = await open();
    const back = page.getByRole('button', { name: 'Back' });
    await back.click();
    await userEvent.keyboard(' ');
    expect(app.heard('cueGo')).toHaveLength(1);
    expect(app.heard('cueBack')).toHaveLength(1);
    await userEvent.keyboard('{Tab}{Shift>}{Tab}{/Shift}');
    await expect.element(back).toHaveFocus();
    await userEvent.keyboard(' ');
    expect(app.heard('cueGo')).toHaveLength(1);
    expect(app.heard('cueBack')).toHaveLength(2);
  });

  test('arrows arm, F2 edits, and a row that is moved keeps the focus', async () => {
    const { app, mirror } = await open();
    await userEvent.keyboard('{ArrowUp}');
    expect(app.heard('cueArm')).toEqual([{ type: 'cueArm', id: '1' }]);
    const first = page.getByRole('list', { name: 'Cue list' }).getByRole('button', { name: /^1\s+House open/ });
    (first.element() as HTMLElement).focus();
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(app.heard('cueMove')).toEqual([{ type: 'cueMove', id: '1', index: 1 }]);
    app.tell({ type: 'show', show: { ...mirror.scenes.show, cues: [...mirror.scenes.show.cues].reverse() } });
    await expect.element(first).toHaveFocus();
    await expect.element(page.getByText('1 House open: place 2 of 2')).toBeInTheDocument();
    await userEvent.keyboard('{F2}');
    await expect.element(page.getByRole('region', { name: 'Edit the cue' })).toBeVisible();
  });
});
