import { parseArgs } from 'node:util';
import { type Agreement, agreements } from '../../shared/protocol/showMessages.ts';
import { type FadeSettings, longestFadeMs } from '../../shared/scenes/fade.ts';
import { addressPattern } from '../../shared/scenes/limits.ts';
import { type RecallKind, type RecallScope, recallKinds } from '../../shared/scenes/scope.ts';

/** What `omnibus scene …` was told. */
export interface SceneArguments {
  readonly action: 'diff' | 'show' | 'recall';
  readonly files: readonly string[];
  /** Name or id of the scene in a file with several. */
  readonly scene: string | undefined;
  readonly scope: RecallScope;
  /** What is agreed to a second time. */
  readonly agreed: readonly Agreement[];
  readonly fade: FadeSettings | undefined;
  readonly console: string | undefined;
  readonly isDryRun: boolean;
  readonly hasValues: boolean;
}

const actions = { diff: 2, show: 1, recall: 1 } as const;

const usage = `Say: omnibus scene diff A B
     omnibus scene show FILE [--values]
     omnibus scene recall FILE --console TARGET [--scope KINDS] [--strips STRIPS] [--busses BUSSES]
                          [--yes CHANGES] [--fade SECONDS] [--dry-run]`;

/** Reads the words after `omnibus scene`. @throws with a sentence if they cannot be understood */
export function parseSceneArguments(args: readonly string[]): SceneArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      console: { type: 'string' },
      scene: { type: 'string' },
      scope: { type: 'string' },
      strips: { type: 'string' },
      busses: { type: 'string' },
      yes: { type: 'string' },
      fade: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      values: { type: 'boolean', default: false },
    },
  });
  const [word = '', ...files] = positionals;
  if (!isAction(word)) throw new Error(usage);
  if (files.length !== actions[word]) {
    const wanted = actions[word] === 1 ? 'one file is' : 'two files are';
    throw new Error(`omnibus scene ${word}: ${wanted} expected, not ${files.length}.\n${usage}`);
  }
  if (word === 'recall' && values.console === undefined) {
    throw new Error(`omnibus scene recall: --console is missing: give family://host[:port] or "emulated".`);
  }
  return {
    action: word,
    files,
    scene: values.scene,
    scope: scopeOf(values.scope, values.strips, values.busses),
    agreed: values.yes === undefined ? [] : wordsOf('yes', values.yes, agreements),
    fade: fadeOf(values.fade),
    console: values.console,
    isDryRun: values['dry-run'],
    hasValues: values.values,
  };
}

const isAction = (word: string): word is SceneArguments['action'] => Object.hasOwn(actions, word);

const split = (text: string) =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** A list of words of which each must be known. */
function wordsOf<Word extends string>(option: string, text: string, known: readonly Word[]): Word[] {
  return split(text).map((word) => {
    const found = known.find((each) => each.toLowerCase() === word.toLowerCase());
    if (!found)
      throw new Error(`--${option} ${word} is not known: say some of ${known.join(', ')}, with commas between.`);
    return found;
  });
}

function addressesOf(option: string, text: string): string[] {
  return split(text).map((each) => {
    if (!addressPattern.test(each))
      throw new Error(`--${option} ${each} is none: say it like channel/1, bus/3 or main/stereo.`);
    return each;
  });
}

/** `all` stands for every kind, `main` lets the main strips change as well. */
function scopeOf(kinds: string | undefined, strips: string | undefined, busses: string | undefined): RecallScope {
  const words = kinds === undefined ? [] : wordsOf('scope', kinds, [...recallKinds, 'main', 'all']);
  const named = words.filter((word): word is RecallKind => word !== 'main' && word !== 'all');
  const isAll = words.includes('all');
  const hasKinds = isAll || named.length > 0;
  return {
    ...(hasKinds ? { kinds: isAll ? [...recallKinds] : named } : {}),
    ...(isAll || words.includes('main') ? { main: true } : {}),
    ...(strips === undefined ? {} : { strips: addressesOf('strips', strips) }),
    ...(busses === undefined ? {} : { busses: addressesOf('busses', busses) }),
  };
}

function fadeOf(text: string | undefined): FadeSettings | undefined {
  if (text === undefined) return undefined;
  const ms = Number(text) * 1000;
  if (text.trim() === '' || !(ms >= 0 && ms <= longestFadeMs)) {
    throw new Error(`--fade ${text} is no time: give seconds from 0 to ${longestFadeMs / 1000}.`);
  }
  return { ms, law: 'dB' };
}
