import pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { getFigureSource } from "@/lib/data/figure-source";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { decideSubmission, submitSubmission } from "@/lib/data/submission-decisions";
import { getSubmissionDiff, getSubmissionHistory } from "@/lib/data/submission-history";
import { getSubmission, listSubmissions } from "@/lib/data/submissions";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import type { PeriodId } from "@/lib/domain/period";
import { figures, load as loadFile } from "@/tests/support/load-files";
import {
  approve,
  correct,
  decide,
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

const { typist, colleague, manager, deputy, central, viewer, admin } = ACTORS;
const JUNE = "2025-06" as PeriodId;
const BLANK: Figures = { BHXH_BB: null, BHXH_TN: null, BHYT: null, TN_MOI: null, THU: null };

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open("2025-06");
});

const within = (actor: Actor, ...paths: string[]): Actor => ({
  ...actor,
  scope: { paths, provincePaths: [] } as unknown as OrgScope,
});
const sent = async (unitId: string, cells: Figures = { BHYT: 100n }, actor = typist) => {
  await type(unitId, "2025-06", { ...BLANK, ...cells }, actor);
  expect(await submit(unitId, "2025-06", actor)).toMatchObject({ ok: true });
};
const events = async () =>
  (await db.auditEntry.findMany({ orderBy: { id: "asc" } }))
    .filter(({ event }) => event.startsWith("submission."))
    .map(({ event, actorId, reason }) => [event, actorId, reason]);

describe("submitting", () => {
  test("freezes all cells as a version, clears the draft, and says so in the audit", async () => {
    await sent("a", { BHYT: 100n, BHXH_BB: 10n });
    const { status, version, firstSubmittedAt, submittedBy } = await read("a", "2025-06");
    expect([status, version, firstSubmittedAt, submittedBy?.id]).toEqual(["submitted", 1, NOW, typist.id]);
    const revision = await db.figureRevision.findMany({
      where: { value: { not: null } },
      orderBy: { indicatorId: "asc" },
    });
    expect(revision.map(({ indicatorId, value, enteredBy }) => [indicatorId, value, enteredBy])).toEqual([
      ["BHXH_BB", 10n, typist.id],
      ["BHYT", 100n, typist.id],
    ]);
    expect(await db.submissionDraft.count()).toBe(0);
    const [entry] = await db.auditEntry.findMany({ where: { event: "submission.submit" } });
    expect(entry?.after).toMatchObject({ version: 1, figures: { BHYT: "100", THU: null } });
  });

  test("keeps the reason why a required figure is missing", async () => {
    await sent("a");
    const blank = await db.figureRevision.findFirst({ where: { indicatorId: "THU" } });
    expect([blank?.value, blank?.explanation]).toEqual([null, "đã rà soát"]);
  });

  test("is checked again on the server: errors and unexplained warnings are answered, and nothing moves", async () => {
    await type("a", "2025-06", { BHYT: 5n, BHXH_BB: 6n });
    const result = await submit("a", "2025-06");
    expect(result.ok ? [] : "issues" in result && result.issues.map(({ code }) => code)).toEqual([
      "part-exceeds-whole",
      "blank",
      "blank",
      "blank",
    ]);
    expect(await db.figureRevision.count()).toBe(0);
    expect((await read("a", "2025-06")).status).toBe("draft");
  });

  test("a version that somebody else submitted meanwhile is stale", async () => {
    const seen = await read("a", "2025-06");
    await sent("a");
    expect(await submitSubmission(seen, colleague, NOW)).toEqual({ ok: false, reason: "stale" });
  });

  test("pressed twice by the same person it happened once, and both are told so", async () => {
    await type("a", "2025-06", { BHXH_BB: 1n, BHXH_TN: 1n, BHYT: 2n, TN_MOI: 1n, THU: 1n });
    const seen = await read("a", "2025-06");
    const twice = await Promise.all([1, 2].map(() => submitSubmission(seen, typist, NOW)));
    expect(twice).toEqual([
      { ok: true, version: 1 },
      { ok: true, version: 1 },
    ]);
    expect(await db.auditEntry.count({ where: { event: "submission.submit" } })).toBe(1);
  });

  test("takes cells over from the version before, with their authors", async () => {
    await sent("a", { BHYT: 100n, BHXH_BB: 10n });
    await giveBack("a", "2025-06");
    await type("a", "2025-06", { BHXH_BB: 11n }, colleague);
    await submit("a", "2025-06", colleague);
    const second = await db.figureRevision.findMany({
      where: { version: 2, value: { not: null } },
      orderBy: { indicatorId: "asc" },
    });
    expect(second.map(({ indicatorId, value, enteredBy }) => [indicatorId, value, enteredBy])).toEqual([
      ["BHXH_BB", 11n, colleague.id],
      ["BHYT", 100n, typist.id],
    ]);
    const { contributors, firstSubmittedAt } = await read("a", "2025-06");
    expect([...contributors].sort()).toEqual([typist.id, colleague.id].sort());
    expect(firstSubmittedAt).toEqual(NOW);
  });
});

describe("approving", () => {
  test("is refused to whoever typed a cell of the version, also if somebody else submitted it", async () => {
    await type("a", "2025-06", { BHXH_BB: 1n }, manager);
    await sent("a");
    expect(await approve("a", "2025-06", manager)).toEqual({ ok: false, reason: "contributor" });
    expect(await db.figure.count()).toBe(0);
    expect(await approve("a", "2025-06", deputy)).toEqual({ ok: true });
  });

  test("is refused to whoever typed a value that another wrote over", async () => {
    await type("a", "2025-06", { BHYT: 1n }, manager);
    await sent("a", { BHYT: 2n });
    expect(await approve("a", "2025-06", manager)).toEqual({ ok: false, reason: "contributor" });
  });

  test("two at once: one approves, the other is stale", async () => {
    await sent("a");
    const seen = await read("a", "2025-06");
    const results = await Promise.all(
      [manager, deputy].map((actor) => decideSubmission(seen, { event: "approve" }, actor, NOW)),
    );
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(results).toContainEqual({ ok: false, reason: "stale" });
  });

  test("a decision pressed twice is taken once; with another reason it is another decision", async () => {
    await sent("a");
    const seen = await read("a", "2025-06");
    const giveItBack = (reason: string) => decideSubmission(seen, { event: "return", reason }, manager, NOW);
    expect(await Promise.all([giveItBack("Thiếu THU"), giveItBack("Thiếu THU")])).toEqual([
      { ok: true },
      { ok: true },
    ]);
    expect(await giveItBack("Xem lại")).toEqual({ ok: false, reason: "stale" });
    expect(await db.auditEntry.count({ where: { event: "submission.return" } })).toBe(1);
  });

  test("is one transaction: if its last statement fails, nothing has happened", async () => {
    await sent("a");
    const owner = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
    await owner.connect();
    await owner.query(
      "ALTER TABLE audit_entries ADD CONSTRAINT broken CHECK (event <> 'submission.approve') NOT VALID",
    );
    await expect(approve("a", "2025-06")).rejects.toThrow(/broken/);
    expect(await db.figure.count()).toBe(0);
    expect((await read("a", "2025-06")).status).toBe("submitted");
    expect((await verifyRollups(db)).differences).toEqual([]);
    await owner.query("ALTER TABLE audit_entries DROP CONSTRAINT broken");
    await owner.end();
    expect(await approve("a", "2025-06")).toEqual({ ok: true });
  });

  test("by central is for national offices, and for units of which no manager is left", async () => {
    await type("BQP", "2025-06", { BHYT: 5n, BHXH_BB: 5n, THU: 5n });
    await submit("BQP", "2025-06");
    await sent("a");
    const asCentral = async (unitId: string) => {
      const seen = await getSubmission(central, idOf(unitId, "2025-06"));
      return seen && decideSubmission(seen, { event: "approve" }, central, NOW);
    };
    expect(await asCentral("BQP")).toEqual({ ok: true });
    expect(await asCentral("a")).toEqual({ ok: false, reason: "forbidden" });
    await db.user.updateMany({ where: { role: "manager" }, data: { isActive: false } });
    expect(await asCentral("a")).toEqual({ ok: true });
  });
});

describe("a reopened month", () => {
  test("keeps counting with its last approved version until the next", async () => {
    await report("a", "2025-06", { BHYT: 100n });
    await reopen("a", "2025-06");
    await type("a", "2025-06", { BHYT: 90n });
    await submit("a", "2025-06");
    expect(await db.figure.findFirst({ where: { indicatorId: "BHYT" } })).toMatchObject({
      value: 100n,
      version: 1,
    });
    await giveBack("a", "2025-06");
    expect(await db.figure.findFirst({ where: { indicatorId: "BHYT" } })).toMatchObject({
      value: 100n,
      version: 1,
    });
    await submit("a", "2025-06");
    await approve("a", "2025-06");
    expect(await db.figure.findFirst({ where: { indicatorId: "BHYT" } })).toMatchObject({
      value: 90n,
      version: 3,
    });
    expect((await verifyRollups(db)).differences).toEqual([]);
  });

  test("has a new due day, not before today, and does not become punctual by it", async () => {
    await report("a", "2025-06", { BHYT: 100n });
    const late = { event: "reopen", reason: "Bổ sung", dueOn: "2025-08-01" } as const;
    expect(await decide("a", "2025-06", late)).toEqual({ ok: false, reason: "day-in-past" });
    await reopen("a", "2025-06");
    const row = (await listSubmissions(manager, JUNE, NOW)).find(({ unitId }) => unitId === "a");
    expect([row?.dueOn, row?.periodDueOn, row?.isOnTime, row?.group]).toEqual([
      "2025-12-31",
      "2025-07-03",
      false,
      "open",
    ]);
  });

  test("starts from what was loaded, where a file alone gave figures", async () => {
    await loadFile({ figures: figures("B,2025-06,BHYT,77,0") });
    await reopen("b", "2025-06");
    expect(await submit("b", "2025-06")).toMatchObject({ ok: false });
    await type("b", "2025-06", { ...BLANK, BHYT: 77n });
    expect(await submit("b", "2025-06")).toEqual({ ok: true, version: 2 });
  });
});

describe("who reads", () => {
  test("only those of the scope, and no viewer and no admin", async () => {
    const id = idOf("a", "2025-06");
    expect(await getSubmission(within(manager, "/vn/p1/"), id)).toMatchObject({ id, unitPath: "/vn/p1/a/" });
    expect(await getSubmission(within(manager, "/vn/p2/"), id)).toBeNull();
    expect(await getSubmission(within(typist, "/vn/p1/b/"), id)).toBeNull();
    expect(await getSubmission(within(manager), id)).toBeNull();
    expect(await getSubmission(viewer, id)).toBeNull();
    expect(await getSubmission(admin, id)).toBeNull();
    expect(await getSubmission(manager, "P1.x.2025-06")).toBeNull();
  });

  test("the queue holds the units of the scope, first what needs doing", async () => {
    await report("a", "2025-06", { BHYT: 1n });
    await sent("b");
    const rows = await listSubmissions(within(manager, "/vn/p1/"), JUNE, NOW);
    expect(rows.map(({ unitId, group }) => [unitId, group])).toEqual([
      ["P1-VP", "late"],
      ["b", "waiting"],
      ["a", "approved"],
    ]);
    expect(await listSubmissions(viewer, JUNE, NOW)).toEqual([]);
  });

  test("a figure's source names who submitted and who approved, also while it is reopened", async () => {
    await report("a", "2025-06", { BHYT: 1n });
    const source = { version: 1, submittedBy: { id: typist.id }, approvedBy: { id: manager.id } };
    expect(await getFigureSource(viewer, "a", JUNE)).toMatchObject({ ...source, isReopened: false });
    await reopen("a", "2025-06");
    expect(await getFigureSource(viewer, "a", JUNE)).toMatchObject({ ...source, isReopened: true });
    expect(await getFigureSource(within(viewer, "/vn/p2/"), "a", JUNE)).toBeNull();
    expect(await getFigureSource(viewer, "b", JUNE)).toBeNull();
  });
});

describe("history", () => {
  test("tells every move, by whom and why", async () => {
    await sent("a");
    await giveBack("a", "2025-06");
    await submit("a", "2025-06", colleague);
    await approve("a", "2025-06");
    expect(await events()).toEqual([
      ["submission.submit", typist.id, null],
      ["submission.return", manager.id, "BHTN lớn hơn BHXH bắt buộc"],
      ["submission.submit", colleague.id, null],
      ["submission.approve", manager.id, null],
    ]);
    const seen = await read("a", "2025-06");
    expect((await getSubmissionHistory(seen)).map(({ event, version }) => [event, version])).toEqual([
      ["submission.submit", 1],
      ["submission.return", 1],
      ["submission.submit", 2],
      ["submission.approve", 2],
    ]);
  });

  test("a version is compared with the one before, the approved one, last month and last year", async () => {
    await open("2025-05");
    await open("2024-06");
    await report("a", "2025-05", { BHYT: 90n });
    await report("a", "2024-06", { BHYT: 80n });
    await report("a", "2025-06", { BHYT: 100n });
    await correct("a", "2025-06", { BHYT: 110n });
    await reopen("a", "2025-06");
    await type("a", "2025-06", { BHYT: 120n, BHXH_TN: 1n });
    await submit("a", "2025-06");
    const diff = await getSubmissionDiff(await read("a", "2025-06"));
    expect(diff).toMatchObject({ version: 3, previousVersion: 2 });
    expect(diff?.rows.find(({ indicator }) => indicator === "BHYT")).toMatchObject({
      value: 120n,
      previous: { value: 110n },
      approved: { value: 110n },
      lastMonth: 90n,
      sameMonthLastYear: 80n,
      explanation: "đã rà soát",
      issues: [{ code: "jump-month" }, { code: "jump-year" }],
    });
    expect(await getSubmissionDiff(await read("b", "2025-06"))).toBeNull();
  });
});
