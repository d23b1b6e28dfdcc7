import type { Row } from './row.ts';

const numberText = (value: number | null) => {
  if (value === null) return '–';
  if (value >= 10_000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
};

const verdict = ({ met, skipped }: Row) => (met === null ? `skipped: ${skipped}` : met ? 'met' : 'MISSED');

const heads = ['id', 'what', 'figure', 'min … max', 'runs', 'floor', 'ratio', 'goal', ''];

const cellsOf = (row: Row) => [
  row.id,
  row.name,
  row.figure === null ? '–' : `${numberText(row.figure)} ${row.unit}`,
  row.figure === null ? '' : `${numberText(row.min)} … ${numberText(row.max)}`,
  row.runs === 0 ? '' : String(row.runs),
  row.floor === null ? '' : `${numberText(row.floor)} (${row.floorName})`,
  row.ratio === null ? '' : row.ratio.toFixed(2),
  row.goal,
  verdict(row),
];

/** Rows as text in columns. */
export function printTable(rows: readonly Row[]): string {
  const lines = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
