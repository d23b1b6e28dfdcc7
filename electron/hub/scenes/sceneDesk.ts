import type { DeskDiff } from '../../../shared/desk/diff.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import type { ConnectionStatus } from '../../../shared/protocol/connection.ts';
import type { ClientMessage, ServerMessage } from '../../../shared/protocol/messages.ts';
import type { Agreement, CurrentScene } from '../../../shared/protocol/showMessages.ts';
import type { Cue } from '../../../shared/scenes/cueList.ts';
import { sceneOf } from '../../../shared/scenes/showEdits.ts';
import type { HubSession } from '../clientSession.ts';
import type { DeskHub } from '../deskHub.ts';
import type { HubFeature } from '../feature.ts';
import type { Reversal } from '../undo.ts';
import { CompareHold } from './compareHold.ts';
import { type CueOutlet, CueRunner } from './cueRunner.ts';
import { FileDesk } from './fileDesk.ts';
import { GoGuard, ignoredSentence } from './goGuard.ts';
import { InterruptedRecall } from './interruptedRecall.ts';
import { keptOf, purposesOf } from './keptPurposes.ts';
import { OwnScenes } from './ownScenes.ts';
import type { PlanStore } from './planStore.ts';
import { PreviewDesk } from './previewDesk.ts';
import { needsOf } from './previews.ts';
import { Recaller, replaced } from './recaller.ts';
import { RecallReversal } from './recallReversal.ts';
import { editFor, isEditMessage } from './sceneEdits.ts';
import { SceneFiles, type SceneFormats } from './sceneFiles.ts';
import { type Planned, type RecallChoice, ScenePlans } from './scenePlans.ts';
import { ShowDesk } from './showDesk.ts';
import { MemoryShowStore, type ShowStore } from './showStore.ts';

export interface SceneDeskOptions {
  /** Where the show lives; in memory if left out. */
  readonly store?: ShowStore;
  /** Where plans are kept while a recall runs; nowhere if left out. */
  readonly plans?: PlanStore;
  readonly formats?: SceneFormats;
  /** Who sends cues' messages to other apparatus. */
  readonly outlet?: CueOutlet;
}

type Asked<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>;

/** Yeses of somebody who has no page to look at a preview: what was put into a cue list or on a button is meant. */
const meantByItself: readonly Agreement[] = ['rises', 'unmutes'];
const noOutlet: CueOutlet = { send: () => 'There is nothing here that sends MIDI or OSC.' };

/** The show on the hub: scenes, previews, recalls, cues. Nothing is sent to the console by opening, editing or looking. */
export class SceneDesk implements HubFeature {
  readonly show: ShowDesk;
  readonly cues: CueRunner;
  readonly recaller: Recaller;
  readonly #hub: DeskHub;
  readonly #guard = new GoGuard();
  readonly #plans: ScenePlans;
  readonly #files: SceneFiles;
  readonly #fileDesk: FileDesk;
  readonly #own: OwnScenes;
  readonly #previews: PreviewDesk;
  readonly #compare: CompareHold;
  readonly #interrupted: InterruptedRecall;
  readonly #reversal: RecallReversal;
  #current: CurrentScene | null = null;

  constructor(hub: DeskHub, { store, plans, formats, outlet }: SceneDeskOptions = {}) {
    this.#hub = hub;
    this.show = new ShowDesk(
      hub,
      store ?? new MemoryShowStore(),
      () => this.#showChanged(),
      () => this.#opened(),
    );
    this.#files = new SceneFiles(formats);
    this.#plans = new ScenePlans(hub, this.show, this.#files);
    this.#fileDesk = new FileDesk(hub, this.show, this.#files, this.#plans);
    this.#own = new OwnScenes(hub);
    this.#previews = new PreviewDesk(hub, this.show, this.#plans);
    this.#interrupted = new InterruptedRecall(hub, plans?.left);
    this.recaller = new Recaller(hub, plans, (plan) => this.#interrupted.set(plan));
    this.#reversal = new RecallReversal(hub, this.recaller);
    this.#compare = new CompareHold(hub, this.recaller);
    this.cues = new CueRunner({
      hub,
      guard: this.#guard,
      outlet: outlet ?? noOutlet,
      cues: () => this.show.show.cues,
      recall: (cue, by, session, agreed) => this.#recallCue(cue, by, session, agreed),
      recallDeskScene: (number, by) => this.#recallDeskScene(number, by),
    });
    hub.kept.onChange(() => this.show.editQuietly((show) => ({ ...show, purposes: purposesOf(hub.kept.all()) })));
    this.#takePurposes();
  }

  // ---- the show ------------------------------------------------------------------------------------------------------

  #opened(): void {
    this.#takePurposes();
    this.cues.startOver();
    this.#setCurrent(null);
  }

  /** What the show says of busses is shown at once; the console is not told of it. */
  #takePurposes(): void {
    this.#hub.kept.replace(keptOf(this.show.show.purposes));
    this.#hub.desk?.takeKept();
  }

  #showChanged(): void {
    this.cues.edited();
    const current = this.#current && sceneOf(this.show.show, this.#current.id);
    if (this.#current && current?.name !== this.#current.name)
      this.#setCurrent(current ? { ...this.#current, name: current.name } : null);
    this.#hub.tellAll({ type: 'show', show: this.show.summary });
  }

  #setCurrent(scene: CurrentScene | null): void {
    this.#current = scene;
    this.#hub.tellAll({ type: 'currentScene', scene });
  }

  // ---- what clients want ---------------------------------------------------------------------------------------------

  greet(session: HubSession): void {
    const messages: readonly ServerMessage[] = [
      { type: 'show', show: this.show.summary },
      { type: 'cues', standing: this.cues.standing },
      { type: 'currentScene', scene: this.#current },
      { type: 'recall', recall: this.recaller.status },
      { type: 'interruptedRecall', interrupted: this.#interrupted.shown },
      this.#compare.message,
    ];
    for (const message of messages) session.send(message);
  }

  handle(session: HubSession, message: ClientMessage): boolean {
    const problem = this.#obey(session, message);
    if (problem === false) return false;
    if (problem !== undefined) session.problem(problem);
    return true;
  }

  /** @returns a sentence if it cannot be done, `false` if it is not for this feature */
  #obey(session: HubSession, message: ClientMessage): string | undefined | false {
    if (isEditMessage(message)) return editFor(this.#hub, this.show, session, message);
    switch (message.type) {
      case 'shows':
      case 'showNew':
      case 'showOpen':
      case 'showSave':
        void this.#obeyFiles(session, message);
        return undefined;
      case 'showUndo':
      case 'showRedo':
        this.#turnShow(session, message.type === 'showUndo' ? 'undo' : 'redo');
        return undefined;
      case 'sceneDifference':
        this.#previews.tellDifference(session, message);
        return undefined;
      case 'scenePreview':
        this.#previews.tell(session, message);
        return undefined;
      case 'sceneRecall':
        return this.#recallFor(session, message);
      case 'recallStop':
        this.recaller.stop(`${session.name} stopped it`);
        return undefined;
      case 'compare':
        return this.#compareFor(session, message);
      case 'interrupted':
        return this.#interrupted.resolve(message.how, this.recaller, session);
      case 'filePart':
        this.#fileDesk.take(session, message);
        return undefined;
      case 'fileImport':
        return this.#fileDesk.import(session, message);
      case 'fileFormats':
        this.#fileDesk.tellFormats(session, message);
        return undefined;
      case 'sceneExport':
        this.#fileDesk.export(session, message);
        return undefined;
      default:
        return this.#obeyCues(session, message);
    }
  }

  #obeyCues(session: HubSession, message: ClientMessage): string | undefined | false {
    switch (message.type) {
      case 'cueGo':
        return this.cues.go(session.name, session);
      case 'cueJump':
        return this.cues.jump(message.id, session.name, session);
      case 'cueBack':
        this.cues.back();
        return undefined;
      case 'cueArm':
        return this.cues.arm(message.id);
      case 'cueStopFollow':
        this.cues.stopFollowing();
        return undefined;
      case 'cueAgree':
        this.#hub.journal.event(
          session.name,
          `second yes for cue ${message.id}: ${message.agreed.join(', ') || 'none'}`,
        );
        this.cues.agree(message.id, message.agreed);
        return undefined;
      case 'deskScenes':
        this.#own.tell(session, message.request);
        return undefined;
      case 'deskSceneRecall':
        return this.#guard.take(this.#hub.nowMs())
          ? this.#recallDeskScene(message.number, session.name)
          : ignoredSentence;
      case 'deskSceneStore':
        return this.#own.store(session, message);
      default:
        return false;
    }
  }

  async #obeyFiles(session: HubSession, message: Asked<'shows' | 'showNew' | 'showOpen' | 'showSave'>): Promise<void> {
    const { type } = message;
    if (type === 'shows') {
      const shows = await this.show.store.list().catch(() => []);
      session.send({ type: 'shows', request: message.request, shows });
      return;
    }
    const name = message.name ?? '';
    this.#hub.journal.event(session.name, `${type} ${name}`.trim());
    await this.show.files((store) => {
      if (type === 'showNew') return store.create(name);
      return type === 'showOpen' ? store.open(name) : store.save(message.name);
    });
  }

  #turnShow(session: HubSession, direction: 'undo' | 'redo'): void {
    const label = this.show.turn(direction);
    if (label !== undefined) this.#hub.journal.event(session.name, `${direction} of show: ${label}`);
  }

  // ---- recalls -------------------------------------------------------------------------------------------------------

  #recallFor(session: HubSession, choice: RecallChoice): string | undefined {
    if (!this.#guard.take(this.#hub.nowMs())) return ignoredSentence;
    const planned = this.#plans.planned(choice);
    if (!planned.ok) return planned.error;
    const needs = this.#missing(planned.value, choice.agreed);
    if (needs.length > 0) {
      session.send({ type: 'recallNeeds', title: planned.value.title, needs });
      return undefined;
    }
    return this.#recall(planned.value, session.name, session);
  }

  /** What has to be agreed to and is not. */
  #missing(planned: Planned, agreed: readonly Agreement[]): readonly Agreement[] {
    const { desk } = this.#hub;
    return desk ? needsOf(planned.plan(desk).steps).filter((need) => !agreed.includes(need)) : [];
  }

  #recall(planned: Planned, by: string, session?: HubSession): string | undefined {
    const { scene, title, fade, hardCut } = planned;
    // Only one recall can be taken up again: an older one that was cut short is left as it is.
    this.#interrupted.set(undefined);
    this.#compare.cut();
    return this.recaller.start({
      title,
      by,
      ...(session ? { session } : {}),
      why: 'recall',
      fade,
      hardCut,
      steps: (desk) => planned.plan(desk).steps,
      begun: () => {
        if (scene) this.#setCurrent({ id: scene.id, name: scene.name, by, atMs: this.#hub.wallMs() });
      },
    });
  }

  #recallCue(cue: Cue, by: string, session: HubSession | undefined, agreed: readonly Agreement[]): string | undefined {
    if (cue.scene === undefined) return undefined;
    const planned = this.#plans.planned({
      source: { from: 'scene', id: cue.scene },
      scope: cue.scope,
      fade: cue.fade,
      agreed: [...agreed, ...meantByItself],
    });
    return planned.ok ? this.#recall(planned.value, by, session) : planned.error;
  }

  #compareFor(session: HubSession, { on, choice }: Asked<'compare'>): string | undefined {
    if (!on) return this.#compare.end(session);
    if (!choice) return 'Nothing was named to compare with.';
    const planned = this.#plans.planned(choice);
    if (!planned.ok) return planned.error;
    const needs = this.#missing(planned.value, choice.agreed);
    if (needs.length === 0) return this.#compare.begin(session, planned.value);
    session.send({ type: 'recallNeeds', title: planned.value.title, needs });
    return undefined;
  }

  // ---- what surfaces want --------------------------------------------------------------------------------------------

  /** Names of scenes in their order. */
  names(): readonly string[] {
    return this.show.show.scenes.map(({ name }) => name);
  }

  /** The next cue. @returns a sentence if it cannot be run */
  go(by: string): string | undefined {
    return this.cues.go(by);
  }

  back(_by: string): string | undefined {
    this.cues.back();
    return undefined;
  }

  /** Recalls a scene by its name or id, without what needs a second yes. @returns a sentence if it cannot be done */
  recall(name: string, by: string): string | undefined {
    const scene = sceneOf(this.show.show, name) ?? this.show.show.scenes.find((each) => each.name === name);
    if (!scene) return `There is no scene "${name}".`;
    if (!this.#guard.take(this.#hub.nowMs())) return ignoredSentence;
    const planned = this.#plans.planned({ source: { from: 'scene', id: scene.id }, agreed: meantByItself });
    return planned.ok ? this.#recall(planned.value, by) : planned.error;
  }

  #recallDeskScene(number: number, by: string): string | undefined {
    this.recaller.stop(replaced);
    const problem = this.#own.recall(number, by);
    if (problem === undefined) this.#setCurrent(null);
    return problem;
  }

  // ---- what happens meanwhile ----------------------------------------------------------------------------------------

  left(session: HubSession): void {
    this.#files.left(session);
    const problem = this.#compare.end(session);
    if (problem !== undefined) this.#hub.tellAll({ type: 'problem', message: problem });
  }

  identified(): void {
    this.recaller.stop('another console was connected');
    this.#setCurrent(null);
  }

  connection({ state }: ConnectionStatus): void {
    if (state !== 'live') this.#cut('the link to the console broke');
    this.#interrupted.tell();
  }

  outputChanged(isOpen: boolean): void {
    if (!isOpen) this.#cut('nothing goes to the console any more');
    else this.#interrupted.tell();
  }

  #cut(why: string): void {
    this.recaller.stop(why);
    this.#compare.cut();
    this.cues.stopFollowing();
  }

  reported(changes: DeskDiff): void {
    this.recaller.reported(changes);
  }

  touched(_session: HubSession, ids: readonly ParamId[]): void {
    this.recaller.touched(ids);
    this.cues.stopFollowing();
  }

  pulledDown(ids: readonly ParamId[]): void {
    this.recaller.pulledDown(ids);
    this.#compare.pulledDown(ids);
    this.cues.stopFollowing();
  }

  takingBack(session: HubSession): void {
    this.#reversal.takingBack(session);
  }

  takeBack(session: HubSession, reversal: Reversal, direction: 'undo' | 'redo'): boolean {
    return this.#reversal.takeBack(session, reversal, direction);
  }

  dispose(): void {
    this.recaller.stop('Omnibus was closed');
    this.cues.dispose();
  }
}
