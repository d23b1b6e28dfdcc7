import type { ParamId } from '../../../shared/desk/schema.ts';
import { absent, type ParamView } from './paramView.ts';
import { type Player, playerOf } from './players.ts';

/** Loudest level of the talkback microphone before its own level control. */
const talkbackDb = -12;
const mainNames: readonly (readonly [label: string, main: number])[] = [
  ['Main L', 0],
  ['Main R', 1],
  ['Main L+R', 0],
  ['Main L+R', 1],
  ['Mono', 2],
];

interface TalkKey {
  readonly key: ParamId;
  readonly level: ParamId;
  readonly busses: readonly ParamId[];
  readonly stereo: ParamId;
  readonly mono: ParamId;
}

/** Talkback and oscillator: what the desk itself puts into busses, mains and matrices. */
export class ServiceTones {
  readonly #view: ParamView;
  readonly #busses: readonly string[];
  readonly #matrices: readonly string[];
  readonly #talker: Player;
  readonly #isTalkbackOn: ParamId;
  readonly #keys: readonly TalkKey[];
  readonly #oscillator: Readonly<Record<'on' | 'level' | 'destination', ParamId>>;
  #talk = 0;
  #tone = 0;
  #toneTo = '';

  constructor(view: ParamView, busses: readonly string[], matrices: readonly string[], seed: number) {
    this.#view = view;
    this.#busses = busses;
    this.#matrices = matrices;
    this.#talker = playerOf('lead voice', seed, 500);
    this.#isTalkbackOn = view.idOf('talkback/on');
    this.#keys = ['a', 'b'].map((name): TalkKey => {
      const id = (leaf: string) => view.idOf(`talkback/${name}/${leaf}`);
      return {
        key: id('key'),
        level: id('level'),
        busses: busses.map((bus) => id(`to/${bus}`)),
        stereo: id('to/main/stereo'),
        mono: id('to/main/mono'),
      };
    });
    this.#oscillator = {
      on: view.idOf('oscillator/on'),
      level: view.idOf('oscillator/level'),
      destination: view.idOf('oscillator/destination'),
    };
  }

  update(timeSeconds: number): void {
    const view = this.#view;
    const isTalking = view.isOn(this.#isTalkbackOn) && this.#keys.some(({ key }) => view.isOn(key));
    const amplitude = isTalking ? this.#talker(timeSeconds) : 0;
    this.#talk = amplitude * amplitude * 10 ** (talkbackDb / 10);
    const isToneOn = this.#oscillator.on !== absent && view.isOn(this.#oscillator.on);
    this.#tone = isToneOn ? view.power(this.#oscillator.level) : 0;
    this.#toneTo = isToneOn ? view.label(this.#oscillator.destination) : '';
  }

  addToBusses(sums: Float64Array): void {
    if (this.#talk > 0) for (const each of this.#keys) this.#addTalk(each, each.busses, sums);
    if (this.#tone > 0) this.#addTone('Bus ', this.#busses.length, sums);
  }

  addToMains(sums: Float64Array): void {
    if (this.#talk > 0) for (const each of this.#keys) this.#addTalk(each, [each.stereo, each.stereo, each.mono], sums);
    for (const [label, main] of mainNames) {
      if (this.#tone > 0 && this.#toneTo === label) sums[main] = (sums[main] as number) + this.#tone;
    }
  }

  addToMatrices(sums: Float64Array): void {
    if (this.#tone > 0) this.#addTone('Matrix ', this.#matrices.length, sums);
  }

  #addTalk({ key, level }: TalkKey, targets: readonly ParamId[], sums: Float64Array): void {
    const view = this.#view;
    if (!view.isOn(key)) return;
    for (let index = 0; index < targets.length; index++) {
      if (!view.isOn(targets[index] as ParamId)) continue;
      sums[index] = (sums[index] as number) + this.#talk * view.power(level);
    }
  }

  #addTone(prefix: string, count: number, sums: Float64Array): void {
    if (!this.#toneTo.startsWith(prefix)) return;
    const index = Number(this.#toneTo.slice(prefix.length)) - 1;
    if (index >= 0 && index < count) sums[index] = (sums[index] as number) + this.#tone;
  }
}
