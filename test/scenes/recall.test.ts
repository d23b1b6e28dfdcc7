import { afterEach, describe, expect, test } from 'vitest';
import { otherValues, RecallStage, schema } from './recallStage.ts';

let rig: RecallStage;
afterEach(() => rig.close());

const levels = (address: string) => /^channel\/\d+\/(fader|mute|send\/bus\/\d+\/level)$/.test(address);

describe('a recall', () => {
  test('brings the desk to the scene, proves it by reading back, and says so', async () => {
    rig = await RecallStage.open();
    await rig.putAll(otherValues(1, 200, levels));
    const wanted = rig.picture();
    const id = rig.store('Act 1');
    await rig.putAll(otherValues(2, 300, levels));
    const differences = [...wanted].filter(([each, value]) => rig.stage.main.desk.get(each) !== value).length;
    rig.recall(id);
    const status = await rig.untilDone();
    expect(status).toMatchObject({ state: 'done', total: differences, landed: differences, missed: [] });
    expect(rig.picture()).toEqual(wanted);
    expect(schema.size).toBeGreaterThan(8000);
  });

  test('without the second yes sends nothing that rises far or is un-muted, and leaves out what is guarded', async () => {
    rig = await RecallStage.open();
    await rig.put({ 'channel/1/fader': 0, 'channel/2/mute': 0, 'headamp/local/1/gain': 20, 'main/stereo/fader': -10 });
    const id = rig.store('Loud');
    await rig.put({
      'channel/1/fader': -30,
      'channel/2/mute': 1,
      'headamp/local/1/gain': 10,
      'main/stereo/fader': -50,
    });
    const sets = rig.stage.main.sets.length;
    rig.recall(id, { agreed: [] });
    await rig.run(1000);
    expect(rig.stage.main.sets).toHaveLength(sets);
    expect(rig.person.last('recallNeeds')?.needs.toSorted()).toEqual(['rises', 'unmutes']);
    rig.recall(id, { agreed: ['rises', 'unmutes'] });
    await rig.untilDone();
    expect(Number(rig.at('channel/1/fader'))).toBeCloseTo(0, 1);
    expect(rig.at('channel/2/mute')).toBe(0);
    expect(rig.at('headamp/local/1/gain')).toBe(10);
    expect(Number(rig.at('main/stereo/fader'))).toBeCloseTo(-50, 0);
    await rig.run(600);
    rig.recall(id, { agreed: ['rises', 'unmutes', 'gain'], scope: { kinds: ['gains'] } });
    await rig.run(600);
    // A scene without a scope of its own never brings gain, even with the yes: the recall's scope has to name it.
    expect(rig.at('headamp/local/1/gain')).toBe(20);
  });

  test('raises by at most 6 dB a message and 60 dB a second, and as fast as the console confirms if it is a hard cut', async () => {
    rig = await RecallStage.open();
    await rig.put({ 'channel/1/fader': 0 });
    const id = rig.store('Up');
    const fader = schema.need('channel/1/fader');
    const tookMs: number[] = [];
    for (const hardCut of [false, true]) {
      await rig.put({ 'channel/1/fader': -60 });
      const from = rig.stage.main.sets.length;
      rig.recall(id, { hardCut });
      await rig.untilDone();
      const steps = rig.stage.main.sets.slice(from).filter((set) => set.id === fader);
      let level = -60;
      for (const { value } of steps) {
        expect(Number(value) - level).toBeLessThanOrEqual(6.01);
        level = Number(value);
      }
      tookMs.push((steps.at(-1)?.atMs ?? 0) - (steps[0]?.atMs ?? 0));
      await rig.run(600);
    }
    expect(tookMs[0]).toBeGreaterThan(900);
    expect(tookMs[1]).toBeLessThan(600);
  });

  test('names what somebody holds, and leaves it', async () => {
    rig = await RecallStage.open();
    await rig.put({ 'channel/1/fader': -10, 'channel/2/fader': -10 });
    const id = rig.store('Both');
    await rig.put({ 'channel/1/fader': -20, 'channel/2/fader': -20 });
    const held = rig.at('channel/1/fader');
    rig.person.say({ type: 'touch', ids: [schema.need('channel/1/fader')] });
    rig.recall(id);
    const status = await rig.untilDone();
    expect(status).toMatchObject({ state: 'done', total: 2, landed: 1 });
    expect(status.missed).toMatchObject([{ address: 'channel/1/fader', why: 'held' }]);
    expect(rig.at('channel/1/fader')).toBe(held);
  });

  test('is one step of its person\u2019s history, taken back in the safe order and done again', async () => {
    rig = await RecallStage.open();
    await rig.putAll(otherValues(31, 150, levels));
    const wanted = rig.picture();
    const id = rig.store('Act 1');
    await rig.putAll(otherValues(32, 150, levels));
    const before = rig.picture();
    rig.recall(id);
    await rig.untilDone();
    expect(rig.person.last('history')?.undo).toBe('Act 1');
    await rig.put({ 'channel/5/fader': 3 });
    const moved = rig.at('channel/5/fader');
    rig.person.say({ type: 'undo' });
    await rig.run(200);
    await rig.untilDone();
    const expected = new Map(before).set(schema.need('channel/5/fader'), moved ?? 0);
    expect(rig.picture()).toEqual(expected);
    rig.person.say({ type: 'redo' });
    await rig.run(200);
    await rig.untilDone();
    expect(rig.picture()).toEqual(new Map(wanted).set(schema.need('channel/5/fader'), moved ?? 0));
  });

  test('the desk as found is previewed and put back', async () => {
    rig = await RecallStage.open();
    const found = rig.picture();
    await rig.putAll(otherValues(41, 100, levels));
    await rig.put({ 'main/stereo/fader': -40 });
    rig.person.say({ type: 'scenePreview', request: 1, source: { from: 'asFound' } });
    expect(rig.person.last('scenePreview')?.preview?.guarded.map(({ yes }) => yes)).toContain('main');
    rig.recall('', { source: { from: 'asFound' } });
    expect(await rig.untilDone()).toMatchObject({ state: 'done', missed: [] });
    expect(rig.picture()).toEqual(found);
  });
});

describe('a GO', () => {
  async function cues() {
    rig = await RecallStage.open();
    for (const [number, level] of [-10, -20, -30].entries()) {
      await rig.put({ 'channel/1/fader': level });
      const scene = rig.store(`Scene ${number + 1}`);
      rig.person.say({ type: 'cuePut', cue: { id: `c${number + 1}`, name: `Cue ${number + 1}`, scene } });
    }
    await rig.put({ 'channel/1/fader': -60 });
  }
  const standing = () => rig.scenes.cues.standing;

  test('within 500 ms of another one is ignored, whoever it comes from', async () => {
    await cues();
    rig.person.say({ type: 'cueGo' });
    await rig.run(300);
    const words = /^Ignored: .* 500 ms/;
    expect(rig.scenes.go('A surface')).toMatch(words);
    expect(rig.scenes.recall('Scene 3', 'A surface')).toMatch(words);
    const wishes = [
      { type: 'cueGo' },
      { type: 'cueJump', id: 'c3' },
      { type: 'sceneRecall', source: { from: 'scene', id: rig.scenes.show.show.scenes[2]?.id } },
      { type: 'deskSceneRecall', number: 1, confirmed: true },
    ];
    for (const wish of wishes) {
      rig.person.clear();
      rig.person.say(wish);
      expect(rig.person.last('problem')?.message).toMatch(words);
    }
    await rig.run(100);
    expect(standing()).toMatchObject({ current: 'c1', armed: 'c2' });
    await rig.run(200);
    rig.scenes.go('A surface');
    expect(standing()).toMatchObject({ current: 'c2', armed: 'c3' });
    await rig.untilDone();
    expect(Number(rig.at('channel/1/fader'))).toBeCloseTo(-20, 0);
    expect(rig.person.last('currentScene')?.scene).toMatchObject({ name: 'Scene 2', by: 'A surface' });
  });

  test('goes back, jumps, arms, and follows by itself until a hand comes', async () => {
    await cues();
    const second = rig.scenes.show.show.cues[1];
    rig.person.say({ type: 'cuePut', cue: { ...second, followAfterMs: 2000 } });
    rig.person.say({ type: 'cueJump', id: 'c2' });
    expect(standing()).toMatchObject({ current: 'c2', armed: 'c3', followsInMs: 2000 });
    await rig.run(2500);
    expect(standing()).toMatchObject({ current: 'c3', armed: null, followsInMs: null });
    rig.person.say({ type: 'cueBack' });
    expect(standing()).toMatchObject({ armed: 'c2' });
    await rig.run(600);
    rig.person.say({ type: 'cueGo' });
    rig.person.say({ type: 'touch', ids: [schema.need('channel/9/fader')] });
    await rig.run(3000);
    expect(standing()).toMatchObject({ current: 'c2', armed: 'c3', followsInMs: null });
  });
});

describe('A against B', () => {
  test('is heard while it is held, and what was there comes back', async () => {
    rig = await RecallStage.open();
    await rig.putAll(otherValues(51, 100, levels));
    const id = rig.store('B');
    const b = rig.picture();
    await rig.putAll(otherValues(52, 100, levels));
    const a = rig.picture();
    const choice = { source: { from: 'scene', id }, agreed: ['rises', 'unmutes'] };
    rig.person.say({ type: 'compare', on: true, choice });
    await rig.untilDone();
    expect(rig.picture()).toEqual(b);
    expect(rig.person.last('comparing')).toMatchObject({ by: 'Anna', title: 'B' });
    rig.person.session.closed();
    await rig.run(100);
    await rig.untilDone();
    expect(rig.picture()).toEqual(a);
  });
});

describe('the show', () => {
  test('keeps what is stored over or deleted, and takes its own edits back', async () => {
    rig = await RecallStage.open();
    const id = rig.store('Act 1');
    const other = rig.store('Act 2');
    await rig.put({ 'channel/1/fader': -7 });
    rig.person.say({ type: 'sceneDifference', request: 4, id });
    const lines = rig.person.last('scenePreview')?.preview?.strips.flatMap((strip) => strip.lines) ?? [];
    expect(lines).toMatchObject([{ address: 'channel/1/fader', after: '\u22127.0 dB' }]);
    rig.person.say({ type: 'sceneUpdate', id });
    expect(rig.scenes.show.show.kept).toHaveLength(0);
    rig.person.say({ type: 'sceneUpdate', id, confirmed: true });
    rig.person.say({ type: 'sceneDelete', id: other, confirmed: true });
    const summary = () => rig.person.last('show')?.show;
    expect(summary()?.kept.map(({ name }) => name)).toEqual(['Act 2', 'Act 1']);
    expect(summary()?.undo).toBe('delete "Act 2"');
    rig.person.say({ type: 'showUndo' });
    expect(summary()?.scenes.map(({ name }) => name)).toEqual(['Act 1', 'Act 2']);
    rig.person.say({ type: 'sceneMove', id: other, index: 0 });
    rig.person.say({ type: 'sceneDuplicate', id });
    rig.person.say({ type: 'sceneDescribe', id, about: { name: 'First act', fade: { ms: 3000, law: 'dB' } } });
    expect(summary()?.scenes.map(({ name }) => name)).toEqual(['Act 2', 'First act', 'Act 1 copy']);
    expect(summary()?.scenes[1]?.fade?.ms).toBe(3000);
  });

  test('has what busses are for, and gives it back when it is opened', async () => {
    rig = await RecallStage.open();
    rig.person.set({ id: rig.stage.hub.desk?.schema.need('bus/3/purpose') ?? 0, value: 1 });
    expect(rig.scenes.show.show.purposes.busses).toEqual([{ bus: 'bus/3', purpose: 'cue' }]);
  });
});
