import { ipcRenderer } from 'electron';

// Also in electron/shell/pagePort.ts; the preload script is a bundle of its own and imports nothing of the project.
const portChannel = 'omnibus:port';

/** All that this script uses of the page's globals; the rest of electron/ has none of them. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, targetOrigin: string, transfer: unknown[]): void;
};

// The page has loaded when the port comes, so it listens already.
ipcRenderer.on(portChannel, ({ ports }) => {
  window.postMessage(portChannel, window.location.origin, [...ports]);
});
