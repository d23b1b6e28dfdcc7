import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { purposes, withAppParams } from '../../shared/desk/appParams.ts';
import { ScriptedApp, type Values } from '../../test/support/scriptedLink.ts';
import { DeskMirror } from '../desk/deskMirror.svelte.ts';
import '../styles/global.css';
import RoomsView from './RoomsView.svelte';

const profile = withAppParams(new ScriptedApp().schema.profile);
const room = purposes.indexOf('room');
const oneRoom: Values = {
  'channel/1/name': 'Kick',
  'channel/2/name': 'Lindi',
  'bus/3/name': 'Hall',
  'bus/3/purpose': room,
  'bus/5/name': 'Booth room',
  'bus/5/purpose': room,
  'fx/1/type': 0,
  'fx/1/source/left': 3,
  'fx/1/source/right': 3,
  'fx/1/param/1': '28',
  'fx/1/param/2': '2.2',
  'channel/1/send/bus/3/level': -15,
  'channel/1/send/bus/3/on': 1,
};

async function view(values: Values = oneRoom) {
  const app = new ScriptedApp({ profile, values });
  const mirror = new DeskMirror(app.open);
  const onNewRoom = vi.fn();
  await expect.poll(() => mirror.schema !== undefined && mirror.me === 'Test').toBe(true);
  await render(RoomsView, { mirror, onClose: () => undefined, onNewRoom });
  return { app, mirror, onNewRoom };
}

const token = () => page.getByRole('slider', { name: 'Kick in Hall, distance' });
const level = 'channel/1/send/bus/3/level';

beforeEach(() => page.viewport(1280, 800));
afterEach(cleanup);

test('shows each room with its reverb, and who stands in it how far away', async () => {
  await view();
  await expect.element(page.getByRole('region', { name: 'Hall' })).toHaveTextContent('Hall, 2.2 s');
  await expect.element(token()).toHaveAttribute('aria-valuetext', '50 % of the way back, sent at −15.0 dB');
  await expect.element(page.getByRole('region', { name: 'Booth room' })).toHaveTextContent('Nobody stands here');
});

test('keys move an instrument and the room’s pre-delay with it, as one gesture', async () => {
  const { app } = await view();
  (token().element() as HTMLElement).focus();
  await userEvent.keyboard('{End}');
  await expect.poll(() => app.lastSet(level)).toBe(0);
  await expect.poll(() => app.lastSet('fx/1/param/1')).toBe('11');
  expect(app.heard('touch')).toHaveLength(1);
  expect(app.heard('release')).toHaveLength(1);
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(() => app.lastSet(level)).toBeCloseTo(-1, 0);
});

test('a drag moves it, Escape puts it back, and nothing moves by a press alone', async () => {
  const { app } = await view();
  const element = token().element() as HTMLElement;
  const floor = element.parentElement?.getBoundingClientRect() as DOMRect;
  const fire = (type: string, y: number) =>
    element.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 1,
        pointerType: 'mouse',
        button: 0,
        clientX: floor.left + floor.width / 2,
        clientY: y,
        movementY: type === 'pointermove' ? 5 : 0,
      }),
    );
  const from = element.getBoundingClientRect().top + 8;
  fire('pointerdown', from);
  fire('pointerup', from);
  expect(app.lastSet(level)).toBeUndefined();
  fire('pointerdown', from);
  fire('pointermove', floor.top + floor.height * 0.2);
  await expect.poll(() => app.lastSet(level)).toBeCloseTo(-6, 0);
  element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  await expect.poll(() => app.heard('release').at(-1)).toMatchObject({ cancel: true });
});

test('an instrument is put into a second room, and taken out again', async () => {
  const { app } = await view();
  await page.getByRole('list', { name: 'Instruments' }).getByRole('button', { name: 'Kick' }).click();
  await page.getByRole('button', { name: '+ Kick into Booth room' }).click();
  const put = app.heard('guided').at(-1);
  expect(put).toMatchObject({ action: 'room', label: 'Kick into Booth room' });
  (token().element() as HTMLElement).focus();
  await userEvent.keyboard('{Delete}');
  expect(app.heard('guided').at(-1)).toMatchObject({
    label: 'Kick out of Hall',
    changes: [{ id: app.schema.need('channel/1/send/bus/3/on'), value: 0 }],
  });
});

test('without a room it says what one is, and offers to make one', async () => {
  const { onNewRoom } = await view({ 'channel/1/name': 'Kick' });
  await page.getByRole('button', { name: 'Make a room…' }).click();
  expect(onNewRoom).toHaveBeenCalledOnce();
});
