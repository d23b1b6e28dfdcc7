import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { PairingWindow, RemoteStatus } from '../../shared/protocol/remoteMessages.ts';
import type { Authority, Invitation, PeopleDoor, RemoteCommands } from '../hub/peer.ts';
import { anyHost, networkChoices } from './networks.ts';
import type { PageFile } from './pageFiles.ts';
import { Pairing, triesInAll } from './pairing.ts';
import { qrRows } from './qr.ts';
import { type Certificate, selfSigned } from './selfSigned.ts';
import { startWebServer, type WebServer } from './webServer.ts';

/** The usual port of the page for others. */
export const defaultRemotePort = 8033;

export interface RemoteOptions {
  readonly clock: Clock;
  readonly wallMs: () => number;
  readonly authority: Authority;
  readonly people: PeopleDoor;
  /** Read when remote access is switched on. @throws if the page was not built */
  readonly files: () => ReadonlyMap<string, PageFile>;
  /** Lets the page be found by a name in the local network, which is told. */
  readonly announce: (port: number, failed: (reason: string) => void) => Disposable;
  readonly announcedName: string;
  readonly warn: (message: string) => void;
  /** A certificate of one's own in place of a generated one. */
  readonly certificate?: Certificate;
  /** What engineers are shown is out of date. */
  readonly changed: () => void;
}

export interface RemoteWish {
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly https?: boolean;
}

interface Running {
  readonly server: WebServer;
  readonly announcement: Disposable;
}

/** Remote access: off until somebody at this computer switches it on, and again after each start. */
export class RemoteAccess implements RemoteCommands {
  readonly #options: RemoteOptions;
  readonly #pairing: Pairing;
  #running: Running | undefined;
  #turning: Promise<void> = Promise.resolve();
  #wish: Required<RemoteWish>;
  #problem = '';

  constructor(options: RemoteOptions) {
    this.#options = options;
    this.#pairing = new Pairing({ clock: options.clock, random: randomBytes, changed: options.changed });
    this.#wish = { host: networkChoices()[0]?.host ?? anyHost, port: defaultRemotePort, https: false };
  }

  get status(): Omit<RemoteStatus, 'strangers'> {
    const { host, https } = this.#wish;
    return {
      isOn: this.#running !== undefined,
      host,
      port: this.#running?.server.port ?? this.#wish.port,
      isHttps: https,
      urls: this.#urls(),
      networks: networkChoices(),
      pairing: this.#window(),
      problem: this.#problem,
    };
  }

  #urls(): string[] {
    const port = this.#running?.server.port;
    if (port === undefined) return [];
    const { host, https } = this.#wish;
    const hosts = host === anyHost ? networkChoices().map((choice) => choice.host) : [host];
    const named = [...hosts.filter((each) => each !== anyHost), this.#options.announcedName];
    return named.map((each) => `${https ? 'https' : 'http'}://${each.includes(':') ? `[${each}]` : each}:${port}/`);
  }

  #window(): PairingWindow | null {
    const shown = this.#pairing.shown;
    const [address] = this.#urls();
    if (!shown || address === undefined) return null;
    const { invitation, pin, token, tries, remainingMs } = shown;
    const url = `${address}#pair=${token}`;
    const untilMs = this.#options.wallMs() + remainingMs;
    return { ...invitation, pin, url, qr: qrRows(url), untilMs, tries, maxTries: triesInAll };
  }

  switchOn(wish: RemoteWish): void {
    this.start(wish).catch((error: unknown) => {
      this.#problem = error instanceof Error ? error.message : String(error);
      this.#options.warn(this.#problem);
      this.#options.changed();
    });
  }

  /** Switches it on, or to other places. @throws (rejects) with a sentence if that cannot be */
  start(wish: RemoteWish): Promise<void> {
    return this.#inTurn(async () => {
      await this.#stop();
      this.#wish = { ...this.#wish, ...wish };
      this.#problem = '';
      const server = await this.#serve(wish.port === undefined);
      // Phones come back to where they were.
      this.#wish = { ...this.#wish, port: server.port };
      const announcement = this.#options.announce(server.port, (reason) => {
        this.#options.warn(`The page is not announced as ${this.#options.announcedName}: ${reason}`);
      });
      this.#running = { server, announcement };
      this.#options.changed();
    });
  }

  /** @param mayMove takes any free port where the usual one is in use */
  async #serve(mayMove: boolean): Promise<WebServer> {
    try {
      return await this.#serveAt(this.#wish.port);
    } catch (error) {
      const isInUse = error instanceof Error && error.message.includes('is in use');
      if (!mayMove || !isInUse) throw error;
      return await this.#serveAt(0);
    }
  }

  async #serveAt(port: number): Promise<WebServer> {
    const { authority, people, clock, files, warn, announcedName, wallMs } = this.#options;
    const { host, https } = this.#wish;
    const machine = hostname().toLowerCase();
    const names = [announcedName, machine.endsWith('.local') ? machine : `${machine}.local`];
    const addresses = networkChoices().flatMap((choice) => (choice.host === anyHost ? [] : [choice.host]));
    const own = () => selfSigned([...names, ...addresses, '127.0.0.1', 'localhost'], wallMs());
    const certificate = https ? (this.#options.certificate ?? (await own())) : undefined;
    return startWebServer({
      authority,
      files: files(),
      host,
      port,
      warn,
      moreNames: names,
      gate: { clock, people, pairing: this.#pairing, strangers: new Map() },
      ...(certificate && { certificate }),
    });
  }

  switchOff(): void {
    void this.#inTurn(() => this.#stop());
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    this.#pairing.close();
    running?.announcement.dispose();
    await running?.server.close();
    if (running) this.#options.changed();
  }

  /** One after the other: a port is free only when the server before has let go of it. */
  #inTurn(action: () => Promise<void>): Promise<void> {
    const turn = this.#turning.then(action);
    // Whoever asked hears of the error; the next turn is not its business.
    this.#turning = turn.catch(() => undefined);
    return turn;
  }

  openPairing(invitation: Invitation): void {
    if (this.#running) this.#pairing.open(invitation);
    else {
      this.#problem = 'Switch remote access on first: nobody could reach the page.';
      this.#options.changed();
    }
  }

  closePairing(): void {
    this.#pairing.close();
  }

  async close(): Promise<void> {
    await this.#inTurn(() => this.#stop());
    this.#pairing.dispose();
  }
}
