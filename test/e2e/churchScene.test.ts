import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../build/targets.mjs';
import { onEveryHost, soon } from '../support/stage.ts';

const sceneText = readFileSync(join(projectRoot, 'test/fixtures/x32/church-setup.scn'), 'utf8');

/** Words of a line of the file; a quoted name is one word. */
function words(path: string): readonly string[] {
  const line = sceneText.split('\n').find((each) => each.startsWith(`${path} `));
  if (line === undefined) throw new Error(`The scene has no line ${path}`);
  return (line.slice(path.length).match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
}

const two = (number: number) => String(number).padStart(2, '0');
const levelOf = (word: string | undefined) => (word === '-oo' ? -Infinity : Number(word));
const nameOf = (path: string) => words(`${path}/config`)[0] ?? '';

const spokenTaps: Readonly<Record<string, string>> = {
  'IN/LC': 'input',
  '<-EQ': 'pre-EQ',
  'EQ->': 'post-EQ',
  PRE: 'pre-fader',
  POST: 'post-fader',
  GRP: 'subgroup',
};

/** A pan as it is spoken: the file has −100 to +100. */
function spokenPan(word: string | undefined): string {
  const pan = Number(word);
  return pan === 0 ? 'centre' : `${pan < 0 ? 'left' : 'right'} ${Math.abs(pan)}`;
}

function spokenLevel(levelDb: number): string {
  if (levelDb === -Infinity) return 'minus infinity';
  return `${levelDb < 0 ? 'minus ' : levelDb > 0 ? 'plus ' : ''}${Math.abs(levelDb).toFixed(1)} dB`;
}

const channels = [1, 2, 5, 8, 9, 10, 15, 17, 18, 19, 25, 29];
const busses = [8, 9, 11, 13];
const dcas = [1, 2, 4, 5, 6];
/** Channel and bus; the tap of an even bus stands in the line of the odd one before it. */
const sends = [
  [1, 9],
  [1, 11],
  [1, 12],
  [2, 15],
  [5, 11],
  [9, 1],
  [9, 12],
  [9, 16],
  [17, 13],
] as const;

// What a real console once saved, read here by splitting lines, against what the page shows of it.
onEveryHost(
  'a scene of a real console',
  (stage) => {
    describe('has on the screen what the file says', () => {
      test.each(channels)('of channel %i: name, level, mute, pan', async (channel) => {
        const { screen } = stage;
        const path = `/ch/${two(channel)}`;
        const name = nameOf(path);
        const [on, fader, , pan] = words(`${path}/mix`);
        const strip = await screen.bringIntoSight(String(channel));
        await strip.getByRole('button', { name: `${channel}, ${name}`, exact: true }).waitFor();
        expect({
          level: await strip.getByRole('button', { name: /, type a value$/ }).textContent(),
          isMuted: await strip.getByRole('switch', { name: `${name}, mute` }).getAttribute('aria-checked'),
          pan: await strip.getByRole('slider', { name: `${name}, pan`, exact: true }).getAttribute('aria-valuetext'),
        }).toEqual({
          level: expect.stringContaining(printed(levelOf(fader))),
          isMuted: String(on === 'OFF'),
          pan: spokenPan(pan),
        });
      });

      test('of busses: names, levels, mutes', async () => {
        const { screen } = stage;
        await screen.showBank('Busses');
        for (const bus of busses) {
          const path = `/bus/${two(bus)}`;
          const name = nameOf(path);
          const [on, fader] = words(`${path}/mix`);
          const strip = await screen.bringIntoSight(`Bus ${bus}`);
          await strip.getByRole('slider', { name: `${name}, fader`, exact: true }).waitFor();
          await soon(() => screen.shownDb(name)).toBe(levelOf(fader));
          expect(await screen.isOn(`${name}, mute`), `${name}, mute`).toBe(on === 'OFF');
        }
      });

      test('of DCAs: names, levels, mutes', async () => {
        const { screen } = stage;
        await screen.showBank('DCAs');
        for (const dca of dcas) {
          const name = nameOf(`/dca/${dca}`);
          const [on, fader] = words(`/dca/${dca}`);
          await soon(() => screen.shownDb(name)).toBe(levelOf(fader));
          expect(await screen.isOn(`${name}, mute`), `${name}, mute`).toBe(on === 'OFF');
        }
        await screen.showBank('Channels');
      });

      test.each(sends)('of the send from channel %i to bus %i: tap, level, switch', async (channel, bus) => {
        const { screen } = stage;
        await screen.show('Routing');
        const path = `/ch/${two(channel)}/mix`;
        const [on, level] = words(`${path}/${two(bus)}`);
        const [, , , tap] = words(`${path}/${two(bus - ((bus + 1) % 2))}`);
        const spoken = await screen.crosspointWords(nameOf(`/ch/${two(channel)}`), nameOf(`/bus/${two(bus)}`));
        const expected = [spokenTaps[tap ?? ''], spokenLevel(levelOf(level)), on === 'ON' ? 'on' : 'off'].join(', ');
        expect(spoken.split(', ').slice(1).join(', ')).toBe(expected);
      });
    });
  },
  { sceneText, demo: false },
);

function printed(levelDb: number): string {
  if (levelDb === -Infinity) return '\u2212\u221e';
  return `${levelDb < 0 ? '\u2212' : ''}${Math.abs(levelDb).toFixed(1)}`;
}
