import type { Disposable } from '../../../shared/base/disposable.ts';
import type { ParamValue } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import { type MidiEvent, MidiParser } from '../../transports/midiParser.ts';
import type { MidiPort } from '../../transports/midiPort.ts';
import { listenTcpMidi } from '../../transports/tcpMidi.ts';
import type { DeskServer, DeskTarget, ServedDesk, ServeOptions } from '../driver.ts';
import { DelayLine } from './delayLine.ts';
import { printState, restoreState } from './savedState.ts';

/** What a desk answers with on one connection. */
export interface Cable {
  /** Tells this client something. */
  say(bytes: Uint8Array): void;
  /** Ends the connection from the desk's side. */
  hangUp(): void;
}

/** A desk on one connection: what it does with what it hears. Disposed when the client is gone. */
export interface ServedTongue extends Disposable {
  /** @returns whether the desk has such a message, or a part of one. */
  hear(event: MidiEvent): 'known' | 'unknown';
  /** How the desk tells a value that it has; `undefined` if it does not. */
  tell(id: ParamId, value: ParamValue): Uint8Array | undefined;
}

export interface MidiServing {
  /** Clients that the desk serves at once. */
  readonly mostClients: number;
  /** What has to stand behind the target to reach this desk. */
  readonly options?: DeskTarget['options'];
  tongue(cable: Cable): ServedTongue;
}

type Counts = { received: number; sent: number; ignored: number; malformed: number };

/**
 * Answers as a desk with MIDI on TCP.
 * @throws (rejects) with a sentence if the port or the saved state cannot be used, or an option has no meaning here.
 */
export async function serveMidiDesk(
  desk: ServedDesk,
  options: ServeOptions,
  serving: MidiServing,
): Promise<DeskServer> {
  if ((options.loss ?? 0) > 0)
    throw new Error(
      'This console is reached by TCP, which loses nothing: leave out --loss; --delay and --jitter work.',
    );
  if (options.sceneText !== undefined)
    throw new Error('This console has no scene files: leave out --scene; --state keeps what the emulated one has.');
  if (options.savedState !== undefined) desk.apply(restoreState(desk.schema, options.savedState), undefined);
  const counts: Counts = { received: 0, sent: 0, ignored: 0, malformed: 0 };
  const server = await listenTcpMidi({
    host: options.host,
    port: options.port,
    mostClients: serving.mostClients,
    client: (port) => serveClient(port, desk, options, serving, counts),
  });
  const { host, port } = server.local;
  return {
    target: { host, port, ...(serving.options ? { options: serving.options } : {}) },
    saveState: () => printState(desk.schema, (id) => desk.get(id)),
    statistics: () => ({ ...counts, clients: server.clients }),
    close: () => server.close(),
  };
}

/** Serves one connection until it ends. What this client set is not told to it. */
export function serveClient(
  port: MidiPort,
  desk: ServedDesk,
  options: Pick<ServeOptions, 'clock' | 'delayMs' | 'jitterMs' | 'seed'>,
  serving: MidiServing,
  counts: Counts = { received: 0, sent: 0, ignored: 0, malformed: 0 },
): Disposable {
  const lineOut = new DelayLine(options, (bytes) => port.send(bytes));
  const tongue: ServedTongue = serving.tongue({
    say(bytes) {
      counts.sent++;
      lineOut.put(bytes);
    },
    hangUp: () => void port.close(),
  });
  const parser = new MidiParser((event) => {
    counts.received++;
    if (tongue.hear(event) === 'unknown') counts.ignored++;
  });
  const lineIn = new DelayLine({ ...options, seed: (options.seed ?? 1) + 1 }, (bytes) => {
    const { skipped } = parser;
    parser.push(bytes);
    counts.malformed += parser.skipped - skipped;
  });
  const told = desk.onChange(({ changes, origin }) => {
    if (origin === tongue) return;
    for (const { id, value } of changes) {
      const bytes = tongue.tell(id, value);
      if (!bytes) continue;
      counts.sent++;
      lineOut.put(bytes);
    }
  });
  const parts = [told, tongue, lineIn, lineOut, port.onBytes((bytes) => lineIn.put(Uint8Array.from(bytes)))];
  const all = {
    dispose() {
      for (const part of parts.splice(0)) part.dispose();
    },
  };
  parts.push(
    port.onStatus(({ state }) => {
      if (state !== 'open') all.dispose();
    }),
  );
  return all;
}
