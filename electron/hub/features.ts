import type { DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import type { ConnectionStatus } from '../../shared/protocol/connection.ts';
import type { ClientMessage } from '../../shared/protocol/messages.ts';
import type { HubSession } from './clientSession.ts';
import type { HubFeature } from './feature.ts';
import type { Reversal } from './undo.ts';

/** The parts of the app that were added to the hub, as one: each is told in the order in which it came. */
export class Features {
  readonly #all: HubFeature[] = [];

  add(feature: HubFeature): void {
    this.#all.push(feature);
  }

  /** Gives a client's message to the feature that it is for. */
  obey(session: HubSession, message: ClientMessage): void {
    const isTaken = this.#all.some((feature) => feature.handle(session, message));
    if (!isTaken) session.problem(`"${message.type}" is not available here.`);
  }

  greet(session: HubSession): void {
    for (const feature of this.#all) feature.greet?.(session);
  }

  left(session: HubSession): void {
    for (const feature of this.#all) feature.left?.(session);
  }

  identified(): void {
    for (const feature of this.#all) feature.identified?.();
  }

  /** @param status asked for by each, as one of them may change it for those after it; so it is with `isOpen` */
  connection(status: () => ConnectionStatus): void {
    for (const feature of this.#all) feature.connection?.(status());
  }

  reported(changes: DeskDiff): void {
    for (const feature of this.#all) feature.reported?.(changes);
  }

  touched(session: HubSession, ids: readonly ParamId[]): void {
    for (const feature of this.#all) feature.touched?.(session, ids);
  }

  pulledDown(ids: readonly ParamId[]): void {
    for (const feature of this.#all) feature.pulledDown?.(ids);
  }

  outputChanged(isOpen: () => boolean): void {
    for (const feature of this.#all) feature.outputChanged?.(isOpen());
  }

  /** Lets the features bring to rest what is on its way for a client. */
  takingBack(session: HubSession): void {
    for (const feature of this.#all) feature.takingBack?.(session);
  }

  /** @returns whether a feature takes care of this step */
  takeBack(session: HubSession, reversal: Reversal, direction: 'undo' | 'redo'): boolean {
    return this.#all.some((feature) => feature.takeBack?.(session, reversal, direction) ?? false);
  }

  dispose(): void {
    for (const feature of this.#all) feature.dispose?.();
  }
}
