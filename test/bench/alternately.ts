/** Measures one side once and gives its figures by name. */
export type Measure<Figure extends string> = () => Promise<Record<Figure, number>> | Record<Figure, number>;

/** Figures of every run, by side and name. */
export type Runs<Side extends string, Figure extends string> = Record<Side, Record<Figure, number[]>>;

/**
 * Measures all sides in turn, once to warm up and then `runs` times, in the opposite order every other time, so that a
 * machine that becomes busier meets all sides alike.
 */
export async function alternately<Side extends string, Figure extends string>(
  sides: Readonly<Record<Side, Measure<Figure>>>,
  runs = 5,
): Promise<Runs<Side, Figure>> {
  const names = Object.keys(sides) as Side[];
  const results = Object.fromEntries(names.map((name) => [name, {}])) as Runs<Side, Figure>;
  for (const name of names) await sides[name]();
  for (let run = 0; run < runs; run++) {
    for (const name of run % 2 === 0 ? names : names.toReversed()) {
      const figures = await sides[name]();
      for (const figure of Object.keys(figures) as Figure[]) {
        results[name][figure] ??= [];
        results[name][figure].push(figures[figure]);
      }
    }
  }
  return results;
}
