import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { OutMessage } from '../../shared/scenes/cueList.ts';
import { midiEncode } from '../transports/midiEncode.ts';

export type MidiOut = Exclude<OutMessage, { type: 'osc' }>;

/** Commands of MIDI Show Control 1.0 (MIDI Manufacturers Association, RP-002), general commands. */
const showCommands = { go: 0x01, stop: 0x02, resume: 0x03 } as const;
/** Command format "all types": whatever the apparatus is. */
const allTypes = 0x7f;

/** A cue's MIDI message as bytes. @returns a sentence if it cannot be said in MIDI */
export function cueMidiBytes(message: MidiOut): Result<Uint8Array> {
  switch (message.type) {
    case 'midiNote': {
      const { note, velocity } = message;
      return ok(midiEncode({ type: 'noteOn', channel: message.channel - 1, note, velocity }));
    }
    case 'midiControl': {
      const { control, value } = message;
      return ok(midiEncode({ type: 'controlChange', channel: message.channel - 1, controller: control, value }));
    }
    case 'midiProgram':
      return ok(midiEncode({ type: 'programChange', channel: message.channel - 1, program: message.program }));
    case 'midiShowControl':
      return showControl(message);
  }
}

/** Cue numbers are digits and points in ASCII (RP-002); without one the command is for whatever is next or all. */
function showControl({ device, command, cue }: Extract<MidiOut, { type: 'midiShowControl' }>): Result<Uint8Array> {
  if (!/^[\d.]*$/.test(cue)) {
    return fail(`MIDI Show Control numbers cues with digits and points, not "${cue}": edit the cue's message.`);
  }
  const number = Array.from(cue, (letter) => letter.charCodeAt(0));
  return ok(Uint8Array.from([0xf0, 0x7f, device, 0x02, allTypes, showCommands[command], ...number, 0xf7]));
}
