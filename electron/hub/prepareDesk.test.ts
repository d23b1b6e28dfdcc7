import { expect, test } from 'vitest';
import { withAppParams } from '../../shared/desk/appParams.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { hubBench } from '../../test/support/hubBench.ts';
import { mixSchema } from '../../test/support/mixDesk.ts';
import { prepareDesk } from './prepareDesk.ts';

test('the hub uses the table that was prepared for a console', () => {
  prepareDesk(mixSchema);
  const prepared = buildSchema(withAppParams(mixSchema.profile));
  const { hub, desk } = hubBench();
  desk().goLive(mixSchema);
  expect(hub.desk?.schema.addresses).toBe(prepared.addresses);
  expect(prepared.size).toBeGreaterThan(mixSchema.size);
});
