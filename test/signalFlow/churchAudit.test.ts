import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { readSceneFile } from '../../electron/drivers/x32/scenes.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { audit } from '../../shared/signalFlow/audit.ts';
import { insertOf } from '../../shared/signalFlow/inserts.ts';
import { patchBookOf } from '../../shared/signalFlow/patchBook.ts';
import { pull } from '../../shared/signalFlow/pull.ts';
import { SignalFlow } from '../../shared/signalFlow/signalFlow.ts';
import { trace } from '../../shared/signalFlow/trace.ts';

const schema = buildSchema(profileFor('X32', '2.12'));
const state = new DeskState(schema);
state.merge(readSceneFile(schema, readFileSync('test/fixtures/x32/church-setup.scn', 'utf8')).changes);

/** The same with the singers' DCA open. */
function withVocals(): DeskState {
  const open = state.copy();
  open.set(schema.need('dca/1/mute'), 0);
  open.set(schema.need('dca/1/fader'), 0);
  return open;
}

// Read from the file by hand. Its input blocks are A1-8, A9-16, A17-24 and B1-8; outputs 1 to 7 carry busses 1 to 7 (ints 4 to 10),
// output 8 matrix 5 (24), aux outputs 3 to 6 and both AES outputs nothing (0). No strip has an open send to busses 1 to 8: talkback A
// goes to bus 1 and talkback B to bus 8, which feeds matrix 5, so that outputs 1 and 8 carry talkback. Channels 1 and 15 are named
// Diazno, and both have their send to bus 1 ("1 Diazno") at the bottom.
const expected = [
  'Output 1 is named 1 Diazno, but nothing of Diazno reaches it',
  'Output 2 carries bus 2 (2), which nothing feeds',
  'Output 3 carries bus 3 (3), which nothing feeds',
  'Output 4 carries bus 4 (4), which nothing feeds',
  'Output 5 carries bus 5 (5), which nothing feeds',
  'Output 6 carries bus 6 (6), which nothing feeds',
  'Output 7 carries bus 7 (7), which nothing feeds',
  'Channel 1 (Diazno) and channel 15 (Diazno) take the same source, AES50 A 1',
  'Channel 3 and channel 16 (Rob) take the same source, AES50 A 3',
  'Channel 5 (Acc Diazno) and channel 7 (Acoustic SOL) take the same source, AES50 A 5, under different names',
  'Channel 25 (Sermon Rick) and channel 29 (Music L) take the same source, AES50 B 1, under different names',
  'Channel 26 (Sermon DE) and channel 30 (Music R) take the same source, AES50 B 2, under different names',
  'Channel 27 (Interpreter) and channel 28 take the same source, AES50 B 3',
  'Nothing is patched to Aux out 3\u20136 and AES 1\u20132',
];

describe('the church’s scene', () => {
  it('is audited as a person reads it', () => {
    expect(audit(state).map(({ sentence }) => sentence)).toEqual(expected);
  });

  it('is traced as a person reads it', () => {
    // The file has DCA 1, "Vocals", off.
    expect(trace(state, 'channel/2', 'bus/11').sentence).toBe('Lindi does not reach Nursery L: DCA Vocals mutes it');
    const open = withVocals();
    // Trim +3, fader −3.8, send to busses 11 and 12 −3.8 behind it, both busses at −20 and linked, the send's pan in the middle.
    const flow = new SignalFlow(open);
    expect(trace(flow, 'channel/2', 'bus/11').sentence).toBe(
      'Lindi reaches Nursery L at \u221227.5 dB: trim 3.0, channel fader \u22123.8, post-fader send \u22123.8, bus fader \u221220.0, pan \u22123.0',
    );
    // The main's own fader is at the bottom.
    expect(trace(flow, 'channel/2', 'main/stereo').sentence).toBe(
      'Lindi does not reach Main: Main\u2019s fader is all the way down',
    );
    expect(trace(flow, 'channel/2', 'output/main/3').sentence).toBe(
      'Lindi does not reach Output 3: its send to bus 3 is all the way down',
    );
    // Channel 26 belongs to DCA 6, whose fader is at the bottom; its send to bus 10 is behind its own.
    expect(trace(flow, 'channel/26', 'output/main/11').sentence).toBe(
      'Sermon DE does not reach Output 11: DCA Sermon is all the way down',
    );
  });

  // Switched on are those of channels 1 (FX4L) and 25 (FX3L) and of the main (FX8L); channel 16 has one in FX4R that is off.
  it('has its inserts where the file says', () => {
    const flow = new SignalFlow(state);
    const inserts = flow.plan.nodes.flatMap(({ strip, side }) =>
      side === 'right' ? [] : (insertOf(flow, strip) ?? []),
    );
    expect(inserts.map(({ strip, place, fault }) => [strip, place, fault])).toEqual([
      ['channel/1', 'CMB2 in slot 4', undefined],
      ['channel/25', 'DES2 in slot 3', undefined],
      ['main/stereo', 'GEQ in slot 8', undefined],
    ]);
  });

  // AES50 A takes OUT1-8 OUT9-16 OUT1-8 OUT9-16 P161-8 P169-16, B OUT1-8 OUT9-16 OUT9-16 OUT9-16 P161-8 P169-16, the card A1-8 A9-16
  // A17-24 A25-32, and the XLR sockets OUT1-4 OUT5-8 OUT9-12 OUT13-16.
  it('leads outputs to the sockets that carry them', () => {
    const carrying = (socket: string) =>
      [...patchBookOf(schema).exitFeeds(state)].flatMap(([exit, feed]) =>
        feed.from === 'socket' && feed.socket === socket ? [exit] : [],
      );
    expect(carrying('output/main/3')).toEqual(['exit/local/3', 'exit/aes50a/3', 'exit/aes50a/19', 'exit/aes50b/3']);
    expect(carrying('output/main/14')).toEqual([
      'exit/local/14',
      ...[14, 30].map((socket) => `exit/aes50a/${socket}`),
      ...[14, 22, 30].map((socket) => `exit/aes50b/${socket}`),
    ]);
    expect(carrying('output/personal/9')).toEqual(['exit/aes50a/41', 'exit/aes50b/41']);
    expect(carrying('output/aux/1')).toEqual([]);
    expect(carrying('input/aes50a/9')).toEqual(['exit/card/9']);
  });

  it('leads outputs through the user’s own patch, and is unknown until that is read', () => {
    const newer = buildSchema(profileFor('X32', '4.06'));
    const desk = new DeskState(newer);
    // UOUT1-8 to the first eight of AES50 A; the second place of the user's patch takes output 3 (169 is output 1).
    desk.set(newer.need('routing/aes50a/1'), 26);
    desk.set(newer.need('userRouting/out/2'), 171);
    const feeds = patchBookOf(newer).exitFeeds(desk);
    expect(feeds.get('exit/aes50a/2')).toEqual({ from: 'socket', socket: 'output/main/3' });
    expect(feeds.get('exit/aes50a/1')).toEqual({ from: 'unknown' });
    expect(feeds.get('exit/aes50b/1')).toEqual({ from: 'unknown' });
  });

  it('says what a pulled fader silences', () => {
    const { silent, kept } = pull(withVocals(), 'channel/2');
    const names = (effects: readonly { destination: string }[]) => effects.map(({ destination }) => destination);
    expect(names(silent)).toEqual(expect.arrayContaining(['bus/9', 'bus/11', 'bus/12', 'bus/15', 'output/main/9']));
    // The personal monitors take channels before their faders.
    expect(names(kept)).toEqual(['output/personal/2']);
  });
});
