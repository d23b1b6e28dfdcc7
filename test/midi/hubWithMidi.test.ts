import { expect, test } from 'vitest';
import midimap from '../../electron/drivers/midimap/index.ts';
import { builtInMaps, mapFromJson } from '../../electron/drivers/midimap/maps.ts';
import { mapServing } from '../../electron/drivers/midimap/server.ts';
import { mapFamily } from '../../electron/drivers/midimap/tongue.ts';
import qu from '../../electron/drivers/qu/index.ts';
import { quServing } from '../../electron/drivers/qu/server.ts';
import { quFamily } from '../../electron/drivers/qu/tongue.ts';
import sq from '../../electron/drivers/sq/index.ts';
import { sqServing } from '../../electron/drivers/sq/server.ts';
import { sqFamily } from '../../electron/drivers/sq/tongue.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { MidiRig, type RigOptions } from './midiRig.ts';

/** The app with a console on a cable in memory. */
function app(options: Omit<RigOptions, 'listener' | 'clock'>) {
  const { clock, hub } = hubBench();
  const seat = hub.attach(false);
  const rig = new MidiRig({ ...options, listener: seat.listener, clock });
  seat.bind(rig.session);
  clock.advance(8000);
  const page = new RecordingClient(hub);
  clock.advance(10);
  const landing = (address: string) => {
    const id = rig.desk.schema.need(address);
    return page.heard.findLast((entry) => entry.id === id)?.landing;
  };
  const want = (address: string, value: number | string) => page.set({ id: rig.desk.schema.need(address), value });
  return { clock, hub, rig, page, want, landing };
}

test.each([
  {
    driver: sq,
    family: sqFamily({ law: 'auto', channel: undefined }),
    serving: (desk: MidiRig['desk']) => sqServing(desk),
  },
  {
    driver: qu,
    family: quFamily(),
    serving: (desk: MidiRig['desk'], clock: MidiRig['clock']) => quServing(desk, clock),
  },
])('what a page sets lands at a console that echoes nothing: $driver.id', ({ driver, family, serving }) => {
  const { clock, hub, rig, page, want, landing } = app({ driver, family, serving });
  expect(hub.status.state).toBe('live');
  want('channel/2/mute', 1);
  want('channel/2/pan', -1);
  want('bus/1/fader', -20);
  clock.advance(3000);
  expect(rig.has('channel/2/mute')).toBe(1);
  expect(['channel/2/mute', 'channel/2/pan', 'bus/1/fader'].map(landing)).toEqual(['landed', 'landed', 'landed']);
  rig.put('channel/4/fader', -5);
  clock.advance(50);
  const id = rig.desk.schema.need('channel/4/fader');
  expect(page.heard.findLast((entry) => entry.id === id)?.value).toBe(rig.desk.get(id));
});

test('names that a console does not tell are kept by the app and never sent', () => {
  const { clock, rig, hub, want } = app({
    driver: sq,
    family: sqFamily({ law: 'auto', channel: undefined }),
    serving: (desk) => sqServing(desk),
  });
  expect(hub.state?.at('bus/13/name')).toBe('Grp 1');
  let sent = 0;
  rig.deskEnd?.onMessage((event) => {
    if (event.type === 'controlChange' && event.controller === 38) sent++;
  });
  want('channel/1/name', 'Kick');
  clock.advance(200);
  expect([hub.state?.at('channel/1/name'), sent]).toEqual(['Kick', 0]);
});

const cc = builtInMaps.get('cc') as NonNullable<ReturnType<typeof builtInMaps.get>>;

test('a console that cannot be asked is set only where it has said what it has', () => {
  const { clock, hub, rig, want } = app({
    driver: midimap,
    profile: cc.schema.profile,
    family: mapFamily(cc),
    serving: (desk) => mapServing(desk, cc),
  });
  expect(hub.status.state).toBe('live');
  expect(hub.status.detail).toContain('cannot be asked');
  want('channel/1/mute', 1);
  clock.advance(500);
  expect(rig.has('channel/1/mute')).toBe(0);
  rig.put('channel/1/mute', 1);
  clock.advance(50);
  want('channel/1/mute', 0);
  clock.advance(500);
  expect([rig.has('channel/1/mute'), hub.state?.at('channel/1/mute')]).toEqual([0, 0]);
});

test('unless the map says that it starts at the defaults', () => {
  const json = {
    title: 'Two faders',
    model: 'Two',
    startsAs: 'defaults',
    params: [
      {
        address: 'channel/{n:1..2}/mute',
        value: { kind: 'switch' },
        message: { type: 'note', channel: 1, note: '{n}' },
      },
    ],
  };
  const map = mapFromJson(json);
  if (!map.ok) throw new Error(map.error);
  const { clock, rig, want } = app({
    driver: midimap,
    profile: map.value.schema.profile,
    family: mapFamily(map.value),
    serving: (desk) => mapServing(desk, map.value),
  });
  want('channel/2/mute', 1);
  clock.advance(500);
  expect(rig.has('channel/2/mute')).toBe(1);
});
