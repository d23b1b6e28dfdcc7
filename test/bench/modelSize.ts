import { profiles } from '../../electron/drivers/x32/profile.ts';
import { DeskHub } from '../../electron/hub/deskHub.ts';
import type { DeskPort, DeskSeat } from '../../electron/hub/peer.ts';
import type { Clock } from '../../shared/base/clock.ts';
import { disposable } from '../../shared/base/disposable.ts';
import type { Change, DeskDiff } from '../../shared/desk/diff.ts';
import { type NumericSpec, stepCount, valueAtStep } from '../../shared/desk/paramSpec.ts';
import type { DeskProfile } from '../../shared/desk/profile.ts';
import { buildSchema, type Schema } from '../../shared/desk/schema.ts';
import { encodeValues } from '../../shared/protocol/frames.ts';
import { alternately } from './alternately.ts';
import { type Benchmark, measuredRow } from './row.ts';

const changesPerRun = 10_000;
/** As many in both models, spread over the whole of each. */
const movedParams = 1000;

/** As many desks side by side in one model, each under an address of its own but the first. */
function timesAsLarge(profile: DeskProfile, times: number): DeskProfile {
  const copies = Array.from({ length: times - 1 }, (_, copy) =>
    profile.params.map((row) => ({ ...row, pattern: `desk${copy + 2}/${row.pattern}` })),
  );
  return { ...profile, params: [profile.params, ...copies].flat() };
}

/** A clock whose turns end when told, far enough apart that no frame waits for the next. Nothing comes so late that a timer is needed. */
class TurnClock implements Clock {
  #ends: (() => void)[] = [];
  #nowMs = 0;
  readonly nowMs = () => this.#nowMs;
  readonly after = () => disposable(() => undefined);

  endOfTurn(action: () => void): void {
    this.#ends.push(action);
  }

  endTurn(): void {
    const ends = this.#ends;
    this.#ends = [];
    this.#nowMs += 10;
    for (const end of ends) end();
  }
}

/** A console that takes every value and says so when told. */
class AgreeingDesk implements DeskPort {
  readonly #seat: DeskSeat;
  #taken: Change[] = [];

  constructor(hub: DeskHub, schema: Schema) {
    this.#seat = hub.attach(false);
    this.#seat.bind(this);
    const status = { target: '', name: '', model: '', firmware: '', read: 0, total: 0, detail: '' };
    const { listener } = this.#seat;
    listener.identified(schema);
    listener.status({ ...status, state: 'reading' });
    listener.report(schema.specs.map((spec, id) => ({ id, value: spec.kind === 'text' ? '' : valueAtStep(spec, 0) })));
    listener.status({ ...status, state: 'live' });
  }

  push(changes: DeskDiff): void {
    this.#taken.push(...changes);
    this.#seat.listener.sent(changes.map(({ id }) => id));
  }

  confirm(): void {
    const taken = this.#taken;
    this.#taken = [];
    this.#seat.listener.report(taken);
  }

  readBack(): void {
    throw new Error('Every value was confirmed, but the hub asks again');
  }

  setMeters(): void {
    // There are none.
  }

  diagnostics(): never {
    throw new Error('Nobody asked for diagnostics');
  }
}

/** Ids of numbers with more than two steps, spread evenly over the model. */
function spreadIds(schema: Schema): readonly number[] {
  const ids = schema.specs.flatMap((spec, id) => (spec.kind === 'level' || spec.kind === 'number' ? [id] : []));
  return Array.from({ length: movedParams }, (_, i) => ids[Math.floor((i * ids.length) / movedParams)] as number);
}

/** A hub with a speaker and a listener; measures µs from a client's frame to the frames for all, the desk's answer included. */
function hubOf(profile: DeskProfile) {
  const clock = new TurnClock();
  const schema = buildSchema(profile);
  const hub = new DeskHub({ clock, version: '', wallMs: () => 0 });
  const desk = new AgreeingDesk(hub, schema);
  let framesOut = 0;
  const client = (name: string) => {
    const send = (data: string | Uint8Array) => {
      if (typeof data !== 'string') framesOut++;
    };
    const session = hub.connect({ send, bufferedBytes: () => 0, close: () => undefined }, { name, role: 'engineer' });
    session.receive(JSON.stringify({ type: 'hello', protocol: 1 }));
    return session;
  };
  const speaker = client('speaker');
  client('listener');
  clock.endTurn();
  const ids = spreadIds(schema);
  let sequence = 0;
  const frameOf = (id: number) => {
    const spec = schema.specOf(id) as NumericSpec;
    const value = valueAtStep(spec, 1 + (Math.floor(sequence / ids.length) % (stepCount(spec) - 1)));
    return encodeValues('set', ++sequence, [{ id, value, landing: 'pending' }]);
  };
  return {
    size: schema.size,
    measure: () => {
      const frames = Array.from({ length: changesPerRun }, (_, i) => frameOf(ids[i % ids.length] as number));
      framesOut = 0;
      const started = performance.now();
      for (const frame of frames) {
        speaker.receive(frame);
        clock.endTurn();
        desk.confirm();
        clock.endTurn();
      }
      const spentMs = performance.now() - started;
      if (framesOut < changesPerRun) throw new Error(`Only ${framesOut} frames for ${changesPerRun} changes`);
      return { us: (spentMs * 1000) / changesPerRun };
    },
  };
}

/** P8: the cost of one change must not grow with the model. */
export const modelSize: Benchmark = {
  id: 'P8',
  async measure() {
    const profile = profiles[0] as DeskProfile;
    const one = hubOf(profile);
    const eight = hubOf(timesAsLarge(profile, 8));
    const { large, small } = await alternately({ large: eight.measure, small: one.measure }, 9);
    const name = `one change with ${eight.size} parameters`;
    const goal = { of: 'ratio', is: 'at most', limit: 1.1 } as const;
    return [measuredRow({ id: 'P8', name, unit: 'µs', goal }, large.us, small.us, `${one.size} parameters`)];
  },
};
