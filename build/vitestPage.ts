import type { Environment } from 'vitest/runtime';

// Svelte compiles runes for the browser only when Vite's client environment asks; the tests themselves need no DOM,
// so this environment adds nothing to Node's globals.
export default {
  name: 'page',
  viteEnvironment: 'client',
  setup() {
    return { teardown: () => undefined };
  },
} satisfies Environment;
