import { readFile } from 'node:fs/promises';
import { driverOf, drivers, printTarget } from '../drivers/registry.ts';
import { systemClock } from '../transports/systemClock.ts';
import { type RunningEmulator, startEmulator } from './emulate.ts';
import { parseEmulateArguments } from './emulateArguments.ts';

/**
 * Carries out `omnibus emulate …`.
 * @param argv the words behind `emulate`.
 * @param print shows one line to the person at the terminal.
 * @throws (rejects) with a sentence that names what is wrong and what to do.
 */
export async function runEmulateCommand(
  argv: readonly string[],
  print: (line: string) => void,
): Promise<RunningEmulator> {
  const { family, sceneFile, port, ...rest } = parseEmulateArguments(argv);
  const driver = driverOf(family);
  if (!driver) {
    const families = drivers.map(({ id }) => id).join(', ');
    throw new Error(`"${family}" is not a known console family: choose one of ${families}.`);
  }
  const sceneText = sceneFile === undefined ? undefined : await readScene(sceneFile);
  const emulator = await startEmulator(driver, {
    ...rest,
    port: port ?? driver.defaultPort,
    ...(sceneText === undefined ? {} : { sceneText }),
    demo: true,
    clock: systemClock,
    warn: print,
  });
  const { title, firmware } = emulator.desk.schema.profile;
  const edition = firmware === '' ? '' : ` (firmware ${firmware})`;
  print(`An emulated ${title}${edition} answers at ${printTarget(family, emulator.target)}`);
  return emulator;
}

async function readScene(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The scene file ${file} cannot be read: ${reason}. Give the path of an existing file to --scene.`, {
      cause: error,
    });
  }
}
