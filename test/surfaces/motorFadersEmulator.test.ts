import { afterEach, expect, test } from 'vitest';
import { DeskConnector } from '../../electron/drivers/deskConnector.ts';
import { drivers } from '../../electron/drivers/registry.ts';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import { McuUnit } from '../../electron/surfaces/mcu/unit.ts';
import { noScenes } from '../../electron/surfaces/scenePlug.ts';
import { StripDeck } from '../../electron/surfaces/strips/stripDeck.ts';
import { memoryMidiPair } from '../../electron/transports/midiMemory.ts';
import { systemClock } from '../../electron/transports/systemClock.ts';
import { EmulatedConsole } from '../support/emulatedConsole.ts';
import { SimulatedMcu } from '../support/simulatedMcu.ts';

// Two units of a surface, the hub, and an emulated console on a real socket.

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function until(what: string, isMet: () => boolean): Promise<void> {
  const deadline = Date.now() + 12_000;
  while (!isMet()) {
    if (Date.now() > deadline) throw new Error(`Not within 12 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a surface of sixteen strips follows a console and moves it', async () => {
  const desk = await EmulatedConsole.start();
  ends.push(() => desk.switchOff());
  const hub = new DeskHub({ clock: systemClock, wallMs: Date.now, version: '0' });
  ends.push(() => hub.dispose());
  const connector = new DeskConnector({
    host: hub,
    clock: systemClock,
    drivers,
    startEmulated: () => Promise.reject(new Error('not here')),
    chosen: () => undefined,
  });
  ends.push(() => connector.dispose());
  const [ourLeft, theirLeft] = memoryMidiPair({ clock: systemClock, pieceBytes: 2 });
  const [ourMain, theirMain] = memoryMidiPair({ clock: systemClock });
  const left = new SimulatedMcu(theirLeft);
  const right = new SimulatedMcu(theirMain, 'extender');
  const deck = new StripDeck({
    peer: hub.connectHand({ name: 'Surface', role: 'engineer', rises: 'midi' }),
    clock: systemClock,
    scenes: noScenes,
    units: [
      new McuUnit({ port: ourLeft, kind: 'main', clock: systemClock }),
      new McuUnit({ port: ourMain, kind: 'extender', clock: systemClock }),
    ],
  });
  ends.push(() => deck.dispose());
  connector.connect(desk.target);

  desk.put('channel/9/name', 'Ninth');
  desk.put('channel/16/fader', -10);
  await until('names and motors', () => {
    return right.text(1, 0).trim() === 'Ninth' && Math.abs((right.faders[7] ?? 0) - 8500) <= 32;
  });

  left.touch(2);
  for (let position = 0; position <= 12_800; position += 1280) left.move(2, position);
  await until('the console', () => Math.abs(Number(desk.at('channel/2/fader'))) < 0.1);
  desk.put('channel/2/fader', -30);
  // What comes later is shown: the motor under the finger has been told by then.
  desk.put('channel/3/fader', -10);
  await until('the next fader', () => Math.abs((left.faders[2] ?? 0) - 8500) <= 32);
  expect(left.fights).toBe(0);
  left.release(2);
  await until('the motor settles on the desk', () => Math.abs((left.faders[1] ?? 0) - 3500) <= 32);

  left.press(0x10);
  await until('muted', () => desk.at('channel/1/mute') === 1);
  desk.put('channel/1/mute', 0);
  await until('light off', () => left.light(0x10) === 0);

  await until('meters', () => [...left.meters, ...right.meters].some((level) => level > 0));
});
