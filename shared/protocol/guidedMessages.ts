import * as v from 'valibot';

/** Values in JSON: off (−∞) is `null`. */
const value = v.pipe(
  v.union([v.null(), v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.maxLength(4000))]),
  v.transform((read) => read ?? Number.NEGATIVE_INFINITY),
);
const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffff));

const change = v.object({ id, value });

/**
 * Several values at once as one step, for an action that was shown as a plan before. They are sent in the order in which they
 * stand; what rises goes up slowly, as in a recall.
 */
export const guidedMessages = [
  v.object({
    type: v.literal('guided'),
    /** What kind of action it was, for the journal: "cue mix". */
    action: v.pipe(
      v.string(),
      v.minLength(1),
      v.maxLength(40),
      v.regex(/^[a-z][a-z ]*$/, 'words in lower case expected'),
    ),
    /** What undo calls it: "Cue mix Booth". */
    label: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
    changes: v.pipe(v.array(change), v.minLength(1), v.maxLength(4096)),
    /** What follows when everything of the first has come up: a sound that changes its way must not be gone meanwhile. */
    afterwards: v.optional(v.pipe(v.array(change), v.maxLength(4096)), []),
  }),
] as const;
