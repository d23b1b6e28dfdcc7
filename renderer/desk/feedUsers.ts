/** What the app sends only while it is wanted. */
export type Feed = 'meters' | 'diagnostics';

/** Counts who shows a feed, and asks the app for it from the first to the last of them; again after each opening of the link. */
export class FeedUsers {
  readonly #ask: (feed: Feed, on: boolean) => void;
  readonly #users: Record<Feed, number> = { meters: 0, diagnostics: 0 };
  #isOpen = false;

  constructor(ask: (feed: Feed, on: boolean) => void) {
    this.#ask = ask;
  }

  /** @returns a function to call when the feed is not shown any more. */
  use(feed: Feed): () => void {
    if (this.#users[feed]++ === 0) this.#tell(feed, true);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      if (--this.#users[feed] === 0) this.#tell(feed, false);
    };
  }

  opened(): void {
    this.#isOpen = true;
    for (const feed of ['meters', 'diagnostics'] as const) if (this.#users[feed] > 0) this.#tell(feed, true);
  }

  closed(): void {
    this.#isOpen = false;
  }

  /** A link that is not open is asked when it opens. */
  #tell(feed: Feed, on: boolean): void {
    if (this.#isOpen) this.#ask(feed, on);
  }
}
