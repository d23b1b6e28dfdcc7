import * as v from 'valibot';
import { list, title, whole } from '../scenes/limits.ts';
import { type Mapping, type MappingTarget, mapping, mappingTarget } from '../scenes/sections/mappings.ts';
import { mappingsAtOnce } from './mappingsAtOnce.ts';
import { roles } from './roles.ts';

/** Messages about things with fingers: which surfaces there are, what is mapped, OSC apps. */

/** One unit of a motor fader surface, from left to right. */
const unit = v.object({
  /** The port of this machine by its name. */
  port: v.pipe(title, v.minLength(1)),
  /** An extender has no master and no buttons of its own. */
  kind: v.optional(v.picklist(['main', 'extender']), 'main'),
});

const port = whole(1, 65_535);

/** Who may speak OSC beside this machine itself. */
const oscRule = v.object({
  /** `192.168.1.20`, or a network such as `192.168.1.0/24`. */
  address: v.pipe(v.string(), v.maxLength(60)),
  role: v.optional(v.picklist(roles.filter((role) => role === 'engineer' || role === 'viewer')), 'viewer'),
  replyPort: v.optional(port),
});

/** Which surfaces are used, as the app remembers it. */
export const surfaceSettings = v.object({
  /** Motor fader surfaces, each of one or several units. */
  motors: v.optional(list(v.object({ protocol: v.picklist(['mcu', 'hui']), units: list(unit, 8) }), 4), []),
  /** Ports whose knobs and buttons can be learnt and mapped. */
  learnPorts: v.optional(list(title, 16), []),
  osc: v.optional(
    v.object({
      /** The address of this machine to listen at; all of them is `0.0.0.0`. */
      host: v.optional(v.pipe(v.string(), v.maxLength(60)), '127.0.0.1'),
      port,
      rules: v.optional(list(oscRule, 64), []),
    }),
  ),
});
export type SurfaceSettings = v.InferOutput<typeof surfaceSettings>;

export const noSurfaces: SurfaceSettings = { motors: [], learnPorts: [] };

/** The usual port for OSC. */
export const defaultOscPort = 8765;

/** A port in use and how it is. */
export interface UsedPort {
  readonly port: string;
  readonly use: 'motors' | 'learn';
  readonly state: 'open' | 'waiting' | 'off' | 'closed';
  /** What is wrong and what to do; empty if all is well. */
  readonly detail: string;
}

/** Everything about surfaces that a page shows. */
export interface SurfacesStatus {
  /** Why there is no MIDI, in a sentence that begins with "MIDI is off"; empty if there is. */
  readonly midiOff: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly settings: SurfaceSettings;
  readonly ports: readonly UsedPort[];
  readonly osc: { readonly isOn: boolean; readonly problem: string; readonly apps: readonly string[] };
  readonly mappings: readonly Mapping[];
  /** What the next move of a hand will be mapped to. */
  readonly learning: MappingTarget | null;
}

/** Everything about surfaces; again whenever something changes. */
export type SurfaceServerMessage = { readonly type: 'surfaces'; readonly status: SurfacesStatus };

export const surfaceClientMessages = [
  /** Other surfaces are used from now on. */
  v.object({ type: v.literal('surfacesUse'), settings: surfaceSettings }),
  /** The next move of a hand is mapped to this. */
  v.object({ type: v.literal('learn'), to: mappingTarget }),
  v.object({ type: v.literal('learnStop') }),
  /** A new mapping, or another version of one. */
  v.object({ type: v.literal('mappingPut'), mapping }),
  /** Several new ones at once, such as those of a file. */
  v.object({ type: v.literal('mappingsPut'), mappings: list(mapping, mappingsAtOnce) }),
  v.object({ type: v.literal('mappingDelete'), id: mapping.entries.id }),
] as const;
