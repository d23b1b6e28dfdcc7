import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { ConsoleRig, int, type RigClient } from './consoleRig.ts';

// The facts' section 15: what was confirmed, and what is expected where the public emulator differs from a desk.

let rig: ConsoleRig;
let client: RigClient;
beforeEach(() => {
  rig = new ConsoleRig();
  client = rig.client();
});

describe('identity', () => {
  it('answers /info, /xinfo and /status with the captured sizes', () => {
    expect(client.ask('/info')).toMatchObject([
      { address: '/info', tags: 'ssss', args: ['V2.07', 'osc-server', 'X32', '4.06'], bytes: 48 },
    ]);
    expect(client.ask('/xinfo')).toMatchObject([{ tags: 'ssss', args: ['192.168.0.64', 'osc-server', 'X32', '4.06'] }]);
    expect(client.ask('/status')).toMatchObject([
      { tags: 'sss', args: ['active', '192.168.0.64', 'osc-server'], bytes: 52 },
    ]);
    expect(new ConsoleRig({ model: 'X32C', firmware: '2.08' }).client().ask('/info')[0]?.bytes).toBe(52);
  });

  it('takes a new name from the preferences', () => {
    client.say('/-prefs/name', 'Stage left');
    expect(client.ask('/xinfo')[0]?.args[1]).toBe('Stage left');
  });
});

describe('get and set', () => {
  it('answers a bare address, and one with an empty tag string, with 28 bytes for a fader', () => {
    expect(client.ask('/ch/01/mix/fader')).toMatchObject([
      { address: '/ch/01/mix/fader', tags: 'f', args: [0], bytes: 28 },
    ]);
    client.sendBytes(Buffer.from('/ch/01/mix/fader\0\0\0\0,\0\0\0'));
    expect(client.hear()).toMatchObject([{ tags: 'f', bytes: 28 }]);
  });

  it('answers no set, and keeps it', () => {
    expect(client.ask('/ch/01/mix/fader', 844 / 1023)).toEqual([]);
    expect(client.value('/ch/01/mix/fader')).toBe(Math.fround(844 / 1023));
    expect(rig.at('channel/1/fader')).toBeCloseTo(3, 2);
  });

  test.each([
    ['/ch/01/mix/fader', 0.7003, Math.fround(716 / 1023)],
    ['/ch/01/mix/fader', 0.75, Math.fround(767 / 1023)],
    ['/ch/01/mix/fader', 1.5, 1],
    ['/ch/01/mix/fader', -0.5, 0],
    ['/ch/01/mix/01/level', 0.7003, Math.fround(112 / 160)],
    ['/ch/01/mix/pan', 0.503, 0.5],
    ['/headamp/000/gain', 0.5001, 0.5],
  ])('%s set to %f is kept on the nearest step', (path, value, kept) => {
    client.say(path, value);
    expect(client.value(path)).toBe(kept);
  });

  it('takes an enumeration as int or word, and clamps it', () => {
    client.say('/ch/01/gate/mode', 'DUCK');
    expect(client.value('/ch/01/gate/mode')).toBe(4);
    client.say('/ch/01/gate/mode', int(99));
    expect(client.value('/ch/01/gate/mode')).toBe(4);
    client.say('/ch/01/mix/on', 'OFF');
    expect(rig.at('channel/1/mute')).toBe(1);
  });

  it('ignores wrong types and counts them', () => {
    const before = [
      client.value('/ch/01/config/icon'),
      client.value('/ch/01/mix/fader'),
      client.value('/ch/01/mix/on'),
    ];
    const { ignored } = rig.server.statistics();
    client.say('/ch/01/config/icon', 'YE');
    client.say('/ch/01/config/icon', 3.5);
    client.say('/ch/01/mix/fader', '-2.3');
    client.say('/ch/01/mix/fader', int(1));
    client.say('/ch/01/mix/on', 'MAYBE');
    client.say('/ch/01/mix/on', 0.25);
    client.say('/ch/01/config/name', int(5));
    client.say('/-ha/00/index', int(5));
    client.hear();
    expect(rig.server.statistics().ignored - ignored).toBe(8);
    expect([
      client.value('/ch/01/config/icon'),
      client.value('/ch/01/mix/fader'),
      client.value('/ch/01/mix/on'),
    ]).toEqual(before);
  });

  it('cuts names at twelve characters', () => {
    client.say('/ch/01/config/name', 'A name that is too long');
    expect(client.value('/ch/01/config/name')).toBe('A name that ');
  });

  test.each([
    '/foo/bar',
    '/ch/33/mix/fader',
    '/ch/1/mix/fader',
    '/ch/01/mix/02/pan',
    '/ch/01/mix/02/type',
    '/ch/01/mix/17/on',
    '/bus/01/mix/07/on',
    '/CH/01/mix/fader',
    '/ch/01/eq/1',
    '/constructor',
    '/__proto__',
  ])('is silent about %s', (path) => {
    expect(client.ask(path)).toEqual([]);
    expect(client.ask(path, 0.5)).toEqual([]);
  });

  it('ignores bundles', () => {
    client.sendBytes(Buffer.from('#bundle\0\0\0\0\0\0\0\0\x01'));
    expect(client.hear()).toEqual([]);
    expect(rig.server.statistics().malformed).toBe(1);
  });

  it('sets the leaves of a node in order from several numbers', () => {
    client.say('/ch/01/eq/1', int(2), 0.265, 0.5, 0.4648);
    expect(client.line('ch/01/eq/1')).toBe('/ch/01/eq/1 PEQ 124.7 +0.00 2.0');
    client.say('/ch/01/eq/1', int(0), 0.565);
    expect(client.line('ch/01/eq/1')).toBe('/ch/01/eq/1 LCut 990.9 +0.00 2.0');
  });

  it('does not take strings in that form', () => {
    client.say('/ch/01/config', 'Kick', int(3), int(2), int(1));
    expect(client.value('/ch/01/config/name')).toBe('');
  });

  it('has the odd send carry tap and pan of its pair', () => {
    client.say('/ch/01/mix/01/type', int(4));
    expect(rig.at('channel/1/send/bus/2/tap')).toBe(4);
  });

  it('shows bitmaps as ints', () => {
    client.say('/ch/01/grp/dca', int(5));
    expect([
      rig.at('channel/1/assign/dca/1'),
      rig.at('channel/1/assign/dca/2'),
      rig.at('channel/1/assign/dca/3'),
    ]).toEqual([1, 0, 1]);
    expect(client.value('/ch/01/grp/dca')).toBe(5);
  });
});

describe('effects', () => {
  it('keeps the printed number of what it is sent and answers with the number', () => {
    client.say('/fx/1/par/02', 2.4);
    expect(client.ask('/fx/1/par/02')).toMatchObject([{ tags: 'f', args: [Math.fround(2.4)] }]);
    expect(client.line('fx/1/par')?.split(' ').slice(0, 4)).toEqual(['/fx/1/par', '0', '2.4', '0']);
    client.say('/fx/1/par/03', int(7));
    expect(client.value('/fx/1/par/03')).toBe(7);
  });

  it('begins anew when the type changes', () => {
    client.say('/', 'fx/1/par 40 2.4 100 OFF FRONT');
    expect(client.line('fx/1/par')?.startsWith('/fx/1/par 40 2.4 100 OFF FRONT 0')).toBe(true);
    client.say('/fx/1/type', int(5));
    expect(client.line('fx/1/par')).toBe(`/fx/1/par${' 0'.repeat(64)}`);
  });
});

describe('/node', () => {
  it('answers without a slash in the address and with a line feed', () => {
    client.say('/ch/01/mix/fader', 0.63);
    expect(client.ask('/node', 'ch/01/mix')).toMatchObject([
      { address: 'node', tags: 's', args: ['/ch/01/mix ON  -4.8 ON +0 OFF   -oo\n'] },
    ]);
  });

  it('has five values on an odd send of firmware 4, four before, two on an even one', () => {
    expect(client.line('ch/01/mix/01')).toBe('/ch/01/mix/01 ON   -oo +0 EQ-> 0');
    expect(client.line('ch/01/mix/02')).toBe('/ch/01/mix/02 ON   -oo');
    expect(new ConsoleRig({ firmware: '2.12' }).client().line('ch/01/mix/01')).toBe('/ch/01/mix/01 ON   -oo +0 EQ->');
  });

  test.each(['/ch/01/mix', 'ch/01', 'ch/33/mix', '', 'nowhere', 'ch/01/mix/fader', '-stat'])(
    'is silent about "%s"',
    (path) => {
      expect(client.ask('/node', path)).toEqual([]);
    },
  );

  it('answers for every node of a scene file', () => {
    const facts: { sceneNodeOrder: string[] } = JSON.parse(readFileSync('test/fixtures/x32/parameters.json', 'utf8'));
    for (const path of facts.sceneNodeOrder) expect(client.line(path), path).toMatch(`/${path} `);
  });

  it('orders the output blocks as desks do', () => {
    expect(client.line('config/routing/OUT')).toBe('/config/routing/OUT OUT1-4 OUT5-8 OUT9-12 OUT13-16');
    expect(client.line('config/routing/IN')).toBe('/config/routing/IN AN1-8 AN9-16 AN17-24 AN25-32 AUX1-4');
  });
});

describe('text sets', () => {
  it('echoes to the sender, takes part of the values and an optional slash', () => {
    expect(client.ask('/', '/ch/01/mix OFF -5')).toMatchObject([{ address: '/', args: ['/ch/01/mix OFF -5'] }]);
    expect(client.line('ch/01/mix')).toBe('/ch/01/mix OFF  -5.0 ON +0 OFF   -oo');
    expect(client.value('/ch/01/mix/fader')).toBe(Math.fround(639 / 1023));
  });

  it('takes a single leaf in dB', () => {
    expect(client.ask('/', 'ch/01/mix/fader -85.4')).toHaveLength(1);
    expect(rig.at('channel/1/fader')).toBeCloseTo(-85.31, 2);
    expect(client.line('ch/01/mix')).toContain('-85.3');
  });

  it('keeps what stands before a word that it cannot read', () => {
    client.say('/', 'ch/01/mix OFF loud OFF');
    expect(client.line('ch/01/mix')).toBe('/ch/01/mix OFF   -oo ON +0 OFF   -oo');
  });

  it('reads bitmaps and quoted names', () => {
    client.say('/', 'ch/01/grp %00000101 %000010');
    expect(client.value('/ch/01/grp/dca')).toBe(5);
    client.say('/', 'ch/01/config "Lead Vox" 41 CYi 7');
    expect(client.line('ch/01/config')).toBe('/ch/01/config "Lead Vox" 41 CYi 7');
  });

  it('is silent about what it does not know', () => {
    expect(client.ask('/', 'ch/99/mix ON')).toEqual([]);
    expect(client.ask('/', '')).toEqual([]);
    expect(client.ask('/')).toEqual([]);
  });
});

describe('what the desk works out', () => {
  it('shows the head amp behind a channel as the routing leads to it', () => {
    expect(client.value('/-ha/04/index')).toBe(4);
    client.say('/config/routing/IN/1-8', 'B1-8');
    expect(client.value('/-ha/04/index')).toBe(84);
    client.say('/ch/05/config/source', int(9));
    expect(client.value('/-ha/04/index')).toBe(8);
    client.say('/config/routing/IN/9-16', 'CARD9-16');
    expect(client.value('/-ha/04/index')).toBe(-1);
    client.say('/config/routing/IN/9-16', 'UIN9-16');
    expect(client.value('/-ha/04/index')).toBe(-1);
    client.say('/config/userrout/in/09', int(33));
    expect(client.value('/-ha/04/index')).toBe(32);
    client.say('/config/routing/routswitch', 'PLAY');
    expect(client.value('/-ha/04/index')).toBe(-1);
    expect(client.value('/-ha/32/index')).toBe(-1);
    client.say('/config/routing/PLAY/AUX', 'A1-6');
    expect([client.value('/-ha/32/index'), client.value('/-ha/37/index'), client.value('/-ha/38/index')]).toEqual([
      32, 37, -1,
    ]);
  });

  it('lights the solo lamp with the switches and clears them', () => {
    expect(client.value('/-stat/solo')).toBe(0);
    client.say('/-stat/solosw/49', int(1));
    client.say('/-stat/solosw/03', int(1));
    expect(client.value('/-stat/solo')).toBe(1);
    expect(rig.at('bus/1/solo')).toBe(1);
    client.say('/-stat/solo', int(0));
    expect(client.value('/-stat/solo')).toBe(1);
    client.say('/-action/clearsolo', int(1));
    expect([client.value('/-stat/solo'), client.value('/-stat/solosw/49')]).toEqual([0, 0]);
  });

  it('keeps status values', () => {
    client.say('/-stat/selidx', int(17));
    expect(client.value('/-stat/selidx')).toBe(17);
    client.say('/-stat/selidx', int(1000));
    expect(client.value('/-stat/selidx')).toBe(71);
    client.say('/-stat/lock', int(2));
    expect(client.ask('/info')).toHaveLength(1);
  });
});
