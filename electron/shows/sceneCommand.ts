import { basename } from 'node:path';
import type { Result } from '../../shared/base/result.ts';
import type { DeskState } from '../../shared/desk/deskState.ts';
import type { Schema } from '../../shared/desk/schema.ts';
import { preview } from '../../shared/scenes/preview.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { recallPlan } from '../../shared/scenes/recallPlan.ts';
import type { SceneValues } from '../../shared/scenes/sceneValues.ts';
import { secondYeses } from '../../shared/scenes/scope.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import type { RecallWish } from './recallClient.ts';
import { parseSceneArguments, type SceneArguments } from './sceneArguments.ts';
import { differenceLines, previewLines, SceneWords } from './sceneWords.ts';

/** A scene of a file, whoever wrote it. */
export interface CommandScene {
  readonly title: string;
  readonly notes: string;
  readonly values: SceneValues;
  readonly unknown: readonly string[];
  readonly schema?: Schema;
}

/** A console that is connected and read, for one command. */
export interface CommandConsole {
  readonly state: DeskState;
  /** Recalls through the hub and waits for the proof. @returns what became of it, as a sentence @throws with one if it was not begun */
  recall(wish: RecallWish): Promise<string>;
  close(): Promise<void>;
}

/** What the command needs of the world. */
export interface SceneCommandWorld {
  /** The text of a file. */
  read(path: string): Promise<string>;
  readScenes(name: string, text: string, connected?: DeskState): Result<readonly CommandScene[]>;
  connect(target: string): Promise<CommandConsole>;
  out(text: string): void;
}

/**
 * `omnibus scene diff | show | recall …`
 * @returns the exit code: 1 if `diff` found differences, otherwise 0
 * @throws with a sentence if the words or the files cannot be understood
 */
export async function runSceneCommand(args: readonly string[], world: SceneCommandWorld): Promise<0 | 1> {
  const words = parseSceneArguments(args);
  const print = (lines: Iterable<string>) => world.out(`${[...lines].join('\n')}\n`);
  switch (words.action) {
    case 'diff':
      return diff(words, world, print);
    case 'show':
      return show(words, world, print);
    case 'recall':
      return recall(words, world, print);
  }
}

type Print = (lines: Iterable<string>) => void;

async function sceneOf(path: string, { scene }: SceneArguments, world: SceneCommandWorld, connected?: DeskState) {
  const text = await world.read(path);
  const read = world.readScenes(basename(path), text, connected);
  if (!read.ok) throw new Error(read.error);
  const named = scene === undefined ? read.value : read.value.filter(({ title }) => title === scene);
  const [first, second] = named;
  const titles = read.value.map(({ title }) => `"${title}"`).join(', ');
  if (!first)
    throw new Error(`${path} has no scene ${scene === undefined ? '' : `"${scene}" `}but ${titles || 'none'}.`);
  if (second && scene === undefined) throw new Error(`${path} has several scenes: say --scene with one of ${titles}.`);
  return first;
}

async function diff(words: SceneArguments, world: SceneCommandWorld, print: Print): Promise<0 | 1> {
  const [a = '', b = ''] = words.files;
  const before = await sceneOf(a, words, world);
  const after = await sceneOf(b, words, world);
  const schema = before.schema ?? after.schema;
  const lines = [...differenceLines(before.values, after.values, schema), ...lineDifferences(before, after)];
  print(lines.length === 0 ? ['No difference.'] : [...lines, '', `${lines.length} differences.`]);
  return lines.length === 0 ? 0 : 1;
}

/** Lines that are not understood are compared as they are. */
function lineDifferences(before: CommandScene, after: CommandScene): readonly string[] {
  const gone = before.unknown.filter((line) => !after.unknown.includes(line));
  const come = after.unknown.filter((line) => !before.unknown.includes(line));
  return [
    ...gone.map((line) => `not understood, only in the first: ${line}`),
    ...come.map((line) => `not understood, only in the second: ${line}`),
  ];
}

async function show(words: SceneArguments, world: SceneCommandWorld, print: Print): Promise<0> {
  const scene = await sceneOf(words.files[0] ?? '', words, world);
  const { title, notes, values, unknown, schema } = scene;
  const inWords = new SceneWords(values, schema);
  print([
    title === '' ? 'No name' : title,
    ...(notes === '' ? [] : [notes]),
    `${values.size} values`,
    ...inWords.counts().map((count) => `  ${count}`),
    ...(words.hasValues ? inWords.lines() : []),
    ...unknown.map((line) => `Not understood, kept as it is: ${line}`),
  ]);
  return 0;
}

async function recall(words: SceneArguments, world: SceneCommandWorld, print: Print): Promise<0> {
  const [path = ''] = words.files;
  // A file that cannot be read must not take a console's slot.
  await sceneOf(path, words, world);
  const live = await world.connect(words.console ?? '');
  try {
    const scene = await sceneOf(path, words, world, live.state);
    const { state } = live;
    const agreed = secondYeses.filter((yes) => words.agreed.includes(yes));
    const plan = recallPlan({ state, values: scene.values, scope: words.scope, agreed });
    print([...previewLines(preview(state, plan)), ...scene.unknown.map((line) => `Not understood: ${line}`)]);
    if (words.isDryRun) print(['Nothing was sent.']);
    else print([await live.recall({ ...words, text: oneScene(scene) })]);
    return 0;
  } finally {
    await live.close();
  }
}

/** A show of nothing but one scene: what the hub is told to recall. */
function oneScene({ title, notes, values }: CommandScene): string {
  const about = { color: 'off', author: '', desk: '', createdMs: 0, hardCut: false } as const;
  return printShow({ ...emptyShow, scenes: [{ id: 'scene', name: title, notes, values, ...about }] });
}
