import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecallKind } from '../../shared/scenes/scope.ts';
import { recallKinds, recallParams } from '../../shared/scenes/scope.ts';
import { everyYes, otherValues, RecallStage, schema } from './recallStage.ts';

// What is stored comes back within the scope, and nothing else moves, whatever the desk had: judged by the emulated console.

let rig: RecallStage;
beforeAll(async () => {
  rig = await RecallStage.open();
});
afterAll(() => rig.close());

/** Kinds whose changes the console answers with changes of its own: they have tests of their own. */
const moving: readonly RecallKind[] = ['links', 'fx', 'routing', 'outputs', 'inserts', 'setup', 'monitor', 'automix'];
const params = recallParams(schema);
const kindOf = (address: string) => params[schema.need(address)]?.kind;
const steady = (address: string) => {
  const kind = kindOf(address);
  return kind !== undefined && !moving.includes(kind) && !/^(?:fxReturn|auxIn)\//.test(address);
};

test('a recall of what was stored is the identity within its scope', async () => {
  const scopes = fc.subarray(
    [...recallKinds].filter((kind) => !moving.includes(kind)),
    { minLength: 1 },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), scopes, fc.boolean(), async (seed, kinds, main) => {
      await rig.putAll(otherValues(seed, 120, steady));
      const stored = rig.picture();
      const id = rig.store(`scene ${seed}`);
      await rig.putAll(otherValues(seed + 1, 120, steady));
      const before = rig.picture();
      await rig.run(600);
      rig.recall(id, { scope: { kinds, main }, agreed: everyYes });
      expect(await rig.untilDone()).toMatchObject({ state: 'done', missed: [] });
      const isIn = (each: number) => {
        const param = params[each];
        return param !== undefined && kinds.includes(param.kind) && (main || param.yes !== 'main');
      };
      for (const [each, value] of rig.picture()) {
        expect([schema.addressOf(each), value]).toEqual([
          schema.addressOf(each),
          (isIn(each) ? stored : before).get(each),
        ]);
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 120_000);
