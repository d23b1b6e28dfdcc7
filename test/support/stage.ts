import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { projectRoot } from '../../build/targets.mjs';
import { type AppHost, hosts, type LaunchOptions, type RunningApp } from './appHost.ts';
import { type ConsoleOptions, EmulatedConsole } from './emulatedConsole.ts';
import { OtherClient } from './otherClient.ts';
import { Screen } from './screen.ts';

/** Asserts on what comes about: reads again until it is so, or for ten seconds. */
export const soon = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 25 });

interface Parts<App extends RunningApp> {
  readonly console: EmulatedConsole;
  readonly other: OtherClient;
  readonly app: App;
  readonly screen: Screen;
}

/** A console, somebody else at it, and the app with its page. */
export class Stage<App extends RunningApp = RunningApp> {
  /** What the page complained about. */
  readonly complaints: string[] = [];
  #parts: Parts<App> | undefined;

  async set(launch: (options: LaunchOptions) => Promise<App>, options: ConsoleOptions): Promise<void> {
    const console = await EmulatedConsole.start(options);
    try {
      const other = await OtherClient.join(console.place);
      const app = await launch({ console: console.target });
      const screen = new Screen(app.page);
      this.listenTo(app.page);
      this.#parts = { console, other, app, screen };
      await screen.untilLive();
    } catch (error) {
      await this.strike();
      await console.switchOff();
      throw error;
    }
  }

  listenTo(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  get console(): EmulatedConsole {
    return this.#need().console;
  }
  get other(): OtherClient {
    return this.#need().other;
  }
  get app(): App {
    return this.#need().app;
  }
  get page(): Page {
    return this.#need().app.page;
  }
  get screen(): Screen {
    return this.#need().screen;
  }

  /** Keeps a picture of what a failed test saw, beside the results. */
  async picture(name: string): Promise<void> {
    const folder = join(projectRoot, 'test-results/e2e');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name.replace(/[^a-z0-9]+/gi, '-').slice(0, 120)}.png`);
    await this.#parts?.app.page.screenshot({ path, timeout: 5000 }).catch((error: Error) => {
      console.info(`No picture of "${name}": ${error.message}`);
    });
  }

  async strike(): Promise<void> {
    const parts = this.#parts;
    this.#parts = undefined;
    await parts?.app.close();
    await parts?.other.close();
    await parts?.console.switchOff();
  }

  #need(): Parts<App> {
    if (!this.#parts) throw new Error('The stage is not set');
    return this.#parts;
  }
}

/** Sets the stage before the tests of a suite and strikes it after them. No test may leave the page with a complaint. */
export function useStage<App extends RunningApp>(
  launch: (options: LaunchOptions) => Promise<App>,
  options: ConsoleOptions = {},
): Stage<App> {
  const stage = new Stage<App>();
  beforeAll(() => stage.set(launch, options));
  afterAll(() => stage.strike());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await stage.picture(`${task.suite?.name ?? ''} ${task.name}`);
    expect(stage.complaints.splice(0)).toEqual([]);
  });
  return stage;
}

/** A suite on one host; where the host cannot run, its tests are shown as skipped, with the reason. */
export function describeOn(host: AppHost, title: string, body: () => void): void {
  const reason = host.missing === undefined ? '' : ` (skipped: ${host.missing})`;
  describe.skipIf(host.missing !== undefined)(`${title} in ${host.name}${reason}`, body);
}

/** The same suite on every host. */
export function onEveryHost(title: string, body: (stage: Stage) => void, options: ConsoleOptions = {}): void {
  for (const host of hosts) describeOn(host, title, () => body(useStage(host.launch, options)));
}
