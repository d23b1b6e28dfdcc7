import { expect, test } from 'vitest';
import { browserHost, launchServed } from '../support/browserHost.ts';
import { describeOn, soon, useStage } from '../support/stage.ts';

describeOn(browserHost, 'the cue mix workbench', () => {
  const stage = useStage(launchServed);
  const column = (name: string) => stage.page.getByRole('columnheader').filter({ hasText: name }).first();
  const levels = (bus: number) =>
    [1, 2, 3, 4].map((channel) => stage.console.at(`channel/${channel}/send/bus/${bus}/level`));

  test('shows mixes side by side, and one can be copied to another as one step', async () => {
    const { page } = stage;
    await page.getByRole('link', { name: 'Cue mixes' }).click();
    await page.getByLabel('All busses and channels').check();
    const [first, second] = [column('bus 1'), column('bus 2')];
    stage.console.put('channel/1/send/bus/1/level', -3);
    stage.console.put('channel/2/send/bus/1/level', -20);
    await soon(() => page.getByRole('button', { name: /^Kick to .*, −3\.0/ }).count()).toBeGreaterThan(0);
    const before = levels(2);
    await first.getByRole('button', { name: 'Copy' }).click();
    await second.getByRole('button', { name: 'Paste' }).click();
    await soon(() => levels(2)).toEqual(levels(1));
    await page.getByRole('button', { name: /^Undo / }).click();
    await soon(() => levels(2)).toEqual(before);
  });

  test('a whole mix is turned down together', async () => {
    const before = levels(1).map(Number);
    await column('bus 1')
      .getByRole('button', { name: /softer by 1 dB$/ })
      .click();
    const kick = before[0] ?? 0;
    await soon(() => Math.abs(Number(levels(1)[0]) - (kick - 1)) < 0.3).toBe(true);
    await soon(() => Number(levels(1)[1]) < (before[1] ?? 0)).toBe(true);
  });

  test('listening to one mix ends listening to another', async () => {
    await column('bus 1').getByRole('button', { name: 'Listen' }).click();
    await soon(() => stage.console.at('bus/1/solo')).toBe(1);
    await column('bus 2').getByRole('button', { name: 'Listen' }).click();
    await soon(() => stage.console.at('bus/2/solo')).toBe(1);
    await soon(() => stage.console.at('bus/1/solo')).toBe(0);
    expect(stage.console.at('main/stereo/solo') ?? 0).toBe(0);
  });
});
