/**
 * Numbers that look random and are the same for the same seed on every machine: for tests, emulated levels and emulated
 * networks, not for secrets. A counter in steps of the golden ratio, mixed into 32 bits (splitmix32); its period is 2³².
 * @param seed any number; only its low 32 bits count.
 * @returns a source of numbers from 0 to below 1.
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e37_79b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0_aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a_2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 0x1_0000_0000;
  };
}
