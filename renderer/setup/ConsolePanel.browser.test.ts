import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { ScriptedApp, type ScriptedOptions } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import ConsolePanel from './ConsolePanel.svelte';

const families = [
  { id: 'x32', title: 'X32 and M32', emulated: true },
  { id: 'wing', title: 'WING', emulated: false },
];
const hall = { target: 'x32://10.0.0.9:10023', family: 'x32', name: 'Main hall', model: 'X32', firmware: '4.06' };

let area: HTMLElement;

async function panel(options: ScriptedOptions = { withoutDesk: true }) {
  const app = new ScriptedApp(options);
  const mirror = new DeskMirror(app.open);
  await render(ConsolePanel, { target: area, props: { mirror } });
  await expect.poll(() => app.heard('search').length).toBe(1);
  app.tell({ type: 'families', families });
  return { app, mirror };
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

test('it searches by itself, shows what answered and connects to it', async () => {
  const { app } = await panel();
  app.tell({ type: 'found', desks: [], searching: true });
  await expect.element(page.getByRole('button', { name: 'Searching…' })).toBeDisabled();
  app.tell({ type: 'found', desks: [hall], searching: false });
  await page.getByRole('button', { name: 'Connect to Main hall at x32://10.0.0.9:10023' }).click();
  expect(app.heard('connect')).toEqual([{ type: 'connect', target: 'x32://10.0.0.9:10023' }]);
});

test('a search without an answer says what to look at, and can be repeated', async () => {
  const { app } = await panel();
  app.tell({ type: 'found', desks: [], searching: false });
  await expect.element(page.getByText('No console answered.')).toBeVisible();
  await page.getByRole('button', { name: 'Search again' }).click();
  expect(app.heard('search')).toHaveLength(2);
});

test('an address is checked before anything is asked', async () => {
  const { app } = await panel();
  const field = page.getByRole('textbox', { name: 'Address of the console' });
  await field.fill('192.168.1.999');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('alert')).toHaveTextContent('“192.168.1.999” is no address');
  await expect.element(field).toHaveFocus();
  expect(app.heard('connect')).toEqual([]);
  await field.fill('192.168.1.9');
  await page.getByRole('combobox', { name: 'Kind of console' }).selectOptions('wing');
  await userEvent.click(page.getByRole('button', { name: 'Connect', exact: true }));
  expect(app.heard('connect')).toEqual([{ type: 'connect', target: 'wing://192.168.1.9' }]);
});

test('what a kind can be told is filled in beside its address', async () => {
  const { app } = await panel();
  const options = [
    { key: 'law', meaning: 'the law of its faders; without it, it is found out.', values: ['linear', 'audio'] },
    { key: 'midi', meaning: 'the name of a MIDI port.', replacesHost: true as const },
  ];
  app.tell({ type: 'families', families: [...families, { id: 'desk', title: 'Desk', emulated: false, options }] });
  expect(page.getByRole('group', { name: 'Options' }).elements()).toHaveLength(0);
  const kind = page.getByRole('combobox', { name: 'Kind of console' });
  await kind.selectOptions('desk');
  await expect.element(page.getByText('The law of its faders; without it, it is found out.')).toBeVisible();
  await page.getByRole('combobox', { name: 'law' }).selectOptions('audio');
  await page.getByRole('textbox', { name: 'midi' }).fill('USB MIDI 1');
  const connect = page.getByRole('button', { name: 'Connect', exact: true });
  await userEvent.click(connect);
  expect(app.heard('connect').at(-1)?.target).toBe('desk://?law=audio&midi=USB%20MIDI%201');
  await kind.selectOptions('wing');
  expect(page.getByRole('group', { name: 'Options' }).elements()).toHaveLength(0);
  await page.getByRole('textbox', { name: 'Address of the console' }).fill('10.0.0.9');
  await userEvent.click(connect);
  expect(app.heard('connect').at(-1)?.target).toBe('wing://10.0.0.9');
});

test('what the console leaves out is told with its reason', async () => {
  const absent = [{ what: 'Input gains', why: 'the console has no message for them' }];
  const { app } = await panel({ profile: { ...new ScriptedApp().schema.profile, absent, cannotBeAsked: true } });
  await expect.element(page.getByRole('heading', { name: 'What this console leaves out' })).toBeVisible();
  await expect.element(page.getByRole('term').filter({ hasText: 'Input gains' })).toBeVisible();
  await expect.element(page.getByText('the console has no message for them')).toBeVisible();
  await expect.element(page.getByText('It cannot be asked.')).toBeVisible();
  app.setStatus({ state: 'offline' });
  await expect.poll(() => page.getByRole('heading', { name: 'What this console leaves out' }).elements()).toEqual([]);
});

test('a console that leaves nothing out has no such list', async () => {
  await panel({});
  await expect.element(page.getByRole('heading', { name: /^Live/ })).toBeVisible();
  expect(page.getByText('What this console leaves out').elements()).toHaveLength(0);
});

test('the emulated console is one press away', async () => {
  const { app } = await panel();
  await page.getByRole('button', { name: 'Use the built-in emulated console' }).click();
  expect(app.heard('connect')).toEqual([{ type: 'connect', target: 'emulated' }]);
  app.setStatus({ state: 'live', emulated: true });
  await expect.element(page.getByText('The emulated console is in use.')).toBeVisible();
});

test('every state is told, a read with its progress', async () => {
  const { app } = await panel({});
  await expect.element(page.getByRole('heading', { name: 'Live: X32 “Main hall”' })).toBeVisible();
  app.setStatus({ state: 'reading', read: 412, total: 2117 });
  await expect.element(page.getByRole('heading', { name: 'Reading 412 of 2117' })).toBeVisible();
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '412');
  app.setStatus({ state: 'lost', detail: 'Asking every 2 s.' });
  await expect.element(page.getByRole('heading', { name: /^Lost since/ })).toBeVisible();
  await expect.element(page.getByText(/Asking every 2 s\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  expect(app.heard('disconnect')).toHaveLength(1);
});

test('figures of the link are asked for and shown', async () => {
  const { app } = await panel({});
  expect(app.heard('diagnostics')).toEqual([{ type: 'diagnostics', on: true }]);
  app.tell({
    type: 'diagnostics',
    link: {
      roundTripMs: 3.2,
      lossPercent: 12,
      sentPerSecond: 41,
      receivedPerSecond: 118,
      unknownMessages: 3,
      lastUnknown: '/unheard/of',
      malformed: 0,
      pending: 2,
      unconfirmed: 1,
    },
  });
  await expect.element(page.getByText('3.2 ms')).toBeVisible();
  await expect.element(page.getByText('41 out, 118 in per second')).toBeVisible();
  await expect.element(page.getByText('Last: /unheard/of')).toBeVisible();
});

test('without the app nothing can be pressed, and it says why', async () => {
  const { app } = await panel({});
  app.close();
  await expect.element(page.getByRole('heading', { name: 'The app is out of reach' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Search again' })).toBeDisabled();
});

test('a console map is loaded into the show, used, replaced and removed', async () => {
  const { app } = await panel();
  const options = [{ key: 'map', meaning: 'the console map.', examples: ['cc'], takes: 'consoleMap' as const }];
  app.tell({ type: 'families', families: [{ id: 'desk', title: 'Desk', emulated: false, options }] });
  await expect.element(page.getByText('Load one, and the show keeps it.', { exact: false })).toBeVisible();
  const file = (name: string, text: string) => new File([text], name, { type: 'application/json' });
  const chooser = page.getByLabelText('File of a console map');
  await userEvent.upload(chooser, file('wrong.json', '{"title": }'));
  await expect.poll(() => app.heard('consoleMapPut')).toHaveLength(1);
  expect(app.heard('consoleMapPut')[0]).toMatchObject({ fileName: 'wrong.json', text: '{"title": }' });
  app.tell({ type: 'consoleMapRead', request: 1, id: null, problem: 'The console map is not JSON.' });
  await expect.element(page.getByRole('alert')).toHaveTextContent('wrong.json: The console map is not JSON.');
  await userEvent.upload(chooser, file('desk.json', '{ "title": "My desk" }'));
  await expect.poll(() => app.heard('consoleMapPut')).toHaveLength(2);
  expect(app.heard('consoleMapPut')[1]).toEqual({
    type: 'consoleMapPut',
    request: 2,
    fileName: 'desk.json',
    text: '{"title":"My desk"}',
  });
  app.tell({ type: 'consoleMaps', maps: [{ id: 'my-desk-map', name: 'My desk' }] });
  app.tell({ type: 'consoleMapRead', request: 2, id: 'my-desk-map', problem: '' });
  await expect.element(page.getByText('desk.json is in the show and chosen.')).toBeVisible();
  await expect.element(page.getByRole('combobox', { name: 'map' })).toHaveValue('my-desk-map');
  await page.getByRole('textbox', { name: 'Address of the console' }).fill('10.0.0.9');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  expect(app.heard('connect').at(-1)?.target).toBe('desk://10.0.0.9?map=my-desk-map');
  await page.getByRole('button', { name: 'Remove My desk from the show' }).click();
  expect(app.heard('consoleMapDelete')).toEqual([{ type: 'consoleMapDelete', id: 'my-desk-map' }]);
  await expect.element(page.getByRole('combobox', { name: 'map' })).toHaveValue('');
});
