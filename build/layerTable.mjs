// Who may import whom. Whatever a row does not name is forbidden; a folder always may import itself.
//
//   folder      a folder, a single file, or `parent/*` for every folder in `parent` that has no row of its own
//   mayImport   folders (with all inside) and single files of the project
//   mayNot      exceptions to mayImport
//   packages    npm packages; `node:*` stands for Node's own modules
//   globs       patterns allowed in import.meta.glob
//   instead     what to do when something else is needed
//
// shared/base holds what the language lacks (emitter, result, assertNever): every folder of shared/ may import it.

/**
 * @typedef {object} Layer
 * @property {string} folder
 * @property {string[]} mayImport
 * @property {string[]} [mayNot]
 * @property {string[]} [packages]
 * @property {string[]} [globs]
 * @property {string} instead
 */

const pure =
  'shared/ is pure TypeScript: clocks, randomness, files and sockets are passed in by electron/ or renderer/.';
const meet =
  'Peers meet only in the hub: submit changes and listen through electron/hub/peer.ts, and let electron/headless.ts connect the parts.';

/** @type {Layer[]} */
export const layers = [
  // shared/: pure TypeScript
  {
    folder: 'shared/units',
    mayImport: ['shared/base'],
    packages: ['valibot'],
    instead: `${pure} Units know numbers and texts, no desk: what knows addresses belongs in shared/desk.`,
  },
  {
    folder: 'shared/desk',
    mayImport: ['shared/units', 'shared/base'],
    packages: ['valibot'],
    instead: `${pure} The desk model stands below signal flow, scenes and protocol: what needs those belongs there.`,
  },
  {
    folder: 'shared/signalFlow',
    mayImport: ['shared/desk', 'shared/units', 'shared/base'],
    packages: ['valibot'],
    instead: `${pure} Signal flow reads a desk state; what needs scenes or messages belongs in shared/scenes or shared/protocol.`,
  },
  {
    folder: 'shared/guided',
    mayImport: ['shared/signalFlow', 'shared/desk', 'shared/units', 'shared/base'],
    packages: [],
    instead: `${pure} Purposes and guided actions are plans over a desk's values; sending them belongs in electron/hub, showing them in renderer/guided.`,
  },
  {
    folder: 'shared/scenes',
    mayImport: ['shared/desk', 'shared/base'],
    packages: ['valibot'],
    instead: `${pure} Scenes are plans over a desk state; storing them belongs in electron/shows, sending them in electron/hub.`,
  },
  {
    folder: 'shared/protocol',
    mayImport: ['shared/desk', 'shared/scenes', 'shared/base'],
    packages: ['valibot'],
    instead: `${pure} The protocol is messages alone; carrying them belongs in renderer/desk and electron/remote.`,
  },
  {
    folder: 'shared/base',
    mayImport: [],
    packages: [],
    instead: `${pure} Base stands at the bottom: what knows anything of the project belongs in the folder it knows.`,
  },

  // electron/: Node side
  {
    folder: 'electron/main.ts',
    mayImport: ['electron'],
    packages: ['node:*', 'electron'],
    instead: 'main.ts builds and connects, it decides nothing: logic belongs in electron/shell or electron/hub.',
  },
  {
    folder: 'electron/headless.ts',
    mayImport: ['electron', 'shared'],
    mayNot: ['electron/shell', 'electron/main.ts', 'electron/preload.ts', 'electron/cli.ts'],
    packages: ['node:*'],
    instead:
      'headless.ts runs on plain Node: windows, menus and dialogs belong in electron/shell, built by electron/main.ts.',
  },
  {
    folder: 'electron/cli.ts',
    mayImport: ['electron/headless.ts', 'electron/emulator', 'electron/shows'],
    packages: ['node:*'],
    instead:
      'cli.ts reads arguments and calls: what it calls belongs in electron/headless.ts, electron/emulator or electron/shows.',
  },
  {
    folder: 'electron/preload.ts',
    mayImport: [],
    packages: ['electron'],
    instead:
      'The preload hands the page one message port and nothing else: everything more is a message of shared/protocol.',
  },
  {
    folder: 'electron/shell',
    mayImport: ['electron/hub', 'shared'],
    packages: ['node:*', 'electron'],
    instead: 'The shell is windows, menus and app:// alone; electron/main.ts passes in what else it needs.',
  },
  {
    folder: 'electron/hub',
    mayImport: ['shared'],
    packages: ['node:*'],
    instead:
      'The hub knows peers, not who they are: drivers, surfaces and remote clients come to it through electron/hub/peer.ts.',
  },
  {
    folder: 'electron/drivers',
    mayImport: ['shared', 'electron/hub/peer.ts'],
    packages: ['node:*'],
    globs: ['electron/drivers/*/index.ts'],
    instead:
      'The driver contract knows no console family: families are found by pattern in registry.ts, and what only one of them needs belongs in its folder.',
  },
  {
    folder: 'electron/drivers/midiDesk',
    mayImport: ['electron/drivers/driver.ts', 'electron/drivers/pacer.ts', 'electron/transports', 'shared'],
    packages: ['node:*'],
    instead:
      'The session that all consoles with MIDI share knows none of them: what only one of them says belongs in its own folder.',
  },
  {
    folder: 'electron/drivers/*',
    mayImport: [
      'electron/drivers/driver.ts',
      'electron/drivers/pacer.ts',
      'electron/drivers/midiDesk',
      'electron/transports',
      'shared',
    ],
    packages: ['node:*', 'valibot'],
    instead:
      'A driver sees driver.ts, pacer.ts, transports and shared/ alone, and midiDesk if its console speaks MIDI. What several drivers need belongs in electron/drivers/driver.ts (contract), electron/transports (bytes) or shared/ (model).',
  },
  {
    folder: 'electron/transports',
    mayImport: ['shared/base'],
    packages: ['node:*', 'osc-js', 'easymidi', '@julusian/midi', 'bonjour-service', 'ws'],
    instead:
      'Transports carry bytes and status, no desk words: meaning belongs in electron/drivers/<family> or electron/surfaces.',
  },
  {
    folder: 'electron/surfaces',
    mayImport: ['shared', 'electron/hub/peer.ts', 'electron/transports'],
    packages: ['node:*'],
    instead: `A surface is a peer with fingers. ${meet}`,
  },
  {
    folder: 'electron/remote',
    mayImport: ['shared', 'electron/hub/peer.ts'],
    packages: ['node:*', 'ws', 'uqr', 'selfsigned'],
    instead: `Remote clients are peers. ${meet}`,
  },
  {
    folder: 'electron/shows',
    mayImport: ['shared'],
    packages: ['node:*', 'valibot'],
    instead:
      'Shows are files on disk: what a show means belongs in shared/scenes, what happens with it in electron/hub.',
  },
  {
    folder: 'electron/emulator',
    mayImport: ['electron/drivers', 'electron/transports', 'shared'],
    packages: ['node:*'],
    instead:
      "The emulated desk stands behind a driver's server.ts and knows no hub: it is connected like a console, over a transport.",
  },

  // renderer/: browser side
  {
    folder: 'renderer/main.ts',
    mayImport: ['renderer'],
    packages: ['svelte'],
    instead: 'main.ts mounts a view: what the page does belongs in renderer/views or in a domain folder.',
  },
  {
    folder: 'renderer/desk',
    mayImport: ['shared'],
    packages: ['svelte'],
    instead:
      'renderer/desk is the link and the mirror: it draws nothing, and the far side is reached only by shared/protocol.',
  },
  {
    folder: 'renderer/controls',
    mayImport: ['shared/units'],
    packages: ['svelte'],
    instead:
      'Controls know values, not desks or addresses: bind them to a desk in a domain folder (renderer/mixer, renderer/routing, …).',
  },
  {
    folder: 'renderer/styles',
    mayImport: [],
    packages: [],
    instead: 'Styles are CSS: code belongs in renderer/controls.',
  },
  {
    folder: 'renderer/views',
    mayImport: ['renderer', 'shared'],
    packages: ['svelte'],
    instead: 'The page has no Node and no engine: ask the hub over renderer/desk.',
  },
  {
    folder: 'renderer/flow',
    mayImport: ['renderer/controls', 'renderer/desk', 'shared'],
    packages: ['svelte', 'elkjs'],
    instead:
      'Pictures of signal flow draw what shared/signalFlow says: what composes several domains belongs in renderer/views.',
  },
  {
    folder: 'renderer/*',
    mayImport: ['renderer/controls', 'renderer/desk', 'shared'],
    packages: ['svelte'],
    instead:
      'A domain folder stands alone: what composes several domains belongs in renderer/views, a control without desk words in renderer/controls.',
  },
];

/** What a unit test beside the code may import besides what its layer may; a drawn control needs the page's styles. */
export const testLayer = {
  mayImport: ['test/support', 'renderer/styles'],
  packages: ['vitest', 'vitest-browser-svelte', 'fast-check', 'node:*'],
  instead: 'A test that needs several layers belongs in test/, which may import everything.',
};

/** The only places that may import the module 'electron'. */
export const electronPlaces = ['electron/main.ts', 'electron/preload.ts', 'electron/shell'];

/** Folders whose code is checked; test/ may import everything, and build/ is imported by nothing but its tests. */
export const checkedFolders = ['shared', 'electron', 'renderer'];
