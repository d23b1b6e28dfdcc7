import { median, medianRatio } from './statistics.ts';

/** One line of the result. `figure` and `floor` are medians of all runs, `ratio` is the median of the runs' own ratios. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly figure: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly runs: number;
  readonly floor: number | null;
  readonly floorName: string;
  readonly ratio: number | null;
  readonly goal: string;
  /** `null` when the row was not measured. */
  readonly met: boolean | null;
  /** Why it was not measured. */
  readonly skipped?: string;
}

/** A bound on the ratio to the floor, or on the figure itself. */
export interface Goal {
  readonly of: 'ratio' | 'figure';
  readonly is: 'at most' | 'at least';
  readonly limit: number;
}

interface Subject {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly goal: Goal;
}

const goalText = ({ of, is, limit }: Goal, unit: string) =>
  `${is === 'at most' ? '≤' : '≥'} ${limit}${of === 'ratio' ? ' × floor' : ` ${unit}`}`;

const isMet = ({ is, limit }: Goal, value: number) => (is === 'at most' ? value <= limit : value >= limit);

/** A row from the figures of all runs; `floors` holds the floor's figures of the same runs, or one constant for all. */
export function measuredRow(
  subject: Subject,
  figures: readonly number[],
  floors?: readonly number[] | number,
  floorName = '',
): Row {
  const { id, name, unit, goal } = subject;
  const perRun = typeof floors === 'number' ? figures.map(() => floors) : floors;
  const ratio = perRun ? medianRatio(figures, perRun) : null;
  const figure = median(figures);
  const judged = goal.of === 'ratio' ? ratio : figure;
  return {
    id,
    name,
    unit,
    figure,
    min: Math.min(...figures),
    max: Math.max(...figures),
    runs: figures.length,
    floor: perRun ? median(perRun) : null,
    floorName,
    ratio,
    goal: goalText(goal, unit),
    met: judged !== null && isMet(goal, judged),
  };
}

export function skippedRow({ id, name, unit, goal }: Subject, skipped: string): Row {
  const nothing = { figure: null, min: null, max: null, floor: null, ratio: null, met: null };
  return { id, name, unit, ...nothing, runs: 0, floorName: '', goal: goalText(goal, unit), skipped };
}

/** One figure of the goals: what `npm run bench` selects by its id. */
export interface Benchmark {
  readonly id: string;
  measure(): Promise<readonly Row[]>;
}
