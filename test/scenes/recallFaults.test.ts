import { afterEach, describe, expect, test } from 'vitest';
import type { KeptPlan, PlanStore } from '../../electron/hub/scenes/planStore.ts';
import { RecordingClient } from '../support/hubBench.ts';
import { everyYes, otherValues, RecallStage, schema } from './recallStage.ts';

let rig: RecallStage;
afterEach(() => rig.close());

const levels = (address: string) => /^channel\/\d+\/(fader|mute|send\/bus\/\d+\/level)$/.test(address);

/** A disk in memory that says what it was told, in order. */
class MemoryPlans implements PlanStore {
  left: KeptPlan | undefined;
  readonly log: string[] = [];
  isFull = false;

  async keep(plan: KeptPlan): Promise<void> {
    if (this.isFull) throw new Error('the disk is full');
    this.left = plan;
    this.log.push(`keep ${plan.title} ${plan.steps.length}`);
  }

  async drop(): Promise<void> {
    this.left = undefined;
    this.log.push('drop');
  }
}

async function twoScenes(plans?: PlanStore, count = 300) {
  rig = await RecallStage.open({}, plans ? { plans } : {});
  await rig.putAll(otherValues(21, count, levels));
  const wanted = rig.picture();
  const id = rig.store('Act 1');
  await rig.putAll(otherValues(22, count, levels));
  return { id, wanted, before: rig.picture() };
}

describe('on a network that loses 5 % both ways', () => {
  test.each([1, 2, 3])('everything lands and is proven, try %i', async (seed) => {
    const { id, wanted } = await twoScenes();
    rig.stage.impair({ loss: 0.05 });
    rig.stage.toDesk.change({ loss: 0.05 + seed / 1000 });
    rig.recall(id);
    const status = await rig.untilDone();
    expect(status).toMatchObject({ state: 'done', missed: [] });
    expect(rig.picture()).toEqual(wanted);
  });
});

describe('a recall that is cut short', () => {
  test('has its plan on the disk before anything is sent, and takes it away at the end', async () => {
    const plans = new MemoryPlans();
    const { id } = await twoScenes(plans);
    const sets = rig.stage.main.sets.length;
    rig.recall(id);
    expect(rig.stage.main.sets).toHaveLength(sets);
    expect(rig.status?.state).toBe('keeping');
    const status = await rig.untilDone();
    expect(plans.log).toEqual([`keep Act 1 ${status.total}`, 'drop']);
  });

  test('runs from memory where the disk is full, and says so', async () => {
    const plans = new MemoryPlans();
    plans.isFull = true;
    const { id, wanted } = await twoScenes(plans);
    rig.recall(id);
    expect(await rig.untilDone()).toMatchObject({ state: 'done', missed: [] });
    expect(rig.picture()).toEqual(wanted);
    expect(rig.person.last('problem')?.message).toMatch(/cannot be kept on the disk \(the disk is full\)/);
  });

  test('by a lost link is known exactly when the console is back, and goes on when told to', async () => {
    const plans = new MemoryPlans();
    const { id, wanted } = await twoScenes(plans);
    rig.recall(id);
    await rig.run(150);
    rig.stage.impair({ loss: 1 });
    await rig.run(6000);
    expect(rig.status).toMatchObject({ state: 'ended' });
    rig.stage.impair({ loss: 0 });
    await rig.run(6000);
    const total = rig.status?.total ?? 0;
    const applied = [...(plans.left?.steps ?? [])].filter(({ address }) => {
      const each = rig.id(address);
      return rig.stage.main.desk.get(each) === wanted.get(each);
    }).length;
    expect(applied).toBeGreaterThan(0);
    expect(applied).toBeLessThan(total);
    expect(rig.person.last('interruptedRecall')?.interrupted).toMatchObject({ title: 'Act 1', total, applied });
    const quiet = rig.stage.main.sets.length;
    await rig.run(3000);
    expect(rig.stage.main.sets).toHaveLength(quiet);

    rig.person.say({ type: 'interrupted', how: 'continue' });
    expect(await rig.untilDone()).toMatchObject({ state: 'done', missed: [] });
    expect(rig.picture()).toEqual(wanted);
    expect(rig.person.last('interruptedRecall')?.interrupted).toBeNull();
  });

  test('by a restart is rolled back to what was there before', async () => {
    const plans = new MemoryPlans();
    const { id, before } = await twoScenes(plans);
    rig.recall(id);
    await rig.run(150);
    rig.stage.hub.safety.freeze('Ben');
    await rig.run(1000);
    const kept = plans.left;
    expect(kept?.title).toBe('Act 1');
    rig.stage.hub.safety.unfreeze('Ben');
    await rig.run(2000);
    expect(rig.person.last('interruptedRecall')?.interrupted?.applied).toBeGreaterThan(0);
    rig.person.say({ type: 'interrupted', how: 'rollBack' });
    expect(await rig.untilDone()).toMatchObject({ title: 'Back from Act 1', state: 'done', missed: [] });
    expect(rig.picture()).toEqual(before);
    expect(plans.left).toBeUndefined();
  });

  test('by another recall is told with how far it came, and both are taken back step by step', async () => {
    rig = await RecallStage.open({}, { plans: new MemoryPlans() });
    await rig.putAll(otherValues(21, 300, levels));
    const second = rig.store('Act 2');
    const wanted = rig.picture();
    await rig.putAll(otherValues(22, 300, levels));
    const first = rig.store('Act 1');
    await rig.putAll(otherValues(23, 300, levels));
    const before = rig.picture();
    const ben = new RecordingClient(rig.stage.hub, 'Ben');
    rig.recall(first, { fade: { ms: 3000, law: 'dB' } });
    await rig.run(1500);
    // What is on its way to the console has to be counted as there.
    const reached = rig.stage.hub.state?.copy();
    const heights: number[] = [];
    const watching = rig.stage.main.desk.onChange(({ changes }) => {
      for (const { id, value } of changes) {
        const limit = Math.max(Number(reached?.get(id)), Number(wanted.get(id)));
        if (schema.specOf(id).kind === 'level') heights.push(Number(value) - limit);
      }
    });
    ben.say({ type: 'sceneRecall', source: { from: 'scene', id: second }, agreed: everyYes });
    const told = rig.person.messages.flatMap((message) => (message.type === 'recall' ? (message.recall ?? []) : []));
    const ended = told.findLast(({ state }) => state === 'ended');
    expect(ended).toMatchObject({ title: 'Act 1', why: 'another recall began' });
    expect(ended?.landed).toBeGreaterThan(0);
    expect(ended?.landed).toBeLessThan(ended?.total ?? 0);
    const { landed, between, total } = ended ?? {};
    expect(between).toBeGreaterThan(0);
    expect(rig.person.last('problem')?.message).toBe(`Act 1 ended at ${landed} of ${total} values: Ben began Act 2.`);
    const status = await rig.untilDone();
    expect(status).toMatchObject({ title: 'Act 2', state: 'done', missed: [] });
    expect(status.before).toEqual({ title: 'Act 1', by: 'Anna', landed, between, total });
    expect(rig.picture()).toEqual(wanted);
    // The new one went on from where values were: nothing was louder than there and where it led.
    expect(Math.max(...heights)).toBeLessThanOrEqual(0);
    watching.dispose();

    ben.say({ type: 'undo' });
    await rig.run(200);
    await rig.untilDone();
    rig.person.say({ type: 'undo' });
    await rig.run(200);
    await rig.untilDone();
    expect(rig.picture()).toEqual(before);
  });

  test('leaves what others moved meanwhile', async () => {
    const plans = new MemoryPlans();
    const { id } = await twoScenes(plans);
    rig.recall(id);
    await rig.run(150);
    rig.stage.hub.safety.freeze('Ben');
    await rig.run(500);
    const step = plans.left?.steps.find(
      ({ address, from, to }) => address.endsWith('/fader') && Number(from) < 0 && Number(to) < 0,
    );
    const address = step?.address ?? '';
    await rig.put({ [address]: 5 });
    const moved = rig.at(address);
    rig.stage.hub.safety.unfreeze('Ben');
    await rig.run(2000);
    expect(rig.person.last('interruptedRecall')?.interrupted?.changed).toBeGreaterThan(0);
    rig.person.say({ type: 'interrupted', how: 'continue' });
    await rig.untilDone();
    expect(rig.at(address)).toBe(moved);
  });
});
