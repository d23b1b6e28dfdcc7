/** The console's law between a fader's number on the wire and its level, from the protocol's text, apart from the driver. */
export function wireToDb(wire: number): number {
  if (wire >= 0.5) return wire * 40 - 30;
  if (wire >= 0.25) return wire * 80 - 50;
  if (wire >= 0.0625) return wire * 160 - 70;
  return wire > 0 ? wire * 480 - 90 : -Infinity;
}

/** As a person reads it: one decimal. */
export function printedLevel(wire: number): number {
  const levelDb = wireToDb(wire);
  return levelDb === -Infinity ? levelDb : Number(levelDb.toFixed(1)) + 0;
}

/** Faders have 1024 places, sends 161. */
export function isOnGrid(wire: number, places: number): boolean {
  return Math.abs(wire * (places - 1) - Math.round(wire * (places - 1))) < 1e-4;
}
