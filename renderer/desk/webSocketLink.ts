import { elsewhereCode, parseGateAnswer } from '../../shared/protocol/gateAnswer.ts';
import type { OpenDeskLink } from './deskLink.ts';

const firstRetryMs = 250;
const lastRetryMs = 4000;

/** What a link needs that has to show who it is before anything else. */
export interface GatePass {
  /** What this device was given when it was let in; `undefined` if it never was. */
  token(): string | undefined;
  /** The app does not let it in: the link has ended and does not come back by itself. */
  refused(): void;
  /** The same person has come in on another page; the link has ended likewise. */
  elsewhere(): void;
}

/**
 * Connects to the app that served this page, and again whenever the connection ends, waiting longer each time up to 4 s.
 * @param first a connection that is under way already and has shown its token, or will as soon as it is open
 */
export function webSocketLink(url: string, pass?: GatePass, first?: WebSocket): OpenDeskLink {
  return (events) => {
    let socket: WebSocket | undefined;
    let retryMs = firstRetryMs;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    let ready = first;

    const open = () => {
      clearTimeout(retry);
      const hasEntered = ready !== undefined;
      const current = ready ?? new WebSocket(url);
      ready = undefined;
      socket = current;
      current.binaryType = 'arraybuffer';
      let wasOpen = false;
      const opened = () => {
        wasOpen = true;
        const token = hasEntered ? undefined : pass?.token();
        if (token !== undefined) current.send(JSON.stringify({ type: 'enter', token }));
        events.opened();
      };
      // Whoever asked for the link has to have it before it is told that it is open.
      if (current.readyState === WebSocket.OPEN) queueMicrotask(opened);
      else current.onopen = opened;
      let isFirst = true;
      current.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
        retryMs = firstRetryMs;
        if (typeof data !== 'string') events.bytes(new Uint8Array(data));
        else if (isFirst && parseGateAnswer(data)?.type === 'refused') {
          end();
          events.closed();
          pass?.refused();
        } else events.text(data);
        isFirst = false;
      };
      current.onclose = ({ code }) => {
        if (ended) return;
        if (wasOpen) events.closed();
        if (code === elsewhereCode) {
          end();
          pass?.elsewhere();
          return;
        }
        retry = setTimeout(open, retryMs);
        retryMs = Math.min(retryMs * 2, lastRetryMs);
      };
    };
    /** A phone that wakes up, or finds its network again, does not wait for the next try. */
    const hurry = () => {
      const isWaiting = socket?.readyState === WebSocket.CLOSED && document.visibilityState === 'visible';
      if (ended || !isWaiting) return;
      retryMs = firstRetryMs;
      open();
    };
    const end = () => {
      ended = true;
      clearTimeout(retry);
      removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      socket?.close();
    };
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    open();

    return {
      send(data) {
        if (socket?.readyState === WebSocket.OPEN) socket.send(data as string | Uint8Array<ArrayBuffer>);
      },
      dispose: end,
    };
  };
}
