// Makers and models of consoles. One of these outside electron/drivers/<family>/ means that knowledge about one console
// has leaked out of its driver.
const brands = new Set(
  `behringer midas musictribe x32 m32 x18 xr12 xr16 xr18 mr12 mr18 xair wing
  allen heath allenheath dlive avantis qu16 qu24 qu32 sq5 sq6 sq7
  yamaha rivage dm3 dm7 ql1 ql5 cl1 cl3 cl5 tf1 tf3 tf5
  soundcraft ui12 ui16 ui24 ui24r presonus studiolive digico`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** `parseX32Reply` → parse, x32, reply; `x-air` → x, air. */
const part = /[A-Z]?[a-z]+\d*|[A-Z]+(?![a-z])\d*|\d+|[A-Z]/g;

/**
 * The first brand in an identifier or a word of prose; also one that is split in two, such as `xAir`.
 * @param {string} identifier
 */
function brandIn(identifier) {
  const parts = (identifier.match(part) ?? []).map((text) => text.toLowerCase());
  return parts.find((text, i) => brands.has(text) || brands.has(text + (parts[i + 1] ?? '')));
}

/**
 * Every brand word in a text, with its line, counted from 1.
 * @param {string} text
 * @returns {{ word: string, line: number }[]}
 */
export function brandWords(text) {
  return text.split('\n').flatMap((content, index) => {
    const words = content.match(/[A-Za-z][A-Za-z0-9_-]*/g) ?? [];
    return words.filter((word) => brandIn(word) !== undefined).map((word) => ({ word, line: index + 1 }));
  });
}
