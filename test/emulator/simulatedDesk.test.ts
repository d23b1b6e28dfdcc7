import { beforeEach, describe, expect, it } from 'vitest';
import { profileFor, profiles } from '../../electron/drivers/x32/profile.ts';
import { demoBand } from '../../electron/emulator/demoBand.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { DeskDiff } from '../../shared/desk/diff.ts';
import { canonical } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';

const schema = buildSchema(profileFor('X32', '4.06'));
let desk: SimulatedDesk;
beforeEach(() => {
  desk = new SimulatedDesk(schema);
});
const at = (address: Address) => desk.get(schema.need(address));
const set = (address: Address, value: number | string, origin?: unknown) =>
  desk.apply([{ id: schema.need(address), value }], origin);
const words = (diff: DeskDiff) => diff.map(({ id, value }) => `${schema.addressOf(id)} ${value}`);

describe('a simulated desk', () => {
  it('knows every value from the start, each one that its spec allows', () => {
    for (const profile of [profiles[0], profiles[1]]) {
      if (!profile) throw new Error('no profile');
      const own = buildSchema(profile);
      const fresh = new SimulatedDesk(own);
      for (let id = 0; id < own.size; id++) {
        const spec = own.specOf(id);
        const value = fresh.get(id);
        if (spec.kind === 'text') expect(value, own.addressOf(id)).toBe(own.defaultOf(id) ?? '');
        else expect(value, own.addressOf(id)).toBe(canonical(spec, Number(value)));
      }
    }
    expect([at('channel/1/fader'), at('channel/1/mute'), at('routing/input/9')]).toEqual([-Infinity, 0, 1]);
  });

  it('keeps values on their grid and gives back what changed, with its origin', () => {
    const events: unknown[] = [];
    desk.onChange((event) => events.push(event));
    const changed = set('channel/1/fader', 99, 'me');
    expect(words(changed)).toEqual(['channel/1/fader 10']);
    expect(events).toEqual([{ changes: changed, origin: 'me' }]);
    expect(set('channel/1/fader', 10)).toEqual([]);
    expect(events).toHaveLength(1);
  });

  it('is not told what it works out itself', () => {
    expect(set('monitor/soloActive', 1)).toEqual([]);
    expect(set('channel/1/headamp', 5)).toEqual([]);
    expect(words(set('dca/3/solo', 1))).toEqual(['dca/3/solo 1', 'monitor/soloActive 1']);
  });
});

describe('linked pairs', () => {
  it('take the odd side over when linked, and go apart', () => {
    set('channel/1/color', 3);
    set('channel/1/fader', -10);
    set('channel/1/send/bus/5/level', -20);
    set('channel/1/eq/2/gain', 4);
    set('channel/1/name', 'Left');
    const changed = words(set('link/channel/1', 1));
    expect(changed).toContain('channel/2/eq/2/gain 4');
    expect([at('channel/2/color'), at('channel/2/fader'), at('channel/2/send/bus/5/level')]).toEqual([
      at('channel/1/color'),
      at('channel/1/fader'),
      at('channel/1/send/bus/5/level'),
    ]);
    expect([at('channel/1/pan'), at('channel/2/pan'), at('channel/2/name')]).toEqual([-1, 1, '']);
    set('link/channel/1', 0);
    expect([at('channel/1/pan'), at('channel/2/pan'), at('channel/2/fader')]).toEqual([0, 0, at('channel/1/fader')]);
  });

  it('follow each other both ways while linked, as far as is shared', () => {
    set('link/channel/1', 1);
    expect(words(set('channel/2/mute', 1))).toEqual(['channel/2/mute 1', 'channel/1/mute 1']);
    expect(words(set('channel/1/gate/threshold', -30))).toHaveLength(2);
    expect(words(set('channel/1/insert/on', 1))).toHaveLength(2);
    expect(words(set('channel/1/pan', 0))).toHaveLength(1);
    expect(words(set('channel/1/assign/dca/1', 1))).toHaveLength(1);
    set('link/shares/faderAndMute', 0);
    set('link/shares/dynamics', 0);
    set('link/shares/eq', 0);
    expect(words(set('channel/1/fader', -3))).toHaveLength(1);
    expect(words(set('channel/1/gate/threshold', -20))).toHaveLength(1);
    expect(words(set('channel/1/eq/1/gain', 2))).toHaveLength(1);
    expect(words(set('channel/1/gate/filter/on', 1))).toHaveLength(2);
    expect(words(set('channel/1/send/bus/2/on', 0))).toHaveLength(2);
  });

  it('of busses and matrices work the same, with the pans of their matrix sends', () => {
    set('link/bus/3', 1);
    expect([at('bus/3/pan'), at('bus/4/send/matrix/1/pan')]).toEqual([-1, 1]);
    expect(words(set('bus/4/fader', -5))).toHaveLength(2);
    set('link/matrix/5', 1);
    expect(words(set('matrix/5/fader', -5))).toHaveLength(2);
  });

  it('do not overrule what comes with them, so that a scene arrives as stored', () => {
    desk.apply(
      [
        { id: schema.need('link/channel/1'), value: 1 },
        { id: schema.need('channel/1/fader'), value: -5 },
        { id: schema.need('channel/2/fader'), value: -15 },
        { id: schema.need('channel/2/pan'), value: 0.5 },
      ],
      undefined,
    );
    expect([at('channel/1/fader'), at('channel/2/fader'), at('channel/2/pan')]).toEqual([
      canonical(schema.specOf(schema.need('channel/1/fader')) as never, -5),
      canonical(schema.specOf(schema.need('channel/1/fader')) as never, -15),
      0.5,
    ]);
  });
});

describe('the demo band', () => {
  it('stands on every model and firmware', () => {
    for (const profile of profiles) {
      const own = buildSchema(profile);
      const fresh = new SimulatedDesk(own);
      expect(fresh.apply(demoBand(own), undefined).length).toBeGreaterThan(400);
    }
  });

  it('can be heard at the mains, in every bus, and does not clip', () => {
    desk.apply(demoBand(schema), undefined);
    const peaks = new Map<string, number>();
    const strips = [
      ...Array.from({ length: 16 }, (_, n) => `bus/${n + 1}`),
      'main/stereo',
      'main/mono',
      'matrix/1',
      'fxReturn/1',
    ];
    for (let t = 0; t < 30_000; t += 50) {
      desk.levels.update(t);
      for (const strip of strips) peaks.set(strip, Math.max(peaks.get(strip) ?? 0, desk.levels.post(strip)));
    }
    for (const [strip, peak] of peaks) {
      const peakDb = 20 * Math.log10(peak);
      expect(peakDb, strip).toBeGreaterThan(-32);
      expect(peakDb, strip).toBeLessThan(0);
    }
  });

  it('has drums in a subgroup, off the main', () => {
    desk.apply(demoBand(schema), undefined);
    expect([at('channel/1/assign/main'), at('channel/1/send/bus/8/tap'), at('bus/7/assign/main')]).toEqual([0, 5, 1]);
    expect([at('channel/1/send/bus/1/tap'), at('channel/7/send/bus/12/tap'), at('channel/7/name')]).toEqual([
      3,
      4,
      'Bass DI',
    ]);
  });
});
