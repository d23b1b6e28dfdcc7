import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LevelSpec } from '../../shared/desk/paramSpec.ts';
import { stepOf } from '../../shared/desk/paramSpec.ts';
import { planCueMix, planRecordFeed, planStreamFeed } from '../../shared/guided/cueMix.ts';
import { planEffectLoop } from '../../shared/guided/effectLoop.ts';
import { insertsOf, placesLeft, planInsert } from '../../shared/guided/insert.ts';
import { planParallel } from '../../shared/guided/parallel.ts';
import { busOffers, effectSlots, outputSockets } from '../../shared/guided/patchReading.ts';
import { planRoom, preDelayFor, roomsOf } from '../../shared/guided/room.ts';
import { distanceOfSend, sendAtDistance } from '../../shared/guided/roomStyles.ts';
import { planSubgroup } from '../../shared/guided/subgroup.ts';
import { SignalFlow } from '../../shared/signalFlow/signalFlow.ts';
import { appSchema, DemoDesk } from '../support/demoDesk.ts';

let band: DemoDesk;
let fresh: DemoDesk;
beforeEach(() => {
  band = new DemoDesk(true);
  fresh = new DemoDesk(false);
});

const sendSpec = appSchema.specOf(appSchema.need('channel/1/send/bus/1/level')) as LevelSpec;

/** Whether two gains are the same within one step of a send at that height. */
function expectWithinStep(actualDb: number | undefined, expectedDb: number | undefined, sendDb: number): void {
  if (actualDb === undefined || expectedDb === undefined) throw new Error('A gain is unknown');
  if (expectedDb === -Infinity) {
    expect(actualDb).toBe(-Infinity);
    return;
  }
  const position = stepOf(sendSpec, sendDb) / (sendSpec.steps - 1);
  // The law of the sends: 40 dB per travel above −10 dB, 80, 160 and 480 dB below.
  const slope = position >= 0.5 ? 40 : position >= 0.25 ? 80 : position >= 0.0625 ? 160 : 480;
  expect(Math.abs(actualDb - expectedDb)).toBeLessThanOrEqual(slope / (sendSpec.steps - 1) + 0.01);
}

describe('a subgroup', () => {
  test('takes its members off the main mix and brings them back at the same level', () => {
    const before = new SignalFlow(fresh.state).gainDb('channel/3', 'main/stereo');
    expect(before).toBe(-Infinity);
    fresh.put({ 'channel/3/fader': -6, 'channel/4/fader': -9, 'main/stereo/fader': 0 });
    const wasDb = new SignalFlow(fresh.state).gainDb('channel/3', 'main/stereo');
    const plan = planSubgroup(fresh.state, { members: ['channel/3', 'channel/4'], bus: 'bus/5', name: 'Guitars' });
    expect(plan.refusals).toEqual([]);
    fresh.apply(plan);
    expect(fresh.at('channel/3/assign/main')).toBe(0);
    expect(fresh.word('channel/3/send/bus/5/tap')).toBe('subgroup');
    expect(fresh.at('bus/5/assign/main')).toBe(1);
    expect(fresh.at('bus/5/name')).toBe('Guitars');
    expect(fresh.word('bus/5/purpose')).toBe('subgroup');
    expect(new SignalFlow(fresh.state).gainDb('channel/3', 'main/stereo')).toBeCloseTo(wasDb as number, 1);
    fresh.put({ 'bus/5/fader': -Infinity });
    expect(new SignalFlow(fresh.state).gainDb('channel/3', 'main/stereo')).toBe(-Infinity);
  });

  test('changes the way into the main mix last, when the group has come up beside it', () => {
    fresh.put({ 'channel/3/fader': 0, 'bus/5/fader': -Infinity });
    const { changes } = planSubgroup(fresh.state, { members: ['channel/3'], bus: 'bus/5', name: 'Guitars' });
    const late = changes.filter(({ isLate }) => isLate).map(({ address }) => address);
    expect(late.toSorted()).toEqual(['bus/5/assign/main', 'channel/3/assign/main']);
    expect(changes.find(({ address }) => address === 'bus/5/fader')?.isLate).toBeUndefined();
  });

  test('leaves the bus that shares its taps silent: a subgroup feed passes at unity', () => {
    fresh.put({ 'channel/3/fader': 0, 'bus/6/fader': 0 });
    expect(fresh.at('channel/3/send/bus/6/on')).toBe(1);
    fresh.apply(planSubgroup(fresh.state, { members: ['channel/3'], bus: 'bus/5', name: 'Guitars' }));
    expect(new SignalFlow(fresh.state).gainDb('channel/3', 'bus/6')).toBe(-Infinity);
  });

  test('is refused where the bus that shares its taps is somebody’s mix', () => {
    fresh.put({ 'channel/3/fader': -5, 'channel/3/send/bus/6/level': -8, 'bus/6/name': 'Wedge Sam' });
    const plan = planSubgroup(fresh.state, { members: ['channel/3'], bus: 'bus/5', name: 'Guitars' });
    expect(plan.refusals.join()).toContain('Wedge Sam');
    expect(plan.changes).toEqual([]);
  });

  test('says that what others had on the bus goes, that a single bus is mono, and that nobody was chosen', () => {
    fresh.put({ 'channel/9/send/bus/5/level': -3, 'channel/9/name': 'Harp', 'channel/3/pan': 0.5 });
    const plan = planSubgroup(fresh.state, { members: ['channel/3'], bus: 'bus/5', name: 'Guitars' });
    expect(plan.warnings.join(' ')).toMatch(/1 send into .* is switched off: Harp/);
    expect(plan.warnings.join(' ')).toContain('mono');
    expect(planSubgroup(fresh.state, { members: [], bus: 'bus/5', name: '' }).refusals).not.toEqual([]);
  });
});

describe('a parallel path', () => {
  test('keeps the dry way, adds a crushed one below it, and contradicts nothing', () => {
    fresh.put({ 'channel/1/fader': -4, 'main/stereo/fader': 0 });
    const plan = planParallel(fresh.state, { members: ['channel/1'], bus: 'bus/7', name: 'Crush', blendDb: -12 });
    fresh.apply(plan);
    expect(fresh.at('channel/1/assign/main')).toBe(1);
    const flow = new SignalFlow(fresh.state);
    expect(flow.gainDb('channel/1', 'bus/7')).toBeCloseTo(-4 - 12, 0);
    expect(fresh.at('bus/7/dynamics/on')).toBe(1);
    expect(fresh.word('bus/7/dynamics/ratio')).toBe('10');
    expect(fresh.at('bus/7/dynamics/threshold')).toBe(-30);
    expect(plan.sentences.join(' ')).toMatch(/12\.0 dB below the dry sound/);
  });
});

describe('a cue mix that starts from the main mix', () => {
  const choices = { bus: 'bus/1', name: 'Booth', start: { kind: 'main' }, ceilingDb: 30 } as const;

  test('is heard at the booth as in the main mix, for every strip, within one step', () => {
    const strips = [...Array.from({ length: 32 }, (_, n) => `channel/${n + 1}`), 'auxIn/7', 'fxReturn/1', 'fxReturn/8'];
    const main = new SignalFlow(band.state);
    const wanted = strips.map((strip) => main.gainDb(strip, 'main/stereo'));
    const plan = planCueMix(band.state, choices);
    expect(plan.refusals).toEqual([]);
    band.apply(plan);
    const booth = new SignalFlow(band.state);
    for (const [at, strip] of strips.entries()) {
      const wantedDb = wanted[at] as number;
      const sendDb = band.at(`${strip}/send/bus/1/level`) as number;
      if (sendDb >= 10) continue;
      expectWithinStep(booth.gainDb(strip, 'bus/1'), wantedDb, sendDb);
    }
  });

  test('does not change when a channel’s fader goes', () => {
    band.apply(planCueMix(band.state, choices));
    const before = new SignalFlow(band.state).gainDb('channel/7', 'bus/1');
    expect(before).toBeGreaterThan(-20);
    band.put({ 'channel/7/fader': -Infinity });
    expect(new SignalFlow(band.state).gainDb('channel/7', 'bus/1')).toBeCloseTo(before as number, 1);
  });

  test('folds in DCAs and mutes, and keeps a muted strip off at the level it would have', () => {
    fresh.put({
      'channel/1/fader': -10,
      'channel/1/assign/dca/2': 1,
      'dca/2/fader': -5,
      'channel/2/fader': -6,
      'channel/2/mute': 1,
      'channel/2/name': 'Talk',
      'channel/3/fader': -6,
      'channel/3/assign/muteGroup/1': 1,
      'muteGroup/1/mute': 1,
      'main/stereo/fader': 0,
    });
    const plan = planCueMix(fresh.state, choices);
    fresh.apply(plan);
    expect(fresh.at('channel/1/send/bus/1/level')).toBeCloseTo(-15, 0);
    expect(fresh.at('channel/2/send/bus/1/on')).toBe(0);
    expect(fresh.at('channel/2/send/bus/1/level')).toBeCloseTo(-6, 0);
    expect(fresh.at('channel/3/send/bus/1/on')).toBe(0);
    expect(plan.sentences.join(' ')).toMatch(/Muted in the main mix and so off here.*Talk/);
  });

  test('stays under its ceiling with the bus fader, and says what it held', () => {
    fresh.put({ 'channel/1/fader': 8, 'channel/1/name': 'Loud', 'main/stereo/fader': -3 });
    const plan = planCueMix(fresh.state, { ...choices, ceilingDb: -6 });
    fresh.apply(plan);
    expect(new SignalFlow(fresh.state).gainDb('channel/1', 'bus/1')).toBeLessThanOrEqual(-6 + 0.13);
    expect(plan.sentences.join(' ')).toMatch(/Held at the ceiling of −6\.0 dB at the output: Loud/);
  });

  test('is louder for those who listen, on themselves alone', () => {
    fresh.put({ 'channel/1/fader': -10, 'channel/2/fader': -10, 'main/stereo/fader': 0 });
    fresh.apply(planCueMix(fresh.state, { ...choices, people: ['channel/2'], moreMeDb: 3 }));
    expect(fresh.at('channel/1/send/bus/1/level')).toBeCloseTo(-10, 0);
    expect(fresh.at('channel/2/send/bus/1/level')).toBeCloseTo(-7, 0);
  });

  test('leaves at the socket that was chosen, and names who had it', () => {
    const plan = planCueMix(band.state, { ...choices, output: 'output/main/7' });
    expect(plan.warnings.join(' ')).toContain('Output 7 carries Front fill now');
    band.apply(plan);
    expect(band.word('output/main/7/source')).toBe('Bus 1');
    expect(outputSockets(band.state).find(({ address }) => address === 'output/main/7')?.carries).toBe('bus/1');
  });

  test('of a linked pair leaves at two sockets side by side, left before right, whichever bus was named', () => {
    for (const bus of ['bus/1', 'bus/2']) {
      const linked = new DemoDesk(false);
      linked.put({ 'link/bus/1': 1 });
      linked.apply(planCueMix(linked.state, { ...choices, bus, output: 'output/main/5' }));
      expect(linked.word('output/main/5/source'), bus).toBe('Bus 1');
      expect(linked.word('output/main/6/source'), bus).toBe('Bus 2');
    }
  });

  test('of a linked pair says so when there is no second socket', () => {
    const linked = new DemoDesk(false);
    linked.put({ 'link/bus/1': 1 });
    const last = outputSockets(linked.state).findLast(({ address }) => address.startsWith('output/main/'));
    const plan = planCueMix(linked.state, { ...choices, output: last?.address ?? '' });
    expect(plan.warnings.join(' ')).toContain('There is no output after the chosen one for');
  });

  test('for any faders, DCAs and groups: what is planned is what the trace of the booth says', () => {
    const faderDb = fc.oneof(fc.constant(-Infinity), fc.double({ min: -40, max: 8, noNaN: true }));
    const strip = fc.record({
      faderDb,
      isMuted: fc.boolean(),
      onMain: fc.boolean(),
      dca: fc.boolean(),
      group: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(strip, { minLength: 4, maxLength: 4 }), faderDb, faderDb, (strips, dcaDb, groupDb) => {
        const desk = new DemoDesk(false);
        desk.put({ 'main/stereo/fader': -2, 'dca/1/fader': dcaDb, 'bus/9/fader': groupDb, 'bus/9/assign/main': 1 });
        for (const [at, each] of strips.entries()) {
          const name = `channel/${at + 1}`;
          desk.put({
            [`${name}/fader`]: each.faderDb,
            [`${name}/mute`]: each.isMuted ? 1 : 0,
            [`${name}/assign/main`]: each.onMain ? 1 : 0,
            [`${name}/assign/dca/1`]: each.dca ? 1 : 0,
            [`${name}/send/bus/9/tap`]: each.group ? 'subgroup' : 'postFader',
          });
        }
        const main = new SignalFlow(desk.state);
        const wanted = strips.map((_, at) => main.gainDb(`channel/${at + 1}`, 'main/stereo') as number);
        desk.apply(planCueMix(desk.state, choices));
        const booth = new SignalFlow(desk.state);
        for (const at of strips.keys()) {
          const sendDb = desk.at(`channel/${at + 1}/send/bus/1/level`) as number;
          const wantedDb = wanted[at] as number;
          // What stands above or below the range of a send cannot be had.
          if (sendDb >= 10 || wantedDb < -85) continue;
          expectWithinStep(booth.gainDb(`channel/${at + 1}`, 'bus/1'), wantedDb, sendDb);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a cue mix that starts elsewhere', () => {
  test('as a copy of another cue has what that one has', () => {
    const plan = planCueMix(band.state, {
      bus: 'bus/5',
      name: 'IEM 2',
      start: { kind: 'bus', bus: 'bus/6' },
      ceilingDb: 30,
    });
    band.apply(plan);
    const flow = new SignalFlow(band.state);
    for (const strip of ['channel/7', 'channel/12', 'channel/10']) {
      expectWithinStep(
        flow.gainDb(strip, 'bus/5'),
        flow.gainDb(strip, 'bus/6'),
        band.at(`${strip}/send/bus/5/level`) as number,
      );
    }
    expect(
      planCueMix(band.state, { bus: 'bus/5', name: 'x', start: { kind: 'bus', bus: 'bus/5' } }).refusals,
    ).not.toEqual([]);
  });

  test('silent has nothing, and says whom it turned down', () => {
    const plan = planCueMix(band.state, { bus: 'bus/2', name: 'Wedge', start: { kind: 'silence' } });
    expect(plan.warnings.join(' ')).toContain('turned down');
    band.apply(plan);
    const flow = new SignalFlow(band.state);
    for (const channel of [2, 7, 8, 12]) expect(flow.gainDb(`channel/${channel}`, 'bus/2')).toBe(-Infinity);
  });

  test('sounds the same on the bus that shares its taps', () => {
    fresh.put({
      'channel/1/fader': -8,
      'channel/1/send/bus/2/level': -4,
      'channel/1/send/bus/1/tap': 'postFader',
      'main/stereo/fader': 0,
    });
    const before = new SignalFlow(fresh.state).gainDb('channel/1', 'bus/2');
    fresh.put({ 'bus/2/fader': 0 });
    const was = new SignalFlow(fresh.state).gainDb('channel/1', 'bus/2') as number;
    expect(before).toBe(-Infinity);
    fresh.apply(planCueMix(fresh.state, { bus: 'bus/1', name: 'Booth', start: { kind: 'main' } }));
    expect(fresh.word('channel/1/send/bus/2/tap')).toBe('preFader');
    expectWithinStep(new SignalFlow(fresh.state).gainDb('channel/1', 'bus/2'), was, -12);
  });

  test('does not send back what comes of its own effect', () => {
    const plan = planCueMix(band.state, { bus: 'bus/9', name: 'Booth', start: { kind: 'main' } });
    band.apply(plan);
    expect(band.at('fxReturn/1/send/bus/9/level')).toBe(-Infinity);
    expect(band.at('fxReturn/3/send/bus/9/level')).toBeGreaterThan(-60);
  });

  test('is refused while something of it has not been read', () => {
    fresh.state.forget(appSchema.need('channel/7/send/bus/1/level'));
    const plan = planCueMix(fresh.state, { bus: 'bus/1', name: 'Booth', start: { kind: 'silence' } });
    expect(plan.refusals.join()).toContain('not been read');
    expect(plan.changes).toEqual([]);
  });
});

describe('feeds', () => {
  test('a recorder is fed as early as the console can', () => {
    fresh.put({ 'channel/1/fader': -10, 'main/stereo/fader': 0 });
    fresh.apply(
      planRecordFeed(fresh.state, { bus: 'bus/13', name: 'Rec', start: { kind: 'main' }, output: 'output/recorder/1' }),
    );
    expect(fresh.word('channel/1/send/bus/13/tap')).toBe('input');
    expect(fresh.at('channel/1/send/bus/13/level')).toBeCloseTo(-10, 0);
    expect(fresh.word('bus/13/purpose')).toBe('record');
    expect(fresh.word('output/recorder/1/source')).toBe('Bus 13');
  });

  test('a stream follows the faders as the main mix does', () => {
    fresh.put({ 'channel/1/fader': -10, 'channel/2/mute': 1, 'main/stereo/fader': 0 });
    fresh.apply(planStreamFeed(fresh.state, { bus: 'bus/15', name: 'Stream', start: { kind: 'main' } }));
    fresh.put({ 'channel/1/fader': -3, 'channel/2/mute': 0, 'channel/2/fader': -4 });
    const flow = new SignalFlow(fresh.state);
    for (const strip of ['channel/1', 'channel/2'])
      expectWithinStep(flow.gainDb(strip, 'bus/15'), flow.gainDb(strip, 'main/stereo'), 0);
  });
});

describe('an effect loop', () => {
  const loop = { bus: 'bus/10', name: 'Vox verb', slot: 'fx/3', members: ['channel/12'], intoMain: true } as const;

  test('goes from the channel through the effect into the main mix', () => {
    fresh.put({ 'channel/12/fader': -5, 'main/stereo/fader': 0, 'channel/12/assign/main': 0 });
    expect(new SignalFlow(fresh.state).gainDb('channel/12', 'main/stereo')).toBe(-Infinity);
    const plan = planEffectLoop(fresh.state, loop);
    expect(plan.refusals).toEqual([]);
    fresh.apply(plan);
    expect(new SignalFlow(fresh.state).gainDb('channel/12', 'main/stereo')).toBeGreaterThan(-40);
    expect(fresh.at('bus/10/assign/main')).toBe(0);
    expect(fresh.word('fx/3/source/left')).toBe('bus/10');
  });

  test('into a singer’s ears alone is not heard in the main mix', () => {
    fresh.put({ 'channel/12/fader': -5, 'main/stereo/fader': 0, 'bus/6/fader': 0, 'channel/12/assign/main': 0 });
    fresh.apply(planEffectLoop(fresh.state, { ...loop, intoMain: false, intoBusses: ['bus/6'] }));
    const flow = new SignalFlow(fresh.state);
    expect(flow.gainDb('channel/12', 'bus/6')).toBeGreaterThan(-40);
    expect(flow.gainDb('channel/12', 'main/stereo')).toBe(-Infinity);
  });

  test('that would feed itself is refused and says how, directly and through another effect', () => {
    const direct = planEffectLoop(fresh.state, { ...loop, intoBusses: ['bus/10'] });
    expect(direct.refusals.join()).toContain('feed itself');
    expect(direct.changes).toEqual([]);
    // Bus 6 feeds effect 1, which comes back into bus 10.
    fresh.put({ 'fx/1/source/left': 'bus/6', 'fxReturn/1/send/bus/10/level': -10 });
    const round = planEffectLoop(fresh.state, { ...loop, intoBusses: ['bus/6'] });
    expect(round.refusals.join()).toContain('feed itself');
    expect(planEffectLoop(fresh.state, { ...loop, intoBusses: ['bus/7'] }).refusals).toEqual([]);
  });

  test('does not take an effect out of an insert', () => {
    fresh.put({ 'channel/4/insert/slot': 'effect 3 left', 'channel/4/name': 'Snare' });
    expect(planEffectLoop(fresh.state, loop).refusals.join()).toContain('insert of Snare');
  });
});

describe('a room', () => {
  test('has a reverb that fits, with its decay in the effect’s own words', () => {
    for (const [style, type, decay] of [
      ['drum', 'AMBI', '0.8'],
      ['small', 'ROOM', '0.6'],
      ['medium', 'CHAM', '1.2'],
      ['hall', 'HALL', '2.2'],
    ] as const) {
      const desk = new DemoDesk(false);
      const plan = planRoom(desk.state, { style, bus: 'bus/11', name: 'Place', slot: 'fx/2', members: ['channel/1'] });
      expect(plan.refusals).toEqual([]);
      desk.apply(plan);
      expect(desk.word('fx/2/type')).toBe(type);
      expect(desk.at('fx/2/param/2')).toBe(decay);
      expect(desk.at('fxReturn/3/name')).toBe('Place L');
      expect(roomsOf(desk.state)).toMatchObject([
        { bus: 'bus/11', slot: 'fx/2', decay, returns: ['fxReturn/3', 'fxReturn/4'] },
      ]);
    }
  });

  test('is nearer with less of it and a longer wait before it', () => {
    fresh.apply(
      planRoom(fresh.state, { style: 'hall', bus: 'bus/11', name: 'Hall', slot: 'fx/2', members: ['channel/1'] }),
    );
    const [hall] = roomsOf(fresh.state);
    if (!hall) throw new Error('There is no room');
    const preDelayAt = (distance: number) => {
      fresh.put({ 'channel/1/send/bus/11/level': sendAtDistance(distance) });
      return Number(preDelayFor(fresh.state, hall)?.word);
    };
    const [near, middle, far] = [0, 0.5, 1].map(preDelayAt);
    expect([near, middle, far]).toEqual([near, middle, far].toSorted((a = 0, b = 0) => b - a));
    expect(near).toBeGreaterThan(far as number);
  });

  test('distance and send are one thing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (distance) => {
        expect(distanceOfSend(sendAtDistance(distance))).toBeCloseTo(distance, 6);
      }),
    );
    expect(distanceOfSend(-Infinity)).toBeUndefined();
  });
});

describe('an insert', () => {
  test('is listed with what is in it, and one place has one strip', () => {
    fresh.put({ 'fx/1/source/left': 'insert', 'fx/1/source/right': 'insert', 'channel/4/name': 'Snare' });
    const left = placesLeft(fresh.state);
    fresh.apply(planInsert(fresh.state, { strip: 'channel/4', end: 'fx/5/left', isOn: true }));
    expect(insertsOf(fresh.state)).toMatchObject([{ strip: 'channel/4', isOn: true, end: 'fx/5/left' }]);
    expect(insertsOf(fresh.state)[0]?.title).toContain('FX 5 left');
    expect(placesLeft(fresh.state)).toBe(left - 1);
    expect(planInsert(fresh.state, { strip: 'channel/5', end: 'fx/5/left', isOn: true }).refusals.join()).toContain(
      'Snare',
    );
    fresh.apply(planInsert(fresh.state, { strip: 'channel/4', end: '', isOn: false }));
    expect(insertsOf(fresh.state)).toEqual([]);
  });

  test('does not take an effect that a bus feeds', () => {
    expect(effectSlots(band.state)[0]?.sources).toEqual(['bus/9', 'bus/9']);
    expect(planInsert(band.state, { strip: 'channel/5', end: 'fx/1/left', isOn: true }).refusals.join()).toContain(
      'Drum room',
    );
  });
});

test('busses that nobody uses are offered first, and those in use say for what', () => {
  const offers = busOffers(band.state);
  expect(offers.every(({ uses }) => uses.length > 0)).toBe(true);
  expect(busOffers(fresh.state)[0]?.uses).toEqual([]);
  fresh.put({ 'channel/1/send/bus/2/level': -5 });
  expect(busOffers(fresh.state)[0]?.bus).toBe('bus/3');
  expect(offers.find(({ bus }) => bus === 'bus/9')?.uses.join(', ')).toContain('feeds FX 1');
});
