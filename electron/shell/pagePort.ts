import type { MessagePortMain, WebContents } from 'electron';
import { MessageChannelMain } from 'electron';
import type { Authority, ClientLink, ClientSession } from '../hub/peer.ts';
import { isOwnPage } from './pageFiles.ts';

/** The channel by which the preload script is given the page's port. */
export const portChannel = 'omnibus:port';

function linkOver(port: MessagePortMain): ClientLink {
  return {
    send: (data) => port.postMessage(data),
    // A message port tells nothing of what waits in it; the window is on the same machine and draws what it can.
    bufferedBytes: () => 0,
    close: () => port.close(),
    isWindow: true,
  };
}

function receiveInto(session: ClientSession, port: MessagePortMain): void {
  port.on('message', ({ data }: { data: unknown }) => {
    if (typeof data === 'string' || data instanceof Uint8Array) session.receive(data);
    // Anything else is no frame; an empty one is counted by the hub as what it is, bad input.
    else session.receive('');
  });
  port.on('close', () => session.closed());
  port.start();
}

/**
 * Connects the page in a window as a client of the hub. A page that is loaded again gets a new port. The port is the
 * only way in: the main process listens to no IPC channel, and only the app's own page is ever given a port.
 */
export function connectPage(contents: WebContents, authority: Authority): void {
  contents.on('did-finish-load', () => {
    if (!isOwnPage(contents.getURL())) return;
    const { port1, port2 } = new MessageChannelMain();
    const session = authority.connect(linkOver(port1), { name: 'Window', role: 'engineer' });
    receiveInto(session, port1);
    contents.postMessage(portChannel, null, [port2]);
  });
}
