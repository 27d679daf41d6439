import { expect, test } from "vitest";
import { shapeIndicator } from "@/lib/domain/dashboard";
import { childRows, gapColumn, parseSort, remainingOfAll, sortRows } from "@/lib/domain/dashboard-rows";
import { before } from "@/lib/domain/dashboard-ranks";
import { cell, contextOf, factsOf, province, target } from "@/tests/support/dashboard-facts";

const context = contextOf("2023-11");

function child(code: string, value: bigint | null, plan: bigint | null) {
  const facts = factsOf(
    [
      ["BHYT", "2023-11", cell(value)],
      ["BHYT", "2022-12", cell(50n)],
    ],
    { targets: plan === null ? [] : [target({ value: plan })] },
  );
  return {
    unit: { ...province, id: code, code, shortName: code, level: "district" as const },
    mergedFrom: [],
    view: shapeIndicator(facts, "BHYT", context),
    before: before(facts, "BHYT", context),
  };
}

const children = [
  child("a", 90n, 100n),
  child("b", 120n, 100n),
  child("c", null, 100n),
  child("d", 95n, null),
];
const total = child("total", 305n, 300n).view;
const { rows } = childRows(children, total, context);
const codes = (sort: string) => sortRows(rows, parseSort(sort)).map(({ unit }) => unit.code);

test("the highest percentage of plan stands first unless the address says otherwise", () => {
  expect(parseSort(undefined)).toEqual({ key: "plan", descending: true });
  expect(parseSort("-nonsense")).toEqual({ key: "plan", descending: true });
  expect(parseSort("coverage")).toEqual({ key: "coverage", descending: false });
});

test("what has no value stands last in both directions", () => {
  expect(codes("-plan")).toEqual(["b", "a", "c", "d"]);
  expect(codes("plan")).toEqual(["a", "b", "c", "d"]);
  expect(codes("-value")).toEqual(["b", "d", "a", "c"]);
});

test("names sort as Vietnamese does, Đ after D", () => {
  const named = rows.map((row, index) => ({
    ...row,
    unit: { ...row.unit, shortName: ["Đà Lạt", "Di Linh", "Bảo Lộc", "Ea Súp"][index] ?? "" },
  }));
  expect(sortRows(named, parseSort("name")).map(({ unit }) => unit.shortName)).toEqual([
    "Bảo Lộc",
    "Di Linh",
    "Đà Lạt",
    "Ea Súp",
  ]);
});

test("the net gap lets a surplus fill another's gap, the gross one counts only the units below their target", () => {
  expect(remainingOfAll(rows)).toEqual({ net: -10n, gross: 10n, units: 1 });
  expect(remainingOfAll([])).toBeNull();
});

test("the axis of the column includes 100% and every bar", () => {
  const column = gapColumn(rows.map(({ view }) => view));
  expect(column?.axis.ticks.map(({ label }) => label)).toEqual([90, 100, 110, 120]);
  expect(column?.bar(total)?.reached).toBeGreaterThan(column?.bar(total)?.full ?? 0);
});

test("a row without a percentage of plan has no bar, and a column without any plan is not drawn", () => {
  expect(rows.map(({ gap }) => gap === null)).toEqual([false, false, true, true]);
  expect(gapColumn([child("d", 95n, null).view])).toBeNull();
});
