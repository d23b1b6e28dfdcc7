import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';
import { record } from '../sync/faults/figures.ts';
import { CollectorPauses } from './collectorPauses.ts';
import { Mutator } from './mutator.ts';

/** Whether this is the long run: `npm run test:long`. */
export const isLong = process.env.OMNIBUS_LONG === '1';
/** Inputs of one target. */
export const inputCount = isLong ? 1_000_000 : 20_000;
/** How long a target may take altogether. */
export const timeLimitMs = isLong ? 6 * 3_600_000 : 60_000;

/** What the app promises for one input; reported and not asserted, because machines and collectors of garbage pause too. */
const promisedStallMs = 20;
/** No machine is so slow that one input may hold everything for so long. */
const worstStallMs = isLong ? 5000 : 1000;
const inputsPerTurn = 500;

export interface FuzzTarget<Input> {
  readonly name: string;
  readonly seed: number;
  readonly count?: number;
  make(mutator: Mutator, index: number): Input;
  /** Must not throw. What is awaited is part of the input's time. */
  run(input: Input, index: number): void | Promise<void>;
  /**
   * The longest piece of the app's own work since this was asked last, for inputs whose run contains several of them and work of
   * others; without it, the time of the run.
   */
  takeLongestMs?(): number;
  /** Lets time pass after an input; not part of its time. */
  after?(index: number): void | Promise<void>;
  print(input: Input): string;
  /** Smaller inputs to try when one fails; only where an input does not depend on those before it. */
  shrink?(input: Input): Iterable<Input>;
}

/** Runs a target over its inputs. @throws with the input, its number and the seed if one fails. */
export async function fuzz<Input>(target: FuzzTarget<Input>): Promise<void> {
  const { name, seed, count = inputCount } = target;
  const mutator = new Mutator(seed);
  const builtIn = builtInKeys();
  let worstMs = 0;
  let worst = '';
  let stalls = 0;
  let ownStalls = 0;
  const pauses = new CollectorPauses();
  const startMs = performance.now();
  for (let index = 0; index < count; index++) {
    const input = target.make(mutator, index);
    const beganMs = performance.now();
    const cpu = process.cpuUsage();
    let tookMs = 0;
    try {
      const running = target.run(input, index);
      if (running) await running;
      tookMs = busyMs(beganMs, cpu);
      const passing = target.after?.(index);
      if (passing) await passing;
      if (target.takeLongestMs) tookMs = target.takeLongestMs();
    } catch (error) {
      throw new Error(`${name}, seed ${seed}, input ${index}: ${await smallest(target, input, index)}`, {
        cause: error,
      });
    }
    if (tookMs > promisedStallMs) {
      stalls++;
      if (tookMs - (await pauses.between(beganMs, performance.now())) > promisedStallMs) ownStalls++;
    }
    if (tookMs > worstMs) {
      worstMs = tookMs;
      worst = target.print(input).slice(0, 200);
    }
    if (index % inputsPerTurn === 0) {
      await setImmediate();
      pauses.forget();
    }
  }
  pauses.dispose();
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(
    `fuzz ${name}: ${count} inputs in ${seconds} s, worst ${worstMs.toFixed(1)} ms, ${stalls} over ${promisedStallMs} ms` +
      (stalls > 0 ? ` (${ownStalls} without the collector’s pauses); the worst: ${worst}` : ''),
  );
  record(`inputs to ${name}`, { seed, inputs: count, worstMs, over20Ms: stalls, ownOver20Ms: ownStalls });
  expect(builtInKeys(), 'built-in prototypes are as they were').toEqual(builtIn);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(worstMs, `the longest stall, on ${worst}`).toBeLessThan(worstStallMs);
}

/** How long this process was busy: a machine that does something else meanwhile is no stall of the app's. */
export function busyMs(beganMs: number, cpu: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(cpu);
  return Math.min(performance.now() - beganMs, (user + system) / 1000);
}

/** The smallest input found that still fails, printed. */
async function smallest<Input>(target: FuzzTarget<Input>, failing: Input, index: number): Promise<string> {
  let best = failing;
  if (!target.shrink) return target.print(best);
  for (let rounds = 0; rounds < 200; rounds++) {
    const smaller = await firstFailing(target, target.shrink(best), index);
    if (smaller === undefined) break;
    best = smaller;
  }
  return target.print(best);
}

async function firstFailing<Input>(
  target: FuzzTarget<Input>,
  candidates: Iterable<Input>,
  index: number,
): Promise<Input | undefined> {
  for (const candidate of candidates) {
    try {
      await target.run(candidate, index);
    } catch {
      return candidate;
    }
  }
  return undefined;
}

function builtInKeys(): readonly string[][] {
  return [Object, Array, String, Number, Function, Map, Set, Promise].map(({ prototype }) =>
    Reflect.ownKeys(prototype).map(String).toSorted(),
  );
}

export const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** An input without one of its pieces: halves first, then ever smaller ones. */
export function* shorter<Input extends { readonly length: number; slice(from: number, to?: number): Input }>(
  input: Input,
  join: (left: Input, right: Input) => Input,
): Generator<Input> {
  for (let size = input.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at + size <= input.length; at += size) yield join(input.slice(0, at), input.slice(at + size));
  }
}

export const shorterText = (text: string) => shorter<string>(text, (left, right) => left + right);
