import { expect, test } from 'vitest';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { schemaOf } from './deskSchema.ts';
import driver from './index.ts';
import { wireMapOf } from './paramMap.ts';
import { modelNames, profiles } from './profile.ts';

test('what is prepared is what every model with any firmware uses', () => {
  const steps = [...(driver.prepare?.() ?? [])];
  const [newest, older] = steps.filter((step) => step !== undefined);
  if (!newest || !older) throw new Error('nothing is prepared');
  // Many small steps, so that an older generation can be prepared beside the running app.
  expect(steps.length).toBeGreaterThan(100);
  expect(newest.profile.firmware).toBe('4.06');
  for (const model of [...modelNames, 'X64']) {
    for (const firmware of ['4.06', '4.11', '4.0', '5.0', '3.11', '2.12', '1.0', 'none']) {
      const schema = schemaOf({ model, firmware });
      expect(schema.profile).toMatchObject({ model, firmware });
      // The very same tables: nothing is built when such a console answers.
      const prepared = Number.parseInt(firmware, 10) >= 4 ? newest : older;
      expect(schema.addresses).toBe(prepared.addresses);
      expect(wireMapOf(schema).nodes).toBe(wireMapOf(prepared).nodes);
    }
  }
  expect(older.addresses).not.toBe(newest.addresses);
});

test('every address of the model has one place in the wire map', () => {
  for (const profile of profiles.slice(0, 2)) {
    const schema = buildSchema(profile);
    const { byId, paramOf, nodes } = wireMapOf(schema);
    expect(byId.length).toBe(schema.size);
    expect(byId.every((param, id) => param.ids.includes(id))).toBe(true);
    const params = nodes.flatMap((node) => node.params);
    expect(params.length).toBe(paramOf.size);
    expect(params.flatMap(({ ids }) => ids).toSorted((a, b) => a - b)).toEqual(schema.addresses.map((_, id) => id));
  }
});
