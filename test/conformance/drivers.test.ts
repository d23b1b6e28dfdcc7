import { afterEach, describe, expect, test } from 'vitest';
import type { DeskDriver, DeskServer, DeskSession } from '../../electron/drivers/driver.ts';
import { drivers, parseTarget, printTarget } from '../../electron/drivers/registry.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { seededRandom } from '../../shared/base/random.ts';
import type { Change } from '../../shared/desk/diff.ts';
import { type ParamValue, stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema, type ParamId, type Schema } from '../../shared/desk/schema.ts';
import type { FoundDesk } from '../../shared/protocol/connection.ts';
import { ListeningDesk } from '../support/listeningDesk.ts';

/** What every driver must do with its own server, for every profile it has; the deeper runs take its first profile. */

const running: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.close();
});

interface Bench {
  readonly schema: Schema;
  readonly desk: SimulatedDesk;
  readonly server: DeskServer;
  readonly heard: ListeningDesk;
  readonly session: DeskSession;
}

async function connect(driver: DeskDriver, profile: DeskProfile): Promise<Bench> {
  const schema = buildSchema(profile);
  const desk = new SimulatedDesk(schema);
  const server = await driver.serve(desk, { clock: systemClock, host: '127.0.0.1', port: 0, name: 'Conformance' });
  running.push(server);
  const heard = new ListeningDesk();
  const session = driver.open(server.target, heard, { clock: systemClock });
  running.push({ close: () => session.dispose() });
  await heard.until('live', () => heard.states.at(-1) === 'live');
  return { schema, desk, server, heard, session };
}

/** A value that differs from the present one. */
function otherValue(schema: Schema, id: ParamId, present: ParamValue | undefined, random: () => number): ParamValue {
  const spec = schema.specOf(id);
  if (spec.kind === 'text') return `T${Math.floor(random() * 1000)}`;
  const count = stepCount(spec);
  const value = valueAtStep(spec, Math.floor(random() * count));
  if (value !== present || count === 1) return value;
  return valueAtStep(spec, value === valueAtStep(spec, 0) ? 1 : 0);
}

/** What the desk knows of; the rest the app keeps itself. */
const ofTheDesk = (schema: Schema) =>
  Array.from({ length: schema.size }, (_, id) => id).filter((id) => !schema.specOf(id).keptByApp);

const settable = (schema: Schema) => ofTheDesk(schema).filter((id) => !schema.specOf(id).readOnly);

/** A change that is easily told from what a fresh desk has: of a name where the desk has names, else of a level. */
function markOn(schema: Schema, text: string): Change {
  const name = schema.idOf('channel/1/name');
  const nameSpec = name === undefined ? undefined : schema.specOf(name);
  if (name !== undefined && nameSpec?.kind === 'text' && !nameSpec.keptByApp && !nameSpec.readOnly)
    return { id: name, value: text.slice(0, nameSpec.maxLength) };
  const id = schema.need('channel/1/fader');
  const spec = schema.specOf(id);
  if (spec.kind !== 'level') throw new Error('A fader is a level');
  return { id, value: valueAtStep(spec, 1 + (text.length % (spec.steps - 1))) };
}

describe.each(drivers.map((driver) => [driver.id, driver] as const))('driver %s', (_id, driver) => {
  test('has an id that can stand in a target, and targets are read back as they are printed', () => {
    expect(driver.id).toMatch(/^[a-z0-9]+$/);
    for (const host of ['192.168.1.10', 'console.local', 'fe80::1']) {
      const printed = printTarget(driver.id, { host, port: 1234 });
      expect(parseTarget(printed)).toMatchObject({ driver, target: { host, port: 1234 } });
    }
    expect(parseTarget(`${driver.id}://desk`)).toMatchObject({ target: { port: driver.defaultPort } });
  });

  test.each(driver.profiles.map((profile) => [`${profile.model} ${profile.firmware}`, profile] as const))(
    'reads a whole %s before it is live',
    async (_name, profile) => {
      const { schema, desk, heard } = await connect(driver, profile);
      expect(heard.states.filter((state) => state !== 'offline')).toEqual(['searching', 'reading', 'live']);
      expect(heard.schema?.hash).toBe(schema.hash);
      const different: string[] = [];
      const { cannotBeAsked = false } = profile;
      for (const id of ofTheDesk(schema)) {
        // What cannot be asked for is unknown until it is moved, and never a guess.
        if (heard.picture?.get(id) !== (cannotBeAsked ? undefined : desk.get(id)))
          different.push(`${schema.addressOf(id)}: ${heard.picture?.get(id)} ${desk.get(id)}`);
      }
      expect(different).toEqual([]);
      const totals = heard.reads.filter(({ total }) => total > 0);
      expect(totals.every(({ read, total }) => read >= 0 && read <= total)).toBe(true);
    },
  );

  const first = driver.profiles[0] as DeskProfile;

  test.skipIf(first.cannotBeAsked)('sends nothing that changes the desk while it reads', async () => {
    const schema = buildSchema(first);
    const desk = new SimulatedDesk(schema);
    const changes: unknown[] = [];
    desk.onChange((event) => changes.push(event));
    const server = await driver.serve(desk, { clock: systemClock, host: '127.0.0.1', port: 0, name: 'Untouched' });
    running.push(server);
    const heard = new ListeningDesk();
    const session = driver.open(server.target, heard, { clock: systemClock });
    running.push({ close: () => session.dispose() });
    await heard.until('reading', () => heard.states.includes('reading'));
    session.push([{ id: schema.need('channel/1/mute'), value: 1 }], false);
    await heard.until('live', () => heard.states.at(-1) === 'live');
    expect(changes).toEqual([]);
  });

  test('sets every parameter to another value, and the desk has it and says so', async () => {
    const { schema, desk, heard, session } = await connect(driver, first);
    const random = seededRandom(7);
    const wanted = new Map<ParamId, ParamValue>();
    const links = (id: ParamId) => schema.specOf(id).group === 'links';
    for (const id of settable(schema)) {
      // Links make strips move together, and an effect's type resets its parameters: both are tried on their own.
      if (links(id) || /^fx\/\d+\/type$/.test(schema.addressOf(id))) continue;
      const value = otherValue(schema, id, desk.get(id), random);
      wanted.set(id, value);
    }
    for (const id of settable(schema).filter(links)) if (desk.get(id) === 1) desk.apply([{ id, value: 0 }], 'test');
    session.push(
      Array.from(wanted, ([id, value]): Change => ({ id, value })),
      false,
    );
    const missing = () =>
      [...wanted].filter(([id, value]) => heard.picture?.get(id) !== value).map(([id]) => schema.addressOf(id));
    // As long as the desk's own pace asks for, and as much again for a busy machine.
    const deadline = Date.now() + 30_000 + (2000 * wanted.size) / first.totalSetsPerSecond;
    while (missing().length > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(missing()).toEqual([]);
    const atDesk = [...wanted].filter(([id, value]) => desk.get(id) !== value).map(([id]) => schema.addressOf(id));
    expect(atDesk).toEqual([]);
    expect(new Set(heard.left).size).toBe(wanted.size);
  }, 90_000);

  test('tells every change at the desk', async () => {
    const { schema, desk, heard } = await connect(driver, first);
    const random = seededRandom(8);
    const changed: ParamId[] = [];
    for (const id of settable(schema)) {
      if (random() > 0.1 || schema.specOf(id).group === 'links') continue;
      desk.apply([{ id, value: otherValue(schema, id, desk.get(id), random) }], 'surface');
      changed.push(id);
      if (changed.length % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const missing = () =>
      changed.filter((id) => heard.picture?.get(id) !== desk.get(id)).map((id) => schema.addressOf(id));
    await heard.until('all changes heard', () => missing().length === 0).catch(() => undefined);
    expect(missing()).toEqual([]);
  });

  test.skipIf(first.cannotBeAsked)('reads values back when asked', async () => {
    const { schema, heard, session } = await connect(driver, first);
    const id = schema.need('channel/1/fader');
    let count = 0;
    const report = heard.report.bind(heard);
    heard.report = (changes) => {
      count += changes.filter((change) => change.id === id).length;
      report(changes);
    };
    session.readBack([id]);
    const deadline = Date.now() + 8000;
    while (count === 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(count).toBe(1);
  });

  test.skipIf(first.meters.length === 0)('has meters while they are wanted', async () => {
    const { desk, schema, heard, session } = await connect(driver, first);
    desk.apply([{ id: schema.need('channel/1/fader'), value: 0 }], 'test');
    session.setMeters(true);
    await heard.until('meters', () => heard.meterFrames > 10);
    expect(heard.loudest).toBeGreaterThan(0);
    session.setMeters(false);
    const count = heard.meterFrames;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heard.meterFrames).toBe(count);
  });

  test('is lost when the desk goes and reads everything again when it comes back', async () => {
    const { schema, desk, server, heard } = await connect(driver, first);
    const { port } = server.target;
    await server.close();
    running.splice(running.indexOf(server), 1);
    await heard.until('lost', () => heard.states.at(-1) === 'lost');
    const mark = markOn(schema, 'While away');
    if (!first.cannotBeAsked) desk.apply([mark], 'surface');
    running.push(await driver.serve(desk, { clock: systemClock, host: '127.0.0.1', port, name: 'Conformance' }));
    await heard.until('live again', () => heard.states.at(-1) === 'live');
    expect(heard.states.slice(-2)).toEqual(['reading', 'live']);
    if (first.cannotBeAsked) desk.apply([mark], 'surface');
    await heard.until('the value', () => heard.picture?.get(mark.id) === mark.value);
  }, 20_000);

  test('notices another desk at the same address', async () => {
    const { schema, server, heard } = await connect(driver, first);
    const { port } = server.target;
    await server.close();
    running.splice(running.indexOf(server), 1);
    const other = new SimulatedDesk(schema, 2);
    const mark = markOn(schema, 'Other');
    if (!first.cannotBeAsked) other.apply([mark], 'test');
    running.push(await driver.serve(other, { clock: systemClock, host: '127.0.0.1', port, name: 'Another desk' }));
    await heard.until(
      'the connection to be noticed',
      () => heard.states.filter((state) => state === 'live').length > 1,
    );
    if (first.cannotBeAsked) other.apply([mark], 'test');
    await heard.until(
      'the other desk',
      () => heard.picture?.get(mark.id) === mark.value && heard.states.at(-1) === 'live',
    );
  });

  test.skipIf(driver.introduces === 'nothing')('finds a desk at an address', async () => {
    const found = await new Promise((resolve, reject) => {
      const search = driver.discover('127.0.0.1', resolve, { clock: systemClock });
      running.push({ close: () => search.dispose() });
      const desk = new SimulatedDesk(buildSchema(first));
      driver
        .serve(desk, { clock: systemClock, host: '127.0.0.1', port: driver.defaultPort, name: 'Found me' })
        .then((server) => running.push(server), reject);
    });
    const { family, name, model, firmware } = found as FoundDesk;
    expect(family).toBe(driver.id);
    expect(name).not.toBe('');
    if (driver.introduces === undefined) expect(name).toBe('Found me');
    if (driver.introduces !== 'presence')
      expect({ model, firmware }).toEqual({ model: first.model, firmware: first.firmware });
  });
});
