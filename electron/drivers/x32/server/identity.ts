import { networkInterfaces } from 'node:os';
import { encodeMessage } from '../../../transports/oscCodec.ts';

/** Version of the protocol server that desks of this firmware report (facts, section 2). */
const serverVersion = 'V2.07';

export interface Identity {
  readonly address: string;
  readonly name: string;
  readonly model: string;
  readonly firmware: string;
}

/** The replies to `/info`, `/xinfo` and `/status`; `undefined` for other addresses. */
export function identityReply(path: string, { address, name, model, firmware }: Identity): Uint8Array | undefined {
  switch (path) {
    case '/info':
      return encodeMessage(path, 'ssss', [serverVersion, name, model, firmware]);
    case '/xinfo':
      return encodeMessage(path, 'ssss', [address, name, model, firmware]);
    case '/status':
      return encodeMessage(path, 'sss', ['active', address, name]);
    default:
      return undefined;
  }
}

/** The address to give for a socket: its own, or the first of this machine's if it listens on all. */
export function ownAddress(boundTo: string): string {
  if (boundTo !== '0.0.0.0' && boundTo !== '::') return boundTo;
  for (const addresses of Object.values(networkInterfaces())) {
    for (const { family, internal, address } of addresses ?? []) if (family === 'IPv4' && !internal) return address;
  }
  return '127.0.0.1';
}
