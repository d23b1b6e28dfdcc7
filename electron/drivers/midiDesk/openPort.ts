import { MidiSystem } from '../../transports/midi.ts';
import type { MidiPort } from '../../transports/midiPort.ts';
import { connectTcpMidi } from '../../transports/tcpMidi.ts';
import type { DeskTarget, DriverContext, TargetOption } from '../driver.ts';

/** Opens the way to a console. It is replaced in tests. */
export type OpenMidi = (target: DeskTarget, context: DriverContext) => MidiPort | Promise<MidiPort>;

/** Options of every console that can be reached through a MIDI port of this machine. */
export const midiPortOptions: readonly TargetOption[] = [
  {
    key: 'midi',
    meaning: 'the name of the MIDI port of this machine that the console is plugged into; without it, TCP is used.',
    replacesHost: true,
  },
];

/** TCP to the target's host, or the MIDI port that its options name. */
export const openMidi: OpenMidi = ({ host, port, options = {} }, { clock }) => {
  if (options.midi === undefined) return connectTcpMidi({ host, port, clock });
  return openSystemPort(options.midi, clock);
};

async function openSystemPort(name: string, clock: DriverContext['clock']): Promise<MidiPort> {
  const system = await MidiSystem.start(clock);
  const port = system.open(name);
  // The list of ports is kept up to date only as long as somebody waits for one of them.
  const close = port.close.bind(port);
  port.close = async () => {
    await close();
    system.dispose();
  };
  return port;
}
