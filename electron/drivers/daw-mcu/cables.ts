import { MidiSystem } from '../../transports/midi.ts';
import type { MidiPort } from '../../transports/midiPort.ts';
import { connectTcpMidi } from '../../transports/tcpMidi.ts';
import type { DeskTarget, DriverContext, TargetOption } from '../driver.ts';

/** The cables to the DAW, one for each unit, and their end. */
export interface Cables {
  readonly ports: readonly MidiPort[];
  close(): void;
}

/** Opens the cables. It is replaced in tests. */
export type OpenCables = (target: DeskTarget, units: number, context: DriverContext) => Cables | Promise<Cables>;

export const cableOptions: readonly TargetOption[] = [
  {
    key: 'virtual',
    meaning: 'a name under which the DAW finds this app among its MIDI ports; each unit has its number behind it.',
    replacesHost: true,
  },
  {
    key: 'midi',
    meaning: 'names of MIDI ports of this machine that lead to the DAW, one for each unit, with commas between them.',
    replacesHost: true,
  },
];

/** Ports of this machine if the options say so, else TCP, as to an emulated DAW. */
export const openCables: OpenCables = ({ host, port, options = {} }, units, { clock }) => {
  const { virtual, midi } = options;
  if (virtual === undefined && midi === undefined) {
    const ports = Array.from({ length: units }, () => connectTcpMidi({ host, port, clock }));
    return { ports, close: () => closeAll(ports) };
  }
  return MidiSystem.start(clock).then((system) => {
    const names = midi?.split(',').map((name) => name.trim()) ?? [];
    const ports = Array.from({ length: units }, (_, unit) =>
      virtual !== undefined
        ? system.openVirtual(units === 1 ? virtual : `${virtual} ${unit + 1}`)
        : system.open(names[unit] ?? names[0] ?? ''),
    );
    return {
      ports,
      close: () => {
        closeAll(ports);
        system.dispose();
      },
    };
  });
};

function closeAll(ports: readonly MidiPort[]): void {
  for (const port of ports) void port.close();
}
