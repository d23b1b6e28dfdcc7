import type { Landing } from '../../../shared/desk/landing.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';

/** What happened in a run: a hand wanted a value, the desk took one, a page showed one. */
export type Entry =
  | {
      readonly atMs: number;
      readonly what: 'wanted' | 'desk';
      readonly who: string;
      readonly id: ParamId;
      readonly value: ParamValue;
    }
  | {
      readonly atMs: number;
      readonly what: 'shown';
      readonly who: string;
      readonly id: ParamId;
      readonly value: ParamValue | undefined;
      readonly landing: Landing;
    };

/** How long a value took that was wanted until it was shown as landed. */
export interface Confirmation {
  readonly id: ParamId;
  readonly atMs: number;
  readonly tookMs: number;
}

/** Everything that happened in a run, in order. */
export class History {
  readonly entries: Entry[] = [];
  readonly #shown = new Map<string, string>();

  wanted(atMs: number, who: string, id: ParamId, value: ParamValue): void {
    this.entries.push({ atMs, what: 'wanted', who, id, value });
  }

  desk(atMs: number, who: string, id: ParamId, value: ParamValue): void {
    this.entries.push({ atMs, what: 'desk', who, id, value });
  }

  /** Noted only when it differs from what that page showed before. */
  shown(atMs: number, who: string, id: ParamId, value: ParamValue | undefined, landing: Landing): void {
    const key = `${who} ${id}`;
    const now = `${value} ${landing}`;
    if (this.#shown.get(key) === now) return;
    this.#shown.set(key, now);
    this.entries.push({ atMs, what: 'shown', who, id, value, landing });
  }

  /** How long each last value of a gesture took until the page of the one who wanted it showed it as landed, in ms. */
  confirmations(): Confirmation[] {
    const waiting = new Map<string, { readonly value: ParamValue; readonly atMs: number }>();
    const all: Confirmation[] = [];
    for (const entry of this.entries) {
      const key = `${entry.who} ${entry.id}`;
      // A newer value takes the place of one that has not landed: nobody waits for that any more.
      if (entry.what === 'wanted') waiting.set(key, { value: entry.value, atMs: entry.atMs });
      const wait = entry.what === 'shown' && entry.landing === 'landed' ? waiting.get(key) : undefined;
      if (!wait || wait.value !== (entry.what === 'shown' ? entry.value : undefined)) continue;
      all.push({ id: entry.id, atMs: entry.atMs, tookMs: entry.atMs - wait.atMs });
      waiting.delete(key);
    }
    return all;
  }

  /** Places where a page showed a value of one of these parameters as landed for longer than `travelMs` while the desk had another. */
  falselyLanded(
    ids: ReadonlySet<ParamId>,
    travelMs: number,
    initial: (id: ParamId) => ParamValue | undefined,
  ): string[] {
    const found: string[] = [];
    const desk = new Map<ParamId, ParamValue | undefined>();
    const claims = new Map<
      string,
      { readonly id: ParamId; value: ParamValue | undefined; falseSinceMs: number | undefined }
    >();
    const judge = (key: string, atMs: number) => {
      const claim = claims.get(key);
      if (!claim) return;
      const truth = desk.has(claim.id) ? desk.get(claim.id) : initial(claim.id);
      if (claim.value === truth) {
        if (claim.falseSinceMs !== undefined && atMs - claim.falseSinceMs > travelMs)
          found.push(
            `${key}: ${claim.value} shown as landed for ${atMs - claim.falseSinceMs} ms while the desk had another`,
          );
        claim.falseSinceMs = undefined;
      } else claim.falseSinceMs ??= atMs;
    };
    const end = (key: string, atMs: number) => {
      const claim = claims.get(key);
      if (claim?.falseSinceMs !== undefined && atMs - claim.falseSinceMs > travelMs)
        found.push(
          `${key}: ${claim.value} shown as landed for ${atMs - claim.falseSinceMs} ms, the desk had ${desk.get(claim.id)}`,
        );
      claims.delete(key);
    };
    for (const entry of this.entries) {
      if (!ids.has(entry.id)) continue;
      if (entry.what === 'desk') {
        desk.set(entry.id, entry.value);
        for (const [key, claim] of claims) if (claim.id === entry.id) judge(key, entry.atMs);
      } else if (entry.what === 'shown') {
        const key = `${entry.who} ${entry.id}`;
        end(key, entry.atMs);
        if (entry.landing !== 'landed') continue;
        claims.set(key, { id: entry.id, value: entry.value, falseSinceMs: undefined });
        judge(key, entry.atMs);
      }
    }
    const lastMs = this.entries.at(-1)?.atMs ?? 0;
    for (const key of [...claims.keys()]) end(key, lastMs);
    return found;
  }

  /** The last entries of one parameter, for a person to read. */
  trace(id: ParamId, untilMs = Infinity, count = 30): string {
    return this.entries
      .filter((entry) => entry.id === id && entry.atMs <= untilMs)
      .slice(-count)
      .map(
        (entry) =>
          `${entry.atMs.toFixed(1)} ${entry.who} ${entry.what} ${entry.value} ${entry.what === 'shown' ? entry.landing : ''}`,
      )
      .join('\n');
  }
}

/** The value that `share` (0…1) of the numbers do not exceed. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
