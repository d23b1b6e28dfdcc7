import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

/** The folder of all bundles, where this one lies too. */
export const bundleFolder = dirname(fileURLToPath(import.meta.url));

const startLimitMs = 20_000;

/** A bundle that runs in a Node process of its own. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** What the wanted line matched. */
  readonly match: RegExpExecArray;
  /** When the process was asked for, and when its line came, by `performance.now()`. */
  readonly startedMs: number;
  readonly readyMs: number;
  close(): Promise<void>;
}

/** Ends a process and waits until it has gone. */
function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill('SIGKILL'), 3000);
    child.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    child.kill();
  });
}

/**
 * Starts a bundle and waits for the line that says that it is ready. It ends with this process.
 * @throws (rejects) with all that it said if it ends or stays silent instead.
 */
export function startChild(
  args: readonly string[],
  ready: RegExp,
  environment: NodeJS.ProcessEnv = {},
): Promise<Child> {
  const startedMs = performance.now();
  const child = spawn(execPath, args, {
    cwd: bundleFolder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  let printed = '';
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      child.kill('SIGKILL');
      reject(new Error(`${args.join(' ')} ${reason}: ${printed}`));
    };
    const limit = setTimeout(() => fail('was not ready in time'), startLimitMs);
    const listen = (text: string) => {
      printed += text;
      const match = ready.exec(printed);
      if (!match) return;
      clearTimeout(limit);
      child.stdout.off('data', listen).resume();
      const close = () => {
        process.off('exit', orphaned);
        return end(child);
      };
      resolve({ process: child, pid: child.pid ?? 0, match, startedMs, readyMs: performance.now(), close });
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.once('exit', (code) => {
      clearTimeout(limit);
      fail(`ended with ${code}`);
    });
  });
}

/** An emulated console in a process of its own. */
export async function startConsole(words: readonly string[] = []) {
  const child = await startChild(
    [join(bundleFolder, 'cli.mjs'), 'emulate', 'x32', '--port', '0', ...words],
    /:(\d+)\s/,
  );
  return { ...child, port: Number(child.match[1]) };
}
