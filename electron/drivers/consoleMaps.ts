import { fail, type Result } from '../../shared/base/result.ts';
import type { KeptConsoleMap } from '../../shared/scenes/sections/consoleMaps.ts';
import { drivers } from './registry.ts';

/** Reads a description of a console with the family that knows the format. @returns it with its title, or a sentence that says what is wrong. */
export function readConsoleMap(text: string): Result<Pick<KeptConsoleMap, 'name' | 'map'>> {
  let answer: Result<Pick<KeptConsoleMap, 'name' | 'map'>> = fail('No kind of console is described by a file here.');
  for (const driver of drivers) {
    if (!driver.readConsoleMap) continue;
    answer = driver.readConsoleMap(text);
    if (answer.ok) break;
  }
  return answer;
}
