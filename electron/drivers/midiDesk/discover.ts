import { type Disposable, disposable } from '../../../shared/base/disposable.ts';
import type { FoundDesk } from '../../../shared/protocol/connection.ts';
import type { MidiPort } from '../../transports/midiPort.ts';
import { type DriverContext, printTarget } from '../driver.ts';
import { type OpenMidi, openMidi } from './openPort.ts';
import type { MidiFamily } from './tongue.ts';

export interface DiscoverOptions {
  readonly id: string;
  /** Consoles with MIDI over TCP do not announce themselves: without an address nobody is found. */
  readonly address: string | undefined;
  readonly port: number;
  readonly family: MidiFamily;
  found(desk: FoundDesk): void;
  readonly context: DriverContext;
  /** Replaced in tests. */
  readonly open?: OpenMidi;
}

const greetAgainMs = 1000;

/**
 * Looks whether a console of the family answers at an address, until it does or this is disposed. It takes the console's one
 * place for MIDI meanwhile, so it ends with the first answer.
 */
export function discoverMidiDesk(options: DiscoverOptions): Disposable {
  const { id, address, port, family, context, open = openMidi } = options;
  if (address === undefined) return disposable(() => undefined);
  const target = { host: address, port };
  const parts: Disposable[] = [];
  let isOver = false;
  const end = disposable(() => {
    isOver = true;
    for (const part of parts.splice(0)) part.dispose();
  });
  const listen = (cable: MidiPort) => {
    if (isOver) return void cable.close();
    let greeter = family.greeter();
    parts.push(disposable(() => void cable.close()));
    const greet = () => {
      if (cable.status.state === 'open') cable.send(greeter.greeting);
      parts.push(context.clock.after(greetAgainMs, greet));
    };
    parts.push(
      cable.onStatus(({ state }) => {
        greeter = family.greeter();
        if (state === 'open') cable.send(greeter.greeting);
      }),
      cable.onMessage((event) => {
        const tongue = greeter.hear(event);
        if (!tongue) return;
        const { profile } = tongue.schema;
        end.dispose();
        const { name, model, firmware } = tongue;
        options.found({
          target: printTarget(id, target),
          family: id,
          name: name === '' ? profile.title : name,
          model: model === '' ? profile.model : model,
          firmware,
        });
      }),
    );
    greet();
  };
  const opened = open(target, context);
  if (opened instanceof Promise) void opened.then(listen);
  else listen(opened);
  return end;
}
