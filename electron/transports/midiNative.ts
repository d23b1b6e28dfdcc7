import { existsSync } from 'node:fs';

/** What is needed of the native MIDI library; replaced in tests. Names are the system's own, with its changing numbers. */
export interface NativeMidi {
  readonly hasVirtualPorts: boolean;
  inputNames(): readonly string[];
  outputNames(): readonly string[];
  /** @throws if there is no such port any more or it is in use. */
  openInput(port: NativePlace, heard: (bytes: Uint8Array) => void): NativeEnd;
  /** @throws as above. */
  openOutput(port: NativePlace): NativeEnd & { send(message: Uint8Array): void };
}

/** A port of the system by its name, or a virtual one that others see under this name. */
export type NativePlace = { readonly name: string } | { readonly virtualName: string };

export interface NativeEnd {
  close(): void;
}

/**
 * Loads the native library. Its constructors throw where the machine has no MIDI (no ALSA sequencer, no ALSA library), so that
 * nothing of it is touched before MIDI is wanted.
 * @returns the library, or a sentence that says why MIDI is off.
 */
export async function loadNativeMidi(platform: NodeJS.Platform = process.platform): Promise<NativeMidi | string> {
  // The library would write to standard error beside its exception.
  if (platform === 'linux' && !existsSync('/dev/snd/seq')) return noSequencer;
  try {
    // The library that easymidi opens its ports with, without easymidi: its constructors list all ports through one more object that
    // they never free. Under a real sequencer its 64th Input could not be opened, and garbage collection gave nothing back; nor could
    // its 65th Output, unless the collector had run in between. 300 of these cost nothing. See README.md beside this file.
    const library = await import('@julusian/midi');
    const { Input, Output } = 'Input' in library ? library : (library as { default: typeof library }).default;
    // The first thing that fails where there is no sequencer.
    new Output().destroy();
    return {
      hasVirtualPorts: platform !== 'win32',
      inputNames: () => Input.getPortNames(),
      outputNames: () => Output.getPortNames(),
      openInput(place, heard) {
        const input = new Input();
        return opened(input, place, () => {
          input.ignoreTypes(false, false, false);
          input.on('messageBuffer', (_seconds: number, bytes: Uint8Array) => heard(bytes));
        });
      },
      openOutput(place) {
        const output = new Output();
        const end = opened(output, place, () => undefined);
        return { ...end, send: (message) => output.sendMessage([...message]) };
      },
    };
  } catch (error) {
    return `MIDI is off: ${offReason(error, platform)}`;
  }
}

interface NativePort {
  openPortByName(name: string): unknown;
  openVirtualPort(name: string): unknown;
  isPortOpen(): boolean;
  closePort(): unknown;
  destroy(): unknown;
}

/** Opens a port, or frees what it took. */
function opened(port: NativePort, place: NativePlace, prepare: () => void): NativeEnd {
  // A virtual port stays listed until its client is destroyed; closing alone leaves it.
  const close = () => {
    port.closePort();
    port.destroy();
  };
  try {
    prepare();
    if ('virtualName' in place) port.openVirtualPort(place.virtualName);
    else {
      port.openPortByName(place.name);
      if (!port.isPortOpen()) throw new Error(`there is no MIDI port "${place.name}" any more`);
    }
  } catch (error) {
    close();
    throw error;
  }
  return { close };
}

const noSequencer =
  'MIDI is off: this machine has no ALSA sequencer. Load it with "modprobe snd-seq" and restart the app.';

function offReason(error: unknown, platform: NodeJS.Platform): string {
  const text = error instanceof Error ? error.message : String(error);
  if (platform !== 'linux') return `this machine's MIDI system does not answer (${text}). Restart it and try again.`;
  if (text.includes('libasound'))
    return 'the ALSA library is missing. Install the package libasound2 and restart the app.';
  return text;
}
