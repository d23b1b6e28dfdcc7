import { disposable } from '../../../shared/base/disposable.ts';
import { defineDriver } from '../driver.ts';
import { cableOptions } from './cables.ts';
import { DawSession } from './client.ts';
import { daws, profiles } from './profile.ts';
import { serveDaw } from './server.ts';

/** A DAW that is driven as a control surface drives it. */
export default defineDriver({
  id: 'dawmcu',
  title: 'DAW by MCU or HUI (REAPER, FL Studio, Ardour, Cubase, Pro Tools)',
  defaultPort: 10_112,
  options: [
    {
      key: 'daw',
      meaning: 'which program it is, for the law of its faders; without it, the scale printed on surfaces.',
      values: daws,
    },
    { key: 'units', meaning: 'how many units of eight strips; without it, one.', values: ['1', '2', '3', '4'] },
    ...cableOptions,
  ],
  introduces: 'nothing',
  profiles,
  /** A DAW does not announce itself, and a surface cannot ask who it is. */
  discover: () => disposable(() => undefined),
  open: (target, listener, context) => new DawSession({ target, listener, context }),
  serve: serveDaw,
});
