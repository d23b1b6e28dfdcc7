import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { Agreement, SceneSource } from '../../../shared/protocol/showMessages.ts';
import { type FadeSettings, noFade } from '../../../shared/scenes/fade.ts';
import { type RecallPlan, recallPlan } from '../../../shared/scenes/recallPlan.ts';
import { type Scene, valuesOf } from '../../../shared/scenes/scene.ts';
import type { SceneValues } from '../../../shared/scenes/sceneValues.ts';
import {
  combineScopes,
  type RecallScope,
  recallKinds,
  type SecondYes,
  secondYeses,
} from '../../../shared/scenes/scope.ts';
import { sceneOf } from '../../../shared/scenes/showEdits.ts';
import type { DeskHub } from '../deskHub.ts';
import type { LiveDesk } from '../liveDesk.ts';
import type { SceneFiles } from './sceneFiles.ts';
import type { ShowDesk } from './showDesk.ts';

/** How somebody wants something recalled; what is left out is the scene's own. */
export interface RecallChoice {
  readonly source: SceneSource;
  readonly scope?: RecallScope | undefined;
  readonly fade?: FadeSettings | undefined;
  readonly hardCut?: boolean | undefined;
  readonly agreed: readonly Agreement[];
}

/** Values with what is said of them. */
export interface Sourced {
  readonly title: string;
  readonly values: SceneValues;
  readonly notes?: string;
  /** Lines of the file that it came from that are not understood. */
  readonly unknown?: readonly string[];
  /** Of the show. */
  readonly scene?: Scene;
  readonly scope?: RecallScope;
}

/** A recall as it would be made now. */
export interface Planned extends Sourced {
  readonly fade: FadeSettings;
  readonly hardCut: boolean;
  plan(desk: LiveDesk): RecallPlan;
}

const isSecondYes = (agreement: Agreement): agreement is SecondYes =>
  (secondYeses as readonly Agreement[]).includes(agreement);

/** The desk is put back as it was in everything that was agreed to. */
const everything: RecallScope = { kinds: [...recallKinds], main: true };

/** Finds what is to be recalled, and works out plans with the scopes and safes of show, scene and recall. */
export class ScenePlans {
  readonly #hub: DeskHub;
  readonly #show: ShowDesk;
  readonly #files: SceneFiles;

  constructor(hub: DeskHub, show: ShowDesk, files: SceneFiles) {
    this.#hub = hub;
    this.#show = show;
    this.#files = files;
  }

  /** @returns a sentence if it is not there any more */
  find(source: SceneSource): Result<Sourced> {
    const { show } = this.#show;
    switch (source.from) {
      case 'scene': {
        const scene = sceneOf(show, source.id);
        return scene ? ok(ofScene(scene, scene.name)) : fail('The show has no such scene any more.');
      }
      case 'kept': {
        const scene = show.kept.find(({ id, keptMs }) => id === source.id && keptMs === source.keptMs);
        return scene ? ok(ofScene(scene, `${scene.name}, as it was`)) : fail('That version is not kept any more.');
      }
      case 'asFound': {
        const { foundMs } = this.#hub.journal;
        const found = foundMs === undefined ? undefined : this.#hub.journal.deskAt(foundMs);
        if (!found) return fail('No console has been read yet.');
        return ok({ title: 'The desk as found', values: valuesOf(found.state), scope: everything });
      }
      case 'file': {
        const file = this.#files.get(source.file);
        return file ? ok(file) : fail('That file is not kept any more: drop it once more.');
      }
    }
  }

  /** @returns a sentence if there is nothing to recall */
  planned(choice: RecallChoice): Result<Planned> {
    const found = this.find(choice.source);
    if (!found.ok) return found;
    const { show } = this.#show;
    const { scene, values } = found.value;
    const scope = combineScopes(show.scope, found.value.scope, choice.scope);
    const agreed = choice.agreed.filter(isSecondYes);
    return ok({
      ...found.value,
      fade: choice.fade ?? scene?.fade ?? noFade,
      hardCut: choice.hardCut ?? scene?.hardCut ?? false,
      plan: ({ state }) => recallPlan({ state, values, scope, safes: show.safes, agreed }),
    });
  }
}

function ofScene(scene: Scene, title: string): Sourced {
  const { values, notes, foreignLines: unknown = [] } = scene;
  return { title, values, notes, unknown, scene, ...(scene.scope ? { scope: scene.scope } : {}) };
}
