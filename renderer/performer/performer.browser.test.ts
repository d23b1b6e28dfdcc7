import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { type CueMix, plainMix } from '../../shared/desk/cueMix.ts';
import { ScriptedApp, type Values } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import PerformerPage from './PerformerPage.svelte';

const names: Values = Object.fromEntries(
  Array.from({ length: 32 }, (_, index) => [`channel/${index + 1}/name`, `Ch ${index + 1}`]),
);

/** The page of a performer of bus 1, before any desk has been told. */
async function pageOf(mix: Partial<CueMix> = {}) {
  const app = new ScriptedApp({ withoutDesk: true, values: names });
  const mirror = new DeskMirror(app.open);
  await expect.poll(() => mirror.me).toBe('Test');
  app.tell({
    type: 'hello',
    protocol: 1,
    version: '0.0.0',
    you: { name: 'Lindi', role: 'performer', busses: ['bus/1'] },
  });
  app.tell({ type: 'mixes', mixes: [{ ...plainMix('bus/1'), ...mix }] });
  app.setStatus({});
  await render(PerformerPage, { mirror });
  return { app, mirror };
}

const rowNames = () =>
  [...document.querySelectorAll('li [role=slider]')].map((each) => each.getAttribute('aria-label'));

beforeEach(() => page.viewport(390, 844));
afterEach(async () => {
  await cleanup();
  vi.restoreAllMocks();
});

test('nothing is drawn before it has values, and then everything that has a name, in the console’s order', async () => {
  const { app } = await pageOf();
  app.tell({ type: 'desk', profile: app.schema.profile, schemaHash: app.schema.hash });
  await expect.element(page.getByText('Your mix is coming')).toBeVisible();
  expect(rowNames()).toEqual([]);
  app.showDesk();
  const all = ['Whole mix', ...Array.from({ length: 32 }, (_, index) => `Ch ${index + 1}`)];
  await expect.poll(rowNames).toEqual(all);
});

test('while the values are told anew the rows stay', async () => {
  const { app } = await pageOf({ strips: ['channel/3', 'channel/1'] });
  app.showDesk();
  await expect.poll(rowNames).toEqual(['Whole mix', 'Ch 3', 'Ch 1']);
  app.tell({ type: 'desk', profile: app.schema.profile, schemaHash: app.schema.hash });
  await expect.element(page.getByRole('slider', { name: 'Whole mix', exact: true })).toHaveTextContent('?');
  expect(rowNames()).toHaveLength(3);
});

test('channels stand in the order that the engineer gave, a group where its first member would', async () => {
  const { app } = await pageOf({
    strips: ['channel/9', 'channel/2', 'channel/7', 'channel/1'],
    groups: [{ name: 'Keys', members: ['channel/1', 'channel/2'] }],
  });
  app.showDesk();
  await expect.poll(rowNames).toEqual(['Whole mix', 'Ch 9', 'Keys', 'Ch 7']);
  await page.getByRole('button', { name: 'Keys' }).click();
  await expect.poll(rowNames).toEqual(['Whole mix', 'Ch 9', 'Keys', 'Ch 2', 'Ch 1', 'Ch 7']);
  app.tell({ type: 'mixes', mixes: [{ ...plainMix('bus/1'), strips: ['channel/1', 'channel/9'] }] });
  await expect.poll(rowNames).toEqual(['Whole mix', 'Ch 1', 'Ch 9']);
});

test('says that “more me” lowers the others once I am at the ceiling, and asks the app for it', async () => {
  const level = 'channel/1/send/bus/1/level';
  const { app } = await pageOf({ me: ['channel/1'], ceilingDb: -10 });
  app.showDesk({ ...names, [level]: -20 });
  await expect.element(page.getByText('“More me” at the ceiling lowers the others instead.')).toBeVisible();
  app.report({ [level]: -10 });
  await expect.element(page.getByText('You are at the ceiling: “more me” lowers the others.')).toBeVisible();
  await page.getByRole('button', { name: 'more me' }).click();
  await expect.poll(() => app.heard('moreMe')).toEqual([{ type: 'moreMe', bus: 'bus/1', isLess: false }]);
});

test('the screen is kept on while the page is seen, asked for again on coming back, and let go with the page', async () => {
  const release = vi.fn(async () => undefined);
  const request = vi
    .spyOn(navigator.wakeLock, 'request')
    .mockImplementation(async () => ({ release }) as unknown as WakeLockSentinel);
  await pageOf();
  await expect.poll(() => request.mock.calls).toEqual([['screen']]);
  document.dispatchEvent(new Event('visibilitychange'));
  await expect.poll(() => request.mock.calls.length).toBe(2);
  await cleanup();
  await expect.poll(() => release.mock.calls.length).toBeGreaterThan(0);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(request.mock.calls).toHaveLength(2);
});
