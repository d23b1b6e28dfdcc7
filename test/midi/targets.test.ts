import { describe, expect, it, test } from 'vitest';
import { drivers, parseTarget, printTarget } from '../../electron/drivers/registry.ts';
import sq from '../../electron/drivers/sq/index.ts';
import { startEmulator } from '../../electron/emulator/emulate.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import { loadNativeMidi } from '../../electron/transports/midiNative.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { ListeningDesk } from '../support/listeningDesk.ts';

const errorOf = (text: string) => {
  const parsed = parseTarget(text);
  return 'error' in parsed ? parsed.error : 'understood';
};

describe('options behind a target', () => {
  it('are read as they are typed, and printed so that they are read again', () => {
    const target = { host: '10.0.0.5', port: 51_325, options: { law: 'audio', channel: '3' } };
    expect(parseTarget('sq://10.0.0.5?law=audio&channel=3')).toEqual({ driver: sq, target });
    expect(parseTarget(printTarget('sq', target))).toEqual({ driver: sq, target });
  });

  it('take the place of a host where they name a port of this machine', () => {
    const target = { host: '', port: 51_325, options: { midi: 'SQ: MIDI 100 % & more' } };
    expect(parseTarget(printTarget('sq', target))).toEqual({ driver: sq, target });
    expect(parseTarget('sq://?midi=SQ MIDI 50%')).toEqual({
      driver: sq,
      target: { host: '', port: 51_325, options: { midi: 'SQ MIDI 50%' } },
    });
  });

  it.each([
    ['sq://', 'does not say where the console is'],
    ['sq://?law=audio', 'does not say where the console is'],
    ['sq://10.0.0.5?low=audio', 'Allen & Heath SQ knows no option "low": type one of law, channel, midi'],
    ['sq://10.0.0.5?law=loud', '"loud" is not a value of the option "law": type one of auto, linear, audio'],
    ['sq://10.0.0.5?channel=17', '"17" is not a value of the option "channel"'],
    ['sq://10.0.0.5?midi=', 'The option "midi" is empty'],
    ['x32://10.0.0.5?law=audio', 'knows no option "law"'],
  ])('%s is explained', (text, words) => {
    expect(errorOf(text)).toContain(words);
  });
});

test('one family is the demo, and consoles with MIDI share a port', () => {
  expect(drivers.filter(({ isDemo }) => isDemo)).toHaveLength(1);
});

test('a console at a MIDI port of a machine without MIDI, or that is not plugged in, is explained', async () => {
  const heard = new ListeningDesk();
  const target = { host: '', port: 51_325, options: { midi: 'No such port' } };
  const session = sq.open(target, heard, { clock: systemClock });
  const native = await loadNativeMidi();
  const expected = typeof native === 'string' ? native : 'The MIDI port "No such port" is not plugged in.';
  await heard.until('the reason', () => heard.details.includes(expected));
  expect(heard.states).toEqual(['searching']);
  session.dispose();
});

test.each(drivers.filter(({ id }) => ['sq', 'qu', 'midimap'].includes(id)))(
  'the emulated console comes back with the state that it was saved with: $id',
  async (driver) => {
    const first = await startEmulator(driver, { host: '127.0.0.1', port: 0, demo: true, clock: systemClock });
    const id = first.desk.schema.need('channel/2/fader');
    first.desk.apply([{ id, value: -12 }], undefined);
    const saved = first.server.saveState();
    await first.close();
    const desk = new SimulatedDesk(buildSchema(first.desk.schema.profile));
    const options = { clock: systemClock, host: '127.0.0.1', port: 0, name: 'Again' };
    const server = await driver.serve(desk, { ...options, savedState: saved });
    expect(server.saveState()).toBe(saved);
    expect(desk.get(id)).toBe(first.desk.get(id));
    await server.close();
    await expect(driver.serve(desk, { ...options, savedState: '{"values":1}' })).rejects.toThrow(
      'no state of an emulated',
    );
    await expect(driver.serve(desk, { ...options, savedState: 'x' })).rejects.toThrow('it is not JSON');
    await expect(driver.serve(desk, { ...options, loss: 0.1 })).rejects.toThrow('--loss');
    await expect(driver.serve(desk, { ...options, sceneText: 'x' })).rejects.toThrow('--scene');
  },
);
