import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { projectRoot } from '../../build/targets.mjs';

/** Runs one script in a small virtual machine with a real ALSA sequencer; it may stand beside the project. */
const tool = join(projectRoot, '../shared/tools/alsa-sequencer-vm.sh');
const isThere = existsSync(tool) && process.platform === 'linux' && process.arch === 'x64';
if (!isThere) console.log('skipped: no ALSA sequencer');

test.runIf(isThere)(
  'real MIDI ports: names, both ways, bursts, long messages, plugging, no leaks, easymidi as the other side',
  { timeout: 400_000, retry: 0 },
  async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'omnibus-sequencer-'));
    try {
      await build({
        root: projectRoot,
        configFile: false,
        logLevel: 'error',
        ssr: { noExternal: true, external: ['easymidi', '@julusian/midi'] },
        build: {
          ssr: true,
          outDir: folder,
          emptyOutDir: false,
          rolldownOptions: {
            input: join(projectRoot, 'test/midi/sequencerScript.ts'),
            external: ['easymidi', '@julusian/midi', /^node:/],
            output: { format: 'cjs', entryFileNames: 'sequencer.cjs', codeSplitting: false },
          },
        },
      });
      const { stdout } = await promisify(execFile)(
        tool,
        [join(folder, 'sequencer.cjs'), join(projectRoot, 'node_modules')],
        { timeout: 380_000 },
      ).catch((error: { stdout?: string; stderr?: string }) => {
        // The machine has not even begun: what it is made of could not be had here, as without the right to install packages.
        if (!(error.stderr ?? '').includes(' boot (')) {
          console.log('skipped: no ALSA sequencer');
          context.skip(`no ALSA sequencer: ${error.stderr?.trim().split('\n').at(-1) ?? 'its machine cannot be made'}`);
        }
        throw new Error(`The sequencer test failed:\n${error.stdout ?? ''}\n${error.stderr ?? ''}`, { cause: error });
      });
      expect(stdout).toContain('the sequencer test is done');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
