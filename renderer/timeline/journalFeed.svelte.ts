import type { JournalEntry, JournalFilter } from '../../shared/protocol/journal.ts';
import type { DeskTrust, JournalPage } from '../desk/deskTrust.svelte.ts';

const pageSize = 200;
/** What may have happened between two looks at the newest changes. */
const freshSize = 100;

/** Pages of the journal, newest first: older ones when they are wanted, new ones as long as the top is in sight. */
export class JournalFeed {
  entries = $state.raw<readonly JournalEntry[]>([]);
  /** Older changes match too. */
  more = $state.raw(false);
  state = $state.raw<'loading' | 'ready' | 'failed'>('loading');
  /** Newer changes that wait for the list to be scrolled to its top. */
  waiting = $state.raw(0);
  filter = $state.raw<JournalFilter>({});

  readonly #trust: DeskTrust;
  #isFollowing = true;
  /** Answers to a question that is not asked any more are dropped. */
  #turn = 0;
  #isAsking = false;

  constructor(trust: DeskTrust) {
    this.#trust = trust;
  }

  /** Starts anew with another filter. */
  async show(filter: JournalFilter): Promise<void> {
    this.filter = filter;
    this.#turn++;
    this.#isAsking = false;
    this.#isFollowing = true;
    this.waiting = 0;
    this.state = 'loading';
    await this.#ask(undefined, pageSize, (page) => {
      this.entries = page.entries;
      this.more = page.more;
    });
  }

  /** The next older page. */
  async older(): Promise<void> {
    const last = this.entries.at(-1);
    if (!last || !this.more) return;
    await this.#ask(last.id, pageSize, (page) => {
      this.entries = [...this.entries, ...page.entries];
      this.more = page.more;
    });
  }

  /** The newest changes, and what has become of those before. */
  async refresh(): Promise<void> {
    if (this.state !== 'ready') return;
    await this.#ask(undefined, freshSize, (page) => this.#merge(page));
  }

  /** Whether the newest change is in sight: then new ones appear at once. */
  follow(isFollowing: boolean): void {
    if (this.#isFollowing === isFollowing) return;
    this.#isFollowing = isFollowing;
    if (isFollowing) void this.refresh();
  }

  #merge({ entries: fresh, more }: JournalPage): void {
    const newestKnown = this.entries[0]?.id ?? 0;
    const news = fresh.filter(({ id }) => id > newestKnown).length;
    if (!this.#isFollowing) {
      this.waiting = news;
      this.#update(fresh);
      return;
    }
    this.waiting = 0;
    const oldestFresh = fresh.at(-1)?.id ?? 0;
    // A gap: more has happened than was looked at. An app that was started anew counts from 1 again.
    const isApart = (news === fresh.length && more) || (fresh[0]?.id ?? 0) < newestKnown;
    if (isApart) {
      this.entries = fresh;
      this.more = more;
      return;
    }
    if (news === 0) this.#update(fresh);
    else this.entries = [...fresh, ...this.entries.filter(({ id }) => id < oldestFresh)];
  }

  /** Landed since it was last shown. */
  #update(fresh: readonly JournalEntry[]): void {
    const landed = new Map(fresh.filter(({ landedMs }) => landedMs !== null).map((entry) => [entry.id, entry]));
    const isNews = ({ id, landedMs }: JournalEntry) => landedMs === null && landed.has(id);
    if (this.entries.some(isNews))
      this.entries = this.entries.map((entry) => (isNews(entry) ? (landed.get(entry.id) ?? entry) : entry));
  }

  async #ask(beforeId: number | undefined, limit: number, take: (page: JournalPage) => void): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const turn = this.#turn;
    try {
      const page = await this.#trust.journal(this.filter, beforeId, limit);
      if (turn !== this.#turn) return;
      take(page);
      this.state = 'ready';
    } catch (error) {
      if (turn !== this.#turn) return;
      console.info('The timeline could not be read:', error);
      this.state = 'failed';
    } finally {
      if (turn === this.#turn) this.#isAsking = false;
    }
  }
}
