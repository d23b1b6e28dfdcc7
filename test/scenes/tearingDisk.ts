import { dirname } from 'node:path';
import type { FileLayer } from '../../electron/shows/fileLayer.ts';

/** The computer stopped. */
export class PowerCut extends Error {}

interface Node {
  /** What is certainly on the disk. */
  durable: string;
  /** What programs see. */
  text: string;
}

/** A change of names that is not certainly on the disk yet; `node` undefined takes the name away. */
interface NameChange {
  readonly folder: string;
  readonly names: readonly (readonly [path: string, node: Node | undefined])[];
}

function errorOf(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

/**
 * A disk that keeps its promises and no more. Until a file is synced, any part of what was written may be there after a stop; until
 * a folder is synced, any of its changes of names may, in any order. A rename alone is whole: the old or the new.
 */
export class TearingDisk implements FileLayer {
  readonly #random: () => number;
  #seen = new Map<string, Node>();
  #durable = new Map<string, Node>();
  #pending: NameChange[] = [];
  /** Steps until the power is cut. */
  stepsLeft = Infinity;
  steps = 0;

  /** @param random 0 to below 1: what a stop leaves of what was not certain */
  constructor(random: () => number) {
    this.#random = random;
  }

  #step(): void {
    if (this.stepsLeft-- <= 0) throw new PowerCut('the power is cut');
    this.steps++;
  }

  async read(path: string): Promise<string> {
    const node = this.#seen.get(path);
    if (!node) throw errorOf('ENOENT', path);
    return node.text;
  }

  async list(folder: string): Promise<readonly string[]> {
    const inside = [...this.#seen.keys()].filter((path) => dirname(path) === folder);
    return inside.map((path) => path.slice(folder.length + 1));
  }

  async makeFolder(): Promise<void> {
    this.#step();
  }

  #rename(names: NameChange['names'], folder: string): void {
    this.#pending.push({ folder, names });
    for (const [path, node] of names) {
      if (node) this.#seen.set(path, node);
      else this.#seen.delete(path);
    }
  }

  async create(path: string) {
    this.#step();
    if (this.#seen.has(path)) throw errorOf('EEXIST', path);
    const node: Node = { durable: '', text: '' };
    this.#rename([[path, node]], dirname(path));
    return {
      write: async (text: string) => {
        this.#step();
        node.text += text;
      },
      sync: async () => {
        this.#step();
        node.durable = node.text;
      },
      close: async () => undefined,
    };
  }

  async rename(from: string, to: string): Promise<void> {
    this.#step();
    const node = this.#seen.get(from);
    if (!node) throw errorOf('ENOENT', from);
    this.#rename(
      [
        [from, undefined],
        [to, node],
      ],
      dirname(to),
    );
  }

  async remove(path: string): Promise<void> {
    this.#step();
    if (this.#seen.has(path)) this.#rename([[path, undefined]], dirname(path));
  }

  async syncFolder(folder: string): Promise<void> {
    this.#step();
    this.#pending = this.#pending.filter((change) => {
      if (change.folder !== folder) return true;
      this.#keep(change);
      return false;
    });
  }

  #keep({ names }: NameChange): void {
    for (const [path, node] of names) {
      if (node) this.#durable.set(path, node);
      else this.#durable.delete(path);
    }
  }

  /** The computer starts again: what was not certain is there in part, or not. */
  restart(): void {
    const uncertain = this.#pending.filter(() => this.#random() < 0.5);
    for (let index = uncertain.length - 1; index > 0; index--) {
      const other = Math.floor(this.#random() * (index + 1));
      [uncertain[index], uncertain[other]] = [uncertain[other] as NameChange, uncertain[index] as NameChange];
    }
    for (const change of uncertain) this.#keep(change);
    for (const node of this.#durable.values()) {
      if (node.text !== node.durable) node.text = this.#torn(node);
      node.durable = node.text;
    }
    this.#pending = [];
    this.#seen = new Map(this.#durable);
    this.stepsLeft = Infinity;
  }

  #torn({ text, durable }: Node): string {
    const length = Math.floor(this.#random() * (text.length + 1));
    const kind = this.#random();
    if (kind < 0.3) return durable;
    return kind < 0.7 ? text.slice(0, length) : '\0'.repeat(length) + text.slice(length);
  }
}
