import type { ParamId } from '../../../shared/desk/schema.ts';
import { absent, type ParamView } from './paramView.ts';
import { dynamicsGainDb, gateGainDb, gateMode } from './processing.ts';

/** A member's switch and what it is a member of. */
interface Membership {
  readonly assigned: ParamId;
  readonly group: Group;
}

/** A DCA or a mute group: no signal, only what it does to its members. */
export interface Group {
  readonly mute: ParamId;
  /** `absent` for mute groups. */
  readonly fader: ParamId;
}

export function groupsOf(view: ParamView): { readonly dcas: readonly Group[]; readonly muteGroups: readonly Group[] } {
  const all = (kind: string, count: number) => {
    const groups: Group[] = [];
    for (let n = 1; n <= count; n++) {
      const mute = view.idOf(`${kind}/${n}/mute`);
      if (mute !== absent) groups.push({ mute, fader: view.idOf(`${kind}/${n}/fader`) });
    }
    return groups;
  };
  const most = 64;
  return { dcas: all('dca', most), muteGroups: all('muteGroup', most) };
}

/** One strip's own processing and fader: ids looked up once, gains worked out for every tick. All gains are of power. */
export class StripGains {
  readonly #view: ParamView;
  readonly #fader: ParamId;
  readonly #mute: ParamId;
  readonly #memberships: readonly Membership[];
  readonly #gate: Readonly<Record<'on' | 'mode' | 'threshold' | 'range', ParamId>>;
  readonly #dynamics: Readonly<Record<'on' | 'mode' | 'threshold' | 'ratio' | 'makeup' | 'mix' | 'position', ParamId>>;
  readonly pan: ParamId;
  readonly toMain: ParamId;
  readonly toMono: ParamId;
  readonly monoLevel: ParamId;

  constructor(view: ParamView, strip: string, groups: ReturnType<typeof groupsOf>) {
    const id = (leaf: string) => view.idOf(`${strip}/${leaf}`);
    this.#view = view;
    this.#fader = id('fader');
    this.#mute = id('mute');
    this.pan = id('pan');
    this.toMain = id('assign/main');
    this.toMono = id('assign/mono');
    this.monoLevel = id('monoLevel');
    const members = (kind: string, all: readonly Group[]) =>
      all.map((group, index) => ({ assigned: id(`assign/${kind}/${index + 1}`), group }));
    this.#memberships = [...members('dca', groups.dcas), ...members('muteGroup', groups.muteGroups)].filter(
      ({ assigned }) => assigned !== absent,
    );
    this.#gate = {
      on: id('gate/on'),
      mode: id('gate/mode'),
      threshold: id('gate/threshold'),
      range: id('gate/range'),
    };
    this.#dynamics = {
      on: id('dynamics/on'),
      mode: id('dynamics/mode'),
      threshold: id('dynamics/threshold'),
      ratio: id('dynamics/ratio'),
      makeup: id('dynamics/makeupGain'),
      mix: id('dynamics/mix'),
      position: id('dynamics/position'),
    };
  }

  /** Whether the strip, a mute group or a DCA silences it. */
  isMuted(): boolean {
    const view = this.#view;
    if (view.isOn(this.#mute)) return true;
    for (const { assigned, group } of this.#memberships) {
      if (view.isOn(assigned) && view.isOn(group.mute)) return true;
    }
    return false;
  }

  /** Fader and the faders of its DCAs. */
  faderPower(): number {
    const view = this.#view;
    let power = view.power(this.#fader);
    for (const { assigned, group } of this.#memberships) {
      if (view.isOn(assigned)) power *= view.power(group.fader);
    }
    return power;
  }

  gatePower(power: number): number {
    const view = this.#view;
    if (!view.isOn(this.#gate.on)) return 1;
    const gainDb = gateGainDb(decibels(power), {
      ...gateMode(view.option(this.#gate.mode)),
      thresholdDb: view.number(this.#gate.threshold),
      rangeDb: view.number(this.#gate.range),
    });
    return 10 ** (gainDb / 10);
  }

  /** Reduction alone, without make-up gain. */
  dynamicsPower(power: number): number {
    const view = this.#view;
    if (!view.isOn(this.#dynamics.on)) return 1;
    const gainDb = dynamicsGainDb(decibels(power), {
      mode: view.option(this.#dynamics.mode) === 'expander' ? 'expander' : 'compressor',
      ratio: Number.parseFloat(view.option(this.#dynamics.ratio)) || 1,
      thresholdDb: view.number(this.#dynamics.threshold),
    });
    return 10 ** (gainDb / 10);
  }

  /** What the dynamics make of a signal that they reduce by `reduction`: make-up gain, and the dry share beside it. */
  dynamicsOutput(reduction: number): number {
    const view = this.#view;
    if (!view.isOn(this.#dynamics.on)) return 1;
    const mix = view.number(this.#dynamics.mix);
    const wet = Number.isNaN(mix) ? 1 : mix / 100;
    const amplitude = wet * Math.sqrt(reduction * view.power(this.#dynamics.makeup)) + (1 - wet);
    return amplitude * amplitude;
  }

  /** Whether the dynamics stand before the equalizer. */
  dynamicsAreFirst(): boolean {
    return this.#view.option(this.#dynamics.position) === 'pre';
  }
}

function decibels(power: number): number {
  return power > 0 ? 10 * Math.log10(power) : -Infinity;
}
