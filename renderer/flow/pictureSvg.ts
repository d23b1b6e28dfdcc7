import { boxHeight, boxWidth, type LaidOut } from './layOut.ts';
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

/** A laid-out picture as a file of its own, without anything outside of it. */
export function pictureSvg(picture: Picture, laid: LaidOut, colors: PictureColors, title: string): string {
  const { width, height } = laid;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" font-family="system-ui, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${colors.ground}"/>`,
    ...picture.lines.map((line) => lineSvg(line, laid, colors)),
    ...picture.boxes.map((box) => boxSvg(box, laid, colors)),
    '</svg>',
  ].join('\n');
}

function lineSvg(line: PictureLine, laid: LaidOut, colors: PictureColors): string {
  const place = laid.lines.get(line.id);
  if (!place) return '';
  const color = line.blocked ? colors.danger : colors.quiet;
  const dashes = line.blocked ? ' stroke-dasharray="5 4"' : '';
  return `<g><title>${escaped(line.words)}</title><path d="${place.path}" fill="none" stroke="${color}" stroke-width="1.6"${dashes}/>${
    line.label === ''
      ? ''
      : `<text x="${place.labelX}" y="${place.labelY + 4}" text-anchor="middle" font-size="11" fill="${color}" stroke="${colors.ground}" stroke-width="3" paint-order="stroke">${escaped(line.label)}</text>`
  }</g>`;
}

function boxSvg(box: PictureBox, laid: LaidOut, colors: PictureColors): string {
  const place = laid.boxes.get(box.id);
  if (!place) return '';
  const edge = box.blocked === undefined ? (box.isSubject ? colors.accent : colors.line) : colors.danger;
  const detail = box.blocked ?? box.detail;
  return `<g><title>${escaped(`${box.title}: ${detail}`)}</title><rect x="${place.x}" y="${place.y}" width="${boxWidth}" height="${boxHeight}" rx="7" fill="${colors.panel}" stroke="${edge}" stroke-width="${box.isSubject ? 2.5 : 1.2}"/><text x="${place.x + 10}" y="${place.y + 19}" font-size="13" font-weight="600" fill="${colors.text}">${escaped(fitted(box.title, 17))}</text><text x="${place.x + 10}" y="${place.y + 34}" font-size="10.5" fill="${box.blocked === undefined ? colors.quiet : colors.danger}">${escaped(fitted(detail, 24))}</text></g>`;
}

/** A text cut to so many characters. */
export const fitted = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}\u2026` : text;
