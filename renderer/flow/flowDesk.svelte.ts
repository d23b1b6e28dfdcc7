import { type Address, stripOf } from '../../shared/desk/address.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import type { ParamId, Schema } from '../../shared/desk/schema.ts';
import { SignalFlow } from '../../shared/signalFlow/signalFlow.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';

/** Everything that decides where signals go, or how that is told. */
const concerns =
  /^(?:channel|auxIn|fxReturn|bus|matrix|main|dca)\/\w+\/(?:name|color|fader|mute|pan|monoLevel|source|purpose|assign\/|send\/|insert\/(?:on|slot)$|preamp\/trim)|^(?:muteGroup|link|routing|userRouting|headamp|output|talkback)\/|^fx\/\d+\/(?:type|source)|^(?:input|audit)\//;

/** Parameters that are followed together: a change reads so many signals again, not all of the desk. */
const chunkSize = 48;

/** A moving fader draws pictures and sentences anew at most so often. */
const leastMs = 60;

/**
 * The signal flow of what the page shows: a state of its own that follows the mirror. Make it while a component is set up. Read
 * {@link version} to be drawn again after changes; several changes of one moment are one.
 */
export class FlowDesk {
  readonly state: DeskState;
  readonly flow: SignalFlow;
  version = $state(0);
  readonly #ids: readonly ParamId[];
  readonly #changed = new Set<ParamId>();
  #isDue = false;

  constructor(mirror: DeskMirror, schema: Schema) {
    this.state = new DeskState(schema);
    const ids = schema.addresses.flatMap((address, id) => (concerns.test(address) ? [id] : []));
    this.#ids = ids;
    for (const id of ids) this.#take(id, mirror.paramById(id).followed);
    this.flow = new SignalFlow(this.state);
    this.#changed.clear();
    for (let start = 0; start < ids.length; start += chunkSize) {
      const chunk = ids.slice(start, start + chunkSize);
      $effect(() => {
        for (const id of chunk) this.#take(id, mirror.paramById(id).followed);
        this.#publish();
      });
    }
  }

  /** What a picture of these strips, sockets and outputs shows: their values, and of their sends those from one to another. */
  idsAround(places: ReadonlySet<Address>): readonly ParamId[] {
    const { schema } = this.state;
    return this.#ids.filter((id) => {
      const address = schema.addressOf(id);
      const strip = stripOf(address) ?? '';
      const [verb, kind, number] = address.slice(strip.length + 1).split('/');
      if (strip !== '') return places.has(strip) && (verb !== 'send' || places.has(`${kind}/${number}`));
      return places.has(address) || places.has(address.slice(0, address.lastIndexOf('/')));
    });
  }

  #take(id: ParamId, value: number | string | undefined): void {
    if (this.state.get(id) === value) return;
    if (value === undefined) this.state.forget(id);
    else this.state.set(id, value);
    this.#changed.add(id);
  }

  #publish(): void {
    if (this.#isDue || this.#changed.size === 0) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.flow.update(Array.from(this.#changed, (id) => ({ id })));
      this.#changed.clear();
      this.version++;
    }, leastMs);
  }
}
