/** Behind a name: ALSA's client and port (" 128:0"), or the place in the list on Windows (" 3"). Both change from start to start. */
const changing: Partial<Record<NodeJS.Platform, RegExp>> = { linux: / \d+:\d+$/, win32: / \d+$/ };

/**
 * Names of ports that stay what they are when cables are plugged in another order: the system's names without the numbers that
 * change. Ports that are then called the same are numbered in the system's order: `X-Touch`, `X-Touch (2)`.
 * @returns stable name → the system's name.
 */
export function stableNames(
  names: readonly string[],
  platform: NodeJS.Platform = process.platform,
): ReadonlyMap<string, string> {
  const stable = new Map<string, string>();
  for (const name of names) {
    const plain = name.replace(changing[platform] ?? /$^/, '');
    let unique = plain;
    for (let count = 2; stable.has(unique); count++) unique = `${plain} (${count})`;
    stable.set(unique, name);
  }
  return stable;
}
