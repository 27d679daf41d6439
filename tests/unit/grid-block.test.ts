import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  blockOf,
  isSingle,
  MOVES,
  moved,
  nextOpenSpot,
  spotsOf,
  stepped,
  windowOf,
} from "@/lib/domain/grid-block";

const SIZE = { rows: 700, columns: 13, page: 20 };

describe("keys", () => {
  test("lead to the neighbour, the ends of row, column and grid, and a screen on", () => {
    const from = { row: 100, column: 5 };
    expect(moved(from, "down", SIZE)).toEqual({ row: 101, column: 5 });
    expect(moved(from, "left", SIZE)).toEqual({ row: 100, column: 4 });
    expect(moved(from, "row-end", SIZE)).toEqual({ row: 100, column: 12 });
    expect(moved(from, "column-start", SIZE)).toEqual({ row: 0, column: 5 });
    expect(moved(from, "end", SIZE)).toEqual({ row: 699, column: 12 });
    expect(moved(from, "page-up", SIZE)).toEqual({ row: 80, column: 5 });
  });

  test("never lead out of the grid", () => {
    const size = fc.record({
      rows: fc.integer({ min: 1, max: 700 }),
      columns: fc.integer({ min: 1, max: 25 }),
      page: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(size, fc.array(fc.constantFrom(...MOVES), { maxLength: 60 }), (one, keys) => {
        const end = keys.reduce((at, key) => moved(at, key, one), { row: 0, column: 0 });
        expect(end.row).toBeGreaterThanOrEqual(0);
        expect(end.row).toBeLessThan(one.rows);
        expect(end.column).toBeGreaterThanOrEqual(0);
        expect(end.column).toBeLessThan(one.columns);
      }),
    );
  });

  test("Tab goes on to the next row and leaves the grid past its last cell", () => {
    expect(stepped({ row: 3, column: 12 }, 1, SIZE)).toEqual({ row: 4, column: 0 });
    expect(stepped({ row: 4, column: 0 }, -1, SIZE)).toEqual({ row: 3, column: 12 });
    expect(stepped({ row: 699, column: 12 }, 1, SIZE)).toBeNull();
    expect(stepped({ row: 0, column: 0 }, -1, SIZE)).toBeNull();
  });
});

describe("a block", () => {
  test("is the same whichever corner was marked first", () => {
    const block = { top: 2, bottom: 4, left: 1, right: 3 };
    expect(blockOf({ row: 4, column: 1 }, { row: 2, column: 3 })).toEqual(block);
    expect(spotsOf(block)).toHaveLength(9);
    expect(isSingle(block)).toBe(false);
  });
});

describe("the rows that are drawn", () => {
  test("hold all that is in sight, and no more than a screen and a few", () => {
    const scroll = fc.record({
      rows: fc.integer({ min: 1, max: 700 }),
      height: fc.integer({ min: 100, max: 1200 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(scroll, ({ rows, height, share }) => {
        const scrolled = share * Math.max(0, rows * 32 - height);
        const { from, to } = windowOf(scrolled, height, 32, rows);
        expect(from).toBeLessThanOrEqual(Math.floor(scrolled / 32));
        expect(to).toBeGreaterThanOrEqual(Math.min(rows, Math.ceil((scrolled + height) / 32)));
        expect(to - from).toBeLessThanOrEqual(Math.ceil(height / 32) + 32);
      }),
    );
  });
});

describe("the next cell that wants somebody", () => {
  const open = (row: number) => new Set(row === 1 ? ["b"] : row === 3 ? ["a", "c"] : []);
  const next = (row: number, column: number) => nextOpenSpot({ row, column }, 4, ["a", "b", "c"], open);

  test("lies to the right, then below, then from the top again", () => {
    expect(next(0, 0)).toEqual({ row: 1, column: 1 });
    expect(next(1, 1)).toEqual({ row: 3, column: 0 });
    expect(next(3, 0)).toEqual({ row: 3, column: 2 });
    expect(next(3, 2)).toEqual({ row: 1, column: 1 });
  });
  test("is itself where it is the only one, and none where nobody wants anything", () => {
    expect(nextOpenSpot({ row: 0, column: 0 }, 1, ["a"], () => new Set(["a"]))).toEqual({
      row: 0,
      column: 0,
    });
    expect(nextOpenSpot({ row: 0, column: 0 }, 2, ["a"], () => new Set())).toBeNull();
  });
});
