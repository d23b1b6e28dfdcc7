import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { withAppParams } from '../../shared/desk/appParams.ts';
import { ScriptedApp, type ScriptedOptions } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import FlowView from './FlowView.svelte';
import { type FlowPlace, FlowState } from './flowState.svelte.ts';

const preFader = 3;
const values = {
  'routing/input/9': 1,
  'routing/input/17': 2,
  'routing/input/25': 3,
  'channel/2/name': 'Lindi',
  'channel/2/source': 2,
  'channel/2/fader': -3,
  'channel/2/assign/main': 1,
  'channel/2/send/bus/3/level': -8,
  'channel/2/send/bus/3/tap': preFader,
  'bus/3/name': 'Wedge Lindi',
  'bus/3/fader': -6,
  'main/stereo/fader': 0,
  'output/main/5/source': 6,
  'output/main/5/tap': 8,
};

let area: HTMLElement;
const places: FlowPlace[] = [];

async function view(options: ScriptedOptions = { values }, subject = 'channel/2') {
  const app = new ScriptedApp(options);
  const mirror = new DeskMirror(app.open);
  const state = new FlowState();
  state.subject = subject;
  await render(FlowView, { target: area, props: { mirror, state, onGoTo: (place: FlowPlace) => places.push(place) } });
  await expect.element(page.getByRole('region', { name: 'Signal flow' })).toBeVisible();
  return { app, state };
}

const box = (name: RegExp) => page.getByRole('button', { name });
const picture = () => page.getByRole('group', { name: /^Signal flow of|^Overview/ });

beforeEach(async () => {
  await page.viewport(1280, 800);
  places.length = 0;
  area = document.createElement('div');
  area.style.cssText = 'position:fixed;inset:0';
  document.body.append(area);
});
afterEach(() => {
  cleanup();
  area.remove();
  vi.restoreAllMocks();
});

describe('the picture of a strip', () => {
  test('leads from its socket through busses to the outputs that carry them', async () => {
    await view();
    await expect.element(picture()).toBeVisible();
    await expect.element(box(/^Local 2, input/)).toBeInTheDocument();
    await expect.element(box(/^Lindi, channel 2, −3\.0 dB$/)).toBeInTheDocument();
    await expect.element(box(/^Wedge Lindi, bus 3, −6\.0 dB$/)).toBeInTheDocument();
    await expect.element(box(/^Output 5, output$/)).toBeInTheDocument();
    await expect
      .element(page.getByText('Lindi reaches Wedge Lindi at −14.0 dB: pre-fader send −8.0, bus fader −6.0.'))
      .toBeVisible();
  });

  test('shows the insert of a strip, and marks one whose slot a bus feeds', async () => {
    // Slot 1 left, with the first type of effect; 0 is the insert among the slot's sources, 15 bus 15.
    const insert = { 'channel/2/insert/on': 1, 'channel/2/insert/slot': 1, 'fx/1/type': 0, 'fx/1/source/left': 0 };
    const { app } = await view({ values: { ...values, ...insert } });
    await expect.element(box(/^HALL in slot 1, insert$/)).toBeInTheDocument();
    app.report({ 'fx/1/source/left': 15 });
    await expect.element(box(/^HALL in slot 1, insert, blocked: slot 1 is fed by Bus 15 instead$/)).toBeInTheDocument();
  });

  test('ends at the sockets on the case that carry an output', async () => {
    // XLR sockets 5 to 8, and the first and third eight of AES50 A: outputs 5 to 8 and 1 to 8 (the 21st of their options).
    const routed = { 'routing/output/5': 20, 'routing/aes50a/1': 20, 'routing/aes50a/17': 20 };
    const { state } = await view({ values: { ...values, ...routed } });
    await expect.element(box(/^XLR out 5, socket$/)).toBeInTheDocument();
    await expect.element(box(/^AES50 A out 5, 21, sockets$/)).toBeInTheDocument();
    (box(/^XLR out 5, socket$/).element() as SVGElement).focus();
    await userEvent.keyboard('{Enter}');
    expect(state.subject).toBe('output/main/5');
  });

  test('marks what is blocked and says why, as soon as it is', async () => {
    const { app } = await view();
    await expect.element(picture()).toBeVisible();
    app.report({ 'bus/3/mute': 1 });
    await expect.element(box(/^Wedge Lindi,.*blocked: Wedge Lindi is muted$/)).toBeInTheDocument();
    await expect.element(page.getByText('Lindi does not reach Wedge Lindi: Wedge Lindi is muted.')).toBeVisible();
  });

  test('does not call a strip blocked of which something leaves before its fader', async () => {
    await view({ values: { ...values, 'channel/2/fader': Number.NEGATIVE_INFINITY } });
    await expect.element(box(/^Lindi, channel 2, −∞ dB$/)).toBeInTheDocument();
    await expect.element(page.getByText('Lindi does not reach Main: its fader is all the way down.')).toBeVisible();
    await expect.element(page.getByText(/^Lindi reaches Wedge Lindi at −14\.0 dB/)).toBeVisible();
  });

  test('leads to a strip by click and by keys, and from a line to its crosspoint', async () => {
    await view();
    await box(/^Wedge Lindi,/).click();
    expect(places).toEqual([{ kind: 'strip', strip: 'bus/3' }]);
    (box(/^Lindi, channel 2/).element() as SVGElement).focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Local 2/);
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(places.at(-1)).toEqual({ kind: 'strip', strip: 'channel/2' });
    await page.getByText(/lines of the picture/).click();
    await page.getByRole('button', { name: 'Lindi to Wedge Lindi: −8.0 dB' }).click();
    expect(places.at(-1)).toEqual({ kind: 'crosspoint', source: 'channel/2', destination: 'bus/3' });
  });

  test('can be of a person, a socket or an output', async () => {
    const { state } = await view();
    const chooser = page.getByRole('combobox', { name: 'Strip, person or socket' });
    await chooser.selectOptions('Local 2');
    expect(state.subject).toBe('input/local/2');
    await expect.element(page.getByText(/^Local 2 reaches Wedge Lindi/)).toBeVisible();
    await chooser.selectOptions('Output 5');
    await expect.element(page.getByText(/^Lindi reaches Output 5 at −14\.0 dB through Wedge Lindi/)).toBeVisible();
    await chooser.selectOptions('person/Lindi');
    await expect.element(page.getByRole('group', { name: 'Signal flow of Lindi' })).toBeVisible();
  });

  test('draws lines thicker with the level on them', async () => {
    const { app } = await view();
    await expect.element(picture()).toBeVisible();
    const line = () => area.querySelector<SVGPathElement>('[data-line="channel/2 bus/3"]');
    const before = () => Number.parseFloat(line()?.style.strokeWidth ?? '0');
    await expect.poll(before).toBeGreaterThan(0);
    const quiet = before();
    const levels = new Uint8Array(app.schema.profile.meters.length);
    levels[app.schema.profile.meters.indexOf('channel/2')] = 200;
    app.sendMeters(levels);
    await expect.poll(before).toBeGreaterThan(quiet + 1);
  });

  test('is saved as a drawing and as pixels', async () => {
    const saved: { readonly name: string; readonly content: Promise<string> }[] = [];
    const blobs = new Map<string, Blob>();
    const original = URL.createObjectURL.bind(URL);
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      const url = original(blob);
      blobs.set(url, blob as Blob);
      return url;
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, content: (blobs.get(this.href) as Blob).text() });
    });
    await view();
    await page.getByRole('button', { name: 'Save as SVG' }).click();
    await expect.poll(() => saved.length).toBe(1);
    expect(saved[0]?.name).toBe('signal flow Lindi.svg');
    const drawing = new DOMParser().parseFromString((await saved[0]?.content) ?? '', 'image/svg+xml');
    expect(drawing.querySelector('parsererror')).toBeNull();
    expect(drawing.documentElement.textContent).toContain('Wedge Lindi');
    expect(drawing.documentElement.outerHTML).not.toContain('var(');
    await page.getByRole('button', { name: 'Save as PNG' }).click();
    await expect.poll(() => saved.length).toBe(2);
    expect(saved[1]?.name).toBe('signal flow Lindi.png');
    expect((await saved[1]?.content)?.slice(1, 4)).toBe('PNG');
  });

  test('fits a phone: from above to below, with everything within reach', async () => {
    await page.viewport(390, 800);
    await view();
    await expect.element(picture()).toBeVisible();
    const top = (name: RegExp) => box(name).element().getBoundingClientRect().top;
    expect(top(/^Local 2/)).toBeLessThan(top(/^Lindi, channel/));
    expect(top(/^Lindi, channel/)).toBeLessThan(top(/^Wedge Lindi/));
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  });
});

test('the overview shows what flows on the whole console', async () => {
  await view();
  await page.getByRole('button', { name: 'Overview' }).click();
  await expect.element(page.getByRole('group', { name: 'Overview of the console' })).toBeVisible();
  await expect.element(box(/^Lindi, channel 2/)).toBeInTheDocument();
  await expect.element(box(/^Output 5, output$/)).toBeInTheDocument();
});

describe('the audit', () => {
  test('lists what does not fit, and leads there', async () => {
    const { state } = await view({ values: { ...values, 'channel/3/source': 2, 'channel/3/name': 'Bo' } });
    await page.getByRole('button', { name: 'Audit' }).click();
    await expect
      .element(
        page.getByText('Channel 2 (Lindi) and channel 3 (Bo) take the same source, Local 2, under different names.'),
      )
      .toBeVisible();
    await page.getByRole('button', { name: /^Show: Channel 2 \(Lindi\) and channel 3/ }).click();
    expect([state.page, state.subject]).toEqual(['flow', 'channel/2']);
  });

  test('mends what is safe to mend, as one gesture', async () => {
    const { app } = await view({ values: { ...values, 'fxReturn/1/name': 'Delay L', 'fx/1/type': 0 } });
    await page.getByRole('button', { name: 'Audit' }).click();
    await page.getByRole('button', { name: 'Rename to Reverb L' }).click();
    await expect.poll(() => app.lastSet('fxReturn/1/name')).toBe('Reverb L');
    expect([app.heard('touch').length, app.heard('release').length]).toEqual([1, 1]);
  });

  test('marks what is meant so, shows it folded, and looks at it again', async () => {
    const { app } = await view({
      profile: withAppParams(new ScriptedApp().schema.profile),
      values: { ...values, 'channel/3/source': 2, 'channel/3/name': 'Lindi 2', 'audit/meant': 'cycle:bus/1' },
    });
    await page.getByRole('button', { name: 'Audit' }).click();
    const sentence = 'Channel 2 (Lindi) and channel 3 (Lindi 2) take the same source, Local 2, under different names';
    await page.getByRole('button', { name: `Meant so: ${sentence}` }).click();
    const both = 'cycle:bus/1 sharedSource:channel/2,channel/3,input/local/2';
    await expect.poll(() => app.lastSet('audit/meant')).toBe(both);
    expect([app.heard('touch').length, app.heard('release').length]).toEqual([1, 1]);
    app.report({ 'audit/meant': both });
    await expect.element(page.getByRole('button', { name: `Meant so: ${sentence}` })).not.toBeInTheDocument();
    await expect.element(page.getByText('Channels on one source')).not.toBeInTheDocument();
    await page.getByText('1 meant so', { exact: true }).click();
    await page.getByRole('button', { name: `Look at it again: ${sentence}` }).click();
    await expect.poll(() => app.lastSet('audit/meant')).toBe('cycle:bus/1');
  });
});
