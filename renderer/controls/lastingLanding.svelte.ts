import type { LandingMark } from './landingMark.ts';

/** As long as the dotted ring waits, and a little more: a value that lands at once is no news to anybody. */
const patienceMs = 300;

/** Where a control's value has got to, for a screen reader: what lands at once is not spoken of at every step of a drag. */
export class LastingLanding {
  readonly #landing: () => LandingMark;
  #isWaiting = $state(false);

  /** Must be made while a component is. */
  constructor(landing: () => LandingMark) {
    this.#landing = landing;
    $effect(() => {
      if (landing() !== 'pending') {
        this.#isWaiting = false;
        return;
      }
      const timer = setTimeout(() => {
        this.#isWaiting = true;
      }, patienceMs);
      return () => clearTimeout(timer);
    });
  }

  /** "on its way", "not confirmed", or nothing. */
  get words(): string {
    if (this.#landing() === 'unconfirmed') return 'not confirmed';
    return this.#isWaiting ? 'on its way' : '';
  }
}
