const paths = {
  none: '',
  drum: 'M2 6c0-4 12-4 12 0v5c0 4-12 4-12 0zM2 6c0 4 12 4 12 0',
  guitar: 'M10.5 5.5 14 2M9 4.5c-2 0-2 2-3.5 2.5S2 8.5 2 11s2 3 3.5 3 3-1.5 3.5-3 2.5-2 2.5-4-1.5-2.5-2.5-2.5z',
  keys: 'M2 3h12v10H2zM6 3v6M10 3v6M6 9v4M10 9v4',
  wind: 'M2 8h6l6-4v8L8 8M4 8v4h4',
  voice: 'M8 2.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM3 14c0-3.5 2-5 5-5s5 1.5 5 5',
  talk: 'M2 3h12v7H7l-3 3v-3H2z',
  microphone: 'M5.5 4.5a2.5 2.5 0 0 1 5 0v3a2.5 2.5 0 0 1-5 0zM3.5 8a4.5 4.5 0 0 0 9 0M8 12.5V15',
  plug: 'M1 8h6M7 5h5v6H7zM12 8h3',
  tape: 'M2 8a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M9 8a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M4.5 10.5h7',
  effect: 'M8 1.5 9.5 6.5l5 1.5-5 1.5L8 14.5 6.5 9.5l-5-1.5 5-1.5z',
  computer: 'M2 3h12v8H2zM5 14h6',
  speaker: 'M4 1.5h8v13H4zM5.5 10a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M8 4v.5',
  control: 'M4 2v12M8 2v12M12 2v12M2.5 6h3M6.5 10h3M10.5 5h3',
} as const;

export type StripGlyph = keyof typeof paths;

/** Last icon number of each run of kindred icons on the console, from 1. */
const runs: readonly (readonly [last: number, glyph: StripGlyph])[] = [
  [1, 'none'],
  [16, 'drum'],
  [26, 'guitar'],
  [34, 'keys'],
  [40, 'wind'],
  [43, 'voice'],
  [46, 'talk'],
  [53, 'microphone'],
  [59, 'plug'],
  [60, 'tape'],
  [61, 'effect'],
  [62, 'computer'],
  [68, 'speaker'],
  [74, 'control'],
];

/** The outline to draw for an icon number, on a square of 16; empty for none. */
export function glyphPath(icon: number | undefined): string {
  if (icon === undefined) return '';
  const run = runs.find(([last]) => icon <= last);
  return run ? paths[run[1]] : '';
}
