import type { Page } from 'playwright';
import { browserHost } from './browserHost.ts';
import { windowHost } from './windowHost.ts';

/** The app under test, on its way to a console. */
export interface RunningApp {
  readonly page: Page;
  /** Makes room for so many pixels of page. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** The console on the command line. */
  readonly console: string;
}

/** Where the app can run: the same specs must pass on each. */
export interface AppHost {
  readonly name: string;
  /** Why it cannot run here. */
  readonly missing: string | undefined;
  launch(options: LaunchOptions): Promise<RunningApp>;
}

export const hosts: readonly AppHost[] = [browserHost, windowHost];
