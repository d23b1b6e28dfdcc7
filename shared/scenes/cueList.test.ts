import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { afterEdit, arm, back, type Cue, cue, firstPosition, follow, go, goGuardMs, jump } from './cueList.ts';

const cues: readonly Cue[] = [
  { id: 'a', name: 'Doors' },
  { id: 'b', name: 'Overture', followAfterMs: 3000 },
  { id: 'c', name: 'Not tonight', isSkipped: true },
  { id: 'd', name: 'Act 1' },
].map((each) => v.parse(cue, each));

describe('a cue list', () => {
  test('goes from cue to cue, passing over those that are skipped, and ends', () => {
    let position = firstPosition(cues);
    const ran: string[] = [];
    for (let press = 1; press <= 4; press++) {
      const outcome = go(cues, position, press * 1000);
      ran.push('run' in outcome ? outcome.run.id : outcome.ignored);
      position = outcome.position;
    }
    expect(ran).toEqual(['a', 'b', 'd', 'nothing armed']);
    expect(position).toEqual({ current: 'd', wentAtMs: 3000 });
  });

  test.each([
    [goGuardMs - 1, 'too soon'],
    [goGuardMs, 'b'],
  ])('a second GO after %i ms gives %s', (laterMs, expected) => {
    const first = go(cues, firstPosition(cues), 1000);
    const second = go(cues, first.position, 1000 + laterMs);
    expect('run' in second ? second.run.id : second.ignored).toBe(expected);
    if ('ignored' in second) expect(second.position).toBe(first.position);
  });

  test('an ignored GO does not lengthen the guard', () => {
    const first = go(cues, firstPosition(cues), 0);
    const second = go(cues, first.position, 400);
    expect(go(cues, second.position, 500)).toMatchObject({ run: { id: 'b' } });
  });

  test('a cue follows by itself when its time has come, not before', () => {
    const { position } = jump(cues, firstPosition(cues), 'b', 1000);
    expect(position).toMatchObject({ current: 'b', armed: 'd', followAtMs: 4000 });
    expect(follow(cues, position, 3999)).toBeUndefined();
    expect(follow(cues, position, 4000)).toMatchObject({ run: { id: 'd' } });
    expect(follow(cues, firstPosition(cues), 99_999)).toBeUndefined();
  });

  test('back and arm run nothing, and stop what would follow by itself', () => {
    const { position } = jump(cues, firstPosition(cues), 'b', 1000);
    expect(back(cues, position)).toEqual({ current: 'b', armed: 'a', wentAtMs: 1000 });
    expect(back(cues, { current: 'd', armed: 'x' })).toMatchObject({ armed: 'b' });
    expect(back(cues, firstPosition(cues))).toEqual({ armed: 'a' });
    expect(arm(cues, position, 'c')).toEqual({ current: 'b', armed: 'c', wentAtMs: 1000 });
    expect(arm(cues, position, 'zz')).toBeUndefined();
  });

  test('a jump has the same guard as GO', () => {
    const { position } = go(cues, firstPosition(cues), 1000);
    expect(jump(cues, position, 'd', 1100)).toEqual({ position, ignored: 'too soon' });
    expect(jump(cues, position, 'd', 1500)).toMatchObject({ run: { id: 'd' } });
    expect(jump(cues, position, 'zz', 5000)).toEqual({ position, ignored: 'no such cue' });
  });

  test('keeps its place when it is edited', () => {
    const { position } = go(cues, firstPosition(cues), 1000);
    const without = (id: string) => cues.filter((each) => each.id !== id);
    expect(afterEdit(cues, without('a'), position)).toEqual({ armed: 'b', wentAtMs: 1000 });
    expect(afterEdit(cues, without('b'), position)).toEqual({ current: 'a', armed: 'd', wentAtMs: 1000 });
    expect(afterEdit(cues, [], position)).toEqual({ wentAtMs: 1000 });
    expect(firstPosition([])).toEqual({});
  });

  test.each([
    [{ id: 'x', name: 'Long', fade: { ms: 60_001 } }, false],
    [{ id: 'x', name: 'Fade', fade: { ms: 60_000, law: 'position' } }, true],
    [
      { id: 'x', name: 'MIDI', messages: [{ type: 'midiNote', port: 'Lights', channel: 1, note: 60, velocity: 100 }] },
      true,
    ],
    [
      { id: 'x', name: 'MIDI', messages: [{ type: 'midiNote', port: 'Lights', channel: 17, note: 60, velocity: 1 }] },
      false,
    ],
    [{ id: 'x', name: 'OSC', messages: [{ type: 'osc', host: '10.0.0.2', port: 53000, path: '/cue/1/go' }] }, true],
    [{ id: 'x', name: 'OSC', messages: [{ type: 'osc', host: '10.0.0.2', port: 53000, path: 'cue' }] }, false],
  ])('%j is a cue: %s', (json, isCue) => {
    expect(v.safeParse(cue, json).success).toBe(isCue);
  });
});
