import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkLayers, explain } from '../../build/layers.mjs';
import { layers } from '../../build/layerTable.mjs';
import { projectRoot } from '../../build/targets.mjs';
import { withTree } from './plantedTree.ts';

const complaints = (files: Record<string, string>) =>
  withTree(files, (root) => checkLayers(root).violations.map((violation) => explain(violation)));

interface Planted {
  readonly rule: string;
  readonly path: string;
  readonly text: string;
  readonly says: string;
  readonly teaches: string;
}

const forbidden: Planted[] = [
  {
    rule: 'shared/ knows no Node',
    path: 'shared/desk/clock.ts',
    text: "import { readFileSync } from 'node:fs';",
    says: "imports 'node:fs'; packages for shared/desk: valibot.",
    teaches: 'clocks, randomness, files and sockets are passed in',
  },
  {
    rule: 'shared/ knows no Node, without the prefix either',
    path: 'shared/protocol/frames.ts',
    text: "import { Buffer } from 'buffer';",
    says: "imports 'buffer'",
    teaches: 'carrying them belongs in renderer/desk and electron/remote',
  },
  {
    rule: 'shared/ knows no electron/',
    path: 'shared/scenes/scene.ts',
    text: "import type { Authority } from '../../electron/hub/peer.ts';",
    says: 'imports electron/hub/peer.ts; shared/scenes may import: shared/desk',
    teaches: 'storing them belongs in electron/shows',
  },
  {
    rule: 'the model stands below the protocol',
    path: 'shared/desk/diff.ts',
    text: "export { encode } from '../protocol/frames.ts';",
    says: 'imports shared/protocol/frames.ts',
    teaches: 'The desk model stands below signal flow, scenes and protocol',
  },
  {
    rule: "module 'electron' is for the shell",
    path: 'electron/hub/deskHub.ts',
    text: "import { app } from 'electron';",
    says: "imports 'electron', which only electron/main.ts, electron/preload.ts, electron/shell may.",
    teaches: 'let electron/shell do it',
  },
  {
    rule: "module 'electron' is for the shell, in tests too",
    path: 'electron/shows/save.test.ts',
    text: "const { app } = await import('electron');",
    says: "imports 'electron'",
    teaches: 'pass the result in from electron/main.ts',
  },
  {
    rule: 'headless runs without a window',
    path: 'electron/headless.ts',
    text: "import { createWindow } from './shell/window.ts';",
    says: 'imports electron/shell/window.ts',
    teaches: 'windows, menus and dialogs belong in electron/shell',
  },
  {
    rule: 'a driver never imports another driver',
    path: 'electron/drivers/one/client.ts',
    text: "import { codec } from '../two/codec.ts';",
    says: 'a driver never imports another driver',
    teaches: 'What several drivers need belongs in electron/drivers/driver.ts',
  },
  {
    rule: 'a driver does not reach into the hub',
    path: 'electron/drivers/one/client.ts',
    text: "import type { DeskPort } from '../../hub/peer.ts';",
    says: 'imports electron/hub/peer.ts; electron/drivers/* may import: electron/drivers/driver.ts',
    teaches: 'A driver sees driver.ts, pacer.ts, transports and shared/ alone',
  },
  {
    rule: 'the registry names no family',
    path: 'electron/drivers/registry.ts',
    text: "import one from './one/index.ts';",
    says: 'imports electron/drivers/one/index.ts',
    teaches: 'families are found by pattern in registry.ts',
  },
  {
    rule: 'a pattern reaches no further than the table says',
    path: 'electron/drivers/registry.ts',
    text: "const all = import.meta.glob('./*/*.ts');",
    says: 'imports electron/drivers/*/*.ts',
    teaches: 'families are found by pattern',
  },
  {
    rule: 'remote clients and surfaces meet only in the hub',
    path: 'electron/remote/server.ts',
    text: "import { mcu } from '../surfaces/mcu/mcu.ts';",
    says: 'imports electron/surfaces/mcu/mcu.ts; electron/remote may import: shared, electron/hub/peer.ts.',
    teaches: 'Peers meet only in the hub',
  },
  {
    rule: 'of the hub, remote clients see the peer API alone',
    path: 'electron/remote/server.ts',
    text: "import { DeskHub } from '../hub/deskHub.ts';",
    says: 'imports electron/hub/deskHub.ts',
    teaches: 'listen through electron/hub/peer.ts',
  },
  {
    rule: 'transports know bytes',
    path: 'electron/transports/udp.ts',
    text: "import type { Address } from '../../shared/desk/address.ts';",
    says: 'imports shared/desk/address.ts; electron/transports may import: shared/base.',
    teaches: 'Transports carry bytes and status',
  },
  {
    rule: 'a package has its place',
    path: 'electron/hub/deskHub.ts',
    text: "import { WebSocketServer } from 'ws';",
    says: "imports 'ws'; packages for electron/hub: node:*.",
    teaches: 'The hub knows peers, not who they are',
  },
  {
    rule: 'the preload script is nothing but the port',
    path: 'electron/preload.ts',
    text: "import { pageUrl } from './shell/pageFiles.ts';",
    says: 'electron/preload.ts may import: nothing.',
    teaches: 'hands the page one message port and nothing else',
  },
  {
    rule: 'the page knows no Node',
    path: 'renderer/mixer/Strip.svelte',
    text: '<p>hi</p>\n<script lang="ts">\n  import { join } from \'node:path\';\n</script>',
    says: "renderer/mixer/Strip.svelte:3 imports 'node:path'",
    teaches: 'A domain folder stands alone',
  },
  {
    rule: 'the page reaches the hub by the link alone',
    path: 'renderer/desk/portLink.ts',
    text: "import type { Authority } from '../../electron/hub/peer.ts';",
    says: 'imports electron/hub/peer.ts',
    teaches: 'the far side is reached only by shared/protocol',
  },
  {
    rule: 'controls know values, not desks',
    path: 'renderer/controls/Fader.svelte',
    text: '<script lang="ts">import { DeskMirror } from \'../desk/deskMirror.svelte.ts\';</script>',
    says: 'imports renderer/desk/deskMirror.svelte.ts; renderer/controls may import: shared/units.',
    teaches: 'Controls know values, not desks or addresses',
  },
  {
    rule: 'domains are composed in views',
    path: 'renderer/routing/Grid.svelte',
    text: '<script lang="ts">import Strip from \'../mixer/Strip.svelte\';</script>',
    says: 'imports renderer/mixer/Strip.svelte',
    teaches: 'what composes several domains belongs in renderer/views',
  },
  {
    rule: 'nothing imports build/',
    path: 'renderer/views/Mixer.ts',
    text: "import { projectRoot } from '../../build/targets.mjs';",
    says: 'nothing imports build/',
    teaches: 'Move what both need into shared/',
  },
  {
    rule: 'a type import is an import',
    path: 'shared/units/taper.ts',
    text: "export type Desk = import('../desk/deskState.ts').DeskState;",
    says: 'imports shared/desk/deskState.ts',
    teaches: 'what knows addresses belongs in shared/desk',
  },
  {
    rule: 'a test beside the code keeps to its layer',
    path: 'shared/units/taper.test.ts',
    text: "import { schema } from '../desk/schema.ts';",
    says: 'imports shared/desk/schema.ts',
    teaches: 'A test that needs several layers belongs in test/',
  },
  {
    rule: 'a folder that nobody knows',
    path: 'electron/misc/things.ts',
    text: 'export const things = 1;',
    says: 'stands in a folder that the layer table does not know',
    teaches: 'give its folder a row there',
  },
  {
    rule: 'a brand in the model',
    path: 'shared/desk/profile.ts',
    text: "export const limits = 1;\nconst isX32 = profile.family === 'something';",
    says: "shared/desk/profile.ts:2 says 'isX32', a console's brand.",
    teaches: "ask the desk's profile",
  },
  {
    rule: 'a brand in a comment',
    path: 'electron/hub/fades.ts',
    text: '// The Behringer way of doing it.',
    says: "says 'Behringer'",
    teaches: 'belongs in electron/drivers/<family>/',
  },
  {
    rule: 'a brand in a page',
    path: 'renderer/views/About.svelte',
    text: '<p class="x-air">hello</p>',
    says: "says 'x-air'",
    teaches: "ask the desk's profile",
  },
  {
    rule: 'a brand in the name of a file',
    path: 'electron/emulator/wing.ts',
    text: 'export const strips = 48;',
    says: "electron/emulator/wing.ts:1 says 'wing'",
    teaches: "ask the desk's profile",
  },
];

const allowed: Record<string, string> = {
  'shared/protocol/messages.ts': "import * as v from 'valibot';\nimport type { Address } from '../desk/address.ts';",
  'shared/desk/address.ts': "import { assertNever } from '../base/assertNever.ts';\nexport * from './diff.ts';",
  'shared/desk/address.test.ts':
    "import fc from 'fast-check';\nimport { test } from 'vitest';\nimport { desk } from '../../test/support/desk.ts';\nconst brand = 'x32';",
  'electron/main.ts': "import { app } from 'electron';\nimport './shell/window.ts';\nimport './headless.ts';",
  'electron/headless.ts': "import './drivers/registry.ts';\nimport '../shared/desk/address.ts';",
  'electron/cli.ts': "import { parseArgs } from 'node:util';\nimport './headless.ts';\nimport './emulator/desk.ts';",
  'electron/drivers/registry.ts': "export default import.meta.glob('./*/index.ts', { eager: true });",
  'electron/drivers/wing/index.ts':
    "import { defineDriver } from '../driver.ts';\nimport './codec.ts';\nimport '../../transports/udp.ts';\nconst title = 'WING';",
  'electron/remote/server.ts': "import { WebSocketServer } from 'ws';\nimport '../hub/peer.ts';",
  'electron/transports/oscCodec.ts': "import OSC from 'osc-js';\nimport '../../shared/base/result.ts';",
  'renderer/main.ts': "import { mount } from 'svelte';\nimport './styles/tokens.css';\nimport './views/App.svelte';",
  'renderer/controls/Fader.browser.test.ts':
    "import '../styles/global.css';\nimport { render } from 'vitest-browser-svelte';\nimport Fader from './Fader.svelte';",
  'renderer/mixer/Strip.svelte':
    "<script lang=\"ts\">import Fader from '../controls/Fader.svelte';\nimport { flip } from 'svelte/animate';</script>\n<p>the following drawing: allow, showing</p>",
  'renderer/views/App.svelte': "<script>import '../mixer/Strip.svelte'; import '../routing/Grid.svelte';</script>",
  'test/sync/converge.ts': "import 'ws';\nimport '../../electron/hub/deskHub.ts';",
  'electron/drivers/wing/README.md': 'The WING.',
};

describe('layer check', () => {
  test.each(forbidden)('$rule', ({ path, text, says, teaches }) => {
    const found = complaints({ [path]: text });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(path);
    expect(found[0]).toContain(says);
    expect(found[0]).toContain(teaches);
  });

  test('lets pass what the table allows', () => {
    expect(complaints(allowed)).toEqual([]);
  });

  test('counts every violation of a file with its line', () => {
    const text = "import 'ws';\n\nimport 'node:net';\nimport './format.ts';\n";
    expect(complaints({ 'shared/units/taper.ts': text }).map((line) => line.split(' ')[0])).toEqual([
      'shared/units/taper.ts:1',
      'shared/units/taper.ts:3',
    ]);
  });

  test('as a command, fails on a violation and passes without one', () => {
    const command = join(projectRoot, 'build/layers.mjs');
    withTree({ 'shared/desk/clock.ts': "import 'node:fs';" }, (root) => {
      const { status, stderr, stdout } = spawnSync(process.execPath, [command, root], { encoding: 'utf8' });
      expect(status).toBe(1);
      expect(stderr).toContain("shared/desk/clock.ts:1 imports 'node:fs'");
      expect(stdout).toContain('layers: 1 files, 1 violations');
    });
    withTree({ 'shared/desk/clock.ts': 'export {};' }, (root) => {
      expect(execFileSync(process.execPath, [command, root], { encoding: 'utf8' })).toContain('0 violations');
    });
  });

  test('this project passes', () => {
    const { files, violations } = checkLayers(projectRoot);
    expect(violations.map((violation) => explain(violation))).toEqual([]);
    expect(files).toBeGreaterThan(50);
  });

  test('every row says what to do instead, and no row stands twice', () => {
    for (const { instead } of layers) expect(instead).toMatch(/[.]$/);
    const folders = layers.map(({ folder }) => folder);
    expect(new Set(folders).size).toBe(folders.length);
  });
});
