import { defineDriver } from '../driver.ts';
import { DeskClient } from './client.ts';
import { deskPort, discover } from './discovery.ts';
import { profiles } from './profile.ts';
import { sceneFiles } from './sceneFiles.ts';
import { serveX32 } from './server.ts';

export default defineDriver({
  id: 'x32',
  title: 'Behringer X32, Midas M32',
  defaultPort: deskPort,
  isDemo: true,
  profiles,
  discover,
  open: (target, listener, context) => new DeskClient(target, listener, context),
  serve: serveX32,
  files: sceneFiles,
});
