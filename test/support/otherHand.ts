import type { OtherClient } from './otherClient.ts';
import type { Screen } from './screen.ts';
import { soon } from './stage.ts';

/** A fader at the console and what the page calls its strip. */
export interface SharedFader {
  readonly address: string;
  readonly strip: string;
}

/** By then the app has judged what it heard. */
const judgedMs = 600;

/**
 * Somebody at the console puts a fader to a level that it may have had a moment ago from the app. The app may take the first
 * word of it for an older one of its own that was overtaken on its way, and repeat what it wanted last; who insists is right.
 */
export async function insist(
  { other, screen }: { readonly other: OtherClient; readonly screen: Screen },
  { address, strip }: SharedFader,
  wire: number,
  levelDb: number,
): Promise<void> {
  let saidMs = -Infinity;
  await soon(async () => {
    if (performance.now() - saidMs > judgedMs) {
      saidMs = performance.now();
      other.say(address, wire);
      await other.ask('/xinfo');
    }
    return screen.shownDb(strip);
  }).toBe(levelDb);
}
