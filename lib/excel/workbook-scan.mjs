/** One pass over the XML of a sheet while it is inflated: counts what is filled and leaves out what is empty. */
import { Refused } from "./workbook-archive.mjs";

const MAX_MERGES = 20_000;
/** The longest cell takes less, even in letters of three bytes. */
const LONGEST_TAG = 262_144;

/** Cells and rows that hold nothing but a format: a formatted column has a million of them. */
const EMPTY_CELL = /<(?:\w+:)?c\b[^>]*\/>/g;
const EMPTY_ROW = /<((?:\w+:)?row)\b(?:[^>]*\/>|[^>]*[^>/]>\s*<\/\1>)/g;
const TAG = /<(?:\w+:)?(row|c|v|is|f|mergeCell)(?=[\s>/])([^>]*)>/g;
const REF = /\sr="([A-Z]{1,3})?(\d+)"/;

/** @param {string} letters "A" is 0 */
function columnOf(letters) {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

export class SheetScan {
  #rest = "";
  #row = 0;
  #column = -1;
  #merges = 0;
  #wasCounted = true;
  #most;
  filled = 0;

  /** @param {{ rows: number, columns: number, cells: number }} most what a table may have */
  constructor(most) {
    this.#most = most;
  }

  /**
   * What is kept of a piece. Pieces are read byte by byte: what is looked for is ASCII.
   * @param {Buffer} piece @returns {Buffer}
   */
  take(piece) {
    const text = this.#rest + piece.toString("latin1");
    // Rows end with a tag of their own: cutting before one leaves no empty row in two pieces.
    const cut = Math.max(text.lastIndexOf("<row"), text.lastIndexOf("<x:row"), text.lastIndexOf("<c "));
    const until = cut > 0 ? cut : text.lastIndexOf(">") + 1;
    this.#rest = text.slice(until);
    if (this.#rest.length > LONGEST_TAG + piece.length) throw new Refused("too-large-inside");
    return this.#keep(text.slice(0, until));
  }

  /** @returns {Buffer} */
  end() {
    const rest = this.#rest;
    this.#rest = "";
    return this.#keep(rest);
  }

  /** @param {string} text */
  #keep(text) {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Refused("damaged");
    const kept = text.replace(EMPTY_CELL, "").replace(EMPTY_ROW, "");
    for (const [, name, attributes] of kept.matchAll(TAG)) this.#count(name, attributes);
    return Buffer.from(kept, "latin1");
  }

  /** @param {string} name @param {string} attributes */
  #count(name, attributes) {
    if (name === "row") {
      this.#row = Number(REF.exec(attributes)?.[2] ?? this.#row + 1);
      this.#column = -1;
    } else if (name === "c") {
      const [, letters, row] = REF.exec(attributes) ?? [];
      this.#column = letters ? columnOf(letters) : this.#column + 1;
      if (row) this.#row = Number(row);
      this.#wasCounted = false;
    } else if (name === "mergeCell") {
      this.#merges += 1;
      if (this.#merges > MAX_MERGES) throw new Refused("too-large-inside");
    } else if (!this.#wasCounted) {
      this.#fill();
    }
  }

  #fill() {
    this.#wasCounted = true;
    this.filled += 1;
    if (this.#row > this.#most.rows) throw new Refused("too-many-rows");
    if (this.#column >= this.#most.columns) throw new Refused("too-many-columns");
    if (this.filled > this.#most.cells) throw new Refused("too-many-cells");
  }
}
