import { defineDriver } from '../driver.ts';
import { MidiDeskClient } from '../midiDesk/client.ts';
import { discoverMidiDesk } from '../midiDesk/discover.ts';
import { midiPortOptions } from '../midiDesk/openPort.ts';
import { laws, profiles } from './profile.ts';
import { serveSq } from './server.ts';
import { type SqSettings, sqFamily } from './tongue.ts';

const id = 'sq';
const defaultPort = 51_325;

/** What stands behind the target; it has been checked when the target was read. */
function settingsOf({ law = 'auto', channel }: Readonly<Record<string, string>> = {}): SqSettings {
  return {
    law: law === 'linear' || law === 'audio' ? law : 'auto',
    channel: channel === undefined || channel === 'auto' ? undefined : Number(channel) - 1,
  };
}

export default defineDriver({
  id,
  title: 'Allen & Heath SQ',
  defaultPort,
  introduces: 'presence',
  options: [
    {
      key: 'law',
      meaning:
        'the console\u2019s "NRPN fader law" (Utility, General, MIDI); without it, it is found out from the levels.',
      values: ['auto', ...laws],
    },
    {
      key: 'channel',
      meaning: 'the console\u2019s MIDI channel; without it, all are tried.',
      values: ['auto', ...Array.from({ length: 16 }, (_, index) => String(index + 1))],
    },
    ...midiPortOptions,
  ],
  profiles,
  discover: (address, found, context) =>
    discoverMidiDesk({ id, address, port: defaultPort, family: sqFamily(settingsOf()), found, context }),
  open: (target, listener, context) =>
    new MidiDeskClient({ id, family: sqFamily(settingsOf(target.options)), target, listener, context }),
  serve: serveSq,
});
