import { formats } from '../../shared/units/format.ts';

/** A level as a screen reader should say it: "minus 3.2 dB", "plus 5.0 dB", "off", "unknown". */
export function speakDb(valueDb: number | undefined): string {
  if (valueDb === undefined) return 'unknown';
  if (valueDb === -Infinity) return 'off';
  const printed = formats.dB.print(valueDb).replace('\u2212', 'minus ');
  return `${valueDb > 0 && Number(printed) > 0 ? 'plus ' : ''}${printed} dB`;
}

/** A pan as a screen reader should say it: "left 20", "centre". */
export function speakPan(value: number | undefined): string {
  if (value === undefined) return 'unknown';
  const printed = formats.pan.print(value);
  return printed === 'C' ? 'centre' : printed.replace('L', 'left ').replace('R', 'right ');
}
