import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumFlags, findChromium } from './chromium.mjs';
import { projectRoot } from './targets.mjs';

const chromium = process.env.OMNIBUS_CHROMIUM ?? findChromium();

// Four kinds of test, told apart by place and name:
//   unit      *.test.ts                    plain Node: shared/, electron/, build/ and test/
//   page      renderer/**/*.test.ts        the page's own code without a browser; runes work in *.svelte.test.ts
//   browser   renderer/**/*.browser.test.ts  components in a real Chromium
//   e2e       test/e2e/**, *.e2e.test.ts   the built app, in Chromium and in Electron
export default defineConfig({
  root: projectRoot,
  test: {
    // Seeds are fixed, so what is wrong is wrong twice; what a busy machine tore apart in real time passes, marked as tried again.
    retry: 1,
    projects: [
      {
        // Tests across folders may run the page's mirror against the hub; without a browser its runes are plain values.
        plugins: [svelte({ configFile: false })],
        test: {
          name: 'unit',
          testTimeout: 20_000,
          setupFiles: ['build/vitestSeeds.ts'],
          root: projectRoot,
          environment: 'node',
          include: ['{shared,electron,build,test}/**/*.test.ts'],
          exclude: ['test/e2e/**', '**/*.e2e.test.ts'],
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'page',
          testTimeout: 20_000,
          setupFiles: ['build/vitestSeeds.ts'],
          root: projectRoot,
          environment: './build/vitestPage.ts',
          include: ['renderer/**/*.test.ts'],
          exclude: ['renderer/**/*.browser.test.ts'],
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        optimizeDeps: { include: ['vitest-browser-svelte', 'svelte'] },
        test: {
          name: 'browser',
          testTimeout: 20_000,
          root: projectRoot,
          include: ['renderer/**/*.browser.test.ts'],
          retry: 1,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            api: { host: '127.0.0.1' },
            provider: playwright({
              launchOptions: { ...(chromium ? { executablePath: chromium } : {}), args: chromiumFlags },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          root: projectRoot,
          environment: 'node',
          include: ['test/e2e/**/*.test.ts', 'test/build/**/*.e2e.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
