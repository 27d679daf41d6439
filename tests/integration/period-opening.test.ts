import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { askMoreUnits, changeDueDay, relockUnit } from "@/lib/data/period-changes";
import { listAskable, listUnasked } from "@/lib/data/period-units";
import { countMissing, lockPeriod, openPeriods, signMonth, unlockUnit } from "@/lib/data/periods";
import { listPeriodProgress } from "@/lib/data/period-progress";
import { createPeriods } from "@/lib/data/period-rows";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { inTransaction } from "@/lib/data/transaction";
import type { PeriodId } from "@/lib/domain/period";
import { NOW, open, report } from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const { central, manager, admin, viewer } = ACTORS;
const day = (text: string) => text as PeriodId;
const JUNE = day("2025-06");
const THURSDAYS = ["2025-08-07", "2025-08-14", "2025-08-21"].map(day);
const flash = (id: PeriodId, asks?: readonly string[]) => ({
  id,
  required: { district: ["BHYT"], province_office: ["BHYT"] } as const,
  ...(asks ? { asks } : {}),
});
const askedOf = async (periodId: PeriodId) =>
  (await db.submission.findMany({ where: { periodId }, orderBy: { unitId: "asc" } })).map(
    ({ unitId }) => unitId,
  );

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

describe("several at once", () => {
  test("are opened together, each with its forms, its rollups and its entry in the audit", async () => {
    const days = THURSDAYS.map((id) => ({ ...flash(id), dueOn: "2025-09-01" }));
    expect(await openPeriods(days, central, NOW)).toEqual({ ok: true });
    expect(await db.period.count()).toBe(3);
    expect(await db.auditEntry.count({ where: { event: "period.open" } })).toBe(3);
    expect((await db.period.findFirst({ where: { id: "2025-08-14" } }))?.dueOn).toEqual(
      new Date("2025-09-01"),
    );
    expect((await verifyRollups(db)).differences).toEqual([]);
  });

  test("are all refused where one is open, too far ahead, or due in the past", async () => {
    await openPeriods([flash(day("2025-08-14"))], central, NOW);
    const all = THURSDAYS.map((id) => flash(id));
    expect(await openPeriods(all, central, NOW)).toEqual({ ok: false, reason: "already-open" });
    const far = [...all.slice(0, 1), flash(day("2026-03-05"))];
    expect(await openPeriods(far, central, NOW)).toEqual({ ok: false, reason: "too-early" });
    const past = [{ ...flash(day("2025-08-01")), dueOn: "2025-08-01" }];
    expect(await openPeriods(past, central, NOW)).toEqual({ ok: false, reason: "day-in-past" });
    expect(await db.period.count()).toBe(1);
  });

  test("by two at the same moment happen once, even where the lists only overlap", async () => {
    const results = await Promise.all([
      openPeriods(
        THURSDAYS.slice(0, 2).map((id) => flash(id)),
        central,
        NOW,
      ),
      openPeriods(
        THURSDAYS.slice(1).map((id) => flash(id)),
        central,
        NOW,
      ),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, reason: "already-open" });
    expect(await db.period.count()).toBe(2);
    expect(await db.auditEntry.count({ where: { event: "period.open" } })).toBe(2);
  });

  test("are refused to everybody but central", async () => {
    for (const actor of [manager, admin, viewer])
      expect(await openPeriods([flash(day("2025-08-07"))], actor, NOW)).toEqual({
        ok: false,
        reason: "forbidden",
      });
  });
});

describe("a period that asks some", () => {
  const AUGUST = day("2025-08-07");

  test("gives a form to the chosen units and provinces alone; the others owe nothing", async () => {
    expect(await openPeriods([flash(AUGUST, ["a2", "R"])], central, NOW)).toEqual({ ok: true });
    expect(await askedOf(AUGUST)).toEqual(["R-VP", "a2", "r2"]);
    expect(await listPeriodProgress(1, NOW)).toMatchObject([
      { submissions: 3, provinces: 2, signed: 0, asksAll: false },
    ]);
    expect((await listUnasked(central, AUGUST)).map(({ id, units }) => [id, units.length])).toEqual([
      ["Q", 5],
      ["VN", 1],
    ]);
    for (const actor of [manager, admin, viewer]) {
      expect(await listUnasked(actor, AUGUST)).toEqual([]);
      expect(await listAskable(actor, "2025-08-07")).toEqual([]);
    }
    expect(await listAskable(central, "2025-08-07")).not.toEqual([]);
  });

  test("carries those that are not asked from their months", async () => {
    await open("2025-07");
    await report("bc", "2025-07", { BHYT: 7n });
    await openPeriods([flash(AUGUST, ["a2"])], central, NOW);
    const row = await db.rollup.findFirst({
      where: { unitId: "Q", periodId: AUGUST, indicatorId: "BHYT" },
    });
    expect(row).toMatchObject({ sum: 7n, carried: 1 });
    expect((await verifyRollups(db)).differences).toEqual([]);
  });

  test("is not widened by what completes other periods", async () => {
    await openPeriods([flash(AUGUST, ["a2"])], central, NOW);
    await inTransaction((tx) => createPeriods(tx, [{ id: AUGUST }], null, NOW));
    expect(await askedOf(AUGUST)).toEqual(["a2"]);
  });

  test("is refused with a unit that is not there on the day, or is none, and leaves nothing", async () => {
    for (const id of ["a", "khong-co", "x'--"])
      expect(await openPeriods([flash(AUGUST, ["a2", id])], central, NOW)).toEqual({
        ok: false,
        reason: "unit-not-valid",
      });
    expect(await db.period.count()).toBe(0);
    expect(await db.submission.count()).toBe(0);
  });

  test("can ask more, with a reason, once", async () => {
    await openPeriods([flash(AUGUST, ["a2"])], central, NOW);
    expect(await askMoreUnits(AUGUST, ["R", "a2"], central, "Bổ sung tỉnh R", NOW)).toEqual({ ok: true });
    expect(await askedOf(AUGUST)).toEqual(["R-VP", "a2", "r2"]);
    const entry = await db.auditEntry.findFirst({ where: { event: "period.ask" } });
    expect(entry).toMatchObject({ reason: "Bổ sung tỉnh R", after: { added: ["R-VP", "r2"] } });
    expect(await askMoreUnits(AUGUST, ["R"], central, "Lần nữa", NOW)).toEqual({
      ok: false,
      reason: "nothing-to-add",
    });
  });

  test("by two at the same moment adds each unit once", async () => {
    await openPeriods([flash(AUGUST, ["a2"])], central, NOW);
    const ask = () => askMoreUnits(AUGUST, ["R"], central, "Bổ sung", NOW);
    const results = await Promise.all([ask(), ask()]);
    expect(results).toContainEqual({ ok: true });
    expect(results).toContainEqual({ ok: false, reason: "nothing-to-add" });
    expect(await askedOf(AUGUST)).toHaveLength(3);
  });

  test("asks nobody more where it is locked, the province has signed, or the right or the unit is missing", async () => {
    const ask = (asks: readonly string[], actor = central) =>
      askMoreUnits(AUGUST, asks, actor, "Bổ sung", NOW);
    expect(await ask(["R"])).toEqual({ ok: false, reason: "not-found" });
    await openPeriods([flash(AUGUST, ["r2"])], central, NOW);
    expect(await ask(["R"], manager)).toEqual({ ok: false, reason: "forbidden" });
    expect(await ask([])).toEqual({ ok: false, reason: "no-unit" });
    expect(await ask(["a"])).toEqual({ ok: false, reason: "unit-not-valid" });
    await report("r2", AUGUST, { BHYT: 1n });
    await signMonth("R", AUGUST, manager, NOW);
    expect(await ask(["R-VP"])).toEqual({ ok: false, reason: "already-signed" });
    await lockPeriod(AUGUST, central, "Chốt", NOW);
    expect(await ask(["a2"])).toEqual({ ok: false, reason: "already-locked" });
  });
});

describe("the due day", () => {
  const change = (dueOn: string, actor = central, period = JUNE) =>
    changeDueDay(period, dueOn, actor, "Nghỉ lễ", NOW);

  test("moves with a reason, and who is on time moves with it", async () => {
    await open("2025-06");
    await report("r0", "2025-06", { BHYT: 1n });
    await report("R-VP", "2025-06", { BHYT: 1n });
    await signMonth("R", JUNE, manager, NOW);
    const [before] = await listPeriodProgress(1, NOW);
    expect(before).toMatchObject({ signedOnTime: 0, late: 9 });
    expect(await change("2025-08-05")).toEqual({ ok: true });
    const [after] = await listPeriodProgress(1, NOW);
    expect(after).toMatchObject({ dueOn: "2025-08-05", signedOnTime: 1, late: 0 });
    expect(await db.auditEntry.findFirst({ where: { event: "period.due" } })).toMatchObject({
      before: { dueOn: "2025-07-03" },
      after: { dueOn: "2025-08-05" },
      reason: "Nghỉ lễ",
    });
  });

  test("stays where the day is over or the same, the period is locked or not there, or for others", async () => {
    expect(await change("2025-08-05")).toEqual({ ok: false, reason: "not-found" });
    await open("2025-06");
    expect(await change("2025-08-01")).toEqual({ ok: false, reason: "day-in-past" });
    expect(await change("2025-08-05", manager)).toEqual({ ok: false, reason: "forbidden" });
    await change("2025-08-05");
    expect(await change("2025-08-05")).toEqual({ ok: false, reason: "due-unchanged" });
    await open("2025-09");
    expect(await change("2025-09-29", central, day("2025-09"))).toEqual({
      ok: false,
      reason: "due-before-as-of",
    });
    await lockPeriod(JUNE, central, "Chốt", NOW);
    expect(await change("2025-08-09")).toEqual({ ok: false, reason: "already-locked" });
  });
});

describe("locking", () => {
  const key = { provinceId: "R", unitId: "r0", periodId: JUNE };

  test("counts what it would shut out, for central alone", async () => {
    await open("2025-06");
    await report("r0", "2025-06", { BHYT: 1n });
    expect(await countMissing(central, JUNE)).toEqual({ submissions: 8, provinces: 3 });
    expect(await countMissing(manager, JUNE)).toEqual({ submissions: 0, provinces: 0 });
  });

  test("an unlocking is taken back with a reason, once", async () => {
    await open("2025-06");
    await lockPeriod(JUNE, central, "Chốt", NOW);
    expect(await relockUnit(key, central, "Xong", NOW)).toEqual({ ok: false, reason: "not-unlocked" });
    await unlockUnit(key, central, { until: "2025-08-09", reason: "Bổ sung" }, NOW);
    expect(await relockUnit(key, manager, "Xong", NOW)).toEqual({ ok: false, reason: "forbidden" });
    expect(await relockUnit({ ...key, unitId: "x" }, central, "Xong", NOW)).toEqual({
      ok: false,
      reason: "not-found",
    });
    const results = await Promise.all([
      relockUnit(key, central, "Xong", NOW),
      relockUnit(key, central, "Xong", NOW),
    ]);
    expect(results).toContainEqual({ ok: true });
    expect(results).toContainEqual({ ok: false, reason: "not-unlocked" });
    expect(await db.auditEntry.findFirst({ where: { event: "submission.relock" } })).toMatchObject({
      before: { unlockedUntil: "2025-08-09" },
      after: { unlockedUntil: null },
      reason: "Xong",
    });
  });

  test("an unlocking whose day is over is not taken back", async () => {
    await open("2025-06");
    await lockPeriod(JUNE, central, "Chốt", NOW);
    await unlockUnit(key, central, { until: "2025-08-03", reason: "Bổ sung" }, NOW);
    const later = new Date("2025-08-03T17:00:00Z");
    expect(await relockUnit(key, central, "Xong", later)).toEqual({ ok: false, reason: "not-unlocked" });
  });
});
