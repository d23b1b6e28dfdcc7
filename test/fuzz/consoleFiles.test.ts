import { expect, test } from 'vitest';
import x32 from '../../electron/drivers/x32/index.ts';
import { wireMapOf } from '../../electron/drivers/x32/paramMap.ts';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { readSceneFile, readSnippetHeader } from '../../electron/drivers/x32/scenes.ts';
import { ExtraValues } from '../../electron/drivers/x32/server/extraValues.ts';
import { restoreState, saveState } from '../../electron/drivers/x32/server/savedState.ts';
import { ShowStorage } from '../../electron/drivers/x32/server/showStorage.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import { accept } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { churchScene, sceneLines } from './corpus.ts';
import { fuzz, isLong, shorterText, timeLimitMs } from './fuzzRun.ts';
import { expectSound } from './soundState.ts';

// As at the start of the app.
for (const _ of x32.prepare?.() ?? []);
const schema = buildSchema(profileFor('X32', '4.06'));
const headers = [
  '#4.0# "Sunday" "with choir" %000000000 1',
  '#2.7# "" "" %000000001 1',
  '#4.0# "Snippet" 3 255 15 1 1',
];

/** Runs a reader that may refuse its text with a sentence, and only so. */
function refusesInWords<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    // A TypeError or RangeError is no refusal but a mistake of ours.
    if (!(error instanceof Error) || error.constructor !== Error || !/[.:] /.test(`${error.message} `)) throw error;
    if (error.message.length > 1000) throw new Error(`A refusal of ${error.message.length} characters`);
    return undefined;
  }
}

function expectReadable(text: string): void {
  refusesInWords(() => readSnippetHeader(text));
  const file = refusesInWords(() => readSceneFile(schema, text));
  for (const { id, value } of file?.changes ?? []) {
    const accepted = accept(schema.specOf(id), value);
    if (!accepted.ok) throw new Error(`${schema.addressOf(id)}: ${String(value)} (${accepted.error})`);
  }
}

test('any text is read as a scene file, or refused with a sentence', { timeout: timeLimitMs }, () =>
  fuzz<string>({
    name: 'scene files',
    seed: 107,
    make(mutator) {
      const head = mutator.chance(0.2) ? mutator.text(headers) : mutator.pick(headers);
      const lines = Array.from({ length: mutator.below(5) }, () => mutator.text(sceneLines));
      return `${head}\n${lines.join(mutator.chance(0.1) ? '\r\n' : '\n')}\n`;
    },
    run: expectReadable,
    print: (text) => JSON.stringify(text),
    shrink: shorterText,
  }),
);

test('whole scene files with a few changes are read', { timeout: timeLimitMs }, () =>
  fuzz<string>({
    name: 'whole scene files',
    seed: 108,
    count: isLong ? 5000 : 60,
    make: (mutator) => mutator.text([churchScene]),
    run: expectReadable,
    print: (text) => `${text.length} characters`,
  }),
);

test('hostile sizes are refused at once', () => {
  const longLine = `#4.0# "" "" %0 1\n/ch/01/config/name ${'"'.repeat(1_000_000)}\n`;
  const manyLines = `#4.0# "" "" %0 1\n${'/ch/01/mix ON\n'.repeat(200_000)}`;
  for (const text of [
    longLine,
    manyLines,
    `#4.0# ${'x '.repeat(1_000_000)}`,
    'x'.repeat(5_000_000),
    '\n'.repeat(3e6),
  ]) {
    expectReadable(text);
  }
});

test('any saved state is restored to a sound console, or refused with a sentence', {
  timeout: timeLimitMs,
}, async () => {
  const desk = new SimulatedDesk(schema);
  const storage = new ShowStorage(wireMapOf(schema), desk);
  const extras = new ExtraValues('fuzz');
  storage.saveScene(0, 'Default', '');
  storage.saveSnippet(1, 'Snippet');
  storage.addCue(100, 'Cue');
  storage.savePreset('libchan', 2, 'Preset', 0);
  const whole = JSON.parse(saveState(desk, storage, extras)) as Record<string, unknown>;
  // The first dozen of each list: as much structure, and fast enough to be tried often.
  const small = JSON.stringify(whole, (_key, value: unknown) => (Array.isArray(value) ? value.slice(0, 12) : value));
  await fuzz<string>({
    name: 'saved states',
    seed: 109,
    make: (mutator) =>
      mutator.chance(0.3) ? mutator.text([small]) : JSON.stringify(mutator.json(JSON.parse(small) as unknown)),
    run: (text) => refusesInWords(() => restoreState(text, desk, storage, extras)),
    print: (text) => text,
    shrink: shorterText,
  });
  expectSound(schema, (id) => desk.get(id));
  const { scenes, snippets, cues } = storage.show;
  for (const slots of [scenes, snippets, cues]) {
    expect(slots.size).toBeLessThanOrEqual(100);
    expect([...slots.keys()].every((slot) => Number.isInteger(slot) && slot >= 0 && slot < 100)).toBe(true);
  }
  for (let slot = 0; slot < 100; slot++) {
    storage.recallScene(slot);
    storage.recallSnippet(slot);
    storage.recallCue(slot);
    for (const library of ['libchan', 'libfx', 'librout', 'libmon'] as const) storage.loadPreset(library, slot, 0);
  }
  expectSound(schema, (id) => desk.get(id));
  expect(() => JSON.parse(saveState(desk, storage, extras))).not.toThrow();
});
