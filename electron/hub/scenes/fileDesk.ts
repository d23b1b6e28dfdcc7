import type { Address } from '../../../shared/desk/address.ts';
import type { DeskState } from '../../../shared/desk/deskState.ts';
import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import { storeScene, valuesOf } from '../../../shared/scenes/scene.ts';
import { SceneValues } from '../../../shared/scenes/sceneValues.ts';
import { type RecallScope, ScopeFilter } from '../../../shared/scenes/scope.ts';
import { addScene } from '../../../shared/scenes/showEdits.ts';
import type { HubSession } from '../clientSession.ts';
import type { DeskHub } from '../deskHub.ts';
import { freshId } from './sceneEdits.ts';
import type { SceneFiles } from './sceneFiles.ts';
import type { ScenePlans } from './scenePlans.ts';
import type { ShowDesk } from './showDesk.ts';

type Asked<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>;

/** So many lines that are not understood are named to a page. */
const mostNamed = 200;

/** Scene files of consoles: taken from a page, put into the show, and given to a page. */
export class FileDesk {
  readonly #hub: DeskHub;
  readonly #show: ShowDesk;
  readonly #files: SceneFiles;
  readonly #plans: ScenePlans;

  constructor(hub: DeskHub, show: ShowDesk, files: SceneFiles, plans: ScenePlans) {
    this.#hub = hub;
    this.#show = show;
    this.#files = files;
    this.#plans = plans;
  }

  /** Takes a part of a file; with the last one it says what was read. */
  take(session: HubSession, part: Asked<'filePart'>): void {
    const taken = this.#files.take(session, part, this.#hub.state);
    if (!taken) return;
    const nothing = { file: '', title: '', values: 0, unknown: [] };
    const about = taken.ok
      ? {
          file: taken.value.file,
          title: taken.value.read.title,
          values: taken.value.read.values.size,
          unknown: taken.value.read.unknown.slice(0, mostNamed),
        }
      : nothing;
    session.send({ type: 'fileRead', request: part.request, ...about, problem: taken.ok ? '' : taken.error });
  }

  /** Puts a file that was read into the show, or of it what is in `scope`. @returns a sentence if it cannot be done */
  import(session: HubSession, { file, name, scope }: Asked<'fileImport'>): string | undefined {
    const read = this.#files.get(file);
    const { state } = this.#hub;
    if (!read || !state)
      return read ? 'No console is connected.' : 'That file is not kept any more: drop it once more.';
    const createdMs = this.#hub.wallMs();
    const { notes = '' } = read;
    const values = scope ? valuesIn(scope, read.values, state) : read.values;
    if (scope && values.size === 0) return `Nothing in "${name}" is of the chosen kinds: choose more of them.`;
    // Nobody knows of what kind a line is that is not understood.
    const unknown = scope ? [] : read.unknown;
    try {
      this.#show.edit(session.name, `import "${name}"`, (show) => {
        const id = freshId(show, 'scene', createdMs);
        const about = { id, name, notes, createdMs, author: session.name.slice(0, 200) };
        const scene = { ...storeScene(state, about), desk: '', values };
        return addScene(show, unknown.length > 0 ? { ...scene, foreignLines: unknown } : scene);
      });
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Answers with the formats of the connected console; none without one. */
  tellFormats(session: HubSession, { request }: Asked<'fileFormats'>): void {
    session.send({ type: 'fileFormats', request, formats: this.#files.formatsFor(this.#hub.state) });
  }

  /** Answers with a scene, or the desk as it is, as a file. */
  export(session: HubSession, { request, source, format }: Asked<'sceneExport'>): void {
    const { state } = this.#hub;
    const answer = (fileName: string, text: string, problem: string) =>
      session.send({ type: 'sceneFile', request, fileName, text, problem });
    const found = source && this.#plans.find(source);
    if (!state) answer('', '', 'No console is connected.');
    else if (found && !found.ok) answer('', '', found.error);
    else {
      const {
        title,
        values,
        unknown = [],
        notes = '',
      } = found?.value ?? {
        title: this.#hub.status.name || 'Desk',
        values: valuesOf(state),
      };
      const written = this.#files.write(format, title, values, state, { unknown, notes });
      if (written.ok) answer(written.value.fileName, written.value.text, '');
      else answer('', '', written.error);
    }
  }
}

/** The values of a file that are in a scope; what the desk does not have is in none. */
function valuesIn(scope: RecallScope, values: SceneValues, { schema }: DeskState): SceneValues {
  const filter = new ScopeFilter(schema, scope);
  const isIn = (address: Address) => {
    const id = schema.idOf(address);
    return id !== undefined && filter.exclusionOf(id) === undefined;
  };
  return new SceneValues(new Map([...values].filter(([address]) => isIn(address))));
}
