import type { Clock } from '../../shared/base/clock.ts';
import type { Disposable } from '../../shared/base/disposable.ts';
import { withAppParams } from '../../shared/desk/appParams.ts';
import { buildSchema, type Schema } from '../../shared/desk/schema.ts';
import { sightOf } from '../../shared/protocol/paramRights.ts';
import { GuardTable } from './guards.ts';

/** Between two steps that are done beside the running app, so that whatever came meanwhile goes first. */
const restMs = 20;

/**
 * Builds the tables that the hub keeps for consoles with these parameters: nearly a tenth of a second for thousands of them, in which
 * nobody would be heard if it were done when the first one answers.
 */
function* deskSteps(ownSchema: Schema): Generator<undefined, void> {
  const schema = buildSchema(withAppParams(ownSchema.profile));
  yield;
  new GuardTable(schema);
  yield;
  sightOf(schema, { role: 'engineer', busses: [] });
}

/** The driver's steps, each complete generation followed by the hub's own; gives that generation's schema when all is done for it. */
function* allSteps(driverSteps: Iterable<Schema | undefined>): Generator<Schema | undefined, void> {
  for (const schema of driverSteps) {
    yield undefined;
    if (!schema) continue;
    yield* deskSteps(schema);
    yield schema;
  }
}

/**
 * Prepares the app for consoles of any model and firmware: the newest generation of each family at once, as nobody is connected yet
 * and nobody is kept waiting, older ones little by little beside the running app.
 * @param families what each driver prepares (driver.ts)
 */
export function prepareDesks(families: Iterable<Iterable<Schema | undefined>>, clock: Clock): Disposable {
  const later: Generator<Schema | undefined, void>[] = [];
  for (const family of families) {
    const steps = allSteps(family);
    let step = steps.next();
    while (!step.done && !step.value) step = steps.next();
    if (!step.done) later.push(steps);
  }
  let timer: Disposable | undefined;
  const goOn = () => {
    timer = undefined;
    while (later[0]?.next().done) later.shift();
    if (later.length > 0) timer = clock.after(restMs, goOn);
  };
  if (later.length > 0) timer = clock.after(restMs, goOn);
  return { dispose: () => timer?.dispose() };
}
