import type { Disposable } from '../../../../shared/base/disposable.ts';
import { DisposableStore } from '../../../../shared/base/disposable.ts';
import type { DeskDiff } from '../../../../shared/desk/diff.ts';
import { encodeMessage, encodeText, OscReader } from '../../../transports/oscCodec.ts';
import type { UdpSocket } from '../../../transports/udp.ts';
import type { DeskServer, ServedDesk, ServeOptions } from '../../driver.ts';
import { splitLine } from '../nodeText.ts';
import { wireMapOf } from '../paramMap.ts';
import { readSceneFile, readSceneHeader } from '../scenes.ts';
import type { WireParam } from '../wireMap.ts';
import { ChangePushes } from './changePushes.ts';
import { type Client, clientOf } from './client.ts';
import { ExtraValues } from './extraValues.ts';
import { identityReply, ownAddress } from './identity.ts';
import { MeterFeed } from './meterFeed.ts';
import { ParameterRequests, type Wanted } from './parameterRequests.ts';
import { RemoteClients } from './remoteClients.ts';
import { restoreState, saveState } from './savedState.ts';
import { ShowLeaves } from './showLeaves.ts';
import { answerShowRequest } from './showRequests.ts';
import { ShowStorage } from './showStorage.ts';
import { SubscriptionRequests } from './subscriptionRequests.ts';
import { Subscriptions } from './subscriptions.ts';

/** Requests are small: a whole line of text stays below 512 bytes (facts, section 1). What is far larger is no request. */
const largestRequestBytes = 4096;

/** Nobody is named by changes that come from the desk itself. */
const nothingNamed: ReadonlySet<WireParam> = new Set();

/** What a server needs besides its socket. */
export type AnswerOptions = Pick<ServeOptions, 'clock' | 'name' | 'sceneText' | 'savedState'>;

/** A request's handler. @returns false for what the desk ignores. */
type Handler = (message: OscReader, client: Client) => boolean;

/** The desk's side of the protocol over one socket: reads requests, answers, and tells remote clients of changes. */
export class AnsweringDesk implements Disposable {
  readonly #socket: UdpSocket;
  readonly #desk: ServedDesk;
  readonly #reader = new OscReader();
  readonly #remotes: RemoteClients;
  readonly #pushes: ChangePushes;
  readonly #parameters: ParameterRequests;
  readonly #extras: ExtraValues;
  readonly #storage: ShowStorage;
  readonly #show: ShowLeaves;
  readonly #subscriptions: Subscriptions;
  readonly #handlers: ReadonlyMap<string, Handler>;
  readonly #disposables = new DisposableStore();
  readonly #address: string;
  /** What the request that is being carried out names, and who sent it. */
  #named: ReadonlySet<WireParam> = nothingNamed;
  #sent = 0;
  #received = 0;
  #ignored = 0;
  #malformed = 0;

  constructor(socket: UdpSocket, desk: ServedDesk, options: AnswerOptions) {
    const { clock } = options;
    const map = wireMapOf(desk.schema);
    this.#socket = socket;
    this.#desk = desk;
    this.#address = ownAddress(socket.local.host);
    this.#remotes = new RemoteClients(clock);
    this.#parameters = new ParameterRequests(map, desk);
    this.#extras = new ExtraValues(options.name);
    this.#storage = new ShowStorage(map, desk);
    this.#show = new ShowLeaves(this.#storage, desk.schema.profile.firmware);
    this.#pushes = new ChangePushes(map, this.#parameters.lookUp, this.#remotes, this.#send, clock);
    this.#subscriptions = new Subscriptions(clock, this.#send);
    const subscribing = new SubscriptionRequests(
      this.#subscriptions,
      this.#parameters,
      new MeterFeed(desk),
      clock,
      (path) => this.#reply(path),
    );
    this.#handlers = this.#handlersWith(subscribing);
    this.#load(options);
    this.#disposables.add(this.#pushes);
    this.#disposables.add(this.#subscriptions);
    this.#disposables.add(desk.onChange(({ changes, origin }) => this.#changed(changes, origin)));
    this.#disposables.add(socket.onMessage((bytes, from) => this.#receive(bytes, clientOf(from))));
  }

  saveState(): string {
    return saveState(this.#desk, this.#storage, this.#extras);
  }

  statistics(): ReturnType<DeskServer['statistics']> {
    return {
      received: this.#received,
      sent: this.#sent,
      ignored: this.#ignored,
      malformed: this.#malformed,
      clients: this.#remotes.count,
    };
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Scene 0 always exists: it holds what the desk begins with (facts, section 10). A scene goes before what was saved. */
  #load({ sceneText, savedState }: AnswerOptions): void {
    if (savedState !== undefined) restoreState(savedState, this.#desk, this.#storage, this.#extras);
    if (sceneText !== undefined) {
      const { name, notes } = readSceneHeader(sceneText);
      this.#desk.apply(readSceneFile(this.#desk.schema, sceneText).changes, undefined);
      this.#storage.saveScene(0, name, notes);
    } else if (!this.#storage.show.scenes.has(0)) {
      this.#storage.saveScene(0, 'Default', '');
    }
  }

  #handlersWith(subscribing: SubscriptionRequests): ReadonlyMap<string, Handler> {
    const identify: Handler = ({ address }, client) => this.#sendIfAny(client, this.#identity(address));
    const showRequest: Handler = (message, client) => this.#changeShow(message, client);
    return new Map<string, Handler>([
      ['/info', identify],
      ['/xinfo', identify],
      ['/status', identify],
      ['/xremote', (_message, client) => this.#remotes.admit(client)],
      ['/node', (message, client) => this.#sendLine(message, client)],
      ['/', (message, client) => this.#setByText(message, client)],
      ['/meters', (message, client) => subscribing.meters(message, client)],
      ['/subscribe', (message, client) => subscribing.subscribe(message, client)],
      ['/formatsubscribe', (message, client) => subscribing.formatSubscribe(message, client)],
      ['/batchsubscribe', (message, client) => subscribing.batchSubscribe(message, client)],
      ['/renew', (message, client) => subscribing.renew(message, client)],
      [
        '/unsubscribe',
        (message, client) => {
          if (message.count === 0) this.#remotes.drop(client);
          return subscribing.unsubscribe(message, client) || message.count === 0;
        },
      ],
      ['/showdump', (_message, client) => this.#dumpShow(client)],
      ...['/save', '/load', '/copy', '/add', '/delete', '/rename'].map((path): [string, Handler] => [
        path,
        showRequest,
      ]),
      ['/-action/goscene', (message) => this.#recall(message, (index) => this.#storage.recallScene(index), 1)],
      ['/-action/gosnippet', (message) => this.#recall(message, (index) => this.#storage.recallSnippet(index), 2)],
      ['/-action/gocue', (message) => this.#recall(message, (index) => this.#storage.recallCue(index), 0)],
      ['/-action/clearsolo', (message) => message.number(0) === 1 && this.#clearSolo()],
    ]);
  }

  readonly #send = (client: Client, bytes: Uint8Array): void => {
    this.#sent++;
    this.#socket.send(bytes, client.endpoint);
  };

  #sendIfAny(client: Client, bytes: Uint8Array | undefined): boolean {
    if (!bytes) return false;
    this.#send(client, bytes);
    return true;
  }

  #receive(bytes: Uint8Array, client: Client): void {
    this.#received++;
    if (bytes.length > largestRequestBytes || !this.#reader.read(bytes)) {
      this.#malformed++;
      return;
    }
    if (!this.#handle(this.#reader, client)) this.#ignored++;
  }

  #handle(message: OscReader, client: Client): boolean {
    const handler = this.#handlers.get(message.address);
    if (handler) return handler(message, client);
    if (message.count === 0) return this.#sendIfAny(client, this.#reply(message.address));
    return this.#set(message, client);
  }

  /** The reply to a bare address. */
  #reply(path: string): Uint8Array | undefined {
    return this.#parameters.reply(path) ?? this.#extras.message(path) ?? this.#show.message(path);
  }

  #identity(path: string): Uint8Array | undefined {
    const { model, firmware } = this.#desk.schema.profile;
    return identityReply(path, { address: this.#address, name: this.#extras.text('/-prefs/name'), model, firmware });
  }

  #set(message: OscReader, client: Client): boolean {
    const wanted = this.#parameters.wantedBy(message);
    if (wanted) {
      this.#apply(wanted, client);
      return true;
    }
    const path = message.address;
    const changed = this.#extras.set(path, message);
    if (changed === undefined && !this.#show.set(path, message)) return false;
    if (changed !== false) this.#pushReply(path, client);
    return true;
  }

  /** Sets have no reply: the sender hears only of what followed from them, the others of everything. */
  #apply({ changes, named }: Wanted, client: Client): void {
    this.#named = named;
    try {
      this.#desk.apply(changes, client);
    } finally {
      this.#named = nothingNamed;
    }
  }

  #changed(changes: DeskDiff, origin: unknown): void {
    const author = isClient(origin) ? origin : undefined;
    this.#pushes.push(changes, author, author ? this.#named : nothingNamed);
  }

  #pushReply(path: string, client: Client | undefined): void {
    const message = this.#reply(path);
    if (message) this.#pushes.pushMessage(message, client);
  }

  /** The reply's address has no leading slash: not OSC, but what the desk does (facts, section 5.1). */
  #sendLine(message: OscReader, client: Client): boolean {
    const path = message.text(0);
    const line = path === undefined ? undefined : (this.#parameters.line(path) ?? this.#show.line(path));
    return this.#sendIfAny(client, line === undefined ? undefined : encodeText('node', line));
  }

  /** The only set with an answer: its own echo (facts, section 5.2). */
  #setByText(message: OscReader, client: Client): boolean {
    const text = message.text(0);
    if (text === undefined) return false;
    const [, path = '', values = ''] = /^\s*\/?(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    const wanted = this.#parameters.wantedByText(path, values);
    if (wanted) this.#apply(wanted, client);
    else if (!this.#setOtherByText(path, values, client)) return false;
    this.#send(client, encodeText('/', text));
    return true;
  }

  #setOtherByText(path: string, values: string, client: Client): boolean {
    const word = splitLine(values)[0];
    const changed = word === undefined ? undefined : this.#extras.setWord(`/${path}`, word);
    if (changed === undefined && !this.#show.setWords(path, values)) return false;
    if (changed !== false) this.#pushReply(`/${path}`, client);
    return true;
  }

  #dumpShow(client: Client): boolean {
    for (const line of this.#show.dump()) this.#send(client, encodeText('node', line));
    return true;
  }

  #changeShow(message: OscReader, client: Client): boolean {
    const answer = answerShowRequest(this.#storage, message);
    if (!answer) return false;
    this.#send(client, encodeMessage(message.address, 'si', [answer.type, answer.done ? 1 : 0]));
    if (answer.recalledScene !== undefined) this.#moveCursor(answer.recalledScene, 1);
    return true;
  }

  /** @param list the cursor's list that the number belongs to: 0 cues, 1 scenes, 2 snippets. */
  #recall(message: OscReader, recall: (index: number) => boolean, list: number): boolean {
    if (message.tag(0) !== 'i') return false;
    const index = message.number(0);
    if (!recall(index)) return false;
    this.#moveCursor(index, list);
    return true;
  }

  /** The cursor follows a recall if it stands in the same list. */
  #moveCursor(index: number, list: number): void {
    const id = this.#desk.schema.idOf('deskScene/current');
    if (id === undefined || this.#extras.number('/-prefs/show_control') !== list) return;
    this.#desk.apply([{ id, value: index }], undefined);
  }

  #clearSolo(): boolean {
    const { schema } = this.#desk;
    const solos = schema.profile.strips
      .flatMap(({ strips }) => strips)
      .flatMap((strip) => schema.idOf(`${strip}/solo`) ?? []);
    this.#desk.apply(
      solos.map((id) => ({ id, value: 0 })),
      undefined,
    );
    return true;
  }
}

function isClient(origin: unknown): origin is Client {
  return typeof origin === 'object' && origin !== null && 'key' in origin && 'endpoint' in origin;
}
