import { expect, test } from 'vitest';
import sq from '../../electron/drivers/sq/index.ts';
import { sqServing } from '../../electron/drivers/sq/server.ts';
import { sqFamily } from '../../electron/drivers/sq/tongue.ts';
import { DeskKeys } from '../../electron/hub/deskKeys.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { MidiRig } from './midiRig.ts';

/** The app with a console whose soft keys can be pressed, on a cable in memory. */
function app() {
  const { clock, hub } = hubBench();
  hub.addFeature(new DeskKeys(hub));
  const early = new RecordingClient(hub, 'Early');
  const seat = hub.attach(false);
  const pressed: [number, boolean][] = [];
  const rig = new MidiRig({
    driver: sq,
    family: sqFamily({ law: 'linear', channel: 0 }),
    serving: (desk) => sqServing(desk, { softKey: (key, isDown) => pressed.push([key, isDown]) }),
    listener: seat.listener,
    clock,
  });
  seat.bind(rig.session);
  clock.advance(8000);
  expect(hub.status.state).toBe('live');
  return { clock, hub, rig, early, pressed };
}

test('keys of a console are told to everybody who may press them, and pressed from a page', () => {
  const { clock, hub, rig, early, pressed } = app();
  const names = Array.from({ length: 16 }, (_, index) => `Soft key ${index + 1}`);
  const late = new RecordingClient(hub, 'Late');
  expect([early.last('deskKeys')?.names, late.last('deskKeys')?.names]).toEqual([names, names]);
  early.say({ type: 'deskKey', key: 7, isDown: true });
  early.say({ type: 'deskKey', key: 7, isDown: false });
  clock.advance(10);
  expect(pressed).toEqual([
    [7, true],
    [7, false],
  ]);
  early.say({ type: 'deskKey', key: 17, isDown: true });
  expect(early.last('problem')?.message).toContain('1 to 16');
  rig.fallSilent();
  clock.advance(10_000);
  expect(early.last('deskKeys')?.names).toEqual([]);
});

test('a client that goes away lets go of its keys', () => {
  const { clock, early, pressed } = app();
  early.say({ type: 'deskKey', key: 2, isDown: true });
  early.session.closed();
  clock.advance(10);
  expect(pressed).toEqual([
    [2, true],
    [2, false],
  ]);
});

test('nothing is pressed while sets are stopped, but a key that is down comes up', () => {
  const { clock, early, pressed } = app();
  early.say({ type: 'deskKey', key: 1, isDown: true });
  early.say({ type: 'freeze', on: true });
  early.say({ type: 'deskKey', key: 3, isDown: true });
  early.say({ type: 'deskKey', key: 1, isDown: false });
  clock.advance(10);
  expect(pressed).toEqual([
    [1, true],
    [1, false],
  ]);
  expect(early.last('problem')?.message).toContain('frozen');
});

test('only an engineer presses keys', () => {
  const { clock, hub, pressed } = app();
  const performer = new RecordingClient(hub, 'Lindi', 'performer', ['bus/1']);
  performer.say({ type: 'deskKey', key: 1, isDown: true });
  clock.advance(10);
  expect([pressed, performer.last('deskKeys')]).toEqual([[], undefined]);
});
