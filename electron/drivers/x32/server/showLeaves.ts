import { encodeInt, encodeText, type OscReader } from '../../../transports/oscCodec.ts';
import { splitLine } from '../nodeText.ts';
import { plainText } from './extraValues.ts';
import type { ShowStorage } from './showStorage.ts';
import { inOrder, type Library, type StoredCue, showSafes, slotCount } from './storedShow.ts';

/** One value of the show: read, and written where the desk allows it. */
type ShowLeaf =
  | { readonly tag: 'i'; readonly value: number; readonly write?: (value: number) => void }
  | { readonly tag: 's'; readonly value: string; readonly write?: (value: string) => void };

const whole = (value: number, write?: (value: number) => void): ShowLeaf =>
  write ? { tag: 'i', value, write } : { tag: 'i', value };
const text = (value: string, write?: (value: string) => void): ShowLeaf =>
  write ? { tag: 's', value, write } : { tag: 's', value };

const longestName = 31;
const longestNotes = 63;
const quoted = (value: string) => `"${value}"`;
const three = (index: number) => String(index).padStart(3, '0');

const cueFields = {
  numb: 'number',
  skip: 'skip',
  scene: 'scene',
  bit: 'snippet',
  miditype: 'midiType',
  midichan: 'midiChannel',
  midipara1: 'midiParameter1',
  midipara2: 'midiParameter2',
} as const satisfies Record<string, keyof StoredCue>;
const snippetFields = {
  eventtyp: 'eventTypes',
  channels: 'channels',
  auxbuses: 'auxBusses',
  maingrps: 'mainGroups',
} as const;
const libraryNames: Readonly<Record<string, Library>> = { ch: 'libchan', fx: 'libfx', r: 'librout', mon: 'libmon' };

const root = '-show/showfile/';
const slotPattern = /^(scene|snippet|cue)\/(\d{3})(?:\/(\w+))?$/;
const libraryPattern = /^-libs\/(ch|fx|r|mon)\/(\d{3})\/(\w+)$/;

/** The addresses of the show's lists: `/-show/showfile/…` and `/-libs/…` (facts, section 10). */
export class ShowLeaves {
  readonly #storage: ShowStorage;
  readonly #firmware: string;

  constructor(storage: ShowStorage, firmware: string) {
    this.#storage = storage;
    this.#firmware = firmware;
  }

  /** The reply to a get of a full address. */
  message(path: string): Uint8Array | undefined {
    const leaf = this.#leafAt(path);
    if (!leaf) return undefined;
    return leaf.tag === 'i' ? encodeInt(path, leaf.value | 0) : encodeText(path, leaf.value);
  }

  /** Sets a value from a message's argument. @returns whether it could be. */
  set(path: string, message: OscReader): boolean {
    const leaf = this.#leafAt(path);
    if (!leaf?.write || message.tag(0) !== leaf.tag) return false;
    if (leaf.tag === 'i') leaf.write(message.number(0));
    else leaf.write(message.text(0) ?? '');
    return true;
  }

  #leafAt(address: string) {
    return address.startsWith('/') ? this.#leaf(address.slice(1)) : undefined;
  }

  /** Sets a value from a word of a text message. */
  setWords(path: string, values: string): boolean {
    const leaf = this.#leaf(path);
    const word = splitLine(values)[0];
    if (!leaf?.write || word === undefined) return false;
    if (leaf.tag === 's') leaf.write(word);
    else if (/^[+-]?\d+$/.test(word)) leaf.write(Number(word) | 0);
    else if (/^%[01]+$/.test(word)) leaf.write(Number.parseInt(word.slice(1), 2) | 0);
    else return false;
    return true;
  }

  /** The line of a show node, ending with a line feed, for a path without leading slash. */
  line(path: string): string | undefined {
    if (!path.startsWith(root)) return undefined;
    const below = path.slice(root.length);
    const values = below === 'show' ? this.#showLine() : this.#slotLine(below);
    return values === undefined ? undefined : `/${path} ${values}\n`;
  }

  /** All lines of the show: the show itself, then cues, scenes and snippets that hold something. */
  *dump(): Generator<string> {
    const { show } = this.#storage;
    const paths = [
      'show',
      ...inOrder(show.cues).map(([index]) => `cue/${three(index)}`),
      ...inOrder(show.scenes).map(([index]) => `scene/${three(index)}`),
      ...inOrder(show.snippets).flatMap(([index, { values }]) => (values ? [`snippet/${three(index)}`] : [])),
    ];
    for (const path of paths) {
      const line = this.line(root + path);
      if (line !== undefined) yield line;
    }
  }

  #showLine(): string {
    const { name, safes } = this.#storage.show;
    return [quoted(name), ...showSafes.map((safe) => safes.get(safe) ?? 0), quoted(this.#firmware)].join(' ');
  }

  #slotLine(below: string): string | undefined {
    const [, kind, digits, leaf] = slotPattern.exec(below) ?? [];
    if (kind === undefined || digits === undefined || leaf !== undefined || Number(digits) >= slotCount)
      return undefined;
    const { scenes, snippets, cues } = this.#storage.show;
    const index = Number(digits);
    if (kind === 'scene') {
      const scene = scenes.get(index);
      const safes = (scene?.safes ?? 0).toString(2).padStart(9, '0');
      return `${quoted(scene?.name ?? '')} ${quoted(scene?.notes ?? '')} %${safes} ${scene ? 1 : 0}`;
    }
    if (kind === 'snippet') {
      const each = snippets.get(index);
      const bits = [each?.eventTypes ?? 0, each?.channels ?? 0, each?.auxBusses ?? 0, each?.mainGroups ?? 0];
      return `${quoted(each?.name ?? '')} ${bits.join(' ')} ${each?.values ? 1 : 0}`;
    }
    const cue = cues.get(index);
    if (!cue) return undefined;
    const { midiType, midiChannel, midiParameter1, midiParameter2 } = cue;
    const midi = [midiType, midiChannel, midiParameter1, midiParameter2].join(' ');
    return `${cue.number} ${quoted(cue.name)} ${cue.skip} ${cue.scene} ${cue.snippet} ${midi}`;
  }

  #leaf(path: string): ShowLeaf | undefined {
    const [, library, number, field] = libraryPattern.exec(path) ?? [];
    if (library !== undefined) return this.#presetLeaf(libraryNames[library] as Library, Number(number), field ?? '');
    if (!path.startsWith(root)) return undefined;
    const below = path.slice(root.length);
    if (below.startsWith('show/')) return this.#showLeaf(below.slice('show/'.length));
    const [, kind, digits, leaf] = slotPattern.exec(below) ?? [];
    const index = Number(digits);
    if (kind === undefined || leaf === undefined || index >= slotCount) return undefined;
    if (kind === 'scene') return this.#sceneLeaf(index, leaf);
    return kind === 'snippet' ? this.#snippetLeaf(index, leaf) : this.#cueLeaf(index, leaf);
  }

  #showLeaf(leaf: string): ShowLeaf | undefined {
    const { show } = this.#storage;
    if (leaf === 'name') {
      return text(show.name, (value) => {
        show.name = plainText(value, longestName);
      });
    }
    const safe = show.safes.get(leaf);
    return safe === undefined ? undefined : whole(safe, (value) => show.safes.set(leaf, value));
  }

  /** An empty slot can be read but not named: only saving fills it. */
  #sceneLeaf(index: number, leaf: string): ShowLeaf | undefined {
    const scene = this.#storage.show.scenes.get(index);
    switch (leaf) {
      case 'name':
        return text(
          scene?.name ?? '',
          scene && ((value) => Object.assign(scene, { name: plainText(value, longestName) })),
        );
      case 'notes':
        return text(
          scene?.notes ?? '',
          scene && ((value) => Object.assign(scene, { notes: plainText(value, longestNotes) })),
        );
      case 'safes':
        return whole(scene?.safes ?? 0, scene && ((value) => Object.assign(scene, { safes: value & 0x1ff })));
      case 'hasdata':
        return whole(scene ? 1 : 0);
      default:
        return undefined;
    }
  }

  #snippetLeaf(index: number, leaf: string): ShowLeaf | undefined {
    const { show } = this.#storage;
    const snippet = show.snippets.get(index);
    if (leaf === 'hasdata') return whole(snippet?.values ? 1 : 0);
    if (leaf === 'name') {
      return text(snippet?.name ?? '', (value) =>
        Object.assign(show.snippetAt(index), { name: plainText(value, longestName) }),
      );
    }
    if (!Object.hasOwn(snippetFields, leaf)) return undefined;
    const field = snippetFields[leaf as keyof typeof snippetFields];
    return whole(snippet?.[field] ?? 0, (value) => Object.assign(show.snippetAt(index), { [field]: value }));
  }

  #cueLeaf(index: number, leaf: string): ShowLeaf | undefined {
    const cue = this.#storage.show.cues.get(index);
    if (!cue) return undefined;
    if (leaf === 'name') return text(cue.name, (value) => Object.assign(cue, { name: plainText(value, longestName) }));
    if (!Object.hasOwn(cueFields, leaf)) return undefined;
    const field = cueFields[leaf as keyof typeof cueFields];
    return whole(cue[field], (value) => Object.assign(cue, { [field]: value }));
  }

  #presetLeaf(library: Library, number: number, leaf: string): ShowLeaf | undefined {
    if (number < 1 || number > slotCount) return undefined;
    const preset = this.#storage.show.presets[library].get(number - 1);
    switch (leaf) {
      case 'pos':
        return whole(number);
      case 'name':
        return text(preset?.name ?? '');
      case 'type':
        return whole(preset?.type ?? 0);
      case 'flags':
        return whole(0);
      case 'hasdata':
        return whole(preset ? 1 : 0);
      default:
        return undefined;
    }
  }
}
