import type { ServerMessage } from './messages.ts';

// Apart from messages.ts: a page reads what the app says, and has no use for the rules by which the app judges what a page says.

/** JSON has no −∞, which levels need (a spec's default, for one); it travels as this text. */
const minusInfinity = '-Infinity';

/** A message of the app as text. */
export function printServerMessage(message: ServerMessage): string {
  return JSON.stringify(message, (_key, value: unknown) => (value === -Infinity ? minusInfinity : value));
}

/** The opposite of {@link printServerMessage}. The app is trusted: only the JSON is checked. */
export function parseServerMessage(text: string): ServerMessage {
  const restore = (value: unknown) => (value === minusInfinity ? -Infinity : value);
  return JSON.parse(text, (key, value: unknown) => {
    if (key === 'default') return restore(value);
    if (key === 'numbers' && Array.isArray(value)) return value.map(([id, level]) => [id, restore(level)]);
    return key === 'defaults' && Array.isArray(value) ? value.map(restore) : value;
  }) as ServerMessage;
}
