import { afterAll, beforeAll, expect, test } from "vitest";
import { getUnitDashboard } from "@/lib/data/dashboard";
import type { PeriodId } from "@/lib/domain/period";
import { load } from "@/tests/support/loaded-country";
import { OtherInstance } from "@/tests/support/other-instance";
import { approve, open, report, submit, type } from "@/tests/support/workflow-moves";
import { ACTORS, plantWorld } from "@/tests/support/workflow-world";

const PERIOD = "2025-08" as PeriodId;
/** Nobody may see different numbers for longer than this, in milliseconds. */
const PATIENCE = 2000;
const BLANK = { BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null };

let other: OtherInstance;

beforeAll(async () => {
  await plantWorld();
  await open(PERIOD);
  await report("r2", PERIOD, { BHYT: 100n });
  other = await OtherInstance.start();
});
afterAll(() => other.stop());

async function here(unitId: string): Promise<string | null> {
  const query = { unitId, period: PERIOD, indicator: "BHYT", comparator: "yoy" } as const;
  const page = await getUnitDashboard(ACTORS.viewer, query);
  if (page.kind !== "dashboard") throw new Error(page.kind);
  return page.view.chosen.measure.value?.toString() ?? null;
}

test("what one instance approves the other shows on its very next answer, of the unit, its province and the nation", async () => {
  const seen = ["R-VP", "R", "VN"];
  // Both have the pages shaped and kept.
  for (const unit of seen) expect(await other.value(unit, PERIOD)).toBe(await here(unit));
  await type("R-VP", PERIOD, { ...BLANK, BHYT: 23n });
  await submit("R-VP", PERIOD);
  expect(await approve("R-VP", PERIOD)).toEqual({ ok: true });
  const approved = performance.now();
  const told = [];
  for (const unit of seen) told.push(await other.value(unit, PERIOD));
  expect(performance.now() - approved).toBeLessThan(PATIENCE);
  expect(told).toEqual(["23", "123", "123"]);
  expect(await Promise.all(seen.map(here))).toEqual(told);
});

test("what one instance loads the other shows on its very next answer", async () => {
  await other.value("R", PERIOD);
  await load("figures", [["R2", PERIOD, "BHYT", 400, 0]]);
  const loaded = performance.now();
  expect(await other.value("R", PERIOD)).toBe("423");
  expect(performance.now() - loaded).toBeLessThan(PATIENCE);
});
