// Apart from the rules by which the app judges messages: a page has no use for those.

/** Longest part of a file in one message, in UTF-16 units: with its frame it stays below the largest message. */
export const filePartLength = 40_000;
/** A scene file of a console has a tenth of this. */
export const mostFileParts = 60;
