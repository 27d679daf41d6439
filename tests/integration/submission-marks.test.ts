import { beforeEach, describe, expect, test } from "vitest";
import { listWork } from "@/lib/data/dashboard-work";
import { db } from "@/lib/data/db";
import { getFigureSource } from "@/lib/data/figure-source";
import { listPeriodProgress, listProvincePeriods } from "@/lib/data/period-progress";
import { getSubmissionDiff } from "@/lib/data/submission-history";
import { getSubmission, listSubmissions } from "@/lib/data/submissions";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { figures, load, TODAY } from "@/tests/support/load-files";
import {
  approve,
  correct,
  giveBack,
  idOf,
  NOW,
  open,
  read,
  reopen,
  report,
  submit,
  type,
  type Figures,
} from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const { manager, central, viewer } = ACTORS;
const JUNE = "2025-06" as PeriodId;
const BLANK: Figures = { BHXH_BB: null, BHXH_TN: null, BHYT: null, TN_MOI: null, THU: null };

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open(JUNE);
});

const within = (actor: Actor, ...paths: string[]): Actor => ({
  ...actor,
  scope: { paths, provincePaths: [] } as unknown as OrgScope,
});
const rowOf = async (unitId: string) =>
  (await listSubmissions(manager, JUNE, NOW)).find((row) => row.unitId === unitId);

describe("a month that is open again", () => {
  const nation = { level: "nation", provinceId: "VN" } as const;
  const province = { level: "province", provinceId: "P1" } as const;
  const works = async () => [
    (await listWork(nation, JUNE)).find(({ unitId }) => unitId === "P1"),
    (await listWork(province, JUNE)).find(({ unitId }) => unitId === "a"),
  ];
  const counted = { reopened: 1, updatedAt: NOW };

  test("is said to be so, with the time of its last approval, until the next", async () => {
    await report("a", JUNE, { BHYT: 100n });
    expect(await works()).toMatchObject([
      { reopened: 0, updatedAt: NOW },
      { reopened: 0, updatedAt: NOW },
    ]);
    await reopen("a", JUNE);
    expect(await works()).toMatchObject([counted, counted]);
    await type("a", JUNE, { BHYT: 90n });
    await submit("a", JUNE);
    expect(await works()).toMatchObject([counted, counted]);
    await giveBack("a", JUNE);
    expect(await works()).toMatchObject([counted, counted]);
    const source = await getFigureSource(viewer, "a", JUNE);
    expect(source).toMatchObject({ version: 1, isReopened: true, approvedAt: NOW });
    await submit("a", JUNE);
    await approve("a", JUNE);
    expect(await works()).toMatchObject([{ reopened: 0 }, { reopened: 0 }]);
  });

  test("one that was never approved is not open again", async () => {
    await type("a", JUNE, { ...BLANK, BHYT: 1n });
    await submit("a", JUNE);
    expect(await works()).toMatchObject([
      { reopened: 0, updatedAt: null },
      { reopened: 0, updatedAt: null },
    ]);
  });
});

describe("adjusted", () => {
  const isAdjusted = async () => (await rowOf("a"))?.isAdjusted;

  test("is not what was sent back before its first approval", async () => {
    await type("a", JUNE, { ...BLANK, BHYT: 1n });
    await submit("a", JUNE);
    await giveBack("a", JUNE);
    await submit("a", JUNE);
    await approve("a", JUNE);
    expect(await rowOf("a")).toMatchObject({ approvedVersion: 2, isAdjusted: false });
  });

  test("is what was approved again", async () => {
    await report("a", JUNE, { BHYT: 100n });
    expect(await isAdjusted()).toBe(false);
    await correct("a", JUNE, { BHYT: 90n });
    expect(await isAdjusted()).toBe(true);
  });

  test("is what a file changed after an approval or another file, and not what a file brought first", async () => {
    await load({ figures: figures(`A,${JUNE},BHYT,100,0`) });
    expect(await isAdjusted()).toBe(false);
    expect(await db.submission.findFirst({ where: { unitId: "a" } })).toMatchObject({ approvedAt: TODAY });
    await load({ figures: figures(`A,${JUNE},BHYT,110,0`) });
    expect(await isAdjusted()).toBe(true);
    await type("b", JUNE, { ...BLANK, BHYT: 1n });
    await submit("b", JUNE);
    await load({ figures: figures(`B,${JUNE},BHYT,5,0`) });
    expect(await rowOf("b")).toMatchObject({ approvedVersion: 2, isAdjusted: false });
  });
});

describe("history that was loaded", () => {
  test("is neither late nor on time, also after it was corrected", async () => {
    await load({ figures: figures(`A,${JUNE},BHYT,100,0`) });
    const [before] = await listPeriodProgress(1, NOW);
    expect(before).toMatchObject({ submissions: 9, approved: 1, late: 8 });
    expect((await rowOf("a"))?.isOnTime).toBeNull();
    await reopen("a", JUNE);
    await type("a", JUNE, { ...BLANK, BHYT: 90n });
    expect(await submit("a", JUNE)).toMatchObject({ ok: true });
    await approve("a", JUNE);
    expect((await rowOf("a"))?.isOnTime).toBeNull();
    expect(await listPeriodProgress(1, NOW)).toMatchObject([{ late: 8 }]);
  });
});

describe("what a version is compared with", () => {
  test("holds estimates and notes, and cells that only the approved version has", async () => {
    await report("a", JUNE, { BHYT: 100n, BHTN: 7n }, ["BHYT"]);
    await reopen("a", JUNE);
    await type("a", JUNE, { BHYT: 100n, BHTN: null });
    await submit("a", JUNE);
    await giveBack("a", JUNE);
    await submit("a", JUNE);
    const diff = await getSubmissionDiff(await read("a", JUNE));
    const rowFor = (id: string) => diff?.rows.find(({ indicator }) => indicator === id);
    expect(rowFor("BHYT")).toMatchObject({
      isEstimate: false,
      approved: { value: 100n, isEstimate: true, note: null },
    });
    expect(rowFor("BHTN")).toMatchObject({ value: null, approved: { value: 7n } });
  });
});

describe("who approves", () => {
  const centralApproves = async () => (await getSubmission(central, idOf("a", JUNE)))?.centralApproves;

  test("is central only from the day on which the managers' unit is gone", async () => {
    await db.user.updateMany({ where: { role: "manager" }, data: { unitId: "R" } });
    await db.unitSuccession.deleteMany();
    await db.user.updateMany({ where: { id: manager.id }, data: { unitId: "P1" } });
    const end = (day: string) =>
      db.unit.update({ where: { id: "P1" }, data: { validTo: new Date(day) }, select: { id: true } });
    await end("2999-12-31");
    expect(await centralApproves()).toBe(false);
    await end("2025-06-30");
    expect(await centralApproves()).toBe(true);
  });
});

describe("what is read", () => {
  test("of a queue can be one province", async () => {
    const rows = await listSubmissions(manager, JUNE, NOW, "P1");
    expect(rows.map(({ unitId }) => unitId)).toEqual(["a", "b", "P1-VP"]);
    expect(await listSubmissions(within(manager, "/vn/p2/"), JUNE, NOW, "P1")).toEqual([]);
  });

  test("of a period are the provinces of the scope", async () => {
    const provinces = async (actor: Actor) =>
      (await listProvincePeriods(actor, JUNE)).map(({ provinceId }) => provinceId);
    expect(await provinces(central)).toEqual(["VN", "P1", "P2", "R"]);
    expect(await provinces(within(manager, "/vn/p1/", "/vn/r/"))).toEqual(["P1", "R"]);
    expect(await provinces(within(manager))).toEqual([]);
  });
});
