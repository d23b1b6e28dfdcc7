/** What a model has, and the number by which it introduces itself. */
export interface QuModel {
  readonly model: string;
  readonly box: number;
  readonly inputs: number;
  readonly fxSends: number;
  readonly groupPairs: number;
  readonly matrixPairs: number;
}

const large = { inputs: 32, fxSends: 4, groupPairs: 4, matrixPairs: 2 };

/** The first is the one that an emulator shows, and that an unknown box number is taken for. */
export const models: readonly QuModel[] = [
  { model: 'Qu-32', box: 3, ...large },
  { model: 'Qu-24', box: 2, inputs: 24, fxSends: 4, groupPairs: 2, matrixPairs: 2 },
  { model: 'Qu-16', box: 1, inputs: 16, fxSends: 2, groupPairs: 0, matrixPairs: 0 },
  { model: 'Qu-Pac', box: 4, ...large },
  { model: 'Qu-SB', box: 5, ...large },
];

export const stereoInputs = 3;
export const fxReturns = 4;
export const dcas = 4;
export const muteGroups = 4;
/** Mix 1–4, then the stereo ones 5-6, 7-8, 9-10. */
export const monoMixes = 4;
export const mixes = 7;
export const sceneCount = 100;

/** The model's busses are the mixes, then the pairs of groups, then the FX sends. */
export const firstGroupBus = mixes + 1;
export const firstFxBus = ({ groupPairs }: QuModel): number => firstGroupBus + groupPairs;
export const busCount = (model: QuModel): number => mixes + model.groupPairs + model.fxSends;
