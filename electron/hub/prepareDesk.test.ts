import { expect, test } from 'vitest';
import { withAppParams } from '../../shared/desk/appParams.ts';
import { buildSchema, type Schema } from '../../shared/desk/schema.ts';
import { hubBench } from '../../test/support/hubBench.ts';
import { mixSchema } from '../../test/support/mixDesk.ts';
import { VirtualClock } from '../../test/support/virtualClock.ts';
import { prepareDesks } from './prepareDesk.ts';

test('the hub uses the table that was prepared for a console', () => {
  prepareDesks([[mixSchema]], new VirtualClock());
  const prepared = buildSchema(withAppParams(mixSchema.profile));
  const { hub, desk } = hubBench();
  desk().goLive(mixSchema);
  expect(hub.desk?.schema.addresses).toBe(prepared.addresses);
  expect(prepared.size).toBeGreaterThan(mixSchema.size);
});

test('the newest generation is ready at once, older ones a step at a time beside the running app', () => {
  const clock = new VirtualClock();
  const seen: string[] = [];
  function* family(name: string): Generator<Schema | undefined> {
    seen.push(`${name} new`);
    yield mixSchema;
    seen.push(`${name} old, first half`);
    yield undefined;
    seen.push(`${name} old, second half`);
    yield mixSchema;
    seen.push(`${name} done`);
  }
  const preparing = prepareDesks([family('a'), family('b'), []], clock);
  expect(seen).toEqual(['a new', 'b new']);
  clock.advance(20);
  expect(seen.slice(2)).toEqual(['a old, first half']);
  clock.advance(1000);
  expect(seen.slice(3)).toEqual(['a old, second half', 'a done', 'b old, first half', 'b old, second half', 'b done']);
  preparing.dispose();

  const stopped: string[] = [];
  function* endless(): Generator<Schema | undefined> {
    yield mixSchema;
    for (;;) {
      stopped.push('step');
      yield undefined;
    }
  }
  const going = prepareDesks([endless()], clock);
  clock.advance(100);
  const before = stopped.length;
  expect(before).toBeGreaterThan(1);
  going.dispose();
  clock.advance(1000);
  expect(stopped.length).toBe(before);
});
