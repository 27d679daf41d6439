import { describe, expect, test } from "vitest";
import type { AssignmentRow } from "@/lib/domain/assignment";
import {
  assignmentState,
  assignmentTable,
  filterAssignment,
  sortAssignment,
  unitState,
} from "@/lib/domain/assignment-view";

const level = (assigned: number, expected: number) =>
  assigned === 0 ? ("none" as const) : assigned < expected ? ("part" as const) : ("all" as const);
const row = (
  name: string,
  units: [number, number],
  communes: [number, number],
  difference: bigint | null,
) => {
  const handedDown = difference === null ? null : 100n + difference;
  const one: AssignmentRow = {
    unit: { id: name, code: name, name: `Tỉnh ${name}`, shortName: name, path: `/vn/${name}/` },
    target: null,
    units: { assigned: units[0], expected: units[1], level: level(...units) },
    communes: { assigned: communes[0], expected: communes[1], level: level(...communes) },
    handedDown,
    difference,
    share: handedDown === null ? null : { numerator: handedDown, denominator: 100n },
  };
  return one;
};
const ROWS = [
  row("Đà Nẵng", [0, 4], [0, 9], null),
  row("An Giang", [4, 4], [3, 9], -5n),
  row("Huế", [2, 4], [0, 9], 5n),
  row("Cà Mau", [4, 4], [9, 9], 0n),
];
const names = (rows: readonly AssignmentRow[]) => rows.map(({ unit }) => unit.shortName);

describe("the table of assignment", () => {
  test("says how far each province came", () => {
    expect(ROWS.map(assignmentState)).toEqual(["ungiven", "some-communes", "some-units", "communes"]);
    expect(assignmentState(row("x", [4, 4], [0, 9], 0n))).toBe("units");
  });

  test("says how far a unit came, and nothing of one that has nobody to give to", () => {
    expect(unitState(row("x", [0, 0], [0, 0], 0n))).toBe("ungiven");
    const given = { ...row("x", [0, 0], [0, 0], 0n), target: {} as AssignmentRow["target"] };
    expect(unitState(given)).toBeNull();
    expect(unitState({ ...given, ...row("x", [9, 9], [9, 9], 0n) })).toBe("communes");
  });

  test("is sorted by names as Vietnamese sorts them, and by shares with the unknown last in both directions", () => {
    expect(names(sortAssignment(ROWS, { key: "name", descending: false }))).toEqual([
      "An Giang",
      "Cà Mau",
      "Đà Nẵng",
      "Huế",
    ]);
    expect(names(sortAssignment(ROWS, { key: "share", descending: true }))).toEqual([
      "Huế",
      "Cà Mau",
      "An Giang",
      "Đà Nẵng",
    ]);
    expect(names(sortAssignment(ROWS, { key: "share", descending: false })).at(-1)).toBe("Đà Nẵng");
    expect(names(sortAssignment(ROWS, { key: "communes", descending: true }))[0]).toBe("Cà Mau");
  });

  test("is narrowed by names without marks, and to what is not done", () => {
    expect(names(filterAssignment(ROWS, { text: "da nang", only: null }))).toEqual(["Đà Nẵng"]);
    expect(names(filterAssignment(ROWS, { text: "", only: "short" }))).toEqual(["Đà Nẵng", "Huế"]);
    expect(names(filterAssignment(ROWS, { text: "", only: "communes" }))).toEqual([
      "Đà Nẵng",
      "An Giang",
      "Huế",
    ]);
    expect(names(filterAssignment(ROWS, { text: "", only: "differs" }))).toEqual(["An Giang", "Huế"]);
  });

  test("leaves with exact numbers, and with nothing where there is none", () => {
    const table = assignmentTable(ROWS.slice(0, 2), {
      time: "năm 2026",
      indicator: "BHYT",
      of: "Toàn quốc",
      below: "đơn vị",
      on: "2026-11-22",
    });
    expect(table.rows.map((cells) => cells.slice(9))).toEqual([
      [null, null, null, "Chưa được giao"],
      [95n, -5n, { scaled: 9_500n, decimals: 2 }, "Đến một phần xã"],
    ]);
    expect(table.rows.every((cells) => cells.length === table.head.length)).toBe(true);
  });
});
