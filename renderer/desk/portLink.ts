import type { OpenDeskLink } from './deskLink.ts';

/** Talks over the message port that the window's preload script hands to the page. */
export function portLink(port: MessagePort): OpenDeskLink {
  return (events) => {
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') events.text(data);
      else if (data instanceof Uint8Array) events.bytes(data);
    };
    port.addEventListener('close', () => events.closed());
    port.start();
    // The port exists only once both ends do, so it is open from the start.
    queueMicrotask(() => events.opened());
    return {
      send: (data) => port.postMessage(data),
      dispose: () => port.close(),
    };
  };
}
