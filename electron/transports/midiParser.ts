/**
 * MIDI 1.0 as events. Channels count from 0, pitch bend and song position are 14 bit (bend: 8192 is the middle). A parser
 * never tells a note on with velocity 0: that is a note off; encoded it is sent as it stands, as many surfaces want it.
 */
export type MidiEvent =
  | { readonly type: 'noteOn' | 'noteOff'; readonly channel: number; readonly note: number; readonly velocity: number }
  | { readonly type: 'polyPressure'; readonly channel: number; readonly note: number; readonly pressure: number }
  | { readonly type: 'controlChange'; readonly channel: number; readonly controller: number; readonly value: number }
  /** `isRunning`: it came without a status byte of its own. */
  | { readonly type: 'programChange'; readonly channel: number; readonly program: number; readonly isRunning?: true }
  | { readonly type: 'channelPressure'; readonly channel: number; readonly pressure: number }
  | { readonly type: 'pitchBend'; readonly channel: number; readonly value: number }
  /** The whole message, from F0 to F7. */
  | { readonly type: 'sysex'; readonly bytes: Uint8Array }
  | { readonly type: 'timeCode' | 'songPosition' | 'songSelect'; readonly value: number }
  | { readonly type: 'tuneRequest' }
  | { readonly type: 'clock' | 'start' | 'continue' | 'stop' | 'activeSensing' | 'reset' };

/** Longer system exclusive messages, F0 and F7 included, are thrown away. */
export const longestSysexBytes = 64 * 1024;

const realTime = {
  248: 'clock',
  250: 'start',
  251: 'continue',
  252: 'stop',
  254: 'activeSensing',
  255: 'reset',
} as const;

/** Data bytes behind a status byte; undefined ones (F4, F5) have none and end what was before, as the others do. */
function dataCount(status: number): 0 | 1 | 2 {
  if (status < 0xc0 || (status >= 0xe0 && status < 0xf0) || status === 0xf2) return 2;
  return status < 0xe0 || status === 0xf1 || status === 0xf3 ? 1 : 0;
}

/**
 * Reads a stream of MIDI bytes, cut anywhere, for one direction of one connection. Running status is understood, real-time
 * bytes may stand between any two bytes, and no input is an error: what makes no message is skipped and counted.
 */
export class MidiParser {
  readonly #tell: (event: MidiEvent) => void;
  /** The status that the next data bytes belong to; 0 if none. */
  #status = 0;
  #isRunning = false;
  #first = -1;
  #sysex = new Uint8Array(64);
  /** Bytes of a system exclusive message so far; 0 outside of one. */
  #sysexLength = 0;
  #skipped = 0;

  constructor(tell: (event: MidiEvent) => void) {
    this.#tell = tell;
  }

  /** Bytes, and messages too long or cut off, that were thrown away. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Forgets what is half read, and the running status: a connection has begun anew. */
  reset(): void {
    this.#status = 0;
    this.#first = -1;
    this.#sysexLength = 0;
  }

  push(bytes: Uint8Array | readonly number[]): void {
    for (const byte of bytes) {
      if (byte >= 0xf8) this.#realTime(byte);
      else if (byte >= 0x80) this.#newStatus(byte);
      else this.#data(byte);
    }
  }

  #realTime(byte: number): void {
    const type = realTime[byte as keyof typeof realTime] as (typeof realTime)[keyof typeof realTime] | undefined;
    if (type) this.#tell({ type });
    else this.#skipped++;
  }

  #newStatus(byte: number): void {
    if (this.#first >= 0) this.#skipped++;
    this.#first = -1;
    this.#isRunning = false;
    const sysexLength = this.#sysexLength;
    this.#sysexLength = 0;
    if (byte === 0xf7) {
      this.#status = 0;
      this.#endSysex(sysexLength);
      return;
    }
    if (sysexLength > 0) this.#skipped++;
    this.#status = byte;
    if (byte === 0xf0) {
      this.#sysexLength = 1;
      this.#sysex[0] = byte;
    } else if (dataCount(byte) === 0) {
      this.#status = 0;
      if (byte === 0xf6) this.#tell({ type: 'tuneRequest' });
      else this.#skipped++;
    }
  }

  #endSysex(length: number): void {
    if (length === 0 || length >= longestSysexBytes) {
      this.#skipped++;
      return;
    }
    const bytes = new Uint8Array(length + 1);
    bytes.set(this.#sysex.subarray(0, length));
    bytes[length] = 0xf7;
    this.#tell({ type: 'sysex', bytes });
  }

  #data(byte: number): void {
    const status = this.#status;
    if (status === 0) {
      this.#skipped++;
    } else if (status === 0xf0) {
      this.#keepSysex(byte);
    } else if (dataCount(status) === 2 && this.#first < 0) {
      this.#first = byte;
    } else {
      const event = messageOf(status, this.#first, byte, this.#isRunning);
      this.#first = -1;
      this.#isRunning = true;
      if (status >= 0xf0) this.#status = 0;
      this.#tell(event);
    }
  }

  #keepSysex(byte: number): void {
    // What is too long is only counted: its end shows that it was.
    if (this.#sysexLength >= longestSysexBytes) return;
    if (this.#sysexLength === this.#sysex.length) {
      const larger = new Uint8Array(Math.min(this.#sysex.length * 2, longestSysexBytes));
      larger.set(this.#sysex);
      this.#sysex = larger;
    }
    this.#sysex[this.#sysexLength++] = byte;
  }
}

/** A message of one or two data bytes; with one it is `last`. */
function messageOf(status: number, first: number, last: number, isRunning: boolean): MidiEvent {
  const channel = status & 0x0f;
  switch (status & 0xf0) {
    case 0x80:
      return { type: 'noteOff', channel, note: first, velocity: last };
    case 0x90:
      return { type: last === 0 ? 'noteOff' : 'noteOn', channel, note: first, velocity: last };
    case 0xa0:
      return { type: 'polyPressure', channel, note: first, pressure: last };
    case 0xb0:
      return { type: 'controlChange', channel, controller: first, value: last };
    case 0xc0:
      return { type: 'programChange', channel, program: last, ...(isRunning ? { isRunning } : {}) };
    case 0xd0:
      return { type: 'channelPressure', channel, pressure: last };
    case 0xe0:
      return { type: 'pitchBend', channel, value: last * 128 + first };
    default:
      if (status === 0xf2) return { type: 'songPosition', value: last * 128 + first };
      return { type: status === 0xf1 ? 'timeCode' : 'songSelect', value: last };
  }
}

/** The events of bytes that are whole messages. */
export function parseMidi(bytes: Uint8Array | readonly number[]): readonly MidiEvent[] {
  const events: MidiEvent[] = [];
  new MidiParser((event) => events.push(event)).push(bytes);
  return events;
}
