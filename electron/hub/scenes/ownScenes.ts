import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import type { HubSession } from '../clientSession.ts';
import type { DeskHub } from '../deskHub.ts';

/** The console's own scenes: recalled and stored by the console itself, so that nothing here can shape, limit or fade them. */
export class OwnScenes {
  readonly #hub: DeskHub;

  constructor(hub: DeskHub) {
    this.#hub = hub;
  }

  tell(session: HubSession, request: number): void {
    const scenes = this.#hub.deskScenes;
    session.send({
      type: 'deskScenes',
      request,
      count: scenes?.count ?? 0,
      canStore: scenes?.store !== undefined,
      scenes: scenes?.list() ?? [],
    });
  }

  /** @returns a sentence if it cannot be done */
  recall(number: number, by: string): string | undefined {
    const scenes = this.#hub.deskScenes;
    if (!scenes) return 'This console has no scenes that can be recalled from here.';
    if (!this.#hub.isOpen) return this.#hub.safety.closedSentence('recall');
    this.#hub.journal.event(by, `the console\u2019s own scene ${number} recalled`);
    return scenes.recall(number);
  }

  /** @returns a sentence if it cannot be done */
  store(session: HubSession, { number, name }: Extract<ClientMessage, { type: 'deskSceneStore' }>): string | undefined {
    const scenes = this.#hub.deskScenes;
    if (!scenes?.store) return 'This console cannot be told to store a scene.';
    if (!this.#hub.isOpen) return this.#hub.safety.closedSentence('store');
    this.#hub.journal.event(session.name, `the console\u2019s own scene ${number} stored as "${name}"`);
    return scenes.store(number, name);
  }
}
