import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import type { JournalEntry, JournalFilter, JournalFormat } from '../../shared/protocol/journal.ts';
import type { ClientSays, ServerMessage } from '../../shared/protocol/messages.ts';
import type { ReplayStatus } from '../../shared/protocol/replayMessages.ts';
import {
  type OutputStatus,
  openOutput,
  type PanicStatus,
  type RestoreChange,
  type UndoStep,
} from '../../shared/protocol/trust.ts';

/** A page of the journal, newest first. */
export interface JournalPage {
  readonly entries: readonly JournalEntry[];
  /** Older ones match too: ask again with `beforeId` of the last entry. */
  readonly more: boolean;
}

/** The desk as it was; `atMs` is the time that could be had. */
export interface DeskAt {
  readonly atMs: number;
  readonly values: ReadonlyMap<ParamId, ParamValue>;
}

export interface RestorePreview {
  readonly atMs: number;
  readonly changes: readonly RestoreChange[];
}

export interface ExportedJournal {
  readonly fileName: string;
  readonly text: string;
  /** Older changes that did not fit; the command line exports them all. */
  readonly left: number;
}

/** A set that the app takes only with a second yes. */
export interface ConfirmQuestion {
  readonly id: ParamId;
  readonly value: number;
  readonly question: string;
}

/** Which values of which time: `ids` narrows it to some of a preview, guarded ones come only with `guarded`. */
export interface RestoreChoice {
  readonly atMs: number;
  readonly strip?: string;
  readonly ids?: readonly ParamId[];
  readonly guarded?: boolean;
}

interface Waiting {
  settle(answer: Answer): void;
  fail(error: Error): void;
}
type Answer = Extract<ServerMessage, { request: number }>;
type AnswerOf<Type extends Answer['type']> = Extract<Answer, { type: Type }>;
type Asking = Extract<ClientSays, { request: number }>;

/** What the page knows and asks of the app beside the values themselves: freeze, panic, proof that values landed, the journal. */
export class DeskTrust {
  output = $state.raw<OutputStatus>(openOutput);
  panic = $state.raw<PanicStatus | null>(null);
  /** Values that the console was asked for in vain. */
  unconfirmed = $state.raw<readonly ParamId[]>([]);
  /** This client's own steps, newest first, while {@link watchSteps} is on. */
  steps = $state.raw<{ readonly done: readonly UndoStep[]; readonly undone: readonly UndoStep[] }>({
    done: [],
    undone: [],
  });
  /** Questions that wait for a yes or no, oldest first. */
  questions = $state.raw<readonly ConfirmQuestion[]>([]);
  /** A stretch of the journal that is played on the emulated console; `null` while none is. */
  replay = $state.raw<ReplayStatus>(null);
  /** When the console was read on connecting, in wall-clock ms: {@link restore} to that time puts back the desk as found. */
  asFoundMs = $state.raw<number | null>(null);

  readonly #send: (message: ClientSays) => void;
  readonly #waiting = new Map<number, Waiting>();
  #request = 0;
  #stepUsers = 0;

  constructor(send: (message: ClientSays) => void) {
    this.#send = send;
  }

  /** Whether sets go to the console. */
  get isOpen(): boolean {
    return this.output.state === 'open';
  }

  freeze(): void {
    this.#send({ type: 'freeze', on: true });
  }

  /** Ends a freeze: what was wanted is read first, then sets go again. */
  unfreeze(): void {
    this.#send({ type: 'freeze', on: false });
  }

  /** Fades outputs down at once and keeps them down. @param strips the mains if left out */
  startPanic(strips?: readonly string[]): void {
    this.#send({ type: 'panic', on: true, ...(strips && { strips: [...strips] }) });
  }

  /** Lets the outputs be raised again; restores nothing by itself. */
  endPanic(): void {
    this.#send({ type: 'panic', on: false });
  }

  /** Sends unconfirmed values again: these, or all. */
  retry(ids?: readonly ParamId[]): void {
    this.#send({ type: 'retry', ...(ids && { ids: [...ids] }) });
  }

  /** Yes to a question. */
  confirm(question: ConfirmQuestion): void {
    this.decline(question);
    this.#send({ type: 'confirm', id: question.id, value: question.value });
  }

  decline(question: ConfirmQuestion): void {
    this.questions = this.questions.filter((each) => each !== question);
  }

  /** Asks for the list of own steps as long as somebody shows it. @returns a function that ends it. */
  useSteps(): () => void {
    if (this.#stepUsers++ === 0) this.#send({ type: 'steps', on: true });
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      if (--this.#stepUsers === 0) this.#send({ type: 'steps', on: false });
    };
  }

  /** Newest changes first. @throws if the connection ends before the answer, as all that ask here. */
  async journal(filter: JournalFilter = {}, beforeId?: number, limit = 100): Promise<JournalPage> {
    const request = this.#next();
    return this.#ask('journal', {
      type: 'journal',
      request,
      filter,
      limit,
      ...(beforeId !== undefined && { beforeId }),
    });
  }

  /** The desk, or one strip, as it was. */
  async deskAt(atMs: number, strip?: string): Promise<DeskAt> {
    const answer = await this.#ask('deskAt', { type: 'deskAt', request: this.#next(), atMs, ...(strip && { strip }) });
    const values = new Map<ParamId, ParamValue>(answer.numbers);
    for (const [id, text] of answer.texts) values.set(id, text);
    return { atMs: answer.atMs, values };
  }

  async previewRestore(atMs: number, strip?: string): Promise<RestorePreview> {
    const request = this.#next();
    return this.#ask('restorePreview', { type: 'restorePreview', request, atMs, ...(strip && { strip }) });
  }

  /** Puts back what was, as one step of the own history. */
  restore({ ids, ...choice }: RestoreChoice): void {
    this.#send({ type: 'restore', ...choice, ...(ids && { ids: [...ids] }) });
  }

  /** Plays what changed in a stretch of time on the emulated console. */
  playStretch(stretch: { readonly fromMs: number; readonly toMs: number; readonly speed: number }): void {
    this.#send({ type: 'replay', ...stretch });
  }

  endReplay(): void {
    this.#send({ type: 'endReplay' });
  }

  async exportJournal(format: JournalFormat, filter: JournalFilter = {}): Promise<ExportedJournal> {
    return this.#ask('exported', { type: 'export', request: this.#next(), format, filter });
  }

  #next(): number {
    return ++this.#request;
  }

  #ask<Type extends Answer['type']>(type: Type, message: Asking): Promise<AnswerOf<Type>> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.request, {
        settle: (answer) => {
          if (answer.type === type) resolve(answer as AnswerOf<Type>);
          else reject(new Error(`The app answered ${answer.type} instead of ${type}`));
        },
        fail: reject,
      });
      this.#send(message);
    });
  }

  /** The page is connected to the app. */
  opened(): void {
    if (this.#stepUsers > 0) this.#send({ type: 'steps', on: true });
  }

  /** The page has lost the app: what it said counts no more. */
  closed(): void {
    this.questions = [];
    this.steps = { done: [], undone: [] };
    this.unconfirmed = [];
    this.replay = null;
    for (const { fail } of this.#waiting.values()) fail(new Error('The connection to the app ended.'));
    this.#waiting.clear();
  }

  /** Takes a message of the app. @returns whether it was one of these. */
  receive(message: ServerMessage): boolean {
    switch (message.type) {
      case 'output':
        this.output = message.output;
        return true;
      case 'panic':
        this.panic = message.panic;
        return true;
      case 'unconfirmed':
        this.unconfirmed = message.ids;
        return true;
      case 'steps':
        this.steps = { done: message.done, undone: message.undone };
        return true;
      case 'confirm': {
        const others = this.questions.filter(({ id }) => id !== message.id);
        this.questions = [...others, { id: message.id, value: message.value, question: message.question }];
        return true;
      }
      case 'replay':
        this.replay = message.replay;
        return true;
      case 'asFound':
        this.asFoundMs = message.atMs;
        return true;
      case 'journal':
      case 'deskAt':
      case 'restorePreview':
      case 'exported':
        this.#waiting.get(message.request)?.settle(message);
        this.#waiting.delete(message.request);
        return true;
      default:
        return false;
    }
  }
}
