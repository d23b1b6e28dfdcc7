import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { browserTarget, projectRoot } from './targets.mjs';

// One bundle for the window and for a remote browser. `base: './'` because the window loads it from app:// and a
// remote browser from any address the desk's computer has.
/** @type {import('vite').InlineConfig} */
export const rendererBundle = {
  root: join(projectRoot, 'renderer'),
  base: './',
  configFile: false,
  // Files whose names are known outside the bundle: what a phone needs to keep the page on its home screen.
  publicDir: 'static',
  plugins: [svelte({ configFile: false })],
  // Workers are files of the page like all others: the policy takes no script from a blob.
  worker: { format: 'es' },
  build: {
    outDir: join(projectRoot, 'out/renderer'),
    emptyOutDir: true,
    target: browserTarget,
    // The content security policy allows no inline script and no data: font: every asset stays a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // How long the compiler took is no warning to whoever starts the app.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
};
