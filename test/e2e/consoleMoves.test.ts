import { expect, test } from 'vitest';
import { int } from '../osc/consoleRig.ts';
import { insist } from '../support/otherHand.ts';
import { onEveryHost, soon } from '../support/stage.ts';

// What somebody moves at the console, or with another program, moves on the screen.
onEveryHost('a change from elsewhere', (stage) => {
  test('moves a fader', async () => {
    const { other, screen } = stage;
    const cap = async () => (await screen.fader('Snare').getAttribute('aria-valuetext')) ?? '';
    other.say('/ch/02/mix/fader', 0.75);
    await soon(() => screen.shownDb('Snare')).toBe(0);
    expect(await cap()).toMatch(/\b0\.0 dB/);
    other.say('/ch/02/mix/fader', 0);
    await soon(() => screen.shownDb('Snare')).toBe(-Infinity);
    await soon(cap).toMatch(/off/);
  });

  test('mutes and unmutes', async () => {
    const { other, screen } = stage;
    expect(await screen.isOn('Snare, mute')).toBe(false);
    other.say('/ch/02/mix/on', int(0));
    await soon(() => screen.isOn('Snare, mute')).toBe(true);
    other.say('/ch/02/mix/on', int(1));
    await soon(() => screen.isOn('Snare, mute')).toBe(false);
  });

  test('pans', async () => {
    const { other, screen } = stage;
    other.say('/ch/02/mix/pan', 0.25);
    await soon(() => screen.pan('Snare').getAttribute('aria-valuetext')).toBe('left 50');
    other.say('/ch/02/mix/pan', 0.5);
    await soon(() => screen.pan('Snare').getAttribute('aria-valuetext')).toBe('centre');
  });

  test('renames a strip wherever its name stands', async () => {
    const { other, screen } = stage;
    other.say('/ch/03/config/name', 'Ride');
    await screen.fader('Ride').waitFor();
    expect(await screen.fader('Hat').count()).toBe(0);
    await screen.strip('3').filter({ hasText: 'Ride' }).waitFor();
    await screen.show('Routing');
    expect(await screen.crosspointWords('Ride', 'Booth')).toMatch(/^Ride to Booth/);
    await screen.show('Mixer');
  });

  test('colours a strip', async () => {
    const { other, screen } = stage;
    const face = () =>
      screen
        .strip('4')
        .getByRole('button', { name: /^4, / })
        .evaluate((button) => {
          // The colour of the first ancestor that has one.
          for (let at: Element | null = button; at; at = at.parentElement) {
            const { backgroundColor } = getComputedStyle(at);
            if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
          }
          return '';
        });
    const asFound = await face();
    other.say('/ch/04/config/color', int(3));
    await soon(face).not.toBe(asFound);
    const yellow = await face();
    other.say('/ch/04/config/color', int(4));
    await soon(face).not.toBe(yellow);
  });

  test('right after a move of ours, to a value that was ours before, stands when it is insisted on', async () => {
    const { other, screen, console } = stage;
    other.say('/ch/07/mix/fader', 0.5);
    await soon(() => screen.shownDb('Bass DI')).toBe(-10);
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown']) await screen.fader('Bass DI').press(key);
    await soon(() => Number(console.at('channel/7/fader')).toFixed(1)).toBe('-10.5');
    await insist(stage, { address: '/ch/07/mix/fader', strip: 'Bass DI' }, 0.5, -10);
    expect(Number(console.at('channel/7/fader')).toFixed(1)).toBe('-10.0');
  });

  test('of many values at once leaves the screen with the last of each', async () => {
    const { other, screen, console } = stage;
    for (let round = 0; round <= 20; round++) {
      for (const channel of ['05', '06', '07', '08']) other.say(`/ch/${channel}/mix/fader`, round / 40);
    }
    for (const strip of ['OH L', 'OH R', 'Bass DI', 'Gtr Ada']) {
      await soon(() => screen.shownDb(strip)).toBe(-10);
    }
    expect(Number(console.at('channel/8/fader')).toFixed(1)).toBe('-10.0');
  });
});
