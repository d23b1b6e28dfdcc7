/** The page's views, in the order of the number keys from 1. */
export const views = [
  { name: 'mixer', label: 'Mixer' },
  { name: 'routing', label: 'Routing' },
  { name: 'cueMixes', label: 'Cue mixes' },
  { name: 'scenes', label: 'Scenes' },
  { name: 'flow', label: 'Flow' },
  { name: 'setup', label: 'Setup' },
  { name: 'timeline', label: 'Timeline' },
] as const;
export type ViewName = (typeof views)[number]['name'];

/** What people who are not engineers have something to do with. */
const forAll: readonly ViewName[] = ['mixer', 'routing', 'cueMixes', 'flow'];

const named = (hash: string): ViewName => views.find(({ name }) => `#${name}` === hash)?.name ?? 'mixer';

/** Which view is shown; it is kept in the address's fragment, where the window's menu sets it too. */
export class ViewChoice {
  #wanted = $state<ViewName>(named(location.hash));
  readonly #isEngineer: () => boolean;

  constructor(isEngineer: () => boolean = () => true) {
    this.#isEngineer = isEngineer;
  }

  /** The views of this page's person; the number keys go by their places. */
  get list(): readonly (typeof views)[number][] {
    return this.#isEngineer() ? views : views.filter(({ name }) => forAll.includes(name));
  }

  get current(): ViewName {
    return this.list.some(({ name }) => name === this.#wanted) ? this.#wanted : 'mixer';
  }

  show(name: ViewName): void {
    this.#wanted = name;
    // Replaced, not pushed: "back" on a phone should leave the page, not walk through views.
    history.replaceState(null, '', `#${name}`);
  }

  /** The fragment was changed from outside. */
  readonly follow = (): void => {
    this.#wanted = named(location.hash);
  };
}
