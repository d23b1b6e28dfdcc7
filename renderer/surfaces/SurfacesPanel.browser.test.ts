import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { noSurfaces, type SurfacesStatus } from '../../shared/protocol/surfaceMessages.ts';
import type { Mapping } from '../../shared/scenes/sections/mappings.ts';
import { ScriptedApp } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import LearnMenu from './LearnMenu.svelte';
import SurfacesPanel from './SurfacesPanel.svelte';

const calm: SurfacesStatus = {
  midiOff: '',
  inputs: ['X-Touch', 'Knobs'],
  outputs: ['X-Touch'],
  settings: noSurfaces,
  ports: [],
  osc: { isOn: false, problem: '', apps: [] },
  mappings: [],
  learning: null,
};
const knob: Mapping = {
  id: 'm1',
  name: '',
  port: 'Knobs',
  from: { type: 'control', channel: 1, number: 7, coding: 'absolute' },
  to: { type: 'param', address: 'channel/1/fader' },
  press: 'toggle',
};

let area: HTMLElement;

async function show(
  status: Partial<SurfacesStatus> = {},
  component: typeof SurfacesPanel | typeof LearnMenu = SurfacesPanel,
) {
  const app = new ScriptedApp();
  const mirror = new DeskMirror(app.open);
  await render(component, { target: area, props: { mirror } });
  await expect.poll(() => mirror.isLive).toBe(true);
  const tell = (change: Partial<SurfacesStatus>) => app.tell({ type: 'surfaces', status: { ...calm, ...change } });
  tell(status);
  return { app, mirror, tell };
}

beforeEach(async () => {
  await page.viewport(1280, 800);
  area = document.createElement('div');
  area.style.cssText = 'position:fixed;inset:0;overflow:auto';
  document.body.append(area);
});
afterEach(() => {
  cleanup();
  area.remove();
});

test('a port is put to use, several units become one surface', async () => {
  const { app, tell } = await show();
  await page.getByRole('combobox', { name: 'Use of X-Touch' }).selectOptions('mcu');
  const first = app.heard('surfacesUse').at(-1)?.settings;
  expect(first?.motors).toEqual([{ protocol: 'mcu', units: [{ port: 'X-Touch', kind: 'main' }] }]);
  tell({ settings: first ?? noSurfaces });
  await page.getByRole('combobox', { name: 'Use of Knobs' }).selectOptions('mcuExtender');
  expect(app.heard('surfacesUse').at(-1)?.settings.motors[0]?.units).toEqual([
    { port: 'X-Touch', kind: 'main' },
    { port: 'Knobs', kind: 'extender' },
  ]);
  await page.getByRole('combobox', { name: 'Use of X-Touch' }).selectOptions('none');
  expect(app.heard('surfacesUse').at(-1)?.settings).toEqual({ motors: [], learnPorts: [] });
});

test('a machine without MIDI says so, an unplugged port what is wrong', async () => {
  const { tell } = await show({ midiOff: 'MIDI is off: this system has no sequencer.' });
  await expect.element(page.getByText('MIDI is off: this system has no sequencer.')).toBeVisible();
  tell({
    inputs: [],
    outputs: [],
    settings: { motors: [], learnPorts: ['Gone'] },
    ports: [{ port: 'Gone', use: 'learn', state: 'waiting', detail: 'The MIDI port "Gone" is not plugged in.' }],
  });
  await expect.element(page.getByText('The MIDI port "Gone" is not plugged in.')).toBeVisible();
  await expect.element(page.getByRole('combobox', { name: 'Use of Gone' })).toHaveValue('learn');
});

test('what is learnt is listed, edited and deleted', async () => {
  const { app } = await show({ mappings: [knob] });
  await expect.element(page.getByText('CC 7 on channel 1, Knobs')).toBeVisible();
  await page.getByRole('combobox', { name: /^How the knob/ }).selectOptions('signBit');
  expect(app.heard('mappingPut').at(-1)?.mapping.from).toMatchObject({ coding: 'signBit' });
  await page.getByRole('button', { name: /^Learn .* again$/ }).click();
  expect(app.heard('learn')).toEqual([{ type: 'learn', to: knob.to }]);
  await page.getByRole('button', { name: /^Delete what/ }).click();
  expect(app.heard('mappingDelete')).toEqual([{ type: 'mappingDelete', id: 'm1' }]);
});

test('a button is learnt for scenes and cues', async () => {
  const { app, mirror } = await show({ mappings: [{ ...knob, to: { type: 'scene', scene: 'act2' } }] });
  await expect.element(page.getByText('Scene act2 (not in this show)')).toBeVisible();
  const scene = { id: 'act2', name: 'Act 2', notes: '', author: '', desk: '', createdMs: 0, hardCut: false };
  app.tell({ type: 'show', show: { ...mirror.scenes.show, scenes: [{ ...scene, color: 'off' }] } });
  await expect.element(page.getByRole('listitem').getByText('Scene “Act 2”')).toBeVisible();
  const choice = page.getByRole('combobox', { name: 'What a button does with scenes and cues' });
  const learn = page.getByRole('button', { name: 'Learn a button for it' });
  for (const words of ['Next cue', 'Cue before', 'Scene “Act 2”']) {
    await choice.selectOptions(words);
    await learn.click();
  }
  expect(app.heard('learn').map(({ to }) => to)).toEqual([
    { type: 'cue', action: 'go' },
    { type: 'cue', action: 'back' },
    { type: 'scene', scene: 'act2' },
  ]);
});

test('exported mappings are taken in again, a wrong file is told', async () => {
  const { app } = await show({ mappings: [knob] });
  const other: Mapping = { ...knob, id: 'm1', to: { type: 'cue', action: 'go' } };
  const choose = (name: string, text: string) => {
    const input = area.querySelector<HTMLInputElement>('input[type=file]');
    const files = new DataTransfer();
    files.items.add(new File([text], name));
    if (input) input.files = files.files;
    input?.dispatchEvent(new Event('change', { bubbles: true }));
  };
  choose('wrong.json', '{}');
  await expect.element(page.getByText(/^wrong\.json: This file is no list of learnt controls/)).toBeVisible();
  expect(app.heard('mappingsPut')).toEqual([]);
  choose('mine.json', JSON.stringify({ format: 'omnibus-mappings', version: 1, mappings: [knob, other] }));
  await expect.element(page.getByText('mine.json: 1 taken, 1 known already.')).toBeVisible();
  expect(app.heard('mappingsPut')).toEqual([{ type: 'mappingsPut', mappings: [{ ...other, id: 'm2' }] }]);
});

test('OSC is off until a port is given; a wrong one is told', async () => {
  const { app, tell } = await show();
  await expect.element(page.getByText('OSC is off.')).toBeVisible();
  const port = page.getByRole('textbox', { name: 'Port' });
  await port.fill('99999');
  await page.getByRole('button', { name: 'Switch OSC on' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('“99999” is not a port');
  expect(app.heard('surfacesUse')).toEqual([]);
  await port.fill('9000');
  await page.getByRole('textbox', { name: 'Senders beside this computer' }).fill('192.168.1.20 engineer\n10.0.0.0/8');
  await page.getByRole('button', { name: 'Switch OSC on' }).click();
  const osc = app.heard('surfacesUse').at(-1)?.settings.osc;
  expect(osc).toEqual({
    host: '0.0.0.0',
    port: 9000,
    rules: [
      { address: '192.168.1.20', role: 'engineer' },
      { address: '10.0.0.0/8', role: 'viewer' },
    ],
  });
  tell({ settings: { ...noSurfaces, osc }, osc: { isOn: true, problem: '', apps: ['OSC 192.168.1.20'] } });
  await expect.element(page.getByText('Heard: OSC 192.168.1.20.')).toBeVisible();
  await page.getByRole('button', { name: 'Switch OSC off' }).click();
  expect(app.heard('surfacesUse').at(-1)?.settings.osc).toBeUndefined();
});

test('a right click on a control of a strip learns it, escape gives up', async () => {
  const strip = document.createElement('div');
  strip.dataset.strip = 'channel/1';
  strip.dataset.faderParam = 'channel/1/fader';
  strip.innerHTML = '<button data-control="fader">the fader</button><button data-control="name">the name</button>';
  area.append(strip);
  const { app, tell } = await show({ mappings: [knob] }, LearnMenu);
  await userEvent.click(page.getByRole('button', { name: 'the name' }), { button: 'right' });
  expect(page.getByRole('menu').elements()).toHaveLength(0);
  await userEvent.click(page.getByRole('button', { name: 'the fader' }), { button: 'right' });
  await expect.element(page.getByRole('menuitem', { name: 'Forget CC 7 on channel 1' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Learn MIDI' }).click();
  expect(app.heard('learn')).toEqual([{ type: 'learn', to: { type: 'param', address: 'channel/1/fader' } }]);
  tell({ learning: { type: 'param', address: 'channel/1/fader' } });
  await expect.element(page.getByText(/^Learn MIDI: move the knob/)).toBeVisible();
  await userEvent.keyboard('{Escape}');
  expect(app.heard('learnStop')).toHaveLength(1);
});

test('a cell of the routing grid offers its level and its switch', async () => {
  const cell = document.createElement('div');
  cell.dataset.learnParams = 'channel/1/send/bus/1/level channel/1/send/bus/1/on';
  cell.innerHTML = '<button>the cell</button>';
  area.append(cell);
  const { app } = await show({}, LearnMenu);
  await userEvent.click(page.getByRole('button', { name: 'the cell' }), { button: 'right' });
  const items = page.getByRole('menuitem', { name: /^Learn MIDI: / });
  await expect.poll(() => items.elements().length).toBe(2);
  await items.nth(1).click();
  expect(app.heard('learn')).toEqual([{ type: 'learn', to: { type: 'param', address: 'channel/1/send/bus/1/on' } }]);
});

test.each([
  ['the number below a fader', 'data-control="value"', { type: 'param', address: 'channel/1/fader' }],
  ['the tap of a send', 'data-control="tap"', { type: 'param', address: 'channel/1/send/bus/1/tap' }],
  ['GO of the cues', 'data-learn-cue="go"', { type: 'cue', action: 'go' }],
  ['a scene of the list', 'data-scene="act2"', { type: 'scene', scene: 'act2' }],
])('a right click on %s learns it', async (_what, attribute, to) => {
  const { app } = await show({}, LearnMenu);
  const strip = document.createElement('div');
  strip.dataset.strip = 'channel/1';
  strip.dataset.faderParam = 'channel/1/fader';
  strip.dataset.tapParam = 'channel/1/send/bus/1/tap';
  strip.innerHTML = `<button ${attribute}>it</button>`;
  area.append(strip);
  await page.getByRole('button', { name: 'it' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Learn MIDI' }).click();
  expect(app.heard('learn')).toEqual([{ type: 'learn', to }]);
});

test('a finger that stays on a control asks as well, but only where a port waits to be learnt', async () => {
  const strip = document.createElement('div');
  strip.dataset.strip = 'channel/1';
  strip.dataset.faderParam = 'channel/1/fader';
  strip.innerHTML = '<button data-control="fader">the fader</button>';
  area.append(strip);
  const { mirror, tell } = await show({}, LearnMenu);
  const button = strip.querySelector('button');
  const finger = (type: string, x: number) =>
    button?.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'touch', clientX: x, clientY: 10 }));
  const waits = vi.spyOn(globalThis, 'setTimeout');
  const ends = vi.spyOn(globalThis, 'clearTimeout');
  onTestFinished(() => void vi.restoreAllMocks());
  // Others wait as well, for moments.
  const begun = () => waits.mock.calls.flatMap(([, ms = 0], at) => (ms >= 500 ? [waits.mock.results[at]?.value] : []));
  const before = begun().length;
  finger('pointerdown', 10);
  expect(begun()).toHaveLength(before);
  finger('pointerup', 10);
  tell({ settings: { motors: [], learnPorts: ['Knobs'] } });
  await expect.poll(() => mirror.surfaces.status?.settings.learnPorts).toEqual(['Knobs']);
  const earlier = begun().length;
  finger('pointerdown', 10);
  const [hold, ...more] = begun().slice(earlier);
  expect(hold).toBeDefined();
  expect(more).toEqual([]);
  expect(ends).not.toHaveBeenCalledWith(hold);
  finger('pointermove', 40);
  expect(ends).toHaveBeenCalledWith(hold);
  finger('pointerdown', 10);
  await expect.element(page.getByRole('menuitem', { name: 'Learn MIDI' })).toBeVisible();
});
