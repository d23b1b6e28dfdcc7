import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { cueMix } from '../../shared/protocol/remoteMessages.ts';
import { roles } from '../../shared/protocol/roles.ts';
import { address } from '../../shared/scenes/limits.ts';

/** Earlier versions gave ids that no show takes. */
const personId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,40}$/),
  v.transform((id) => (/^[-_]/.test(id) ? `p${id}` : id)),
);

const keptPerson = v.object({
  id: personId,
  name: v.pipe(v.string(), v.maxLength(80)),
  role: v.picklist(roles),
  busses: v.pipe(v.array(address), v.maxLength(64)),
  tokenHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  expiresMs: v.pipe(v.number(), v.finite()),
});

const keptMix = v.object({
  ...cueMix.entries,
  /** Levels by address; off is `null`. */
  soundcheck: v.exactOptional(v.record(address, v.nullable(v.pipe(v.number(), v.finite())))),
});

const keptPeople = v.array(keptPerson);
const keptMixes = v.array(keptMix);
type People = v.InferOutput<typeof keptPeople>;
type Mixes = v.InferOutput<typeof keptMixes>;

/** What an earlier version kept here that has its place in the show now. */
export interface OldPeople {
  readonly people: People;
  readonly mixes: Mixes;
}

const parts = v.object({ people: v.unknown(), mixes: v.exactOptional(v.unknown()) });

/**
 * Who is paired, in a file beside the settings: on this computer alone, as a show is handed around. It holds hashes of tokens, which
 * let nobody in; a file that cannot be read gives nobody a right.
 */
export class PeopleFile {
  readonly #file: string;
  readonly #warn: (message: string) => void;
  #people: People = [];
  #oldMixes: Mixes | undefined;

  constructor(file: string, warn: (message: string) => void) {
    this.#file = file;
    this.#warn = warn;
    this.#read();
  }

  #read(): void {
    try {
      const parsed = v.safeParse(parts, JSON.parse(readFileSync(this.#file, 'utf8')));
      if (!parsed.success) {
        this.#warn(`${this.#file} is not understood: everybody has to pair again.`);
        return;
      }
      const { people, mixes } = parsed.output;
      this.#people = this.#peopleOf(people);
      if (mixes !== undefined) this.#oldMixes = this.#mixesOf(mixes);
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isMissing) this.#warn(`${this.#file} cannot be read: everybody has to pair again.`);
    }
  }

  /** What is wrong in one part takes nothing from the other. */
  #peopleOf(part: unknown): People {
    const parsed = v.safeParse(keptPeople, part);
    if (parsed.success) return parsed.output;
    this.#warn(`The people in ${this.#file} are not understood: everybody has to pair again.`);
    return [];
  }

  #mixesOf(part: unknown): Mixes {
    const parsed = v.safeParse(keptMixes, part);
    if (parsed.success) return parsed.output;
    this.#warn(`The mixes in ${this.#file} are not understood: ceilings are 0 dB until they are set again.`);
    return [];
  }

  load(): People {
    return this.#people;
  }

  save(people: readonly People[number][]): void {
    this.#people = [...people];
    this.#write();
  }

  /** What the show should take over; `undefined` if nothing is left of an earlier version. */
  get old(): OldPeople | undefined {
    return this.#oldMixes && { people: this.#people, mixes: this.#oldMixes };
  }

  /** The show has it on disk: it is not offered again. */
  forgetOld(): void {
    if (!this.#oldMixes) return;
    this.#oldMixes = undefined;
    this.#write();
  }

  #write(): void {
    const mixes = this.#oldMixes;
    const kept = { people: this.#people, ...(mixes && { mixes }) };
    const draft = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(draft, `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600 });
      renameSync(draft, this.#file);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#warn(`Who is paired is not kept beyond this run: ${this.#file} cannot be written (${why}).`);
    }
  }
}
