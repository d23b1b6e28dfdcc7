import type { ConnectionState } from '../../../shared/protocol/connection.ts';
import type { DeskListener } from '../driver.ts';
import type { Tongue } from './tongue.ts';

/** A long read is shown in steps of so many values. */
const progressEvery = 128;

export interface StandingOptions {
  /** The console's place in words. */
  readonly target: string;
  readonly listener: DeskListener;
  tongue(): Tongue | undefined;
  /** Questions that are not answered yet. */
  pending(): number;
}

/** How the connection stands, told whenever that changes. */
export class Standing {
  state: ConnectionState = 'searching';
  /** Values to be read. */
  total = 0;
  readonly #options: StandingOptions;
  #detail = '';

  constructor(options: StandingOptions) {
    this.#options = options;
    this.#tell();
  }

  get isSettable(): boolean {
    return this.state === 'live' || this.state === 'stale';
  }

  enter(state: ConnectionState, detail: string): void {
    if (state === this.state && detail === this.#detail) return;
    this.state = state;
    this.#detail = detail;
    this.#tell();
  }

  /** A value has been read. */
  progress(): void {
    if (this.state === 'reading' && this.#options.pending() % progressEvery === 0) this.#tell();
  }

  #tell(): void {
    const { target, listener, tongue, pending } = this.#options;
    const { name = '', model = '', firmware = '', ask } = tongue() ?? {};
    const open = this.state === 'reading' ? (ask ? pending() : this.total) : 0;
    listener.status({
      state: this.state,
      target,
      name,
      model,
      firmware,
      read: Math.max(0, this.total - open),
      total: this.total,
      detail: this.#detail,
    });
  }
}
