/** `system` follows the operating system's light or dark. */
export const themes = ['system', 'dark', 'light'] as const;
export type ThemeName = (typeof themes)[number];

const storageKey = 'omnibus.theme';

/** A browser that keeps nothing (private windows, blocked storage) shows the system's theme each time. */
function remembered(): ThemeName {
  try {
    const name = localStorage.getItem(storageKey);
    return themes.find((theme) => theme === name) ?? 'system';
  } catch {
    return 'system';
  }
}

function remember(name: ThemeName): void {
  try {
    localStorage.setItem(storageKey, name);
  } catch (error) {
    // The theme holds for this visit all the same.
    console.info('The theme cannot be remembered:', error);
  }
}

function show(name: ThemeName): void {
  if (name === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}

/** The page's colours: as the system says, or as the user does. */
export class Theme {
  name = $state<ThemeName>(remembered());

  constructor() {
    show(this.name);
  }

  /** Goes on to the next theme. */
  turn(): void {
    this.name = themes[(themes.indexOf(this.name) + 1) % themes.length] ?? 'system';
    show(this.name);
    remember(this.name);
  }
}
