/** What small displays cannot show, in letters that they can. */
const spelled: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  '\u2212': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2026': '...',
  '\u221e': 'oo',
};

/** A text in the characters 20 to 7E (hexadecimal); what has no such spelling becomes a question mark. */
export function asciiText(text: string): string {
  let ascii = '';
  for (const character of text) {
    const plain = spelled[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
    for (const each of plain) ascii += /[ -~]/.test(each) ? each : '?';
  }
  return ascii;
}

/** A text for a field of `width` characters: cut, with blanks behind; where it is too long, inner vowels go before its end does. */
export function fitText(text: string, width: number): string {
  let fitting = asciiText(text).trim();
  if (fitting.length > width) fitting = fitting.replaceAll(' ', '');
  while (fitting.length > width) {
    const shorter = fitting.replace(/(?<=^.+)[aeiou](?=[^aeiou]*$)/i, '');
    if (shorter === fitting) break;
    fitting = shorter;
  }
  return fitting.slice(0, width).padEnd(width);
}
