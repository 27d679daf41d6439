/** The heading of a table of targets: where it stands, and which words stand over its columns. */
import { fold } from "./search";
import { cellAddress, columnName, type Sheet, type SheetCell, type SheetRow } from "./sheet";
import { CODE_WORDS, guessColumns, NAME_WORDS } from "./sheet-heading-words";
import { ReceiverIndex, type Named } from "./sheet-receivers";
import { isTotal } from "./sheet-total";
import type { SheetColumns, SheetContext } from "./target-sheet";

export type SheetHeading = {
  /** Its words, years left out: the same for the same form of any year. A mapping is remembered by it. */
  text: string;
  /** A table without a heading is like every other of its width: nothing is remembered of it. */
  hasWords: boolean;
  firstRow: number;
  /** Every column with a word or a number: "C: BHXH tự nguyện, chỉ tiêu năm 2024". */
  columns: readonly {
    column: number;
    label: string;
    words: readonly string[];
    /** Where each of the words stands. */
    places: readonly string[];
  }[];
  /** Where units are named, as their values tell. */
  code: number | null;
  name: number | null;
  /** Null where the words do not say enough. */
  guess: SheetColumns | null;
};

type Grid = {
  rows: readonly SheetRow[];
  width: number;
  /** The cell that covers a place: of merged cells the first. */
  at: (row: number, column: number) => { cell: SheetCell; address: string } | null;
};

function gridOf({ rows, merges }: Sheet): Grid {
  const byRow = new Map(rows.map((row) => [row.row, row.cells]));
  const owner = new Map<string, { row: number; column: number }>();
  // A merge of a whole column is no heading.
  const small = merges.filter(({ top, bottom }) => top <= HEAD_REACH && bottom - top <= MOST_ROWS);
  for (const { top, left, bottom, right } of small)
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right && column < left + 200; column += 1)
        owner.set(cellAddress(row, column), { row: top, column: left });
  const at = (row: number, column: number) => {
    const place = owner.get(cellAddress(row, column)) ?? { row, column };
    const cell = byRow.get(place.row)?.[place.column];
    return cell ? { cell, address: cellAddress(place.row, place.column) } : null;
  };
  return { rows, width: Math.max(0, ...rows.map(({ cells }) => cells.length)), at };
}

/** A heading stands within the first rows, and has no more than so many. */
const HEAD_REACH = 60;
const MOST_ROWS = 6;

const isNumber = (cell: SheetCell | null | undefined) =>
  cell !== null && cell !== undefined && (cell.number !== null || /^[\d.,]*\d[\d.,]*%?$/.test(cell.shown));

/** "(1) (2) (3)", "A B 1 2 3=1+2": columns are numbered below many headings. */
export function isNumbering({ cells }: SheetRow): boolean {
  const filled = cells.filter((cell) => cell !== null).map(({ shown }) => shown.replace(/[()[\]\s]/g, ""));
  return (
    filled.length > 1 &&
    filled.every((text) => /^(?:[A-Za-z]|\d{1,2}|\d{1,2}=[\d+\-–*/:x%()]+)$/.test(text)) &&
    filled.some((text) => text === "1") &&
    filled.some((text) => text === "2")
  );
}

type UnitColumns = { code: number | null; name: number | null; firstRow: number | null };

/** The columns in which units are named, as their values tell. */
function unitColumns({ rows, width, at }: Grid, index: ReceiverIndex): UnitColumns {
  const some = rows.slice(0, 400).filter((row) => !isNumbering(row));
  const counts = Array.from({ length: Math.min(width, 20) }, (_, column) => {
    const filled = some.flatMap(({ row, cells }) => {
      const cell = cells[column];
      return cell && !cell.isFormula ? [{ row, cell }] : [];
    });
    const names = filled.filter(({ cell }) => cell.kind === "text" && isPlace(index.withName(cell)));
    const codes = filled.filter(({ cell }) => index.withCode(cell).ok);
    const below = filled.filter(({ row }) => row >= (codes[0]?.row ?? 0));
    const isCode = codes.length * 2 > below.length && !isCounted(filled.map(({ cell }) => cell));
    return { column, names: names.map(({ row }) => row), codes: isCode ? codes.map(({ row }) => row) : [] };
  });
  const best = (kind: "names" | "codes") =>
    counts
      .filter((one) => one[kind].length > 0)
      .toSorted((a, b) => b[kind].length - a[kind].length || a.column - b.column)[0];
  const name = best("names");
  const code = [best("codes")].find((one) => one && one.codes.length * 2 >= (name?.names.length ?? 0));
  const rowsOf = [...(name?.names ?? []), ...(code?.codes ?? [])];
  const named = rowsOf.length > 0 ? Math.min(...rowsOf.filter((row) => !isTitle(row, at, width))) : Infinity;
  return {
    code: code && code.column !== name?.column ? code.column : null,
    name: name?.column ?? null,
    firstRow: Number.isFinite(named) ? named : null,
  };
}

/** A name that is refused for its kind alone still tells that here stand names. */
const isPlace = (named: Named) => named.ok || named.isOtherKind;

/** The column that calls itself one of codes, where its values do not tell: codes of nobody here are errors, not nothing. */
function codeColumn(
  { rows }: Grid,
  told: readonly { column: number; words: readonly string[] }[],
  firstRow: number,
  name: number | null,
): number | null {
  const below = rows.filter(({ row }) => row >= firstRow);
  const valuesOf = (column: number) => below.flatMap(({ cells }) => cells[column] ?? []);
  const found = told.find(
    ({ column, words }) =>
      column !== name && CODE_WORDS.test(fold(words.at(-1) ?? "")) && !isCounted(valuesOf(column)),
  );
  return found?.column ?? null;
}

/** A row of one cell above a table names whose table it is. */
function isTitle(row: number, at: Grid["at"], width: number): boolean {
  const addresses = Array.from({ length: width }, (_, column) => at(row, column)?.address).filter(Boolean);
  return new Set(addresses).size < 2;
}

/** 1, 2, 3 …: numbers of rows, not codes. */
function isCounted(cells: readonly SheetCell[]): boolean {
  if (cells.some(({ shown }) => /^(stt|tt|so tt|so thu tu)$/.test(fold(shown)))) return true;
  const numbers = cells
    .filter(({ shown }) => /^\d{1,4}\.?$/.test(shown))
    .map(({ shown }) => parseInt(shown, 10));
  return (
    numbers.length > 1 &&
    numbers.every((value, at) => at === 0 || value === (numbers[at - 1] ?? 0) + 1) &&
    (numbers[0] ?? 0) <= 1
  );
}

function firstDataRow(grid: Grid, units: UnitColumns): number {
  const { rows } = grid;
  const total = rows.find(({ cells }) => cells.some(isTotal) && cells.some(isNumber))?.row;
  const start = units.firstRow ?? total;
  if (start !== undefined) return firstCounted(grid, units, Math.min(start, total ?? start));
  const guess = rows.find(
    (row) =>
      !isNumbering(row) &&
      row.cells.some(isNumber) &&
      row.cells.some((cell) => cell?.kind === "text" && !isNumber(cell)),
  );
  return guess?.row ?? (rows[0]?.row ?? 0) + 1;
}

/**
 * The data begin no later than the first row with a number where the known rows have theirs: a unit that nobody knows
 * is a wrong row, never a part of the heading.
 */
function firstCounted({ rows }: Grid, { code, name }: UnitColumns, start: number): number {
  const isUnit = (column: number) => column === code || column === name;
  const known = rows.filter(({ row }) => row >= start).slice(0, 400);
  const counted = new Set(
    known.flatMap(({ cells }) => cells.flatMap((cell, column) => (isNumber(cell) ? [column] : []))),
  );
  const above = rows.filter(({ row }) => row < start);
  const first = above.find((row, at) => {
    const numbers = row.cells.filter(
      (cell, column) => counted.has(column) && !isUnit(column) && isNumber(cell),
    );
    if (numbers.length === 0 || isNumbering(row)) return false;
    return !numbers.every(isYear) || isBelowHeading(row, above.slice(0, at), isUnit);
  });
  return first?.row ?? start;
}

const isYear = (cell: SheetCell | null) => cell !== null && /^(19[89]|20\d)\d$/.test(cell.shown);

/** Years are a heading, unless they stand beside a name and what is named was said in a row above. */
function isBelowHeading(
  { cells }: SheetRow,
  above: readonly SheetRow[],
  isUnit: (column: number) => boolean,
): boolean {
  const isNamed = (row: SheetRow["cells"]) => row.some((cell, column) => isUnit(column) && cell !== null);
  return (
    isNamed(cells) &&
    above.some(
      (row) =>
        isNamed(row.cells) && row.cells.some((cell, column) => !isUnit(column) && cell?.kind === "text"),
    )
  );
}

/** The rows above the data that have words in more than one place, without those that only count columns. */
function headingRows({ rows, width, at }: Grid, firstRow: number): number[] {
  const above = rows.filter(({ row }) => row < firstRow);
  const found: number[] = [];
  let next = firstRow - 1;
  for (const row of above.toReversed()) {
    if (row.row < next || found.length >= MOST_ROWS || isTitle(row.row, at, width)) break;
    next = row.row - 1;
    if (!isNumbering(row)) found.unshift(row.row);
  }
  return found;
}

/**
 * The words over a column from above. What was merged loses that on the clipboard: an empty place in an upper row then
 * belongs to what stands left of it, if there are words below.
 */
function wordsOf({ at }: Grid, rows: readonly number[], column: number) {
  const words: string[] = [];
  const places: string[] = [];
  let last = "";
  for (const [index, row] of rows.entries()) {
    const hasBelow = rows.slice(index + 1).some((below) => at(below, column));
    const found = at(row, column) ?? (hasBelow ? leftOf(at, row, column) : null);
    if (!found || found.address === last) continue;
    last = found.address;
    words.push(found.cell.shown);
    places.push(found.address);
  }
  return { words, places };
}

function leftOf(at: Grid["at"], row: number, column: number): ReturnType<Grid["at"]> {
  for (let left = column - 1; left >= 0; left -= 1) {
    const found = at(row, left);
    if (found) return found;
  }
  return null;
}

/** Where the data begin, what the heading says, and which column is what as far as its words tell. */
export function readHeading(
  sheet: Sheet,
  context: Pick<SheetContext, "receivers" | "outsiders">,
): SheetHeading {
  const grid = gridOf(sheet);
  const units = unitColumns(grid, new ReceiverIndex(context));
  const firstRow = firstDataRow(grid, units);
  const rows = headingRows(grid, firstRow);
  const told = Array.from({ length: grid.width }, (_, column) => ({
    column,
    ...wordsOf(grid, rows, column),
  }));
  const code = units.code ?? codeColumn(grid, told, firstRow, units.name);
  const isName = ({ column, words }: (typeof told)[number]) =>
    column !== code && NAME_WORDS.test(fold(words.join(" ")));
  const name = units.name ?? (units.code === null ? (told.find(isName)?.column ?? null) : null);
  return {
    text: told.map(({ words }) => fold(words.join(" ")).replace(/\d+/g, "#")).join("|"),
    hasWords: told.some(({ words }) => words.length > 0),
    firstRow,
    columns: told.map(({ column, words, places }) => ({
      column,
      label: `${columnName(column)}${words.length > 0 ? `: ${words.join(", ")}` : ""}`,
      words,
      places,
    })),
    code,
    name,
    guess: guessColumns(told, code, name),
  };
}
