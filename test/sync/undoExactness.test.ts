import { afterAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../shared/base/random.ts';
import { canonical, type ParamValue, stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';
import { smallSchema } from '../support/smallDesk.ts';
import { UndoModel } from './undoModel.ts';

/**
 * S10: undo is per person and restores only what is still the value that this person left. A second implementation (undoModel.ts)
 * plays along and is compared after every single thing that anybody does. A seed that fails becomes a named test.
 */
const sequences = process.env.OMNIBUS_LONG === '1' ? 1_000_000 : 20_000;
const operationsEach = 10;
const people = 2;
/** Every rise has reached its end by then: sixty decibels take a second by undo. */
const restMs = 1500;

const ids = ['channel/1/fader', 'channel/2/fader', 'channel/1/mute', 'channel/2/mute', 'channel/1/name'].map(
  (address) => smallSchema.need(address),
);

const bench = hubBench();
const desk = bench.desk();
desk.answersAfterMs = 1;
desk.goLive();
afterAll(() => bench.hub.dispose());

function play(seed: number, operations: number): string | undefined {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]) => list[below(list.length)] as T;
  const clients = Array.from({ length: people }, (_, index) => new RecordingClient(bench.hub, `Person ${index}`));
  const model = new UndoModel(new Map(ids.map((id) => [id, desk.values.get(id) as ParamValue])), people);
  const done: string[] = [];
  const anyValue = (id: ParamId): ParamValue => {
    const spec = smallSchema.specOf(id);
    if (spec.kind === 'text') return `N${below(3)}`;
    // Few values, so that people come back to each other's.
    if (spec.kind === 'level') return random() < 0.2 ? -Infinity : canonical(spec, pick([-40, -12, -3, 0, 5]));
    return valueAtStep(spec, below(stepCount(spec)));
  };
  const operate = () => {
    const who = below(people);
    const client = clients[who] as RecordingClient;
    const id = pick(ids);
    const kind = below(12);
    if (kind < 4) {
      const value = anyValue(id);
      done.push(`${who} sets ${id} to ${value}`);
      client.set({ id, value });
      model.set(who, id, value);
    } else if (kind < 6) {
      done.push(`${who} touches ${id}`);
      client.say({ type: 'touch', ids: [id] });
      model.touch(who, id);
    } else if (kind < 8) {
      const held = model.holds(who);
      if (held.length === 0) return;
      const freed = pick(held);
      const cancel = random() < 0.3;
      done.push(`${who} releases ${freed}${cancel ? ', cancelled' : ''}`);
      client.say({ type: 'release', ids: [freed], cancel });
      model.release(who, freed, cancel);
    } else if (kind < 10) {
      done.push(`${who} undoes`);
      client.say({ type: 'undo' });
      model.undo(who);
    } else if (kind === 10) {
      // What a redo under a hand should mean is nobody's promise.
      if (model.holds(who).length > 0) return;
      done.push(`${who} redoes`);
      client.say({ type: 'redo' });
      model.redo(who);
    } else if (!model.isHeld(id)) {
      const value = anyValue(id);
      done.push(`the desk goes to ${value} at ${id}`);
      desk.say({ id, value });
      model.move(id, value);
    }
  };
  const compare = (): string | undefined => {
    for (const id of ids) {
      const wanted = model.values.get(id);
      const has = [bench.hub.state?.get(id), desk.values.get(id)];
      if (has.some((value) => value !== wanted))
        return `${smallSchema.addressOf(id)} is ${has.join(' and ')}, not ${wanted}, after: ${done.join('; ')}`;
    }
    for (const [who, client] of clients.entries()) {
      const shown = client.last('history');
      if ((shown?.undo != null) !== model.canUndo(who) || (shown?.redo != null) !== model.canRedo(who))
        return `person ${who} is shown ${shown?.undo} and ${shown?.redo}, after: ${done.join('; ')}`;
    }
    return undefined;
  };
  let failure: string | undefined;
  for (let step = 0; step < operations && failure === undefined; step++) {
    operate();
    bench.settle(restMs);
    failure = compare();
  }
  for (const client of clients) client.session.closed();
  bench.settle(restMs);
  desk.pushed.length = 0;
  return failure && `seed ${seed}: ${failure}`;
}

describe('S10: undo', () => {
  test(
    `does exactly what its model does, in ${sequences} random sequences`,
    () => {
      const failures: string[] = [];
      for (let seed = 1; seed <= sequences && failures.length < 3; seed++) {
        const failure = play(seed, operationsEach);
        if (failure) failures.push(failure);
      }
      expect(failures).toEqual([]);
    },
    sequences * 10,
  );

  test('does so in one sequence that is longer than anybody’s history', () => {
    expect(play(4711, 3000)).toBeUndefined();
  }, 120_000);
});
