import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wireMapOf } from '../../electron/drivers/x32/paramMap.ts';
import { canonical } from '../../shared/desk/paramSpec.ts';
import { ConsoleRig, int, type Said, said } from './consoleRig.ts';

/** Every value is known and one that its spec allows. */
function expectSound(rig: ConsoleRig): void {
  const { schema } = rig.desk;
  for (let id = 0; id < schema.size; id++) {
    const spec = schema.specOf(id);
    const value = rig.desk.get(id);
    if (spec.kind === 'text') {
      if (typeof value !== 'string' || value.length > spec.maxLength)
        expect(value, schema.addressOf(id)).toBe('a short text');
    } else if (typeof value !== 'number' || canonical(spec, value) !== value) {
      expect(value, schema.addressOf(id)).toBe('a value on its grid');
    }
  }
}

describe('somebody else’s datagrams', () => {
  const rig = new ConsoleRig({ demo: true });
  const client = rig.client();
  const { paramOf, nodeOf } = wireMapOf(rig.desk.schema);
  const paths = [...paramOf.keys()];
  const nodes = [...nodeOf.keys()];
  const commands = [
    '/',
    '/node',
    '/meters',
    '/subscribe',
    '/formatsubscribe',
    '/batchsubscribe',
    '/renew',
    '/unsubscribe',
    '/save',
    '/load',
    '/copy',
    '/add',
    '/delete',
    '/rename',
    '/showdump',
    '/xremote',
    '/-action/goscene',
    '/-action/clearsolo',
    '/-prefs/name',
    '/-stat/lock',
    '/-show/showfile/scene/000/name',
    '/-show/showfile/snippet/001/channels',
    '/-show/showfile/cue/000/scene',
  ];
  const argument: fc.Arbitrary<Said> = fc.oneof(
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map(int),
    fc.integer({ min: -2, max: 110 }).map(int),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ maxLength: 80 }),
    fc.constantFrom('scene', 'snippet', 'cue', 'libchan', 'libfx', 'librout', 'libmon', '/meters/5', '/ch/**/mix/on'),
    fc.constantFrom(...paths.slice(0, 400), ...nodes.slice(0, 100)),
    fc.tuple(fc.constantFrom(...nodes), fc.string({ maxLength: 60 })).map(([node, values]) => `${node} ${values}`),
  );
  const address = fc.oneof(
    fc.constantFrom(...commands),
    fc.constantFrom(...paths),
    fc.constantFrom(...nodes).map((node) => `/${node}`),
  );

  it('change nothing that a spec does not allow, and stop nothing', () => {
    const message = fc.tuple(address, fc.array(argument, { maxLength: 6 })).map(([path, args]) => said(path, ...args));
    const mangled = fc.tuple(message, fc.nat(), fc.nat(255), fc.nat(60)).map(([bytes, at, byte, cut]) => {
      const copy = Buffer.from(bytes);
      copy[at % copy.length] = byte;
      return copy.subarray(0, copy.length - (cut < 40 ? 0 : cut % copy.length));
    });
    const noise = fc.uint8Array({ maxLength: 600 });
    fc.assert(
      fc.property(fc.array(fc.oneof(message, mangled, noise), { minLength: 30, maxLength: 80 }), (datagrams) => {
        for (const bytes of datagrams) client.sendBytes(bytes);
        client.hear(20);
      }),
      { numRuns: 150, seed: 7 },
    );
    expectSound(rig);
    expect(client.ask('/status').some(({ address: from }) => from === '/status')).toBe(true);
    const { received, ignored, malformed } = rig.server.statistics();
    expect(received).toBeGreaterThan(1000);
    expect(ignored).toBeGreaterThan(100);
    expect(malformed).toBeGreaterThan(100);
  });

  it('of a size that no request has are ignored', () => {
    const { malformed } = rig.server.statistics();
    for (const size of [4100, 20_000, 65_000]) {
      const text = Buffer.alloc(size, 0xff);
      client.sendBytes(Buffer.concat([Buffer.from('/\0\0\0,s\0\0ch/01/config/name '), text, Buffer.alloc(4)]));
    }
    expect(client.hear()).toEqual([]);
    expect(rig.server.statistics().malformed - malformed).toBe(3);
    client.say('/', `ch/01/config/name ${'\ud83d\ude00'.repeat(900)}`);
    expect(client.hear()).toHaveLength(1);
    expectSound(rig);
  });

  it('leave a state that can be saved and used again', () => {
    const again = new ConsoleRig({ savedState: rig.server.saveState() });
    expectSound(again);
    expect(again.server.saveState()).toBe(rig.server.saveState());
  });

  it('leave no quotes in a name, not even in text form: the state is the same after it was saved and used again', () => {
    const before = new ConsoleRig();
    before.client().say('/', 'bus/02/config/name +"');
    before.client().say('/', 'fx/1/par/01 a"b');
    expect(before.at('bus/2/name')).toBe('+');
    expect(before.at('fx/1/param/1')).toBe('ab');
    before.client().say('/save', 'scene', int(7), 'Quotes', '', int(1));
    const saved = before.server.saveState();
    expect(new ConsoleRig({ savedState: saved }).server.saveState()).toBe(saved);
  });

  it('hold neither more clients nor more subscriptions than there is room for', () => {
    const crowd = new ConsoleRig();
    for (let n = 0; n < 400; n++) {
      const each = crowd.client();
      each.say('/xremote');
      each.say('/subscribe', '/ch/01/mix/on', int(40));
    }
    expect(crowd.server.statistics().clients).toBe(4);
    const before = crowd.server.statistics().sent;
    crowd.clock.advance(2000);
    expect(crowd.server.statistics().sent - before).toBe(256);
  });
});
