import { afterEach, describe, expect, test } from 'vitest';
import { ListeningDesk } from '../../../test/support/listeningDesk.ts';
import { VirtualClock } from '../../../test/support/virtualClock.ts';
import { type MemoryMidiPort, memoryMidiPair } from '../../transports/midiMemory.ts';
import type { MidiEvent } from '../../transports/midiParser.ts';
import { DawSession } from './client.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** The surface that we play, and a DAW that says and does only what a test tells it to. */
function bench(units = 1) {
  const clock = new VirtualClock();
  const pairs = Array.from({ length: units }, () => memoryMidiPair());
  const daws: MemoryMidiPort[] = pairs.map(([, daw]) => daw);
  const said: MidiEvent[][] = daws.map(() => []);
  for (const [unit, daw] of daws.entries()) daw.onMessage((event) => said[unit]?.push(event));
  const heard = new ListeningDesk();
  const session = new DawSession({
    target: { host: '', port: 0, options: { virtual: 'Test', units: String(units) } },
    listener: heard,
    context: { clock },
    open: () => ({ ports: pairs.map(([ours]) => ours), close: () => undefined }),
  });
  ends.push(() => session.dispose());
  const at = (address: string) => heard.picture?.at(address);
  const want = (address: string, value: number) => {
    const id = heard.schema?.need(address) ?? -1;
    session.push([{ id, value }], false);
  };
  return { clock, daws, said, heard, session, at, want };
}

/** A DAW that has told one fader and one light, and nothing else. */
function liveBench() {
  const all = bench();
  all.daws[0]?.send([0xe0, 0, 0x40, 0x90, 0x10, 0x7f]);
  all.clock.advance(1000);
  all.said[0]?.splice(0);
  return all;
}

const notes = (events: readonly MidiEvent[] = []) =>
  events.flatMap((event) =>
    event.type === 'noteOn' || event.type === 'noteOff' ? [`${event.type} ${event.note}`] : [],
  );

describe('a surface towards a DAW', () => {
  test('says that it is there until the DAW says something, and tells people what to do', () => {
    const { clock, said, heard } = bench();
    clock.advance(5000);
    expect(said[0]?.filter(({ type }) => type === 'sysex').length).toBeGreaterThanOrEqual(3);
    expect(heard.states).toEqual(['searching']);
    expect(heard.details.at(-1)).toMatch(/choose this port as a control surface/);
  });

  test('takes switches that were not told as off, and faders that were not told as unknown', () => {
    const { heard, at } = liveBench();
    expect(heard.states).toEqual(['searching', 'reading', 'live']);
    expect(at('channel/1/mute')).toBe(1);
    expect(at('channel/2/mute')).toBe(0);
    expect(at('channel/1/name')).toBe('');
    expect(at('channel/1/fader')).toBeDefined();
    expect(at('channel/2/fader')).toBeUndefined();
  });

  test('presses a button only where its light says that this leads there', () => {
    const { want, said, clock, daws, at } = liveBench();
    want('channel/1/mute', 1);
    clock.advance(100);
    expect(notes(said[0])).toEqual([]);
    want('channel/1/mute', 0);
    clock.advance(50);
    expect(notes(said[0])).toEqual(['noteOn 16', 'noteOff 16']);
    daws[0]?.send([0x90, 0x10, 0]);
    clock.advance(1000);
    expect(at('channel/1/mute')).toBe(0);
    expect(notes(said[0])).toHaveLength(2);
  });

  test('presses once, and shows what the DAW has if its light does not follow', () => {
    const { want, said, clock, heard } = liveBench();
    const id = heard.schema?.need('channel/2/solo');
    let told: unknown;
    const report = heard.report.bind(heard);
    heard.report = (changes) => {
      told = changes.find((change) => change.id === id)?.value ?? told;
      report(changes);
    };
    want('channel/2/solo', 1);
    clock.advance(2000);
    expect(notes(said[0])).toEqual(['noteOn 9', 'noteOff 9']);
    expect(told).toBe(0);
  });

  test('touches a fader before it moves it, and lets go when it rests', () => {
    const { want, said, clock } = liveBench();
    for (const value of [-20, -15, -10]) {
      want('channel/1/fader', value);
      clock.advance(50);
    }
    clock.advance(1000);
    expect(said[0]?.map(({ type }) => type)).toEqual(['noteOn', 'pitchBend', 'pitchBend', 'pitchBend', 'noteOff']);
    expect(notes(said[0])).toEqual(['noteOn 104', 'noteOff 104']);
  });

  test('believes that a DAW that says nothing to a move has taken it', () => {
    const { want, clock, at } = liveBench();
    want('channel/1/fader', -20);
    clock.advance(1000);
    expect(at('channel/1/fader')).toBeCloseTo(-20, 0);
  });

  test('turns a knob until its ring shows what is wanted, and gives up where that never happens', () => {
    const { want, clock, daws, said, at } = liveBench();
    daws[0]?.send([0xb0, 0x30, 0x16]);
    let light = 6;
    const answers = daws[0]?.onMessage((event) => {
      if (event.type === 'controlChange') daws[0]?.send([0xb0, 0x30, 0x10 | ++light]);
    });
    want('channel/1/pan', 1);
    clock.advance(3000);
    expect(at('channel/1/pan')).toBe(1);
    expect(said[0]?.filter(({ type }) => type === 'controlChange')).toHaveLength(5);
    answers?.dispose();
    said[0]?.splice(0);
    want('channel/1/pan', -1);
    clock.advance(60_000);
    expect(said[0]?.length).toBeLessThanOrEqual(150);
    expect(at('channel/1/pan')).toBe(1);
  });

  test('is several units on a cable each', () => {
    const { daws, clock, at, want, said, heard } = bench(2);
    daws[0]?.send([0xe0, 0, 0x40]);
    daws[1]?.send([0xe7, 0, 0x20, ...[0xf0, 0, 0, 0x66, 0x15, 0x12, 49, 0x41, 0x42, 0xf7]]);
    clock.advance(1000);
    expect(heard.states.at(-1)).toBe('live');
    expect(at('channel/16/fader')).toBeDefined();
    expect(at('channel/16/name')).toBe('AB');
    said[1]?.splice(0);
    want('channel/9/mute', 1);
    clock.advance(50);
    expect(notes(said[1])).toEqual(['noteOn 16', 'noteOff 16']);
  });

  test('moves the bank of a DAW with more tracks than strips, and writes nothing of before into the next one', () => {
    const { want, said, clock, daws, at, session } = liveBench();
    const tracks = Array.from({ length: 16 }, (_, index) => ({ name: `Trk ${index + 1}`, isMuted: index % 3 === 0 }));
    let first = 0;
    const tell = () => {
      for (const [strip, { name, isMuted }] of tracks.slice(first, first + 8).entries()) {
        const text = [...name.padEnd(7)].map((each) => each.charCodeAt(0));
        daws[0]?.send([0xf0, 0, 0, 0x66, 0x14, 0x12, strip * 7, ...text, 0xf7, 0x90, 0x10 + strip, isMuted ? 0x7f : 0]);
      }
    };
    daws[0]?.onMessage((event) => {
      if (event.type !== 'noteOn' || event.note < 0x2e || event.note > 0x31) return;
      first = Math.max(0, Math.min(8, first + ([-8, 8, -1, 1][event.note - 0x2e] ?? 0)));
      tell();
    });
    tell();
    clock.advance(100);
    expect([at('channel/1/name'), at('channel/1/mute'), at('channel/2/mute')]).toEqual(['Trk 1', 1, 0]);
    expect(session.softKeys.names).toEqual([
      'Bank to the left',
      'Bank to the right',
      'One strip to the left',
      'One strip to the right',
    ]);
    want('channel/1/fader', -20);
    want('channel/2/fader', -20);
    expect(session.softKeys.press(2, true)).toBeUndefined();
    expect(session.softKeys.press(2, false)).toBeUndefined();
    clock.advance(1000);
    expect([at('channel/1/name'), at('channel/8/name'), at('channel/1/mute')]).toEqual(['Trk 9', 'Trk 16', 0]);
    const pressed = said[0]?.findIndex((event) => event.type === 'noteOn' && event.note === 0x2f) ?? -1;
    expect(pressed).toBeGreaterThan(0);
    expect(said[0]?.slice(pressed).filter(({ type }) => type === 'pitchBend')).toEqual([]);
    session.softKeys.press(3, true);
    clock.advance(100);
    expect(at('channel/1/name')).toBe('Trk 8');
    expect(session.softKeys.press(5, true)).toContain('keys 1 to 4');
    daws[0]?.plug(false);
    expect(session.softKeys.press(1, true)).toContain('not connected');
  });

  test('is lost when the cable is pulled, and sends nothing of before when it is back', () => {
    const { daws, clock, heard, want, said } = liveBench();
    daws[0]?.plug(false);
    expect(heard.states.at(-1)).toBe('lost');
    want('channel/1/mute', 0);
    daws[0]?.plug(true);
    clock.advance(100);
    expect(notes(said[0])).toEqual([]);
    daws[0]?.send([0xe0, 0, 0x40]);
    clock.advance(1000);
    expect(heard.states.slice(-2)).toEqual(['reading', 'live']);
  });
});
