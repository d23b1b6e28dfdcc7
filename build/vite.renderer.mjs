import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { browserTarget, projectRoot } from './targets.mjs';

const outDir = join(projectRoot, 'out/renderer');

/** Files under this many bytes fit into one packet as they are. */
const worthPacking = 1200;

/**
 * The script that opens the link to the app goes beside the page's own one, which would otherwise come first.
 * @returns {import('vite').Plugin}
 */
function earlyScript() {
  return {
    name: 'omnibus-early-script',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find((each) => each.type === 'chunk' && each.name === 'earlyLink');
        if (!chunk) throw new Error('The script that opens the link early was not built');
        const attrs = { type: 'module', async: true, crossorigin: true, src: `./${chunk.fileName}` };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}

/**
 * Every file also as gzip, made once: browsers take no better packing over plain HTTP, which is what a stage has.
 * @returns {import('vite').Plugin}
 */
function packedFiles() {
  return {
    name: 'omnibus-packed-files',
    closeBundle() {
      for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(html|js|css|svg|webmanifest)$/.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        if (bytes.length >= worthPacking) writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

// One bundle for the window and for a remote browser. `base: './'` because the window loads it from app:// and a
// remote browser from any address the desk's computer has.
/** @type {import('vite').InlineConfig} */
export const rendererBundle = {
  root: join(projectRoot, 'renderer'),
  base: './',
  configFile: false,
  // Files whose names are known outside the bundle: what a phone needs to keep the page on its home screen.
  publicDir: 'static',
  plugins: [svelte({ configFile: false }), earlyScript(), packedFiles()],
  // Workers are files of the page like all others: the policy takes no script from a blob.
  worker: { format: 'es' },
  build: {
    outDir,
    emptyOutDir: true,
    target: browserTarget,
    // The content security policy allows no inline script and no data: font: every asset stays a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // How long the compiler took is no warning to whoever starts the app.
    rolldownOptions: {
      input: {
        index: join(projectRoot, 'renderer/index.html'),
        earlyLink: join(projectRoot, 'renderer/desk/earlyLink.ts'),
      },
      checks: { pluginTimings: false },
    },
  },
};
