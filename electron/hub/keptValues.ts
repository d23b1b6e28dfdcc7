import type { Disposable } from '../../shared/base/disposable.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import type { Address } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';

/** Values of the parameters that the app keeps itself, by address: they outlive a console's connection and go into the show. */
export class KeptValues {
  #values = new Map<Address, ParamValue>();
  readonly #changed = new Emitter<void>();

  get(address: Address): ParamValue | undefined {
    return this.#values.get(address);
  }

  set(address: Address, value: ParamValue): void {
    if (this.#values.get(address) === value) return;
    this.#values.set(address, value);
    this.#changed.emit();
  }

  all(): ReadonlyMap<Address, ParamValue> {
    return this.#values;
  }

  /** What another show has; a desk that is connected has to be told by `takeKept`. Listeners are not called: this is no edit. */
  replace(values: Iterable<readonly [Address, ParamValue]>): void {
    this.#values = new Map(values);
  }

  /** Calls after every edit. */
  onChange(listener: () => void): Disposable {
    return this.#changed.on(listener);
  }
}
