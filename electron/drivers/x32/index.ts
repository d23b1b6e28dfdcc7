import { buildSchema } from '../../../shared/desk/schema.ts';
import { defineDriver } from '../driver.ts';
import { DeskClient } from './client.ts';
import { deskPort, discover } from './discovery.ts';
import { prepareWireMap } from './paramMap.ts';
import { profileFor, profiles } from './profile.ts';
import { sceneFiles } from './sceneFiles.ts';
import { serveX32 } from './server.ts';

export default defineDriver({
  id: 'x32',
  title: 'Behringer X32, Midas M32',
  defaultPort: deskPort,
  isDemo: true,
  profiles,
  *prepare() {
    for (const firmware of ['4.06', '2.12']) {
      const schema = buildSchema(profileFor('X32', firmware));
      yield* prepareWireMap(schema);
      yield schema;
    }
  },
  discover,
  open: (target, listener, context) => new DeskClient(target, listener, context),
  serve: serveX32,
  files: sceneFiles,
});
