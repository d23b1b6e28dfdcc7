import { expect, test } from 'vitest';
import sq from '../../electron/drivers/sq/index.ts';
import { type SqServingOptions, sqServing } from '../../electron/drivers/sq/server.ts';
import { type SqSettings, sqFamily } from '../../electron/drivers/sq/tongue.ts';
import { MidiRig, type RigOptions } from './midiRig.ts';

const auto: SqSettings = { law: 'auto', channel: undefined };
const [linear, audio] = sq.profiles;

function rig(settings: Partial<SqSettings> = {}, serving: SqServingOptions = {}, rest: Partial<RigOptions> = {}) {
  const made = new MidiRig({
    driver: sq,
    family: sqFamily({ ...auto, ...settings }),
    serving: (desk) => sqServing(desk, serving),
    ...rest,
  });
  made.clock.advance(5000);
  return made;
}

const allOff = (desk: MidiRig['desk']) => {
  const levels = desk.schema.addresses.filter(
    (address) => desk.schema.specOf(desk.schema.need(address)).kind === 'level',
  );
  desk.apply(
    levels.map((address) => ({ id: desk.schema.need(address), value: Number.NEGATIVE_INFINITY })),
    undefined,
  );
};

test.each([linear, audio])('finds out which law the console is on: $model', (profile) => {
  const { state, detail, differences, heard } = profile ? rigOf(profile) : rigOf(sq.profiles[0] as never);
  expect([state, detail, differences]).toEqual(['live', '', []]);
  expect(heard.states).toEqual(['searching', 'reading', 'live']);
});

function rigOf(profile: NonNullable<typeof linear>) {
  const made = rig({}, {}, { profile });
  return { state: made.state, detail: made.detail, differences: made.differences(), heard: made.heard };
}

test('takes the softer law where it cannot be told, says so, and believes the user', () => {
  const undecided = rig({}, {}, { prepare: allOff });
  expect(undecided.heard.schema?.profile.model).toBe(audio?.model);
  expect(undecided.detail).toContain('?law=linear');
  const told = rig({ law: 'linear' }, {}, { prepare: allOff });
  expect([told.heard.schema?.profile.model, told.detail]).toEqual([linear?.model, '']);
});

test('says so when the user’s word on the law cannot be right', () => {
  const wrong = rig({ law: 'audio' });
  expect(wrong.state).toBe('live');
  expect(wrong.detail).toContain('seems to be linear');
});

test('finds the MIDI channel by itself, and says what is wrong with one that is given', () => {
  expect(rig({}, { channel: 11 }).differences()).toEqual([]);
  const other = rig({ channel: 2 }, { channel: 11 });
  expect([other.state, other.detail]).toEqual([
    'searching',
    'Connected, but the console does not answer on MIDI channel 3: leave out ?channel= to try all.',
  ]);
});

test('leaves grey what the console does not have, and reads the rest', () => {
  const isAbsent = (address: string) => /(^|\/)bus\/(7|8|9|1[0-2])(\/|$)/.test(address);
  const made = rig({}, { isAbsent });
  expect(made.state).toBe('live');
  expect(made.differences().filter((address) => !isAbsent(address))).toEqual([]);
  expect(made.at('bus/8/fader')).toBeUndefined();
  expect(made.at('channel/48/send/bus/9/level')).toBeUndefined();
});

test('confirms what was set, which the console does not echo, in pieces of any size', () => {
  const made = rig({}, {}, { pieceBytes: 1 });
  made.set('channel/3/fader', 0);
  made.set('channel/3/mute', 1);
  made.set('channel/3/pan', -0.5);
  made.clock.advance(100);
  expect([made.has('channel/3/fader'), made.at('channel/3/fader')]).toEqual([0, 0]);
  expect([made.at('channel/3/mute'), made.at('channel/3/pan')]).toEqual([1, -0.5]);
  made.put('bus/5/fader', -10);
  made.clock.advance(10);
  expect(made.at('bus/5/fader')).toBe(-10);
});

test('recalls a scene and reads everything again; the values are not told one by one', () => {
  const made = rig(
    {},
    {},
    { prepare: (desk) => desk.apply([{ id: desk.schema.need('channel/1/fader'), value: -5 }], 0) },
  );
  made.set('channel/1/fader', 5);
  made.clock.advance(200);
  expect(made.has('channel/1/fader')).toBe(5);
  // Names are not told over MIDI: the numbers stand for them, so that each can be recalled.
  const scenes = made.session.scenes?.list() ?? [];
  expect([scenes.length, scenes[0], scenes[299]]).toEqual([
    300,
    { number: 1, name: 'Scene 1' },
    { number: 300, name: 'Scene 300' },
  ]);
  expect(made.session.scenes?.store).toBeUndefined();
  expect(made.session.scenes?.recall(1)).toBeUndefined();
  made.clock.advance(3000);
  expect([made.has('channel/1/fader'), made.at('channel/1/fader'), made.differences()]).toEqual([-5, -5, []]);
  expect(made.session.scenes?.recall(301)).toBe('The console has scenes 1 to 300: there is no scene 301.');
  made.fallSilent();
  made.clock.advance(5000);
  expect(made.session.scenes?.recall(1)).toContain('not connected');
});

test('presses soft keys', () => {
  const keys: [number, boolean][] = [];
  const made = rig({}, { softKey: (key, isDown) => keys.push([key, isDown]) });
  expect(made.session.softKeys?.press(7, true)).toBeUndefined();
  expect(made.session.softKeys?.press(7, false)).toBeUndefined();
  expect(made.session.softKeys?.press(17, true)).toContain('1 to 16');
  made.clock.advance(10);
  expect(keys).toEqual([
    [7, true],
    [7, false],
  ]);
});

test('a recall at the console is read, and the surplus byte of an early firmware is no second one', () => {
  const made = rig();
  made.desk.apply([{ id: made.desk.schema.need('channel/2/fader'), value: -20 }], 'recalled without a word');
  made.deskEnd?.send([0xb0, 0, 0, 0xc0, 4, 0]);
  made.clock.advance(2000);
  expect(made.at('channel/2/fader')).toBe(made.has('channel/2/fader'));
});

test('notices a console that has fallen silent within three seconds and comes back with another cable', () => {
  const made = rig();
  made.fallSilent();
  made.clock.advance(3200);
  expect([made.state, made.detail]).toEqual(['lost', 'No answer for 3 seconds; connecting again.']);
  expect(made.heard.states).toContain('stale');
  made.set('channel/1/fader', 0);
  made.isOn = true;
  made.put('channel/2/mute', 1);
  made.clock.advance(5000);
  expect([made.state, made.at('channel/2/mute'), made.connections]).toEqual(['live', 1, 2]);
  expect(made.has('channel/1/fader')).not.toBe(0);
});

test('finds what the console never told, within half a minute', () => {
  const made = rig();
  const id = made.desk.schema.need('channel/9/pan');
  // Nobody is told of what the cable itself sets: as if the console had kept it to itself.
  made.fallSilent();
  made.desk.apply([{ id, value: 1 }], 'untold');
  made.isOn = true;
  made.clock.advance(40_000);
  expect(made.at('channel/9/pan')).toBe(1);
});

test('leaves nothing behind when it ends', () => {
  const made = rig();
  made.session.dispose();
  made.fallSilent();
  made.clock.advance(10);
  expect(made.clock.isIdle).toBe(true);
  expect(made.deskEnd?.status.state).toBe('open');
});
