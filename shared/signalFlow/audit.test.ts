import { beforeEach, describe, expect, it } from 'vitest';
import { type FlowDesk, flowDesk } from '../../test/support/flowDesk.ts';
import { audit } from './audit.ts';
import type { FindingKind } from './auditFinding.ts';

let desk: FlowDesk;

beforeEach(() => {
  desk = flowDesk();
  // Two singers into the main, which both sides of output 1 and 2 carry.
  desk.put({
    'channel/1/source': 1,
    'channel/1/assign/main': 1,
    'channel/2/source': 2,
    'channel/2/assign/main': 1,
    'output/main/1/source': 1,
    'output/main/2/source': 2,
    'output/main/3/source': 11,
    'output/main/4/source': 11,
  });
});

const found = (kind: FindingKind) => audit(desk.state).filter((finding) => finding.kind === kind);
const sentences = (kind: FindingKind) => found(kind).map(({ sentence }) => sentence);

describe('an audit', () => {
  it('finds nothing on a desk where all is well', () => {
    expect(audit(desk.state)).toEqual([]);
  });

  it('finds a named input that reaches no output, but not one that a fader shuts', () => {
    desk.put({ 'channel/1/name': 'Ann', 'channel/2/name': 'Bob', 'channel/2/assign/main': 0, 'channel/2/mute': 1 });
    expect(sentences('deadInput')).toEqual(['Channel 2 (Bob) reaches no output, whatever its fader does']);
    desk.put({ 'channel/2/send/bus/1/level': -10, 'output/main/4/source': 4 });
    expect(sentences('deadInput')).toEqual([]);
  });

  it('finds an output that nothing feeds, and those to which nothing is patched', () => {
    desk.put({ 'output/main/3/source': 5, 'output/main/4/source': 0, 'bus/2/name': 'Wedge' });
    expect(sentences('deadOutput')).toEqual(['Output 3 carries bus 2 (Wedge), which nothing feeds']);
    expect(sentences('openOutputs')).toEqual(['Nothing is patched to Output 4']);
    desk.put({ 'channel/1/send/bus/2/level': 0 });
    expect(sentences('deadOutput')).toEqual([]);
  });

  it('finds a mix named for somebody who is not in it', () => {
    desk.put({
      'channel/1/name': 'Ann',
      'channel/2/name': 'Bob',
      'bus/1/name': 'Wedge Bob',
      'output/main/3/source': 4,
      'channel/1/send/bus/1/level': 0,
    });
    expect(sentences('nameNotCarried')).toEqual(['Output 3 is named Wedge Bob, but nothing of Bob reaches it']);
    desk.put({ 'channel/2/send/bus/1/level': -20 });
    expect(sentences('nameNotCarried')).toEqual([]);
  });

  it('takes a DCA’s name for its members', () => {
    desk.put({
      'dca/1/name': 'Vocals',
      'channel/1/assign/dca/1': 1,
      'bus/1/name': 'All Vocals',
      'output/main/3/source': 4,
    });
    expect(sentences('nameNotCarried')).toEqual(['Output 3 is named All Vocals, but nothing of Vocals reaches it']);
    desk.put({ 'channel/1/send/bus/1/level': 0 });
    expect(sentences('nameNotCarried')).toEqual([]);
  });

  it('finds a return named for another effect, and renames it', () => {
    desk.put({ 'fxReturn/1/name': 'Reverb L', 'fx/1/type': 'echo' });
    expect(found('returnName')).toEqual([
      {
        kind: 'returnName',
        addresses: ['fxReturn/1', 'fx/1'],
        sentence: 'Effect return 1 (Reverb L) is named for a reverb, but Effect 1 holds: delay',
        remedy: { words: 'Rename to Delay L', changes: [{ address: 'fxReturn/1/name', value: 'Delay L' }] },
      },
    ]);
    desk.put({ 'fx/1/type': 'hall' });
    expect(found('returnName')).toEqual([]);
  });

  it('finds two channels on one source', () => {
    desk.put({ 'channel/2/source': 1, 'channel/1/name': 'Ann' });
    expect(sentences('sharedSource')).toEqual(['Channel 1 (Ann) and channel 2 take the same source, Local 1']);
    desk.put({ 'channel/2/name': 'Bob' });
    expect(sentences('sharedSource')).toEqual([
      'Channel 1 (Ann) and channel 2 (Bob) take the same source, Local 1, under different names',
    ]);
  });

  it('finds a cue bus without an output', () => {
    desk.put({ 'bus/2/name': 'Booth', 'bus/2/purpose': 'cue' });
    expect(sentences('cueWithoutOutput')).toEqual(['Bus 2 (Booth) is a cue mix, but no output carries it']);
    desk.put({ 'output/main/4/source': 5 });
    expect(sentences('cueWithoutOutput')).toEqual([]);
  });

  it('finds a channel named otherwise than the bus that feeds it, and renames it', () => {
    desk.put({
      'channel/3/source': 5,
      'channel/3/name': 'Drums',
      'bus/1/name': 'Drum bus',
      'channel/3/assign/main': 1,
    });
    expect(found('sourceName')).toEqual([
      {
        kind: 'sourceName',
        addresses: ['channel/3', 'bus/1'],
        sentence: 'Channel 3 (Drums) is fed by bus 1 (Drum bus), which is named Drum bus',
        remedy: { words: 'Rename to Drum bus', changes: [{ address: 'channel/3/name', value: 'Drum bus' }] },
      },
    ]);
  });

  it('finds circles, and says when a fader shuts them', () => {
    desk.put({ 'fx/1/source/left': 1, 'fxReturn/1/send/bus/1/level': 0 });
    expect(sentences('cycle')).toEqual([
      'A signal can go round in a circle once its faders are open: FX 1 \u2192 Bus 1 \u2192 Effect 1 \u2192 FX 1',
    ]);
  });

  it('calls nothing a fault that is not read yet', () => {
    desk.put({ 'channel/1/name': 'Ann', 'channel/1/assign/main': 0, 'output/main/3/source': 5 });
    desk.forget('channel/1/send/bus/2/level');
    expect(audit(desk.state).map(({ kind }) => kind)).toEqual([]);
    desk.forget('output/main/3/source');
    expect(audit(desk.state).map(({ kind }) => kind)).toEqual([]);
  });
});
