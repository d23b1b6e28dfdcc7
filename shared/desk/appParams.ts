import type { ChoiceSpec, TextSpec } from './paramSpec.ts';
import type { DeskProfile, ParamRow, StripGroup } from './profile.ts';

/**
 * Parameters that the app keeps itself, for whatever console: the desk is never told of them. They stand behind the desk's own in
 * the schema, so that a driver's ids stay what they are, and share everything else with them: sync, undo, journal, scenes.
 */

/** What a bus or matrix is for, as the user says; `none` until then. */
export const purposes = ['none', 'cue', 'effect', 'subgroup', 'room', 'record', 'stream', 'talkback'] as const;
export type Purpose = (typeof purposes)[number];

const purposeSpec: ChoiceSpec = {
  kind: 'choice',
  unit: '',
  group: 'purposes',
  options: purposes,
  default: 0,
  keptByApp: true,
};

/** Where a bus may contradict its purpose because it is meant so: words of shared/guided/meant.ts, one for each strip at most. */
const meantSpec: TextSpec = {
  kind: 'text',
  unit: '',
  group: 'purposes',
  maxLength: 2000,
  default: '',
  keptByApp: true,
};

/** Findings of the patch's audit that are meant so: words of shared/signalFlow/auditMeant.ts. */
export const auditMeant = 'audit/meant';
export const auditMeantLength = 4000;
const auditRow: ParamRow = { pattern: auditMeant, spec: { ...meantSpec, maxLength: auditMeantLength } };

/** Strips of a kind are numbered from 1 without gaps. */
function purposeRow({ kind, strips }: StripGroup): ParamRow[] {
  if (strips.length === 0 || (kind !== 'bus' && kind !== 'matrix')) return [];
  const numbers = `{n:1..${strips.length}}`;
  return [
    { pattern: `${kind}/${numbers}/purpose`, spec: purposeSpec },
    { pattern: `${kind}/${numbers}/purposeMeant`, spec: meantSpec },
  ];
}

/** Rows with those of the app behind them, by the desk's own: one family's consoles share theirs, and so the table built from them. */
const rows = new WeakMap<DeskProfile['params'], DeskProfile['params']>();

/**
 * A console's profile with the parameters that the app adds to it: `bus/3/purpose`, `bus/3/purposeMeant`, `matrix/1/purpose`, and
 * `audit/meant` where the patch is known.
 */
export function withAppParams(profile: DeskProfile): DeskProfile {
  const own = [...profile.strips.flatMap(purposeRow), ...(profile.patch ? [auditRow] : [])];
  const known = rows.get(profile.params);
  if (known && known.length === profile.params.length + own.length) return { ...profile, params: known };
  const params = [...profile.params, ...own];
  rows.set(profile.params, params);
  return { ...profile, params };
}
