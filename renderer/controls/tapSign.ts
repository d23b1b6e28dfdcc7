/** Where a signal is taken: four points before the fader, one after it, or as a subgroup. */
export type TapSignKind = 'input' | 'preEq' | 'postEq' | 'preFader' | 'postFader' | 'subgroup';

interface TapSignLook {
  readonly shape: 'hollow' | 'filled' | 'turned';
  /** Tells the points before the fader apart: input, left of the EQ, right of it. */
  readonly letter: string;
  readonly words: string;
  /** Where there is room for a few letters. */
  readonly short: string;
}

/** Shape carries the meaning, so that it can be read in greyscale; colour repeats it. */
export const tapSignLooks: Readonly<Record<TapSignKind, TapSignLook>> = {
  input: { shape: 'hollow', letter: 'I', words: 'input', short: 'input' },
  preEq: { shape: 'hollow', letter: '‹', words: 'pre-EQ', short: '‹EQ' },
  postEq: { shape: 'hollow', letter: '›', words: 'post-EQ', short: 'EQ›' },
  preFader: { shape: 'hollow', letter: '', words: 'pre-fader', short: 'pre' },
  postFader: { shape: 'filled', letter: '', words: 'post-fader', short: 'post' },
  subgroup: { shape: 'turned', letter: '', words: 'subgroup', short: 'group' },
};

export function isTapSignKind(word: string | undefined): word is TapSignKind {
  return word !== undefined && Object.hasOwn(tapSignLooks, word);
}
