import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { demoBand } from '../../electron/emulator/demoBand.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import type { Address } from '../../shared/desk/address.ts';
import { withAppParams } from '../../shared/desk/appParams.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import { buildSchema, type Schema } from '../../shared/desk/schema.ts';
import type { Plan } from '../../shared/guided/plan.ts';

export const consoleSchema = buildSchema(profileFor('X32', '4.06'));
/** The console's table with the rows of the app behind it. */
export const appSchema = buildSchema(withAppParams(consoleSchema.profile));

/** An address with a value, words standing for the options of choices. */
export type Words = Readonly<Record<Address, ParamValue>>;

export function meaning(schema: Schema, address: Address, value: ParamValue): ParamValue {
  const spec = schema.specOf(schema.need(address));
  if (typeof value !== 'string' || spec.kind === 'text') return value;
  const options = spec.kind === 'choice' ? spec.options : spec.kind === 'integer' ? (spec.labels ?? []) : [];
  const index = options.indexOf(value);
  if (index < 0) throw new Error(`${address} has no "${value}"`);
  return index;
}

/** An emulated console beside the app's picture of it, kept alike: plans are made on the one and heard on the other. */
export class DemoDesk {
  readonly emulated = new SimulatedDesk(consoleSchema, 5);
  readonly state = new DeskState(appSchema);

  /** @param isDemo whether the demo band is on it, or it is as fresh from the factory */
  constructor(isDemo: boolean) {
    if (isDemo) this.emulated.apply(demoBand(consoleSchema), undefined);
    for (let id = 0; id < appSchema.size; id++) {
      const value = id < consoleSchema.size ? this.emulated.get(id) : appSchema.defaultOf(id);
      if (value !== undefined) this.state.set(id, value);
    }
    this.emulated.onChange(({ changes }) => this.state.merge(changes));
  }

  put(values: Words): void {
    for (const [address, value] of Object.entries(values)) this.#set(address, meaning(appSchema, address, value));
  }

  /** Does what was planned. */
  apply(plan: Plan): void {
    for (const { address, after } of plan.changes) this.#set(address, after);
  }

  #set(address: Address, value: ParamValue): void {
    const id = appSchema.need(address);
    if (id < consoleSchema.size) this.emulated.apply([{ id, value }], undefined);
    else this.state.set(id, value);
  }

  at(address: Address): ParamValue | undefined {
    return this.state.at(address);
  }

  /** The word of a choice or label. */
  word(address: Address): string | undefined {
    const id = appSchema.need(address);
    const spec = appSchema.specOf(id);
    const value = this.state.number(id);
    if (value === undefined) return undefined;
    return spec.kind === 'choice'
      ? spec.options[value]
      : spec.kind === 'integer'
        ? spec.labels?.[value - spec.min]
        : undefined;
  }

  /** The highest level of a strip's meter over some seconds of playing, in dB. */
  loudest(strip: string, point: 'pre' | 'post' = 'post'): number {
    let peak = 0;
    for (let tick = 0; tick < 160; tick++) {
      this.emulated.levels.update(tick * 50);
      peak = Math.max(peak, this.emulated.levels[point](strip));
    }
    return peak === 0 ? -Infinity : 20 * Math.log10(peak);
  }
}
