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
