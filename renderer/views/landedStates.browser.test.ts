import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Locator, page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { purposes, withAppParams } from '../../shared/desk/appParams.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { ScriptedApp, type Values } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import PerformerPage from '../performer/PerformerPage.svelte';
import RoomsView from '../rooms/RoomsView.svelte';
import '../styles/global.css';
import App from './App.svelte';

// Every control of every view, each in the states that a value can be in: what is on its way or was never confirmed is seen and
// heard, what is unknown is not operated.

const profile = withAppParams(new ScriptedApp().schema.profile);
const named: Values = {
  'channel/1/name': 'Kick',
  'bus/1/name': 'Anna',
  'bus/1/purpose': purposes.indexOf('cue'),
  'bus/3/name': 'Hall',
  'bus/3/purpose': purposes.indexOf('room'),
  'channel/1/send/bus/1/level': -10,
  'channel/1/send/bus/1/on': 1,
  'channel/1/send/bus/3/level': -15,
  'channel/1/send/bus/3/on': 1,
};

interface Control {
  readonly address: string;
  readonly find: () => Locator;
  /** What opens it, or brings it to the screen. */
  readonly first?: () => Promise<void>;
  /** What moves the value, where the control that shows it only opens that. */
  readonly moves?: () => Locator;
}
const button = (name: RegExp) => page.getByRole('button', { name });
const slider = (name: RegExp) => page.getByRole('slider', { name });
const toggle = (name: RegExp) => page.getByRole('switch', { name });

const showSendsToAnna = () => button(/^Anna/).first().click();
const chooseKickToAnna = () => page.getByRole('gridcell', { name: /^Kick to Anna/ }).click();
const openPurpose = () =>
  button(/^Purpose of .*Anna/)
    .first()
    .click();

async function onView(hash: string): Promise<ScriptedApp> {
  history.replaceState(null, '', hash);
  const app = new ScriptedApp({ profile, values: named });
  await render(App, { mirror: new DeskMirror(app.open) });
  return app;
}

async function rooms(): Promise<ScriptedApp> {
  const app = new ScriptedApp({ profile, values: named });
  const mirror = new DeskMirror(app.open);
  await render(RoomsView, { mirror, onClose: () => undefined, onNewRoom: () => undefined });
  return app;
}

async function performer(): Promise<ScriptedApp> {
  const app = new ScriptedApp({ profile, values: named, withoutDesk: true });
  await render(PerformerPage, { mirror: new DeskMirror(app.open) });
  const you = { name: 'Anna', role: 'performer' as const, busses: ['bus/1'] };
  app.tell({ type: 'hello', protocol: protocolVersion, version: '0.0.0', you });
  app.tell({
    type: 'mixes',
    mixes: [{ bus: 'bus/1', name: '', ceilingDb: 0, me: ['channel/1'], strips: [], groups: [] }],
  });
  app.setStatus({});
  app.showDesk();
  return app;
}

const views: readonly { view: string; open: () => Promise<ScriptedApp>; controls: readonly Control[] }[] = [
  {
    view: 'mixer',
    open: () => onView('#mixer'),
    controls: [
      { address: 'channel/1/fader', find: () => slider(/^Kick, fader/) },
      { address: 'channel/1/fader', find: () => button(/^Kick, fader,.*type a value|^Kick,.*type a value/) },
      { address: 'channel/1/pan', find: () => slider(/^Kick, pan/) },
      { address: 'channel/1/mute', find: () => toggle(/^Kick, mute/) },
      { address: 'channel/1/solo', find: () => toggle(/^Kick, solo/) },
      {
        address: 'channel/1/name',
        find: () => button(/^1, (?:Kick|name unknown)/),
        // Its face chooses the strip as well; that it renames it, it says.
        moves: () => page.getByTitle('Double-click or F2 to rename').first(),
      },
      { address: 'channel/1/color', find: () => button(/^Colour of Kick/) },
      {
        address: 'channel/1/send/bus/1/level',
        first: showSendsToAnna,
        find: () => slider(/^Kick, send to Anna/),
      },
      {
        address: 'channel/1/send/bus/1/on',
        first: showSendsToAnna,
        find: () => toggle(/^Kick, send to Anna/),
      },
      {
        address: 'channel/1/send/bus/1/tap',
        first: showSendsToAnna,
        find: () => page.getByRole('combobox', { name: /^Kick to Anna, taken/ }),
      },
      {
        address: 'bus/1/purpose',
        first: openPurpose,
        find: () => button(/^Purpose of .*Anna/),
        moves: () => page.getByRole('radio').first(),
      },
    ],
  },
  {
    view: 'routing',
    open: () => onView('#routing'),
    controls: [
      { address: 'channel/1/send/bus/1/level', find: () => page.getByRole('gridcell', { name: /^Kick to Anna/ }) },
      { address: 'channel/1/send/bus/1/tap', find: () => page.getByRole('gridcell', { name: /^Kick to Anna/ }) },
      { address: 'channel/1/send/bus/1/on', first: chooseKickToAnna, find: () => toggle(/^Kick to Anna/) },
      {
        address: 'channel/1/send/bus/1/tap',
        first: chooseKickToAnna,
        find: () => page.getByRole('group', { name: /^Tap of Kick to Anna/ }),
      },
      {
        address: 'channel/1/send/bus/1/level',
        first: chooseKickToAnna,
        find: () => button(/^Kick to Anna, level,.*type a value/),
      },
      {
        address: 'bus/1/purpose',
        first: openPurpose,
        find: () => button(/^Purpose of .*Anna/),
        moves: () => page.getByRole('radio').first(),
      },
    ],
  },
  {
    view: 'cue mixes',
    open: () => onView('#cueMixes'),
    controls: [
      { address: 'channel/1/send/bus/1/level', find: () => button(/^Kick to Anna,.*type a value/) },
      { address: 'channel/1/send/bus/1/on', find: () => toggle(/^Kick to Anna, on/) },
      { address: 'bus/1/solo', find: () => button(/^Listen/) },
      { address: 'talkback/a/to/bus/1', find: () => button(/^Talk/) },
      { address: 'link/bus/1', find: () => button(/^Stereo with 2/) },
    ],
  },
  {
    view: 'rooms',
    open: rooms,
    controls: [{ address: 'channel/1/send/bus/3/level', find: () => slider(/^Kick in Hall/) }],
  },
  {
    view: 'a performer’s page',
    open: performer,
    controls: [
      { address: 'channel/1/send/bus/1/level', find: () => slider(/^Kick$/) },
      { address: 'channel/1/send/bus/1/level', find: () => slider(/wheel$/) },
      { address: 'channel/1/send/bus/1/on', find: () => toggle(/^Kick, mute in my mix/) },
    ],
  },
];

/** All that a screen reader says of a control: its name, its value, its description. */
function spoken(control: Locator): string {
  const element = control.elements()[0];
  if (!element) return 'no such control';
  const described = element.getAttribute('aria-describedby');
  return [
    element.getAttribute('aria-label') ?? element.textContent,
    element.getAttribute('aria-valuetext'),
    element.getAttribute('aria-description'),
    ...(described ?? '').split(' ').map((id) => document.getElementById(id)?.textContent),
  ]
    .filter(Boolean)
    .join('; ');
}

/** Whether a line of dots or dashes is drawn on a control or inside it, or around it by what holds it. */
function hasRing(control: Locator): boolean {
  const element = control.elements()[0];
  if (!element) return false;
  const isRinged = (each: Element | null) => {
    if (!each) return false;
    const { outlineStyle, outlineWidth, borderTopStyle } = getComputedStyle(each);
    const isLine = (style: string) => style === 'dotted' || style === 'dashed';
    return (isLine(outlineStyle) && outlineWidth !== '0px') || isLine(borderTopStyle);
  };
  return [element, element.parentElement, ...element.querySelectorAll('*')].some(isRinged);
}

function isOperable(control: Locator): boolean {
  const element = control.elements()[0];
  const isOff = element?.matches(':disabled') || element?.closest('[aria-disabled="true"], [aria-readonly="true"]');
  return element !== undefined && !isOff;
}

/** A crosspoint stays in the grid, and says that nothing is known; a button or a fader is not operated then. */
const saysUnknown = (control: Locator) => /unknown|not (?:been )?read/.test(spoken(control));

beforeEach(async () => {
  await page.viewport(1280, 800);
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  history.replaceState(null, '', '#mixer');
});

describe.each(views)('in $view', ({ open, controls }) => {
  async function shown({ find, first, moves = find }: Control): Promise<ScriptedApp> {
    const app = await open();
    await first?.();
    await expect.poll(() => isOperable(moves())).toBe(true);
    expect(hasRing(find())).toBe(false);
    return app;
  }

  /** Another value than the one that the control has now. */
  function another(app: ScriptedApp, address: string): number | string {
    const { kind } = app.schema.specOf(app.schema.need(address));
    if (kind === 'text') return 'Kick';
    return kind === 'level' ? -12 : 1;
  }

  test.each(controls)('$address shows how far it has come', async (control) => {
    const { address, find, moves = find } = control;
    const app = await shown(control);
    const value = another(app, address);

    app.report({ [address]: value }, 'pending');
    await expect.poll(() => hasRing(find())).toBe(true);
    await expect.poll(() => spoken(find())).toContain('on its way');

    app.report({ [address]: value }, 'unconfirmed');
    await expect.poll(() => spoken(find())).toContain('not confirmed');
    expect(hasRing(find())).toBe(true);

    app.report({ [address]: value }, 'landed');
    await expect.poll(() => hasRing(find())).toBe(false);
    await expect.poll(() => spoken(find())).not.toMatch(/on its way|not confirmed/);

    app.report({ [address]: undefined });
    await expect.poll(() => !isOperable(moves()) || saysUnknown(find())).toBe(true);
  });

  test.each(controls)('$address is as before when what was wanted is refused', async (control) => {
    const { address, find } = control;
    const app = await shown(control);
    const before = spoken(find());
    const had = named[address] ?? app.schema.defaultOf(app.schema.need(address)) ?? 0;

    app.report({ [address]: another(app, address) }, 'pending');
    await expect.poll(() => spoken(find())).toContain('on its way');

    app.report({ [address]: had }, 'landed');
    await expect.poll(() => hasRing(find())).toBe(false);
    await expect.poll(() => spoken(find())).toBe(before);
  });

  test.each(controls)('$address is not operated while the console is stale', async (control) => {
    const { find, moves = find } = control;
    const app = await shown(control);
    app.setStatus({ state: 'stale' });
    await expect.poll(() => isOperable(moves())).toBe(false);
    expect(page.getByText(/stale|not answer|no console|not live/i).elements()).not.toEqual([]);
    app.setStatus({ state: 'live' });
    await expect.poll(() => isOperable(moves())).toBe(true);
  });
});
