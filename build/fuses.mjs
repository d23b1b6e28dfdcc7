// Electron's fuses: switches inside the program file, which nobody can change by arguments or environment. Each stands
// as one character after a marker: '0' off, '1' on, 'r' removed.
import { readFileSync, writeFileSync } from 'node:fs';

const marker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

// In the order of the program file.
const names = /** @type {const} */ ([
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
]);

/** @typedef {typeof names[number]} FuseName */

/**
 * @param {Buffer} program
 * @returns {{ start: number, count: number }}
 */
function wire(program) {
  const found = program.indexOf(marker);
  if (found < 0) throw new Error('This program has no Electron fuses.');
  const version = program[found + marker.length];
  const count = program[found + marker.length + 1];
  if (version !== 1 || count === undefined) throw new Error(`Electron fuses of version ${version} are unknown.`);
  return { start: found + marker.length + 2, count };
}

/**
 * The fuses of a program file, by name.
 * @param {string} file
 * @returns {Partial<Record<FuseName, boolean>>}
 */
export function readFuses(file) {
  const program = readFileSync(file);
  const { start, count } = wire(program);
  /** @type {Partial<Record<FuseName, boolean>>} */
  const fuses = {};
  for (const [i, name] of names.slice(0, count).entries()) {
    const state = String.fromCharCode(program[start + i] ?? 0);
    if (state === '0' || state === '1') fuses[name] = state === '1';
  }
  return fuses;
}

/**
 * @param {string} file
 * @param {Partial<Record<FuseName, boolean>>} fuses
 */
export function writeFuses(file, fuses) {
  const program = readFileSync(file);
  const { start, count } = wire(program);
  for (const [i, name] of names.slice(0, count).entries()) {
    const wanted = fuses[name];
    if (wanted !== undefined) program[start + i] = wanted ? 0x31 : 0x30;
  }
  writeFileSync(file, program);
}
