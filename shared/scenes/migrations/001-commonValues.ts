import type { Migration } from './migrations.ts';

/**
 * Version 1 wrote every scene whole. Version 2 keeps what scenes have in common once, under `common`; a scene that shares nothing
 * is written as before. It also keeps scenes that were stored over.
 */
export const commonValues: Migration = {
  from: 1,
  migrate: (file) => ({ ...file, version: 2, common: {}, kept: [] }),
};
