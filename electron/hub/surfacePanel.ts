import type { ClientMessage } from '../../shared/protocol/messages.ts';
import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import type { HubFeature } from './feature.ts';
import type { SurfaceControl } from './peer.ts';

/** Changes within this are told together, in ms. */
const tellAfterMs = 50;

/** What clients see and change of the surfaces. */
export class SurfacePanel implements HubFeature {
  readonly #hub: DeskHub;
  readonly #surfaces: SurfaceControl;
  #isTelling = false;

  constructor(hub: DeskHub, surfaces: SurfaceControl) {
    this.#hub = hub;
    this.#surfaces = surfaces;
    surfaces.onChange(() => this.#changed());
  }

  handle(session: HubSession, message: ClientMessage): boolean {
    switch (message.type) {
      case 'surfacesUse':
        this.#surfaces.use(message.settings);
        return true;
      case 'learn':
        this.#answer(session, this.#surfaces.learn(message.to));
        return true;
      case 'learnStop':
        this.#surfaces.stopLearning();
        return true;
      case 'mappingPut':
        this.#answer(session, this.#surfaces.putMapping(message.mapping));
        return true;
      case 'mappingsPut':
        this.#answer(session, this.#surfaces.putMappings(message.mappings));
        return true;
      case 'mappingDelete':
        this.#surfaces.deleteMapping(message.id);
        return true;
      default:
        return false;
    }
  }

  greet(session: HubSession): void {
    session.send({ type: 'surfaces', status: this.#surfaces.status });
  }

  #answer(session: HubSession, problem: string | undefined): void {
    if (problem) session.problem(problem);
  }

  #changed(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#hub.after(tellAfterMs, () => {
      this.#isTelling = false;
      this.#hub.tellAll({ type: 'surfaces', status: this.#surfaces.status });
    });
  }
}
