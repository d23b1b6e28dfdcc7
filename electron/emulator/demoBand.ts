import type { Address } from '../../shared/desk/address.ts';
import type { Change, DeskDiff } from '../../shared/desk/diff.ts';
import type { ParamSpec, ParamValue } from '../../shared/desk/paramSpec.ts';
import type { Schema } from '../../shared/desk/schema.ts';
import {
  busses,
  channels,
  dcas,
  type EffectSend,
  effects,
  fixtures,
  type InputStrip,
  type MixBus,
  matrices,
  returns,
} from './demoContent.ts';

/**
 * A band's evening on the desk, so that somebody without a console sees a show at once: drums in a subgroup with a crushed
 * duplicate, booth, wedges and in-ears before the fader, rooms behind it, a recording and a stream.
 * @returns changes for every parameter of it that the desk has.
 */
export function demoBand(schema: Schema): DeskDiff {
  const changes = new Map<number, Change>();
  /** Words stand for options and labels; what the desk does not have is left out. */
  const put = (address: Address, wanted: ParamValue) => {
    const id = schema.idOf(address);
    if (id === undefined) return;
    const value = meaning(schema.specOf(id), wanted);
    if (value !== undefined) changes.set(id, { id, value });
  };

  for (const [number, bus] of busses.entries()) putBus(put, `bus/${number + 1}`, bus);
  putTaps(schema, put);
  for (const [number, channel] of channels.entries()) putInput(put, `channel/${number + 1}`, channel, number + 1);
  for (const [number, strip] of returns.entries()) putInput(put, `fxReturn/${number + 1}`, strip);
  for (const [number, effect] of effects.entries()) putEffect(put, `fx/${number + 1}`, effect);
  for (const [number, { name, color }] of dcas.entries()) {
    put(`dca/${number + 1}/name`, name);
    put(`dca/${number + 1}/color`, color);
    put(`dca/${number + 1}/fader`, 0);
  }
  for (const [number, { name, fromMain }] of matrices.entries()) {
    const matrix = `matrix/${number + 1}`;
    put(`${matrix}/name`, name);
    put(`${matrix}/color`, 'white');
    put(`${matrix}/fader`, 0);
    put(`main/stereo/send/${matrix}/level`, fromMain);
  }
  for (const [address, value] of fixtures) put(address, value);
  return [...changes.values()];
}

type Put = (address: Address, value: ParamValue) => void;

function meaning(spec: ParamSpec, wanted: ParamValue): ParamValue | undefined {
  if (typeof wanted === 'number' || spec.kind === 'text') return wanted;
  if (spec.kind === 'choice') return found(spec.options.indexOf(wanted), 0);
  if (spec.kind === 'integer') return found(spec.labels?.indexOf(wanted) ?? -1, spec.min);
  return undefined;
}

const found = (index: number, first: number) => (index < 0 ? undefined : index + first);

function putBus(put: Put, bus: string, { name, color, fader = 0, toMain, crushed, dca }: MixBus): void {
  put(`${bus}/name`, name);
  put(`${bus}/color`, color);
  put(`${bus}/fader`, fader);
  put(`${bus}/assign/main`, toMain ? 1 : 0);
  if (dca) put(`${bus}/assign/dca/${dca}`, 1);
  if (!crushed) return;
  put(`${bus}/dynamics/on`, 1);
  put(`${bus}/dynamics/threshold`, -34);
  put(`${bus}/dynamics/ratio`, '10');
  put(`${bus}/dynamics/attack`, 3);
  put(`${bus}/dynamics/release`, 90);
  put(`${bus}/dynamics/makeupGain`, 12);
}

/** Every strip's sends take their signal where the bus's purpose wants it; members of a subgroup are told apart by their own row. */
function putTaps(schema: Schema, put: Put): void {
  const inputs = schema.profile.strips.filter(({ kind }) => ['channel', 'auxIn', 'fxReturn'].includes(kind));
  for (const strip of inputs.flatMap(({ strips }) => strips)) {
    for (const [number, bus] of busses.entries()) put(`${strip}/send/bus/${number + 1}/tap`, bus.tap);
  }
}

function putInput(put: Put, strip: string, input: InputStrip, socket?: number): void {
  const { name, color, icon, fader, pan = 0, gainDb, sends = {}, subgroups = [], toMain = true } = input;
  put(`${strip}/name`, name);
  put(`${strip}/color`, color);
  if (icon) put(`${strip}/icon`, icon);
  put(`${strip}/fader`, fader);
  put(`${strip}/pan`, pan);
  put(`${strip}/assign/main`, toMain ? 1 : 0);
  if (input.muted) put(`${strip}/mute`, 1);
  if (socket && gainDb !== undefined) put(`headamp/local/${socket}/gain`, gainDb);
  if (socket && input.phantom) put(`headamp/local/${socket}/phantom`, 1);
  if (input.dca) put(`${strip}/assign/dca/${input.dca}`, 1);
  if (input.muteGroup) put(`${strip}/assign/muteGroup/${input.muteGroup}`, 1);
  if (input.subs !== undefined) {
    put(`${strip}/assign/mono`, 1);
    put(`${strip}/monoLevel`, input.subs);
  }
  for (const [bus, level] of Object.entries(sends)) {
    put(`${strip}/send/bus/${bus}/level`, level);
    put(`${strip}/send/bus/${bus}/on`, 1);
  }
  for (const bus of subgroups) {
    put(`${strip}/send/bus/${bus}/tap`, 'subgroup');
    put(`${strip}/send/bus/${bus}/level`, 0);
    put(`${strip}/send/bus/${bus}/on`, 1);
  }
  // A stereo pair of busses keeps the picture of the main mix.
  for (const [number, bus] of busses.entries()) if (bus.stereo) put(`${strip}/send/bus/${number + 1}/pan`, pan);
  putProcessing(put, strip, input);
}

function putProcessing(put: Put, strip: string, { gateDb, compressorDb, lowCutHz, eq }: InputStrip): void {
  if (gateDb !== undefined) {
    put(`${strip}/gate/on`, 1);
    put(`${strip}/gate/threshold`, gateDb);
    put(`${strip}/gate/range`, 18);
  }
  if (compressorDb !== undefined) {
    put(`${strip}/dynamics/on`, 1);
    put(`${strip}/dynamics/threshold`, compressorDb);
    put(`${strip}/dynamics/ratio`, '3.0');
    put(`${strip}/dynamics/makeupGain`, 3);
  }
  if (lowCutHz !== undefined) {
    put(`${strip}/preamp/lowCut/on`, 1);
    put(`${strip}/preamp/lowCut/freq`, lowCutHz);
  }
  if (!eq) return;
  put(`${strip}/eq/on`, 1);
  for (const [index, gainDb] of eq.entries()) put(`${strip}/eq/${index + 1}/gain`, gainDb);
}

function putEffect(put: Put, slot: string, { type, source }: EffectSend): void {
  put(`${slot}/type`, type);
  put(`${slot}/source/left`, source);
  put(`${slot}/source/right`, source);
}
