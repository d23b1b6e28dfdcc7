import { encode, wireMapOf } from '../../electron/drivers/x32/paramMap.ts';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { encodeMessage } from '../../electron/transports/oscCodec.ts';
import { type ParamValue, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { buildSchema, type Schema } from '../../shared/desk/schema.ts';

/** A fader, level or knob. */
export interface MovableParam {
  readonly id: number;
  readonly address: string;
  /** Its address at the console. */
  readonly path: string;
  readonly steps: number;
  value(step: number): number;
  /** The message of the console when it is at a step; the same bytes set it. */
  message(step: number): Uint8Array;
}

/** The schema of the console that the emulator shows unless told otherwise. */
export const consoleSchema = (): Schema => buildSchema(profileFor('X32', '4.06'));

/** Every fader, level and knob that travels as a number: what hands move. */
export function movableParams(schema: Schema): readonly MovableParam[] {
  return wireMapOf(schema).byId.flatMap((param, id) => {
    const { spec } = param.codec;
    if (spec.readOnly || param.setByText || (spec.kind !== 'level' && spec.kind !== 'number')) return [];
    const value = (step: number) => valueAtStep(spec, step);
    const message = (step: number) => {
      const wire = encode(param, () => value(step));
      if (!wire) throw new Error(`${param.path} has no message`);
      return encodeMessage(wire.path, wire.tag, [wire.argument]);
    };
    return [{ id, path: param.path, address: schema.addressOf(id), steps: spec.steps, value, message }];
  });
}

/** A value that the console says by itself. */
export interface PushedChange {
  readonly path: string;
  readonly message: Uint8Array;
}

/**
 * Changes of distinct parameters without end, made before they are needed: all go to one step, then all to another, so that each
 * is news.
 * @param found what the parameters are now.
 */
export function endlessChanges(schema: Schema, found: ReadonlyMap<number, ParamValue | undefined>): () => PushedChange {
  const params = movableParams(schema).filter(({ id, value }) => found.get(id) !== value(1));
  const changes = [1, 2].flatMap((step) => params.map(({ path, message }) => ({ path, message: message(step) })));
  let next = 0;
  return () => changes[next++ % changes.length] as PushedChange;
}
