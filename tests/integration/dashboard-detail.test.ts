import { beforeAll, describe, expect, test } from "vitest";
import { getUnitDashboard, type DashboardQuery } from "@/lib/data/dashboard";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { load, loadEach, plantCountry, reader, reportingCodes } from "@/tests/support/loaded-country";

const period = (id: string) => id as PeriodId;
let central: Actor;

async function detail(unitId: string, month: string, more: Partial<DashboardQuery> = {}) {
  const answer = await getUnitDashboard(central, {
    unitId,
    period: period(month),
    indicator: "BHYT",
    comparator: "yoy",
    ...more,
  });
  if (answer.kind !== "dashboard") throw new Error(answer.kind);
  return { ...answer.view.detail, trend: answer.view.trend, isDemo: answer.isDemo };
}

/** The province's office does not report communication. */
const isDistrict = (code: string) => !code.endsWith("-VP");

/** Lai Châu, which went whole into the new Lai Châu: 9 reporting units before the reform and after it. */
beforeAll(async () => {
  await plantCountry();
  central = await reader("central", "VN");
  const [before, after] = [await reportingCodes("12"), await reportingCodes("12-2025")];
  for (const [month, value] of [
    ["2021-12", 100n],
    ["2022-10", 99n],
    ["2022-12", 120n],
    ["2023-10", 117n],
    ["2023-12", 140n],
    ["2024-10", 135n],
    ["2024-12", 160n],
  ] as const)
    await loadEach(before, month, "BHYT", value);
  await loadEach(after, "2025-10", "BHYT", 153n);
  await loadEach(before, "2024-12", "BHYT_NLD", 60n);
  await loadEach(after, "2025-10", "BHYT_NLD", 66n);
  await loadEach(before.filter(isDistrict), "2024-10", "TT_LOA", 10n);
  await loadEach(after.filter(isDistrict), "2025-10", "TT_LOA", 29n);
  await loadEach(after, "2025-10", "THU", 1_000_000_000n);
  await load("targets", [
    ["12", 2024, "THU", "amount", 9_000_000_000n, "BHXH VN", "01/QĐ-BHXH", "2024-01-10"],
    ["12", 2025, "THU", "amount", 12_000_000_000n, "BHXH VN", "02/QĐ-BHXH", "2025-01-10"],
    ["12", 2023, "BHYT", "headcount", 1_300n, "BHXH VN", "00/QĐ-BHXH", "2023-01-10"],
    ["12", 2025, "BHYT", "headcount", 1_700n, "BHXH VN", "02/QĐ-BHXH", "2025-01-10"],
  ]);
});

describe("the end of the year of a unit that succeeded another whole", () => {
  test("is told from its predecessor's years", async () => {
    // In October 99, 117 and 135 stood where a line stood at 116 2/3, 136 2/3 and 156 2/3: 351 of 410. Now 1.377 of 9
    // units stands for 1.608,46, and the line from 1.440 through it reaches 1.642 in December.
    const { projection, isDemo } = await detail("12-2025", "2025-10");
    expect(projection).toMatchObject({
      kind: "projection",
      projection: { december: 1_642n, years: [2022, 2023, 2024] },
      goals: [{ goal: 1_700n }],
    });
    expect(isDemo).toBe(false);
  });

  test("is not told of the year before, of which there are too few", async () => {
    expect((await detail("12", "2024-10")).projection).toEqual({
      kind: "none",
      reason: "Không đủ năm: có 2 năm trước đủ số liệu, cần ít nhất 3 năm",
    });
  });

  test("its trend has the plans of its predecessor's years", async () => {
    expect((await detail("12-2025", "2025-10")).trend.plans).toEqual([
      { year: 2023, value: 1_300n },
      { year: 2025, value: 1_700n },
    ]);
  });
});

describe("payer groups", () => {
  test("are compared from December before, through the reform", async () => {
    const { waterfall } = await detail("12-2025", "2025-10");
    expect(waterfall).toMatchObject({ from: "2024-12", to: "2025-10", change: -63n });
    expect(waterfall?.steps[0]).toMatchObject({ id: "BHYT_NLD", from: 540n, to: 594n, change: 54n });
  });

  test("are compared between any two periods that are asked for", async () => {
    const { waterfall } = await detail("12-2025", "2025-10", {
      from: period("2023-12"),
      to: period("2024-12"),
    });
    expect(waterfall).toMatchObject({ start: 1_260n, end: 1_440n });
    expect(waterfall?.steps[0]).toMatchObject({ id: "BHYT_NLD", from: null, change: null });
  });
});

describe("communication", () => {
  test("compares the month through the reform; the year, of which months are missing, it does not", async () => {
    const { communication } = await detail("12-2025", "2025-10");
    const rows = communication.kind === "rows" ? communication.rows : [];
    const row = rows.find(({ id }) => id === "TT_LOA");
    expect(row?.month).toMatchObject({ value: 232n, base: 80n, multiple: { scaled: 29n, decimals: 1 } });
    expect(row?.year.multiple).toBeNull();
    expect(row?.year.reason).toMatch(/tháng/);
  });

  test("is not asked of an office", async () => {
    expect((await detail("BQP", "2025-10")).communication).toEqual({ kind: "not-reported" });
  });
});

describe("money", () => {
  test("revenue stands against the plan that a unit inherits, spread over the year", async () => {
    const { year } = await detail("12-2025", "2025-10", { indicator: "THU" });
    expect(year?.plan).toBe(12_000_000_000n);
    expect(year?.points[9]).toMatchObject({ period: "2025-10", planned: 9_994_520_548n });
    expect(year?.points[10]?.measure).toBeNull();
  });

  test("chậm đóng is told by the plan of each year, also before the reform", async () => {
    await loadEach(await reportingCodes("12"), "2024-10", "NO", 10_000_000n);
    const { debt } = await detail("12-2025", "2025-10", { indicator: "NO" });
    const point = debt?.points.find(({ period: id }) => id === "2024-10");
    expect(point?.ratios.plan).toEqual({ numerator: 90_000_000n, denominator: 9_000_000_000n });
    expect(point?.ratios.due).toBeNull();
  });
});
