import type { Disposable } from '../../../shared/base/disposable.ts';
import { Emitter } from '../../../shared/base/emitter.ts';
import { emptyShow, type Show } from '../../../shared/scenes/show.ts';

/** A show that can be opened. */
export interface ShowEntry {
  readonly name: string;
  /** Wall-clock ms. */
  readonly savedMs: number;
}

/** Where the open show lives. Names, never paths: what a client says cannot lead out of the folder of shows. */
export interface ShowStore {
  readonly show: Show;
  readonly status: {
    /** What the show is called; empty until it is saved for the first time. */
    readonly name: string;
    readonly isSaved: boolean;
  };
  /** Takes an edited show; it is kept by itself a moment later. */
  edit(show: Show): void;
  /** Calls after each edit, and when another show was opened. */
  onChange(listener: () => void): Disposable;
  /** Calls when another show has taken the place of the open one, before {@link onChange}. */
  onOpened(listener: () => void): Disposable;
  list(): Promise<readonly ShowEntry[]>;
  /** These answer with a sentence if it cannot be done. */
  create(name: string): Promise<string | undefined>;
  open(name: string): Promise<string | undefined>;
  save(name?: string): Promise<string | undefined>;
}

/** A show that is nowhere but in memory: where no folder is given. */
export class MemoryShowStore implements ShowStore {
  show: Show;
  status = { name: '', isSaved: false };
  readonly #changed = new Emitter<void>();
  readonly #opened = new Emitter<void>();

  constructor(show: Show = emptyShow) {
    this.show = show;
  }

  edit(show: Show): void {
    this.show = show;
    this.#changed.emit();
  }

  onChange(listener: () => void): Disposable {
    return this.#changed.on(listener);
  }

  onOpened(listener: () => void): Disposable {
    return this.#opened.on(listener);
  }

  async list(): Promise<readonly ShowEntry[]> {
    return [];
  }

  async create(name: string): Promise<string | undefined> {
    this.show = { ...emptyShow, name };
    this.#opened.emit();
    this.#changed.emit();
    return undefined;
  }

  async open(): Promise<string | undefined> {
    return 'Shows are not kept here.';
  }

  async save(): Promise<string | undefined> {
    return 'Shows are not kept here.';
  }
}
