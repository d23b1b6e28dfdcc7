import { spawn } from 'node:child_process';
import { env, platform } from 'node:process';
import { hasDisplay } from './electronChoice.mjs';

/**
 * A display for windows: the desktop's own, or an invisible one by Xvfb.
 * @returns {Promise<{ display: string | undefined, close(): void } | { missing: string }>}
 */
export function openDisplay() {
  if (hasDisplay(env, platform)) return Promise.resolve({ display: env.DISPLAY, close: () => undefined });
  return new Promise((resolve) => {
    // Xvfb picks a free number and writes it to the fourth stream once it accepts clients.
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    server.on('error', (error) => resolve({ missing: `Xvfb: ${error.message}` }));
    server.on('exit', (code) => resolve({ missing: `Xvfb ended with ${code}` }));
    server.stdio[3]?.once('data', (number) => {
      resolve({ display: `:${String(number).trim()}`, close: () => server.kill() });
    });
  });
}
