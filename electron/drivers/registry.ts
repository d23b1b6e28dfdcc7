import type { DeskDriver, DeskTarget } from './driver.ts';

export { printTarget } from './driver.ts';

/**
 * Every folder beside this file with an index.ts is a console family: adding one edits no other file. The family of the emulated
 * console comes first: it is the one to offer where nobody has chosen yet.
 */
const modules = import.meta.glob<{ default: DeskDriver }>('./*/index.ts', { eager: true });

export const drivers: readonly DeskDriver[] = Object.values(modules)
  .map((module) => module.default)
  .toSorted((a, b) => Number(b.isDemo ?? false) - Number(a.isDemo ?? false) || a.id.localeCompare(b.id));

export function driverOf(family: string): DeskDriver | undefined {
  return drivers.find((driver) => driver.id === family);
}

type ReadTarget = { readonly driver: DeskDriver; readonly target: DeskTarget } | { readonly error: string };

const targetPattern = /^([a-z0-9]+):\/\/(\[[0-9a-fA-F:.]+\]|[^\s/:[\]?]+)?(?::(\d{1,5}))?\/?(?:\?(.*))?$/;

/** Reads `family://host[:port][?key=value&…]`. @returns the driver and the place, or a sentence that says what is wrong and what to type. */
export function parseTarget(text: string): ReadTarget {
  const match = targetPattern.exec(text.trim());
  const examples = drivers.map((driver) => `${driver.id}://192.168.1.10`).join(' or ');
  if (!match)
    return { error: `"${text}" is not a console's address: type ${examples}, with :port if it is not the usual one.` };
  const [, family = '', host = '', portText, query] = match;
  const driver = driverOf(family);
  if (!driver) return { error: `"${family}" is not a known console family: type ${examples}.` };
  const port = portText === undefined ? driver.defaultPort : Number(portText);
  if (port < 1 || port > 65535) return { error: `Port ${portText} in "${text}" is outside 1 to 65535.` };
  const options = parseOptions(driver, query ?? '');
  if (typeof options === 'string') return { error: options };
  const isElsewhere = driver.options?.some(({ key, replacesHost }) => replacesHost && key in options) ?? false;
  if (host === '' && !isElsewhere)
    return { error: `"${text}" does not say where the console is: type ${family}://192.168.1.10.` };
  const place = { host: host.replace(/^\[|\]$/g, ''), port };
  return { driver, target: query === undefined ? place : { ...place, options } };
}

/** @returns what stands behind the question mark, or a sentence that says what is wrong with it. */
function parseOptions({ options = [], title }: DeskDriver, query: string): Readonly<Record<string, string>> | string {
  const found: Record<string, string> = {};
  for (const part of query.split('&').filter((each) => each !== '')) {
    const at = part.indexOf('=');
    const key = part.slice(0, at < 0 ? part.length : at);
    const known = options.find((option) => option.key === key);
    const keys = options.map((option) => option.key).join(', ');
    if (!known) return `${title} knows no option "${key}"${keys === '' ? '' : `: type one of ${keys}`}. Leave it out.`;
    const value = at < 0 ? '' : plainText(part.slice(at + 1));
    if (value === '') return `The option "${key}" is empty: ${known.meaning}`;
    if (known.values && !known.values.includes(value))
      return `"${value}" is not a value of the option "${key}": type one of ${known.values.join(', ')}.`;
    found[key] = value;
  }
  return found;
}

/** A percent sign that begins no coded character stands for itself, as in what people type. */
function plainText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
