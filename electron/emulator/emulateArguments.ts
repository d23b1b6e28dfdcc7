import { parseArgs } from 'node:util';

/** What the command line of `omnibus emulate` says. */
export interface EmulateArguments {
  readonly family: string;
  readonly model?: string;
  readonly host: string;
  /** The family's usual port if not given; 0 takes any free one. */
  readonly port?: number;
  readonly sceneFile?: string;
  readonly stateFile?: string;
  readonly seed: number;
  /** Share of datagrams that are lost, 0…1, each way. */
  readonly loss: number;
  readonly delayMs: number;
  readonly jitterMs: number;
}

const usage =
  'omnibus emulate FAMILY [--model NAME] [--host 127.0.0.1] [--port N] [--scene FILE] [--seed N] [--loss PERCENT] [--delay MS] [--jitter MS] [--state FILE]';

const options = {
  model: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string' },
  scene: { type: 'string' },
  state: { type: 'string' },
  seed: { type: 'string', default: '1' },
  loss: { type: 'string', default: '0' },
  delay: { type: 'string', default: '0' },
  jitter: { type: 'string', default: '0' },
} as const;

const longestDelayMs = 60_000;

/** Reads the words behind `emulate`. @throws Error that names the word that is wrong and what to write instead. */
export function parseEmulateArguments(argv: readonly string[]): EmulateArguments {
  const { values, positionals } = parse(argv);
  const [family, surplus] = positionals;
  if (family === undefined) throw new Error(`Which console family? Write: ${usage}`);
  if (surplus !== undefined) throw new Error(`"${surplus}" is one word too many. Write: ${usage}`);
  if (values.host === '')
    throw new Error('--host is empty: give the local address to listen on, such as 127.0.0.1 or 0.0.0.0.');
  return {
    family,
    host: values.host,
    seed: numberOf('--seed', values.seed, 0, 2 ** 32 - 1, 'a whole number', true),
    loss: numberOf('--loss', values.loss, 0, 100, 'percent', false) / 100,
    delayMs: numberOf('--delay', values.delay, 0, longestDelayMs, 'milliseconds', false),
    jitterMs: numberOf('--jitter', values.jitter, 0, longestDelayMs, 'milliseconds', false),
    ...(values.port === undefined ? {} : { port: numberOf('--port', values.port, 0, 65_535, 'a port', true) }),
    ...given('model', values.model, '--model'),
    ...given('sceneFile', values.scene, '--scene'),
    ...given('stateFile', values.state, '--state'),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)} Write: ${usage}`, { cause: error });
  }
}

function given<K extends string>(key: K, value: string | undefined, option: string): Partial<Record<K, string>> {
  if (value === undefined) return {};
  if (value === '') throw new Error(`${option} is empty: give a value behind it, or leave it out.`);
  return { [key]: value } as Record<K, string>;
}

function numberOf(option: string, text: string, min: number, max: number, what: string, isWhole: boolean): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw new Error(`${option} ${text} is not ${what} from ${min} to ${max}.`);
}
