import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { LinkDiagnostics } from '../../shared/protocol/connection.ts';
import { printServerMessage } from '../../shared/protocol/messages.ts';
import type { HubSession } from './clientSession.ts';

const everyMs = 1000;

/** Figures of the console's link, every second for those who show them. */
export class DiagnosticsFeed implements Disposable {
  readonly #clock: Clock;
  readonly #sessions: ReadonlySet<HubSession>;
  readonly #look: () => LinkDiagnostics | undefined;
  #timer: Disposable | undefined;

  /** @param look takes the figures; `undefined` without a console */
  constructor(clock: Clock, sessions: ReadonlySet<HubSession>, look: () => LinkDiagnostics | undefined) {
    this.#clock = clock;
    this.#sessions = sessions;
    this.#look = look;
  }

  /** Whether anybody shows them may have changed. */
  wanted(): void {
    if (this.#timer || ![...this.#sessions].some((session) => session.wantsDiagnostics)) return;
    this.#timer = this.#clock.after(everyMs, () => {
      this.#timer = undefined;
      this.#tell();
      this.wanted();
    });
  }

  #tell(): void {
    const link = this.#look();
    if (!link) return;
    const text = printServerMessage({ type: 'diagnostics', link });
    for (const session of this.#sessions) if (session.wantsDiagnostics) session.sendText(text);
  }

  dispose(): void {
    this.#timer?.dispose();
  }
}
