import { beforeEach, describe, expect, it } from 'vitest';
import { ConsoleRig, int, type RigClient } from './consoleRig.ts';

let rig: ConsoleRig;
let author: RigClient;
let listener: RigClient;
beforeEach(() => {
  rig = new ConsoleRig();
  author = rig.client();
  listener = rig.client();
});

const told = (client: RigClient) => client.hear(50).map(({ address, args }) => [address, ...args]);

describe('/xremote', () => {
  it('tells others, not the sender, leaf by leaf, and only what changed', () => {
    expect(listener.ask('/xremote')).toEqual([]);
    author.say('/xremote');
    author.say('/ch/05/mix/fader', 1);
    expect(told(listener)).toEqual([['/ch/05/mix/fader', 1]]);
    expect(told(author)).toEqual([]);
    author.say('/ch/05/mix/fader', 1);
    expect(told(listener)).toEqual([]);
    author.say('/', 'ch/05/mix OFF +10.0 ON +20');
    expect(told(listener)).toEqual([
      ['/ch/05/mix/on', 0],
      ['/ch/05/mix/pan', Math.fround(0.6)],
    ]);
    expect(told(author)).toEqual([['/', 'ch/05/mix OFF +10.0 ON +20']]);
  });

  it('tells the kept value, not the sent one', () => {
    listener.say('/xremote');
    author.say('/ch/05/mix/fader', 0.7003);
    expect(told(listener)).toEqual([['/ch/05/mix/fader', Math.fround(716 / 1023)]]);
  });

  it('tells a bitmap once, and status values', () => {
    listener.say('/xremote');
    author.say('/ch/01/grp/mute', int(0b101));
    author.say('/-stat/selidx', int(4));
    author.say('/fx/1/par/01', 12);
    expect(told(listener)).toEqual([
      ['/ch/01/grp/mute', 5],
      ['/-stat/selidx', 4],
      ['/fx/1/par/01', 12],
    ]);
  });

  it('ends ten seconds after the last request', () => {
    listener.say('/xremote');
    listener.hear(9000);
    listener.say('/xremote');
    listener.hear(9900);
    author.say('/ch/05/mix/fader', 1);
    expect(told(listener)).toHaveLength(1);
    listener.hear(100);
    author.say('/ch/05/mix/fader', 0);
    expect(told(listener)).toEqual([]);
  });

  it('has four places: a fifth client is ignored until one is free', () => {
    const four = [listener, rig.client(), rig.client(), rig.client()];
    for (const client of four) client.say('/xremote');
    const fifth = rig.client();
    fifth.say('/xremote');
    expect(rig.server.statistics().clients).toBe(4);
    author.say('/ch/01/mix/fader', 1);
    for (const client of four) expect(told(client)).toHaveLength(1);
    expect(told(fifth)).toEqual([]);
    listener.say('/unsubscribe');
    fifth.say('/xremote');
    author.say('/ch/01/mix/fader', 0.5);
    expect(told(fifth)).toHaveLength(1);
    expect(told(listener)).toEqual([]);
  });

  it('tells both sides of a linked pair, the sender only of the other side', () => {
    author.say('/config/chlink/1-2', int(1));
    listener.say('/xremote');
    author.say('/xremote');
    author.hear(50);
    author.say('/ch/02/mix/fader', 0.5);
    expect(told(listener)).toEqual([
      ['/ch/02/mix/fader', Math.fround(512 / 1023)],
      ['/ch/01/mix/fader', Math.fround(512 / 1023)],
    ]);
    expect(told(author)).toEqual([['/ch/01/mix/fader', Math.fround(512 / 1023)]]);
  });

  it('tells everybody of what the desk itself changed', () => {
    listener.say('/xremote');
    rig.put('channel/9/mute', 1);
    expect(told(listener)).toEqual([['/ch/09/mix/on', 0]]);
  });

  it('hears of a solo press in several messages', () => {
    listener.say('/xremote');
    author.say('/-stat/solosw/01', int(1));
    expect(told(listener)).toEqual([
      ['/-stat/solosw/01', 1],
      ['/-stat/solo', 1],
    ]);
  });
});
