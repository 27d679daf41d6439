import { expect, test } from "vitest";
import type { ChosenDenominator } from "@/lib/domain/coverage";
import { entryAttainment, entryTarget } from "@/lib/domain/entry-target";
import { percent } from "@/lib/domain/ratio";

const nothing = { yearSoFar: {}, lastDecember: {} };

test("a flow is held against the year's target with what the months before brought", () => {
  const target = entryTarget(
    "TN_MOI",
    { kind: "headcount", value: 1200n },
    { ...nothing, yearSoFar: { TN_MOI: 1000n } },
    null,
  );
  const reached = entryAttainment(target, 100n);
  expect(reached.remaining).toBe(100n);
  expect(reached.kind === "headcount" && percent(reached.pctOfPlan)).toEqual({ scaled: 9167n, decimals: 2 });
});

test("an increase is counted from last December", () => {
  const target = entryTarget(
    "BHXH_TN",
    { kind: "increase", value: 100n },
    { ...nothing, lastDecember: { BHXH_TN: 1000n } },
    null,
  );
  const reached = entryAttainment(target, 1050n);
  expect(reached.remaining).toBe(50n);
  expect(reached.kind === "increase" && percent(reached.pctOfPlan)).toEqual({ scaled: 5000n, decimals: 2 });
});

test("an increase of what is counted from 1 January starts at 0, whatever December held", () => {
  for (const id of ["THU", "TN_MOI"] as const) {
    const before = { yearSoFar: { [id]: 0n }, lastDecember: { [id]: 700n } };
    const target = entryTarget(id, { kind: "increase", value: 100n }, before, null);
    expect(entryAttainment(target, 30n).remaining).toBe(70n);
  }
});

test("a stock is held against its target alone, and passes it below 0", () => {
  const target = entryTarget(
    "BHYT",
    { kind: "headcount", value: 1000n },
    { ...nothing, yearSoFar: { BHYT: 5000n } },
    null,
  );
  expect(entryAttainment(target, 1010n).remaining).toBe(-10n);
});

test("nothing remains to be told while the cell is blank or what it is held against is unknown", () => {
  const flow = entryTarget("TN_MOI", { kind: "headcount", value: 1200n }, nothing, null);
  const increase = entryTarget("BHXH_TN", { kind: "increase", value: 100n }, nothing, null);
  const stock = entryTarget("BHYT", { kind: "headcount", value: 1000n }, nothing, null);
  expect([
    entryAttainment(flow, 100n).remaining,
    entryAttainment(increase, 1050n).remaining,
    entryAttainment(stock, null).remaining,
  ]).toEqual([null, null, null]);
});

test("a rate asks for the people it means", () => {
  const denominator: ChosenDenominator = {
    unitId: "593",
    kind: "population",
    basis: "stated",
    year: 2023,
    value: 1000n,
    source: "",
    isSum: false,
    isEarlier: false,
  };
  const target = entryTarget("BHYT", { kind: "rate", value: 9225n }, nothing, denominator);
  expect(entryAttainment(target, 900n)).toMatchObject({
    kind: "rate",
    remaining: 23n,
    points: { scaled: -225n, decimals: 2 },
  });
});
