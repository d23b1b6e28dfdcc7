import { withAppParams } from '../../shared/desk/appParams.ts';
import { buildSchema, type Schema } from '../../shared/desk/schema.ts';
import { sightOf } from '../../shared/protocol/paramRights.ts';
import { GuardTable } from './guards.ts';

/**
 * Builds the tables that the hub keeps for consoles with these parameters: nearly a tenth of a second for thousands of them, in which
 * nobody would be heard if it were done when the first one answers.
 */
export function prepareDesk(ownSchema: Schema): void {
  const schema = buildSchema(withAppParams(ownSchema.profile));
  new GuardTable(schema);
  // Not kept; a function that has run once is quicker when it counts.
  sightOf(schema, { role: 'engineer', busses: [] });
}
