import { powerMonitor } from 'electron';

/** What has to know that the computer sleeps. */
export interface Sleeper {
  suspend(): void;
  resume(): void;
}

/** Tells when the computer goes to sleep and when it is awake again. */
export function followPower(sleeper: Sleeper): void {
  powerMonitor.on('suspend', () => sleeper.suspend());
  powerMonitor.on('resume', () => sleeper.resume());
}
