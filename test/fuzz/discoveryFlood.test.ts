import { expect, test } from 'vitest';
import { DeskConnector } from '../../electron/drivers/deskConnector.ts';
import type { DeskDriver } from '../../electron/drivers/driver.ts';
import { disposable } from '../../shared/base/disposable.ts';
import type { FoundDesk } from '../../shared/protocol/connection.ts';
import { hubBench, RecordingClient } from '../support/hubBench.ts';

test('thousands of consoles that answer a search with long names are a short list of short names', () => {
  const { hub, clock, settle } = hubBench();
  let found: (desk: FoundDesk) => void = () => undefined;
  const family: Pick<DeskDriver, 'id' | 'title' | 'discover'> = {
    id: 'small',
    title: 'Small',
    discover(_address, report) {
      found = report;
      return disposable(() => undefined);
    },
  };
  const connector = new DeskConnector({
    host: hub,
    clock,
    drivers: [family as DeskDriver],
    startEmulated: () => Promise.reject(new Error('none here')),
    chosen: () => undefined,
  });
  const client = new RecordingClient(hub);
  connector.search();
  for (let count = 0; count < 5000; count++) {
    const long = `${'😀'.repeat(1000)} ${count}`;
    found({ target: `small://10.0.0.1:${count}`, family: 'small', name: long, model: long, firmware: long });
  }
  settle(10_000);
  const told = client.last('found');
  expect(told?.searching).toBe(false);
  expect(told?.desks).toHaveLength(64);
  expect(told?.desks.every(({ name }) => name.length <= 64 && !/[\ud800-\udbff]$/.test(name))).toBe(true);
  expect(client.messages.filter(({ type }) => type === 'found').length).toBeLessThan(70);
  connector.dispose();
});
