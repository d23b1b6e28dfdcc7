import type { StripAddress } from '../../shared/desk/address.ts';
import { stripOf } from '../../shared/desk/address.ts';
import type { ParamValue } from '../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../shared/desk/schema.ts';
import { shownName } from '../../shared/desk/stripNames.ts';
import { formats } from '../../shared/units/format.ts';
import { positionOfDb } from '../../shared/units/taper.ts';
import type { DeskMirror } from '../desk/deskMirror.svelte.ts';

/** A strip at a time beside the strip now. */
export interface StripThen {
  readonly strip: StripAddress;
  readonly name: string;
  readonly color: string;
  /** dB; `undefined` where the strip has no fader or it is unknown. */
  readonly thenDb: number | undefined;
  readonly nowDb: number | undefined;
  /** Way up the fader's travel, 0…1. */
  readonly thenPosition: number;
  readonly nowPosition: number;
  readonly isMutedThen: boolean;
  readonly isMutedNow: boolean;
  /** How many of the strip's values differ. */
  readonly differences: number;
}

type Values = ReadonlyMap<ParamId, ParamValue>;

/** Values that differ and could be put back, counted by strip; the rest of the desk under ''. */
export function differencesByStrip(mirror: DeskMirror, then: Values): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [id, value] of then) {
    const { address, spec, value: now } = mirror.paramById(id);
    if (spec.readOnly || now === undefined || now === value) continue;
    const strip = stripOf(address) ?? '';
    counts.set(strip, (counts.get(strip) ?? 0) + 1);
  }
  return counts;
}

/** All strips of the desk, in the order in which they are shown. */
export function stripsThen(mirror: DeskMirror, then: Values): readonly (readonly StripThen[])[] {
  const differences = differencesByStrip(mirror, then);
  return (mirror.profile?.strips ?? [])
    .map(({ strips }) => strips.map((strip) => stripThen(mirror, then, strip, differences.get(strip) ?? 0)))
    .filter((group) => group.length > 0);
}

function stripThen(mirror: DeskMirror, then: Values, strip: StripAddress, differences: number): StripThen {
  const at = (leaf: string) => {
    const param = mirror.param(`${strip}/${leaf}`);
    return { param, now: param?.value, was: param && then.get(param.id) };
  };
  const [name, color, fader, mute] = [at('name'), at('color'), at('fader'), at('mute')];
  const taper = fader.param?.spec.kind === 'level' ? fader.param.spec.taper : undefined;
  const position = (value: ParamValue | undefined) =>
    taper && typeof value === 'number' ? positionOfDb(taper, value) : 0;
  const number = (value: ParamValue | undefined) => (typeof value === 'number' ? value : undefined);
  const options = color.param?.spec.kind === 'choice' ? color.param.spec.options : [];
  return {
    strip,
    name: shownName(strip, typeof name.was === 'string' ? name.was : undefined),
    color: (typeof color.was === 'number' ? options[color.was] : undefined) ?? '',
    thenDb: number(fader.was),
    nowDb: number(fader.now),
    thenPosition: position(fader.was),
    nowPosition: position(fader.now),
    isMutedThen: mute.was === 1,
    isMutedNow: mute.now === 1,
    differences,
  };
}

const dbWords = (db: number | undefined) => (db === undefined ? '?' : `${formats.dB.print(db)} dB`);

/** "Kick: fader −4.2 dB, now −6.0 dB; muted, now not; 3 values differ". */
export function spokenStrip({ name, thenDb, nowDb, isMutedThen, isMutedNow, differences }: StripThen): string {
  const fader = thenDb === nowDb ? `fader ${dbWords(thenDb)}` : `fader ${dbWords(thenDb)}, now ${dbWords(nowDb)}`;
  const muted = isMutedThen ? ['muted'] : isMutedNow ? ['not muted'] : [];
  const mute = isMutedThen === isMutedNow ? muted : [`${muted.join('')}, now ${isMutedNow ? 'muted' : 'not'}`];
  const differ =
    differences === 0 ? 'as now' : `${differences} ${differences === 1 ? 'value differs' : 'values differ'}`;
  return `${name}: ${[fader, ...mute, differ].join('; ')}`;
}
