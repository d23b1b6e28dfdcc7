import type {
  KeptMix,
  KeptPerson,
  MixStore,
  PeopleOfShow,
  ShowPerson,
  TokenStore,
} from '../../electron/hub/peopleStore.ts';
import { Emitter } from '../../shared/base/emitter.ts';

/** Tokens that are kept as long as the test holds them. */
export function memoryTokens(people: readonly KeptPerson[] = []): TokenStore {
  let kept = people;
  return {
    load: () => kept,
    save: (all) => {
      kept = all;
    },
  };
}

/** People of a show that is nowhere but here. */
export function memoryPeople(people: readonly ShowPerson[] = []): PeopleOfShow & { open(): void } {
  const opened = new Emitter<void>();
  let kept = people;
  return {
    get people() {
      return kept;
    },
    keep(all) {
      kept = all;
    },
    onOpened: (listener) => opened.on(listener),
    open: () => opened.emit(),
  };
}

/** Mixes of a show that is nowhere but here. */
export function memoryMixes(mixes: readonly KeptMix[] = []): MixStore {
  const changed = new Emitter<void>();
  let kept = mixes;
  return {
    get mixes() {
      return kept;
    },
    keep(_by, _label, all) {
      kept = all;
      changed.emit();
    },
    onChange: (listener) => changed.on(listener),
  };
}
