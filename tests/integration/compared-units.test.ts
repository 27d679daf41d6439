import { beforeAll, describe, expect, test } from "vitest";
import { listComparedUnits, listSimilarProvinces } from "@/lib/data/compared-units";
import { getUnitDashboard } from "@/lib/data/dashboard";
import { ranks } from "@/lib/domain/dashboard-ranks";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { load, plantCountry, reader } from "@/tests/support/loaded-country";

const period = "2023-11" as PeriodId;
let central: Actor;

beforeAll(async () => {
  await plantCountry();
  central = await reader("central", "VN");
  await load("targets", [
    ["593", 2022, "BHYT", "headcount", 100, "BHXH VN", "01/QĐ-BHXH", "2022-01-10"],
    ["594", 2022, "BHYT", "headcount", 100, "BHXH VN", "01/QĐ-BHXH", "2022-01-10"],
    ["593", 2023, "BHYT", "headcount", 200, "BHXH VN", "02/QĐ-BHXH", "2023-01-10"],
    ["594", 2023, "BHYT", "headcount", 200, "BHXH VN", "02/QĐ-BHXH", "2023-01-10"],
  ]);
  await load("figures", [
    ["593", "2022-11", "BHYT", 90, 0],
    ["594", "2022-11", "BHYT", 80, 0],
    ["593", "2023-11", "BHYT", 150, 0],
    ["594", "2023-11", "BHYT", 160, 0],
  ]);
});

const TODAY = "2026-11-22";
const ask = (ids: string[], who = central, at = period, tree = asOfDay(at)) =>
  listComparedUnits(who, ids, { period: at, comparator: "yoy", indicator: "BHYT", tree });

describe("units side by side", () => {
  test("stand in the order in which they were picked, with their own figures", async () => {
    const units = await ask(["594", "593"]);
    expect(
      units.map(({ unit, views }) => [unit.id, views.find(({ id }) => id === "BHYT")?.measure.value]),
    ).toEqual([
      ["594", 160n],
      ["593", 150n],
    ]);
  });

  test("what is not for the reader, did not exist then or is no unit is left out", async () => {
    const other = await reader("director", "12-2025");
    expect(await ask(["593"], other)).toEqual([]);
    expect((await ask(["593", "68-2025", "khong-co"])).map(({ unit }) => unit.id)).toEqual(["593"]);
    expect(await ask(["593"], central, "2019-01" as PeriodId)).toEqual([]);
  });
});

test("in today's tree a merged province is compared with its history summed, as its own page shows it", async () => {
  const page = await getUnitDashboard(central, {
    unitId: "68-2025",
    period,
    indicator: "BHYT",
    comparator: "yoy",
    boundaries: { view: "now", on: TODAY },
  });
  if (page.kind !== "dashboard") throw new Error(page.kind);
  const [compared] = await ask(["68-2025", "60"], central, period, TODAY);
  const { measure, coverage, targets } = page.view.chosen;
  expect(measure.value).toBe(310n);
  expect(compared?.views.find(({ id }) => id === "BHYT")).toMatchObject({ measure, coverage, targets });
  const similar = await listSimilarProvinces({ id: "68-2025", level: "province" }, period, TODAY);
  expect(similar).toHaveLength(5);
  expect(similar.every(({ id, population }) => id.endsWith("-2025") && population > 0n)).toBe(true);
});

test("a unit's place moves against last year's plan and figures", async () => {
  const dashboard = await getUnitDashboard(central, {
    unitId: "60",
    period,
    indicator: "BHYT",
    comparator: "yoy",
  });
  if (dashboard.kind !== "dashboard") throw new Error(dashboard.kind);
  const places = ranks(dashboard.view.children, "plan");
  expect([places.get("593"), places.get("594")]).toEqual([
    { place: 2, isTied: false, moved: -1 },
    { place: 1, isTied: false, moved: 1 },
  ]);
});

test("a province has five of about its size, of those that existed then, and a district has none", async () => {
  const similar = await listSimilarProvinces({ id: "60", level: "province" }, period, asOfDay(period));
  expect(similar).toHaveLength(5);
  expect(similar.some(({ id }) => id === "60" || id.endsWith("-2025"))).toBe(false);
  expect(await listSimilarProvinces({ id: "593", level: "district" }, period, TODAY)).toEqual([]);
});
