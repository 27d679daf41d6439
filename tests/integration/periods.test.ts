import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { createPeriods } from "@/lib/data/period-rows";
import { listPeriodProgress, listProvincePeriods } from "@/lib/data/period-progress";
import { listPeriods, lockPeriod, openPeriod, signMonth, unlockUnit } from "@/lib/data/periods";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { inTransaction } from "@/lib/data/transaction";
import { submitSubmission } from "@/lib/data/submission-decisions";
import { enteredIndicators } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import {
  approve,
  approveSlowly,
  NOW,
  open,
  read,
  reopen,
  report,
  somebodyWaits,
  submit,
  type,
} from "@/tests/support/workflow-moves";
import { LEAVES } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const { central, manager, typist, admin } = ACTORS;
const JUNE = "2025-06" as PeriodId;
const JULY = "2025-07" as PeriodId;
const inJune = LEAVES.filter(({ validFrom }) => validFrom < "2025-07-01").map(({ id }) => id);

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

describe("opening", () => {
  test("gives every unit that exists on the as-of day an empty form, and every province its row", async () => {
    expect(await openPeriod({ id: JUNE }, central, NOW)).toEqual({ ok: true });
    const submissions = await db.submission.findMany();
    expect(submissions.map(({ unitId }) => unitId).sort()).toEqual([...inJune].sort());
    const provinces = await db.provincePeriod.findMany({ orderBy: { provinceId: "asc" } });
    expect(provinces.map(({ provinceId }) => provinceId)).toEqual(["P1", "P2", "R", "VN"]);
    const asked = await db.periodIndicator.findMany({ where: { reportingKind: "national_office" } });
    const wanted = enteredIndicators("national_office", "2025-06-30");
    expect(asked.map(({ indicatorId }) => indicatorId).sort()).toEqual([...wanted].sort());
  });

  test("a month is due on day 3 of the next, a flash period on the day after it; both are settings", async () => {
    await openPeriod({ id: JUNE }, central, NOW);
    await openPeriod({ id: "2025-06-15" as PeriodId }, central, NOW);
    await db.setting.createMany({
      data: [
        { key: "due_day", value: 5 },
        { key: "flash_due_days", value: 2 },
      ],
    });
    await openPeriod({ id: JULY }, central, NOW);
    await openPeriod({ id: "2025-07-15" as PeriodId }, central, NOW);
    expect((await listPeriods()).map(({ id, dueOn }) => [id, dueOn])).toEqual([
      ["2025-07", "2025-08-05"],
      ["2025-07-15", "2025-07-17"],
      ["2025-06", "2025-07-03"],
      ["2025-06-15", "2025-06-16"],
    ]);
  });

  test("counts what it carries at once, across the reform", async () => {
    await open("2025-06");
    await report("a", "2025-06", { BHYT: 5n });
    await open("2025-07");
    const row = await db.rollup.findFirst({
      where: { unitId: "Q", periodId: "2025-07", indicatorId: "BHYT" },
    });
    expect(row).toMatchObject({ sum: 5n, carried: 1, missing: 5 });
    expect((await verifyRollups(db)).differences).toEqual([]);
  });

  test("again is refused, and so is everybody but central", async () => {
    await open("2025-06");
    expect(await open("2025-06")).toEqual({ ok: false, reason: "already-open" });
    expect(await openPeriod({ id: JULY }, manager, NOW)).toEqual({ ok: false, reason: "forbidden" });
    expect(await openPeriod({ id: JULY }, admin, NOW)).toEqual({ ok: false, reason: "forbidden" });
  });

  test("by two at the same moment happens once, with one entry in the audit", async () => {
    const results = await Promise.all([
      openPeriod({ id: JUNE }, central, NOW),
      openPeriod({ id: JUNE }, central, NOW),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, reason: "already-open" });
    expect(await db.auditEntry.count({ where: { event: "period.open" } })).toBe(1);
  });

  test("is refused for a month that is far off, and leaves nothing", async () => {
    const october = { id: "2025-10" as PeriodId };
    expect(await openPeriod(october, central, NOW)).toEqual({ ok: false, reason: "too-early" });
    expect(await db.period.count({ where: { id: "2025-10" } })).toBe(0);
  });

  test("the rows alone may be made twice", async () => {
    await inTransaction((tx) => createPeriods(tx, [{ id: JUNE }], null, NOW));
    await inTransaction((tx) => createPeriods(tx, [{ id: JUNE, required: {} }], null, NOW));
    expect(await db.submission.count()).toBe(inJune.length);
    expect(await db.periodIndicator.count({ where: { reportingKind: "district" } })).toBeGreaterThan(20);
    expect(await db.period.findUnique({ where: { id: JULY } })).toBeNull();
  });

  test("waits for whoever is moving a month that it may carry, and counts what they moved", async () => {
    await open("2025-06");
    let opening: ReturnType<typeof open> | null = null;
    await type("a", "2025-06", { BHYT: 5n, BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null });
    await submit("a", "2025-06");
    await approveSlowly("a", "2025-06", async () => {
      opening = open("2025-07");
      await Promise.race([opening, somebodyWaits()]);
    });
    expect(await opening).toEqual({ ok: true });
    expect((await verifyRollups(db)).differences).toEqual([]);
  });

  test("beside an approval that waits for it: both end with the right sums", async () => {
    await open("2025-06");
    await type("a", "2025-06", { BHYT: 5n, BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null });
    await submit("a", "2025-06");
    const both = await Promise.all([approve("a", "2025-06"), open("2025-07"), open("2025-08")]);
    expect(both).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect((await verifyRollups(db)).differences).toEqual([]);
  });
});

describe("locking", () => {
  const key = { provinceId: "P1", unitId: "a", periodId: JUNE };

  test("stops the month, and unlocking lets one unit move until the day", async () => {
    await open("2025-06");
    await type("a", "2025-06", { BHYT: 5n, BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null });
    expect(await lockPeriod(JUNE, central, "Chốt số", NOW)).toEqual({ ok: true });
    expect(await submit("a", "2025-06")).toEqual({ ok: false, reason: "period-locked" });
    expect(await unlockUnit(key, central, { until: "2025-08-03", reason: "Nộp bổ sung" }, NOW)).toEqual({
      ok: true,
    });
    expect(await submit("a", "2025-06")).toMatchObject({ ok: true });
    const late = new Date("2025-08-03T17:00:00Z");
    expect(await submitSubmission(await read("a", "2025-06"), typist, late)).toMatchObject({ ok: false });
    expect(await approve("a", "2025-06")).toEqual({ ok: true });
    expect((await db.provincePeriod.findFirst({ where: { provinceId: "P1" } }))?.adjustedAt).toEqual(NOW);
  });

  test("is written down with what was before, and so is every unlocking", async () => {
    await openPeriod({ id: JUNE }, central, NOW);
    await lockPeriod(JUNE, central, "Chốt số", NOW);
    const until = (day: string) => unlockUnit(key, central, { until: day, reason: "Nộp bổ sung" }, NOW);
    await Promise.all([until("2025-08-03"), until("2025-08-04")]);
    const [opened, locked] = await db.auditEntry.findMany({
      where: { event: { startsWith: "period." } },
      orderBy: { id: "asc" },
    });
    expect(opened).toMatchObject({ before: null, after: { dueOn: "2025-07-03", lockedAt: null } });
    expect(locked).toMatchObject({
      before: { dueOn: "2025-07-03", lockedAt: null },
      after: { lockedAt: NOW.toISOString() },
    });
    const unlocked = await db.auditEntry.findMany({ where: { event: "submission.unlock" } });
    const [first, second] = unlocked.sort((a) => (JSON.stringify(a.before).includes("null") ? -1 : 1));
    expect(first?.before).toEqual({ unlockedUntil: null });
    expect(second?.before).toEqual(first?.after);
  });

  test("is refused to all but central, twice, and for what is not there", async () => {
    await open("2025-06");
    expect(await lockPeriod(JUNE, manager, null, NOW)).toEqual({ ok: false, reason: "forbidden" });
    expect(await lockPeriod(JULY, central, null, NOW)).toEqual({ ok: false, reason: "not-found" });
    expect(await lockPeriod(JUNE, central, null, NOW)).toEqual({ ok: true });
    expect(await lockPeriod(JUNE, central, null, NOW)).toEqual({ ok: false, reason: "already-locked" });
  });

  test("unlocking is refused to managers, for the past, and where nothing is locked", async () => {
    await open("2025-06");
    const until = { until: "2025-08-03", reason: "Nộp bổ sung" };
    expect(await unlockUnit(key, manager, until, NOW)).toEqual({ ok: false, reason: "forbidden" });
    expect(await unlockUnit(key, central, until, NOW)).toEqual({ ok: false, reason: "not-locked" });
    expect(await unlockUnit(key, central, { ...until, until: "2025-08-01" }, NOW)).toEqual({
      ok: false,
      reason: "day-in-past",
    });
    const nobody = { ...key, unitId: "x" };
    expect(await unlockUnit(nobody, central, until, NOW)).toEqual({ ok: false, reason: "not-found" });
  });
});

describe("the province's signature", () => {
  test("needs every unit approved, comes once, and shows in the counts", async () => {
    await open("2025-06");
    await report("r0", "2025-06", { BHYT: 1n });
    expect(await signMonth("R", JUNE, manager, NOW)).toEqual({ ok: false, reason: "not-all-approved" });
    await report("R-VP", "2025-06", { BHYT: 1n });
    expect(await signMonth("R", JUNE, manager, NOW)).toEqual({ ok: true });
    expect(await signMonth("R", JUNE, manager, NOW)).toEqual({ ok: false, reason: "already-signed" });
    expect(await listPeriodProgress(1, NOW)).toMatchObject([
      {
        id: "2025-06",
        provinces: 3,
        signed: 1,
        signedOnTime: 0,
        submissions: 9,
        approved: 2,
        waiting: 0,
        late: 9,
      },
    ]);
    const rows = await listProvincePeriods(central, JUNE);
    expect(rows.map(({ provinceId, submissions, approved }) => [provinceId, submissions, approved])).toEqual([
      ["VN", 1, 0],
      ["P1", 3, 0],
      ["P2", 3, 0],
      ["R", 2, 2],
    ]);
    expect(rows.at(-1)).toMatchObject({ signedAt: NOW, signedBy: "duyet" });
  });

  test("on a month that then moves is kept, and the month is marked", async () => {
    await open("2025-06");
    await report("r0", "2025-06", { BHYT: 1n });
    await report("R-VP", "2025-06", { BHYT: 1n });
    await signMonth("R", JUNE, manager, NOW);
    await reopen("r0", "2025-06");
    await report("r0", "2025-06", { BHYT: 2n });
    const rows = await listProvincePeriods(central, JUNE);
    expect(rows.at(-1)).toMatchObject({ signedAt: NOW, adjustedAt: NOW });
  });

  test("is the manager's of that province, while the period is open", async () => {
    await open("2025-06");
    const elsewhere = { ...manager, scope: { ...manager.scope, paths: ["/vn/p1/"] } };
    expect(await signMonth("R", JUNE, elsewhere, NOW)).toEqual({ ok: false, reason: "not-found" });
    expect(await signMonth("R", JUNE, central, NOW)).toEqual({ ok: false, reason: "not-found" });
    expect(await signMonth("VN", JUNE, manager, NOW)).toEqual({ ok: false, reason: "not-found" });
    await lockPeriod(JUNE, central, null, NOW);
    expect(await signMonth("R", JUNE, manager, NOW)).toEqual({ ok: false, reason: "already-locked" });
  });
});
