import type { StripAddress } from '../../shared/desk/address.ts';
import type { CueMix, MixGroup } from '../../shared/desk/cueMix.ts';

/** One channel as its line in the editor of a performer's page says. */
export interface PageLine {
  readonly strip: StripAddress;
  readonly isShown: boolean;
  readonly isMe: boolean;
  /** Name of the group whose fader moves it; empty for a fader of its own. */
  readonly group: string;
}

/** A mix's page as lines: what is shown in its order, then the rest. Nothing chosen means that everything is shown. */
export function linesOf(mix: CueMix, sources: readonly StripAddress[]): PageLine[] {
  const shown = mix.strips.length > 0 ? mix.strips.filter((strip) => sources.includes(strip)) : sources;
  const rest = sources.filter((strip) => !shown.includes(strip));
  const groupOf = (strip: StripAddress) => mix.groups.find(({ members }) => members.includes(strip))?.name ?? '';
  return [...shown, ...rest].map((strip, place) => ({
    strip,
    isShown: place < shown.length,
    isMe: mix.me.includes(strip),
    group: groupOf(strip),
  }));
}

/** The opposite of {@link linesOf}: groups stand in the order of their first members. */
export function mixOfLines(mix: CueMix, lines: readonly PageLine[]): CueMix {
  const groups = new Map<string, StripAddress[]>();
  for (const { strip, isShown, group } of lines) {
    const name = group.trim();
    if (!isShown || name === '') continue;
    const members = groups.get(name) ?? [];
    members.push(strip);
    groups.set(name, members);
  }
  return {
    ...mix,
    me: lines.filter(({ isMe }) => isMe).map(({ strip }) => strip),
    strips: lines.filter(({ isShown }) => isShown).map(({ strip }) => strip),
    groups: Array.from(groups, ([name, members]): MixGroup => ({ name, members })),
  };
}

/** Moves a line up (−1) or down (+1); at the ends it stays. */
export function moved(lines: readonly PageLine[], from: number, by: -1 | 1): PageLine[] {
  const to = from + by;
  const line = lines[from];
  if (!line || to < 0 || to >= lines.length) return [...lines];
  return lines.toSpliced(from, 1).toSpliced(to, 0, line);
}
