import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import { sceneOf } from '../../../shared/scenes/showEdits.ts';
import type { HubSession } from '../clientSession.ts';
import type { DeskHub } from '../deskHub.ts';
import { shownPlan, updatePreview } from './previews.ts';
import type { ScenePlans } from './scenePlans.ts';
import type { ShowDesk } from './showDesk.ts';

type Asked<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>;

/** Answers what a recall or an update would change. Nothing is sent to the console. */
export class PreviewDesk {
  readonly #hub: DeskHub;
  readonly #show: ShowDesk;
  readonly #plans: ScenePlans;

  constructor(hub: DeskHub, show: ShowDesk, plans: ScenePlans) {
    this.#hub = hub;
    this.#show = show;
    this.#plans = plans;
  }

  /** What storing the desk over a scene would change. */
  tellDifference(session: HubSession, { request, id }: Asked<'sceneDifference'>): void {
    const scene = sceneOf(this.#show.show, id);
    const { state } = this.#hub;
    if (!scene || !state) {
      this.#tellNone(session, request, scene ? 'No console is connected.' : 'The show has no such scene any more.');
      return;
    }
    session.send({ type: 'scenePreview', request, title: scene.name, ...updatePreview(scene, state), problem: '' });
  }

  tell(session: HubSession, message: Asked<'scenePreview'>): void {
    const { desk } = this.#hub;
    const planned = this.#plans.planned(message);
    if (!desk || !planned.ok) {
      this.#tellNone(session, message.request, planned.ok ? 'No console is connected.' : planned.error);
      return;
    }
    const { title, fade, hardCut } = planned.value;
    const shown = shownPlan(desk.state, planned.value.plan(desk), fade, hardCut);
    session.send({ type: 'scenePreview', request: message.request, title, ...shown, problem: '' });
  }

  #tellNone(session: HubSession, request: number, problem: string): void {
    const nothing = { preview: null, numbers: [], durationMs: 0, needs: [] } as const;
    session.send({ type: 'scenePreview', request, title: '', ...nothing, problem });
  }
}
