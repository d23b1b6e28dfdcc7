import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { Role } from '../../shared/protocol/roles.ts';
import { browserHost, launchServed } from '../support/browserHost.ts';
import { Screen } from '../support/screen.ts';
import { describeOn, type Stage, soon, useStage } from '../support/stage.ts';

/** Every address of the whole console that has another value than before. */
const movedSince = (stage: Stage, before: ReadonlyMap<string, unknown>) =>
  [...stage.console.all()].filter(([address, value]) => before.get(address) !== value).map(([address]) => address);

const viewsOf = (page: Page) => page.getByRole('navigation', { name: 'Views' }).getByRole('link').allTextContents();
const trimmed = (texts: readonly string[]) => texts.map((text) => text.trim());

describeOn(browserHost, 'somebody from the network', () => {
  const stage = useStage(launchServed);

  /** The engineer opens the door for a role, somebody types the digits, the engineer says yes. */
  async function comeIn(name: string, role: Role, mix?: string): Promise<Page> {
    const { page } = stage;
    await page.getByRole('link', { name: 'Setup' }).click();
    await page.getByRole('tab', { name: 'People' }).click();
    const on = page.getByRole('button', { name: 'Switch on' });
    if (await on.count()) await on.click();
    await page.getByLabel('Role of who comes').selectOption(role);
    if (mix !== undefined) {
      for (const box of await page.getByRole('group', { name: 'Mixes of who comes' }).getByRole('checkbox').all())
        await box.setChecked(false);
      await page.getByRole('group', { name: 'Mixes of who comes' }).getByLabel(mix).check();
    }
    await page.getByRole('button', { name: 'Show the code' }).click();
    const door = page.getByRole('region', { name: 'Let somebody in' });
    const pin = ((await door.locator('.pin').textContent()) ?? '').replace(/\D/g, '');
    const url = (await door.locator('code').textContent()) ?? '';
    const guest = await stage.app.openPage();
    stage.listenTo(guest);
    await guest.goto(url);
    await guest.getByLabel('Your name').fill(name);
    await guest.getByLabel('Six digits').fill(pin);
    await guest.getByRole('button', { name: 'Come in' }).click();
    await guest.getByRole('status').filter({ hasText: 'Ask the engineer' }).waitFor();
    expect(await guest.getByRole('slider').count()).toBe(0);
    await page
      .getByRole('alert', { name: `${name} wants to come in` })
      .getByRole('button', { name: 'Let in' })
      .click();
    await new Screen(guest).untilLive();
    await page.getByRole('button', { name: 'Close the door' }).click();
    return guest;
  }

  test('as a monitor engineer moves the given mix and nothing else, and is told so in words', async () => {
    const guest = await comeIn('Mo', 'monitorEngineer', 'Bus 1 Booth');
    expect(trimmed(await viewsOf(guest))).toEqual(['Mixer', 'Routing', 'Cue mixes', 'Flow']);
    expect(await guest.getByRole('button', { name: /^(Freeze|Panic)/ }).count()).toBe(0);
    const before = stage.console.all();
    await guest.getByRole('link', { name: 'Cue mixes' }).click();
    const heads = guest.getByRole('columnheader');
    await heads.filter({ hasText: 'Booth' }).waitFor();
    expect(await heads.count()).toBe(2);
    await guest.getByRole('switch', { name: 'Kick to Booth, on' }).click();
    await soon(() => stage.console.at('channel/1/send/bus/1/on')).toBe(before.get('channel/1/send/bus/1/on') ? 0 : 1);
    await guest.getByRole('button', { name: 'Booth softer by 1 dB' }).click();
    await soon(() => movedSince(stage, before).length).toBeGreaterThan(3);
    // Other mixes can be looked at, and are not theirs to move.
    await guest.getByLabel('All busses and channels').check();
    await soon(() => guest.getByRole('button', { name: 'Wedge Vox softer by 1 dB' }).isDisabled()).toBe(true);
    expect(await guest.getByRole('switch', { name: 'Kick to Wedge Vox, on' }).isDisabled()).toBe(true);
    await guest.getByRole('link', { name: 'Mixer' }).click();
    await new Screen(guest).fader('Kick').press('ArrowUp');
    await guest.getByText('That is not yours to move').waitFor();
    expect(movedSince(stage, before).filter((address) => !address.includes('/send/bus/1/'))).toEqual([]);
    await guest.context().close();
  });

  test('as a viewer sees the console move and moves nothing', async () => {
    const guest = await comeIn('Vi', 'viewer');
    const screen = new Screen(guest);
    expect(trimmed(await viewsOf(guest))).toEqual(['Mixer', 'Routing', 'Cue mixes', 'Flow']);
    const before = stage.console.all();
    stage.console.put('channel/2/fader', -30);
    await soon(() => screen.shownDb('Snare')).toBeCloseTo(-30, 0);
    expect(await screen.fader('Snare').getAttribute('aria-disabled')).toBe('true');
    await screen.fader('Snare').press('ArrowUp');
    for (const view of ['Routing', 'Cue mixes', 'Flow'] as const) {
      await guest.getByRole('link', { name: view }).click();
      await soon(() => guest.locator('[aria-current=page]').textContent()).toContain(view);
    }
    await guest.getByRole('link', { name: 'Cue mixes' }).click();
    expect(await guest.getByRole('switch', { name: /, on$/ }).first().isDisabled()).toBe(true);
    // Nothing that they see asks for what they may not have.
    expect(await guest.getByText('You may look but not change anything').count()).toBe(0);
    expect(movedSince(stage, before)).toEqual(['channel/2/fader']);
    await guest.evaluate(() => {
      location.hash = '#setup';
    });
    await soon(() => guest.locator('[aria-current=page]').textContent()).toContain('Mixer');
    await guest.context().close();
  });
});
