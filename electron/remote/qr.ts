import { encode } from 'uqr';
import type { QrRows } from '../../shared/protocol/remoteMessages.ts';

/** A text as a QR code: rows of modules, `1` for dark, without the quiet border around it. */
export function qrRows(text: string): QrRows {
  const { data } = encode(text, { ecc: 'M', border: 0 });
  return data.map((row) => row.map((isDark) => (isDark ? '1' : '0')).join(''));
}

/** The same for a terminal: two rows of modules in each line, dark on light. */
export function qrText(rows: QrRows): string {
  const size = rows.length;
  const isDark = (row: number, column: number) => rows[row]?.[column] === '1';
  const lines: string[] = [];
  for (let row = -2; row < size + 2; row += 2) {
    let line = '';
    for (let column = -2; column < size + 2; column++) {
      const [upper, lower] = [isDark(row, column), isDark(row + 1, column)];
      line += upper ? (lower ? ' ' : '▄') : lower ? '▀' : '█';
    }
    lines.push(line);
  }
  return lines.join('\n');
}
