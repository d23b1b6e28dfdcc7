import { mappingsAtOnce } from '../../shared/protocol/mappingsAtOnce.ts';
import type { ClientSays, ServerMessage } from '../../shared/protocol/messages.ts';
import type { SurfaceSettings, SurfacesStatus } from '../../shared/protocol/surfaceMessages.ts';
import type { Mapping, MappingTarget } from '../../shared/scenes/sections/mappings.ts';

/** MIDI and OSC surfaces as the app tells them, and what people do with them. */
export class DeskSurfaces {
  /** `undefined` until the app has told it; those who may not change surfaces are told nothing. */
  status = $state.raw<SurfacesStatus | undefined>();

  readonly #send: (message: ClientSays) => void;

  constructor(send: (message: ClientSays) => void) {
    this.#send = send;
  }

  /** @returns whether the message was for this part */
  receive(message: ServerMessage): boolean {
    if (message.type !== 'surfaces') return false;
    this.status = message.status;
    return true;
  }

  /** Uses other surfaces from now on. */
  use(settings: SurfaceSettings): void {
    this.#send({ type: 'surfacesUse', settings });
  }

  /** The next move of a hand is mapped to this. */
  learn(to: MappingTarget): void {
    this.#send({ type: 'learn', to });
  }

  stopLearning(): void {
    this.#send({ type: 'learnStop' });
  }

  putMapping(mapping: Mapping): void {
    this.#send({ type: 'mappingPut', mapping });
  }

  /** New mappings, such as those of a file. */
  putMappings(mappings: readonly Mapping[]): void {
    for (let at = 0; at < mappings.length; at += mappingsAtOnce) {
      this.#send({ type: 'mappingsPut', mappings: mappings.slice(at, at + mappingsAtOnce) });
    }
  }

  deleteMapping(id: string): void {
    this.#send({ type: 'mappingDelete', id });
  }
}
