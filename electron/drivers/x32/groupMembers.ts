import type { DeskState } from '../../../shared/desk/deskState.ts';
import type { WireMap } from './wireMap.ts';

const groupSwitch = /^\/(?:config\/mute\/(\d)|dca\/(\d)\/(?:on|fader))$/;

/**
 * A mute group or DCA acts on its members. It is not established that their own switches and levels stay what they were on every
 * firmware and with every preference, nor that the desk would tell.
 * @param path of the value that has changed
 * @returns the lines of the members, those included of which it is not known whether they are; nothing if no group has changed
 */
export function membersOf({ schema, byId }: WireMap, picture: DeskState, path: string): readonly string[] {
  const match = groupSwitch.exec(path);
  if (!match) return [];
  const group = match[1] ? `muteGroup/${match[1]}` : `dca/${match[2]}`;
  const nodes = schema.profile.strips.flatMap(({ strips }) =>
    strips.flatMap((strip) => {
      const membership = schema.idOf(`${strip}/assign/${group}`);
      const mute = schema.idOf(`${strip}/mute`);
      if (membership === undefined || mute === undefined || picture.get(membership) === 0) return [];
      return byId[mute]?.node.path ?? [];
    }),
  );
  return [...new Set(nodes)];
}
