import type { Clock } from '../../shared/base/clock.ts';
import { type ClientSays, parseServerMessage, type ServerMessage } from '../../shared/protocol/messages.ts';
import { type Agreement, filePartLength, type RecallStatus } from '../../shared/protocol/showMessages.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import type { FadeSettings } from '../../shared/scenes/fade.ts';
import type { RecallScope } from '../../shared/scenes/scope.ts';

/** The two ends of a client's connection to the app, as the hub has them. */
export type ConnectClient = (link: {
  send(data: string | Uint8Array): void;
  bufferedBytes(): number;
  close(reason: string): void;
}) => { receive(data: string | Uint8Array): void; closed(): void };

/** A recall as a client asks for it. */
export interface RecallWish {
  /** Text of a show with the one scene. */
  readonly text: string;
  readonly scope: RecallScope;
  readonly agreed: readonly Agreement[];
  readonly fade: FadeSettings | undefined;
}

/** The hub says something at least this often while a recall goes on, in ms. */
const patienceMs = 90_000;

/** Recalls a scene as any client does, and waits until the console has proved it. @returns what became of it, as a sentence */
export class RecallClient {
  readonly #clock: Clock;
  readonly #session: ReturnType<ConnectClient>;
  #waiting: ((message: ServerMessage) => void) | undefined;

  constructor(connect: ConnectClient, clock: Clock) {
    this.#clock = clock;
    const send = (data: string | Uint8Array) => {
      if (typeof data === 'string') this.#waiting?.(parseServerMessage(data));
    };
    this.#session = connect({ send, bufferedBytes: () => 0, close: () => undefined });
    this.#say({ type: 'hello', protocol: protocolVersion });
  }

  #say(message: ClientSays): void {
    this.#session.receive(JSON.stringify(message));
  }

  /** Says something and waits for what answers it. @throws with what the app says is wrong */
  #ask<T>(messages: readonly ClientSays[], answerOf: (message: ServerMessage) => T | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const late = this.#clock.after(patienceMs, () =>
        end(() => reject(new Error('Omnibus does not answer: try again.'))),
      );
      const end = (settle: () => void) => {
        this.#waiting = undefined;
        late.dispose();
        settle();
      };
      this.#waiting = (message) => {
        if (message.type === 'problem') return end(() => reject(new Error(message.message)));
        if (message.type === 'recallNeeds') {
          const { title, needs } = message;
          const sentence = `${title} was not recalled: it needs a yes to ${needs.join(', ')}. Add --yes ${needs.join(',')}.`;
          return end(() => reject(new Error(sentence)));
        }
        const answer = answerOf(message);
        if (answer !== undefined) end(() => resolve(answer));
      };
      for (const message of messages) this.#say(message);
    });
  }

  async recall({ text, scope, agreed, fade }: RecallWish): Promise<string> {
    const parts = Math.ceil(text.length / filePartLength);
    const file = await this.#ask(
      Array.from({ length: parts }, (_, part) => ({
        type: 'filePart' as const,
        request: 1,
        name: 'scene.omnibus',
        part,
        parts,
        text: text.slice(part * filePartLength, (part + 1) * filePartLength),
      })),
      (message) => (message.type === 'fileRead' ? message : undefined),
    );
    if (file.file === '') throw new Error(file.problem);
    const status = await this.#ask(
      [
        {
          type: 'sceneRecall',
          source: { from: 'file', file: file.file },
          scope,
          agreed: [...agreed],
          ...(fade === undefined ? {} : { fade }),
        },
      ],
      (message) => (message.type === 'recall' && message.recall && isOver(message.recall) ? message.recall : undefined),
    );
    return recallSentence(status);
  }

  close(): void {
    this.#session.closed();
  }
}

const isOver = ({ state }: RecallStatus) => state === 'done' || state === 'ended';

/** "214 of 214 landed in 0.6 s", and what did not. */
export function recallSentence({ landed, between, total, tookMs, why, missed }: RecallStatus): string {
  const onTheWay = between === 0 ? '' : `; ${between} stopped between old and new`;
  const early = why === '' ? '' : `; ended early: ${why}`;
  const sentence = `${landed} of ${total} landed in ${(tookMs / 1000).toFixed(1)} s${onTheWay}${early}.`;
  return [
    sentence,
    ...missed.map(({ title, wanted, why: reason }) => `${title}: ${wanted} did not land (${reason})`),
  ].join('\n');
}
