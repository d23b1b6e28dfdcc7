import { expect, test } from 'vitest';
import { readScenes } from '../../electron/drivers/sceneFormats.ts';
import x32 from '../../electron/drivers/x32/index.ts';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { parseSceneArguments } from '../../electron/shows/sceneArguments.ts';
import { showPath } from '../../electron/shows/showNames.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import { accept } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { addressPattern } from '../../shared/scenes/limits.ts';
import { type OpenedShow, parseShow } from '../../shared/scenes/parseShow.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { recallPlan } from '../../shared/scenes/recallPlan.ts';
import { recallKinds, secondYeses } from '../../shared/scenes/scope.ts';
import { sceneLines } from './corpus.ts';
import { fuzz, shorterText, timeLimitMs } from './fuzzRun.ts';

// As at the start of the app.
for (const _ of x32.prepare?.() ?? []);
const schema = buildSchema(profileFor('X32', '4.06'));
const desk = new DeskState(schema);
for (let id = 0; id < schema.size; id++)
  desk.set(id, schema.defaultOf(id) ?? (schema.specOf(id).kind === 'text' ? '' : 0));

const show = {
  format: 'omnibus-show',
  version: 2,
  name: 'Concert',
  notes: 'two acts',
  scope: { kinds: ['faders', 'mutes'], main: false },
  safes: { strips: ['channel/3'], params: ['channel/1/fader'] },
  purposes: { busses: [{ bus: 'bus/1', purpose: 'cue' }], meant: [{ address: 'bus/1/fader', rule: 'pre' }] },
  common: {
    'channel/1/fader': -10,
    'channel/1/mute': false,
    'channel/2/send/bus/1/tap': 'preFader',
    'channel/1/name': 'Kick',
  },
  scenes: [
    { id: 'a', name: 'One', createdMs: 1, values: { 'channel/1/fader': '-inf' }, absent: ['channel/1/mute'] },
    {
      id: 'b',
      name: 'Two',
      createdMs: 2,
      color: 'red',
      hardCut: true,
      fade: { ms: 3000, law: 'position' },
      values: {},
    },
  ],
  kept: [{ id: 'a', name: 'One', createdMs: 1, keptMs: 5, values: {} }],
  cues: [
    {
      id: 'c',
      name: 'Go',
      scene: 'a',
      followAfterMs: 100,
      messages: [{ type: 'osc', host: 'h', port: 1, path: '/x' }],
    },
  ],
  layers: [{ id: 'l', name: 'Band', strips: ['channel/1'] }],
  people: [{ id: 'p', name: 'Ben', role: 'performer', mixes: ['m'] }],
  mixes: [{ id: 'm', name: 'Wedge', bus: 'bus/1', ceilingDb: -3 }],
  mappings: [
    { id: 'k', from: { type: 'control', channel: 1, number: 7 }, to: { type: 'param', address: 'channel/1/fader' } },
  ],
  surfaces: [{ id: 's', name: 'Pads', kind: 'midi' }],
  consoleMaps: [
    { id: 'd', name: 'Desk', map: { title: 'Desk', params: [{ address: 'channel/1/mute', n: [1, -0.5] }] } },
  ],
};
const whole = JSON.stringify(show);
/** The start that makes a file a show stays as often as not: what follows is reached only then. */
const hostile = [
  '"__proto__":{"polluted":1},',
  '"constructor":{"prototype":{"polluted":1}},',
  '[[[[[[',
  '1e999,',
  '\\u0000',
];

/** What opened must be sound, must be planned without a word, and must be the same after another save. */
function expectSoundShow({ show: read }: OpenedShow): void {
  const text = printShow(read);
  const again = parseShow(text);
  if (!again.ok) throw new Error(`It does not open again: ${again.error}`);
  if (again.value.damaged.length > 0) throw new Error(`It is damaged when saved: ${again.value.damaged[0]?.what}`);
  if (printShow(again.value.show) !== text) throw new Error('It is another one when saved again');
  for (const { values } of read.scenes) {
    for (const [address] of values) if (!addressPattern.test(address)) throw new Error(`address ${address}`);
    const scope = { kinds: [...recallKinds], main: true };
    for (const { id, to } of recallPlan({ state: desk, values, scope, agreed: secondYeses }).steps) {
      const accepted = accept(schema.specOf(id), to);
      if (!accepted.ok || accepted.value !== to) throw new Error(`${schema.addressOf(id)}: ${to}`);
    }
  }
}

function expectSentence(error: string): void {
  if (!/[.:] /.test(`${error} `) || error.length > 1000) throw new Error(`No sentence: ${error.slice(0, 200)}`);
}

test('any text is opened as a show, in part or whole, or refused with a sentence', { timeout: timeLimitMs }, () =>
  fuzz<string>({
    name: 'show files',
    seed: 501,
    make(mutator) {
      if (mutator.chance(0.6)) {
        return String(
          JSON.stringify({ ...(mutator.json(show) as object), format: 'omnibus-show', version: mutator.pick([1, 2]) }),
        );
      }
      if (mutator.chance(0.3)) {
        const at = mutator.below(whole.length);
        return whole.slice(0, at) + mutator.pick(hostile) + whole.slice(at);
      }
      return mutator.text([whole]);
    },
    run(text) {
      const opened = parseShow(text);
      if (opened.ok) expectSoundShow(opened.value);
      else expectSentence(opened.error);
    },
    print: (text) => JSON.stringify(text),
    shrink: shorterText,
  }),
);

test('any file is read as scenes, or refused with a sentence', { timeout: timeLimitMs }, () =>
  fuzz<string>({
    name: 'files of scenes',
    seed: 502,
    make(mutator) {
      if (mutator.chance(0.3)) return mutator.text([whole]);
      const head = mutator.text(['#4.0# "Sunday" "choir" %000000000 1', '#4.0# "Walk-in" 192 3 0 64 1']);
      return `${head}\n${Array.from({ length: mutator.below(4) }, () => mutator.text(sceneLines)).join('\n')}\n`;
    },
    run(text) {
      const read = readScenes('file', text, desk);
      if (!read.ok) return expectSentence(read.error);
      for (const { values, schema: own } of read.value) {
        for (const [address] of values) if (own && !own.has(address)) throw new Error(`address ${address}`);
      }
    },
    print: (text) => JSON.stringify(text),
    shrink: shorterText,
  }),
);

test('no name leads out of the folder of shows', { timeout: timeLimitMs }, () =>
  fuzz<string>({
    name: 'names of shows',
    seed: 503,
    make: (mutator) =>
      mutator.text([
        'Concert',
        '../../etc/passwd',
        'C:\\shows\\x',
        'con',
        'Spring 2026.omnibus',
        '.hidden',
        'a/b',
        'x\0y',
      ]),
    run(name) {
      const path = showPath('/shows', name);
      if (!path.ok) return expectSentence(path.error);
      if (!/^\/shows\/[^/\\\0:]+\.omnibus$/.test(path.value) || path.value.includes('/.')) throw new Error(path.value);
    },
    print: (name) => JSON.stringify(name),
    shrink: shorterText,
  }),
);

test('any words after omnibus scene are understood or refused with a sentence', { timeout: timeLimitMs }, () =>
  fuzz<string>({
    name: 'scene arguments',
    seed: 504,
    make: (mutator) =>
      mutator.text(['recall a.scn --console emulated --scope faders,main --yes gain --fade 3 --dry-run', 'diff a b']),
    run(text) {
      try {
        parseSceneArguments(text.split(' '));
      } catch (error) {
        // Node's own parser of arguments throws TypeErrors with sentences.
        if (!(error instanceof Error) || error instanceof RangeError || error instanceof ReferenceError) throw error;
      }
    },
    print: (text) => JSON.stringify(text),
  }),
);

test('hostile sizes are over within two seconds of work', () => {
  const head = '{"format":"omnibus-show","version":2,';
  const many = (count: number, item: string) => Array.from({ length: count }, () => item).join(',');
  const table = Array.from({ length: 90_000 }, (_, index) => `"a/b${index}":${index}`).join(',');
  const texts = [
    `${head}"scenes":${'['.repeat(5_000_000)}`,
    `${head}"scenes":${'{"values":'.repeat(1_000_000)}1${'}'.repeat(1_000_001)}`,
    `${head}"cues":[${many(1_000_000, '{"id":"a","name":"b"}')}]}`,
    `${head}"common":{${table}},"scenes":[${many(2000, '{"id":"a","name":"b","createdMs":1}')}]}`,
    `${head}"name":"${'x'.repeat(20_000_000)}"}`,
    `${head}${many(200_000, '"k":1')}}`,
  ];
  for (const text of texts) {
    const cpu = process.cpuUsage();
    const opened = parseShow(text);
    const { user } = process.cpuUsage(cpu);
    console.log(
      `${text.slice(0, 60)}… (${text.length}): ${(user / 1000).toFixed(0)} ms, ${opened.ok ? 'open' : opened.error.slice(0, 60)}`,
    );
    if (opened.ok) expect(opened.value.show.scenes.length).toBeLessThanOrEqual(2000);
  }
});
