import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noticesFile } from '../../build/notices.mjs';
import { projectRoot } from '../../build/targets.mjs';

const notices = readFileSync(join(projectRoot, noticesFile), 'utf8').split(`\n\n${'='.repeat(80)}\n\n`);
const noticeOf = (name: string) => notices.find((notice) => notice.startsWith(`${name} `));
const built = (file: string) => readFileSync(join(projectRoot, file), 'utf8');

// Words that only a package's own code has, as a witness that it really is inside.
test.each([
  ['ws', 'main.cjs', 'Sec-WebSocket-Extensions', /Copyright \(c\) 2011 Einar Otto Stangvik/],
  ['multicast-dns', 'main.cjs', '224.0.0.251', /Copyright/],
  ['bonjour-service', 'cli.mjs', '_services._dns-sd', /Copyright/],
  ['valibot', 'cli.mjs', 'safeParse', /Copyright/],
])('%s is inside %s, and its licence with it', (name, file, witness, copyright) => {
  expect(built(`out/${file}`)).toContain(witness);
  expect(noticeOf(name)).toMatch(copyright);
});

test('the page’s packages are named, the one of the weak copyleft with its source', () => {
  expect(noticeOf('svelte')).toMatch(/Permission is hereby granted/);
  expect(noticeOf('elkjs')).toMatch(/^Source: \S+github\.com\/kieler\/elkjs/m);
  expect(noticeOf('elkjs')).toMatch(/Eclipse Public License/);
});

test('packages beside the bundles are named, and every notice has a text', () => {
  const { dependencies } = JSON.parse(built('package.json')) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) expect(noticeOf(name), name).toBeDefined();
  expect(notices.filter((notice) => notice.includes('comes without a text'))).toEqual([]);
});
