import { off } from '../../shared/scenes/sceneValue.ts';
import type { Mix, Person } from '../../shared/scenes/sections/people.ts';
import type { Show } from '../../shared/scenes/show.ts';
import type { OldPeople } from './peopleFile.ts';

/** A show with the people and mixes that an earlier version kept beside it. What the show says itself counts. */
export function withOldPeople(show: Show, old: OldPeople): Show {
  const ids = new Set(show.people.map(({ id }) => id));
  const busses = new Set(show.mixes.map(({ bus }) => bus));
  const people = old.people.filter(({ id }) => !ids.has(id)).map(personOf);
  const mixes = old.mixes.filter(({ bus }) => !busses.has(bus)).map(mixOf);
  if (people.length === 0 && mixes.length === 0) return show;
  return { ...show, people: [...show.people, ...people], mixes: [...show.mixes, ...mixes] };
}

const personOf = ({ id, name, role, busses }: OldPeople['people'][number]): Person => ({ id, name, role, busses });

function mixOf({ soundcheck, ...mix }: OldPeople['mixes'][number]): Mix {
  const id = mix.bus.replaceAll('/', '-');
  if (!soundcheck) return { id, ...mix };
  const levels = Object.entries(soundcheck).map(([address, levelDb]) => [address, levelDb ?? off] as const);
  return { id, ...mix, soundcheck: Object.fromEntries(levels) };
}
