import type { DeskDriver, DeskTarget } from './driver.ts';

/** Every folder beside this file with an index.ts is a console family: adding one edits no other file. */
const modules = import.meta.glob<{ default: DeskDriver }>('./*/index.ts', { eager: true });

export const drivers: readonly DeskDriver[] = Object.values(modules)
  .map((module) => module.default)
  .toSorted((a, b) => a.id.localeCompare(b.id));

export function driverOf(family: string): DeskDriver | undefined {
  return drivers.find((driver) => driver.id === family);
}

/** A console's place in words, as the user types it. */
export function printTarget(family: string, { host, port }: DeskTarget): string {
  return `${family}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const targetPattern = /^([a-z0-9]+):\/\/(\[[0-9a-fA-F:.]+\]|[^\s/:[\]]+)(?::(\d{1,5}))?\/?$/;

/** Reads `family://host[:port]`. @returns the driver and the place, or a sentence that says what is wrong and what to type. */
export function parseTarget(
  text: string,
): { readonly driver: DeskDriver; readonly target: DeskTarget } | { readonly error: string } {
  const match = targetPattern.exec(text.trim());
  const examples = drivers.map((driver) => `${driver.id}://192.168.1.10`).join(' or ');
  if (!match)
    return { error: `"${text}" is not a console's address: type ${examples}, with :port if it is not the usual one.` };
  const [, family = '', host = '', portText] = match;
  const driver = driverOf(family);
  if (!driver) return { error: `"${family}" is not a known console family: type ${examples}.` };
  const port = portText === undefined ? driver.defaultPort : Number(portText);
  if (port < 1 || port > 65535) return { error: `Port ${portText} in "${text}" is outside 1 to 65535.` };
  return { driver, target: { host: host.replace(/^\[|\]$/g, ''), port } };
}
