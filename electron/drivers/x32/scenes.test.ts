import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { DeskState } from '../../../shared/desk/deskState.ts';
import { buildSchema } from '../../../shared/desk/schema.ts';
import { profileFor } from './profile.ts';
import { printSceneFile, printSnippetFile, readSceneFile, readSceneHeader, readSnippetHeader } from './scenes.ts';

const church = readFileSync('test/fixtures/x32/church-setup.scn', 'utf8');
const example = `#4.0# "Sunday band" "rehearsal" %000000000 1
/config/chlink OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF OFF ON
/config/solo   0.0 LR 0.0 PFL PFL PFL OFF OFF OFF -20 OFF OFF OFF   0.3 OFF OFF OFF
/config/talk/A -12.0 OFF OFF %000000000000001111
/config/routing REC
/config/routing/IN AN1-8 AN9-16 A1-8 UIN25-32 AUX1-4
/ch/07/config "Vox Lead" 41 CYi 7
/ch/07/delay OFF   0.3
/ch/07/preamp +0.0 OFF ON 24 104
/ch/07/gate OFF GATE -50.0 30.0 2  100  151 0
/ch/07/dyn ON COMP PEAK LOG -18.5 3.0 2 4.00 12 10.0  151 POST 0 100 OFF
/ch/07/eq/3 PEQ 3k94 +2.00 2.0
/ch/07/eq/4 HShv 10k02 +1.75 2.0
/ch/07/mix ON  -4.0 ON +10 OFF   -oo
/ch/07/mix/01 ON -12.5 +0 PRE 0
/ch/07/mix/02 ON   -oo
/ch/07/grp %00001000 %000010
/ch/07/automix OFF  +0.0
/dca/4 ON   0.0
/dca/4/config "Vocals" 41 CY
/fx/1 PLAT
/fx/1/source MIX13 MIX13
/outputs/main/01 1 POST OFF
/headamp/006 +31.5 ON
`;

const stateOf = (firmware: string, text: string) => {
  const schema = buildSchema(profileFor('X32', firmware));
  const state = new DeskState(schema);
  const read = readSceneFile(schema, text);
  state.merge(read.changes);
  return { schema, state, read };
};

describe('scene files', () => {
  const lines = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd());

  test.each(['2.12', '4.06'])('a file from a desk comes back line by line from a desk with firmware %s', (firmware) => {
    const { schema, state, read } = stateOf(firmware, church);
    expect(read.unread).toEqual([]);
    const printed = printSceneFile(schema, (id) => state.get(id), readSceneHeader(church), '2.7');
    expect(lines(printed)).toEqual(lines(church));
  });

  it('has 2118 lines with firmware 4 and 2104 before', () => {
    const { schema } = stateOf('4.06', church);
    const zero = new DeskState(schema);
    expect(lines(printSceneFile(schema, (id) => zero.get(id), { name: '', notes: '' }))).toHaveLength(2118);
    expect(lines(printSceneFile(schema, (id) => zero.get(id), { name: '', notes: '' }, '2.7'))).toHaveLength(2104);
  });

  it('reads the facts’ example and writes the same lines', () => {
    const { schema, state, read } = stateOf('4.06', example);
    expect(read.unread).toEqual([]);
    const printed = new Set(lines(printSceneFile(schema, (id) => state.get(id), readSceneHeader(example))));
    for (const line of lines(example).slice(1)) expect(printed).toContain(line);
    expect(readSceneHeader(example)).toEqual({ version: '4.0', name: 'Sunday band', notes: 'rehearsal', safes: 0 });
  });

  it('lists what it does not know and keeps what stands before an unreadable value', () => {
    const { state, read } = stateOf('4.06', '#4.0# "a" "" %000000000 1\n/ch/40/mix ON\n/ch/01/mix OFF loud\n');
    expect(read.unread.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'unknown node'],
      [3, 'unreadable value'],
    ]);
    expect(state.at('channel/1/mute')).toBe(1);
  });

  it('refuses what is no scene file', () => {
    const schema = buildSchema(profileFor('X32', '4.06'));
    expect(() => readSceneFile(schema, '{"hello":1}')).toThrow('choose a file exported by the console');
    expect(() => readSceneFile(schema, '')).toThrow();
  });
});

describe('snippet files', () => {
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

  it('are read leaf by leaf and written again', () => {
    const { schema, state, read } = stateOf('4.06', snippet);
    expect(read.unread).toEqual([]);
    expect(read.changes).toHaveLength(9);
    expect(state.at('channel/1/mute')).toBe(1);
    const header = readSnippetHeader(snippet);
    expect(header).toEqual({
      version: '4.0',
      name: 'Walk-in',
      eventTypes: 192,
      channels: 3,
      auxBusses: 0,
      mainGroups: 64,
    });
    const known = new Set(read.changes.map(({ id }) => id));
    expect(
      printSnippetFile(
        schema,
        (id) => state.get(id),
        header,
        (id) => known.has(id),
      ),
    ).toBe(snippet);
  });
});
