import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../build/targets.mjs';
import { cutDesk } from '../../shared/protocol/deskPart.ts';
import { sightOf } from '../../shared/protocol/paramRights.ts';
import { printServerMessage } from '../../shared/protocol/serverText.ts';
import { consoleSchema } from '../bench/movableParams.ts';

// What a phone has to fetch before a performer can move anything: bytes, as times say more about the machine than about the page.

const folder = join(projectRoot, 'out/renderer');
const html = readFileSync(join(folder, 'index.html'), 'utf8');
/** Scripts and styles that the page names, once each. */
const named = [
  ...new Set([...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path)),
];
const sizeOf = (path: string) => {
  const packed = join(folder, `${path}.gz`);
  return readFileSync(existsSync(packed) ? packed : join(folder, path)).length;
};

test('the scripts and styles of the first page are at most 60 kB as they are sent', () => {
  expect(named.length).toBeGreaterThanOrEqual(3);
  const bytes = named.map((path) => sizeOf(path ?? '')).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeLessThanOrEqual(60_000);
});

test('the engineer’s page is not among them, nor are the rules by which the app judges messages', () => {
  const text = named.map((path) => readFileSync(join(folder, path ?? ''), 'utf8')).join('\n');
  expect(text).toContain('Me in my mix');
  expect(text).not.toContain('Copied: the mix of');
  expect(text).not.toContain('this has to be confirmed');
});

test('the script that opens the link needs nothing else and is small', () => {
  const early = named.find((path) => path?.includes('earlyLink'));
  const text = readFileSync(join(folder, early ?? ''), 'utf8');
  expect(text.length).toBeLessThan(1500);
  expect(text).not.toMatch(/\bimport\b/);
});

test('a console is told to a performer in at most 30 kB', () => {
  const schema = consoleSchema();
  const sight = sightOf(schema, { role: 'performer', busses: ['bus/1', 'bus/2'] });
  const text = printServerMessage({ type: 'desk', ...cutDesk(schema.profile, sight), schemaHash: schema.hash });
  expect(text.length).toBeLessThanOrEqual(30_000);
});

test('everything that the page names lies beside it', () => {
  const hrefs = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, href = '']) => href);
  for (const href of hrefs) {
    expect(href).toMatch(/^\.\//);
    expect(existsSync(join(folder, href)), href).toBe(true);
  }
});
