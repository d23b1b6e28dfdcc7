import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import type { RemoteStatus } from '../../shared/protocol/remoteMessages.ts';
import { ScriptedApp } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import PeoplePage from './PeoplePage.svelte';

const closed: RemoteStatus = {
  isOn: true,
  host: '192.0.2.1',
  port: 8080,
  isHttps: false,
  urls: ['http://192.0.2.1:8080'],
  networks: [],
  pairing: null,
  strangers: [],
  problem: '',
};
const pairing = {
  name: 'Anna',
  role: 'performer' as const,
  busses: ['bus/1'],
  pin: '123456',
  url: 'http://192.0.2.1:8080',
  qr: ['10', '01'],
  untilMs: Date.now() + 300_000,
  tries: 0,
  maxTries: 10,
};
const anna = { id: 'p1', name: 'Anna', role: 'performer' as const, busses: ['bus/1'] };
const ben = { id: 'p2', name: 'Ben', role: 'viewer' as const, busses: [] };

const row = (name: string) => page.getByRole('listitem', { name });
const again = (name: string) => page.getByRole('button', { name: `Pair ${name} again` });

async function open() {
  const app = new ScriptedApp({ values: { 'bus/1/name': 'Booth' } });
  await render(PeoplePage, { mirror: new DeskMirror(app.open) });
  await expect.poll(() => app.heard('roster').at(-1)?.on).toBe(true);
  app.tell({ type: 'remote', remote: closed });
  app.tell({ type: 'roster', people: [], known: [anna, ben] });
  await expect.element(row('Anna')).toBeVisible();
  return app;
}

beforeEach(async () => {
  await page.viewport(1280, 800);
});
afterEach(() => {
  cleanup();
});

describe('people of the show who are not paired', () => {
  test('stand in the list with what they were, and not at all where there are none', async () => {
    const app = await open();
    await expect.element(row('Anna')).toHaveTextContent(/Anna.*Performer.*Bus 1 Booth/i);
    await expect.element(row('Ben')).toHaveTextContent(/Ben/);
    app.tell({ type: 'roster', people: [], known: [] });
    await expect.element(row('Anna')).not.toBeInTheDocument();
    await expect.element(page.getByText('In the show, not paired')).not.toBeInTheDocument();
  });

  test('are paired again as what they were', async () => {
    const app = await open();
    await again('Anna').click();
    expect(app.heard('openPairing')).toEqual([
      { type: 'openPairing', name: 'Anna', role: 'performer', busses: ['bus/1'] },
    ]);
    app.tell({ type: 'remote', remote: { ...closed, pairing } });
    await expect.element(page.getByText('123 456')).toBeInViewport();
    // One door: whoever it is open for is not put out by a slip.
    await expect.element(again('Ben')).toBeDisabled();
  });

  test('are not paired while nobody can come in', async () => {
    const app = await open();
    app.tell({ type: 'remote', remote: { ...closed, isOn: false } });
    await expect.element(again('Anna')).toBeDisabled();
  });

  test('are taken out by a button that is held', async () => {
    const app = await open();
    const out = page.getByRole('button', { name: 'Take Ben out of the show' });
    const element = out.element() as HTMLButtonElement;
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await expect.poll(() => app.heard('revoke')).toEqual([{ type: 'revoke', person: 'p2' }]);
    element.dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter', bubbles: true, cancelable: true }));
    app.tell({ type: 'roster', people: [], known: [anna] });
    await expect.element(row('Ben')).not.toBeInTheDocument();
    await expect.element(row('Anna')).toBeVisible();
  });
});
