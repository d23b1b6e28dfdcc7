import { expect, test } from 'vitest';
import { mixProfile, mixSchema } from '../../test/support/mixDesk.ts';
import { cutDesk, schemaOfPart } from './deskPart.ts';
import { sightOf } from './paramRights.ts';
import { parseServerMessage, printServerMessage } from './serverText.ts';

const grant = { role: 'performer', busses: ['bus/2'] } as const;
const sight = sightOf(mixSchema, grant);

/** As it comes out of a link at the other end. */
function sent() {
  const cut = cutDesk(mixProfile, sight);
  const text = printServerMessage({ type: 'desk', ...cut, schemaHash: mixSchema.hash });
  const message = parseServerMessage(text);
  if (message.type !== 'desk' || !message.profile || !message.part) throw new Error('no part came');
  return { text, schema: schemaOfPart(message.profile, message.part, message.schemaHash) };
}

test('a part knows what its person sees, under the numbers of the whole desk, and nothing else', () => {
  const { schema } = sent();
  for (const [id, address] of mixSchema.addresses.entries()) {
    expect(schema.idOf(address), address).toBe(sight.maySee(id) ? id : undefined);
    if (!sight.maySee(id)) continue;
    expect(schema.addressOf(id)).toBe(address);
    const { readOnly: _, ...spec } = schema.specOf(id);
    expect(spec).toEqual(mixSchema.specOf(id));
    expect(schema.specOf(id).readOnly === true).toBe(!sight.mayChange(id));
  }
});

test('another name of a parameter leads to it', () => {
  const { schema } = sent();
  expect(schema.idOf('channel/3/send/bus/2/pan')).toBe(mixSchema.need('channel/3/send/bus/1/pan'));
  expect(schema.specOf(schema.need('channel/3/send/bus/2/pan')).readOnly).toBe(true);
});

test('nothing of what is not shown is in the text', () => {
  const { text } = sent();
  for (const secret of ['wifi', 'phantom', 'talkback', 'main/stereo/fader', 'bus/4/name', 'bus/3/level']) {
    expect(text).not.toContain(secret);
  }
});

test('what a part does not hold is refused by name', () => {
  const { schema } = sent();
  expect(() => schema.need('main/stereo/fader')).toThrow('Mix desk shows no parameter main/stereo/fader to this page');
  expect(() => schema.specOf(mixSchema.need('main/stereo/fader'))).toThrow(RangeError);
});

test('a part is cut once for all who see the same', () => {
  expect(cutDesk(mixProfile, sight)).toBe(cutDesk(mixProfile, sight));
});
