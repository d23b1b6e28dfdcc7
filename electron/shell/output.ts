import { dialog } from 'electron';
import type { SafetyDesk } from '../hub/safetyDesk.ts';
import type { OutputActions } from './menu.ts';
import { report } from './trouble.ts';

/** Whom the journal names. */
const who = 'Window menu';

/** Freeze and panic as the window's menu and keys do them: straight at the hub, so that no page is needed. */
export function outputOf(safety: Pick<SafetyDesk, 'freeze' | 'unfreeze' | 'startPanic' | 'endPanic'>): OutputActions {
  return {
    freeze: () => safety.freeze(who),
    unfreeze: () => safety.unfreeze(who),
    panic() {
      const problem = safety.startPanic(who);
      if (!problem) return;
      report(problem);
      // Nobody waits for the answer: the app goes on behind it.
      void dialog.showMessageBox({ type: 'warning', message: 'The outputs were not pulled down', detail: problem });
    },
    endPanic: () => safety.endPanic(who),
  };
}
