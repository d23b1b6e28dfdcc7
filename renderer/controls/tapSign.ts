/** Where a signal is taken: four points before the fader, one after it, or as a subgroup. */
export type TapSignKind = 'input' | 'preEq' | 'postEq' | 'preFader' | 'postFader' | 'subgroup';

interface TapSignLook {
  readonly shape: 'hollow' | 'filled' | 'turned';
  /** Tells the points before the fader apart: input, left of the EQ, right of it. */
  readonly letter: string;
  readonly words: string;
}

/** Shape carries the meaning, so that it can be read in greyscale; colour repeats it. */
export const tapSignLooks: Readonly<Record<TapSignKind, TapSignLook>> = {
  input: { shape: 'hollow', letter: 'I', words: 'input' },
  preEq: { shape: 'hollow', letter: '‹', words: 'pre-EQ' },
  postEq: { shape: 'hollow', letter: '›', words: 'post-EQ' },
  preFader: { shape: 'hollow', letter: '', words: 'pre-fader' },
  postFader: { shape: 'filled', letter: '', words: 'post-fader' },
  subgroup: { shape: 'turned', letter: '', words: 'subgroup' },
};

export function isTapSignKind(word: string | undefined): word is TapSignKind {
  return word !== undefined && Object.hasOwn(tapSignLooks, word);
}
