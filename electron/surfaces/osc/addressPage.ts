import type { ParamSpec, ParamValue } from '../../../shared/desk/paramSpec.ts';
import { valueAtStep } from '../../../shared/desk/paramSpec.ts';
import type { ParamId } from '../../../shared/desk/schema.ts';
import { maxDbOf } from '../../../shared/units/taper.ts';
import type { HandPeer } from '../../hub/peer.ts';
import { oscAddress, root } from './addresses.ts';
import { offDb, tagOf } from './values.ts';

// The list of all addresses: for people as a page, for apps as JSON in the way of the OSCQuery proposal.

interface JsonNode {
  readonly FULL_PATH: string;
  readonly DESCRIPTION?: string;
  readonly ACCESS?: 0 | 1 | 2 | 3;
  readonly TYPE?: string;
  readonly VALUE?: readonly (ParamValue | null)[];
  readonly RANGE?: readonly object[];
  CONTENTS?: Record<string, JsonNode>;
}

/** Addresses beside the parameters, with their type tags. */
const commands: readonly (readonly [path: string, type: string, what: string])[] = [
  ['subscribe', 'si', 'tells changes of a pattern of addresses for some seconds'],
  ['unsubscribe', 's', 'ends a subscription, or all of them'],
  ['reply', 'i', 'answers go to this port of the sender'],
  ['info', '', 'which console it is'],
  ['scene/list', '', 'names of the scenes'],
  ['scene/go', 's', 'recalls a scene by its name, or the next one'],
  ['cue/go', '', 'the next cue'],
  ['cue/back', '', 'the cue before'],
  ['undo', '', 'takes the last own step back'],
  ['redo', '', 'does it again'],
];

/** What a value may be, in words. */
export function rangeWords(spec: ParamSpec): string {
  switch (spec.kind) {
    case 'level':
      return `${offDb} (off) to ${maxDbOf(spec.taper)} dB`;
    case 'number':
      return `${spec.min} to ${spec.max} ${spec.unit === 'pan' ? '' : spec.unit}`.trim();
    case 'switch':
      return '0 or 1';
    case 'choice':
      return spec.options.map((option, index) => `${index} ${option}`).join(', ');
    case 'integer':
      return `${spec.min} to ${spec.max}`;
    case 'text':
      return `at most ${spec.maxLength} characters`;
  }
}

function rangeOf(spec: ParamSpec): readonly object[] {
  switch (spec.kind) {
    case 'level':
      return [{ MIN: offDb, MAX: maxDbOf(spec.taper) }];
    case 'number':
      return [{ MIN: Math.min(spec.min, spec.max), MAX: Math.max(spec.min, spec.max) }];
    case 'choice':
      return [{ MIN: 0, MAX: spec.options.length - 1 }];
    case 'text':
      return [{}];
    default:
      return [{ MIN: valueAtStep(spec, 0), MAX: spec.kind === 'switch' ? 1 : spec.max }];
  }
}

function nodeOf(peer: HandPeer, id: ParamId, spec: ParamSpec, path: string): JsonNode {
  const value = peer.get(id);
  const shown = value === -Infinity ? offDb : (value ?? null);
  return {
    FULL_PATH: path,
    ACCESS: spec.readOnly ? 1 : 3,
    TYPE: tagOf(spec),
    VALUE: [shown],
    RANGE: rangeOf(spec),
    DESCRIPTION: rangeWords(spec),
  };
}

/** The tree of addresses, or the part of it at a path. @returns `undefined` if there is nothing at that path */
export function addressTree(peer: HandPeer, path: string): JsonNode | undefined {
  const { schema } = peer;
  const top: JsonNode = { FULL_PATH: '/', CONTENTS: {} };
  const add = (address: string, leaf: (full: string) => JsonNode) => {
    let node = top;
    let full = '';
    const parts = address.slice(1).split('/');
    for (const [depth, part] of parts.entries()) {
      full += `/${part}`;
      node.CONTENTS ??= {};
      const { CONTENTS } = node;
      const known: JsonNode | undefined = Object.hasOwn(CONTENTS, part) ? CONTENTS[part] : undefined;
      if (known && depth < parts.length - 1) node = known;
      else {
        const made =
          depth === parts.length - 1
            ? { ...leaf(full), ...(known?.CONTENTS && { CONTENTS: known.CONTENTS }) }
            : { FULL_PATH: full };
        CONTENTS[part] = made;
        node = made;
      }
    }
  };
  const wanted = path.replace(/\/+$/, '');
  const isWanted = (address: string) => wanted === '' || address === wanted || address.startsWith(`${wanted}/`);
  for (const [id, spec] of schema?.specs.entries() ?? []) {
    const address = schema ? oscAddress(schema, id) : '';
    if (isWanted(address)) add(address, (full) => nodeOf(peer, id, spec, full));
  }
  for (const [name, type, what] of commands) {
    if (isWanted(root + name))
      add(root + name, (full) => ({ FULL_PATH: full, ACCESS: 2, TYPE: type, DESCRIPTION: what }));
  }
  let node: JsonNode | undefined = top;
  for (const part of wanted.split('/').slice(1)) {
    const contents: Record<string, JsonNode> | undefined = node?.CONTENTS;
    node = contents && Object.hasOwn(contents, part) ? contents[part] : undefined;
  }
  return node;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (each) => escapes[each] ?? each);

/** All addresses as a page without scripts. */
export function addressHtml(peer: HandPeer, port: number): string {
  const { schema } = peer;
  const row = (address: string, type: string, what: string) =>
    `<tr><td><code>${escaped(address)}</code></td><td>${escaped(type)}</td><td>${escaped(what)}</td></tr>`;
  const rows = [
    ...commands.map(([name, type, what]) => row(root + name, `,${type}`, what)),
    ...(schema?.specs ?? []).map((spec, id) => {
      const note = spec.readOnly ? '; cannot be set' : '';
      return row(schema ? oscAddress(schema, id) : '', `,${tagOf(spec)}`, rangeWords(spec) + note);
    }),
  ];
  const title = schema ? `OSC addresses of ${schema.profile.title}` : 'OSC addresses: no console is connected';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1>
<p>Send to UDP port ${port}, or to this address as a WebSocket. An address alone asks for its value. Behind any address of a number,
<code>/position</code> is its place from 0 to 1; behind any address, <code>/text</code> is its value in words.</p>
<table><thead><tr><th>Address</th><th>Type</th><th>Value</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></html>
`;
}
