import { formats } from '../../shared/units/format.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';
import type { MixChannel, PerformerMix } from './performerMix.svelte.ts';

/** One level that is another one than before. */
export interface AwayChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** A level in words, with what mutes it. */
function wordsOf({ level, on }: MixChannel): string | undefined {
  if (level.number === undefined) return undefined;
  return on?.value === 0 ? 'muted' : formats.dB.print(level.number);
}

/** What changed in a mix while the page was not connected. */
export class WhileAway {
  /** Empty while there is nothing to tell. */
  changes = $state.raw<readonly AwayChange[]>([]);
  #before: { readonly words: ReadonlyMap<string, string>; readonly desk: unknown } | undefined;
  readonly #mirror: DeskMirror;
  readonly #mix: PerformerMix;

  constructor(mirror: DeskMirror, mix: PerformerMix) {
    this.#mirror = mirror;
    this.#mix = mix;
  }

  /** To be called in an effect: follows the link, keeps what it had before a break and compares after it. */
  follow(): void {
    const desk = this.#mirror.schema;
    if (this.#mirror.linkState === 'lost') {
      this.#before ??= { words: this.#now(), desk };
      return;
    }
    // A link that is open again shows what it had until the desk has been sent anew.
    if (!this.#before || this.#before.desk === desk || !this.#mirror.isLive) return;
    const now = this.#now();
    if (now.size === 0) return;
    const changes: AwayChange[] = [];
    for (const [name, after] of now) {
      const before = this.#before.words.get(name);
      if (before !== undefined && before !== after) changes.push({ name, before, after });
    }
    this.#before = undefined;
    this.changes = changes;
  }

  #now(): Map<string, string> {
    return new Map(
      this.#mix.all.flatMap((channel) => {
        const words = wordsOf(channel);
        return words === undefined ? [] : [[channel.name, words] as const];
      }),
    );
  }

  dismiss(): void {
    this.changes = [];
  }
}
