import type { OutMessage } from '../../shared/scenes/cueList.ts';

export type MessageKind = OutMessage['type'];

/** One field of a message's form. */
export interface MessageField {
  readonly key: string;
  readonly title: string;
  /** What stands in it for a new message. */
  readonly start: string;
  /** Bounds of a whole number; a text without them. */
  readonly range?: readonly [min: number, max: number];
  readonly choices?: readonly string[];
}

const port = { key: 'port', title: 'MIDI port', start: '' };
const channel = { key: 'channel', title: 'Channel', start: '1', range: [1, 16] } as const;
const data = (key: string, title: string, start = '0'): MessageField => ({ key, title, start, range: [0, 127] });

/** Forms of all kinds of messages, in the order in which they are offered. */
export const messageForms: Readonly<
  Record<MessageKind, { readonly title: string; readonly fields: readonly MessageField[] }>
> = {
  osc: {
    title: 'OSC',
    fields: [
      { key: 'host', title: 'Host', start: '' },
      { key: 'port', title: 'UDP port', start: '', range: [1, 65_535] },
      { key: 'path', title: 'Path', start: '/' },
      { key: 'args', title: 'Arguments', start: '' },
    ],
  },
  midiNote: {
    title: 'MIDI note',
    fields: [port, channel, data('note', 'Note', '60'), data('velocity', 'Velocity', '127')],
  },
  midiControl: { title: 'MIDI control', fields: [port, channel, data('control', 'Control'), data('value', 'Value')] },
  midiProgram: { title: 'MIDI program', fields: [port, channel, data('program', 'Program')] },
  midiShowControl: {
    title: 'MIDI Show Control',
    fields: [
      port,
      data('device', 'Device', '127'),
      { key: 'command', title: 'Command', start: 'go', choices: ['go', 'stop', 'resume'] },
      { key: 'cue', title: 'Cue number', start: '' },
    ],
  },
};

/** What stands in a form, by field. */
export type MessageTexts = Readonly<Record<string, string>>;

export const newTexts = (kind: MessageKind): MessageTexts =>
  Object.fromEntries(messageForms[kind].fields.map(({ key, start }) => [key, start]));

/** A message as it stands in its form. */
export function textsOf(message: OutMessage): MessageTexts {
  const { type: _type, ...rest } = message;
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(printArg).join(' ') : String(value),
    ]),
  );
}

const looksLikeNumber = (text: string) => text !== '' && Number.isFinite(Number(text));

/** A text that has blanks, or could be a number, stands in quotes. */
const printArg = (arg: string | number) =>
  typeof arg === 'string' && (arg === '' || /[\s"]/.test(arg) || looksLikeNumber(arg))
    ? `"${arg.replaceAll('"', '')}"`
    : String(arg);

/** Arguments in a line: numbers, words, and texts in quotes. */
export function argsOf(line: string): (string | number)[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => {
    if (quoted !== undefined) return quoted;
    return looksLikeNumber(word) ? Number(word) : word;
  });
}

/** The message that a form says. @returns a sentence if something of it is wrong */
export function messageOf(kind: MessageKind, texts: MessageTexts): { message: OutMessage } | { problem: string } {
  const read: Record<string, string | number | (string | number)[]> = {};
  for (const { key, title, range, choices } of messageForms[kind].fields) {
    const text = (texts[key] ?? '').trim();
    if (range) {
      const [min, max] = range;
      const value = Number(text);
      if (text === '' || !Number.isInteger(value) || value < min || value > max) {
        return { problem: `${title}: a whole number from ${min} to ${max} is needed, not "${text}".` };
      }
      read[key] = value;
    } else if (choices && !choices.includes(text)) return { problem: `${title}: choose ${choices.join(', ')}.` };
    else read[key] = key === 'args' ? argsOf(text) : text;
  }
  const problem = problemOf(read);
  return problem === undefined ? { message: { type: kind, ...read } as OutMessage } : { problem };
}

function problemOf({ port: at, host, path, args, cue }: Readonly<Record<string, unknown>>): string | undefined {
  if (at === '') return 'MIDI port: name the port that it goes to, as the setup of surfaces shows it.';
  if (host === '') return 'Host: an address such as 192.168.1.20 or a name is needed.';
  if (typeof host === 'string' && (host.length > 253 || /\s/.test(host))) return `Host: "${host}" is no host.`;
  if (typeof path === 'string' && !/^\/[\x21-\x7e]{0,254}$/.test(path)) {
    return 'Path: an OSC path such as /cue/1/go is needed: it begins with / and has no blanks.';
  }
  if (Array.isArray(args) && args.length > 16) return 'Arguments: at most 16 can be sent.';
  if (Array.isArray(args) && args.some((arg) => typeof arg === 'string' && arg.length > 255)) {
    return 'Arguments: a text has at most 255 characters.';
  }
  if (typeof cue === 'string' && !/^[\d.]{0,32}$/.test(cue)) return 'Cue number: digits and points, or nothing.';
  return undefined;
}

/** A message in words. */
export function messageWords(message: OutMessage): string {
  if (message.type === 'osc') {
    const { host, port: at, path, args } = message;
    return [`OSC ${path}`, ...args.map(printArg), `to ${host}:${at}`].join(' ');
  }
  const { title, fields } = messageForms[message.type];
  const texts = textsOf(message);
  const said = fields.filter(({ key }) => key !== 'port' && texts[key] !== '');
  return `${title} ${said.map((field) => `${field.title.toLowerCase()} ${texts[field.key]}`).join(', ')} to ${message.port}`;
}
