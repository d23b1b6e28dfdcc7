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

const keptPeople = v.array(keptPerson);
const keptMixes = v.array(keptMix);
interface Contents {
  readonly people: v.InferOutput<typeof keptPeople>;
  readonly mixes: v.InferOutput<typeof keptMixes>;
}
const parts = v.object({ people: v.unknown(), mixes: v.unknown() });

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
      const parsed = v.safeParse(parts, JSON.parse(readFileSync(this.#file, 'utf8')));
      if (parsed.success)
        return { people: this.#people(parsed.output.people), mixes: this.#mixes(parsed.output.mixes) };
      this.#warn(`${this.#file} is not understood: everybody has to pair again.`);
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isMissing) this.#warn(`${this.#file} cannot be read: everybody has to pair again.`);
    }
    return { people: [], mixes: [] };
  }

  /** What is wrong in one part takes nothing from the other. */
  #people(part: unknown): Contents['people'] {
    const parsed = v.safeParse(keptPeople, part);
    if (parsed.success) return parsed.output;
    this.#warn(`The people in ${this.#file} are not understood: everybody has to pair again.`);
    return [];
  }

  #mixes(part: unknown): Contents['mixes'] {
    const parsed = v.safeParse(keptMixes, part);
    if (parsed.success) return parsed.output;
    this.#warn(`The mixes in ${this.#file} are not understood: ceilings are 0 dB until they are set again.`);
    return [];
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
