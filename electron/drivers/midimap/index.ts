import { disposable } from '../../../shared/base/disposable.ts';
import { type DeskListener, type DeskSession, type DeskTarget, defineDriver, printTarget } from '../driver.ts';
import { MidiDeskClient } from '../midiDesk/client.ts';
import { midiPortOptions } from '../midiDesk/openPort.ts';
import { builtInMaps, mapNamed, readShowMap } from './maps.ts';
import { serveMap } from './server.ts';
import { mapFamily } from './tongue.ts';

const id = 'midimap';

/** Nothing is connected, and the status says why. */
function explained(target: DeskTarget, listener: DeskListener, detail: string): DeskSession {
  const nothing = { name: '', model: '', firmware: '', read: 0, total: 0 };
  listener.status({ ...nothing, state: 'offline', target: printTarget(id, target), detail });
  const figures = { roundTripMs: -1, lossPercent: 0, sentPerSecond: 0, receivedPerSecond: 0 };
  return {
    push: () => undefined,
    readBack: () => undefined,
    setMeters: () => undefined,
    diagnostics: () => ({ ...figures, unknownMessages: 0, lastUnknown: '', malformed: 0 }),
    dispose: () => undefined,
  };
}

export default defineDriver({
  id,
  title: 'Any console with MIDI, by a map',
  defaultPort: 51_325,
  introduces: 'nothing',
  options: [
    {
      key: 'map',
      meaning: `the console map: one that the show keeps, one of ${[...builtInMaps.keys()].join(', ')}, or the path of a file; without it, ${[...builtInMaps.keys()][0]}.`,
      examples: [...builtInMaps.keys()],
      takes: 'consoleMap',
    },
    ...midiPortOptions,
  ],
  profiles: [...builtInMaps.values()].map(({ schema }) => schema.profile),
  discover: () => disposable(() => undefined),
  open(target, listener, context) {
    const map = mapNamed(target.options?.map, context.consoleMap);
    if (!map.ok) return explained(target, listener, map.error);
    return new MidiDeskClient({ id, family: mapFamily(map.value), target, listener, context });
  },
  serve: serveMap,
  readConsoleMap: readShowMap,
});
