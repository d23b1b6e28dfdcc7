import { hostname, networkInterfaces } from 'node:os';

const anyAddress = new Set(['0.0.0.0', '::', '']);
const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** Whether an address is this machine's own and reachable from no other. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/**
 * The names under which the server may be asked, with its port, in lower case. A request under any other name comes from a page
 * that was tricked into asking here (DNS rebinding) and is refused.
 */
export function ownNames(host: string, port: number, more: readonly string[] = []): ReadonlySet<string> {
  const names = new Set<string>([...loopbackNames, ...more]);
  if (anyAddress.has(host)) {
    const own = hostname().toLowerCase();
    names.add(own).add(own.endsWith('.local') ? own : `${own}.local`);
    for (const nets of Object.values(networkInterfaces())) {
      for (const { address, family } of nets ?? []) names.add(family === 'IPv6' ? `[${address}]` : address);
    }
  } else {
    names.add(host.includes(':') ? `[${host}]` : host.toLowerCase());
  }
  const withPort = new Set([...names].map((name) => `${name}:${port}`));
  if (port === 80) for (const name of names) withPort.add(name);
  return withPort;
}

/** For so long an answer is believed: addresses come and go with networks, and asking for them is cheap but not free. */
const freshMs = 1000;

/** Keeps the names of {@link ownNames} as they are now, whatever network the machine joins or leaves. */
export class OwnNames {
  readonly #list: () => ReadonlySet<string>;
  readonly #nowMs: () => number;
  #names: ReadonlySet<string> = new Set();
  #listedMs = -Infinity;

  constructor(list: () => ReadonlySet<string>, nowMs: () => number = () => performance.now()) {
    this.#list = list;
    this.#nowMs = nowMs;
  }

  /** @param name with its port, in lower case */
  has(name: string): boolean {
    const nowMs = this.#nowMs();
    if (nowMs - this.#listedMs >= freshMs) {
      this.#names = this.#list();
      this.#listedMs = nowMs;
    }
    return this.#names.has(name);
  }
}
