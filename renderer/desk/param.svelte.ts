import { createSubscriber } from 'svelte/reactivity';
import type { Address } from '../../shared/desk/address.ts';
import type { Landing } from '../../shared/desk/landing.ts';
import type { ParamSpec, ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';

/** Told that something on the page shows a parameter. @returns a function to call when nothing does any more. */
export type OnShown = (id: ParamId) => () => void;

/**
 * One parameter as the page shows it; its fields are signals, so that only what shows it is drawn again. Whatever is drawn from
 * its value counts as showing it, as long as it stands on the page: no view has to tell what it shows.
 */
export class Param {
  readonly id: ParamId;
  readonly address: Address;
  readonly spec: ParamSpec;
  landing = $state.raw<Landing>('unknown');
  /** Who else holds this control. */
  heldBy = $state.raw<string | undefined>();

  #value = $state.raw<ParamValue | undefined>();
  readonly #onShown: OnShown | undefined;
  /** Made when it is first shown: most parameters of a desk never are. */
  #noteShown: (() => void) | undefined;

  constructor(id: ParamId, address: Address, spec: ParamSpec, onShown?: OnShown) {
    this.id = id;
    this.address = address;
    this.spec = spec;
    this.#onShown = onShown;
  }

  /** What to show: the hand's own value before the desk's; `undefined` while unknown. */
  get value(): ParamValue | undefined {
    if (this.#onShown && $effect.tracking()) {
      const { id } = this;
      const onShown = this.#onShown;
      this.#noteShown ??= createSubscriber(() => onShown(id));
      this.#noteShown();
    }
    return this.#value;
  }

  set value(value: ParamValue | undefined) {
    this.#value = value;
  }

  /** The value for what follows a whole desk and shows little of it; such a view tells itself what it shows. */
  get followed(): ParamValue | undefined {
    return this.#value;
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
