/** The longest description of a console, in UTF-16 units of JSON without blanks. Apart from the rules of shows, of which a page needs none. */
export const longestConsoleMap = 30_000;
