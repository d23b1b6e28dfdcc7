import type { DeskState } from '../../../shared/desk/deskState.ts';
import type { DeskDiff } from '../../../shared/desk/diff.ts';
import { tapPoints } from '../../../shared/desk/profile.ts';
import type { ParamId, Schema } from '../../../shared/desk/schema.ts';
import type { DeskLevels } from '../../drivers/driver.ts';
import type { HeadampPatch } from '../headampPatch.ts';
import { EffectLoops } from './effectLoops.ts';
import { InputSources } from './inputSources.ts';
import { MixSends, postFaderTap, sidePower, tapCount } from './mixSends.ts';
import { ParamView } from './paramView.ts';
import { ServiceTones } from './serviceTones.ts';
import { groupsOf, StripGains } from './stripGains.ts';

/** Levels are worked out on a grid of time, so that they do not depend on who asks when. */
const tickMs = 50;
/** After a longer silence only this many ticks are made up for. */
const mostTicks = 20;
/** Meters end at +18 dB over full scale. */
const mostPower = 64;

/**
 * Whether a muted strip, or one muted by a group, is silent in its pre-fader sends as well. The facts leave it open (a preference
 * of the desk changes it); a mute that silences is what its name promises.
 */
const muteSilencesPreSends = true;

/** Powers of the strips of one kind: at the tap points, before and behind the fader, and what its processors take away. */
class StripBank {
  readonly strips: readonly string[];
  readonly gains: readonly StripGains[];
  readonly pre: Float64Array;
  readonly post: Float64Array;
  readonly taps: Float64Array;
  readonly gate: Float64Array;
  readonly dynamics: Float64Array;

  constructor(view: ParamView, strips: readonly string[], groups: ReturnType<typeof groupsOf>) {
    this.strips = strips;
    this.gains = strips.map((strip) => new StripGains(view, strip, groups));
    this.pre = new Float64Array(strips.length);
    this.post = new Float64Array(strips.length);
    this.taps = new Float64Array(strips.length * tapCount);
    this.gate = new Float64Array(strips.length).fill(1);
    this.dynamics = new Float64Array(strips.length).fill(1);
  }

  /** Takes a strip's signal from its input to behind its fader. Equalizers are taken as flat. */
  run(index: number, arriving: number): void {
    const gains = this.gains[index] as StripGains;
    const input = Math.min(arriving, mostPower);
    const gate = gains.gatePower(input);
    const preEq = input * gate;
    const dynamics = gains.dynamicsPower(preEq);
    const preFader = Math.min(preEq * gains.dynamicsOutput(dynamics), mostPower);
    const postEq = gains.dynamicsAreFirst() ? preFader : preEq;
    const isMuted = gains.isMuted();
    const open = isMuted ? 0 : 1;
    const openForPre = muteSilencesPreSends ? open : 1;
    const post = Math.min(preFader * gains.faderPower(), mostPower) * open;
    this.pre[index] = input;
    this.post[index] = post;
    this.gate[index] = gate;
    this.dynamics[index] = dynamics;
    const powers = { input, preEq, postEq, preFader, postFader: post, subgroup: post };
    for (let tap = 0; tap < tapCount; tap++) {
      const point = tapPoints[tap] as (typeof tapPoints)[number];
      this.taps[index * tapCount + tap] = powers[point] * (tap >= postFaderTap ? 1 : openForPre);
    }
  }
}

/**
 * Levels that follow the signal flow: what a bus shows is the sum of the powers that reach it through gain, processing, fader,
 * mutes, groups, tap, send and pan. Players at the inputs make them move.
 */
export class SignalLevels implements DeskLevels {
  readonly #schema: Schema;
  readonly #view: ParamView;
  readonly #sources: InputSources;
  readonly #effects: EffectLoops;
  readonly #service: ServiceTones;
  readonly #inputs: StripBank;
  readonly #firstReturn: number;
  readonly #busses: StripBank;
  readonly #matrices: StripBank;
  /** Left, right and mono main; left and right share one strip. */
  readonly #mains: StripBank;
  readonly #inputSends: MixSends;
  readonly #busSends: MixSends;
  readonly #mainSends: MixSends;
  readonly #busSums: Float64Array;
  readonly #matrixSums: Float64Array;
  readonly #mainSums = new Float64Array(3);
  readonly #balance: ParamId;
  readonly #places = new Map<string, { readonly bank: StripBank; readonly index: number }>();
  /** Bus signals of the tick before, for inputs that busses feed. */
  readonly #lastPost: Float64Array;
  #tick = Number.NEGATIVE_INFINITY;
  #isStale = true;

  constructor(schema: Schema, state: DeskState, patch: HeadampPatch, seed: number) {
    this.#schema = schema;
    this.#view = new ParamView(schema, state);
    const groups = groupsOf(this.#view);
    const strips = (kind: string) => schema.profile.strips.find((group) => group.kind === kind)?.strips ?? [];
    const bank = (names: readonly string[]) => new StripBank(this.#view, names, groups);
    const inputs = [...strips('channel'), ...strips('auxIn'), ...strips('fxReturn')];
    this.#firstReturn = inputs.length - strips('fxReturn').length;
    this.#inputs = bank(inputs);
    this.#busses = bank(strips('bus'));
    this.#matrices = bank(strips('matrix'));
    this.#mains = bank(['main/stereo', 'main/stereo', 'main/mono']);
    this.#inputSends = new MixSends(this.#view, inputs, strips('bus'));
    this.#busSends = new MixSends(this.#view, strips('bus'), strips('matrix'));
    this.#mainSends = new MixSends(this.#view, this.#mains.strips, strips('matrix'));
    this.#busSums = new Float64Array(this.#busses.strips.length);
    this.#lastPost = new Float64Array(this.#busses.strips.length);
    this.#matrixSums = new Float64Array(this.#matrices.strips.length);
    this.#balance = this.#view.idOf('main/stereo/pan');
    this.#sources = new InputSources(schema, state, patch, this.#view, seed, inputs);
    this.#effects = new EffectLoops(this.#view, tickMs);
    this.#service = new ServiceTones(this.#view, this.#busses.strips, this.#matrices.strips, seed);
    for (const each of [this.#inputs, this.#busses, this.#matrices]) {
      for (const [index, strip] of each.strips.entries()) this.#places.set(strip, { bank: each, index });
    }
    this.#places.set('main/stereo', { bank: this.#mains, index: 0 });
    this.#places.set('main/mono', { bank: this.#mains, index: 2 });
  }

  /** The desk's state has changed. */
  stateChanged(changes: DeskDiff): void {
    this.#view.refresh(changes);
    this.#isStale = true;
    if (changes.some(({ id }) => this.#schema.specOf(id).group === 'routing')) this.#sources.repatch();
  }

  update(nowMs: number): void {
    const tick = Math.floor(nowMs / tickMs);
    if (tick === this.#tick) {
      if (this.#isStale) this.#compute(tick);
      return;
    }
    const isGap = !(tick - this.#tick <= mostTicks) || tick < this.#tick;
    if (isGap) {
      this.#effects.silence();
      this.#busses.post.fill(0);
    }
    for (let each = isGap ? tick - mostTicks : this.#tick + 1; each <= tick; each++) {
      this.#effects.advance();
      this.#lastPost.set(this.#busses.post);
      this.#compute(each);
    }
    this.#tick = tick;
  }

  pre(strip: string, side?: 'left' | 'right'): number {
    return this.#amplitude(strip, side, 'pre');
  }

  post(strip: string, side?: 'left' | 'right'): number {
    return this.#amplitude(strip, side, 'post');
  }

  reduction(strip: string, stage: 'gate' | 'dynamics'): number {
    const place = this.#places.get(strip);
    return place ? Math.sqrt(place.bank[stage][place.index] as number) : 1;
  }

  /** A stereo strip asked for without a side gives the louder one. */
  #amplitude(strip: string, side: 'left' | 'right' | undefined, point: 'pre' | 'post'): number {
    const place = this.#places.get(strip);
    if (!place) return 0;
    const powers = place.bank[point];
    const power = powers[place.index] as number;
    if (strip !== 'main/stereo' || side === 'left') return Math.sqrt(power);
    const right = powers[place.index + 1] as number;
    return Math.sqrt(side === 'right' ? right : Math.max(power, right));
  }

  #compute(tick: number): void {
    const timeSeconds = (tick * tickMs) / 1000;
    this.#isStale = false;
    this.#service.update(timeSeconds);
    for (let input = 0; input < this.#inputs.strips.length; input++) {
      this.#inputs.run(input, this.#arriving(input, timeSeconds) * this.#sources.trimPower(input));
    }
    this.#busSums.fill(0);
    this.#service.addToBusses(this.#busSums);
    this.#inputSends.sum(this.#inputs.taps, this.#busSums);
    for (let bus = 0; bus < this.#busSums.length; bus++) this.#busses.run(bus, this.#busSums[bus] as number);

    this.#mainSums.fill(0);
    this.#service.addToMains(this.#mainSums);
    this.#sumMains(this.#inputs);
    this.#sumMains(this.#busses);
    for (let main = 0; main < 3; main++) {
      // The stereo main's pan is a balance: it turns one side down.
      const balance = this.#view.number(this.#balance);
      const side = main === 2 || Number.isNaN(balance) ? 1 : Math.min(1, 1 + (main === 0 ? -balance : balance));
      this.#mains.run(main, (this.#mainSums[main] as number) * side * side);
    }

    this.#matrixSums.fill(0);
    this.#service.addToMatrices(this.#matrixSums);
    this.#busSends.sum(this.#busses.taps, this.#matrixSums);
    this.#mainSends.sum(this.#mains.taps, this.#matrixSums);
    for (let matrix = 0; matrix < this.#matrixSums.length; matrix++) {
      this.#matrices.run(matrix, this.#matrixSums[matrix] as number);
    }
    this.#effects.feed(this.#powerBehind);
  }

  readonly #powerBehind = (strip: string): number => {
    const place = this.#places.get(strip);
    return place ? (place.bank.post[place.index] as number) : 0;
  };

  /** What reaches an input strip before its trim. */
  #arriving(input: number, timeSeconds: number): number {
    if (input >= this.#firstReturn) return this.#effects.returned(input - this.#firstReturn);
    const strip = this.#sources.stripFeeding(input);
    if (strip === undefined) return this.#sources.power(input, timeSeconds);
    const place = this.#places.get(strip);
    if (place?.bank === this.#busses) return this.#lastPost[place.index] as number;
    if (place?.bank === this.#inputs) return this.#effects.returned(place.index - this.#firstReturn);
    return 0;
  }

  /** Adds the strips that are assigned to the mains. The mono main takes them behind the fader, through a level of its own. */
  #sumMains(bank: StripBank): void {
    const view = this.#view;
    const sums = this.#mainSums;
    for (let index = 0; index < bank.strips.length; index++) {
      const post = bank.post[index] as number;
      if (post === 0) continue;
      const gains = bank.gains[index] as StripGains;
      if (view.isOn(gains.toMain)) {
        const pan = view.number(gains.pan);
        sums[0] = (sums[0] as number) + post * sidePower(pan, 'left');
        sums[1] = (sums[1] as number) + post * sidePower(pan, 'right');
      }
      if (view.isOn(gains.toMono)) sums[2] = (sums[2] as number) + post * view.power(gains.monoLevel);
    }
  }
}
