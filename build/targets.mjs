import { fileURLToPath } from 'node:url';

/** The project's root folder, whatever folder a command is started in. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

// The oldest runtimes the tests run on: Node 20 for the command line, the Chromium of the test Electron for the page.
export const nodeTarget = 'node20';
export const browserTarget = ['chrome130', 'safari17', 'firefox130'];
