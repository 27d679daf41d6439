import { beforeAll, describe, expect, test } from "vitest";
import { getUnitDashboard, type UnitDashboard } from "@/lib/data/dashboard";
import { db } from "@/lib/data/db";
import type { ChildRow } from "@/lib/domain/dashboard-rows";
import { planOf } from "@/lib/domain/dashboard-rows";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { load, plantCountry, reader } from "@/tests/support/loaded-country";

const TODAY = "2026-11-22";
let central: Actor;

async function dashboard(
  unitId: string,
  period: string,
  view: "then" | "now",
  indicator: IndicatorId = "BHYT",
  who = central,
): Promise<UnitDashboard> {
  const answer = await getUnitDashboard(who, {
    unitId,
    period: period as PeriodId,
    indicator,
    comparator: "yoy",
    boundaries: { view, on: TODAY },
  });
  if (answer.kind !== "dashboard") throw new Error(answer.kind);
  return answer;
}

beforeAll(async () => {
  await plantCountry();
  central = await reader("central", "VN");
  const leaves = await db.unit.findMany({
    where: { reportingKind: { in: ["district", "province_office"] }, validTo: { not: null } },
    orderBy: { id: "asc" },
  });
  const figures = leaves.flatMap(({ code }, index) => [
    // Every seventh unit has no stock in November; in December all have.
    ...(index % 7 === 0 ? [] : [[code, "2023-11", "BHYT", 100 + index, 0]]),
    [code, "2023-11", "TN_MOI", index, 0],
    [code, "2023-12", "BHYT", 110 + index, Number(index % 5 === 0)],
  ]);
  await load("figures", figures);
  await load("figures", [["BQP", "2023-11", "BHYT", 7, 0]]);
  const provinces = await db.unit.findMany({ where: { level: "province", validTo: { not: null } } });
  await load(
    "targets",
    provinces.map(({ code }, index) => [
      code,
      2023,
      "BHYT",
      "headcount",
      1000 + index,
      "BHXH VN",
      "01/QĐ-BHXH",
      "2023-01-10",
    ]),
  );
});

const provincesOf = ({ view }: UnitDashboard) =>
  view.children.filter(({ unit }) => unit.level === "province");

/** What the provinces of a page add up to. */
function totals(page: UnitDashboard) {
  const rows = provincesOf(page);
  const sum = (read: (row: ChildRow) => bigint | null | undefined) =>
    rows.reduce((total, row) => total + (read(row) ?? 0n), 0n);
  const count = (key: "reported" | "carried" | "missing" | "expected") =>
    rows.reduce((total, { view }) => total + view.measure.reporting[key], 0);
  return {
    value: sum(({ view }) => view.measure.value),
    reported: count("reported"),
    carried: count("carried"),
    missing: count("missing"),
    expected: count("expected"),
    target: sum(({ view }) => planOf(view)?.target.value),
    population: sum(({ view }) => view.coverage?.denominator.value),
  };
}

describe("the 63 and the 34 of one period", () => {
  test.each([
    ["BHYT", "2023-11"],
    ["BHYT", "2023-12"],
    ["TN_MOI", "2023-11"],
    ["BHTN", "2023-12"],
  ] as const)(
    "%s of %s: values, counts, headcount targets and populations add up to the same",
    async (indicator, period) => {
      const then = await dashboard("VN", period, "then", indicator);
      const now = await dashboard("VN", period, "now", indicator);
      expect([provincesOf(then).length, provincesOf(now).length]).toEqual([63, 34]);
      expect(totals(now)).toEqual(totals(then));
      expect(now.view.chosen).toEqual(then.view.chosen);
    },
  );

  test("there is something to add up: values, units that miss, targets and people", async () => {
    const sums = totals(await dashboard("VN", "2023-11", "now"));
    expect(sums.missing).toBeGreaterThan(100);
    expect(sums.target).toBe(63n * 1000n + (62n * 63n) / 2n);
    expect(sums.value).toBeGreaterThan(60_000n);
    expect(sums.population).toBeGreaterThan(99_000_000n);
  });

  test("a percentage is that of the sums, never an average", async () => {
    const now = await dashboard("VN", "2023-12", "now");
    const merged = now.view.children.find(({ unit }) => unit.id === "68-2025");
    const old = provincesOf(await dashboard("VN", "2023-12", "then")).filter(({ unit }) =>
      ["60", "67", "68"].includes(unit.id),
    );
    const value = old.reduce((sum, { view }) => sum + (view.measure.value ?? 0n), 0n);
    const target = old.reduce((sum, { view }) => sum + (planOf(view)?.target.value ?? 0n), 0n);
    expect(planOf(merged?.view ?? now.view.chosen)?.attainment).toMatchObject({
      pctOfPlan: { numerator: value, denominator: target },
    });
    expect(merged?.mergedFrom).toHaveLength(3);
  });
});

describe("a merged province before it began", () => {
  test("is the sum of those that went into it, which stand below it", async () => {
    const page = await dashboard("68-2025", "2023-12", "now");
    expect(page.view.before.map(({ unit }) => unit.id)).toEqual(["60", "67", "68"]);
    const sum = page.view.before.reduce((total, { view }) => total + (view.measure.value ?? 0n), 0n);
    expect(page.view.chosen.measure.value).toBe(sum);
    const target = page.view.before.reduce(
      (total, { view }) => total + (planOf(view)?.target.value ?? 0n),
      0n,
    );
    expect(page.view.chosen.targets[0]?.target).toMatchObject({
      value: target,
      madeFrom: ["60", "67", "68"],
    });
  });

  test("lists today's units, each with what its own predecessors had", async () => {
    const page = await dashboard("68-2025", "2023-12", "now");
    const phanThiet = page.view.children.find(({ unit }) => unit.id === "593-2025");
    const [old] = await db.rollup.findMany({
      where: { unitId: "593", periodId: "2023-12", indicatorId: "BHYT" },
    });
    expect(phanThiet?.view.measure.value).toBe(old?.sum);
    expect(page.submissionUnits.size).toBe(0);
  });

  test("has every period since the oldest of them, and leads back to the one of its own code", async () => {
    const page = await dashboard("68-2025", "2023-12", "now");
    expect(page.periods.map(({ id }) => id)).toContain("2023-11");
    expect(page.boundaries).toEqual({
      current: "now",
      then: { unitId: "68", count: null },
      now: { unitId: "68-2025", count: null },
    });
  });

  test("shows the plan of their year as a step of its trend", async () => {
    const page = await dashboard("68-2025", "2023-12", "now");
    expect(page.view.trend.plans).toEqual([
      { year: 2023, value: planOf(page.view.chosen)?.target.value ?? null },
    ]);
  });

  test("its units stay hidden from whoever may not see them", async () => {
    const stranger = await reader("manager", "01");
    const page = await dashboard("68-2025", "2023-12", "now", "BHYT", stranger);
    expect(page.view.children).toEqual([]);
    expect(page.view.before).toHaveLength(3);
  });
});

describe("the way from one tree to the other", () => {
  test("the nation says how many provinces each has", async () => {
    const { boundaries } = await dashboard("VN", "2023-11", "then");
    expect(boundaries).toEqual({
      current: "then",
      then: { unitId: "VN", count: 63 },
      now: { unitId: "VN", count: 34 },
    });
  });

  test("a province that has ended leads to the one that it went into, and is shown as it was", async () => {
    const page = await dashboard("60", "2023-12", "now");
    expect(page.boundaries).toMatchObject({ current: "then", now: { unitId: "68-2025" } });
    expect(page.relatives.after.map(({ id }) => id)).toEqual(["68-2025"]);
    expect(page.view.chosen.measure.reporting.reported).toBe(11);
  });

  test("there is none where both trees are the same", async () => {
    await load("figures", [["BQP", "2025-10", "BHYT", 8, 0]]);
    expect((await dashboard("VN", "2025-10", "now")).boundaries).toBeNull();
  });

  test("without today's tree a unit that had not begun is not there", async () => {
    const answer = await getUnitDashboard(central, {
      unitId: "68-2025",
      period: "2023-11" as PeriodId,
      indicator: "BHYT",
      comparator: "yoy",
      boundaries: { view: "then", on: TODAY },
    });
    expect(answer.kind).toBe("not-valid");
  });
});

test("a month that was reopened in an old province is told at the one that it went into", async () => {
  await db.$executeRaw`UPDATE submissions SET status = 'reopened', reason = 'sửa' WHERE unit_id = '593' AND period_id = '2023-12'`;
  await db.$executeRaw`UPDATE data_versions SET version = version + 1 WHERE province_id = '60'`;
  const { work } = await dashboard("VN", "2023-12", "now");
  expect(work.get("68-2025")).toMatchObject({ reopened: 1, status: null });
});
