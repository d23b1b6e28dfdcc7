import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { sceneFormats } from '../../electron/drivers/sceneFormats.ts';
import { filePartLength } from '../../shared/protocol/showMessages.ts';
import { RecallStage } from './recallStage.ts';

const church = readFileSync('test/fixtures/x32/church-setup.scn', 'utf8');
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());

let rig: RecallStage | undefined;
afterEach(() => rig?.close());

function send({ person }: RecallStage, request: number, text: string) {
  const parts = Math.ceil(text.length / filePartLength);
  for (let part = 0; part < parts; part++) {
    const piece = text.slice(part * filePartLength, (part + 1) * filePartLength);
    person.say({ type: 'filePart', request, name: 'church.scn', part, parts, text: piece });
  }
  const read = person.last('fileRead');
  expect(read).toMatchObject({ request, problem: '', unknown: [] });
  return read?.file ?? '';
}

function exported({ person }: RecallStage, format: string, id: string): string {
  person.say({ type: 'sceneExport', request: 9, source: { from: 'scene', id }, format });
  const file = person.last('sceneFile');
  expect(file?.problem).toBe('');
  expect(file?.fileName).toMatch(format === 'snp' ? /\.snp$/ : /\.scn$/);
  return file?.text ?? '';
}

test('a scene of a console goes into the show and out again in each of its formats, by messages alone', async () => {
  rig = await RecallStage.open({}, { formats: sceneFormats });
  const name = /"([^"]*)"/.exec(church)?.[1] ?? '';
  rig.person.say({ type: 'fileImport', file: send(rig, 1, church), name });
  const id = rig.scenes.show.show.scenes[0]?.id ?? '';
  rig.person.say({ type: 'fileFormats', request: 2 });
  const formats = rig.person.last('fileFormats')?.formats.map((each) => each.id);
  expect(formats).toEqual(['scn-4.0', 'scn-2.7', 'snp']);
  expect(linesOf(exported(rig, 'scn-2.7', id))).toEqual(linesOf(church));
  const newer = exported(rig, 'scn-4.0', id);
  expect(newer).toMatch(/^#4\.0#/);
  expect(exported(rig, 'snp', id)).toMatch(/^#4\.0# "[^"]*" \d+ \d+ \d+ \d+/);
  // The newer form says the same: read again and written in the old form it is the file of the console.
  rig.person.say({ type: 'fileImport', file: send(rig, 3, newer), name });
  const again = rig.scenes.show.show.scenes[1]?.id ?? '';
  expect(linesOf(exported(rig, 'scn-2.7', again))).toEqual(linesOf(church));
});

test('of a file only what is chosen comes into the show: names only, or faders with the main', async () => {
  rig = await RecallStage.open({}, { formats: sceneFormats });
  const { person, scenes } = rig;
  const text = `#4.0# "Song" "" %000000000 1
/ch/01/config "Kick" 1 YE 1
/ch/01/mix OFF -10.0
/main/st/config "LR" 1 WH
/main/st/mix ON -6.0
/future/node 1
`;
  person.say({ type: 'filePart', request: 1, name: 'song.scn', part: 0, parts: 1, text });
  const file = person.last('fileRead')?.file ?? '';
  const imported = (kinds: readonly ('names' | 'faders' | 'eq')[]) => {
    person.say({ type: 'fileImport', file, name: 'Song', scope: { kinds: [...kinds], main: true } });
    return scenes.show.show.scenes.at(-1);
  };
  const names = imported(['names']);
  const named = Object.fromEntries(names?.values ?? []);
  expect(named).toMatchObject({ 'channel/1/name': 'Kick', 'main/stereo/name': 'LR' });
  expect(Object.keys(named).filter((address) => !/\/(?:name|color|icon)$/.test(address))).toEqual([]);
  expect(names?.foreignLines).toBeUndefined();
  const faders = imported(['faders'])?.values;
  expect(Object.keys(Object.fromEntries(faders ?? [])).toSorted()).toEqual(['channel/1/fader', 'main/stereo/fader']);
  imported(['eq']);
  expect(scenes.show.show.scenes).toHaveLength(2);
  expect(person.last('problem')?.message).toBe('Nothing in "Song" is of the chosen kinds: choose more of them.');
  person.say({ type: 'fileImport', file, name: 'Song' });
  expect(scenes.show.show.scenes.at(-1)?.foreignLines).toEqual(['/future/node 1']);
});
