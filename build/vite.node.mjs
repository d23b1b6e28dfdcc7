import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { nodeTarget, projectRoot } from './targets.mjs';

// easymidi stays outside every bundle: its long-sysex path assigns an undeclared variable, which is an error in strict
// code, and its native file is found by its path in node_modules.
const external = ['electron', 'easymidi', '@julusian/midi', /^node:/, ...builtinModules];

// CommonJS packages inside an ES module (ws) look for these two.
const commonJsNames = 'const __filename = import.meta.filename, __dirname = import.meta.dirname;';

const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));

/**
 * A bundle for Node or Electron's Node: one file, with everything inside but `external`.
 * @param {{ entry: string, file: string, format: 'cjs' | 'es' }} bundle
 * @returns {import('vite').InlineConfig}
 */
export function nodeBundle({ entry, file, format }) {
  return {
    root: projectRoot,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { __APP_VERSION__: JSON.stringify(version) },
    resolve: { conditions: ['node', 'import', 'module', 'default'], mainFields: ['module', 'main'] },
    ssr: { noExternal: true, external: ['electron', 'easymidi', '@julusian/midi'], target: 'node' },
    build: {
      ssr: true,
      outDir: join(projectRoot, 'out'),
      emptyOutDir: false,
      target: nodeTarget,
      minify: false,
      sourcemap: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: join(projectRoot, entry),
        external,
        checks: { pluginTimings: false },
        output: {
          format,
          entryFileNames: file,
          codeSplitting: false,
          ...(format === 'es' ? { banner: commonJsNames } : {}),
        },
      },
    },
  };
}

/** Everything of the project that runs outside a page. */
export const nodeBundles = {
  // CommonJS, because Electron emits `ready` only after an ES-module main has finished evaluating.
  main: nodeBundle({ entry: 'electron/main.ts', file: 'main.cjs', format: 'cjs' }),
  // CommonJS, because a sandboxed preload cannot be an ES module.
  preload: nodeBundle({ entry: 'electron/preload.ts', file: 'preload.cjs', format: 'cjs' }),
  cli: nodeBundle({ entry: 'electron/cli.ts', file: 'cli.mjs', format: 'es' }),
};
