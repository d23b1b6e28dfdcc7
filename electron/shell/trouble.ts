import { app, dialog } from 'electron';

/** Says what went wrong where a person with a terminal, or the system's log, finds it. */
export function report(problem: string): void {
  console.error(`omnibus: ${problem}`);
}

/** The app cannot start: says why in a dialog and ends. */
export function failToStart(error: unknown): void {
  const problem = error instanceof Error ? error.message : String(error);
  report(problem);
  if (app.isReady()) dialog.showErrorBox('Omnibus could not start', problem);
  app.exit(1);
}
