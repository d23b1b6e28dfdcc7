import type { Result } from '../../shared/base/result.ts';
import type { ClientMessage } from '../../shared/protocol/messages.ts';
import { isKeepable, type KeptConsoleMap, longestConsoleMap } from '../../shared/scenes/sections/consoleMaps.ts';
import { showLists } from '../../shared/scenes/show.ts';
import type { HubSession } from './clientSession.ts';
import type { DeskHub } from './deskHub.ts';
import type { HubFeature } from './feature.ts';
import type { ShowDesk } from './scenes/showDesk.ts';

/** Reads the text of a description; who knows the consoles stands outside the hub. @returns it with its title, or a sentence. */
export type ReadConsoleMap = (text: string) => Result<Pick<KeptConsoleMap, 'name' | 'map'>>;

/** Descriptions of consoles as a part of the open show. Only one that can be used is taken in. */
export class ConsoleMaps implements HubFeature {
  readonly #hub: DeskHub;
  readonly #show: ShowDesk;
  readonly #read: ReadConsoleMap;

  constructor(hub: DeskHub, show: ShowDesk, read: ReadConsoleMap) {
    this.#hub = hub;
    this.#show = show;
    this.#read = read;
    let known = this.#maps;
    show.store.onChange(() => {
      if (this.#maps === known) return;
      known = this.#maps;
      this.#hub.tellAll(this.#all());
    });
  }

  /** @returns the description that the open show keeps under this id */
  get(id: string): KeptConsoleMap['map'] | undefined {
    return this.#maps.find((map) => map.id === id)?.map;
  }

  handle(session: HubSession, message: ClientMessage): boolean {
    switch (message.type) {
      case 'consoleMapPut': {
        const put = this.#put(message, session.name);
        const answer = put.ok ? { id: put.value, problem: '' } : { id: null, problem: put.error };
        session.send({ type: 'consoleMapRead', request: message.request, ...answer });
        return true;
      }
      case 'consoleMapDelete':
        this.#delete(message.id, session.name);
        return true;
      default:
        return false;
    }
  }

  greet(session: HubSession): void {
    session.send(this.#all());
  }

  get #maps(): readonly KeptConsoleMap[] {
    return this.#show.show.consoleMaps;
  }

  #all() {
    return { type: 'consoleMaps', maps: this.#maps.map(({ id, name }) => ({ id, name })) } as const;
  }

  #put({ id, fileName, text }: Extract<ClientMessage, { type: 'consoleMapPut' }>, by: string): Result<string> {
    const maps = this.#maps;
    const at = maps.findIndex((map) => map.id === id);
    if (id !== undefined && at < 0) {
      return { ok: false, error: `The show has no console map "${id}" any more: load ${fileName} as a new one.` };
    }
    const { most } = showLists.consoleMaps;
    if (id === undefined && maps.length >= most) {
      return { ok: false, error: `The show has ${most} console maps already: remove some first.` };
    }
    const read = this.#read(text);
    if (!read.ok) return read;
    if (!isKeepable(read.value.map)) {
      return { ok: false, error: `${fileName} is longer than ${longestConsoleMap} letters: write it with ranges.` };
    }
    const map = { id: id ?? freeId(read.value.name, maps), ...read.value };
    const label = id === undefined ? `console map "${map.name}"` : `console map "${map.name}" replaced`;
    const consoleMaps = at < 0 ? [...maps, map] : maps.with(at, map);
    this.#show.edit(by, label, (show) => ({ ...show, consoleMaps }));
    return { ok: true, value: map.id };
  }

  #delete(id: string, by: string): void {
    const map = this.#maps.find((each) => each.id === id);
    if (!map) return;
    const consoleMaps = this.#maps.filter((each) => each !== map);
    this.#show.edit(by, `console map "${map.name}" removed`, (show) => ({ ...show, consoleMaps }));
  }
}

/** An id made of the title, so that the map of another show is not taken for this one; "-map" keeps it apart from built-in words. */
function freeId(name: string, maps: readonly KeptConsoleMap[]): string {
  const words = name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const stem = `${words.slice(0, 50).toLowerCase() || 'console'}-map`;
  for (let number = 1; ; number++) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    if (maps.every((map) => map.id !== id)) return id;
  }
}
