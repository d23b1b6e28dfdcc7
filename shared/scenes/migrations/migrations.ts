import { commonValues } from './001-commonValues.ts';
import { peopleByBus } from './002-peopleByBus.ts';

/** A show file's outermost object, before anything in it has been checked. */
export type RawShow = Readonly<Record<string, unknown>>;

/** Brings a file from one version to the next. It may rely on nothing: what it does not understand it leaves as it is. */
export interface Migration {
  /** The version that it takes. */
  readonly from: number;
  /** @returns the same show in version `from + 1` */
  migrate(file: RawShow): RawShow;
}

/** In their order, without a gap. */
export const migrations: readonly Migration[] = [commonValues, peopleByBus];

/** Brings a file of an older version up to the present one. */
export function migrated(file: RawShow, version: number): RawShow {
  let current = file;
  for (const { from, migrate } of migrations) if (from >= version) current = migrate(current);
  return current;
}
