import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { HubSession } from './clientSession.ts';
import { DiagnosticsFeed } from './diagnosticsFeed.ts';
import type { LiveDesk } from './liveDesk.ts';
import type { DeskPort } from './peer.ts';
import { VisibleValues } from './visibleValues.ts';

export interface WatchingOptions {
  readonly clock: Clock;
  /** Everybody who is connected. */
  readonly sessions: ReadonlySet<HubSession>;
  desk(): LiveDesk | undefined;
  port(): DeskPort | undefined;
}

/** What costs a console's link something is asked of it only while somebody looks: meters, the link's figures, values read again. */
export class Watching implements Disposable {
  /** Which values clients show. */
  readonly visible: VisibleValues<HubSession>;
  readonly #options: WatchingOptions;
  readonly #diagnostics: DiagnosticsFeed;

  constructor(options: WatchingOptions) {
    const { clock, sessions } = options;
    this.#options = options;
    this.visible = new VisibleValues({ clock, tell: (ids) => options.port()?.setVisible?.(ids) });
    this.#diagnostics = new DiagnosticsFeed(clock, sessions, () => {
      const link = options.port()?.diagnostics();
      return link && { ...link, ...(options.desk()?.counts() ?? { pending: 0, unconfirmed: 0 }) };
    });
  }

  /** Whether anybody shows meters may have changed. */
  metersWanted(): void {
    const isWanted = [...this.#options.sessions].some((session) => session.wantsMeters);
    this.#options.port()?.setMeters(isWanted);
  }

  /** Whether anybody watches the link's figures may have changed. */
  diagnosticsWanted(): void {
    this.#diagnostics.wanted();
  }

  dispose(): void {
    this.#diagnostics.dispose();
    this.visible.dispose();
  }
}
