import type { Migration, RawShow } from './migrations.ts';

/**
 * Version 2 gave people the ids of mixes. Version 3 names the busses themselves: a right is for a bus, whether anything else was said
 * of its mix or not. A mix that is not in the show gave nobody a right, and gives none now.
 */
export const peopleByBus: Migration = {
  from: 2,
  migrate(file) {
    const { people } = file;
    if (!Array.isArray(people)) return { ...file, version: 3 };
    const busses = bussesOf(file.mixes);
    return { ...file, version: 3, people: people.map((person: unknown) => withBusses(person, busses)) };
  },
};

const isRecord = (json: unknown): json is RawShow => typeof json === 'object' && json !== null && !Array.isArray(json);

/** The bus of each mix by its id. */
function bussesOf(mixes: unknown): ReadonlyMap<unknown, unknown> {
  const items: readonly unknown[] = Array.isArray(mixes) ? mixes : [];
  return new Map(items.filter(isRecord).map(({ id, bus }) => [id, bus]));
}

function withBusses(person: unknown, busses: ReadonlyMap<unknown, unknown>): unknown {
  if (!isRecord(person) || !Array.isArray(person.mixes)) return person;
  const { mixes, ...rest } = person;
  const wanted: readonly unknown[] = Array.isArray(mixes) ? mixes : [];
  return { ...rest, busses: wanted.flatMap((id) => (busses.has(id) ? [busses.get(id)] : [])) };
}
