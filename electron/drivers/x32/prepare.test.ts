import { expect, test } from 'vitest';
import { schemaOf } from './deskSchema.ts';
import driver from './index.ts';
import { wireMapOf } from './paramMap.ts';

test('what is prepared is what every model with firmware 4 uses', () => {
  const prepared = driver.prepare?.();
  if (!prepared) throw new Error('nothing is prepared');
  const nodes = wireMapOf(prepared).nodes;
  for (const [model, firmware] of [
    ['X32', '4.06'],
    ['M32R', '4.11'],
    ['X32RACK', '4.0'],
  ] as const) {
    const schema = schemaOf({ model, firmware });
    expect(schema.profile).toMatchObject({ model, firmware });
    // The very same tables: nothing is built when such a console answers.
    expect(schema.addresses).toBe(prepared.addresses);
    expect(wireMapOf(schema).nodes).toBe(nodes);
  }
  expect(schemaOf({ model: 'X32', firmware: '2.12' }).addresses).not.toBe(prepared.addresses);
});
