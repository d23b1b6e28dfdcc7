import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { cueMix } from '../../shared/protocol/remoteMessages.ts';
import { roles } from '../../shared/protocol/roles.ts';

const address = v.pipe(v.string(), v.maxLength(100));

const keptPerson = v.object({
  id: v.pipe(v.string(), v.maxLength(40)),
  name: v.pipe(v.string(), v.maxLength(60)),
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

const contents = v.object({
  people: v.fallback(v.array(keptPerson), []),
  mixes: v.fallback(v.array(keptMix), []),
});
type Contents = v.InferOutput<typeof contents>;

/**
 * People who are paired and the mixes that they have, in a file beside the settings. It holds hashes of tokens, which let nobody in;
 * a file that cannot be read gives nobody a right.
 */
export class PeopleFile {
  readonly #file: string;
  readonly #warn: (message: string) => void;
  #contents: Contents;

  constructor(file: string, warn: (message: string) => void) {
    this.#file = file;
    this.#warn = warn;
    this.#contents = this.#read();
  }

  #read(): Contents {
    try {
      const parsed = v.safeParse(contents, JSON.parse(readFileSync(this.#file, 'utf8')));
      if (parsed.success) return parsed.output;
      this.#warn(`${this.#file} is not understood: everybody has to pair again.`);
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isMissing) this.#warn(`${this.#file} cannot be read: everybody has to pair again.`);
    }
    return { people: [], mixes: [] };
  }

  loadPeople(): Contents['people'] {
    return this.#contents.people;
  }

  loadMixes(): Contents['mixes'] {
    return this.#contents.mixes;
  }

  savePeople(people: readonly Contents['people'][number][]): void {
    this.#save({ ...this.#contents, people: [...people] });
  }

  saveMixes(mixes: readonly Contents['mixes'][number][]): void {
    this.#save({ ...this.#contents, mixes: [...mixes] });
  }

  #save(kept: Contents): void {
    this.#contents = kept;
    const draft = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(draft, `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600 });
      renameSync(draft, this.#file);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#warn(`Paired people and mixes are not kept beyond this run: ${this.#file} cannot be written (${why}).`);
    }
  }
}
