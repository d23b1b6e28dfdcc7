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

const named = (hash: string): ViewName => views.find(({ name }) => `#${name}` === hash)?.name ?? 'mixer';

/** Which view is shown; it is kept in the address's fragment, where the window's menu sets it too. */
export class ViewChoice {
  current = $state<ViewName>(named(location.hash));

  show(name: ViewName): void {
    this.current = name;
    // Replaced, not pushed: "back" on a phone should leave the page, not walk through views.
    history.replaceState(null, '', `#${name}`);
  }

  /** The fragment was changed from outside. */
  readonly follow = (): void => {
    this.current = named(location.hash);
  };
}
