import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { ConsoleFamily } from '../../shared/protocol/connection.ts';

/** Reading the address of a console as people type it: `family://host[:port]`. */

/** Letters, digits, hyphens and dots; labels neither empty nor beginning or ending with a hyphen. */
const hostName =
  /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?))*\.?$/i;
const numericHost = /^[\d.]+$/;

function problemOfHost(host: string): string | undefined {
  if (host === '') return 'The address of the console is missing, such as 192.168.1.32.';
  if (/^\[.*\]$/.test(host)) return undefined;
  if (numericHost.test(host)) {
    const parts = host.split('.');
    const isAddress = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
    return isAddress
      ? undefined
      : `“${host}” is no address: it needs four numbers from 0 to 255, such as 192.168.1.32.`;
  }
  return hostName.test(host) ? undefined : `“${host}” is no host name: letters, digits, hyphens and dots only.`;
}

function problemOfPort(port: string | undefined): string | undefined {
  if (port === undefined) return undefined;
  const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535;
  return isPort ? undefined : `“${port}” is no port: a number from 1 to 65535, or leave it out.`;
}

function splitHost(rest: string): { host: string; port: string | undefined } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(rest);
  return { host: match?.[1] ?? rest, port: match?.[2] };
}

/** What stands behind the address: as it was typed, then the filled fields of what was not. Empty for nothing. */
function withFields(typed: string, given: Readonly<Record<string, string>>): string {
  const parts = typed.split('&').filter((part) => part !== '');
  const keys = new Set(parts.map((part) => part.split('=', 1)[0]));
  for (const [key, value] of Object.entries(given)) {
    const plain = value.trim();
    if (plain !== '' && !keys.has(key)) parts.push(`${key}=${encodeURIComponent(plain)}`);
  }
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/**
 * @param text what was typed; without `family://` in front it belongs to `chosen`
 * @param chosen id of the family to take then
 * @param given values of the chosen family's options from their fields, empty if left out; what is typed goes before them
 * @returns the full target, or a sentence that says what is wrong and what to type
 */
export function readConsoleAddress(
  text: string,
  families: readonly ConsoleFamily[],
  chosen: string | undefined,
  given: Readonly<Record<string, string>> = {},
): Result<string> {
  const typed = text.trim();
  const withFamily = /^([^:/]*):\/\/(.*)$/.exec(typed);
  const family = withFamily ? (withFamily[1] ?? '').toLowerCase() : chosen;
  if (family === undefined) return fail('Choose the kind of console first.');
  if (!families.some(({ id }) => id === family)) {
    return fail(
      `“${family}” is no kind of console that is known here: use ${families.map(({ id }) => id).join(', ')}.`,
    );
  }
  const [place = '', ...more] = (withFamily ? (withFamily[2] ?? '') : typed).split('?');
  // What stands behind a question mark is the console family's own business; it may say where the console is.
  const typedOptions = more.join('?').replaceAll(' ', '%20');
  const options = withFields(typedOptions, family === chosen ? given : {});
  const rest = place.replace(/\/$/, '');
  if (/\s/.test(rest)) return fail('An address has no spaces in it.');
  if (rest === '' && options.length > 1) return ok(`${family}://${options}`);
  const { host, port } = splitHost(rest);
  const problem = problemOfHost(host) ?? problemOfPort(port);
  if (problem !== undefined) return fail(problem);
  return ok(`${family}://${host.toLowerCase()}${port === undefined ? '' : `:${Number(port)}`}${options}`);
}
