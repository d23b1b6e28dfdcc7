import { afterEach, describe, expect, test } from 'vitest';
import { type RemoteBench, remoteBench } from '../../test/support/remoteBench.ts';
import { parseRight, TerminalDoor } from './terminalDoor.ts';

const soon = <T>(read: () => T) => expect.poll(read, { timeout: 8000, interval: 10 });

test.each([
  ['performer bus/5 Lindi May', { role: 'performer', busses: ['bus/5'], name: 'Lindi May' }],
  ['Performer bus/5 bus/6', { role: 'performer', busses: ['bus/5', 'bus/6'], name: '' }],
  ['monitorengineer bus/1 matrix/2', { role: 'monitorEngineer', busses: ['bus/1', 'matrix/2'], name: '' }],
  ['engineer', { role: 'engineer', busses: [], name: '' }],
  ['viewer channel/1', { role: 'viewer', busses: [], name: 'channel/1' }],
])('%s is read', (line, right) => expect(parseRight(line.split(' '))).toEqual(right));

test.each(['', 'owner', 'constructor', 'bus/5'])('%j is no role', (line) => {
  expect(parseRight(line.split(' '))).toMatch('is no role');
});

describe('an engineer at a terminal', () => {
  let bench: RemoteBench;
  let shown = '';
  let door: TerminalDoor;
  afterEach(async () => {
    door.dispose();
    await bench.end();
  });
  const start = async () => {
    bench = await remoteBench();
    shown = '';
    door = new TerminalDoor(bench.hub, (text) => {
      shown += text;
    });
  };
  const knock = async (name: string) => {
    const phone = await bench.join();
    phone.say({ type: 'pair', code: bench.remote.status.pairing?.pin, name });
    await soon(() => shown).toContain(`"${name.replace('\u001b', '?')}" at 127.0.0.1 wants to come in`);
    return phone;
  };

  test('opens the door with a code, is asked about each who knocks, and lets them in', async () => {
    await start();
    door.line('pair performer bus/2 Lindi');
    const { pin, url } = bench.remote.status.pairing ?? { pin: '?', url: '?' };
    expect(shown).toContain(`PIN ${pin} for a Performer of bus 2`);
    expect(shown).toContain(url);
    expect(shown.match(/█/g)?.length).toBeGreaterThan(100);
    const phone = await knock('Lindi');
    door.line('yes');
    await soon(() => phone.last('paired')).toBeDefined();
    door.line('people');
    expect(shown).toContain('Lindi: Performer of bus 2, may come');
    const client = await bench.join();
    client.say({ type: 'enter', token: phone.last('paired')?.token });
    client.say({ type: 'hello', protocol: 1 });
    await soon(() => client.last('hello')?.you).toMatchObject({ role: 'performer', busses: ['bus/2'] });
    door.line('revoke Lindi');
    await soon(() => client.closeCode).toBe(1008);
    door.line('people');
    expect(shown).toContain('Lindi: Performer of bus 2, has to pair');
    door.line('close');
    expect(shown).toContain('Nobody can pair any more.');
  });

  test('turns people away, and is asked which one of several', async () => {
    await start();
    door.pair(['viewer']);
    const [ada, ben] = [await knock('Ada'), await knock('Ben')];
    door.line('yes');
    expect(shown).toContain('type yes with a name');
    door.line('no Ben');
    await soon(() => ben.last('refused')?.why).toBe('denied');
    door.line('yes Ada');
    await soon(() => ada.last('paired')).toBeDefined();
    door.line('yes');
    expect(shown).toContain('Nobody waits.');
  });

  test('is told in words what cannot be, and is not steered by the names of strangers', async () => {
    await start();
    door.line('pair performer');
    expect(shown).toContain('Choose a bus');
    door.line('pair owner');
    expect(shown).toContain('"owner" is no role');
    door.line('dance');
    expect(shown).toContain('"dance" is not understood');
    door.line('revoke Nobody');
    expect(shown).toContain('Nobody who is called "Nobody"');
    door.line('   ');
    door.line('pair viewer');
    await knock('Eve\u001b[2J');
    expect(shown).not.toContain('\u001b');
  });
});
