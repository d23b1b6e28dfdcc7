import { boxSizes, type LaidOut, type PictureStyle } from './layOut.ts';
import type { Picture, PictureBox, PictureLine } from './picture.ts';

/** Colours of an exported picture, as the page has them at the moment. */
export interface PictureColors {
  readonly ground: string;
  readonly panel: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
  readonly danger: string;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

export interface DrawingOptions {
  readonly colors: PictureColors;
  readonly title: string;
  readonly style: PictureStyle;
}

/** A laid-out picture as a file of its own, without anything outside of it. */
export function pictureSvg(picture: Picture, laid: LaidOut, options: DrawingOptions): string {
  const { colors, title } = options;
  const { width, height } = laid;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" font-family="system-ui, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${colors.ground}"/>`,
    ...picture.lines.map((line) => lineSvg(line, laid, options)),
    ...picture.boxes.map((box) => boxSvg(box, laid, options)),
    '</svg>',
  ].join('\n');
}

function lineSvg(line: PictureLine, laid: LaidOut, { colors, style }: DrawingOptions): string {
  const place = laid.lines.get(line.id);
  if (!place) return '';
  const color = line.blocked ? colors.danger : colors.quiet;
  const dashes = line.blocked ? ' stroke-dasharray="5 4"' : '';
  return `<g><title>${escaped(line.words)}</title><path d="${place.path}" fill="none" stroke="${color}" stroke-width="1.6"${dashes}/>${
    line.label === '' || style === 'overview'
      ? ''
      : `<text x="${place.labelX}" y="${place.labelY + 4}" text-anchor="middle" font-size="11" fill="${color}" stroke="${colors.ground}" stroke-width="3" paint-order="stroke">${escaped(line.label)}</text>`
  }</g>`;
}

function boxSvg(box: PictureBox, laid: LaidOut, { colors, style }: DrawingOptions): string {
  const place = laid.boxes.get(box.id);
  if (!place) return '';
  const { x, y } = place;
  const { width, height } = boxSizes[style];
  const isBlocked = box.blocked !== undefined;
  const edge = isBlocked ? colors.danger : box.isSubject ? colors.accent : colors.line;
  const detail = box.blocked ?? box.detail;
  const isSmall = style === 'overview';
  const text = (dy: number, fontSize: number, fill: string, words: string, weight = 400) =>
    `<text x="${x + 10}" y="${y + dy}" font-size="${fontSize}" font-weight="${weight}" fill="${fill}">${escaped(words)}</text>`;
  return [
    `<g><title>${escaped(`${box.title}: ${detail}`)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="7" fill="${colors.panel}" stroke="${edge}" stroke-width="${box.isSubject ? 2.5 : 1.2}"/>`,
    text(isSmall ? 15 : 19, isSmall ? 11 : 13, colors.text, fitted(box.title, isSmall ? 15 : 17), 600),
    isSmall ? '' : text(34, 10.5, isBlocked ? colors.danger : colors.quiet, fitted(detail, 24)),
    '</g>',
  ].join('');
}

/** A text cut to so many characters. */
export const fitted = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}\u2026` : text;
