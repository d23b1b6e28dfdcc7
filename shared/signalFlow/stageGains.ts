import type { DeskState } from '../desk/deskState.ts';
import type { TapPoint } from '../desk/profile.ts';
import type { ParamId } from '../desk/schema.ts';
import { absent, type FlowEdge, type FlowNode } from './flowPlan.ts';

/**
 * Gains of single stages, as power gains: 1 is unity, 0 is off, NaN is not read yet. What is unknown stays unknown, except behind
 * something that is known to be off.
 *
 * Equalizers, gates, dynamics, inserts and effects depend on the signal and count as unity. A muted strip is taken to be silent in
 * its pre-fader sends too.
 */

const powerOfDb = Math.LN10 / 10;

/** A value, `ifAbsent` where the desk has no such parameter, NaN while unknown. */
export function numberAt(state: DeskState, id: ParamId, ifAbsent: number): number {
  return id === absent ? ifAbsent : (state.number(id) ?? Number.NaN);
}

/** Power gain of a parameter in dB; unity where the desk has none. */
export function powerAt(state: DeskState, id: ParamId): number {
  if (id === absent) return 1;
  const levelDb = state.number(id);
  return levelDb === undefined ? Number.NaN : Math.exp(levelDb * powerOfDb);
}

/** Level in dB of a power gain; NaN stays NaN. */
export const dbOfPower = (power: number): number => (power === 0 ? -Infinity : 10 * Math.log10(power));

/** A product in which off is stronger than unknown. */
export const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);

/** Share of the power that pan gives to one side: constant power, half to each in the middle. A strip without pan stands in the middle. */
export function sidePower(pan: number, side: 'left' | 'right'): number {
  const angle = (pan + 1) * (Math.PI / 4);
  const part = side === 'left' ? Math.cos(angle) : Math.sin(angle);
  const power = part * part;
  // Cosine of a right angle is not quite 0.
  return power < 1e-12 ? 0 : power;
}

/** 1 if nothing mutes a node, 0 if something does. */
export function openOf(state: DeskState, node: FlowNode): number {
  let isKnown = true;
  const own = numberAt(state, node.mute, 0);
  if (own === 1) return 0;
  if (Number.isNaN(own)) isKnown = false;
  for (const { assigned, mute } of node.memberships) {
    const member = numberAt(state, assigned, 0);
    if (member === 0) continue;
    const engaged = numberAt(state, mute, 0);
    if (engaged === 0) continue;
    if (member === 1 && engaged === 1) return 0;
    isKnown = false;
  }
  return isKnown ? 1 : Number.NaN;
}

/** Fader and the faders of the node's DCAs. */
export function faderPowerOf(state: DeskState, node: FlowNode): number {
  let power = powerAt(state, node.fader);
  for (const { assigned, fader } of node.memberships) {
    if (fader === absent) continue;
    const member = numberAt(state, assigned, 0);
    if (member !== 0) power = times(power, member === 1 ? powerAt(state, fader) : Number.NaN);
  }
  return power;
}

/** Trim, and the balance of the stereo main's sides: what a signal passes before everything else. */
export function entryPowerOf(state: DeskState, node: FlowNode): number {
  if (!node.side) return powerAt(state, node.trim);
  const balance = numberAt(state, node.pan, 0);
  const part = Math.min(1, 1 + (node.side === 'left' ? -balance : balance));
  return part * part;
}

/** Where an edge takes its signal; `undefined` while unknown. */
export function tapOf(state: DeskState, edge: FlowEdge): TapPoint | undefined {
  if (edge.tap === absent) return 'postFader';
  const option = state.number(edge.tap);
  return option === undefined ? undefined : (edge.taps[option] ?? 'postFader');
}

export const isBehindFader = (tap: TapPoint | undefined): boolean => tap === 'postFader' || tap === 'subgroup';

/** Switch and level of an edge, without its source's own gains and without pan. */
export function levelPowerOf(state: DeskState, edge: FlowEdge, tap: TapPoint | undefined): number {
  const on = numberAt(state, edge.on, 1);
  if (on === 0) return 0;
  const switched = on === 1 ? 1 : Number.NaN;
  // A subgroup is fed at unity: the send's own level has no effect.
  return tap === 'subgroup' ? switched : times(switched, powerAt(state, edge.level));
}

/** What pan leaves for an edge's destination. */
export function panPowerOf(state: DeskState, edge: FlowEdge, source: FlowNode, tap: TapPoint | undefined): number {
  if (edge.kind === 'mono') return 1;
  if (edge.kind === 'main') return sidePower(numberAt(state, edge.pan, 0), edge.side);
  const linked = numberAt(state, edge.link, 0);
  if (linked === 0) return 1;
  if (linked !== 1) return Number.NaN;
  const follow = tap === 'subgroup' ? 1 : numberAt(state, edge.panFollow, 0);
  return sidePower(numberAt(state, follow === 1 ? source.pan : edge.pan, 0), edge.side);
}
