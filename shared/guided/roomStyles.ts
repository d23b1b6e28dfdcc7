/** Rooms that instruments can stand in, from the smallest to the largest. */
export const roomStyles = ['drum', 'small', 'medium', 'hall'] as const;
export type RoomStyle = (typeof roomStyles)[number];

/** What a room sounds like. */
export interface RoomFacts {
  readonly title: string;
  /** Suggested name, short enough for a scribble strip. */
  readonly name: string;
  /** Time in which the room's sound dies away (by 60 dB). */
  readonly decaySeconds: number;
  /** Time before its first sound, for an instrument in its middle. */
  readonly preDelayMs: number;
}

export const roomFacts: Readonly<Record<RoomStyle, RoomFacts>> = {
  drum: { title: 'Drum room', name: 'Drum room', decaySeconds: 0.8, preDelayMs: 5 },
  small: { title: 'Small room', name: 'Small room', decaySeconds: 0.6, preDelayMs: 8 },
  medium: { title: 'Medium room', name: 'Room', decaySeconds: 1.2, preDelayMs: 15 },
  hall: { title: 'Hall', name: 'Hall', decaySeconds: 2.2, preDelayMs: 28 },
};

/** Softest and loudest send of an instrument that stands in a room, in dB. */
const nearestDb = -30;
const farthestDb = 0;

/** The send's level for a distance of 0 (close to the microphone, hardly any room) to 1 (at the far wall). */
export function sendAtDistance(distance: number): number {
  return nearestDb + Math.min(Math.max(distance, 0), 1) * (farthestDb - nearestDb);
}

/** The distance for a send's level; `undefined` for one that is off, who is in no room. */
export function distanceOfSend(levelDb: number): number | undefined {
  if (levelDb === -Infinity) return undefined;
  return Math.min(Math.max((levelDb - nearestDb) / (farthestDb - nearestDb), 0), 1);
}

/**
 * Pre-delay of a room for the average distance of those who stand in it: who is near hears the room late after the dry sound,
 * who is far hears both at once.
 */
export function preDelayAtDistance(style: RoomStyle, distance: number): number {
  return roomFacts[style].preDelayMs * (1.6 - 1.2 * Math.min(Math.max(distance, 0), 1));
}
