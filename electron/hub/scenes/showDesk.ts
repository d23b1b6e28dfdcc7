import type { ShowSummary } from '../../../shared/protocol/showMessages.ts';
import type { Show } from '../../../shared/scenes/show.ts';
import type { DeskHub } from '../deskHub.ts';
import type { ShowStore } from './showStore.ts';

/** Edits of the show that can be taken back. */
const mostEdits = 200;

interface Edit {
  readonly label: string;
  readonly show: Show;
}

/** The open show with its own undo: every edit makes another show, and the one before is kept. */
export class ShowDesk {
  readonly store: ShowStore;
  readonly #hub: DeskHub;
  readonly #changed: () => void;
  #undo: Edit[] = [];
  #redo: Edit[] = [];
  #problem = '';

  /** @param opened another show was opened, or is there for the first time */
  constructor(hub: DeskHub, store: ShowStore, changed: () => void, opened: () => void) {
    this.#hub = hub;
    this.store = store;
    this.#changed = changed;
    // Edits of the show before cannot be taken back in another one.
    store.onOpened(() => {
      this.#undo = [];
      this.#redo = [];
      opened();
    });
    store.onChange(changed);
  }

  get show(): Show {
    return this.store.show;
  }

  /** @throws what the edit throws; then nothing changes */
  edit(by: string, label: string, change: (show: Show) => Show): void {
    const before = this.show;
    const after = change(before);
    if (after === before) return;
    this.#undo.push({ label, show: before });
    if (this.#undo.length > mostEdits) this.#undo.shift();
    this.#redo = [];
    this.#hub.journal.event(by, `show: ${label}`);
    this.store.edit(after);
  }

  /** An edit that is no step of its own: values that the app keeps for the desk. */
  editQuietly(change: (show: Show) => Show): void {
    const after = change(this.show);
    if (after !== this.show) this.store.edit(after);
  }

  /** Takes the last edit back, or does it again. @returns its label */
  turn(direction: 'undo' | 'redo'): string | undefined {
    const [from, to] = direction === 'undo' ? [this.#undo, this.#redo] : [this.#redo, this.#undo];
    const step = from.pop();
    if (!step) return undefined;
    to.push({ label: step.label, show: this.show });
    // What is no step of its own is never taken back with another edit: who was sent away would be let in, the file's name would change.
    const { people, purposes, name } = this.show;
    this.store.edit({ ...step.show, people, purposes, name });
    return step.label;
  }

  /** Does something with the store's files; what goes wrong is shown with the show. */
  async files(action: (store: ShowStore) => Promise<string | undefined>): Promise<void> {
    try {
      this.#problem = (await action(this.store)) ?? '';
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
    }
    this.#changed();
  }

  get summary(): ShowSummary {
    const { show, store } = this;
    const { name, isSaved } = store.status;
    return {
      name: show.name,
      file: name === '' ? null : name,
      isSaved,
      problem: this.#problem,
      scope: show.scope ?? null,
      safes: show.safes,
      scenes: show.scenes.map(({ values: _values, foreignLines: _lines, ...about }) => about),
      kept: show.kept.map(({ id, name: title, keptMs }) => ({ id, name: title, keptMs })),
      cues: show.cues,
      undo: this.#undo.at(-1)?.label ?? null,
      redo: this.#redo.at(-1)?.label ?? null,
    };
  }
}
