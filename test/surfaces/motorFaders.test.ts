import { describe, expect, test } from 'vitest';
import { McuUnit } from '../../electron/surfaces/mcu/unit.ts';
import type { MemoryMidiPort } from '../../electron/transports/midiMemory.ts';
import { memoryMidiPair } from '../../electron/transports/midiMemory.ts';
import { RecordingClient } from '../support/hubBench.ts';
import { SimulatedMcu } from '../support/simulatedMcu.ts';
import { deckBench, expectNear, id, schema } from './deckBench.ts';

/** A surface of a main unit with an extender to its left. */
function bench() {
  const surfaces: SimulatedMcu[] = [];
  const ports: MemoryMidiPort[] = [];
  const gone: string[] = [];
  const all = deckBench(
    (clock) =>
      (['extender', 'main'] as const).map((kind) => {
        const [port, theirs] = memoryMidiPair({ clock });
        ports.push(port);
        surfaces.push(new SimulatedMcu(theirs, kind));
        return new McuUnit({ port, kind, clock });
      }),
    {
      names: () => ['Act 1'],
      go: (by) => {
        gone.push(by);
        return undefined;
      },
      back: () => undefined,
      recall: () => undefined,
    },
  );
  const page = new RecordingClient(all.hub, 'page');
  const [left, main] = surfaces as [SimulatedMcu, SimulatedMcu];
  const [, ourMain] = ports as [MemoryMidiPort, MemoryMidiPort];
  return { ...all, main, left, ourMain, page, gone };
}

function liveBench() {
  const all = bench();
  all.desk.goLive(schema);
  all.settle(1500);
  return all;
}

const near = (position: number | undefined, expected: number) => expectNear(position, expected, 16);

describe('a motor fader surface of two units', () => {
  test('is dark and down while there is no console', () => {
    const { main, left, settle } = bench();
    settle(1500);
    expect(left.text(1, 0).trim()).toBe('');
    expect(main.text(8, 1).trim()).toBe('');
    expect(main.colors).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(main.faders[0]).toBe(0);
  });

  test('shows sixteen strips in their order: names, colours, faders, pans, the master', () => {
    const { desk, main, left, settle } = liveBench();
    desk.say({ id: id('channel/9/name'), value: 'Größe' }, { id: id('channel/1/fader'), value: 0 });
    desk.say({ id: id('main/stereo/fader'), value: 0 }, { id: id('channel/2/pan'), value: 1 });
    const colors = schema.specOf(id('channel/1/color'));
    const red = colors.kind === 'choice' ? colors.options.indexOf('red') : -1;
    desk.say({ id: id('channel/1/color'), value: red });
    settle(500);
    expect(left.text(1, 0)).toBe('Ch 1   ');
    expect(main.text(1, 0)).toBe('Groess ');
    expect(main.text(8, 0)).toBe('Ch 16  ');
    near(left.faders[0], 12_800);
    near(main.faders[8], 12_800);
    expect(left.colors[0]).toBe(1);
    expect(left.rings.slice(0, 2)).toEqual([0x56, 0x1b]);
    expect(left.text(1, 1)).toBe('C      ');
  });

  test('a finger moves the desk, and its fader is never driven elsewhere', () => {
    const { at, left, page, settle } = liveBench();
    left.touch(3);
    for (let position = 0; position <= 12_800; position += 640) {
      left.move(3, position);
      settle(10);
    }
    settle(1000);
    expect(at('channel/3/fader')).toBeCloseTo(0, 1);
    page.set({ id: id('channel/3/fader'), value: -20 });
    settle(200);
    expect(at('channel/3/fader')).toBeCloseTo(0, 1);
    expect(left.fights).toBe(0);
    left.release(3);
    settle(200);
    near(left.faders[2], 12_800);
  });

  test('a held fader settles on what the desk has when it is let go', () => {
    const { desk, left, settle } = liveBench();
    left.touch(1);
    settle();
    desk.say({ id: id('channel/1/fader'), value: 0 });
    settle(500);
    expect(left.fights).toBe(0);
    expect(left.faders[0]).toBe(0);
    left.release(1);
    settle(200);
    near(left.faders[0], 12_800);
  });

  test('motors follow a recall once, without humming', () => {
    const { desk, left, main, settle } = liveBench();
    const before = [...left.drives];
    for (let strip = 1; strip <= 16; strip++) desk.say({ id: id(`channel/${strip}/fader`), value: 0 });
    settle(500);
    for (const unit of [left, main]) for (const position of unit.faders.slice(0, 8)) near(position, 12_800);
    expect(left.drives.slice(0, 8).map((count, strip) => count - (before[strip] ?? 0))).toEqual(new Array(8).fill(1));
    // A change of less than a motor's own step moves nothing.
    desk.say({ id: id('channel/1/fader'), value: 0.01 });
    settle(500);
    expect((left.drives[0] ?? 0) - (before[0] ?? 0)).toBe(1);
  });

  test('a set that somebody else keeps from us puts the fader back', () => {
    const { page, left, settle, at } = liveBench();
    page.say({ type: 'touch', ids: [id('channel/1/fader')] });
    left.touch(1);
    left.move(1, 12_800);
    settle(100);
    expect(at('channel/1/fader')).toBe(-Infinity);
    left.release(1);
    settle(200);
    expect(left.faders[0]).toBe(0);
  });

  test('a fader that cannot feel a finger holds for a moment after each move', () => {
    const { at, left, page, settle } = liveBench();
    left.move(1, 5500);
    settle(100);
    page.set({ id: id('channel/1/fader'), value: 0 });
    settle(100);
    expect(left.fights).toBe(0);
    settle(3000);
    expect(at('channel/1/fader')).toBeCloseTo(-20, 0);
    page.set({ id: id('channel/1/fader'), value: 0 });
    settle(3000);
    near(left.faders[0], 12_800);
  });

  test('buttons mute, solo and select, lights show it', () => {
    const { at, left, main, settle } = liveBench();
    left.press(0x10);
    main.press(0x0f);
    left.press(0x19);
    settle(300);
    expect(at('channel/1/mute')).toBe(1);
    expect(left.light(0x10)).toBe(0x7f);
    expect(at('channel/16/solo')).toBe(1);
    expect(main.light(0x0f)).toBe(0x7f);
    expect(main.light(0x73)).toBe(0x7f);
    expect(left.light(0x19)).toBe(0x7f);
    left.press(0x10);
    main.press(0x5a);
    settle(300);
    expect(at('channel/1/mute')).toBe(0);
    expect(at('channel/16/solo')).toBe(0);
    expect(main.light(0x73)).toBe(0);
  });

  test('banks go by all units, single steps by one strip, and the last bank is full', () => {
    const { left, main, settle } = liveBench();
    main.press(0x2f);
    settle(300);
    expect(left.text(1, 0).trim()).toBe('Ch 17');
    main.press(0x31);
    settle(300);
    expect(left.text(1, 0).trim()).toBe('Ch 18');
    for (let press = 0; press < 20; press++) main.press(0x2f);
    settle(300);
    expect(main.text(8, 0).trim()).not.toBe('');
    for (let press = 0; press < 20; press++) main.press(0x2e);
    settle(300);
    expect(left.text(1, 0).trim()).toBe('Ch 1');
  });

  test('a bank change lets go of what was held, and the finger moves nothing else', () => {
    const { at, left, main, settle } = liveBench();
    left.touch(1);
    left.move(1, 12_800);
    settle(1500);
    main.press(0x2f);
    left.move(1, 5500);
    settle(500);
    expect(at('channel/1/fader')).toBeCloseTo(0, 1);
    expect(at('channel/17/fader')).toBe(-Infinity);
  });

  test('knobs pan; turned to sends they move the chosen bus, a push switches it', () => {
    const { at, left, main, settle } = liveBench();
    left.turn(1, 10);
    settle(100);
    expect(at('channel/1/pan')).toBeCloseTo(0.2, 5);
    left.press(0x20);
    settle(700);
    expect(at('channel/1/pan')).toBe(0);
    main.press(0x29);
    settle(100);
    expect([main.light(0x29), main.light(0x2a)]).toEqual([0x7f, 0]);
    left.turn(1, 50);
    settle(1500);
    expect(at('channel/1/send/bus/1/level')).toBeCloseTo(-10, 0);
    left.press(0x20);
    settle(100);
    const isOn = at('channel/1/send/bus/1/on');
    left.press(0x20);
    settle(100);
    expect(at('channel/1/send/bus/1/on')).toBe(isOn === 1 ? 0 : 1);
    main.press(0x63);
    settle(100);
    expect([main.digits.get(0x4b), main.digits.get(0x4a)]).toEqual([0x20, 0x32]);
  });

  test('flip puts the sends of the selected bus on the faders', () => {
    const { at, left, main, settle } = liveBench();
    main.press(0x43);
    settle(100);
    expect(left.text(4, 0).trim()).toBe('Bus 4');
    left.press(0x1b);
    main.press(0x33);
    main.press(0x32);
    settle(300);
    expect(main.light(0x32)).toBe(0x7f);
    left.touch(2);
    left.move(2, 12_800);
    settle(2000);
    left.release(2);
    settle(100);
    expect(at('channel/2/send/bus/4/level')).toBe(0);
    expect(at('channel/2/fader')).toBe(-Infinity);
    main.press(0x32);
    settle(300);
    expect(left.faders[1]).toBe(0);
  });

  test('each turn of a knob and each drag of a fader is one step of its own undo', () => {
    const { at, left, main, settle } = liveBench();
    for (let click = 0; click < 5; click++) left.turn(2, 2);
    settle(1000);
    left.touch(1);
    for (const position of [3000, 5500, 8500]) left.move(1, position);
    left.release(1);
    settle(2000);
    expect(at('channel/1/fader')).toBeCloseTo(-10, 0);
    main.press(0x51);
    settle(1000);
    expect(at('channel/1/fader')).toBe(-Infinity);
    main.press(0x51);
    settle(1000);
    expect(at('channel/2/pan')).toBe(0);
    main.hold(0x46, true);
    main.press(0x51);
    main.hold(0x46, false);
    settle(1000);
    expect(at('channel/2/pan')).toBeCloseTo(0.2, 5);
  });

  test('play calls for the next scene', () => {
    const { main, gone, settle } = liveBench();
    main.press(0x5e);
    settle();
    expect(gone).toEqual(['Surface']);
  });

  test('meters are told while a signal lasts, with an overload light', () => {
    const { desk, left, settle } = liveBench();
    const byteOf = (db: number) => (db + 108) * 2;
    const levels = (db: number) => schema.profile.meters.map((strip) => (strip === 'channel/1' ? byteOf(db) : 0));
    for (let frame = 0; frame < 4; frame++) {
      desk.meters(...levels(-12));
      settle(60);
    }
    expect(left.meters[0]).toBe(6);
    const told = left.heard.filter(({ type }) => type === 'channelPressure').length;
    desk.meters(...levels(-12));
    settle(60);
    expect(left.heard.filter(({ type }) => type === 'channelPressure').length).toBe(told + 1);
    desk.meters(...levels(1));
    settle(60);
    expect(left.overloads.has(0)).toBe(true);
    desk.meters(...levels(-40));
    settle(60);
    expect(left.overloads.has(0)).toBe(false);
    expect(left.meters[0]).toBe(3);
  });

  test('texts are written no more often than a device reads, the newest in the end', () => {
    const { desk, left, settle } = liveBench();
    const before = left.textWrites;
    for (let round = 1; round <= 200; round++) {
      desk.say({ id: id('channel/1/name'), value: `N${round}` });
      settle(5);
    }
    settle(100);
    expect(left.text(1, 0).trim()).toBe('N200');
    expect(left.textWrites - before).toBeLessThanOrEqual(22);
  });

  test('a unit that was switched off is shown everything again', () => {
    const { desk, left, settle } = liveBench();
    desk.say({ id: id('channel/1/fader'), value: 0 }, { id: id('channel/2/mute'), value: 1 });
    settle(500);
    left.switchOn();
    settle(500);
    expect(left.text(1, 0).trim()).toBe('Ch 1');
    near(left.faders[0], 12_800);
    expect(left.light(0x11)).toBe(0x7f);
  });

  test('a unit that is unplugged lets go, and finds everything as it is when it comes back', () => {
    const { at, desk, main, ourMain, page, settle } = liveBench();
    main.touch(1);
    settle();
    ourMain.plug(false);
    settle();
    page.set({ id: id('channel/9/fader'), value: -20 });
    settle(1500);
    expect(at('channel/9/fader')).toBeCloseTo(-20, 0);
    main.release(1);
    desk.say({ id: id('channel/9/fader'), value: 0 });
    ourMain.plug(true);
    settle(500);
    near(main.faders[0], 12_800);
  });

  test('nothing starts from a value that is not known', () => {
    const { desk, hub, left, settle } = liveBench();
    desk.enter('lost');
    settle();
    hub.desk?.forget(id('channel/1/mute'));
    hub.desk?.forget(id('channel/1/pan'));
    const before = desk.pushed.length;
    left.press(0x10);
    left.turn(1, 3);
    settle(100);
    expect(desk.pushed.length).toBe(before);
    expect(left.text(1, 1).trim()).toBe('--');
  });
});
