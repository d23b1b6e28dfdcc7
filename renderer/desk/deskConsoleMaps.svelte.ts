import type { Result } from '../../shared/base/result.ts';
import type { ClientSays, ServerMessage } from '../../shared/protocol/messages.ts';
import { longestConsoleMap } from '../../shared/scenes/sections/consoleMapSize.ts';

/** Descriptions of consoles that the open show keeps. */
export class DeskConsoleMaps {
  /** In the show's order; empty for those who may not change them. */
  maps = $state.raw<readonly { readonly id: string; readonly name: string }[]>([]);

  readonly #send: (message: ClientSays) => void;
  readonly #waiting = new Map<number, (answer: Result<string>) => void>();
  #requests = 0;

  constructor(send: (message: ClientSays) => void) {
    this.#send = send;
  }

  /** @returns whether the message was for this part */
  receive(message: ServerMessage): boolean {
    if (message.type === 'consoleMaps') {
      this.maps = message.maps;
      return true;
    }
    if (message.type !== 'consoleMapRead') return false;
    const { request, id, problem } = message;
    this.#waiting.get(request)?.(id === null ? { ok: false, error: problem } : { ok: true, value: id });
    this.#waiting.delete(request);
    return true;
  }

  /**
   * Keeps the text of a file. @param id of the one whose place it takes; a new one if left out
   * @returns the id by which the show keeps it, or a sentence that says where and what is wrong
   */
  put(fileName: string, text: string, id?: string): Promise<Result<string>> {
    const short = withoutBlanks(text);
    if (short.length > longestConsoleMap) {
      const error = `It has ${short.length} letters and a show keeps ${longestConsoleMap}: write it with ranges such as {n:1..16}.`;
      return Promise.resolve({ ok: false, error });
    }
    const request = ++this.#requests;
    return new Promise((resolve) => {
      this.#waiting.set(request, resolve);
      const place = id === undefined ? {} : { id };
      this.#send({ type: 'consoleMapPut', request, ...place, fileName: fileName.slice(0, 200), text: short });
    });
  }

  remove(id: string): void {
    this.#send({ type: 'consoleMapDelete', id });
  }
}

/** The same JSON, as short as it can be; what is no JSON stays as it is, so that the app can say where it is wrong. */
function withoutBlanks(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
