import { expect, test } from 'vitest';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { smallSchema } from '../support/smallDesk.ts';

const fader = smallSchema.need('channel/1/fader');

test('a client that was closed for being too slow holds nothing any more, whatever it still says', () => {
  const { hub, settle, desk: attach } = hubBench();
  const desk = attach();
  desk.goLive();
  const slow = new RecordingClient(hub, 'slow');
  const other = new RecordingClient(hub, 'other');
  settle();
  slow.backlogBytes = 100 * 1024 * 1024;
  desk.say({ id: fader, value: -20 });
  settle();
  expect(slow.closedBecause).toBe('too slow');
  // What was on its way when the link was closed.
  slow.say({ type: 'touch', ids: [fader] });
  slow.set({ id: fader, value: 0 });
  slow.say({ type: 'meters', on: true });
  slow.session.closed();
  settle();
  other.say({ type: 'touch', ids: [fader] });
  other.set({ id: fader, value: -30 });
  settle();
  expect(other.last('held')?.holds ?? []).toEqual([]);
  expect(desk.pushed.at(-1)).toMatchObject({ id: fader, touched: true });
  expect(desk.pushed.every(({ value }) => value !== 0)).toBe(true);
  expect(desk.areMetersOn).toBe(false);
});

test('a client that left says nothing to anybody', () => {
  const { hub, settle, desk: attach } = hubBench();
  attach().goLive();
  const gone = new RecordingClient(hub, 'gone');
  const other = new RecordingClient(hub, 'other');
  settle();
  gone.session.closed();
  other.clear();
  gone.say({ type: 'hello', protocol: 1 });
  gone.say({ type: 'touch', ids: [fader] });
  settle();
  expect(other.messages.filter(({ type }) => type === 'held' || type === 'people')).toEqual([]);
  expect(hub.clientCount).toBe(1);
});
