import type { Address } from '../../shared/desk/address.ts';
import type { Landing } from '../../shared/desk/landing.ts';
import type { ParamSpec, ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';

/** One parameter as the page shows it; its fields are signals, so that only what shows it is drawn again. */
export class Param {
  readonly id: ParamId;
  readonly address: Address;
  readonly spec: ParamSpec;
  /** What to show: the hand's own value before the desk's; `undefined` while unknown. */
  value = $state.raw<ParamValue | undefined>();
  landing = $state.raw<Landing>('unknown');
  /** Who else holds this control. */
  heldBy = $state.raw<string | undefined>();

  constructor(id: ParamId, address: Address, spec: ParamSpec) {
    this.id = id;
    this.address = address;
    this.spec = spec;
  }

  /** The value if it is a known number, otherwise `undefined`. */
  get number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  /** The value if it is a known text, otherwise `undefined`. */
  get text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  /** Whether a switch is known to be on. */
  get isOn(): boolean {
    return this.value === 1;
  }

  /** The word of a choice, `undefined` while unknown or if this is no choice. */
  get option(): string | undefined {
    return this.spec.kind === 'choice' && typeof this.value === 'number' ? this.spec.options[this.value] : undefined;
  }
}
