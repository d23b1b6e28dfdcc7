import { defineDriver } from '../driver.ts';
import { MidiDeskClient } from '../midiDesk/client.ts';
import { discoverMidiDesk } from '../midiDesk/discover.ts';
import { midiPortOptions } from '../midiDesk/openPort.ts';
import { profiles } from './profile.ts';
import { serveQu } from './server.ts';
import { quFamily } from './tongue.ts';

const id = 'qu';
const defaultPort = 51_325;

export default defineDriver({
  id,
  title: 'Allen & Heath Qu',
  defaultPort,
  introduces: 'model',
  options: midiPortOptions,
  profiles,
  discover: (address, found, context) =>
    discoverMidiDesk({ id, address, port: defaultPort, family: quFamily(), found, context }),
  open: (target, listener, context) => new MidiDeskClient({ id, family: quFamily(), target, listener, context }),
  serve: serveQu,
});
