/** Places in a grid of units and indicators: one cell, a block of them, and where a key leads. */

export type Spot = { row: number; column: number };
/** Both ends belong to it. */
export type Block = { top: number; bottom: number; left: number; right: number };
/** `page`: how many rows a screen shows. */
export type GridSize = { rows: number; columns: number; page: number };

export const MOVES = [
  "up",
  "down",
  "left",
  "right",
  "row-start",
  "row-end",
  "column-start",
  "column-end",
  "start",
  "end",
  "page-up",
  "page-down",
] as const;
export type Move = (typeof MOVES)[number];

const clamp = (value: number, last: number) => Math.max(0, Math.min(value, last));

/** Where a key leads; never out of the grid. */
export function moved({ row, column }: Spot, move: Move, { rows, columns, page }: GridSize): Spot {
  const to = (toRow: number, toColumn: number): Spot => ({
    row: clamp(toRow, rows - 1),
    column: clamp(toColumn, columns - 1),
  });
  switch (move) {
    case "up":
      return to(row - 1, column);
    case "down":
      return to(row + 1, column);
    case "left":
      return to(row, column - 1);
    case "right":
      return to(row, column + 1);
    case "row-start":
      return to(row, 0);
    case "row-end":
      return to(row, columns - 1);
    case "column-start":
      return to(0, column);
    case "column-end":
      return to(rows - 1, column);
    case "start":
      return to(0, 0);
    case "end":
      return to(rows - 1, columns - 1);
    case "page-up":
      return to(row - page, column);
    case "page-down":
      return to(row + page, column);
  }
}

/** The next cell in reading order, or the one before; null past either end, where the grid is left. */
export function stepped({ row, column }: Spot, step: 1 | -1, { rows, columns }: GridSize): Spot | null {
  const at = row * columns + column + step;
  if (at < 0 || at >= rows * columns) return null;
  return { row: Math.floor(at / columns), column: at % columns };
}

/** The block between two cells, whichever was marked first. */
export function blockOf(a: Spot, b: Spot): Block {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

export const isSingle = ({ top, bottom, left, right }: Block) => top === bottom && left === right;

/** All its cells, row by row. */
export function spotsOf({ top, bottom, left, right }: Block): Spot[] {
  const spots: Spot[] = [];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) spots.push({ row, column });
  return spots;
}

/** Which rows are drawn: those in sight and a few around them, in steps, so that a small scroll draws nothing. */
export function windowOf(
  scrolled: number,
  height: number,
  rowHeight: number,
  rows: number,
): { from: number; to: number } {
  const first = Math.floor(scrolled / rowHeight);
  const last = Math.ceil((scrolled + height) / rowHeight);
  const from = Math.floor((first - OVERSCAN) / STEP) * STEP;
  const to = Math.ceil((last + OVERSCAN) / STEP) * STEP;
  return { from: Math.max(0, Math.min(from, rows)), to: Math.min(rows, Math.max(to, 0)) };
}

const OVERSCAN = 4;
const STEP = 8;

/**
 * The next cell that wants somebody, going right and then down; after the last row the first again.
 * @param open the columns of a row that want somebody
 */
export function nextOpenSpot<Id>(
  from: Spot,
  rows: number,
  columns: readonly Id[],
  open: (row: number) => ReadonlySet<Id>,
): Spot | null {
  for (let step = 0; step <= rows; step++) {
    const row = (from.row + step) % rows;
    const ids = open(row);
    const first = step === 0 ? from.column + 1 : 0;
    const column = columns.findIndex((id, at) => at >= first && ids.has(id));
    if (column >= 0) return { row, column };
  }
  return null;
}
