/** How much a gate and dynamics turn a signal down, as the meters beside them would show it. Attack and release are left out. */

export interface GateSettings {
  readonly mode: 'gate' | 'ducker' | 'expander';
  /** Of an expander, such as 3 for 3:1. */
  readonly ratio: number;
  readonly thresholdDb: number;
  readonly rangeDb: number;
}

/** Gain in dB, 0 or below. */
export function gateGainDb(levelDb: number, { mode, ratio, thresholdDb, rangeDb }: GateSettings): number {
  switch (mode) {
    case 'gate':
      return levelDb < thresholdDb ? -rangeDb : 0;
    case 'ducker':
      return levelDb > thresholdDb ? -rangeDb : 0;
    case 'expander':
      return levelDb < thresholdDb ? -Math.min(rangeDb, (thresholdDb - levelDb) * (ratio - 1)) : 0;
  }
}

export interface DynamicsSettings {
  readonly mode: 'compressor' | 'expander';
  readonly ratio: number;
  readonly thresholdDb: number;
}

/** The most that an expander among the dynamics is taken to turn down. */
const expanderRangeDb = 60;

/** Gain in dB without make-up gain, 0 or below. */
export function dynamicsGainDb(levelDb: number, { mode, ratio, thresholdDb }: DynamicsSettings): number {
  if (mode === 'compressor') return levelDb > thresholdDb ? -(levelDb - thresholdDb) * (1 - 1 / ratio) : 0;
  return levelDb < thresholdDb ? -Math.min(expanderRangeDb, (thresholdDb - levelDb) * (ratio - 1)) : 0;
}

/** Reads `expander 3:1`, `gate`, `ducker` as a profile's options say it. */
export function gateMode(option: string): Pick<GateSettings, 'mode' | 'ratio'> {
  if (option.startsWith('duck')) return { mode: 'ducker', ratio: 1 };
  const ratio = /(\d+):1/.exec(option)?.[1];
  return ratio === undefined ? { mode: 'gate', ratio: 1 } : { mode: 'expander', ratio: Number(ratio) };
}
