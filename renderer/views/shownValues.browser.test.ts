import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { purposes, withAppParams } from '../../shared/desk/appParams.ts';
import type { ParamSpec, ParamValue } from '../../shared/desk/paramSpec.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { ScriptedApp, type Values } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import PerformerPage from '../performer/PerformerPage.svelte';
import RoomsView from '../rooms/RoomsView.svelte';
import '../styles/global.css';
import App from './App.svelte';

// The app has what is on a page read from the console every two seconds, so each page has to say what that is. Two witnesses: what
// is named here must be told; and of what is not told, nothing may be on the page: it can change and nothing else is seen.

const profile = withAppParams(new ScriptedApp().schema.profile);
const named: Values = {
  'channel/1/name': 'Kick',
  'channel/2/name': 'Snare',
  'bus/1/name': 'Anna',
  'bus/1/purpose': purposes.indexOf('cue'),
  'bus/3/name': 'Hall',
  'bus/3/purpose': purposes.indexOf('room'),
  'channel/1/send/bus/1/level': -10,
  'channel/1/send/bus/3/level': -15,
  'channel/1/send/bus/3/on': 1,
};

/** Something of its kind that is not likely to be there already. */
function other(spec: ParamSpec): ParamValue {
  if (spec.kind === 'text') return 'Zz';
  if (spec.kind === 'switch') return 1;
  if (spec.kind === 'choice') return spec.options.length - 1;
  return spec.kind === 'level' ? -23 : spec.max;
}

const told = (app: ScriptedApp): ReadonlySet<string> =>
  new Set((app.heard('visible').at(-1)?.ids ?? []).map((id) => app.schema.addressOf(id)));

/** All that a page says, to eyes and to a screen reader. */
const picture = () => document.body.innerHTML.replace(/<canvas[^>]*>/g, '');

const frames = async (count: number) => {
  for (let each = 0; each < count; each++) await new Promise((resolve) => requestAnimationFrame(resolve));
};

async function atRest(app: ScriptedApp): Promise<void> {
  await expect.poll(() => app.heard('visible').length).toBeGreaterThan(0);
  for (let said = -1; said !== app.heard('visible').length; ) {
    said = app.heard('visible').length;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function expectNothingElseIsShown(app: ScriptedApp): Promise<void> {
  const shown = told(app);
  const before = picture();
  const hidden = app.schema.addresses.filter((address) => !shown.has(address));
  app.report(
    Object.fromEntries(hidden.map((address) => [address, other(app.schema.specOf(app.schema.need(address)))])),
  );
  await frames(4);
  expect(picture()).toBe(before);
}

async function open(hash: string) {
  history.replaceState(null, '', hash);
  const app = new ScriptedApp({ profile, values: named });
  await render(App, { mirror: new DeskMirror(app.open) });
  return app;
}

/** Of each view: what must be among the values told, and what must not be. */
const views = [
  {
    hash: '#mixer',
    shows: ['channel/1/name', 'channel/1/fader', 'channel/1/mute', 'channel/1/pan', 'channel/1/color', 'bus/1/name'],
    hides: ['channel/1/eq/1/gain', 'channel/31/send/bus/9/pan'],
  },
  {
    hash: '#routing',
    shows: ['channel/1/send/bus/1/level', 'channel/1/send/bus/1/on', 'channel/2/send/bus/3/level', 'bus/1/name'],
    hides: ['channel/1/eq/1/gain', 'channel/1/pan'],
  },
  {
    hash: '#cueMixes',
    shows: ['channel/1/send/bus/1/level', 'channel/1/send/bus/1/on', 'channel/2/name', 'bus/1/name', 'bus/1/solo'],
    hides: ['channel/1/eq/1/gain', 'channel/1/send/bus/9/level'],
  },
] as const;

beforeEach(async () => {
  await page.viewport(1280, 800);
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  history.replaceState(null, '', '#mixer');
});

describe('what a page shows is what it tells the app', () => {
  test.each(views)('$hash', async ({ hash, shows, hides }) => {
    const app = await open(hash);
    await atRest(app);
    expect([...told(app)]).toEqual(expect.arrayContaining([...shows]));
    for (const address of hides) expect(told(app)).not.toContain(address);
    await expectNothingElseIsShown(app);
  });

  test('the flow: values of the strips in the picture, not of the others', async () => {
    const app = await open('#flow');
    await expect.element(page.getByRole('button', { name: /^Anna/ })).toBeVisible();
    await atRest(app);
    expect([...told(app)]).toEqual(
      expect.arrayContaining(['channel/1/fader', 'channel/1/mute', 'channel/1/send/bus/1/level', 'bus/1/fader']),
    );
    for (const address of ['channel/9/fader', 'channel/1/send/bus/9/level']) expect(told(app)).not.toContain(address);
  });

  test('rooms: who stands where', async () => {
    const app = new ScriptedApp({ profile, values: named });
    await render(RoomsView, {
      mirror: new DeskMirror(app.open),
      onClose: () => undefined,
      onNewRoom: () => undefined,
    });
    await atRest(app);
    expect([...told(app)]).toEqual(
      expect.arrayContaining(['channel/1/send/bus/3/level', 'channel/1/pan', 'bus/3/name', 'bus/3/purpose']),
    );
    await expectNothingElseIsShown(app);
  });

  test('a performer’s page: the sends to the own mix', async () => {
    const app = new ScriptedApp({ profile, values: named, withoutDesk: true });
    await render(PerformerPage, { mirror: new DeskMirror(app.open) });
    const you = { name: 'Anna', role: 'performer', busses: ['bus/1'] } as const;
    app.tell({ type: 'hello', protocol: protocolVersion, version: '0.0.0', you: { ...you, busses: [...you.busses] } });
    app.setStatus({});
    app.showDesk();
    await expect.element(page.getByText('Kick')).toBeVisible();
    await atRest(app);
    expect([...told(app)]).toEqual(
      expect.arrayContaining(['channel/1/send/bus/1/level', 'channel/2/send/bus/1/level', 'channel/1/name']),
    );
    for (const address of told(app)) expect(address).not.toMatch(/\/send\/bus\/(?!1\/|2\/)/);
    await expectNothingElseIsShown(app);
  });

  test('of another view, once it is shown instead', async () => {
    const app = await open('#mixer');
    await atRest(app);
    await page.getByRole('link', { name: 'Setup' }).click();
    await expect.poll(() => told(app)).not.toContain('channel/1/fader');
    await page.getByRole('link', { name: 'Routing' }).click();
    await expect.poll(() => told(app)).toContain('channel/1/send/bus/1/level');
    expect(told(app)).not.toContain('channel/9/pan');
  });
});
