import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readScenes } from '../../electron/drivers/sceneFormats.ts';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { type RecallWish, recallSentence } from '../../electron/shows/recallClient.ts';
import { runSceneCommand } from '../../electron/shows/sceneCommand.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { parseShow } from '../../shared/scenes/parseShow.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { storeScene } from '../../shared/scenes/scene.ts';
import { emptyShow } from '../../shared/scenes/show.ts';
import { addScene } from '../../shared/scenes/showEdits.ts';

const schema = buildSchema(profileFor('X32', '4.06'));

function deskOf(values: Readonly<Record<string, number | string>>): DeskState {
  const state = new DeskState(schema);
  for (const [address, value] of Object.entries(values)) state.set(schema.need(address), value);
  return state;
}

const head = '#4.0# "Song" "slow" %000000000 1\n';
const live = deskOf({
  'channel/1/name': 'Kick',
  'channel/1/fader': -20,
  'channel/1/mute': 0,
  'headamp/local/1/gain': 0,
  'headamp/local/1/phantom': 0,
});
const about = { id: 'a', createdMs: 0 };
const show = [
  storeScene(deskOf({ 'channel/1/fader': -10 }), { ...about, name: 'One' }),
  storeScene(deskOf({ 'channel/1/fader': -4 }), { ...about, id: 'b', name: 'Two' }),
].reduce((before, scene) => addScene(before, scene), emptyShow);

const files: Readonly<Record<string, string>> = {
  'a.scn': `${head}/ch/01/config "Kick" 1 YE 1\n/ch/01/mix ON -10.0\n/ch/99/mix ON\n`,
  'b.scn': `${head}/ch/01/config "Kick" 1 YE 1\n/ch/01/mix OFF -4.0\n`,
  'gain.scn': `${head}/headamp/000 +10.0 ON\n`,
  'show.omnibus': printShow(show),
  'church.scn': readFileSync('test/fixtures/x32/church-setup.scn', 'utf8'),
};

async function said(...args: string[]) {
  let text = '';
  const wishes: RecallWish[] = [];
  const targets: string[] = [];
  let open = 0;
  const code = await runSceneCommand(args, {
    read: async (path) => files[path] ?? Promise.reject(new Error(`${path} is not there`)),
    readScenes,
    connect: async (target) => {
      targets.push(target);
      open++;
      const recall = async (wish: RecallWish) => {
        wishes.push(wish);
        return '2 of 2 landed in 0.1 s.';
      };
      return { state: live, recall, close: async () => void open-- };
    },
    out: (more) => {
      text += more;
    },
  });
  return { code, lines: text.trimEnd().split('\n'), wishes, targets, open };
}

describe('omnibus scene', () => {
  test('diff prints what differs in words, and ends with 1', async () => {
    const { code, lines } = await said('diff', 'a.scn', 'b.scn');
    expect(lines).toEqual([
      'Kick (channel/1) mute: off → on',
      'Kick (channel/1) fader: −10.0 dB → −4.0 dB',
      'not understood, only in the first: /ch/99/mix ON',
      '',
      '3 differences.',
    ]);
    expect(code).toBe(1);
    expect(await said('diff', 'church.scn', 'church.scn')).toMatchObject({ code: 0, lines: ['No difference.'] });
  });

  test('show says what a file holds, and what it does not understand', async () => {
    const { lines } = await said('show', 'a.scn', '--values');
    expect(lines.slice(0, 3)).toEqual(['Song', 'slow', '6 values']);
    expect(lines).toContain('Kick (channel/1) fader: −10.0 dB');
    expect(lines.at(-1)).toBe('Not understood, kept as it is: /ch/99/mix ON');
  });

  test('recall --dry-run previews against the console, sends nothing, and leaves it', async () => {
    const { lines, wishes, targets, open } = await said('recall', 'b.scn', '--console', 'emulated', '--dry-run');
    expect(lines).toEqual([
      'Kick (channel/1)',
      '  fader: −20.0 dB → −4.0 dB',
      '  mute: off → on',
      '',
      expect.stringMatching(/^2 changes \(.*1 Mutes.*1 Faders.*\); 1 values are there already\.$/),
      expect.stringMatching(/^RISE over 6 dB: Kick fader/),
      'Not read from the console yet, left alone: 2',
      'Out of scope: 1',
      'Nothing was sent.',
    ]);
    expect([wishes, targets, open]).toEqual([[], ['emulated'], 0]);
  });

  test('recall leaves gain and phantom power out without a yes, and says so', async () => {
    const without = await said('recall', 'gain.scn', '--console', 'emulated', '--scope', 'gains,phantom', '--dry-run');
    expect(without.lines).toContain('Left out: 1 of gain; they need --scope and --yes gain.');
    expect(without.lines[1]).toMatch(/^0 changes/);
    const yes = ['--scope', 'gains,phantom', '--yes', 'gain,phantom'];
    const { lines } = await said('recall', 'gain.scn', '--console', 'emulated', '--dry-run', ...yes);
    expect(lines).toContain('GAIN: 1 changes');
    expect(lines).toContain('  headamp local 1 gain: 0.0 dB → 10.0 dB');
  });

  test('recall asks the hub for the one scene with its scope, yeses and fade', async () => {
    const { wishes, lines } = await said(
      ...['recall', 'show.omnibus', '--console', 'emulated', '--scene', 'Two', '--scope', 'Faders,main'],
      ...['--strips', 'channel/1', '--yes', 'rises', '--fade', '2.5'],
    );
    expect(lines.at(-1)).toBe('2 of 2 landed in 0.1 s.');
    const [wish] = wishes;
    expect(wish).toMatchObject({
      scope: { kinds: ['faders'], main: true, strips: ['channel/1'] },
      agreed: ['rises'],
      fade: { ms: 2500, law: 'dB' },
    });
    const sent = parseShow(wish?.text ?? '');
    expect(sent.ok && sent.value.show.scenes.map(({ name, values }) => [name, Object.fromEntries(values)])).toEqual([
      ['Two', { 'channel/1/fader': -4 }],
    ]);
  });

  test.each([
    [[], 'Say: omnibus scene diff'],
    [['explode', 'a.scn'], 'Say: omnibus scene diff'],
    [['diff', 'a.scn'], 'two files are expected, not 1'],
    [['recall', 'a.scn'], '--console is missing'],
    [['recall', 'a.scn', '--console', 'emulated', '--scope', 'loudness'], '--scope loudness is not known'],
    [['recall', 'a.scn', '--console', 'emulated', '--yes', 'all'], '--yes all is not known'],
    [['recall', 'a.scn', '--console', 'emulated', '--strips', '../x'], '--strips ../x is none'],
    [['recall', 'a.scn', '--console', 'emulated', '--fade', '61'], '--fade 61 is no time'],
    [['recall', 'a.scn', '--console', 'emulated', '--fade', ''], '--fade  is no time'],
    [['show', 'none.scn'], 'none.scn is not there'],
    [['show', 'show.omnibus'], 'has several scenes: say --scene with one of "One", "Two"'],
    [['show', 'show.omnibus', '--scene', 'Three'], 'has no scene "Three" but "One", "Two"'],
  ])('%j is refused with a sentence', async (args, sentence) => {
    await expect(said(...args)).rejects.toThrow(sentence);
  });

  test('a recall is told as how many landed, and what did not', () => {
    const status = {
      title: 'A',
      by: 'B',
      state: 'done',
      total: 214,
      landed: 213,
      between: 0,
      why: '',
      tookMs: 640,
    } as const;
    const missed = [{ id: 1, address: 'x', title: 'Kick fader', wanted: '−4.0 dB', why: 'held' }] as const;
    expect(recallSentence({ ...status, missed })).toBe(
      '213 of 214 landed in 0.6 s.\nKick fader: −4.0 dB did not land (held)',
    );
    expect(recallSentence({ ...status, missed: [], why: 'frozen' })).toMatch('; ended early: frozen.');
    expect(recallSentence({ ...status, missed: [], landed: 0, between: 3, why: 'frozen' })).toBe(
      '0 of 214 landed in 0.6 s; 3 stopped between old and new; ended early: frozen.',
    );
  });
});
