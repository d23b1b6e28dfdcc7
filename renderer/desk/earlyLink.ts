// A script of its own, fetched beside the page's large one: by the time that one runs, the link to the app is open. Being loaded is what
// it is for, so it does its work then.

/** Where a browser keeps what it was given when it was let in. */
export const tokenKey = 'omnibus.token';

function keptToken(): string | null {
  try {
    return localStorage.getItem(tokenKey);
  } catch {
    // A browser without storage has nothing to show.
    return null;
  }
}

/** Where the app that served this page listens. */
export const linkUrl = () => `${location.protocol.replace('http', 'ws')}//${location.host}/ws`;

/** Opens the link of somebody who was let in earlier; a page with a code in its address asks at the gate first. */
function openEarly(): WebSocket | undefined {
  const token = keptToken();
  if (!location.protocol.startsWith('http') || token === null || location.hash.startsWith('#pair=')) return undefined;
  const socket = new WebSocket(linkUrl());
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'enter', token })));
  // To whom the gate answers at once, it says no: the page asks again and hears why.
  socket.addEventListener('message', () => giveUp(socket), { once: true });
  return socket;
}

let early = openEarly();

function giveUp(socket: WebSocket): void {
  if (early !== socket) return;
  early = undefined;
  socket.close();
}

/** The link that was opened before the page ran, at most once. It has said who it is; nothing has come over it yet. */
export function takeEarlyLink(): WebSocket | undefined {
  const socket = early;
  early = undefined;
  const isUsable = socket?.readyState === WebSocket.CONNECTING || socket?.readyState === WebSocket.OPEN;
  return isUsable ? socket : undefined;
}
