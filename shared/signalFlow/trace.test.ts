import { beforeEach, describe, expect, it, test } from 'vitest';
import { type FlowDesk, flowDesk } from '../../test/support/flowDesk.ts';
import { cycles, cyclesMadeBy } from './cycles.ts';
import { pull } from './pull.ts';
import { SignalFlow } from './signalFlow.ts';
import { trace } from './trace.ts';

let desk: FlowDesk;

beforeEach(() => {
  desk = flowDesk();
  desk.put({ 'channel/2/name': 'Lindi', 'bus/3/name': 'Wedge 3', 'bus/3/fader': -6.2 });
});

const say = (source: string, destination: string) => trace(desk.state, source, destination).sentence;

describe('a trace', () => {
  it('says how loud a strip arrives, and what makes it so', () => {
    desk.put({ 'channel/2/send/bus/3/level': -8, 'channel/2/send/bus/3/tap': 'preFader' });
    expect(say('channel/2', 'bus/3')).toBe(
      'Lindi reaches Wedge 3 at \u221214.2 dB: pre-fader send \u22128.0, bus fader \u22126.2',
    );
  });

  it('names the fader, its DCAs and the trim of a post-fader send', () => {
    desk.put({
      'channel/2/send/bus/3/level': -8,
      'channel/2/fader': -3,
      'channel/2/preamp/trim': 2,
      'channel/2/assign/dca/1': 1,
      'dca/1/fader': -5,
      'dca/1/name': 'Vocals',
    });
    expect(say('channel/2', 'bus/3')).toBe(
      'Lindi reaches Wedge 3 at \u221220.2 dB: trim 2.0, channel fader \u22123.0, DCA Vocals \u22125.0, post-fader send \u22128.0, bus fader \u22126.2',
    );
  });

  test.each<[string, Record<string, number | string>, string]>([
    ['a send that is off', { 'channel/2/send/bus/3/on': 0 }, 'its send to bus 3 is off'],
    [
      'a send that is down',
      { 'channel/2/send/bus/3/level': Number.NEGATIVE_INFINITY },
      'its send to bus 3 is all the way down',
    ],
    ['a mute', { 'channel/2/mute': 1 }, 'it is muted'],
    ['a mute group', { 'channel/2/assign/muteGroup/1': 1, 'muteGroup/1/mute': 1 }, 'mute group 1 mutes it'],
    ['a DCA', { 'channel/2/assign/dca/1': 1, 'dca/1/fader': Number.NEGATIVE_INFINITY }, 'DCA 1 is all the way down'],
    ['a bus that is down', { 'bus/3/fader': Number.NEGATIVE_INFINITY }, 'Wedge 3\u2019s fader is all the way down'],
    ['a bus that is muted', { 'bus/3/mute': 1 }, 'Wedge 3 is muted'],
    [
      'two things at once',
      { 'channel/2/mute': 1, 'channel/2/send/bus/3/on': 0 },
      'it is muted and its send to bus 3 is off',
    ],
  ])('names %s', (_what, values, reason) => {
    desk.put({ 'channel/2/fader': 0, 'channel/2/send/bus/3/level': 0, ...values });
    expect(say('channel/2', 'bus/3')).toBe(`Lindi does not reach Wedge 3: ${reason}`);
    expect(trace(desk.state, 'channel/2', 'bus/3').reaches).toBe(false);
  });

  it('does not take what is not read yet for a value', () => {
    desk.put({ 'channel/2/send/bus/3/level': 0 });
    desk.forget('channel/2/fader');
    const { reaches, gainDb, sentence } = trace(desk.state, 'channel/2', 'bus/3');
    expect([reaches, gainDb]).toEqual([undefined, undefined]);
    expect(sentence).toBe('It is not known whether Lindi reaches Wedge 3: its fader is not read yet');
    // A send that is off is off whatever else there is.
    desk.put({ 'channel/2/send/bus/3/on': 0 });
    expect(trace(desk.state, 'channel/2', 'bus/3').reaches).toBe(false);
  });

  it('follows the patch from a socket to an output', () => {
    desk.put({
      'channel/2/source': 1,
      'headamp/local/1/gain': 30,
      'channel/2/send/bus/3/level': -8,
      'channel/2/send/bus/3/tap': 'preFader',
      'output/main/2/source': 6,
      'output/main/2/tap': 'preFader',
    });
    expect(say('input/local/1', 'output/main/2')).toBe(
      'Local 1 reaches Output 2 at 22.0 dB through Lindi and Wedge 3: head amp 30.0, pre-fader send \u22128.0',
    );
    expect(say('input/local/2', 'bus/3')).toBe('Local 2 does not reach Wedge 3: no strip takes Local 2');
    desk.put({ 'output/main/2/source': 0 });
    expect(say('channel/2', 'output/main/2')).toBe('Lindi does not reach Output 2: nothing feeds Output 2');
  });

  it('lists all ways to the main and warns of a sound that arrives there twice', () => {
    desk.put({
      'channel/2/fader': 0,
      'main/stereo/fader': 0,
      'channel/2/assign/main': 1,
      'channel/2/send/bus/3/level': 0,
      'bus/3/fader': 0,
      'bus/3/assign/main': 1,
    });
    const { paths, gainDb, warnings } = trace(desk.state, 'channel/2', 'main/stereo');
    expect(paths.map(({ stops }) => stops)).toEqual([
      ['channel/2', 'main/stereo'],
      ['channel/2', 'bus/3', 'main/stereo'],
    ]);
    expect(gainDb).toBeCloseTo(3.01, 2);
    expect(warnings).toEqual(['Lindi reaches Main twice: directly and through Wedge 3']);
    desk.put({ 'channel/2/assign/main': 0 });
    expect(trace(desk.state, 'channel/2', 'main/stereo').warnings).toEqual([]);
    desk.put({ 'bus/3/assign/main': 0 });
    expect(say('channel/2', 'main/stereo')).toBe('Lindi does not reach Main: it is not assigned to the main');
  });

  it('shows what pan takes from one side and leaves the whole alone', () => {
    desk.put({ 'channel/2/fader': 0, 'channel/2/assign/main': 1, 'main/stereo/fader': 0 });
    const flow = new SignalFlow(desk.state);
    expect(flow.gainDb('channel/2', 'main/stereo')).toBeCloseTo(0, 6);
    expect(flow.gainDb('channel/2', 'main/stereo/left')).toBeCloseTo(-3.01, 2);
    expect(say('channel/2', 'main/stereo/left')).toBe(
      'Lindi reaches Main left at \u22123.0 dB: channel fader 0.0, main fader 0.0, pan \u22123.0',
    );
  });

  it('goes through an effect, which is no second way', () => {
    desk.put({
      'channel/2/fader': 0,
      'main/stereo/fader': 0,
      'channel/2/assign/main': 1,
      'channel/2/send/bus/3/level': 0,
      'bus/3/fader': 0,
      'fx/1/source/left': 3,
      'fxReturn/1/fader': -10,
      'fxReturn/1/assign/main': 1,
    });
    const { paths, warnings } = trace(desk.state, 'channel/2', 'main/stereo');
    expect(paths[1]).toMatchObject({ stops: ['channel/2', 'bus/3', 'fx/1', 'fxReturn/1', 'main/stereo'], isWet: true });
    expect(paths[1]?.gainDb).toBeCloseTo(-10, 6);
    expect(warnings).toEqual([]);
  });
});

describe('ways between equals', () => {
  it('lead from bus to bus, and on', () => {
    desk.put({
      'channel/2/send/bus/1/level': -5,
      'channel/2/send/bus/1/tap': 'preFader',
      'bus/1/fader': -1,
      'bus/1/send/bus/2/level': -2,
      'bus/2/fader': -3,
      'bus/2/send/bus/4/level': -4,
      'bus/2/send/bus/4/tap': 'preFader',
      'bus/4/fader': 0,
      'bus/4/assign/main': 1,
      'main/stereo/fader': 0,
    });
    const flow = new SignalFlow(desk.state);
    expect(flow.gainDb('channel/2', 'bus/2')).toBeCloseTo(-11, 4);
    expect(flow.gainDb('channel/2', 'bus/4')).toBeCloseTo(-12, 4);
    expect(flow.gainDb('channel/2', 'main/stereo')).toBeCloseTo(-12, 4);
    expect(trace(flow, 'channel/2', 'main/stereo').paths.map(({ stops }) => stops)).toEqual([
      ['channel/2', 'bus/1', 'bus/2', 'bus/4', 'main/stereo'],
    ]);
    const change = desk.change('bus/1/send/bus/2/on', 0);
    desk.state.merge([change]);
    flow.update([change]);
    expect(flow.gainDb('channel/2', 'main/stereo')).toBe(-Infinity);
  });

  it('lead from a bus into a channel that it feeds, and circles through it are named', () => {
    desk.put({
      'channel/2/send/bus/1/level': 0,
      'channel/2/fader': -6,
      'bus/1/fader': -1,
      'channel/3/name': 'Comp',
      'channel/3/source': 5,
      'channel/3/fader': -2,
      'channel/3/assign/main': 1,
      'main/stereo/fader': 0,
    });
    const flow = new SignalFlow(desk.state);
    expect(flow.gainDb('channel/2', 'channel/3')).toBeCloseTo(-7, 4);
    expect(flow.gainDb('channel/2', 'main/stereo')).toBeCloseTo(-9, 4);
    expect(cycles(flow)).toEqual([]);
    expect(cyclesMadeBy(desk.state, [desk.change('channel/3/send/bus/1/level', -10)])).toMatchObject([
      { stops: ['channel/3', 'bus/1'], sentence: 'Comp \u2192 Bus 1 \u2192 Comp' },
    ]);
  });
});

describe('a pull', () => {
  it('says what goes silent and what does not', () => {
    desk.put({
      'channel/2/fader': 0,
      'main/stereo/fader': 0,
      'channel/2/assign/main': 1,
      'channel/2/send/bus/3/level': -8,
      'channel/2/send/bus/3/tap': 'preFader',
      'channel/2/send/bus/1/level': 0,
      'bus/1/fader': 0,
    });
    const { silent, kept, sentence } = pull(desk.state, 'channel/2');
    expect(silent.map(({ destination }) => destination)).toEqual(['bus/1', 'main/stereo']);
    expect(kept).toEqual([
      { source: 'channel/2', destination: 'bus/3', gainDb: expect.closeTo(-14.2, 1), keptDb: expect.closeTo(-14.2, 1) },
    ]);
    expect(sentence).toBe('Pull Lindi down: Bus 1 and Main go silent of it; Wedge 3 keeps it at \u221214.2 dB');
  });

  it('of a DCA tells its members', () => {
    desk.put({ 'channel/2/fader': 0, 'main/stereo/fader': 0, 'channel/2/assign/main': 1, 'dca/1/fader': 0 });
    desk.put({ 'channel/2/assign/dca/1': 1 });
    expect(pull(desk.state, 'dca/1').silent).toMatchObject([{ source: 'channel/2', destination: 'main/stereo' }]);
    expect(pull(desk.state, 'dca/2').sentence).toBe('DCA 2 reaches nothing now, so nothing changes');
  });
});

describe('circles', () => {
  it('are found before they are made, and named', () => {
    desk.put({ 'fx/1/source/left': 3, 'fxReturn/1/name': 'Reverb', 'bus/3/fader': 0 });
    expect(cycles(desk.state)).toEqual([]);
    const made = cyclesMadeBy(desk.state, [
      desk.change('fxReturn/1/send/bus/3/level', -10),
      desk.change('fxReturn/1/send/bus/3/on', 1),
    ]);
    expect(made.map(({ sentence }) => sentence)).toEqual(['Reverb \u2192 Wedge 3 \u2192 Effect 1 \u2192 Reverb']);
    expect(cycles(desk.state)).toEqual([]);
  });

  it('are circles even while a fader shuts them', () => {
    desk.put({
      'fx/1/source/left': 3,
      'fxReturn/1/send/bus/3/level': 0,
      'fxReturn/1/fader': Number.NEGATIVE_INFINITY,
    });
    expect(cycles(desk.state)).toMatchObject([{ stops: ['fxReturn/1', 'bus/3', 'fx/1'], gainDb: -Infinity }]);
    desk.put({ 'fxReturn/1/fader': -3, 'bus/3/fader': 0 });
    expect(cycles(desk.state)[0]?.gainDb).toBeCloseTo(-3, 1);
  });

  it('do not count their signal for ever', () => {
    desk.put({
      'fx/1/source/left': 3,
      'bus/3/fader': 0,
      'fxReturn/1/fader': 0,
      'fxReturn/1/send/bus/3/level': 0,
      'channel/2/fader': 0,
      'channel/2/send/bus/3/level': 0,
    });
    const gainDb = trace(desk.state, 'channel/2', 'bus/3').gainDb ?? Number.NaN;
    expect(gainDb).toBeGreaterThanOrEqual(0);
    expect(gainDb).toBeLessThan(7);
  });
});

describe('an insert', () => {
  beforeEach(() => {
    desk.put({
      'channel/2/insert/slot': 1,
      'channel/2/fader': -5,
      'main/stereo/fader': 0,
      'channel/2/assign/main': 1,
      'channel/2/send/bus/3/level': -8,
      'channel/2/send/bus/3/tap': 'preFader',
      'bus/3/fader': 0,
    });
  });
  const sentence = (destination: string) => trace(desk.state, 'channel/2', destination).sentence;

  it('is named where it stands on the way while it is on', () => {
    expect(sentence('main/stereo')).not.toContain('insert');
    desk.put({ 'channel/2/insert/on': 1 });
    expect(sentence('main/stereo')).toMatch(/: insert: hall in slot 1, channel fader \u22125\.0, main fader 0\.0$/);
    expect(sentence('bus/3')).toMatch(/: insert: hall in slot 1, pre-fader send \u22128\.0/);
    desk.put({ 'channel/2/send/bus/3/tap': 'input' });
    expect(sentence('bus/3')).not.toContain('insert');
    desk.put({ 'channel/2/insert/slot': 3 });
    expect(sentence('main/stereo')).toContain('insert: Output 4, channel fader');
  });

  it('warns where a bus feeds its slot, so that nothing comes back', () => {
    desk.put({ 'channel/2/insert/on': 1, 'fx/1/source/right': 3 });
    expect(trace(desk.state, 'channel/2', 'main/stereo').warnings).toEqual([]);
    desk.put({ 'channel/2/insert/slot': 2 });
    expect(trace(desk.state, 'channel/2', 'main/stereo').warnings).toContain(
      'Lindi has its insert in hall in slot 1, but slot 1 is fed by Wedge 3 instead: nothing may come back',
    );
  });
});
