/** How the client of a desk spends its time, in ms unless the name says otherwise. */
export const times = {
  /** How often the desk is asked who it is: its answer is the proof of life, and shows if another desk took its place. */
  heartbeatMs: 700,
  /** `/xremote` lasts 10 s; a lost renewal or two must not end it. */
  renewFeedMs: 2000,
  /** How often silence is looked for. */
  checkMs: 100,
  /** Changing an effect's type resets its parameters; the desk needs about half a second for it. */
  effectResetMs: 600,
  /** Whether a scene recall reports every change is not documented, so everything is read again after one. */
  rereadAfterRecallMs: 300,
  /** A spell of loss is over when nothing had to be repeated for so long. What was told meanwhile may be lost, so everything is read again. */
  cleanAfterMs: 800,
  /** Repeats since the last whole reading that make a spell of loss. */
  lossySpell: 2,
  /** Answers between two reports of how far the reading is. */
  progressEvery: 64,
} as const;
