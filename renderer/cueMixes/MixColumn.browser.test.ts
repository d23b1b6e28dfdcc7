import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { ScriptedApp } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import CueMixes from './CueMixes.svelte';

let area: HTMLElement;
beforeEach(() => {
  area = document.createElement('div');
  document.body.append(area);
});
afterEach(() => {
  cleanup();
  area.remove();
});

test('one tap stores a mix alone as a scene, and says so', async () => {
  const app = new ScriptedApp({ values: { 'bus/3/name': 'Ben' } });
  const mirror = new DeskMirror(app.open);
  await expect.poll(() => mirror.schema !== undefined).toBe(true);
  await render(CueMixes, { target: area, props: { mirror } });
  const mix = page.getByRole('columnheader').filter({ hasText: 'Ben' });
  await mix.getByRole('button', { name: 'Store ear scene' }).click();
  await expect.poll(() => app.heard('sceneStore')).toHaveLength(1);
  const [said] = app.heard('sceneStore');
  expect(said).toMatchObject({ name: 'Ears: Ben', scope: { kinds: ['sends', 'taps'], busses: ['bus/3'] } });
  app.tell({ type: 'sceneStored', request: said?.request ?? -1, id: 'scene-1', problem: '' });
  await expect.element(mix.getByRole('status')).toHaveTextContent('Stored as the scene "Ears: Ben".');
});
