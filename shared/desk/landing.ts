/**
 * How far a value has come: `unknown` was never read; `landed` is what the desk last said; `pending` is wanted and on its
 * way; `unconfirmed` was sent, asked for again and never answered. The index is what frames carry.
 */
export const landings = ['unknown', 'landed', 'pending', 'unconfirmed'] as const;
export type Landing = (typeof landings)[number];
