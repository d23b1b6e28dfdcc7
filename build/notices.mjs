// The licences of other people's packages that are inside the bundles or packed beside them, in one file of the app.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

export const noticesFile = 'out/NOTICES.txt';

/**
 * @typedef {{ type: 'asset' } | { type: 'chunk', moduleIds: readonly string[] }} BuiltFile
 * @typedef {{ output: readonly BuiltFile[] }} BuiltBundle
 */

/**
 * Folders below the root (`node_modules/ws`) of the packages whose code is in a bundle.
 * @param {string} root
 * @param {readonly BuiltBundle[]} bundles
 */
export function packageFolders(root, bundles) {
  const ids = bundles.flatMap(({ output }) => output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])));
  const folders = ids.flatMap((id) => {
    const path = id.split(sep).join('/');
    // The innermost package where one has its own copies of others.
    const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
    const base = root.split(sep).join('/').replace(/\/$/, '');
    return folder?.startsWith(`${base}/`) ? [folder.slice(base.length + 1)] : [];
  });
  return [...new Set(folders)].sort();
}

/**
 * Folders of the packages that the packed app carries as they are: everything that is no development tool.
 * @param {string} root
 * @returns {string[]}
 */
export function packedFolders(root) {
  /** @type {{ packages: Record<string, { dev?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).flatMap(([folder, { dev }]) =>
    folder !== '' && dev !== true && existsSync(join(root, folder, 'package.json')) ? [folder] : [],
  );
}

/**
 * What a package says of itself, and the texts of its licence and notice files.
 * @param {string} root
 * @param {string} folder
 */
function noticeOf(root, folder) {
  const path = join(root, folder);
  const { name, version, license, repository, homepage } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const files = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?:licen[cs]e|copying|notice)/i.test(entry.name))
    .map((entry) => readFileSync(join(path, entry.name), 'utf8').replaceAll('\r\n', '\n').trim());
  const source = (typeof repository === 'string' ? repository : repository?.url) ?? homepage;
  const head = [
    `${name} ${version}`,
    `Licence: ${license ?? 'see the text'}`,
    ...(source ? [`Source: ${source}`] : []),
  ];
  const text = files.length > 0 ? files.join('\n\n') : 'The package comes without a text of its licence.';
  return { title: `${name} ${version}`, text: `${head.join('\n')}\n\n${text}` };
}

const rule = `\n\n${'='.repeat(80)}\n\n`;

/**
 * The text of all notices, each package in each version once.
 * @param {string} root
 * @param {readonly string[]} folders
 */
export function noticesText(root, folders) {
  const notices = new Map(folders.map((folder) => noticeOf(root, folder)).map(({ title, text }) => [title, text]));
  const sorted = [...notices].sort(([a], [b]) => a.localeCompare(b, 'en')).map(([, text]) => text);
  return `${['Omnibus contains these packages of others, under their own licences.', ...sorted].join(rule)}\n`;
}

/**
 * @param {string} root
 * @param {readonly string[]} bundled folders of the packages inside the bundles
 */
export function writeNotices(root, bundled) {
  writeFileSync(join(root, noticesFile), noticesText(root, [...bundled, ...packedFolders(root)]));
}
