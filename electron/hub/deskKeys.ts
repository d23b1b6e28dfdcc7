import type { ClientMessage } from '../../shared/protocol/messages.ts';
import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import type { HubFeature } from './feature.ts';

/** Keys of the console itself, pressed from a page. Nothing here can know, limit or take back what they do. */
export class DeskKeys implements HubFeature {
  readonly #hub: DeskHub;
  /** Who holds which keys. */
  readonly #held = new Map<HubSession, Set<number>>();
  #told = '[]';

  constructor(hub: DeskHub) {
    this.#hub = hub;
  }

  handle(session: HubSession, message: ClientMessage): boolean {
    if (message.type !== 'deskKey') return false;
    const { key, isDown } = message;
    const problem = isDown ? this.#press(session, key) : this.#release(session, key);
    if (problem !== undefined) session.problem(problem);
    return true;
  }

  greet(session: HubSession): void {
    session.send({ type: 'deskKeys', names: this.#names() });
  }

  left(session: HubSession): void {
    for (const key of this.#held.get(session) ?? []) this.#release(session, key);
  }

  connection(): void {
    const names = this.#names();
    const told = JSON.stringify(names);
    if (told === this.#told) return;
    this.#told = told;
    // The keys of another console are not those that somebody has a finger on.
    this.#held.clear();
    this.#hub.tellAll({ type: 'deskKeys', names });
  }

  #names(): readonly string[] {
    const keys = this.#hub.status.state === 'live' ? this.#hub.deskKeys : undefined;
    return keys ? Array.from({ length: keys.count }, (_, index) => keys.names?.[index] ?? `Soft key ${index + 1}`) : [];
  }

  #press(session: HubSession, key: number): string | undefined {
    const { deskKeys, isOpen, safety } = this.#hub;
    if (!deskKeys) return 'This console has no keys that can be pressed from here.';
    if (!isOpen) return safety.closedSentence('key');
    const problem = deskKeys.press(key, true);
    if (problem !== undefined) return problem;
    const held = this.#held.get(session) ?? new Set();
    this.#held.set(session, held.add(key));
    this.#hub.journal.event(session.name, `the console\u2019s key "${this.#names()[key - 1] ?? key}" pressed`);
    return undefined;
  }

  /** Also while sets are stopped: a key that stays down is worse than one that comes up. */
  #release(session: HubSession, key: number): string | undefined {
    const held = this.#held.get(session);
    if (!held?.delete(key)) return undefined;
    if (held.size === 0) this.#held.delete(session);
    return this.#hub.deskKeys?.press(key, false);
  }
}
