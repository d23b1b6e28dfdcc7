import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fileFormats, readScenes, sceneFormats } from '../../electron/drivers/sceneFormats.ts';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { parseShow } from '../../shared/scenes/parseShow.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { SceneValues } from '../../shared/scenes/sceneValues.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import { addScene } from '../../shared/scenes/showEdits.ts';

const church = readFileSync('test/fixtures/x32/church-setup.scn', 'utf8');
const deskOf = (firmware: string) => new DeskState(buildSchema(profileFor('X32', firmware)));

function opened(name: string, text: string, connected?: DeskState) {
  const read = sceneFormats.read(name, text, connected);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());

describe('a scene that a console wrote', () => {
  test.each(['4.06', '2.12'])('goes through a show and out again line by line, for firmware %s', (firmware) => {
    const desk = deskOf(firmware);
    const { title, notes, values, unknown, format } = opened('church.scn', church, desk);
    expect([unknown, format]).toEqual([[], 'scn-2.7']);
    const scene = {
      id: 'church',
      name: title,
      notes,
      color: 'off',
      author: '',
      createdMs: 0,
      desk: '',
      hardCut: false,
    } as const;
    const show = parseShow(printShow(addScene(emptyShow, { ...scene, values })));
    const kept = show.ok ? show.value.show.scenes[0] : undefined;
    if (!kept) throw new Error('The scene was not kept');
    const written = sceneFormats.write('scn-2.7', kept.name, kept.values, desk, [], kept.notes);
    if (!written.ok) throw new Error(written.error);
    expect(linesOf(written.value.text)).toEqual(linesOf(church));
    expect(written.value.fileName).toMatch(/^[^/\\]+\.scn$/);
  });

  test('keeps lines that are not understood, verbatim and in their place', () => {
    const head = church.slice(0, church.indexOf('\n'));
    const strange = ['/ch/40/mix ON  -4.0', '/ch/03/mix OFF loud ON +0 OFF   -oo', '/future/node 1 "two" %3'];
    const text = `${head}\n/ch/03/config "Organ" 1 YE 3\n${strange.join('\n')}\n`;
    const desk = deskOf('4.06');
    const { values, unknown, title } = opened('strange.scn', text, desk);
    expect(unknown).toEqual(strange);
    expect(values.get('channel/3/mute')).toBe(true);
    const written = sceneFormats.write('scn', title, values, desk, unknown);
    if (!written.ok) throw new Error(written.error);
    const lines = linesOf(written.value.text);
    for (const line of strange)
      expect(
        lines.filter((each) => each === line),
        line,
      ).toHaveLength(1);
    expect(lines[lines.indexOf(strange[1] as string) + 1]).toMatch(/^\/ch\/03\/mix\/01/);
    expect(lines[0]).toMatch(/^#4\.0# /);
  });

  test('does not bring back a line that sets what is different now', () => {
    const desk = deskOf('4.06');
    const { values, unknown } = opened('a.scn', '#4.0# "a" "" %000000000 1\n/ch/03/mix OFF loud\n', desk);
    const own = new Map(values).set('channel/3/mute', false).set('channel/3/fader', -10);
    const written = sceneFormats.write('scn', 'a', new SceneValues(own), desk, unknown);
    expect(written.ok && linesOf(written.value.text).filter((line) => line.startsWith('/ch/03/mix '))).toEqual([
      '/ch/03/mix ON -10.0',
    ]);
  });
});

test('a snippet goes out with the sets of bits and the lines that it came with', () => {
  const snippet = `#4.0# "Walk-in" 192 3 0 64 1
/ch/01/mix/fader  -9.0
/ch/01/mix/pan +0
/ch/01/mix/on OFF
/ch/02/mix/fader   -oo
/ch/02/mix/pan +0
/ch/02/mix/on OFF
/main/st/mix/fader  -6.0
/main/st/mix/pan +0
/main/st/mix/on ON
`;
  const desk = deskOf('4.06');
  const { title, values, format } = opened('walk.snp', snippet);
  expect([title, format, values.size]).toEqual(['Walk-in', 'snp', 9]);
  const written = sceneFormats.write('snp', title, values, desk);
  expect(written).toEqual({ ok: true, value: { fileName: 'Walk-in.snp', text: snippet } });
});

describe('other files', () => {
  test.each([
    ['hello', 'no scene file that is known here'],
    ['{}', 'no show of Omnibus'],
    ['#4.0# loud', 'no scene file that is known here'],
    ['', 'no scene file that is known here'],
  ])('%j is refused with a sentence', (text, sentence) => {
    const read = readScenes('x', text);
    expect(read.ok ? '' : read.error).toMatch(sentence);
  });

  test('a format that a console does not have is refused with what it has', () => {
    const { values } = opened('church.scn', church);
    const written = sceneFormats.write('wav', 'a', values, deskOf('4.06'));
    expect(written).toEqual({ ok: false, error: 'X32 has no file format "wav": say scn-4.0 or scn-2.7 or snp.' });
    expect(fileFormats('nobody')).toEqual([]);
  });

  test('a title is no path', () => {
    const { values } = opened('church.scn', church);
    const written = sceneFormats.write('scn', '../../etc/passwd', values, deskOf('4.06'));
    expect(written.ok && written.value.fileName).toBe('etcpasswd.scn');
  });
});
