// Draws the committed icon files from icons/icon.svg: `node build/drawIcons.mjs`, after each change of the drawing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { icnsFile, icoFile } from './iconFiles.mjs';
import { projectRoot } from './targets.mjs';

const folder = join(projectRoot, 'build/icons');
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const executablePath = findChromium();
const browser = await chromium.launch({ args: chromiumFlags, ...(executablePath ? { executablePath } : {}) });
const page = await browser.newPage();
const pictures = [];
for (const size of sizes) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  pictures.push({ size, png: await page.screenshot({ omitBackground: true }) });
}
await browser.close();

mkdirSync(join(folder, 'linux'), { recursive: true });
for (const { size, png } of pictures) writeFileSync(join(folder, `linux/${size}x${size}.png`), png);
// A phone keeps these on its home screen (renderer/static/manifest.webmanifest).
for (const { size, png } of pictures.filter((picture) => [256, 512].includes(picture.size))) {
  writeFileSync(join(projectRoot, `renderer/static/icon-${size}.png`), png);
}
writeFileSync(join(folder, 'icon.ico'), icoFile(pictures.filter(({ size }) => size <= 256)));
writeFileSync(join(folder, 'icon.icns'), icnsFile(pictures));
