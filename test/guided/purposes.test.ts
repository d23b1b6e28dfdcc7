import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type LevelSpec, stepOf } from '../../shared/desk/paramSpec.ts';
import { contradictionsOf, meantPlan, purposePlan, remedyOf } from '../../shared/guided/contradictions.ts';
import { sendOf } from '../../shared/guided/deskReading.ts';
import { flipBusPlan, flipSendsPlan } from '../../shared/guided/flipPlans.ts';
import { isMeant, withMeant } from '../../shared/guided/meant.ts';
import { PlanDraft } from '../../shared/guided/plan.ts';
import { flipTap, flipTaps } from '../../shared/guided/tapFlip.ts';
import { SignalFlow } from '../../shared/signalFlow/signalFlow.ts';
import { appSchema, DemoDesk } from '../support/demoDesk.ts';

let desk: DemoDesk;
beforeEach(() => {
  desk = new DemoDesk(false);
});

const only = <T>(list: readonly T[]): T => {
  if (list.length !== 1) throw new Error(`One was expected, there are ${list.length}`);
  return list[0] as T;
};

describe('a bus with a purpose', () => {
  test('contradicts nothing while nothing is sent to it, nor without a purpose', () => {
    desk.put({ 'bus/5/purpose': 'cue' });
    expect(contradictionsOf(desk.state, 'bus/5')).toEqual([]);
    desk.put({ 'bus/5/purpose': 'none', 'channel/1/send/bus/5/tap': 'postFader', 'channel/1/send/bus/5/level': 0 });
    expect(contradictionsOf(desk.state, 'bus/5')).toEqual([]);
  });

  test('says which sends of a cue are behind the fader, and one tap mends them', () => {
    const names = ['Kick', 'Bass', 'Click'];
    for (const [at, name] of names.entries()) {
      const channel = `channel/${at + 1}`;
      desk.put({
        [`${channel}/name`]: name,
        [`${channel}/fader`]: -3 * at,
        [`${channel}/send/bus/5/tap`]: 'postFader',
        [`${channel}/send/bus/5/level`]: -5,
      });
    }
    desk.put({ 'bus/5/purpose': 'cue', 'bus/5/fader': 0, 'channel/4/send/bus/5/level': -5 });
    const found = only(contradictionsOf(desk.state, 'bus/5'));
    expect(found.sentence).toBe('Bus 5 is a cue, but 3 sends are post-fader: Kick, Bass and Click.');
    const before = new SignalFlow(desk.state).gainDb('channel/3', 'bus/5') as number;
    const plan = remedyOf(desk.state, found);
    expect(plan.label).toBe('Mend Bus 5');
    desk.apply(plan);
    expect(contradictionsOf(desk.state, 'bus/5')).toEqual([]);
    expect(desk.word('channel/3/send/bus/5/tap')).toBe('preFader');
    expect(new SignalFlow(desk.state).gainDb('channel/3', 'bus/5')).toBeCloseTo(before, 0);
  });

  test('leaves alone what could not be heard as before, and keeps telling of it', () => {
    desk.put({
      'bus/5/purpose': 'cue',
      'channel/1/name': 'Kick',
      'channel/1/fader': -Infinity,
      'channel/1/send/bus/5/tap': 'postFader',
      'channel/1/send/bus/5/level': -5,
    });
    const plan = remedyOf(desk.state, only(contradictionsOf(desk.state, 'bus/5')));
    expect(plan.changes).toEqual([]);
    expect(plan.warnings).toEqual(['Left alone, because the fader is all the way down: Kick.']);
  });

  test('is not told again what is marked as meant; another strip is', () => {
    desk.put({ 'bus/5/purpose': 'cue', 'channel/1/send/bus/5/tap': 'postFader', 'channel/1/send/bus/5/level': -5 });
    desk.apply(meantPlan(desk.state, only(contradictionsOf(desk.state, 'bus/5'))));
    expect(contradictionsOf(desk.state, 'bus/5')).toEqual([]);
    desk.put({ 'channel/2/send/bus/5/tap': 'postFader', 'channel/2/send/bus/5/level': -5, 'channel/2/name': 'Bass' });
    expect(only(contradictionsOf(desk.state, 'bus/5')).sentence).toBe(
      'Bus 5 is a cue, but 1 send is post-fader: Bass.',
    );
  });

  test('on the main mix where it should not be, or off it where it should', () => {
    desk.put({ 'bus/5/purpose': 'cue', 'bus/5/assign/main': 1, 'bus/6/purpose': 'subgroup', 'bus/6/assign/main': 0 });
    const heard = only(contradictionsOf(desk.state, 'bus/5'));
    expect(heard.sentence).toBe('Bus 5 is a cue, but it is heard in the main mix as well.');
    desk.apply(remedyOf(desk.state, heard));
    expect(desk.at('bus/5/assign/main')).toBe(0);
    const missing = only(contradictionsOf(desk.state, 'bus/6'));
    expect(missing.sentence).toBe('Bus 6 is a subgroup, but it does not reach the main mix.');
    desk.apply(remedyOf(desk.state, missing));
    expect(desk.at('bus/6/assign/main')).toBe(1);
  });

  test('a subgroup whose members are heard twice', () => {
    desk.put({ 'bus/7/purpose': 'subgroup', 'bus/7/assign/main': 1, 'channel/1/name': 'Kick' });
    // Off for all but one: as a subgroup feed the send's level would not count.
    desk.put({ 'channel/1/send/bus/7/tap': 'subgroup', 'channel/1/send/bus/7/on': 1 });
    const found = only(contradictionsOf(desk.state, 'bus/7'));
    expect(found.sentence).toBe(
      'Bus 7 is a subgroup, but 1 channel feeds the main mix directly as well and is heard twice: Kick.',
    );
    desk.apply(remedyOf(desk.state, found));
    expect(desk.at('channel/1/assign/main')).toBe(0);
    expect(contradictionsOf(desk.state, 'bus/7')).toEqual([]);
  });

  test('sets the taps of what is not sent yet, and changes nothing that is heard', () => {
    desk.put({
      'channel/1/send/bus/5/tap': 'postFader',
      'channel/2/send/bus/5/tap': 'postFader',
      'channel/2/send/bus/6/level': -10,
      'bus/6/name': 'Wedge',
    });
    const plan = purposePlan(desk.state, 'bus/5', 'cue');
    desk.apply(plan);
    expect(desk.word('bus/5/purpose')).toBe('cue');
    expect(desk.word('channel/1/send/bus/5/tap')).toBe('preFader');
    expect(desk.word('channel/2/send/bus/5/tap')).toBe('postFader');
    expect(plan.changes.every(({ address }) => /purpose|tap$/.test(address))).toBe(true);
  });

  test('exceptions add up and none is named twice', () => {
    const first = withMeant(desk.state, 'bus/5', 'tap', ['channel/1', 'channel/2']);
    desk.put({ [first.address]: first.value });
    const more = withMeant(desk.state, 'bus/5', 'tap', ['channel/2', 'channel/12']);
    desk.put({ [more.address]: more.value });
    expect(['channel/1', 'channel/2', 'channel/12'].map((strip) => isMeant(desk.state, 'bus/5', 'tap', strip))).toEqual(
      [true, true, true],
    );
    expect(isMeant(desk.state, 'bus/5', 'tap', 'channel/3')).toBe(false);
    expect(isMeant(desk.state, 'bus/5', 'main')).toBe(false);
    expect(String(more.value).split(' ')).toHaveLength(3);
  });
});

describe('a tap that is flipped', () => {
  const levelSpec = appSchema.specOf(appSchema.need('channel/1/send/bus/3/level')) as LevelSpec;
  const taps = ['input', 'preEq', 'postEq', 'preFader', 'postFader'] as const;
  const levelDb = fc.double({ min: -50, max: 10, noNaN: true });

  test('is heard as before within one step, on its bus and on the one that shares the tap, or is left alone with a reason', () => {
    let flipped = 0;
    fc.assert(
      fc.property(
        fc.record({
          from: fc.constantFrom(...taps),
          to: fc.constantFrom(...taps),
          faderDb: fc.oneof(levelDb, fc.constant(-Infinity)),
          dcaDb: fc.option(levelDb),
          sendDb: levelDb,
          partnerDb: fc.option(levelDb),
        }),
        ({ from, to, faderDb, dcaDb, sendDb, partnerDb }) => {
          desk.put({
            'channel/1/fader': faderDb,
            'channel/1/assign/dca/3': dcaDb === null ? 0 : 1,
            'dca/3/fader': dcaDb ?? 0,
            'channel/1/send/bus/3/tap': from,
            'channel/1/send/bus/3/level': sendDb,
            'channel/1/send/bus/4/level': partnerDb ?? -Infinity,
            'bus/3/fader': 0,
            'bus/4/fader': 0,
          });
          const heard = () => {
            const flow = new SignalFlow(desk.state);
            return ['bus/3', 'bus/4'].map((bus) => flow.gainDb('channel/1', bus) as number);
          };
          const before = heard();
          const draft = new PlanDraft(desk.state);
          const left = flipTap(draft, sendOf('channel/1', 'bus/3'), to);
          const plan = draft.finish('purpose', 'Flip');
          if (left) {
            expect(plan.changes).toEqual([]);
            expect(left.why).toMatch(/down|range/);
            return;
          }
          flipped++;
          desk.apply(plan);
          expect(desk.word('channel/1/send/bus/3/tap')).toBe(to);
          for (const [at, nowDb] of heard().entries()) {
            const wasDb = before[at] as number;
            if (wasDb === -Infinity) expect(nowDb).toBe(-Infinity);
            else if (wasDb > -70) {
              const level = desk.at(`channel/1/send/bus/${at + 3}/level`) as number;
              // The step below and above the level that was chosen.
              const step = stepOf(levelSpec, level) / (levelSpec.steps - 1);
              const slope = step >= 0.5 ? 40 : step >= 0.25 ? 80 : step >= 0.0625 ? 160 : 480;
              if (level > -80)
                expect(Math.abs(nowDb - wasDb)).toBeLessThanOrEqual(slope / (levelSpec.steps - 1) + 0.01);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(flipped).toBeGreaterThan(50);
  });

  test('says where the send would stand above its range', () => {
    desk.put({
      'channel/1/fader': -20,
      'channel/1/send/bus/3/tap': 'preFader',
      'channel/1/send/bus/3/level': 0,
      'channel/1/name': 'Kick',
    });
    const draft = new PlanDraft(desk.state);
    flipTaps(draft, [sendOf('channel/1', 'bus/3')], ['postFader']);
    const plan = draft.finish('purpose', 'Flip');
    expect(plan.warnings).toEqual(['Left alone, because the send would stand above its range: Kick.']);
    expect(plan.changes).toEqual([]);
  });

  test('of a whole bus, or of some sends, turns over what is open and comes back the same', () => {
    for (const channel of [1, 2]) {
      desk.put({
        [`channel/${channel}/fader`]: -6,
        [`channel/${channel}/send/bus/3/tap`]: 'preFader',
        [`channel/${channel}/send/bus/3/level`]: -9,
      });
    }
    const levels = () => [1, 2].map((channel) => desk.at(`channel/${channel}/send/bus/3/level`));
    const before = levels();
    const plan = flipBusPlan(desk.state, 'bus/3', 'post');
    expect(plan.changes.filter(({ address }) => address.endsWith('/tap'))).toHaveLength(2);
    desk.apply(plan);
    expect(levels().map(Number)).toEqual([expect.closeTo(-3, 0), expect.closeTo(-3, 0)]);
    expect(flipBusPlan(desk.state, 'bus/3', 'post').changes).toEqual([]);
    desk.apply(flipSendsPlan(desk.state, [{ source: 'channel/2', destination: 'bus/3' }]));
    expect([1, 2].map((channel) => desk.word(`channel/${channel}/send/bus/3/tap`))).toEqual(['postFader', 'preFader']);
    desk.apply(flipBusPlan(desk.state, 'bus/3', 'pre'));
    expect(levels().map(Number)).toEqual(before.map((level) => expect.closeTo(Number(level), 0)));
  });

  test('names the bus that shares it', () => {
    desk.put({
      'channel/1/fader': -5,
      'channel/1/send/bus/3/tap': 'postFader',
      'channel/1/send/bus/3/level': 0,
      'channel/1/send/bus/4/level': 0,
      'bus/4/name': 'Wedge',
    });
    const draft = new PlanDraft(desk.state);
    flipTaps(draft, [sendOf('channel/1', 'bus/3')], ['preFader']);
    expect(draft.finish('purpose', 'Flip').sentences.join(' ')).toContain('Bus 4 (Wedge) shares these taps');
  });
});
