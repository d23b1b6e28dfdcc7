import { describe, expect, test } from 'vitest';
import { withAppParams } from '../../shared/desk/appParams.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema, type ParamId } from '../../shared/desk/schema.ts';
import { hubBench, RecordingClient } from '../../test/support/hubBench.ts';
import { smallProfile, smallSchema } from '../../test/support/smallDesk.ts';
import type { DeskPort } from './peer.ts';

const fader = smallSchema.need('channel/1/fader');
const otherFader = smallSchema.need('channel/2/fader');
const mute = smallSchema.need('channel/1/mute');

/** The small desk with a bus: the driver knows this table, the hub adds what it keeps for the bus itself. */
const driverProfile: DeskProfile = {
  ...smallProfile,
  strips: [...smallProfile.strips, { kind: 'bus', strips: ['bus/1'] }],
};
const driverSchema = buildSchema(driverProfile);
const kept = buildSchema(withAppParams(driverProfile)).need('bus/1/purpose');

/** A live console that notes what it is told somebody looks at. */
function watchedDesk(schema = smallSchema) {
  const bench = hubBench();
  const told: (readonly ParamId[] | undefined)[] = [];
  const next = () => {
    const desk = bench.desk();
    const port: DeskPort = Object.assign(desk, {
      setVisible: (ids: readonly ParamId[] | undefined) => void told.push(ids?.toSorted((a, b) => a - b)),
    });
    expect(port).toBe(desk);
    desk.goLive(schema);
    return desk;
  };
  const desk = next();
  bench.settle(1000);
  told.length = 0;
  return { ...bench, told, desk, next };
}

describe('what somebody looks at', () => {
  test('is told to the console once for all who tell, each value once', () => {
    const { hub, told, settle } = watchedDesk();
    new RecordingClient(hub, 'Anna').say({ type: 'visible', ids: [fader, mute] });
    new RecordingClient(hub, 'Ben').say({ type: 'visible', ids: [otherFader, mute] });
    settle(1000);
    expect(told).toEqual([[fader, otherFader, mute].toSorted((a, b) => a - b)]);
  });

  test('is the newest of what one client told', () => {
    const { hub, told, settle } = watchedDesk();
    const anna = new RecordingClient(hub, 'Anna');
    for (const ids of [[fader], [mute], [otherFader]]) anna.say({ type: 'visible', ids });
    settle(1000);
    expect(told).toEqual([[otherFader]]);
  });

  test('is nobody knows what when the last who told shows nothing, or is gone', () => {
    const { hub, told, settle } = watchedDesk();
    const anna = new RecordingClient(hub, 'Anna');
    const ben = new RecordingClient(hub, 'Ben');
    anna.say({ type: 'visible', ids: [fader] });
    ben.say({ type: 'visible', ids: [mute] });
    settle(1000);
    anna.say({ type: 'visible', ids: [] });
    settle(1000);
    ben.session.closed();
    settle(1000);
    expect(told.slice(1)).toEqual([[mute], undefined]);
  });

  test('leaves out what the app keeps itself, and what the client may not see', () => {
    const { hub, told, settle } = watchedDesk(driverSchema);
    expect(hub.desk?.schema.specOf(kept).keptByApp).toBe(true);
    new RecordingClient(hub, 'Anna').say({ type: 'visible', ids: [fader, kept, 99_999] });
    // Somebody on stage sees no channel's fader.
    new RecordingClient(hub, 'Sam', 'performer', ['bus/1']).say({ type: 'visible', ids: [otherFader] });
    settle(1000);
    expect(told).toEqual([[fader]]);
  });

  test('may be told by somebody who only looks', () => {
    const { hub, told, settle } = watchedDesk();
    const viewer = new RecordingClient(hub, 'Vera', 'viewer');
    viewer.say({ type: 'visible', ids: [fader] });
    settle(1000);
    expect(told).toEqual([[fader]]);
    expect(viewer.last('problem')).toBeUndefined();
  });

  test('is forgotten with the console that it was seen of', () => {
    const { hub, told, settle, next } = watchedDesk();
    const anna = new RecordingClient(hub, 'Anna');
    anna.say({ type: 'visible', ids: [fader] });
    settle(1000);
    next();
    settle(1000);
    expect(told.at(-1)).toBeUndefined();
    anna.say({ type: 'visible', ids: [mute] });
    settle(1000);
    expect(told.at(-1)).toEqual([mute]);
  });
});
