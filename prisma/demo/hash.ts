/** The demo's only source of variety: a fixed hash of words, so that every machine makes the same figures. */

/** FNV-1a with a final mix, on 32-bit integers; the same words give the same number everywhere. */
export function hash(...words: readonly (string | number)[]): number {
  let state = 0x811c9dc5;
  for (const character of words.join("|"))
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d);
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b);
  return (state ^ (state >>> 16)) >>> 0;
}

/** A whole number from `least` to `most` (inclusive), fixed by the words. */
export function pick(least: number, most: number, ...words: readonly (string | number)[]): bigint {
  return BigInt(least + (hash(...words) % (most - least + 1)));
}

/** True for about one in `n`, fixed by the words. */
export function oneIn(n: number, ...words: readonly (string | number)[]): boolean {
  return hash(...words) % n === 0;
}
