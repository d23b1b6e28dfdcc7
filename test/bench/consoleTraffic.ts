/** A message as it goes between the app and a console. */
export type TrafficMessage =
  | { readonly address: string; readonly tag: 'f' | 'i'; readonly argument: number }
  | { readonly address: string; readonly tag: 's'; readonly argument: string }
  | { readonly address: string; readonly tag: 'b'; readonly argument: Uint8Array };

const two = (number: number) => String(number).padStart(2, '0');

/**
 * What a console sends while a show runs: mostly moved controls, text lines of a read, names, and meters. The lines
 * have a slash before `node`, without which osc-js cannot read them.
 */
export function spokenByConsole(): readonly TrafficMessage[] {
  const messages: TrafficMessage[] = [];
  for (let channel = 1; channel <= 32; channel++) {
    const strip = `/ch/${two(channel)}`;
    messages.push(
      { address: `${strip}/mix/fader`, tag: 'f', argument: channel / 40 },
      { address: `${strip}/mix/${two((channel % 16) + 1)}/level`, tag: 'f', argument: channel / 50 },
      { address: `${strip}/mix/pan`, tag: 'f', argument: 0.5 },
      { address: `${strip}/eq/2/f`, tag: 'f', argument: 0.37 },
      { address: `${strip}/mix/on`, tag: 'i', argument: channel % 2 },
      { address: `${strip}/config/color`, tag: 'i', argument: channel % 16 },
      { address: `${strip}/config/name`, tag: 's', argument: `Channel ${channel}` },
      { address: '/node', tag: 's', argument: `${strip}/mix ON   0.3 ON +0 OFF   -oo\n` },
      { address: '/node', tag: 's', argument: `${strip}/config "Channel ${channel}" 1 RD ${channel}\n` },
    );
    if (channel % 8 === 0)
      messages.push({ address: '/meters/1', tag: 'b', argument: new Uint8Array(388).fill(channel) });
  }
  return messages;
}

/** What the app sends: sets, questions for text lines, and bare questions. */
export function spokenToConsole(): readonly TrafficMessage[] {
  return spokenByConsole().map((message) =>
    message.address === '/node'
      ? { address: '/node', tag: 's', argument: String(message.argument).slice(1, 10) }
      : message.tag === 'b'
        ? { address: '/meters', tag: 's', argument: message.address }
        : message,
  );
}
