import { appendFileSync } from 'node:fs';

/** Figures of a run, by name. */
export type Figures = Readonly<Record<string, number>>;

/** Notes figures of a row of the fault table in the file that the reliability page is made from, if one is wanted. */
export function record(row: string, figures: Figures): void {
  const file = process.env.OMNIBUS_FIGURES;
  if (file) appendFileSync(file, `${JSON.stringify({ row, ...figures })}\n`);
}
