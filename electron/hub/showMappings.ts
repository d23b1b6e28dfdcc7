import type { Disposable } from '../../shared/base/disposable.ts';
import type { Mapping } from '../../shared/scenes/sections/mappings.ts';
import type { ShowDesk } from './scenes/showDesk.ts';

/** Mappings of controllers as a part of the open show: each edit can be taken back with the show's own undo. */
export class ShowMappings {
  readonly #show: ShowDesk;

  constructor(show: ShowDesk) {
    this.#show = show;
  }

  get mappings(): readonly Mapping[] {
    return this.#show.show.mappings;
  }

  keep(mappings: readonly Mapping[]): undefined {
    this.#show.edit('Surfaces', 'learnt controls', (show) => ({ ...show, mappings }));
    return undefined;
  }

  /** Calls when the mappings are others, also because another show was opened. */
  onChange(listener: () => void): Disposable {
    let known = this.mappings;
    return this.#show.store.onChange(() => {
      if (this.mappings === known) return;
      known = this.mappings;
      listener();
    });
  }
}
