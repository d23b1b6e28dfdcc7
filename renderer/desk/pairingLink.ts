import { type GateAnswer, parseGateAnswer, type Refusal } from '../../shared/protocol/gateAnswer.ts';
import { tokenKey } from './earlyLink.ts';

/** How pairing stands. */
export type PairingState =
  | { readonly state: 'asking' | 'waiting' | 'lost' }
  | { readonly state: 'refused'; readonly why: Refusal };

/**
 * Knocks at the app with a code. @param told how it goes on; `paired` ends it
 * @returns a function that goes away before that
 */
export function knock(
  url: string,
  code: string,
  name: string,
  told: { state(state: PairingState): void; paired(token: string): void },
): () => void {
  const socket = new WebSocket(url);
  let isOver = false;
  const finish = () => {
    isOver = true;
    socket.close();
  };
  const hear = (answer: GateAnswer | undefined) => {
    if (answer?.type === 'waiting') told.state({ state: 'waiting' });
    else if (answer?.type === 'paired') {
      finish();
      told.paired(answer.token);
    } else if (answer?.type === 'refused') {
      finish();
      told.state({ state: 'refused', why: answer.why });
    }
  };
  told.state({ state: 'asking' });
  socket.onopen = () => socket.send(JSON.stringify({ type: 'pair', code, name }));
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isOver) hear(typeof data === 'string' ? parseGateAnswer(data) : undefined);
  };
  socket.onclose = () => {
    if (!isOver) told.state({ state: 'lost' });
    isOver = true;
  };
  return finish;
}

const pageKey = 'omnibus.page';

/** Which page this browser showed last, so that its code is under way before the app has said who somebody is. */
export const lastPage = {
  get(): string | undefined {
    try {
      return localStorage.getItem(pageKey) ?? undefined;
    } catch {
      // Without storage the page comes a moment later.
      return undefined;
    }
  },
  set(page: string): void {
    try {
      localStorage.setItem(pageKey, page);
    } catch {
      // As above.
      return;
    }
  },
};

/** What this browser was given when it was let in. Where nothing can be kept, it is kept as long as the page. */
export class KeptToken {
  #token: string | undefined;

  constructor() {
    try {
      this.#token = localStorage.getItem(tokenKey) ?? undefined;
    } catch {
      // A browser without storage pairs again each time.
      this.#token = undefined;
    }
  }

  get value(): string | undefined {
    return this.#token;
  }

  set value(token: string | undefined) {
    this.#token = token;
    try {
      if (token === undefined) localStorage.removeItem(tokenKey);
      else localStorage.setItem(tokenKey, token);
    } catch {
      // As above: the page itself still has it.
      this.#token = token;
    }
  }
}

/** The code that a QR code left in the page's address; it is taken out of it, so that it stays in no history. */
export function takeCode(): string | undefined {
  const code = /^#pair=([\w-]{6,100})$/.exec(location.hash)?.[1];
  if (code !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return code;
}
