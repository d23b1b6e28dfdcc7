import { tapPoints } from '../../../shared/desk/profile.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import { absent, type ParamView } from './paramView.ts';

/** Powers of one strip's signal at each tap point, in the order of {@link tapPoints}. */
export const tapCount = tapPoints.length;
export const postFaderTap = tapPoints.indexOf('postFader');
const subgroupTap = tapPoints.indexOf('subgroup');

interface Send {
  readonly on: ParamId;
  readonly level: ParamId;
  readonly pan: ParamId;
  readonly tap: ParamId;
  readonly panFollow: ParamId;
}

/** All sends from some strips to the busses (or matrices) of one kind. */
export class MixSends {
  readonly #view: ParamView;
  readonly #sends: readonly Send[];
  readonly #sources: readonly string[];
  readonly #destinations: readonly string[];
  readonly #pans: readonly ParamId[];
  /** For each destination the link of its pair, `absent` for none. */
  readonly #links: readonly ParamId[];
  /** Options of a tap parameter as places among the tap points. */
  readonly #taps: Int8Array;

  constructor(view: ParamView, sources: readonly string[], destinations: readonly string[]) {
    this.#view = view;
    this.#sources = sources;
    this.#destinations = destinations;
    this.#pans = sources.map((source) => view.idOf(`${source}/pan`));
    this.#links = destinations.map((destination, index) => {
      const [kind] = destination.split('/');
      return view.idOf(`link/${kind}/${index - (index % 2) + 1}`);
    });
    this.#sends = sources.flatMap((source) =>
      destinations.map((destination): Send => {
        const id = (leaf: string) => view.idOf(`${source}/send/${destination}/${leaf}`);
        return { on: id('on'), level: id('level'), pan: id('pan'), tap: id('tap'), panFollow: id('panFollow') };
      }),
    );
    const tap = this.#sends.find((send) => send.tap !== absent)?.tap ?? absent;
    this.#taps = Int8Array.from(view.options(tap), (option) => (tapPoints as readonly string[]).indexOf(option));
  }

  /**
   * Adds what reaches each destination to `into`.
   * @param taps powers of the sources, {@link tapCount} for each.
   */
  sum(taps: Float64Array, into: Float64Array): void {
    const view = this.#view;
    const count = this.#destinations.length;
    for (let source = 0; source < this.#sources.length; source++) {
      for (let destination = 0; destination < count; destination++) {
        const send = this.#sends[source * count + destination] as Send;
        if (!view.isOn(send.on)) continue;
        const point = this.#taps[view.number(send.tap)] ?? postFaderTap;
        // A subgroup is fed like the main bus, at unity: the send's own level has no effect (uncertain in the facts).
        const level = point === subgroupTap ? 1 : view.power(send.level);
        const power = (taps[source * tapCount + point] as number) * level;
        if (power === 0) continue;
        into[destination] = (into[destination] as number) + power * this.#panPower(send, source, destination, point);
      }
    }
  }

  /** The share that pan gives to one side of a linked pair; single destinations get all. */
  #panPower(send: Send, source: number, destination: number, point: number): number {
    const view = this.#view;
    if (!view.isOn(this.#links[destination] as ParamId)) return 1;
    const followsStrip = point === subgroupTap || view.isOn(send.panFollow);
    const pan = view.number(followsStrip ? (this.#pans[source] as ParamId) : send.pan);
    return sidePower(pan, destination % 2 === 0 ? 'left' : 'right');
  }
}

/** Share of the power that goes to one side: constant power, half to each in the middle. A strip without pan stands in the middle. */
export function sidePower(pan: number, side: 'left' | 'right'): number {
  const angle = ((Number.isNaN(pan) ? 0 : pan) + 1) * (Math.PI / 4);
  const part = side === 'left' ? Math.cos(angle) : Math.sin(angle);
  return part * part;
}
