import { networkInterfaces } from 'node:os';
import type { NetworkChoice } from '../../shared/protocol/remoteMessages.ts';

/** All addresses of this machine. */
export const anyHost = '0.0.0.0';

/** Addresses of this machine that others can reach, as a person chooses among them; the one on all networks comes last. */
export function networkChoices(
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): NetworkChoice[] {
  const choices: NetworkChoice[] = [];
  for (const [name, nets] of Object.entries(interfaces)) {
    for (const { address, family, internal } of nets ?? []) {
      if (!internal && family === 'IPv4') choices.push({ host: address, label: `${name} (${address})` });
    }
  }
  return [...choices, { host: anyHost, label: 'All networks of this computer' }];
}
