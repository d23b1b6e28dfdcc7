import { afterEach, expect, test } from 'vitest';
import { MemoryShowStore } from '../../electron/hub/scenes/showStore.ts';
import { printShow } from '../../shared/scenes/printShow.ts';
import { emptyShow, type Show } from '../../shared/scenes/show.ts';
import { memoryTokens } from '../support/peopleStores.ts';
import { type NetworkClient, type RemoteBench, remoteBench } from '../support/remoteBench.ts';

let bench: RemoteBench;
afterEach(() => bench.end());

const soon = <T>(read: () => T) => expect.poll(read, { timeout: 8000, interval: 10 });
const remote = () => bench.engineer.last('remote')?.remote;
const roster = () => bench.engineer.last('roster');

/** Somebody who comes with the PIN and is let in. @returns the token to come in with */
async function paired(name: string, right: { role: string; busses?: readonly string[] }): Promise<string> {
  bench.engineer.say({ type: 'openPairing', name, ...right });
  const phone = await bench.join();
  phone.say({ type: 'pair', code: remote()?.pairing?.pin, name });
  await soon(() => remote()?.strangers.length).toBe(1);
  bench.engineer.say({ type: 'letIn', request: remote()?.strangers[0]?.request, name, ...right });
  await soon(() => phone.last('paired')).toBeDefined();
  return String(phone.last('paired')?.token);
}

async function inside(token: string): Promise<NetworkClient> {
  const client = await bench.join();
  client.say({ type: 'enter', token });
  client.say({ type: 'hello', protocol: 1 });
  await soon(() => client.frames.some(({ kind }) => kind === 'snapshot')).toBe(true);
  return client;
}

async function isRefused(token: string): Promise<boolean> {
  const client = await bench.join();
  client.say({ type: 'enter', token });
  client.say({ type: 'hello', protocol: 1 });
  await soon(() => client.texts.length).toBeGreaterThan(0);
  return client.last('refused')?.why === 'unknown';
}

const performer = { role: 'performer', busses: ['bus/2'] } as const;
const mixOf = (name: string, ceilingDb: number) => ({
  bus: 'bus/2',
  name,
  ceilingDb,
  me: ['channel/1'],
  strips: ['channel/2', 'channel/1'],
  groups: [{ name: 'Rhythm', members: ['channel/2'] }],
});

test('people and mixes are in the show; what lets somebody in is not', async () => {
  bench = await remoteBench();
  const token = await paired('Lindi', performer);
  bench.engineer.say({ type: 'setMix', mix: mixOf('Booth', -6) });
  bench.engineer.say({ type: 'keepSoundcheck', bus: 'bus/2' });
  const { show } = bench.shows;
  expect(show.people).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{18}$/), name: 'Lindi', ...performer }]);
  expect(show.mixes).toMatchObject([{ id: 'bus-2', ...mixOf('Booth', -6) }]);
  expect(show.mixes[0]?.soundcheck).toMatchObject({ 'channel/1/send/bus/2/level': '-inf' });
  const text = printShow(show);
  for (const secret of [token, bench.tokens.load()[0]?.tokenHash ?? '?', 'tokenHash', 'expiresMs'])
    expect(text).not.toContain(secret);
});

test('a right to be here ends with the show: another one is opened and everybody has to pair again', async () => {
  bench = await remoteBench();
  const token = await paired('Lindi', performer);
  const phone = await inside(token);
  const laptop = await inside(await paired('Ada', { role: 'engineer' }));
  bench.engineer.say({ type: 'openPairing', role: 'viewer' });
  await bench.shows.create('Sunday');
  await soon(() => [phone.closeCode, laptop.closeCode]).toEqual([1008, 1008]);
  expect(await isRefused(token)).toBe(true);
  expect(bench.tokens.load()).toEqual([]);
  expect(bench.remote.status.pairing).toBe(null);
  expect(bench.shows.show.people).toEqual([]);
});

test('an edit, an undo and another name of the show send nobody away', async () => {
  bench = await remoteBench();
  const phone = await inside(await paired('Lindi', performer));
  bench.engineer.say({ type: 'setMix', mix: mixOf('Booth', -6) });
  bench.engineer.say({ type: 'showUndo' });
  bench.engineer.say({ type: 'showRedo' });
  bench.shows.edit({ ...bench.shows.show, name: 'Saturday' });
  expect(bench.tokens.load()).toHaveLength(1);
  bench.engineer.say({ type: 'roster', on: true });
  expect(roster()?.people.find(({ name }) => name === 'Lindi')?.isHere).toBe(true);
  expect(phone.closeCode).toBe(0);
});

test('a mix follows the show: it comes with it, goes with it, and is taken back with its undo', async () => {
  const mixes = [{ id: 'x', ...mixOf('Wedge', -12) }];
  bench = await remoteBench({ shows: new MemoryShowStore({ ...emptyShow, mixes }) });
  expect(bench.hub.ceilingOf('bus/2')).toBe(-12);
  bench.engineer.say({ type: 'setMix', mix: mixOf('Wedge', -3) });
  expect(bench.hub.ceilingOf('bus/2')).toBe(-3);
  expect(bench.engineer.last('show')?.show.undo).toBe('mix of Wedge');
  bench.engineer.say({ type: 'showUndo' });
  expect(bench.hub.ceilingOf('bus/2')).toBe(-12);
  expect(bench.engineer.last('mixes')?.mixes).toEqual([mixOf('Wedge', -12)]);
  await bench.shows.create('Sunday');
  expect(bench.hub.ceilingOf('bus/2')).toBe(0);
  expect(bench.engineer.last('mixes')?.mixes).toEqual([]);
});

test('an undo of the show gives nobody back a right that was taken away', async () => {
  bench = await remoteBench();
  const token = await paired('Lindi', performer);
  bench.engineer.say({ type: 'setMix', mix: mixOf('Booth', -6) });
  bench.engineer.say({ type: 'roster', on: true });
  const id = roster()?.people.find(({ name }) => name === 'Lindi')?.id;
  bench.engineer.say({ type: 'revoke', person: id });
  bench.engineer.say({ type: 'revoke', person: id });
  expect(bench.shows.show.people).toEqual([]);
  bench.engineer.say({ type: 'showUndo' });
  expect(bench.shows.show.people).toEqual([]);
  expect(await isRefused(token)).toBe(true);
});

test('who had to go is still in the show, pairs again as the same person, or is taken out of it', async () => {
  bench = await remoteBench();
  bench.engineer.say({ type: 'roster', on: true });
  const token = await paired('Lindi', performer);
  const id = bench.shows.show.people[0]?.id;
  expect(roster()?.known).toEqual([]);
  bench.engineer.say({ type: 'revoke' });
  expect(roster()?.people.map(({ name }) => name)).toEqual(['Engineer']);
  expect(roster()?.known).toEqual([{ id, name: 'Lindi', ...performer }]);
  expect(await isRefused(token)).toBe(true);
  await inside(await paired('Lindi', { role: 'viewer' }));
  expect(bench.shows.show.people).toEqual([{ id, name: 'Lindi', role: 'viewer', busses: [] }]);
  bench.engineer.say({ type: 'revoke' });
  bench.engineer.say({ type: 'revoke', person: id });
  expect([roster()?.known, bench.shows.show.people]).toEqual([[], []]);
  bench.engineer.say({ type: 'revoke', person: id });
  expect(bench.engineer.last('problem')?.message).toContain('Nobody with that number');
});

test('names, roles and hand-overs are written into the show', async () => {
  bench = await remoteBench();
  await inside(await paired('Lindi', performer));
  await inside(await paired('Ben', { role: 'viewer' }));
  const [lindi, ben] = bench.shows.show.people;
  bench.engineer.say({ type: 'renamePerson', person: lindi?.id, name: 'Linda' });
  bench.engineer.say({ type: 'handOver', from: lindi?.id, to: ben?.id });
  expect(bench.shows.show.people).toEqual([
    { id: lindi?.id, name: 'Linda', role: 'viewer', busses: [] },
    { id: ben?.id, name: 'Ben', ...performer },
  ]);
});

test('after a restart a token counts only in the show that it was given in, and for the right that it was given for', async () => {
  const tokens = memoryTokens();
  const shows = new MemoryShowStore();
  bench = await remoteBench({ tokens, shows });
  const token = await paired('Lindi', performer);
  const kept = tokens.load();
  await bench.end();
  const restart = async (show: Show) => {
    tokens.save(kept);
    bench = await remoteBench({ tokens, shows: new MemoryShowStore(show) });
  };
  await restart(shows.show);
  expect(await isRefused(token)).toBe(false);
  await bench.end();
  const forged = (change: object) => ({
    ...shows.show,
    people: shows.show.people.map((person) => ({ ...person, ...change })),
  });
  for (const show of [emptyShow, forged({ role: 'engineer', busses: [] }), forged({ busses: ['bus/2', 'bus/1'] })]) {
    await restart(show);
    expect(await isRefused(token)).toBe(true);
    await bench.end();
  }
  await restart(shows.show);
});
