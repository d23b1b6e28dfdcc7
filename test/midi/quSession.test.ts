import { expect, test } from 'vitest';
import qu from '../../electron/drivers/qu/index.ts';
import { stateRequest } from '../../electron/drivers/qu/messages.ts';
import { quServing } from '../../electron/drivers/qu/server.ts';
import { quFamily } from '../../electron/drivers/qu/tongue.ts';
import { MidiRig, type RigOptions } from './midiRig.ts';

function rig(options: Partial<RigOptions> & { readonly channel?: number } = {}) {
  const { channel, ...rest } = options;
  const made = new MidiRig({
    driver: qu,
    family: quFamily(),
    serving: (desk, clock) => quServing(desk, clock, channel),
    ...rest,
  });
  made.clock.advance(2000);
  return made;
}

test.each(qu.profiles)('learns from its introduction which model it is and on which channel: $model', (profile) => {
  const made = rig({ profile, channel: 9 });
  expect([made.state, made.heard.schema?.profile.model, made.differences()]).toEqual(['live', profile.model, []]);
});

test('reads names, pre and post, gain and memberships', () => {
  const made = rig({
    prepare: (desk) => {
      const put = (address: string, value: number | string) => ({ id: desk.schema.need(address), value });
      desk.apply([put('channel/1/name', 'Kick'), put('channel/3/send/bus/5/tap', 1)], undefined);
      desk.apply([put('headamp/local/2/gain', 33), put('channel/4/assign/dca/3', 1)], undefined);
    },
  });
  expect(made.at('channel/1/name')).toBe('Kick');
  expect(made.at('channel/3/send/bus/5/tap')).toBe(1);
  expect(made.at('headamp/local/2/gain')).toBe(33);
  expect([made.at('channel/4/assign/dca/3'), made.at('channel/4/assign/dca/2')]).toEqual([1, 0]);
});

test('confirms many sets with few questions for everything', () => {
  const made = rig();
  let questions = 0;
  made.deskEnd?.onMessage((event) => {
    if (event.type === 'sysex' && event.bytes.length === stateRequest.length) questions++;
  });
  for (let step = 0; step < 40; step++) {
    made.set('channel/3/fader', -40 + step);
    made.clock.advance(50);
  }
  made.clock.advance(3000);
  expect(made.has('channel/3/fader')).toBe(made.at('channel/3/fader'));
  expect(made.at('channel/3/fader')).toBe(-1);
  expect(questions).toBeGreaterThan(0);
  expect(questions).toBeLessThanOrEqual(4);
});

test('keeps the connection that the console would end after twelve silent seconds', () => {
  const made = rig();
  made.clock.advance(60_000);
  expect([made.state, made.connections]).toEqual(['live', 1]);
});

test('the emulated console ends a connection that has become silent', () => {
  const made = rig();
  const { nearEnd } = made;
  made.session.dispose();
  nearEnd?.send([0xfe]);
  made.clock.advance(11_900);
  expect(made.deskEnd?.status.state).toBe('open');
  made.clock.advance(200);
  expect(made.deskEnd?.status.state).toBe('closed');
});

test('notices within three seconds that the console says nothing any more', () => {
  const made = rig();
  made.fallSilent();
  made.clock.advance(3200);
  expect(made.state).toBe('lost');
});

test('recalls a scene and reads everything again', () => {
  const made = rig();
  const before = made.has('channel/1/fader');
  made.set('channel/1/fader', 5);
  made.clock.advance(2000);
  expect(made.at('channel/1/fader')).toBe(5);
  expect(made.session.scenes?.recall(1)).toBeUndefined();
  made.clock.advance(3000);
  expect([made.has('channel/1/fader'), made.at('channel/1/fader')]).toEqual([before, before]);
  expect(made.session.scenes?.recall(101)).toContain('1 to 100');
  expect(made.session.softKeys).toBeUndefined();
});
