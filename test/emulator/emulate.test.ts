import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import driver from '../../electron/drivers/x32/index.ts';
import { type EmulatorOptions, type RunningEmulator, startEmulator } from '../../electron/emulator/emulate.ts';
import { parseEmulateArguments } from '../../electron/emulator/emulateArguments.ts';
import { runEmulateCommand } from '../../electron/emulator/emulateCommand.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';

let folder: string;
const running: RunningEmulator[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulate-'));
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
  await rm(folder, { recursive: true });
});

const start = async (options: Partial<EmulatorOptions> = {}) => {
  const emulator = await startEmulator(driver, {
    host: '127.0.0.1',
    port: 0,
    demo: false,
    clock: systemClock,
    ...options,
  });
  running.push(emulator);
  return emulator;
};
const nameOf = ({ desk }: RunningEmulator, strip: string) => desk.get(desk.schema.need(`${strip}/name`));

describe('startEmulator', () => {
  it('shows the model that was asked for, with or without a band', async () => {
    const plain = await start({ model: 'm32' });
    expect([plain.desk.schema.profile.model, nameOf(plain, 'channel/1')]).toEqual(['M32', '']);
    const band = await start({ demo: true });
    expect([band.desk.schema.profile.model, nameOf(band, 'channel/1')]).toEqual(['X32', 'Kick']);
    expect(band.target.port).toBeGreaterThan(0);
  });

  it('puts a scene in place of the band', async () => {
    const sceneText = await readFile('test/fixtures/x32/church-setup.scn', 'utf8');
    const emulator = await start({ demo: true, sceneText });
    expect(nameOf(emulator, 'channel/1')).toBe('Diazno');
  });

  it('names the models that there are', async () => {
    await expect(start({ model: 'Mega' })).rejects.toThrow('choose one of X32, ');
  });

  it('keeps its state in a file and leaves nothing beside it', async () => {
    const stateFile = join(folder, 'desk.json');
    const first = await start({ demo: true, stateFile });
    first.desk.apply([{ id: first.desk.schema.need('channel/1/name'), value: 'Kept' }], undefined);
    await running.pop()?.close();
    expect(await readdir(folder)).toEqual(['desk.json']);
    expect(nameOf(await start({ demo: true, stateFile }), 'channel/1')).toBe('Kept');
  });

  it('does not begin over a state file that it cannot read', async () => {
    const stateFile = join(folder, 'desk.json');
    await writeFile(stateFile, 'something else');
    await expect(start({ stateFile })).rejects.toThrow('Delete it to begin anew');
    expect(await readFile(stateFile, 'utf8')).toBe('something else');
    await expect(start({ stateFile: folder })).rejects.toThrow(`The state file ${folder} cannot be read`);
  });
});

describe('the command line', () => {
  it('has sensible defaults', () => {
    expect(parseEmulateArguments(['x32'])).toEqual({
      family: 'x32',
      host: '127.0.0.1',
      seed: 1,
      loss: 0,
      delayMs: 0,
      jitterMs: 0,
    });
  });

  it('takes everything', () => {
    const words =
      'x32 --model M32 --host 0.0.0.0 --port 10024 --scene a.scn --seed 7 --loss 5 --delay 20 --jitter 3.5 --state s.json';
    expect(parseEmulateArguments(words.split(' '))).toEqual({
      family: 'x32',
      model: 'M32',
      host: '0.0.0.0',
      port: 10024,
      sceneFile: 'a.scn',
      seed: 7,
      loss: 0.05,
      delayMs: 20,
      jitterMs: 3.5,
      stateFile: 's.json',
    });
  });

  test.each([
    ['', 'Which console family?'],
    ['x32 y', '"y" is one word too many'],
    ['x32 --port 70000', '--port 70000 is not a port from 0 to 65535'],
    ['x32 --port 1.5', '--port 1.5'],
    ['x32 --loss 101', '--loss 101 is not percent from 0 to 100'],
    ['x32 --delay soon', '--delay soon'],
    ['x32 --seed', 'omnibus emulate FAMILY'],
    ['x32 --colour red', '--colour'],
    ['x32 --model=', '--model is empty'],
  ])('"%s" is refused with %s', (words, sentence) => {
    expect(() => parseEmulateArguments(words.split(' ').filter((word) => word !== ''))).toThrow(sentence);
  });

  it('runs an emulator and says where', async () => {
    const lines: string[] = [];
    const emulator = await runEmulateCommand(['x32', '--model', 'M32R', '--port', '0'], (line) => lines.push(line));
    running.push(emulator);
    expect(lines).toEqual([`An emulated M32R (firmware 4.06) answers at x32://127.0.0.1:${emulator.target.port}`]);
  });

  it('says what it cannot find', async () => {
    await expect(runEmulateCommand(['nothing'], () => undefined)).rejects.toThrow(
      '"nothing" is not a known console family',
    );
    const missing = join(folder, 'none.scn');
    await expect(runEmulateCommand(['x32', '--scene', missing], () => undefined)).rejects.toThrow(missing);
  });
});
