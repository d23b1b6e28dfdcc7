import { untrack } from 'svelte';
import type { Agreement, SceneEntry, SceneSource } from '../../shared/protocol/showMessages.ts';
import type { FadeSettings } from '../../shared/scenes/fade.ts';
import { kindsOfYes } from '../../shared/scenes/kindChoice.ts';
import { defaultKinds, type RecallKind, type RecallScope, type SecondYes } from '../../shared/scenes/scope.ts';
import type { DeskShow, RecallChoice, ScenePreview } from '../desk/deskShow.svelte.ts';

/** What is looked at on the scenes page, and how it would be recalled. Looking sends nothing to the console. */
export class ScenesState {
  source = $state.raw<SceneSource | undefined>();
  preview = $state.raw<ScenePreview | undefined>();
  problem = $state.raw('');
  isLoading = $state.raw(false);
  /** What this recall may change; `undefined` leaves it to the scene. */
  kinds = $state.raw<readonly RecallKind[] | undefined>();
  /** Strips and busses that this recall is limited to; what is left out is not limited. */
  places = $state.raw<Pick<RecallScope, 'strips' | 'busses'>>({});
  fade = $state.raw<FadeSettings | undefined>();
  hardCut = $state.raw<boolean | undefined>();
  /** What was ticked of what is left out by itself. */
  yeses = $state.raw<readonly SecondYes[]>([]);
  /** The page whose tab is open. */
  tab = $state.raw<'scenes' | 'cues'>('scenes');
  /** A file that was dropped on the window and is still to be read. */
  dropped = $state.raw<File | undefined>();

  readonly #show: DeskShow;
  #asked = 0;
  /** The rules of the show and the scene when it was last looked. */
  #askedUnder = '';

  constructor(show: DeskShow) {
    this.#show = show;
  }

  get scope(): RecallScope | undefined {
    const { kinds, yeses, places } = this;
    const extra = yeses.flatMap((yes) => kindsOfYes[yes]);
    const isMain = yeses.includes('main');
    const isLimited = places.strips !== undefined || places.busses !== undefined;
    if (!kinds && extra.length === 0 && !isMain && !isLimited) return undefined;
    const all = new Set([...(kinds ?? this.#usualKinds), ...extra]);
    return { kinds: [...all], ...places, ...(isMain ? { main: true } : {}) };
  }

  get #scene(): SceneEntry | undefined {
    const { source } = this;
    return source?.from === 'scene' ? this.#show.show.scenes.find(({ id }) => id === source.id) : undefined;
  }

  /** What the scene is recalled with when nobody says otherwise. */
  get #usualKinds(): readonly RecallKind[] {
    return this.#scene?.scope?.kinds ?? this.#show.show.scope?.kinds ?? defaultKinds;
  }

  /** What the show and the scene have to say of a recall. */
  get #rules(): string {
    const { scope, safes } = this.#show.show;
    const scene = this.#scene;
    return JSON.stringify([scope, safes, scene?.scope, scene?.fade, scene?.hardCut]);
  }

  get shownKinds(): readonly RecallKind[] {
    return this.kinds ?? this.#usualKinds;
  }

  /** @param agreed what was said yes to */
  choice(agreed: readonly Agreement[]): RecallChoice | undefined {
    const { source, scope, fade, hardCut } = this;
    if (!source) return undefined;
    return {
      source,
      ...(scope && { scope }),
      ...(fade && { fade }),
      ...(hardCut !== undefined && { hardCut }),
      agreed,
    };
  }

  look(source: SceneSource | undefined): void {
    this.source = source;
    this.kinds = undefined;
    this.places = {};
    this.fade = undefined;
    this.hardCut = undefined;
    this.yeses = [];
    this.preview = undefined;
    this.problem = '';
    void this.refresh();
  }

  /** Works the preview out anew: the desk or the choices may have changed. */
  async refresh(): Promise<void> {
    const choice = this.choice(this.yeses);
    const mine = ++this.#asked;
    this.#askedUnder = this.#rules;
    this.#show.needs = undefined;
    if (!choice) {
      this.isLoading = false;
      this.#show.showGhosts(undefined);
      return;
    }
    this.isLoading = true;
    try {
      const preview = await this.#show.preview(choice);
      if (mine !== this.#asked) return;
      this.preview = preview;
      this.problem = preview.problem;
      this.#show.showGhosts(preview.numbers);
    } catch (error) {
      if (mine !== this.#asked) return;
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      if (mine === this.#asked) this.isLoading = false;
    }
  }

  /** Looks again when the show or the scene allows something else than before. */
  followRules(): void {
    if (this.#rules !== this.#askedUnder && this.source) untrack(() => void this.refresh());
  }

  setKinds(kinds: readonly RecallKind[]): void {
    this.kinds = kinds;
    void this.refresh();
  }

  setPlaces(places: Pick<RecallScope, 'strips' | 'busses'>): void {
    this.places = places;
    void this.refresh();
  }

  toggleYes(yes: SecondYes): void {
    this.yeses = this.yeses.includes(yes) ? this.yeses.filter((each) => each !== yes) : [...this.yeses, yes];
    void this.refresh();
  }

  setFade(fade: FadeSettings | undefined): void {
    this.fade = fade;
    void this.refresh();
  }

  setHardCut(hardCut: boolean): void {
    this.hardCut = hardCut;
    void this.refresh();
  }

  /** Recalls what was looked at; the caller has had every yes that the preview asks for. */
  recall(): void {
    const choice = this.choice(this.preview?.needs ?? []);
    if (!choice) return;
    this.#show.begin(choice);
    this.#show.showGhosts(undefined);
  }
}
