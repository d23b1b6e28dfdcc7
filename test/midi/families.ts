import { encodeValue } from '../../electron/drivers/qu/messages.ts';
import { models } from '../../electron/drivers/qu/models.ts';
import { mapOf as quMapOf } from '../../electron/drivers/qu/profile.ts';
import { mapOf as sqMapOf } from '../../electron/drivers/sq/profile.ts';
import { SqTongue } from '../../electron/drivers/sq/tongue.ts';
import { stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import type { Schema } from '../../shared/desk/schema.ts';

/** Some value of each parameter that is no text, spread over its range. */
function values(schema: Schema): { readonly id: number; readonly value: number }[] {
  return schema.specs.flatMap((spec, id) =>
    spec.kind === 'text' || spec.keptByApp ? [] : [{ id, value: valueAtStep(spec, (id * 7) % stepCount(spec)) }],
  );
}

const sqMap = sqMapOf('linear');
const sqTongue = new SqTongue(sqMap, 0, 'linear');
const quMap = quMapOf(models[0] as (typeof models)[number], '1.95');

/** One message of every parameter of each family. */
export const sq = { messages: values(sqMap.schema).flatMap(({ id, value }) => sqTongue.set(id, value) ?? []) };
export const qu = {
  messages: values(quMap.schema).flatMap(({ id, value }) => {
    const param = quMap.params[id];
    return param ? [encodeValue(quMap, param, 0, value, 'desk')] : [];
  }),
};
