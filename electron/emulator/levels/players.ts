/**
 * Players: how loud a source is at a moment, as amplitude (1 = its usual loudest). Each is a pure function of time, so that the
 * same seed and time always give the same level, whoever asks and however often.
 */
export type Player = (timeSeconds: number) => number;

/** One thing that somebody plays, by what its level looks like on a meter. */
export const instruments = [
  'kick',
  'snare',
  'hat',
  'tom',
  'cymbals',
  'bass',
  'guitar',
  'keys',
  'lead voice',
  'backing voice',
  'choir',
  'click',
  'talk',
  'playback',
  'room',
] as const;
export type Instrument = (typeof instruments)[number];

/** The whole band keeps one time: beats of 96 to 120 a minute, four to a bar. */
export function beatSeconds(seed: number): number {
  return 60 / (96 + 24 * chance(seed, 17, 0));
}

/** 0…1 from three whole numbers; the same numbers give the same chance. */
export function chance(seed: number, lane: number, index: number): number {
  let mixed =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(lane + 1, 0xc2b2ae35) ^ Math.imul(index + 1, 0x27d4eb2f);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

/** A struck sound: full at once, dying away. */
function strike(sinceSeconds: number, decaySeconds: number): number {
  return sinceSeconds < 0 ? 0 : Math.exp(-sinceSeconds / decaySeconds);
}

/** What a microphone hears of everybody else. */
const bleed = 0.012;

/** Strikes on a grid of `perBeat` steps; `weight` says how hard each step is struck (0 not at all). The last few still ring. */
function pattern(
  perBeat: number,
  decaySeconds: number,
  beat: number,
  weight: (step: number) => number,
  ringing: number,
): Player {
  const stepSeconds = beat / perBeat;
  return (time) => {
    const now = Math.floor(time / stepSeconds);
    let loudest = 0;
    for (let step = now; step > now - ringing && step >= 0; step--) {
      const level = weight(step) * strike(time - step * stepSeconds, decaySeconds);
      if (level > loudest) loudest = level;
    }
    return Math.max(loudest, bleed);
  };
}

/** A phrase sung or spoken: syllables that swell and fall, rests between phrases. */
function voice(seed: number, lane: number, beat: number, share: number, depth: number): Player {
  const phraseSeconds = beat * 4;
  const syllableSeconds = beat * (0.5 + 0.25 * chance(seed, lane, 3));
  const offset = chance(seed, lane, 5) * phraseSeconds;
  return (time) => {
    const at = time + offset;
    const phrase = Math.floor(at / phraseSeconds);
    if (chance(seed, lane, phrase) > share) return 0.004;
    const within = at / phraseSeconds - phrase;
    const breath = within > 0.86 ? Math.max(0, 1 - (within - 0.86) / 0.05) : 1;
    const syllable = Math.floor(at / syllableSeconds);
    const swell = Math.sin(Math.PI * (at / syllableSeconds - syllable));
    const accent = 0.55 + 0.45 * chance(seed, lane + 1000, syllable);
    return 0.004 + breath * accent * (1 - depth + depth * swell);
  };
}

/** A held sound that breathes slowly, with the strength of chords on the beat. */
function pad(seed: number, lane: number, beat: number, floor: number, decayBeats: number): Player {
  const phase = chance(seed, lane, 9) * 7;
  return (time) => {
    const chord = Math.floor(time / (beat * 2));
    const since = time - chord * beat * 2;
    const accent = 0.6 + 0.4 * chance(seed, lane, chord);
    const breathing = 0.85 + 0.15 * Math.sin(time * 0.7 + phase);
    return breathing * accent * (floor + (1 - floor) * Math.exp(-since / (beat * decayBeats)));
  };
}

/** A player of an instrument. `lane` tells players of the same instrument apart. */
export function playerOf(instrument: Instrument, seed: number, lane: number): Player {
  const beat = beatSeconds(seed);
  const luck = (step: number) => chance(seed, lane, step);
  switch (instrument) {
    case 'kick':
      return pattern(
        4,
        0.09,
        beat,
        (s) => (s % 8 === 0 ? 1 : s % 16 === 10 ? 0.85 : s % 16 === 7 && luck(s) > 0.6 ? 0.6 : 0),
        4,
      );
    case 'snare':
      return pattern(4, 0.17, beat, (s) => (s % 8 === 4 ? 1 : luck(s) > 0.86 ? 0.18 : 0), 4);
    case 'hat':
      return pattern(2, 0.12, beat, (s) => (s % 2 === 0 ? 0.9 : 0.55) * (0.8 + 0.2 * luck(s)), 2);
    case 'tom':
      return pattern(4, 0.22, beat, (s) => (s % 64 >= 58 && luck(s) > 0.35 ? 0.9 : 0.02), 6);
    case 'cymbals':
      return pattern(2, 0.5, beat, (s) => (s % 32 === 0 ? 1 : s % 2 === 0 ? 0.4 : 0.22), 6);
    case 'bass':
      return pattern(2, 0.45, beat, (s) => (luck(s) > 0.25 ? 0.7 + 0.3 * luck(s + 7) : 0), 4);
    case 'guitar':
      return pattern(2, 0.6, beat, (s) => (luck(s) > 0.3 ? 0.45 + 0.5 * luck(s + 3) : 0), 5);
    case 'keys':
      return pad(seed, lane, beat, 0.35, 1.6);
    case 'lead voice':
      return voice(seed, lane, beat, 0.88, 0.6);
    case 'backing voice':
      return voice(seed, lane, beat, 0.55, 0.5);
    case 'choir':
      return pad(seed, lane, beat, 0.55, 3);
    case 'click':
      return pattern(1, 0.03, beat, (s) => (s % 4 === 0 ? 1 : 0.7), 1);
    case 'talk':
      return voice(seed, lane, beat * 1.3, 0.2, 0.85);
    case 'playback':
      return pad(seed, lane, beat / 2, 0.6, 0.8);
    case 'room':
      return pattern(2, 0.35, beat, (s) => (s % 4 === 2 ? 0.7 : 0.4), 5);
  }
}

/**
 * Who stands at which head amp: a band of one singer in front, four behind and a laptop, set up in the usual order. Sockets
 * beyond the list are played by whoever the seed picks.
 */
const seats: readonly Instrument[] = [
  'kick',
  'snare',
  'hat',
  'tom',
  'cymbals',
  'cymbals',
  'bass',
  'guitar',
  'guitar',
  'keys',
  'keys',
  'lead voice',
  'backing voice',
  'choir',
  'click',
  'talk',
  'playback',
  'playback',
  'guitar',
  'backing voice',
  'backing voice',
  'room',
  'room',
];

/** The player at a socket, by the socket's number from 0. */
export function seatedPlayer(seed: number, socket: number): Player {
  const instrument = seats[socket] ?? instruments[Math.floor(chance(seed, socket, 1) * instruments.length)];
  return playerOf(instrument ?? 'room', seed, socket);
}
