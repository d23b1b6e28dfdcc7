import type { Disposable } from '../../shared/base/disposable.ts';
import type { Mix } from '../../shared/scenes/sections/people.ts';
import type { KeptMix, MixStore, PeopleOfShow, ShowPerson } from './peopleStore.ts';
import type { ShowDesk } from './scenes/showDesk.ts';

/** People as a part of the open show. Who comes and goes is no step of its undo: a right that was taken away stays away. */
export class ShowPeople implements PeopleOfShow {
  readonly #show: ShowDesk;

  constructor(show: ShowDesk) {
    this.#show = show;
  }

  get people(): readonly ShowPerson[] {
    return this.#show.show.people;
  }

  keep(people: readonly ShowPerson[]): void {
    const items = people.map(({ id, name, role, busses }) => ({ id, name, role, busses: [...busses] }));
    this.#show.editQuietly((show) => ({ ...show, people: items }));
  }

  onOpened(listener: () => void): Disposable {
    return this.#show.store.onOpened(listener);
  }
}

/** Names a mix within the show: one for a bus. */
export const mixId = (bus: string) => bus.replaceAll('/', '-');

/** Cue mixes as a part of the open show: each edit can be taken back with the show's own undo. */
export class ShowMixes implements MixStore {
  readonly #show: ShowDesk;

  constructor(show: ShowDesk) {
    this.#show = show;
  }

  get mixes(): readonly KeptMix[] {
    return this.#show.show.mixes;
  }

  keep(by: string, label: string, mixes: readonly KeptMix[]): void {
    const items = mixes.map(itemOf);
    this.#show.edit(by, label, (show) => ({ ...show, mixes: items }));
  }

  onChange(listener: () => void): Disposable {
    let known = this.mixes;
    return this.#show.store.onChange(() => {
      if (this.mixes === known) return;
      known = this.mixes;
      listener();
    });
  }
}

function itemOf({ bus, name, ceilingDb, me, strips, groups, soundcheck }: KeptMix): Mix {
  return {
    id: mixId(bus),
    ...{ bus, name, ceilingDb },
    ...{ me: [...me], strips: [...strips] },
    groups: groups.map((group) => ({ name: group.name, members: [...group.members] })),
    ...(soundcheck && { soundcheck: { ...soundcheck } }),
  };
}
