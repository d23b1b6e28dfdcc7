import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import { printValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import type { JournalReason } from '../../../shared/protocol/journal.ts';
import type { RecallStatus, ReplacedRecall } from '../../../shared/protocol/showMessages.ts';
import type { FadeSettings } from '../../../shared/scenes/fade.ts';
import type { RecallStep } from '../../../shared/scenes/recallPlan.ts';
import type { HubSession } from '../clientSession.ts';
import type { DeskHub } from '../deskHub.ts';
import type { LiveDesk } from '../liveDesk.ts';
import { nameOf } from '../stepLabel.ts';
import { type KeptPlan, keptSteps, type PlanStore } from './planStore.ts';
import { RecallRun, type RunReport } from './recallRun.ts';

/** What is to be done, and for whom. */
export interface RecallOrder {
  /** "Act 2", "Back from Act 2". */
  readonly title: string;
  readonly by: string;
  /** Whose history it goes into; none for what is no step of its own. */
  readonly session?: HubSession;
  readonly why: JournalReason;
  readonly fade: FadeSettings;
  readonly hardCut: boolean;
  /** Works out what to send from the desk as it is at that moment. */
  steps(desk: LiveDesk): readonly RecallStep[];
  /** The plan stays on the disk when it is done: it is going to be taken back. */
  readonly isPassing?: boolean;
  begun?(steps: readonly RecallStep[]): void;
  done?(report: RunReport): void;
}

/** Pages are told of progress this often at most. */
const tellMs = 100;
/** So many missed values are named; the count tells the rest. */
const mostMissed = 500;

/** Runs one recall at a time, keeps its plan on the disk while it runs, and tells everybody how it goes. */
export class Recaller {
  status: RecallStatus | null = null;
  readonly #hub: DeskHub;
  readonly #store: PlanStore | undefined;
  readonly #interrupted: (plan: KeptPlan) => void;
  #run: { readonly run: RecallRun; readonly order: RecallOrder; readonly desk: LiveDesk } | undefined;
  /** The newest order that waits for the disk. */
  #keeping: { readonly order: RecallOrder; readonly total: number; readonly down: Set<ParamId> } | undefined;
  /** The recall whose place the newest one took. */
  #before: ReplacedRecall | undefined;
  #toldMs = -Infinity;

  /** @param interrupted a recall ended before its end: this is its plan */
  constructor(hub: DeskHub, store: PlanStore | undefined, interrupted: (plan: KeptPlan) => void) {
    this.#hub = hub;
    this.#store = store;
    this.#interrupted = interrupted;
  }

  get isBusy(): boolean {
    return this.#run !== undefined || this.#keeping !== undefined;
  }

  /** Whose recall is under way. */
  get session(): HubSession | undefined {
    return this.#run?.order.session;
  }

  /** Begins a recall; one that is under way ends where it is. @returns a sentence if it cannot be begun */
  start(order: RecallOrder): string | undefined {
    const { desk } = this.#hub;
    if (!desk || !this.#hub.isOpen) return this.#hub.safety.closedSentence(`recall of ${order.title}`);
    this.#replace(order);
    const steps = order.steps(desk);
    const plan = this.#planOf(order, desk, steps);
    if (!this.#store || steps.length === 0) {
      this.#begin(order, desk, steps, plan);
      return undefined;
    }
    this.#tell(this.#statusOf(order, 'keeping', steps.length));
    this.#keep(order, desk, steps, plan, this.#store);
    return undefined;
  }

  /**
   * A recall that is under way ends where it is: the new one starts from there. Its person hears of it, and its step of the history
   * says what it left, so that it can be taken back after the new one.
   */
  #replace(order: RecallOrder): void {
    this.#before = undefined;
    const waiting = this.#keeping;
    this.#keeping = undefined;
    const old = this.#run?.order ?? waiting?.order;
    if (waiting) {
      const { title, by } = waiting.order;
      this.#before = { title, by, landed: 0, between: 0, total: waiting.total };
    }
    this.#run?.run.stop(replaced);
    if (!this.#before || !old?.session || old.session === order.session) return;
    const { title, landed, total } = this.#before;
    old.session.problem(`${title} ended at ${landed} of ${total} values: ${order.by} began ${order.title}.`);
  }

  /** @param down what a panic has pulled down since it was asked for */
  #keep(
    order: RecallOrder,
    desk: LiveDesk,
    steps: readonly RecallStep[],
    plan: KeptPlan,
    store: PlanStore,
    down = new Set<ParamId>(),
  ): void {
    const mine = { order, total: steps.length, down };
    this.#keeping = mine;
    const go = () => {
      if (this.#keeping !== mine) return;
      this.#keeping = undefined;
      if (this.#hub.desk !== desk || !this.#hub.isOpen) {
        this.#tell({ ...this.#statusOf(order, 'ended', steps.length), why: 'sets do not go to the console any more' });
        return;
      }
      // A hand may have been quicker than the disk: what is on it must be what is done.
      const isAsPlanned = steps.every(({ id, from }) => desk.state.get(id) === from);
      if (isAsPlanned) this.#begin(order, desk, steps, plan, down);
      else {
        const again = order.steps(desk);
        this.#keep(order, desk, again, this.#planOf(order, desk, again), store, down);
      }
    };
    store.keep(plan).then(go, (error: Error) => {
      this.#hub.tellAll({
        type: 'problem',
        message: `The plan of the recall cannot be kept on the disk (${error.message}); it runs all the same, but could not be continued after a crash.`,
      });
      go();
    });
  }

  #planOf(order: RecallOrder, desk: LiveDesk, steps: readonly RecallStep[]): KeptPlan {
    const { name, model } = this.#hub.status;
    return {
      title: order.title,
      by: order.by,
      atMs: this.#hub.wallMs(),
      desk: { name, model, schemaHash: desk.schema.hash },
      steps: keptSteps(desk.schema, steps),
    };
  }

  #begin(
    order: RecallOrder,
    desk: LiveDesk,
    steps: readonly RecallStep[],
    plan: KeptPlan,
    down: ReadonlySet<ParamId> = new Set(),
  ): void {
    const hub = this.#hub;
    const gesture = hub.nextGesture();
    const { session, by, why } = order;
    hub.journal.event(by, `recall: ${order.title} (${steps.length} values)`);
    const meant = steps
      .filter(({ isRepeat }) => !isRepeat)
      .map(({ id, from, to }) => ({ id, before: from, after: to }));
    if (session && meant.length > 0) {
      session.history.record(meant, { atMs: hub.wallMs(), gesture, label: order.title });
      hub.tellHistory(session);
    }
    order.begun?.(steps);
    const run: RecallRun = new RecallRun(
      {
        steps,
        fade: order.fade,
        hardCut: order.hardCut,
        cause: { by, why, gesture, taken: (id) => run.touched([id]) },
      },
      {
        desk,
        nowMs: () => hub.nowMs(),
        after: (delayMs, action) => hub.after(delayMs, action),
        isOpen: () => hub.isOpen && hub.desk === desk,
        isKeptDown: (id) => hub.safety.isKeptDown(id),
        progressed: () => this.#progressed(),
        done: (report) => this.#done(order, desk, gesture, plan, report),
      },
    );
    this.#run = { run, order, desk };
    this.#tell(this.#statusOf(order, 'running', steps.length));
    // Asked for during a panic, a rise does not wait for its end: releasing moves nothing.
    const isHeldDown = ({ id, from, to }: RecallStep) => hub.safety.isKeptDown(id) && !(to < from);
    run.pulledDown([...down, ...steps.filter(isHeldDown).map(({ id }) => id)]);
    run.begin();
    hub.scheduleFlush();
  }

  #done(order: RecallOrder, desk: LiveDesk, gesture: number, plan: KeptPlan, report: RunReport): void {
    const run = this.#run?.run;
    this.#run = undefined;
    const { session } = order;
    if (session) {
      session.history.settle(gesture, leftOf(desk, report, run?.steps ?? []));
      this.#hub.tellHistory(session);
    }
    const missed = [...report.missed];
    const { title, by } = order;
    const { landed, between, total } = report;
    if (report.why !== '') {
      const onTheWay = between === 0 ? '' : `, ${between} on their way`;
      this.#hub.journal.event(by, `recall ended: ${title}, ${landed} of ${total} applied${onTheWay}, ${report.why}`);
    }
    this.#tell({
      ...this.#statusOf(order, report.why === '' ? 'done' : 'ended', report.total),
      landed,
      between,
      missed: missed.slice(0, mostMissed).map(([id, why]) => {
        const address = desk.schema.addressOf(id);
        const step = run?.steps.find((each) => each.id === id);
        const wanted = step ? printValue(desk.schema.specOf(id), step.to) : '';
        return { id, address, title: nameOf(address, desk.state), wanted, why };
      }),
      why: report.why,
      tookMs: report.tookMs,
    });
    if (report.why === replaced) this.#before = { title, by, landed, between, total };
    if (report.why === '' && !order.isPassing) this.drop();
    else if (report.why !== '' && report.why !== replaced) this.#interrupted(plan);
    order.done?.(report);
  }

  /** The plan on the disk is not needed any more. */
  drop(): void {
    this.#store?.drop().catch((error: Error) => {
      this.#hub.tellAll({ type: 'problem', message: `The plan of a recall cannot be removed: ${error.message}.` });
    });
  }

  stop(why: string): void {
    this.#keeping = undefined;
    this.#run?.run.stop(why);
  }

  // ---- what happens meanwhile ------------------------------------------------------------------------------------------

  reported(changes: Parameters<RecallRun['reported']>[0]): void {
    this.#run?.run.reported(changes);
  }

  touched(ids: readonly ParamId[]): void {
    this.#run?.run.touched(ids);
  }

  /** A panic has pulled these down: no recall that was asked for before raises them again. */
  pulledDown(ids: readonly ParamId[]): void {
    for (const id of ids) this.#keeping?.down.add(id);
    this.#run?.run.pulledDown(ids);
  }

  #progressed(): void {
    const running = this.#run;
    if (!running || running.run.state === 'over' || this.#hub.nowMs() - this.#toldMs < tellMs) return;
    const { run, order } = running;
    this.#tell({
      ...this.#statusOf(order, run.state === 'verifying' ? 'verifying' : 'running', run.steps.length),
      landed: run.landed,
      tookMs: run.tookMs,
    });
  }

  #statusOf({ title, by }: RecallOrder, state: RecallStatus['state'], total: number): RecallStatus {
    const before = this.#before ? { before: this.#before } : {};
    return { title, by, state, total, landed: 0, between: 0, missed: [], why: '', tookMs: 0, ...before };
  }

  #tell(status: RecallStatus): void {
    this.#toldMs = this.#hub.nowMs();
    this.status = status;
    this.#hub.tellAll({ type: 'recall', recall: status });
  }
}

export const replaced = 'another recall began';

/** What a recall left where it did not get to its end. */
function leftOf(
  desk: LiveDesk,
  { missed }: RunReport,
  steps: readonly RecallStep[],
): ReadonlyMap<ParamId, ParamValue | undefined> {
  const from = new Map(steps.map((step) => [step.id, step.from]));
  return new Map(
    Array.from(missed, ([id, why]) => {
      const now = desk.meant(id);
      // Where a panic has pulled it is the panic's: taking the recall back does not raise it.
      return [id, now === from.get(id) || why === 'kept down' ? undefined : now];
    }),
  );
}
