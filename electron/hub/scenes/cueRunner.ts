import type { Disposable } from '../../../shared/base/disposable.ts';
import type { Agreement, CueStanding } from '../../../shared/protocol/showMessages.ts';
import {
  afterEdit,
  arm,
  back,
  type Cue,
  type CueList,
  type CueOutcome,
  type CuePosition,
  cancelFollow,
  firstPosition,
  follow,
  go,
  jump,
  type OutMessage,
} from '../../../shared/scenes/cueList.ts';
import type { HubSession } from '../clientSession.ts';
import type { DeskHub } from '../deskHub.ts';
import { type GoGuard, ignoredSentence } from './goGuard.ts';

/** Who sends a cue's messages to other apparatus. */
export interface CueOutlet {
  /** @returns a sentence if it cannot be sent */
  send(message: OutMessage): string | undefined;
}

export interface CueWorld {
  readonly hub: DeskHub;
  readonly guard: GoGuard;
  readonly outlet: CueOutlet;
  cues(): CueList;
  /** Recalls a cue's scene. @returns a sentence if it cannot be done */
  recall(cue: Cue, by: string, session: HubSession | undefined, agreed: readonly Agreement[]): string | undefined;
  /** Has the console recall one of its own. @returns a sentence if it cannot be done */
  recallDeskScene(number: number, by: string): string | undefined;
}

/** Goes through the cue list: GO, back, jump, arm, and cues that follow by themselves. */
export class CueRunner {
  readonly #world: CueWorld;
  #position: CuePosition;
  #known: CueList;
  readonly #agreed = new Map<string, readonly Agreement[]>();
  #timer: Disposable | undefined;

  constructor(world: CueWorld) {
    this.#world = world;
    this.#known = world.cues();
    this.#position = firstPosition(this.#known);
  }

  get standing(): CueStanding {
    const { current, armed, followAtMs } = this.#position;
    return {
      current: current ?? null,
      armed: armed ?? null,
      followsInMs: followAtMs === undefined ? null : Math.max(0, followAtMs - this.#world.hub.nowMs()),
      agreed: Object.fromEntries(this.#agreed),
    };
  }

  /** Another show: the list stands before its first cue. */
  startOver(): void {
    this.#agreed.clear();
    this.#known = this.#world.cues();
    this.#move(firstPosition(this.#known));
  }

  /** The list may have been edited. What was agreed to for a cue that is another one now does not count any more. */
  edited(): void {
    const cues = this.#world.cues();
    if (cues === this.#known) return;
    const before = new Map(this.#known.map((each) => [each.id, each]));
    for (const each of cues) if (before.get(each.id) !== each) this.#agreed.delete(each.id);
    const isFresh = this.#position.current === undefined && this.#position.armed === undefined;
    const position = isFresh ? firstPosition(cues) : afterEdit(this.#known, cues, this.#position);
    this.#known = cues;
    this.#move(position);
  }

  agree(id: string, agreed: readonly Agreement[]): void {
    this.#agreed.set(id, agreed);
    this.#tell();
  }

  /** Runs the armed cue. @returns a sentence if nothing was run */
  go(by: string, session?: HubSession): string | undefined {
    return this.#step((nowMs) => go(this.#known, this.#position, nowMs), by, session);
  }

  jump(id: string, by: string, session?: HubSession): string | undefined {
    return this.#step((nowMs) => jump(this.#known, this.#position, id, nowMs), by, session);
  }

  back(): void {
    this.#move(back(this.#known, this.#position));
  }

  /** @returns a sentence if there is no such cue */
  arm(id: string): string | undefined {
    const position = arm(this.#known, this.#position, id);
    if (!position) return 'There is no such cue any more.';
    this.#move(position);
    return undefined;
  }

  /** Nothing follows by itself any more: a hand, a freeze, a lost link. */
  stopFollowing(): void {
    if (this.#position.followAtMs !== undefined) this.#move(cancelFollow(this.#position));
  }

  #step(run: (nowMs: number) => CueOutcome, by: string, session: HubSession | undefined): string | undefined {
    const { hub, guard } = this.#world;
    if (!hub.isOpen) return hub.safety.closedSentence('cue');
    const nowMs = hub.nowMs();
    if (!guard.take(nowMs)) return ignoredSentence;
    return this.#take(run(nowMs), by, session);
  }

  #take(outcome: CueOutcome, by: string, session: HubSession | undefined): string | undefined {
    if (!('run' in outcome)) {
      this.#move(outcome.position);
      return outcome.ignored === 'too soon' ? ignoredSentence : `No cue was run: ${outcome.ignored}.`;
    }
    this.#move(outcome.position);
    return this.#run(outcome.run, by, session);
  }

  #run(cue: Cue, by: string, session: HubSession | undefined): string | undefined {
    const { hub, outlet } = this.#world;
    hub.journal.event(by, `cue ${cue.label === '' ? '' : `${cue.label} `}"${cue.name}"`);
    const problems = [
      cue.deskScene === undefined ? undefined : this.#world.recallDeskScene(cue.deskScene, by),
      cue.scene === undefined ? undefined : this.#world.recall(cue, by, session, this.#agreed.get(cue.id) ?? []),
      ...cue.messages.map((message) => outlet.send(message)),
    ].filter((problem) => problem !== undefined);
    return problems.length === 0 ? undefined : `Cue "${cue.name}": ${problems.join(' ')}`;
  }

  #move(position: CuePosition): void {
    this.#position = position;
    this.#timer?.dispose();
    this.#timer = undefined;
    const { hub } = this.#world;
    if (position.followAtMs !== undefined) {
      this.#timer = hub.after(Math.max(0, position.followAtMs - hub.nowMs()), () => this.#follow());
    }
    this.#tell();
  }

  #follow(): void {
    const { hub } = this.#world;
    this.#timer = undefined;
    if (!hub.isOpen) {
      this.stopFollowing();
      return;
    }
    const outcome = follow(this.#known, this.#position, hub.nowMs());
    if (!outcome) {
      this.#move(this.#position);
      return;
    }
    const problem = this.#take(outcome, 'Cue list', undefined);
    if (problem !== undefined) hub.tellAll({ type: 'problem', message: problem });
  }

  #tell(): void {
    this.#world.hub.tellAll({ type: 'cues', standing: this.standing });
  }

  dispose(): void {
    this.#timer?.dispose();
  }
}
