import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { brandWords } from './brandWords.mjs';
import { electronPlaces, layers, testLayer } from './layerTable.mjs';
import { sourceImports } from './sourceImports.mjs';

/** @typedef {import('./layerTable.mjs').Layer} Layer */
/** @typedef {{ path: string, line: number, what: string, instead: string }} Violation */

/**
 * @param {string} path
 * @param {string} place a folder or a file
 */
const isIn = (path, place) => path === place || path.startsWith(`${place}/`);

/** @param {string} path */
export const isTest = (path) => /\.test\.(ts|mjs)$/.test(path) || isIn(path, 'test');

/**
 * The console family of a file; a folder beside the families that has a row of its own is none.
 * @param {string} path
 */
const driverFamily = (path) => {
  const folder = /^electron\/drivers\/([^/]+)(?=\/)/.exec(path);
  return folder && !layers.some((layer) => layer.folder === folder[0]) ? folder[1] : undefined;
};

/**
 * The row for a file, and the folder within which its files may import each other.
 * @param {string} path
 * @returns {{ layer: Layer, unit: string } | undefined}
 */
export function layerOf(path) {
  const named = layers.find((layer) => layer.folder === path);
  if (named) return { layer: named, unit: path };
  let parent = posix.dirname(path);
  // `a/*` is for the folders in `a`; files directly in `a` belong to the row `a`.
  for (;;) {
    const exact = layers.find((layer) => layer.folder === parent);
    if (exact) return { layer: exact, unit: parent };
    const starred = layers.find((layer) => layer.folder === `${posix.dirname(parent)}/*`);
    if (starred) return { layer: starred, unit: parent };
    if (!parent.includes('/')) return undefined;
    parent = posix.dirname(parent);
  }
}

/**
 * The package a bare specifier names, or `node:*`.
 * @param {string} specifier
 */
function packageOf(specifier) {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return 'node:*';
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** @param {string[]} names */
const listed = (names) => (names.length > 0 ? names.join(', ') : 'nothing');

/**
 * @param {string} path
 * @param {string} specifier
 * @param {Layer} layer
 * @returns {{ what: string, instead: string } | undefined}
 */
function checkPackage(path, specifier, layer) {
  const name = packageOf(specifier);
  if (name === 'electron' && !electronPlaces.some((place) => isIn(path, place))) {
    return {
      what: `imports 'electron', which only ${listed(electronPlaces)} may.`,
      instead:
        'Everything else runs on plain Node too: let electron/shell do it, and pass the result in from electron/main.ts.',
    };
  }
  const allowed = [...(layer.packages ?? []), ...(isTest(path) ? testLayer.packages : [])];
  if (allowed.includes(name)) return undefined;
  return {
    what: `imports '${specifier}'; packages for ${layer.folder}: ${listed(allowed)}.`,
    instead: layer.instead,
  };
}

/**
 * @param {string} path
 * @param {string} target path of the imported file inside the project
 * @param {{ layer: Layer, unit: string }} own
 * @returns {{ what: string, instead: string } | undefined}
 */
function checkTarget(path, target, { layer, unit }) {
  if (layerOf(target)?.unit === unit) return undefined;
  const family = driverFamily(target);
  if (driverFamily(path) && family) {
    return {
      what: `imports ${target}; a driver never imports another driver.`,
      instead: layer.instead,
    };
  }
  const places = [...layer.mayImport, ...(isTest(path) ? testLayer.mayImport : [])];
  const allowed = places.some((place) => isIn(target, place) || target === place.replace(/\.ts$/, ''));
  if (allowed && !(layer.mayNot ?? []).some((place) => isIn(target, place))) return undefined;
  const but = layer.mayNot ? ` (but not ${layer.mayNot.join(', ')})` : '';
  return {
    what: `imports ${target}; ${layer.folder} may import: ${listed(places)}${but}.`,
    instead: isTest(path) ? testLayer.instead : layer.instead,
  };
}

/**
 * @param {string} path
 * @param {import('./sourceImports.mjs').SourceImport} source
 * @param {{ layer: Layer, unit: string }} own
 */
function checkImport(path, source, own) {
  const specifier = source.specifier.replace(/[?#].*$/, '');
  if (!specifier.startsWith('.')) {
    if (!specifier.startsWith('/')) return checkPackage(path, specifier, own.layer);
    return { what: `imports '${specifier}' by an absolute path.`, instead: 'Write a relative path.' };
  }
  const target = posix.join(posix.dirname(path), specifier);
  if (source.kind === 'glob' && own.layer.globs?.includes(target)) return undefined;
  if (isIn(target, 'build') || target.startsWith('../')) {
    return {
      what: `imports ${target}; nothing imports build/ or what is outside the project.`,
      instead: 'Move what both need into shared/.',
    };
  }
  return checkTarget(path, target, own);
}

/**
 * Everything that is wrong with one source file.
 * @param {string} path inside the project, with forward slashes
 * @param {string} text
 * @returns {Violation[]}
 */
export function checkFile(path, text) {
  /** @type {Violation[]} */
  const violations = [];
  if (!isTest(path) && !driverFamily(path)) {
    const inPath = brandWords(path).map(({ word }) => ({ word, line: 1 }));
    for (const { word, line } of [...inPath, ...brandWords(text)]) {
      violations.push({
        path,
        line,
        what: `says '${word}', a console's brand.`,
        instead:
          "What is true of one console family belongs in electron/drivers/<family>/; here ask the desk's profile.",
      });
    }
  }
  if (!/\.(ts|mjs|svelte)$/.test(path) || path.endsWith('.d.ts') || isIn(path, 'build')) return violations;
  const own = layerOf(path);
  if (!own) {
    const what = 'stands in a folder that the layer table does not know.';
    const instead = 'Put it into one of the folders of build/layerTable.mjs, or give its folder a row there.';
    return [...violations, { path, line: 1, what, instead }];
  }
  for (const source of sourceImports(path, text)) {
    const wrong = checkImport(path, source, own);
    if (wrong) violations.push({ path, line: source.line, ...wrong });
  }
  return violations;
}
