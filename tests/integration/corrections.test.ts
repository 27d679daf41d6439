import { beforeEach, expect, test, vi } from "vitest";
import { listCorrections, listMovedMonths } from "@/lib/data/corrections";
import { getUnitDashboard } from "@/lib/data/dashboard";
import { listWork } from "@/lib/data/dashboard-work";
import { db } from "@/lib/data/db";
import { listChangesSince } from "@/lib/data/issued-reports";
import { lockPeriod, signMonth, unlockUnit } from "@/lib/data/periods";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { getSubmissionDiff } from "@/lib/data/submission-history";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import {
  approve,
  correct,
  decide,
  giveBack,
  NOW,
  open,
  read,
  reopen,
  report,
  submit,
  type,
} from "@/tests/support/workflow-moves";
import { asOwner } from "@/tests/support/loaded-country";
import { unitOf as unit } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

vi.setConfig({ testTimeout: 60_000 });

const CELLS = { BHXH_BB: 100n, BHXH_TN: 50n, BHYT: 200n, TN_MOI: 1n, THU: 1000n };
const MONTHS = ["2025-08", "2025-09", "2025-10", "2025-11"] as const;
const month = (text: string) => text as PeriodId;

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  for (const one of MONTHS) await open(one);
  await report("a2", "2025-08", CELLS);
  await report("bc", "2025-08", { ...CELLS, BHYT: 300n });
});

const sumOf = async (unitId: string, periodId: string, indicatorId = "BHYT") =>
  (await db.rollup.findFirst({ where: { unitId, periodId, indicatorId } }))?.sum;
/** The nation has no stored sum: it is that of its children. */
const nationOf = async (periodId: string) => {
  const rows = await db.rollup.findMany({
    where: { unitId: { in: ["Q", "R", "BQP"] }, periodId, indicatorId: "BHYT" },
  });
  return rows.reduce((sum, row) => sum + (row.sum ?? 0n), 0n);
};

test("a late correction moves the leaf, its province and the nation, in the month and in the three that carried it, locked ones too", async () => {
  for (const locked of ["2025-09", "2025-10"]) await lockPeriod(month(locked), ACTORS.central, null, NOW);
  await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
  for (const one of MONTHS) {
    expect([one, await sumOf("a2", one), await sumOf("Q", one), await nationOf(one)]).toEqual([
      one,
      260n,
      560n,
      560n,
    ]);
  }
  expect((await verifyRollups(db)).differences).toEqual([]);
  const adjusted = await db.provincePeriod.findMany({
    where: { provinceId: "Q", adjustedAt: { not: null } },
    orderBy: { periodId: "asc" },
  });
  expect(adjusted.map(({ periodId }) => periodId)).toEqual(["2025-09", "2025-10"]);
});

test("an open month that carried the figure is marked alike for the unit, its province and the nation", async () => {
  const nation = { level: "nation", provinceId: "VN" } as const;
  const province = { level: "province", provinceId: "Q" } as const;
  const marks = async (period: string) => [
    (await listWork(nation, month(period))).find(({ unitId }) => unitId === "Q")?.isCorrected,
    (await listWork(province, month(period))).find(({ unitId }) => unitId === "a2")?.isCorrected,
  ];
  expect(await marks("2025-09")).toEqual([false, false]);
  await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
  for (const one of MONTHS) expect([one, await marks(one)]).toEqual([one, [true, true]]);
  expect((await listWork(nation, month("2025-09"))).find(({ unitId }) => unitId === "R")?.isCorrected).toBe(
    false,
  );
});

test("a month with a figure of its own stands still, and so does what comes after it", async () => {
  await report("a2", "2025-10", { ...CELLS, BHYT: 210n });
  await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
  expect(await sumOf("a2", "2025-09")).toBe(260n);
  expect(await sumOf("a2", "2025-10")).toBe(210n);
  expect(await sumOf("a2", "2025-11")).toBe(210n);
  const moved = await listMovedMonths(ACTORS.manager, await read("a2", "2025-08"));
  expect([...new Set(moved.map(({ periodId }) => periodId))]).toEqual(["2025-09"]);
});

test("a correction is listed with what it was and is, when and by whom; in later months as well", async () => {
  await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
  const all = await listCorrections(ACTORS.central, unit("Q"), new Date("2025-01-01"));
  const ofBhyt = all.filter(({ indicator }) => indicator === "BHYT");
  expect(ofBhyt.map(({ periodId, from, to }) => [periodId, from, to])).toEqual(
    MONTHS.map((one) => [one, 200n, 260n]),
  );
  expect(ofBhyt[0]).toMatchObject({
    unitId: "a2",
    sourceUnitId: "a2",
    sourcePeriodId: "2025-08",
    version: 2,
    at: NOW,
    by: ACTORS.manager.displayName,
  });
  // What is computed of it moves with it; what did not move is not listed.
  const indicators = new Set(all.map(({ indicator }) => indicator));
  expect([...indicators].toSorted()).toEqual(["BHYT", "CHI_BHYT", "TONG"]);
});

test("only what came after the instant, only the subtree, and only for those who may read the figures", async () => {
  await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
  const early = new Date("2025-01-01");
  expect(await listCorrections(ACTORS.central, unit("Q"), NOW)).toEqual([]);
  expect(await listCorrections(ACTORS.central, unit("bc"), early)).toEqual([]);
  expect(await listCorrections(ACTORS.central, unit("R"), early)).toEqual([]);
  expect((await listCorrections(ACTORS.central, unit("VN"), early)).length).toBeGreaterThan(0);
  const scope = { paths: ["/vn/r/"], provincePaths: ["/vn/r/"] } as unknown as OrgScope;
  const neighbour: Actor = { ...ACTORS.viewer, unit: unit("R"), scope };
  expect(await listCorrections(neighbour, unit("VN"), early)).toEqual([]);
});

test("the first approval of a month corrects nothing, nor does one that changes no figure", async () => {
  await report("d1", "2025-08", CELLS);
  await correct("bc", "2025-08", { ...CELLS, BHYT: 300n });
  expect(await db.figureCorrection.count()).toBe(0);
  expect((await read("bc", "2025-08")).isAdjusted).toBe(true);
});

test("every version stays: the approved, the returned and the corrected stand side by side", async () => {
  await reopen("a2", "2025-08");
  await type("a2", "2025-08", { BHYT: 240n });
  await submit("a2", "2025-08");
  await giveBack("a2", "2025-08");
  await type("a2", "2025-08", { BHYT: 260n });
  await submit("a2", "2025-08");
  const diff = await getSubmissionDiff(await read("a2", "2025-08"));
  const row = diff?.rows.find(({ indicator }) => indicator === "BHYT");
  expect(row).toMatchObject({ value: 260n, previous: { value: 240n }, approved: { value: 200n } });
  expect(await sumOf("a2", "2025-08")).toBe(200n);
  expect(await approve("a2", "2025-08")).toEqual({ ok: true });
  const revisions = await db.figureRevision.findMany({
    where: { unitId: "a2", periodId: "2025-08", indicatorId: "BHYT" },
    orderBy: { version: "asc" },
  });
  expect(revisions.map(({ value }) => value)).toEqual([200n, 240n, 260n]);
});

test("a signed month is reopened and approved again, and is then adjusted after its signature", async () => {
  for (const leaf of ["d1", "d2", "n", "Q-VP"]) await report(leaf, "2025-08", CELLS);
  expect(await signMonth("Q", month("2025-08"), ACTORS.manager, NOW)).toEqual({ ok: true });
  expect(await reopen("a2", "2025-08")).toEqual({ ok: true });
  const signed = () =>
    db.provincePeriod.findFirstOrThrow({ where: { provinceId: "Q", periodId: "2025-08" } });
  expect(await signed()).toMatchObject({ signedAt: NOW, adjustedAt: null });
  await report("a2", "2025-08", { ...CELLS, BHYT: 260n });
  expect(await signed()).toMatchObject({ signedAt: NOW, adjustedAt: NOW });
});

test("a locked month is reopened only where central unlocked the unit, and the correction then moves it", async () => {
  await lockPeriod(month("2025-08"), ACTORS.central, null, NOW);
  expect(await reopen("a2", "2025-08")).toEqual({ ok: false, reason: "period-locked" });
  const key = { provinceId: "Q", unitId: "a2", periodId: month("2025-08") };
  await unlockUnit(key, ACTORS.central, { until: "2025-12-31", reason: "Sai số" }, NOW);
  expect(await reopen("a2", "2025-08")).toEqual({ ok: true });
  expect(await decide("bc", "2025-08", { event: "reopen", reason: "x", dueOn: "2025-12-31" })).toEqual({
    ok: false,
    reason: "period-locked",
  });
  await report("a2", "2025-08", { ...CELLS, BHYT: 260n });
  expect(await sumOf("Q", "2025-11")).toBe(560n);
});

test("a correction of the month before the reform moves the heir's months, and says whose month it was", async () => {
  await open("2025-06");
  await open("2025-07");
  await report("a", "2025-06", CELLS);
  await reopen("a", "2025-06");
  await report("a", "2025-06", { ...CELLS, BHYT: 230n });
  const moved = await listMovedMonths(ACTORS.manager, await read("a", "2025-06"));
  const ofBhyt = moved.filter(({ indicator }) => indicator === "BHYT");
  expect(ofBhyt.map(({ unitId, periodId, from, to }) => [unitId, periodId, from, to])).toEqual([
    ["a2", "2025-07", 200n, 230n],
  ]);
  // Whoever sees the month of before sees the heir's only with rights of their own.
  const elsewhere = { scope: { paths: ["/vn/p1/"], provincePaths: [] } as unknown as OrgScope };
  expect(await listMovedMonths(elsewhere, await read("a", "2025-06"))).toEqual([]);
});

const readerAt = (id: string): Actor => {
  const { path, provinceId } = unit(id);
  const scope = { paths: [path], provincePaths: [unit(provinceId).path] } as unknown as OrgScope;
  return { ...ACTORS.viewer, unit: unit(id), scope };
};

test("beside a report stand those of units that are gone, and of every month of last year that its sums look back to", async () => {
  const months = ["2024-05", "2024-08", "2024-09", "2025-06"];
  for (const one of months) {
    await open(one);
    for (const gone of ["a", "d"]) await report(gone, one, CELLS);
  }
  for (const one of months) for (const gone of ["a", "d"]) await correct(gone, one, { ...CELLS, THU: 900n });
  const since = { report: { period: month("2025-08") }, issuedAt: new Date("2025-01-01") };
  const listed = async (id: string, reader: Actor) => {
    const { corrections: all } = await listChangesSince(reader, unit(id), since);
    const own = all.filter(({ unitId, indicator }) => ["a", "d"].includes(unitId) && indicator === "THU");
    return own.map(({ unitId, periodId }) => `${unitId} ${periodId}`).toSorted();
  };
  const asked = ["2024-05", "2024-08", "2025-06"];
  const ofBoth = ["a", "d"].flatMap((gone) => asked.map((one) => `${gone} ${one}`));
  expect(await listed("Q", readerAt("Q"))).toEqual(ofBoth);
  expect(await listed("Q", readerAt("a2"))).toEqual(ofBoth);
  expect(await listed("a2", readerAt("a2"))).toEqual(asked.map((one) => `a ${one}`));
  expect(await listed("bc", readerAt("Q"))).toEqual([]);
  // Whoever may not read what lies below Q reads nothing of what lay below its predecessors.
  expect(await listed("Q", readerAt("R"))).toEqual([]);
  expect(await listed("VN", readerAt("R"))).toEqual([]);
});

test("beside a report stands what was decided while it was issued: that bears the instant at which it began", async () => {
  await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
  const after = async (seconds: number) => {
    const issuedAt = new Date(NOW.getTime() + seconds * 1000);
    const since = { report: { period: month("2025-08") }, issuedAt };
    return (await listChangesSince(readerAt("Q"), unit("Q"), since)).corrections.length;
  };
  expect(await after(60)).toBeGreaterThan(0);
  expect(await after(3600)).toBe(0);
});

test("a dashboard tells the time of the newest correction, also of one that came with another month", async () => {
  await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
  await asOwner("UPDATE figure_corrections SET at = '2025-08-20T03:00:00Z'");
  for (const id of ["a2", "Q", "VN"]) {
    const query = { unitId: id, period: month("2025-08"), indicator: "BHYT", comparator: "yoy" } as const;
    const dashboard = await getUnitDashboard(readerAt(id), query);
    expect(dashboard.kind === "dashboard" && dashboard.updatedAt).toEqual(new Date("2025-08-20T03:00:00Z"));
  }
});
