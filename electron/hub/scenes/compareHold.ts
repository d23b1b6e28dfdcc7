import type { ParamId } from '../../../shared/desk/schema.ts';
import { noFade } from '../../../shared/scenes/fade.ts';
import type { RecallStep } from '../../../shared/scenes/recallPlan.ts';
import type { HubSession } from '../clientSession.ts';
import type { DeskHub } from '../deskHub.ts';
import { stepsBack } from './recallBatches.ts';
import { type Recaller, replaced } from './recaller.ts';
import type { Planned } from './scenePlans.ts';

interface Hold {
  readonly session: HubSession;
  readonly title: string;
  steps: readonly RecallStep[];
}

/**
 * A against B: another scene is heard as long as somebody holds on to it, and what was there comes back when they let go or are gone.
 * It is no step of anybody's history. A freeze or a lost link ends it where it is.
 */
export class CompareHold {
  readonly #hub: DeskHub;
  readonly #recaller: Recaller;
  #hold: Hold | undefined;

  constructor(hub: DeskHub, recaller: Recaller) {
    this.#hub = hub;
    this.#recaller = recaller;
  }

  get message() {
    const { session, title = '' } = this.#hold ?? {};
    return { type: 'comparing', by: session?.name ?? null, title } as const;
  }

  /** @returns a sentence if it cannot be done */
  begin(session: HubSession, planned: Planned): string | undefined {
    if (this.#hold) return `${this.#hold.session.name} hears ${this.#hold.title} already.`;
    if (this.#recaller.isBusy) return 'A recall is under way: wait for its end.';
    const hold: Hold = { session, title: planned.title, steps: [] };
    this.#hold = hold;
    const problem = this.#recaller.start({
      title: `Compare with ${planned.title}`,
      by: session.name,
      why: 'recall',
      fade: noFade,
      hardCut: planned.hardCut,
      isPassing: true,
      steps: (desk) => planned.plan(desk).steps,
      begun: (steps) => {
        hold.steps = steps;
      },
    });
    if (problem !== undefined) this.#hold = undefined;
    this.#hub.tellAll(this.message);
    return problem;
  }

  /** Goes back. @returns a sentence if it cannot be done */
  end(session: HubSession): string | undefined {
    const hold = this.#hold;
    if (hold?.session !== session) return undefined;
    this.#hold = undefined;
    this.#hub.tellAll(this.message);
    this.#recaller.stop(replaced);
    if (hold.steps.length === 0) return undefined;
    return this.#recaller.start({
      title: `Back from ${hold.title}`,
      by: session.name,
      why: 'recall',
      fade: noFade,
      hardCut: false,
      steps: ({ state }) => {
        // What others have moved meanwhile is theirs.
        const ours = hold.steps.filter(({ id, from, to }) => {
          const now = state.get(id);
          if (now === from) return false;
          return now === to || (typeof now === 'number' && isBetween(now, Number(from), Number(to)));
        });
        return stepsBack(
          state,
          ours.map(({ id, from }) => ({ id, value: from })),
        );
      },
    });
  }

  /** A panic has pulled these down: letting go does not bring them back. */
  pulledDown(ids: readonly ParamId[]): void {
    if (this.#hold) this.#hold.steps = this.#hold.steps.filter(({ id }) => !ids.includes(id));
  }

  /** Sets do not go to the console any more: it stays as it is. */
  cut(): void {
    if (!this.#hold) return;
    this.#hold = undefined;
    this.#hub.tellAll(this.message);
  }
}

const isBetween = (value: number, one: number, other: number) =>
  value > Math.min(one, other) && value < Math.max(one, other);
