import * as v from 'valibot';
import type { Address } from '../desk/address.ts';
import { type Cue, cue } from '../scenes/cueList.ts';
import { fadeSettings } from '../scenes/fade.ts';
import { id, list, notes, text, title, whole } from '../scenes/limits.ts';
import type { RecallPreview } from '../scenes/preview.ts';
import { aboutSchema, type SceneAbout } from '../scenes/scene.ts';
import { type RecallSafes, type RecallScope, recallSafes, recallScope, secondYeses } from '../scenes/scope.ts';
import { filePartLength, mostFileParts } from './fileParts.ts';

export { filePartLength, mostFileParts };

/** Messages about the show: scenes, previews, recalls, cues, the console's own scenes, files. */

/**
 * What a person has to say yes to a second time before a recall does it. Without the yes, `rises` (over 6 dB) and `unmutes` stop the
 * whole recall; the others are left out of it.
 */
export const agreements = [...secondYeses, 'rises', 'unmutes'] as const;
export type Agreement = (typeof agreements)[number];

/** Where the values of a recall or a preview come from: a scene of the show, an older version of one, the desk as found, a file. */
export const sceneSource = v.variant('from', [
  v.object({ from: v.literal('scene'), id }),
  v.object({ from: v.literal('kept'), id, keptMs: v.pipe(v.number(), v.finite()) }),
  v.object({ from: v.literal('asFound') }),
  v.object({ from: v.literal('file'), file: id }),
]);
export type SceneSource = v.InferOutput<typeof sceneSource>;

/** How a recall goes; what is left out is the scene's own. */
const recallChoice = {
  source: sceneSource,
  scope: v.optional(recallScope),
  fade: v.optional(fadeSettings),
  hardCut: v.optional(v.boolean()),
  agreed: v.optional(list(v.picklist(agreements), agreements.length), []),
};

const request = v.pipe(v.number(), v.integer(), v.minValue(0));
const name = v.pipe(title, v.minLength(1));
const {
  name: _name,
  createdMs: _createdMs,
  updatedMs: _updatedMs,
  author: _author,
  desk: _desk,
  id: _id,
  ...about
} = aboutSchema.entries;
const confirmed = v.literal(true, 'this has to be confirmed');

export const showClientMessages = [
  // Show files; names, never paths.
  v.object({ type: v.literal('shows'), request }),
  v.object({ type: v.literal('showNew'), name }),
  v.object({ type: v.literal('showOpen'), name }),
  /** Saves the show, under another name if one is given. */
  v.object({ type: v.literal('showSave'), name: v.optional(name) }),
  v.object({ type: v.literal('showUndo') }),
  v.object({ type: v.literal('showRedo') }),
  /** What any recall of the show may change at most, and must not. `null` takes the limit away. */
  v.object({ type: v.literal('showScope'), scope: v.nullable(recallScope) }),
  v.object({ type: v.literal('showSafes'), safes: recallSafes }),

  // Scenes
  v.object({
    type: v.literal('sceneStore'),
    name,
    notes: v.optional(notes),
    color: about.color,
    /** What its recalls may change at most: an ear scene has the sends to one bus alone. */
    scope: v.optional(recallScope),
    /** Behind this one; at the end if left out. */
    after: v.optional(id),
    /** Whoever gives one is answered with the id of the new scene. */
    request: v.optional(request),
  }),
  /** What storing the desk over a scene would change. */
  v.object({ type: v.literal('sceneDifference'), request, id }),
  v.object({ type: v.literal('sceneUpdate'), id, confirmed }),
  v.object({
    type: v.literal('sceneDescribe'),
    id,
    about: v.object({
      name: v.optional(name),
      notes: v.optional(notes),
      color: v.optional(v.unwrap(about.color)),
      hardCut: v.optional(v.boolean()),
      /** `null` takes it away. */
      scope: v.optional(v.nullable(recallScope)),
      fade: v.optional(v.nullable(fadeSettings)),
    }),
  }),
  v.object({ type: v.literal('sceneDuplicate'), id }),
  v.object({ type: v.literal('sceneMove'), id, index: whole(0, 10_000) }),
  v.object({ type: v.literal('sceneDelete'), id, confirmed }),
  /** Puts an older version of a scene back in its place, or a deleted one at the end. */
  v.object({ type: v.literal('sceneBring'), id, keptMs: v.pipe(v.number(), v.finite()) }),
  v.object({ type: v.literal('scenePreview'), request, ...recallChoice }),
  v.object({ type: v.literal('sceneRecall'), ...recallChoice }),
  /** Ends the recall that is under way where it is. */
  v.object({ type: v.literal('recallStop') }),
  /** Hears another scene as long as it is on; off goes back to what was. */
  v.object({ type: v.literal('compare'), on: v.boolean(), choice: v.optional(v.object(recallChoice)) }),
  /** What becomes of a recall that did not come to its end. */
  v.object({ type: v.literal('interrupted'), how: v.picklist(['continue', 'rollBack', 'leave']) }),

  // Cues
  v.object({ type: v.literal('cueGo') }),
  v.object({ type: v.literal('cueBack') }),
  v.object({ type: v.literal('cueArm'), id }),
  v.object({ type: v.literal('cueJump'), id }),
  v.object({ type: v.literal('cueStopFollow') }),
  /** What a cue may do that needs a second yes; it counts until the show is closed or the cue is edited. */
  v.object({ type: v.literal('cueAgree'), id, agreed: list(v.picklist(agreements), agreements.length) }),
  /** A new cue, or another version of one; a new one comes at `index`, at the end if left out. */
  v.object({ type: v.literal('cuePut'), cue, index: v.optional(whole(0, 10_000)) }),
  v.object({ type: v.literal('cueMove'), id, index: whole(0, 10_000) }),
  v.object({ type: v.literal('cueDelete'), id }),

  // The console's own scenes, numbered from 1
  v.object({ type: v.literal('deskScenes'), request }),
  v.object({ type: v.literal('deskSceneRecall'), number: whole(1, 1000), confirmed }),
  v.object({ type: v.literal('deskSceneStore'), number: whole(1, 1000), name: text(64), confirmed }),

  // Files
  /** A part of a scene file of whatever console; with the last part it is read, and answered. */
  v.object({
    type: v.literal('filePart'),
    request,
    name: v.pipe(title, v.minLength(1)),
    part: whole(0, mostFileParts - 1),
    parts: whole(1, mostFileParts),
    text: text(filePartLength),
  }),
  /** Takes a file that was read into the show as a scene: all of it, or what is in `scope`. */
  v.object({ type: v.literal('fileImport'), file: id, name, scope: v.exactOptional(recallScope) }),
  /** In which formats scenes can be written for the connected console. */
  v.object({ type: v.literal('fileFormats'), request }),
  /** A scene, or the desk as it is, as a file of the connected console's family. */
  v.object({ type: v.literal('sceneExport'), request, source: v.optional(sceneSource), format: text(16) }),
] as const;

/** A scene in a list. */
export type SceneEntry = SceneAbout;

export interface KeptEntry {
  readonly id: string;
  readonly name: string;
  readonly keptMs: number;
}

/** The show as pages see it: everything but the values of scenes. */
export interface ShowSummary {
  readonly name: string;
  /** The name that it was saved under; `null` while it never was. */
  readonly file: string | null;
  /** Whether the file has everything. */
  readonly isSaved: boolean;
  /** Why it could not be saved; empty if nothing is wrong. */
  readonly problem: string;
  readonly scope: RecallScope | null;
  readonly safes: RecallSafes;
  readonly scenes: readonly SceneEntry[];
  readonly kept: readonly KeptEntry[];
  readonly cues: readonly Cue[];
  /** What undo and redo of the show would do; `null` if nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
}

/** Where the cue list stands. */
export interface CueStanding {
  readonly current: string | null;
  readonly armed: string | null;
  /** In how many ms the armed cue goes by itself, at the moment of this message; `null` if it does not. */
  readonly followsInMs: number | null;
  /** What was agreed to, by cue. */
  readonly agreed: Readonly<Record<string, readonly Agreement[]>>;
}

/** Why a value of a recall is not as the scene has it. */
export const missReasons = [
  'held',
  'moved',
  'refused',
  'unconfirmed',
  'kept down',
  'unknown',
  'stopped',
  'on the way',
] as const;
export type MissReason = (typeof missReasons)[number];

export interface MissedValue {
  readonly id: number;
  readonly address: Address;
  /** The strip's name and what of it, in words. */
  readonly title: string;
  readonly wanted: string;
  readonly why: MissReason;
}

/** A recall, under way or over. */
export interface RecallStatus {
  readonly title: string;
  readonly by: string;
  /** `keeping`: the plan is brought to the disk, nothing is sent yet. */
  readonly state: 'keeping' | 'running' | 'verifying' | 'done' | 'ended';
  readonly total: number;
  /** How many have landed so far. */
  readonly landed: number;
  /** How many were stopped on their way when it ended: they are between old and new. */
  readonly between: number;
  readonly missed: readonly MissedValue[];
  /** Why it ended before its end; empty otherwise. */
  readonly why: string;
  /** From the first set to the last proof, in ms. */
  readonly tookMs: number;
  /** The recall that was under way when this one began, and how far it came. */
  readonly before?: ReplacedRecall;
}

/** A recall whose place another one took. */
export interface ReplacedRecall {
  readonly title: string;
  readonly by: string;
  readonly landed: number;
  /** How many were on their way, between old and new. */
  readonly between: number;
  readonly total: number;
}

/** A recall that did not come to its end. */
export interface InterruptedRecall {
  readonly title: string;
  readonly by: string;
  /** Wall-clock ms. */
  readonly atMs: number;
  readonly total: number;
  /** How many are as the recall wanted them. */
  readonly applied: number;
  /** How many are between the two: they were on their way. They go on, or back, with the others. */
  readonly between: number;
  /** How many are neither as before nor as wanted nor between: somebody has moved them since. */
  readonly changed: number;
}

/** The scene that was recalled last. */
export interface CurrentScene {
  readonly id: string;
  readonly name: string;
  readonly by: string;
  readonly atMs: number;
}

export interface DeskSceneEntry {
  readonly number: number;
  readonly name: string;
}

export type ShowServerMessage =
  | { readonly type: 'show'; readonly show: ShowSummary }
  | { readonly type: 'cues'; readonly standing: CueStanding }
  | { readonly type: 'currentScene'; readonly scene: CurrentScene | null }
  | { readonly type: 'recall'; readonly recall: RecallStatus | null }
  | { readonly type: 'interruptedRecall'; readonly interrupted: InterruptedRecall | null }
  /** Whether somebody hears another scene for a moment. */
  | { readonly type: 'comparing'; readonly by: string | null; readonly title: string }
  /** A recall was not begun because these need a second yes. */
  | { readonly type: 'recallNeeds'; readonly title: string; readonly needs: readonly Agreement[] }
  | {
      readonly type: 'shows';
      readonly request: number;
      readonly shows: readonly { readonly name: string; readonly savedMs: number }[];
    }
  /** `problem` says why there is none; `numbers` are the values that it would set, for ghosts. */
  | {
      readonly type: 'scenePreview';
      readonly request: number;
      readonly title: string;
      readonly preview: RecallPreview | null;
      readonly numbers: readonly (readonly [id: number, value: number])[];
      readonly durationMs: number;
      readonly needs: readonly Agreement[];
      readonly problem: string;
    }
  | {
      readonly type: 'deskScenes';
      readonly request: number;
      /** 0 where the console has none that can be recalled. */
      readonly count: number;
      readonly canStore: boolean;
      readonly scenes: readonly DeskSceneEntry[];
    }
  /** The scene that came of a store; `problem` says why there is none. */
  | { readonly type: 'sceneStored'; readonly request: number; readonly id: string; readonly problem: string }
  /** A file that was read. `file` names it in a {@link SceneSource}; empty if it could not be read. */
  | {
      readonly type: 'fileRead';
      readonly request: number;
      readonly file: string;
      readonly title: string;
      readonly values: number;
      /** Lines that are not understood, kept as they are. */
      readonly unknown: readonly string[];
      readonly problem: string;
    }
  | {
      readonly type: 'fileFormats';
      readonly request: number;
      readonly formats: readonly { readonly id: string; readonly title: string }[];
    }
  | {
      readonly type: 'sceneFile';
      readonly request: number;
      readonly fileName: string;
      readonly text: string;
      readonly problem: string;
    };
