import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { Refusal } from '../../shared/protocol/pairing.ts';
import type { Invitation } from '../hub/peer.ts';

/** Strangers may knock for so long after an engineer has let them. */
export const pairingMs = 5 * 60_000;
/** So many wrong codes are taken from one device … */
export const triesPerDevice = 5;
/** … and from all together; then it is over. */
export const triesInAll = 20;

const tokenBytes = 16;
const pinDigits = 6;

export interface PairingOptions {
  readonly clock: Clock;
  /** Numbers that nobody can guess. */
  readonly random: (bytes: number) => Buffer;
  /** What an engineer is shown is out of date. */
  readonly changed: () => void;
}

interface OpenWindow {
  readonly invitation: Invitation;
  readonly pin: string;
  token: string;
  readonly untilMs: number;
  readonly triesOf: Map<string, number>;
  tries: number;
}

/**
 * The moments in which strangers may pair: a PIN for all of them, and a token in a QR code that is good for one device. The engineer
 * still has to let each of them in.
 */
export class Pairing implements Disposable {
  readonly #options: PairingOptions;
  #window: OpenWindow | undefined;
  #timer: Disposable | undefined;

  constructor(options: PairingOptions) {
    this.#options = options;
  }

  /** Opens it anew: earlier codes are good for nothing any more. */
  open(invitation: Invitation): void {
    this.#timer?.dispose();
    const { clock } = this.#options;
    this.#window = {
      invitation,
      pin: this.#newPin(),
      token: this.#newToken(),
      untilMs: clock.nowMs() + pairingMs,
      triesOf: new Map(),
      tries: 0,
    };
    this.#timer = clock.after(pairingMs, () => this.close());
    this.#options.changed();
  }

  close(): void {
    this.#timer?.dispose();
    if (!this.#window) return;
    this.#window = undefined;
    this.#options.changed();
  }

  /** What an engineer is shown; `remainingMs` until it closes by itself. */
  get shown() {
    const open = this.#window;
    if (!open) return undefined;
    const { invitation, pin, token, untilMs, tries } = open;
    return { invitation, pin, token, tries, remainingMs: untilMs - this.#options.clock.nowMs() };
  }

  /** A code from a device. @returns what it is invited to be, or why not */
  take(code: string, device: string): Invitation | Refusal {
    const open = this.#window;
    if (!open) return 'closed';
    const tries = open.triesOf.get(device) ?? 0;
    if (tries >= triesPerDevice) return 'tooMany';
    if (isSame(code, open.token)) {
      open.token = this.#newToken();
      this.#options.changed();
      return open.invitation;
    }
    if (isSame(code, open.pin)) return open.invitation;
    open.triesOf.set(device, tries + 1);
    open.tries++;
    if (open.tries >= triesInAll) this.close();
    else this.#options.changed();
    return 'wrong';
  }

  #newToken(): string {
    return this.#options.random(tokenBytes).toString('base64url');
  }

  /** Evenly spread: what would favour low numbers is thrown again. */
  #newPin(): string {
    const count = 10 ** pinDigits;
    for (;;) {
      const number = this.#options.random(4).readUInt32BE();
      if (number < Math.floor(2 ** 32 / count) * count) return String(number % count).padStart(pinDigits, '0');
    }
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#window = undefined;
  }
}

/** Compares without telling by the time it takes how much was right. */
function isSame(code: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(code), digest(right));
}
