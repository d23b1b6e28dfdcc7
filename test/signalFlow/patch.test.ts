import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileFor } from '../../electron/drivers/x32/profile.ts';
import { MeterFeed } from '../../electron/drivers/x32/server/meterFeed.ts';
import { factoryState } from '../../electron/emulator/factoryState.ts';
import { HeadampPatch, type StripFeed } from '../../electron/emulator/headampPatch.ts';
import { SimulatedDesk } from '../../electron/emulator/simulatedDesk.ts';
import { DeskState } from '../../shared/desk/deskState.ts';
import { type NumericSpec, stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import { buildSchema } from '../../shared/desk/schema.ts';
import { type PatchFeed, patchBookOf } from '../../shared/signalFlow/patchBook.ts';
import { SignalFlow } from '../../shared/signalFlow/signalFlow.ts';

// The emulated desk follows its patch by the words of the options, and fills its output meters by the numbers of the sources. The
// patch of the profile says the same in addresses.

const schema = buildSchema(profileFor('X32', '4.06'));
const book = patchBookOf(schema);
const routing = schema.addresses.flatMap((address, id) =>
  /^(?:channel|auxIn)\/\d+\/source$|^routing\/(?:input|playback|inputsFrom)|^userRouting\/in\//.test(address)
    ? [id]
    : [],
);

/** A feed in one line, as both sides say it. */
function line(feed: PatchFeed | StripFeed): string {
  switch (feed.from) {
    case 'socket': {
      const gain = book.headampGain(feed.socket);
      if (gain === undefined) return `line ${book.title(feed.socket)}`;
      return `headamp ${schema.addressOf(gain).replace('/gain', '')}`;
    }
    case 'headamp': {
      const address = schema.addresses.filter((each) => /^headamp\/.*\/gain$/.test(each))[feed.index] ?? '';
      return `headamp ${address.replace('/gain', '')}`;
    }
    case 'strip':
      return feed.strip;
    case 'line':
      // USB's sides are its two sockets; the aux inputs and talkback go by other words.
      return `line ${feed.socket.replace('USB L', 'USB 1').replace('USB R', 'USB 2').replace('Aux in', 'Aux').replace('Talkback internal', 'Talkback 1').replace('Talkback external', 'Talkback 2')}`;
    default:
      return feed.from;
  }
}

describe('the patch of inputs', () => {
  it('leads every strip where the emulated desk takes its signal, for all random patches', () => {
    const emulated = new HeadampPatch(schema);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (dice) => {
        const state = factoryState(schema);
        for (const id of routing) {
          const spec = schema.specOf(id) as NumericSpec;
          state.set(id, valueAtStep(spec, (dice.next().value as number) % stepCount(spec)));
        }
        for (const [strip, id] of book.stripSources) {
          const feed = line(book.feedOf(state, strip));
          const expected = line(emulated.feedOf(state, id));
          expect([strip, feed]).toEqual([strip, expected]);
        }
      }),
      { numRuns: 60, seed: 8 },
    );
  });

  it('is unknown as long as one of its parameters is', () => {
    const state = factoryState(schema);
    expect(book.feedOf(state, 'channel/9')).toEqual({ from: 'socket', socket: 'input/local/9' });
    state.forget(schema.need('routing/input/9'));
    expect(book.feedOf(state, 'channel/9')).toEqual({ from: 'unknown' });
    expect(book.feedOf(state, 'channel/8')).toEqual({ from: 'socket', socket: 'input/local/8' });
  });
});

describe('the patch of outputs', () => {
  const outputs = [
    ...Array.from({ length: 16 }, (_, i) => `output/main/${i + 1}`),
    ...Array.from({ length: 16 }, (_, i) => `output/personal/${i + 1}`),
    ...Array.from({ length: 6 }, (_, i) => `output/aux/${i + 1}`),
    ...Array.from({ length: 2 }, (_, i) => `output/aes/${i + 1}`),
  ];
  /** What the meters of the outputs come after: 32 channels and 8 aux inputs. */
  const before = 40;
  /** Sources from monitor on are signals of the desk's own. */
  const firstOwn = 74;
  const tapCount = 9;

  it('carries the levels that the emulated desk shows there', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (dice) => {
        const roll = (below: number) => (dice.next().value as number) % below;
        const desk = new SimulatedDesk(schema, 7);
        const put = (address: string, value: number) => ({ id: schema.need(address), value });
        desk.apply(
          [
            ...Array.from({ length: 32 }, (_, i) => put(`channel/${i + 1}/fader`, -roll(20))),
            ...Array.from({ length: 16 }, (_, i) => put(`bus/${i + 1}/fader`, -roll(20))),
            ...Array.from({ length: 16 }, (_, i) => put(`channel/${1 + roll(32)}/send/bus/${i + 1}/level`, -roll(10))),
            ...Array.from({ length: 6 }, (_, i) => put(`main/stereo/send/matrix/${i + 1}/level`, -roll(10))),
            ...Array.from({ length: 6 }, (_, i) => put(`matrix/${i + 1}/fader`, -roll(10))),
            // Nothing comes back here.
            ...[1, 2, 3, 4].flatMap((slot) => [put(`fx/${slot}/source/left`, 0), put(`fx/${slot}/source/right`, 0)]),
            ...Array.from({ length: 6 }, () => put(`channel/${1 + roll(32)}/mute`, 1)),
            ...Array.from({ length: 3 }, () => put(`bus/${1 + roll(16)}/mute`, 1)),
            put('channel/9/assign/muteGroup/2', 1),
            put('muteGroup/2/mute', 1),
            put('channel/10/assign/dca/3', 1),
            put('dca/3/mute', 1),
            put('main/stereo/fader', -6),
            put('main/stereo/pan', (roll(101) - 50) / 50),
            put('main/mono/fader', -3),
            put('channel/3/assign/mono', 1),
            put('channel/3/monoLevel', -2),
            ...outputs.map((output) => put(`${output}/source`, roll(firstOwn))),
            ...outputs.map((output) => put(`${output}/tap`, roll(tapCount))),
          ],
          undefined,
        );
        const state = new DeskState(schema);
        for (let id = 0; id < schema.size; id++) {
          const value = desk.get(id);
          if (value !== undefined) state.set(id, value);
        }
        const flow = new SignalFlow(state);
        const blob = new MeterFeed(desk).blob('/meters/4', 0, 0, 4000) as Uint8Array;
        const view = new DataView(blob.buffer, blob.byteOffset);
        for (const [index, output] of outputs.entries()) {
          const metered = view.getFloat32(4 + 4 * (before + index), true) ** 2;
          let expected = 0;
          for (const { strip } of flow.plan.nodes.slice(0, flow.plan.inputCount)) {
            const arriving = desk.levels.pre(strip) ** 2;
            if (arriving > 0) expected += arriving * flow.gainPower(strip, output);
          }
          if (metered < 1e-12 && expected < 1e-12) continue;
          compared++;
          expect([output, 10 * Math.log10(expected)]).toEqual([output, expect.closeTo(10 * Math.log10(metered), 1)]);
        }
      }),
      { numRuns: 25, seed: 9 },
    );
    expect(compared).toBeGreaterThan(300);
  });
});
