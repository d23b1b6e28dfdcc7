// The layer check: `node build/layers.mjs [ROOT]`. Fails with a message that says where the code belongs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { argv, exit } from 'node:process';
import { pathToFileURL } from 'node:url';
import { checkFile } from './layerRules.mjs';
import { checkedFolders } from './layerTable.mjs';
import { projectRoot } from './targets.mjs';

const codeFile = /\.(ts|mjs|svelte|css|html)$/;

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function codeFilesIn(root, folder) {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && codeFile.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/**
 * Checks a whole tree.
 * @param {string} root
 */
export function checkLayers(root) {
  const paths = [...checkedFolders, 'build'].flatMap((folder) => codeFilesIn(root, folder));
  const checked = paths.filter((path) => path !== 'build/brandWords.mjs').sort();
  const violations = checked.flatMap((path) => checkFile(path, readFileSync(join(root, path), 'utf8')));
  return { files: checked.length, violations };
}

/** @param {import('./layerRules.mjs').Violation} violation */
export function explain({ path, line, what, instead }) {
  return `${path}:${line} ${what}\n    ${instead}`;
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const { files, violations } = checkLayers(argv[2] ?? projectRoot);
  for (const violation of violations) console.error(explain(violation));
  console.log(`layers: ${files} files, ${violations.length} violations`);
  exit(violations.length > 0 ? 1 : 0);
}
