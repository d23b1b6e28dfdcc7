import { defaultOscPort, type SurfaceSettings } from '../../shared/protocol/surfaceMessages.ts';
import { problemOfRule } from './osc/senders.ts';

/** Options of the command line for surfaces, for node:util's parseArgs. */
export const surfaceOptions = {
  /** [HOST:]PORT, or nothing for the usual port. */
  osc: { type: 'string' },
  /** ADDRESS[=ROLE], once for each. */
  'osc-allow': { type: 'string', multiple: true },
  /** Names of ports, from left to right; the last is the main unit. */
  mcu: { type: 'string', multiple: true },
  hui: { type: 'string', multiple: true },
  /** Names of ports with knobs and buttons that can be learnt. */
  learn: { type: 'string', multiple: true },
} as const;

export interface SurfaceWords {
  readonly osc?: string | undefined;
  readonly 'osc-allow'?: string[] | undefined;
  readonly mcu?: string[] | undefined;
  readonly hui?: string[] | undefined;
  readonly learn?: string[] | undefined;
}

/** What the command line asks for; `undefined` if nothing. @throws with a sentence if it cannot be understood */
export function surfacesOf(words: SurfaceWords): SurfaceSettings | undefined {
  const { osc, mcu, hui, learn } = words;
  if (osc === undefined && !mcu && !hui && !learn) return undefined;
  const motors = [
    { protocol: 'mcu' as const, ports: mcu ?? [] },
    { protocol: 'hui' as const, ports: hui ?? [] },
  ].filter(({ ports }) => ports.length > 0);
  return {
    motors: motors.map(({ protocol, ports }) => ({
      protocol,
      units: ports.map((port, at) => ({
        port,
        kind: at === ports.length - 1 ? ('main' as const) : ('extender' as const),
      })),
    })),
    learnPorts: learn ?? [],
    ...(osc !== undefined && { osc: { ...placeOf(osc), rules: (words['osc-allow'] ?? []).map(ruleOf) } }),
  };
}

function placeOf(text: string): { host: string; port: number } {
  const match = /^(?:(.+):)?(\d+)$/.exec(text === '' ? String(defaultOscPort) : text);
  const port = Number(match?.[2]);
  if (!match || port < 1 || port > 65_535) {
    throw new Error(
      `--osc ${text} is not a port: give 1 to 65535, with HOST: before it to be heard by other machines.`,
    );
  }
  return { host: match[1] ?? '127.0.0.1', port };
}

function ruleOf(text: string): { address: string; role: 'engineer' | 'viewer' } {
  const [address = '', role = 'viewer'] = text.split('=');
  const problem = problemOfRule({ address, role: 'viewer' });
  if (problem) throw new Error(`--osc-allow: ${problem}`);
  if (role !== 'engineer' && role !== 'viewer') {
    throw new Error(`--osc-allow ${text}: "${role}" is not a role of an OSC app: give engineer or viewer.`);
  }
  return { address, role };
}
