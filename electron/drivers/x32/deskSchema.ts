import { buildSchema, type Schema } from '../../../shared/desk/schema.ts';
import { profileFor } from './profile.ts';

let lastSchema: Schema | undefined;

/** The schema of a model and firmware; built anew only for another one, as a desk that comes back is nearly always the same. */
export function schemaOf({ model, firmware }: { readonly model: string; readonly firmware: string }): Schema {
  const { profile } = lastSchema ?? {};
  if (!lastSchema || profile?.model !== model || profile.firmware !== firmware) {
    lastSchema = buildSchema(profileFor(model, firmware));
  }
  return lastSchema;
}
