import type { ParamId } from '../../shared/desk/schema.ts';
import { filePartLength, mostFileParts } from '../../shared/protocol/fileParts.ts';
import type { ClientSays, ServerMessage } from '../../shared/protocol/messages.ts';
import type {
  Agreement,
  CueStanding,
  CurrentScene,
  InterruptedRecall,
  RecallStatus,
  SceneSource,
  ShowServerMessage,
  ShowSummary,
} from '../../shared/protocol/showMessages.ts';
import type { FadeSettings } from '../../shared/scenes/fade.ts';
import type { RecallScope } from '../../shared/scenes/scope.ts';

type Asking = Extract<ClientSays, { request: number } | { type: 'sceneStore' }>;
type Answer = Extract<ShowServerMessage, { request: number }>;
type AnswerOf<Type extends Answer['type']> = Extract<Answer, { type: Type }>;

export type ScenePreview = AnswerOf<'scenePreview'>;
export type DeskSceneList = AnswerOf<'deskScenes'>;

/** How something is recalled; what is left out is the scene's own. */
export interface RecallChoice {
  readonly source: SceneSource;
  readonly scope?: RecallScope;
  readonly fade?: FadeSettings;
  readonly hardCut?: boolean;
  readonly agreed: readonly Agreement[];
}

const noShow: ShowSummary = {
  name: '',
  file: null,
  isSaved: false,
  problem: '',
  scope: null,
  safes: {},
  scenes: [],
  kept: [],
  cues: [],
  undo: null,
  redo: null,
};
const noStanding: CueStanding = { current: null, armed: null, followsInMs: null, agreed: {} };

/** What the page knows and wants of the show: scenes, previews, recalls, cues, files. */
export class DeskShow {
  show = $state.raw<ShowSummary>(noShow);
  standing = $state.raw<CueStanding>(noStanding);
  /** When the armed cue follows by itself, by this page's clock; `undefined` if it does not. */
  followsAtMs = $state.raw<number | undefined>();
  current = $state.raw<CurrentScene | null>(null);
  recall = $state.raw<RecallStatus | null>(null);
  interrupted = $state.raw<InterruptedRecall | null>(null);
  comparing = $state.raw<{ readonly by: string | null; readonly title: string }>({ by: null, title: '' });
  /** A recall was not begun for want of these. */
  needs = $state.raw<{ readonly title: string; readonly needs: readonly Agreement[] } | undefined>();
  /** Values that a preview would set, shown as thin lines; empty while nothing is previewed. */
  ghosts = $state.raw<ReadonlyMap<ParamId, number>>(new Map());

  readonly #send: (message: ClientSays) => void;
  readonly #waiting = new Map<number, { settle(answer: Answer): void; fail(error: Error): void }>();
  #request = 0;

  constructor(send: (message: ClientSays) => void) {
    this.#send = send;
  }

  /** Says something that has no answer of its own: the show or the recall that comes of it is told to everybody. */
  say(message: ClientSays): void {
    this.#send(message);
  }

  /** @throws if the connection ends before the answer, as all that ask here. */
  preview(choice: RecallChoice): Promise<ScenePreview> {
    return this.#ask('scenePreview', { type: 'scenePreview', request: this.#next(), ...plain(choice) });
  }

  /** What storing the desk over a scene would change. */
  difference(id: string): Promise<ScenePreview> {
    return this.#ask('scenePreview', { type: 'sceneDifference', request: this.#next(), id });
  }

  /** Stores the desk as a scene. @param scope what its recalls may change at most */
  store(name: string, scope?: RecallScope): Promise<AnswerOf<'sceneStored'>> {
    return this.#ask('sceneStored', { type: 'sceneStore', request: this.#next(), name, ...(scope && { scope }) });
  }

  begin(choice: RecallChoice): void {
    this.needs = undefined;
    this.#send({ type: 'sceneRecall', ...plain(choice) });
  }

  /** Hears it as long as it is on. */
  compare(choice: RecallChoice | undefined): void {
    this.#send({ type: 'compare', on: choice !== undefined, ...(choice && { choice: plain(choice) }) });
  }

  shows(): Promise<AnswerOf<'shows'>> {
    return this.#ask('shows', { type: 'shows', request: this.#next() });
  }

  deskScenes(): Promise<DeskSceneList> {
    return this.#ask('deskScenes', { type: 'deskScenes', request: this.#next() });
  }

  /** Hands over a file to be read. @throws if it is far larger than a scene */
  readFile(name: string, text: string): Promise<AnswerOf<'fileRead'>> {
    const parts = Math.max(1, Math.ceil(text.length / filePartLength));
    if (parts > mostFileParts) return Promise.reject(new Error(`${name} is far larger than a scene of any console.`));
    const request = this.#next();
    const answer = this.#ask('fileRead', undefined, request);
    for (let part = 0; part < parts; part++) {
      const from = part * filePartLength;
      const piece = text.slice(from, from + filePartLength);
      this.#send({ type: 'filePart', request, name: name.slice(0, 200), part, parts, text: piece });
    }
    return answer;
  }

  fileFormats(): Promise<AnswerOf<'fileFormats'>> {
    return this.#ask('fileFormats', { type: 'fileFormats', request: this.#next() });
  }

  /** A scene, or the desk as it is, as a file. */
  exportFile(format: string, source?: SceneSource): Promise<AnswerOf<'sceneFile'>> {
    return this.#ask('sceneFile', {
      type: 'sceneExport',
      request: this.#next(),
      format,
      ...(source && { source }),
    });
  }

  /** Shows what would be set; nothing is sent. */
  showGhosts(numbers: readonly (readonly [ParamId, number])[] | undefined): void {
    this.ghosts = new Map(numbers);
  }

  #next(): number {
    return ++this.#request;
  }

  #ask<Type extends Answer['type']>(
    type: Type,
    message: Asking | undefined,
    request = message?.request ?? 0,
  ): Promise<AnswerOf<Type>> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, {
        settle: (answer) => {
          if (answer.type === type) resolve(answer as AnswerOf<Type>);
          else reject(new Error(`The app answered ${answer.type} instead of ${type}`));
        },
        fail: reject,
      });
      if (message) this.#send(message);
    });
  }

  /** The page has lost the app: what it said counts no more. */
  closed(): void {
    this.recall = null;
    this.interrupted = null;
    this.needs = undefined;
    this.ghosts = new Map();
    for (const { fail } of this.#waiting.values()) fail(new Error('The connection to the app ended.'));
    this.#waiting.clear();
  }

  /** Takes a message of the app. @returns whether it was one of these. */
  receive(message: ServerMessage): boolean {
    switch (message.type) {
      case 'show':
        this.show = message.show;
        return true;
      case 'cues': {
        const { followsInMs } = message.standing;
        this.standing = message.standing;
        this.followsAtMs = followsInMs === null ? undefined : performance.now() + followsInMs;
        return true;
      }
      case 'currentScene':
        this.current = message.scene;
        return true;
      case 'recall':
        this.recall = message.recall;
        return true;
      case 'interruptedRecall':
        this.interrupted = message.interrupted;
        return true;
      case 'comparing':
        this.comparing = { by: message.by, title: message.title };
        return true;
      case 'recallNeeds':
        this.needs = { title: message.title, needs: message.needs };
        return true;
      case 'shows':
      case 'scenePreview':
      case 'deskScenes':
      case 'fileRead':
      case 'sceneFile':
      case 'sceneStored':
      case 'fileFormats':
        this.#waiting.get(message.request)?.settle(message);
        this.#waiting.delete(message.request);
        return true;
      default:
        return false;
    }
  }
}

/** The same with lists that may be written into a message. */
function plain({ source, scope, fade, hardCut, agreed }: RecallChoice) {
  return {
    source,
    ...(scope && { scope: $state.snapshot(scope) as RecallScope }),
    ...(fade && { fade }),
    ...(hardCut !== undefined && { hardCut }),
    agreed: [...agreed],
  };
}
