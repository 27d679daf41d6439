import { beforeAll, describe, expect, test } from "vitest";
import { getUnitDashboard, type DashboardQuery } from "@/lib/data/dashboard";
import { NATION_CELLS, UNIT_CELLS } from "@/lib/data/dashboard-cells";
import { db } from "@/lib/data/db";
import { lede } from "@/lib/domain/dashboard-words";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import {
  asOwner,
  load,
  loadEach,
  plantCountry,
  reader,
  reportingCodes,
} from "@/tests/support/loaded-country";

const period = (id: string) => id as PeriodId;
let central: Actor;

beforeAll(async () => {
  await plantCountry();
  central = await reader("central", "VN");
  await load("denominators", [["60", 2023, "population", 1163785, "Báo cáo"]]);
  await load("targets", [
    ["60", 2023, "BHYT", "headcount", 1137364, "BHXH VN", "01/QĐ-BHXH", "2023-01-10"],
    ["60", 2023, "BHYT", "rate", "92.25", "UBND tỉnh", "02/QĐ-UBND", "2023-01-20"],
  ]);
  await load("figures", [["60", "2023-11", "BHYT", 1052062, 0]]);
});

const ask = (unitId: string, month: string | null, more: Partial<DashboardQuery> = {}, who = central) =>
  getUnitDashboard(who, {
    unitId,
    period: month === null ? null : period(month),
    indicator: "BHYT",
    comparator: "yoy",
    ...more,
  });

async function dashboard(...args: Parameters<typeof ask>) {
  const answer = await ask(...args);
  if (answer.kind !== "dashboard") throw new Error(answer.kind);
  return answer;
}

describe("the published month of Bình Thuận", () => {
  test("says what was published", async () => {
    const { view } = await dashboard("60", "2023-11");
    expect(view.chosen.measure).toMatchObject({
      value: 1_052_062n,
      isStated: true,
      reporting: { reported: 0, missing: 11, expected: 11 },
    });
    expect(
      lede([], view.chosen, period("2023-11"))
        .map(({ text }) => text)
        .join(""),
    ).toBe(
      "BHYT đạt 92,5% kế hoạch, còn thiếu 85.302 người; bao phủ 90,4% dân số, thấp hơn 1,85 điểm % so với chỉ tiêu 92,25%.",
    );
  });

  test("a stated total reports nobody and does not reach the nation's sum", async () => {
    const { view } = await dashboard("VN", "2023-11");
    expect(view.chosen.measure).toMatchObject({ value: null, sum: null });
    expect(view.children.find(({ unit }) => unit.id === "60")?.view.measure.value).toBe(1_052_062n);
  });

  test("it is the newest month with data, and so the page opens with it", async () => {
    expect((await dashboard("60", null)).period.id).toBe("2023-11");
  });
});

describe("sums", () => {
  beforeAll(async () => {
    await loadEach(await reportingCodes("60"), "2023-12", "BHYT", 100n);
    await load("figures", [["60", "2023-12", "BHYT", 1000, 0]]);
    await load("figures", [["BQP", "2023-12", "BHYT", 7, 0]]);
  });

  test("once every unit has reported the sum is shown, with its difference from the stated total", async () => {
    const { view } = await dashboard("60", "2023-12");
    expect(view.chosen.measure).toMatchObject({ value: 1_100n, isStated: false, statedDifference: 100n });
    expect(view.children).toHaveLength(11);
  });

  test("the nation is the sum of its provinces and the national offices", async () => {
    const { view } = await dashboard("VN", "2023-12");
    expect(view.chosen.measure).toMatchObject({ value: 1_107n, reporting: { reported: 12 } });
    expect(view.children).toHaveLength(65);
  });

  test("a month without figures carries the stock of the months before", async () => {
    await load("figures", [["593", "2024-01", "BHYT", 90, 0]]);
    const { view } = await dashboard("60", "2024-01", { comparator: "mom" });
    expect(view.chosen.measure).toMatchObject({
      value: 1_090n,
      isProvisional: true,
      reporting: { carried: 10 },
    });
    expect(view.chosen.comparisons.mom.growth).toMatchObject({ kind: "growth", delta: -10n });
  });

  test("a reporting unit shows its own number", async () => {
    const { view } = await dashboard("593", "2023-12");
    expect(view.chosen.measure.value).toBe(100n);
    expect(view.children).toEqual([]);
  });
});

describe("across the reform of July 2025", () => {
  beforeAll(async () => {
    await loadEach(await reportingCodes("12"), "2024-10", "BHYT", 10n);
    await loadEach(await reportingCodes("12"), "2025-06", "TN_MOI", 2n);
    await loadEach(await reportingCodes("12-2025"), "2025-10", "BHYT", 11n);
    await loadEach(await reportingCodes("12-2025"), "2025-07", "TN_MOI", 3n);
    await loadEach(await reportingCodes("60"), "2025-05", "TN_MOI", 1n);
    await loadEach((await reportingCodes("68-2025")).slice(0, 4), "2025-08", "TN_MOI", 5n);
    await load("targets", [
      ["12", 2025, "BHYT", "headcount", 200, "BHXH VN", "03/QĐ-BHXH", "2025-01-10"],
      ["12", 2025, "BHTN", "headcount", 70, "BHXH VN", "03/QĐ-BHXH", "2025-01-10"],
    ]);
  });

  test("a young unit is compared with its predecessors and has their target of the year", async () => {
    const { view } = await dashboard("12-2025", "2025-10");
    expect(view.chosen.measure.value).toBe(99n);
    expect(view.chosen.comparisons.yoy.growth).toMatchObject({ kind: "growth", delta: 9n });
    expect(view.chosen.targets[0]).toMatchObject({
      target: { value: 200n, madeFrom: ["12"] },
      attainment: { remaining: 101n },
    });
  });

  test("it has their targets of every indicator, whichever is chosen", async () => {
    const { view } = await dashboard("12-2025", "2025-10");
    const card = view.cards.find(({ view: one }) => one.id === "BHTN");
    expect(card?.view.targets[0]?.target).toMatchObject({ value: 70n, madeFrom: ["12"] });
  });

  test("the year to date of a flow runs across 1 July, and that of the 34 sums to the nation's", async () => {
    const { view } = await dashboard("VN", "2025-10", { indicator: "TN_MOI" });
    const provinces = view.children.filter(({ unit }) => unit.level === "province");
    const values = new Map(provinces.map(({ unit, view: { measure } }) => [unit.id, measure.value]));
    expect(values.size).toBe(34);
    expect([values.get("12-2025"), values.get("68-2025")]).toEqual([45n, 31n]);
    expect(view.chosen.measure.value).toBe(76n);
    expect([...values.values()].reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n)).toBe(76n);
    const own = await dashboard("12-2025", "2025-10", { indicator: "TN_MOI" });
    expect(own.view.chosen.measure.value).toBe(45n);
  });

  test("its trend runs through its predecessors", async () => {
    const { view } = await dashboard("12-2025", "2025-10");
    expect(view.trend.points.find(({ period: id }) => id === "2024-10")?.measure?.value).toBe(90n);
  });

  test("the nation has a trend over both trees", async () => {
    const { view } = await dashboard("VN", "2025-10");
    const at = (month: string) => view.trend.points.find(({ period: id }) => id === month)?.measure?.value;
    expect([at("2024-10"), at("2025-10")]).toEqual([90n, 99n]);
  });

  test("a unit that has ended names who continues it, one that had not begun what it came from", async () => {
    expect(await ask("60", "2025-10")).toMatchObject({
      kind: "not-valid",
      direction: "after",
      relatives: [{ id: "68-2025" }],
    });
    expect(await ask("12-2025", "2024-10")).toMatchObject({
      kind: "not-valid",
      direction: "before",
      relatives: [{ id: "12" }],
    });
  });

  test("a unit that has ended opens with its own last month", async () => {
    expect((await dashboard("12", null)).period.id).toBe("2024-10");
  });
});

describe("what does not exist", () => {
  test.each([
    ["an unknown unit", "99999", "2023-11"],
    ["a commune", "00001-2025", "2025-10"],
    ["a period that nobody opened", "VN", "2019-01"],
    ["a flash period that nobody opened", "VN", "2023-11-18"],
  ])("%s is not found", async (_name, unit, month) => {
    expect(await ask(unit, month)).toEqual({ kind: "not-found" });
  });
});

describe("who may read", () => {
  test("everybody reads the nation and all provinces, but only their own province unit by unit", async () => {
    const director = await reader("director", "593");
    expect((await dashboard("60", "2023-12", {}, director)).view.children).toHaveLength(11);
    const other = await dashboard("12", "2024-10", {}, director);
    expect(other.view.chosen.measure.value).toBe(90n);
    expect(other.hasReadableChildren).toBe(false);
    expect(other.view.children).toEqual([]);
  });

  test("a reporting unit of another province is not found", async () => {
    const [code = ""] = await reportingCodes("12");
    expect(await ask(code, "2024-10", {}, await reader("manager", "60"))).toEqual({ kind: "not-found" });
  });

  test("what one may see is never kept for another", async () => {
    const own = await dashboard("12", "2024-10", {}, await reader("manager", "12"));
    const other = await dashboard("12", "2024-10", {}, await reader("manager", "60"));
    expect([own.view.children.length, other.view.children.length]).toEqual([9, 0]);
  });

  test("the status of work in progress is for those who do it; that a month is reopened is for everybody", async () => {
    await db.$executeRaw`UPDATE submissions SET status = 'reopened', reason = 'sửa' WHERE unit_id = '593' AND period_id = '2023-12'`;
    await db.$executeRaw`UPDATE data_versions SET version = version + 1 WHERE province_id = '60'`;
    const manager = await dashboard("60", "2024-01", {}, await reader("manager", "60"));
    const viewer = await dashboard("60", "2024-01", {}, await reader("viewer", "60"));
    expect([manager.statuses.get("594"), viewer.statuses.get("594")]).toEqual(["draft", undefined]);
    expect([manager.submissionUnits.size, viewer.submissionUnits.size]).toEqual([11, 0]);
    const reopened = await dashboard("60", "2023-12", {}, await reader("viewer", "60"));
    expect(reopened.statuses.get("593")).toBe("reopened");
    expect(reopened.view.chosen.measure.value).toBe(1_100n);
    const { work } = await dashboard("VN", "2023-12");
    expect(work.get("60")?.reopened).toBe(1);
  });
});

describe("what is kept", () => {
  test("a second look is the same view, and the first look after a change is a new one", async () => {
    const before = await dashboard("60", "2023-11");
    expect((await dashboard("60", "2023-11")).view).toBe(before.view);
    await load("figures", [["60", "2023-11", "BHYT", 1052063, 0]]);
    expect((await dashboard("60", "2023-11")).view.chosen.measure.value).toBe(1_052_063n);
  });

  test("a new target and a new denominator are seen at once", async () => {
    await load("targets", [
      ["60", 2023, "BHYT", "headcount", 1052063, "BHXH VN", "09/QĐ-BHXH", "2023-10-01"],
    ]);
    const { view } = await dashboard("60", "2023-11");
    expect(view.chosen.targets[0]?.attainment.remaining).toBe(0n);
    await load("denominators", [["60", 2023, "population", 1052063, "Báo cáo khác"]]);
    const later = await dashboard("60", "2023-11");
    expect(later.view.chosen.coverage?.ratio).toEqual({ numerator: 1_052_063n, denominator: 1_052_063n });
  });
});

describe("what is read", () => {
  const relations = async (text: string, ...values: unknown[]) => {
    const rows = await db.$queryRawUnsafe<{ "QUERY PLAN": unknown }[]>(
      `EXPLAIN (FORMAT JSON) ${text}`,
      ...values,
    );
    const plan = JSON.stringify(rows);
    return [...new Set([...plan.matchAll(/"Relation Name":"(\w+)"/g)].map(([, name]) => name))].sort();
  };

  test("the nation is summed from rollups and stated totals alone", async () => {
    expect(await relations(NATION_CELLS, ["BHYT"], ["2023-11"])).toEqual(["rollups", "stated_totals"]);
  });

  test("a unit reads rollups and stated totals alone", async () => {
    expect(await relations(UNIT_CELLS, ["60"], ["60"], ["BHYT"], ["2023-11"])).toEqual([
      "rollups",
      "stated_totals",
    ]);
  });

  test("the pages of the nation and of a province need no right to read a figure", async () => {
    await asOwner("REVOKE SELECT ON figures, figure_revisions, submission_drafts FROM bao_phu_test_app");
    const nation = await dashboard("VN", "2025-10", { indicator: "BHXH_BB" });
    const province = await dashboard("12-2025", "2025-10", { indicator: "BHXH_BB" });
    await asOwner("GRANT SELECT ON figures, figure_revisions, submission_drafts TO bao_phu_test_app");
    expect([nation.view.children.length, province.view.children.length]).toEqual([36, 9]);
  });
});

test("the page opens with the newest month that is over: one that runs has but what the quickest sent", async () => {
  const opens = async (unit: string) => (await dashboard(unit, null)).period.id;
  const nation = await opens("VN");
  const copy = (table: string, more: object, where: string) =>
    asOwner(`INSERT INTO ${table} SELECT (jsonb_populate_record(t, '${JSON.stringify(more)}')).*
      FROM ${table} t WHERE ${where} = '2023-12'`);
  await copy("periods", { id: "2098-12", as_of: "2098-12-31", due_on: "2099-01-05" }, "id");
  await copy("rollups", { period_id: "2098-12" }, "period_id");
  expect(await opens("VN")).toBe(nation);
  await asOwner("DELETE FROM rollups WHERE period_id <> '2098-12'");
  await asOwner("DELETE FROM stated_totals");
  // Where nothing is over, what there is.
  expect(await opens("VN")).toBe("2098-12");
});
