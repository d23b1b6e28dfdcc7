import { describe, expect, test } from 'vitest';
import { HuiUnit } from '../../electron/surfaces/hui/unit.ts';
import { memoryMidiPair } from '../../electron/transports/midiMemory.ts';
import { RecordingClient } from '../support/hubBench.ts';
import { SimulatedHui } from '../support/simulatedHui.ts';
import { deckBench, expectNear, id, schema } from './deckBench.ts';

/** A live desk, and one unit. */
function bench() {
  const surfaces: SimulatedHui[] = [];
  const all = deckBench((clock) => {
    const [ours, theirs] = memoryMidiPair({ clock });
    surfaces.push(new SimulatedHui(theirs));
    return [new HuiUnit({ port: ours, clock })];
  });
  all.desk.goLive(schema);
  all.settle(1500);
  return { ...all, hui: surfaces[0] as SimulatedHui };
}

const near = (position: number | undefined, expected: number) => expectNear(position, expected, 32);

describe('a surface that speaks HUI', () => {
  test('is asked every second whether it is there, and shows names, values, faders and lights', () => {
    const { desk, hui, settle } = bench();
    desk.say({ id: id('channel/1/name'), value: 'Bass drum' }, { id: id('channel/2/fader'), value: 0 });
    desk.say({ id: id('channel/3/mute'), value: 1 });
    settle(3000);
    expect(hui.pings).toBeGreaterThanOrEqual(4);
    expect(hui.names.slice(0, 2)).toEqual(['Bssd', 'Ch 2']);
    expect(hui.blocks[0]).toBe('C    C    ');
    near(hui.faders[1], 12_800);
    expect(hui.lights.get('2/2')).toBe(true);
    expect(hui.rings[0]).toBe(0x56);
  });

  test('a finger moves the desk and is never fought', () => {
    const { hui, at, desk, settle } = bench();
    hui.touch(1);
    for (const position of [3000, 8500, 12_800]) {
      hui.move(1, position);
      settle(20);
    }
    settle(1500);
    expect(at('channel/1/fader')).toBeCloseTo(0, 1);
    desk.say({ id: id('channel/1/fader'), value: -20 });
    settle(200);
    expect(hui.fights).toBe(0);
    hui.release(1);
    settle(200);
    near(hui.faders[0], 5500);
  });

  test('its knobs turn the other way round than those of the other protocol', () => {
    const { hui, at, settle } = bench();
    hui.turn(1, 5);
    settle(700);
    expect(at('channel/1/pan')).toBeCloseTo(0.1, 5);
    hui.turn(1, -5);
    settle(700);
    expect(at('channel/1/pan')).toBeCloseTo(0, 5);
  });

  test('its sends A to E are the first five busses; buttons mute and bank', () => {
    const { hui, at, settle } = bench();
    hui.press(0x0b, 5);
    hui.turn(1, 50);
    settle(1500);
    expect(at('channel/1/send/bus/3/level')).toBeCloseTo(-10, 0);
    hui.press(0x00, 2);
    hui.press(0x0a, 3);
    settle(700);
    expect(at('channel/1/mute')).toBe(1);
    expect(hui.names[0]).toBe('Ch 9');
  });

  test('one that does not answer any more holds nothing, and is shown everything when it answers again', () => {
    const { hub, hui, at, desk, settle } = bench();
    const page = new RecordingClient(hub, 'page');
    hui.touch(1);
    settle(100);
    hui.isAnswering = false;
    settle(8000);
    page.set({ id: id('channel/1/fader'), value: -20 });
    settle(3000);
    expect(at('channel/1/fader')).toBeCloseTo(-20, 0);
    hui.names.fill('????');
    desk.say({ id: id('channel/1/name'), value: 'Kick' });
    settle(3000);
    expect(hui.names[0]).toBe('????');
    hui.isAnswering = true;
    settle(3000);
    expect(hui.names[0]).toBe('Kick');
  });

  test('without scenes, play says so', () => {
    const { hui, problems, settle } = bench();
    hui.press(0x0e, 4);
    settle();
    expect(problems).toEqual(['There are no scenes.']);
  });
});
