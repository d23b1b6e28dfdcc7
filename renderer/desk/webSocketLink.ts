import type { OpenDeskLink } from './deskLink.ts';

const firstRetryMs = 250;
const lastRetryMs = 4000;

/** Connects to the app that served this page, and again whenever the connection ends, waiting longer each time up to 4 s. */
export function webSocketLink(url: string): OpenDeskLink {
  return (events) => {
    let socket: WebSocket | undefined;
    let retryMs = firstRetryMs;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let ended = false;

    const open = () => {
      const current = new WebSocket(url);
      socket = current;
      current.binaryType = 'arraybuffer';
      let wasOpen = false;
      current.onopen = () => {
        wasOpen = true;
        retryMs = firstRetryMs;
        events.opened();
      };
      current.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
        if (typeof data === 'string') events.text(data);
        else events.bytes(new Uint8Array(data));
      };
      current.onclose = () => {
        if (ended) return;
        if (wasOpen) events.closed();
        retry = setTimeout(open, retryMs);
        retryMs = Math.min(retryMs * 2, lastRetryMs);
      };
    };
    open();

    return {
      send(data) {
        if (socket?.readyState === WebSocket.OPEN) socket.send(data as string | Uint8Array<ArrayBuffer>);
      },
      dispose() {
        ended = true;
        clearTimeout(retry);
        socket?.close();
      },
    };
  };
}
