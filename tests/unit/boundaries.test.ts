import { describe, expect, test } from "vitest";
import { treeDay } from "@/lib/domain/boundaries";
import type { Denominator } from "@/lib/domain/coverage";
import { shapeIndicator } from "@/lib/domain/dashboard";
import { plansOfYears, standingTargets } from "@/lib/domain/dashboard-targets";
import { cell, contextOf, factsOf, population, target } from "@/tests/support/dashboard-facts";

const old = (id: string) => ({ id, validFrom: "2008-08-01", validTo: "2025-06-30", intoId: "68-2025" });
const young = { id: "68-2025", validFrom: "2025-07-01", validTo: null, intoId: null };
const lineage = [young, old("60"), old("68")];

describe("the day of the tree", () => {
  const now = { view: "now", on: "2026-11-22" } as const;

  test("is that of the period unless today's is asked for", () => {
    expect(treeDay(young, "2023-11-30", { ...now, view: "then" })).toBe("2023-11-30");
    expect(treeDay(young, "2023-11-30", now)).toBe("2026-11-22");
  });

  test("is that of the period for a unit that has left today's tree, and for a period that lies after it", () => {
    expect(treeDay(old("60"), "2023-11-30", now)).toBe("2023-11-30");
    expect(treeDay(young, "2026-11-30", now)).toBe("2026-11-30");
  });
});

describe("the denominator of a unit in a period before it began", () => {
  const people = (unitId: string, value: bigint, basis = "nso"): Denominator => ({
    ...population,
    unitId,
    basis,
    value,
  });
  const covered = (denominators: Denominator[]) =>
    shapeIndicator(
      factsOf([["BHYT", "2023-11", cell(300n), cell(600n)]], { unit: young, lineage, denominators }),
      "BHYT",
      contextOf("2023-11"),
    ).coverage?.denominator;

  test("is the sum of those of what it came from, not a later count of its own", () => {
    const own = people("68-2025", 1_100n);
    expect(covered([own, people("60", 400n), people("68", 600n)])).toMatchObject({
      value: 1_000n,
      isSum: true,
    });
  });

  test("is its own where theirs have no common basis, and none without that", () => {
    const mixed = [people("60", 400n, "stated"), people("68", 600n)];
    expect(covered([...mixed, people("68-2025", 1_100n)])).toMatchObject({ value: 1_100n });
    expect(covered(mixed)).toBeUndefined();
  });
});

describe("the targets of a unit in a period before it began", () => {
  const assigned = (unitId: string, value: bigint, scope: string) =>
    target({ unitId, value, scope, effectiveOn: `${scope}-01-10` });
  const theirs = [assigned("60", 10n, "2025"), assigned("68", 20n, "2025")];

  test("are the sums of its predecessors', whatever was decided about it afterwards or ahead", () => {
    const ahead = target({ unitId: "68-2025", value: 99n, scope: "2025", effectiveOn: "2025-05-01" });
    const [before, ...more] = standingTargets("68-2025", lineage, [...theirs, ahead], [], "2025-05-31");
    expect([before?.value, before?.madeFrom, more]).toEqual([30n, ["60", "68"], []]);
    const [since] = standingTargets("68-2025", lineage, [...theirs, ahead], [], "2025-07-31");
    expect(since?.value).toBe(99n);
  });

  test("are steps of its trend too, each year by what stood at its end", () => {
    const all = [
      ...theirs,
      assigned("60", 1n, "2024"),
      assigned("68", 2n, "2024"),
      assigned("68-2025", 50n, "2026"),
    ];
    expect(plansOfYears("68-2025", lineage, all, "BHYT", [2024, 2025, 2026])).toEqual([
      { year: 2024, value: 3n },
      { year: 2025, value: 30n },
      { year: 2026, value: 50n },
    ]);
  });

  test("are no step where one of the predecessors had none", () => {
    expect(plansOfYears("68-2025", lineage, [assigned("60", 1n, "2024")], "BHYT", [2024])).toEqual([]);
  });
});

test("a sum over predecessors of which one has nothing stored is not final", () => {
  const facts = factsOf([["BHYT", "2023-11", cell(300n)]], { unit: young, lineage });
  expect(shapeIndicator(facts, "BHYT", contextOf("2023-11")).measure).toMatchObject({
    value: 300n,
    isProvisional: true,
    unknown: 1,
  });
});
