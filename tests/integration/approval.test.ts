import { beforeEach, describe, expect, test, vi } from "vitest";
import { decideMany } from "@/lib/data/bulk-decisions";
import { countAsked, getBoundSettings, saveJumpBound } from "@/lib/data/check-settings";
import { db } from "@/lib/data/db";
import { getEntryForm } from "@/lib/data/entry-form";
import { addFigureComment, countFigureComments, listFigureComments } from "@/lib/data/figure-comments";
import { submitSubmission } from "@/lib/data/submission-decisions";
import { getSubmission } from "@/lib/data/submissions";
import { defaultBound, jumpBounds } from "@/lib/domain/check-bounds";
import { checkCells } from "@/lib/domain/checks";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { idOf, NOW, open, read, report, submit, type } from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

vi.setConfig({ testTimeout: 60_000 });

const CELLS = { BHXH_BB: 100n, BHXH_TN: 50n, BHYT: 200n, TN_MOI: 1n, THU: 1000n };

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open("2025-08");
});

async function send(unitId: string, actor = ACTORS.typist) {
  await type(unitId, "2025-08", CELLS, actor);
  await submit(unitId, "2025-08", actor);
  const { id, lockVersion } = await read(unitId, "2025-08");
  return { id, lockVersion };
}
const reasons = (outcomes: Awaited<ReturnType<typeof decideMany>>) =>
  outcomes.map(({ result }) => (result.ok ? "ok" : result.reason));

describe("several at once", () => {
  test("each is decided for itself, and each refusal is named", async () => {
    const good = await send("a2");
    const own = await send("bc", { ...ACTORS.manager, role: "director" });
    const moved = await send("d1");
    const forged = { id: idOf("n", "2025-08").replace("Q.", "P1."), lockVersion: 0 };
    const draft = { id: idOf("d2", "2025-08"), lockVersion: 0 };
    await decideMany([moved], { event: "return", reason: "Xem lại" }, ACTORS.deputy, NOW);
    const picked = [good, own, moved, forged, draft, { id: "khong-co", lockVersion: 0 }];
    const outcomes = await decideMany(picked, { event: "approve" }, ACTORS.manager, NOW);
    expect(reasons(outcomes)).toEqual([
      "ok",
      "contributor",
      "stale",
      "not-found",
      "wrong-status",
      "not-found",
    ]);
    expect(outcomes.map(({ unitName }) => unitName)).toEqual(["a2", "bc", "d1", null, "d2", null]);
    expect((await read("a2", "2025-08")).status).toBe("approved");
    expect(await db.auditEntry.count({ where: { event: "submission.approve" } })).toBe(1);
  });

  test("what lies outside the scope does not exist, and who may not approve decides nothing", async () => {
    const one = await send("a2");
    const scope = { paths: ["/vn/r/"], provincePaths: [] } as unknown as OrgScope;
    const stranger: Actor = { ...ACTORS.manager, scope };
    expect(reasons(await decideMany([one], { event: "approve" }, stranger, NOW))).toEqual(["not-found"]);
    for (const actor of [ACTORS.admin, ACTORS.viewer])
      expect(reasons(await decideMany([one], { event: "approve" }, actor, NOW))).toEqual(["not-found"]);
    for (const actor of [ACTORS.colleague, ACTORS.central])
      expect(reasons(await decideMany([one], { event: "approve" }, actor, NOW))).toEqual(["forbidden"]);
  });

  test("of two managers with the same list each submission is approved once", async () => {
    const picked = [];
    for (const unitId of ["a2", "bc", "d1", "d2"]) picked.push(await send(unitId));
    const [first, second] = await Promise.all([
      decideMany(picked, { event: "approve" }, ACTORS.manager, NOW),
      decideMany(picked.toReversed(), { event: "approve" }, ACTORS.deputy, NOW),
    ]);
    expect([...reasons(first), ...reasons(second)].toSorted()).toEqual(
      [...["ok", "ok", "ok", "ok"], ...["stale", "stale", "stale", "stale"]].toSorted(),
    );
    expect(await db.auditEntry.count({ where: { event: "submission.approve" } })).toBe(4);
  });

  test("many are returned with one reason, which each unit reads", async () => {
    const picked = [await send("a2"), await send("bc")];
    const outcomes = await decideMany(picked, { event: "return", reason: "Thiếu THU" }, ACTORS.manager, NOW);
    expect(reasons(outcomes)).toEqual(["ok", "ok"]);
    expect(await read("bc", "2025-08")).toMatchObject({ status: "returned", reason: "Thiếu THU" });
  });
});

describe("remarks on a figure", () => {
  const say = async (actor: Actor, body: string, seconds = 0) => {
    const at = new Date(NOW.getTime() + seconds * 1000);
    return addFigureComment(await read("a2", "2025-08"), { indicator: "BHYT", body }, actor, at);
  };

  test("director, manager and central speak, in order, and with the version that was seen", async () => {
    expect(await say(ACTORS.typist, "Đã rà soát")).toBe(true);
    await send("a2");
    expect(await say(ACTORS.manager, "Vì sao tăng?", 1)).toBe(true);
    expect(await say(ACTORS.central, "Xem lại", 2)).toBe(true);
    const comments = await listFigureComments(await read("a2", "2025-08"));
    expect(comments.map(({ author, body, version }) => [author, body, version])).toEqual([
      [ACTORS.typist.displayName, "Đã rà soát", 0],
      [ACTORS.manager.displayName, "Vì sao tăng?", 1],
      [ACTORS.central.displayName, "Xem lại", 1],
    ]);
    const counts = await countFigureComments([await read("a2", "2025-08"), await read("bc", "2025-08")]);
    expect([...counts]).toEqual([[idOf("a2", "2025-08"), 3]]);
  });

  test("nobody else does, and nobody outside the scope", async () => {
    expect(await say(ACTORS.viewer, "x")).toBe(false);
    expect(await say(ACTORS.admin, "x")).toBe(false);
    const scope = { paths: ["/vn/r/"], provincePaths: [] } as unknown as OrgScope;
    expect(await say({ ...ACTORS.manager, scope }, "x")).toBe(false);
    expect(await db.figureComment.count()).toBe(0);
  });

  test("what was said stays as it was said", async () => {
    await say(ACTORS.typist, "Đã rà soát");
    await expect(db.$executeRawUnsafe("UPDATE figure_comments SET body = 'x'")).rejects.toThrow(
      /permission denied/,
    );
    await expect(db.$executeRawUnsafe("DELETE FROM figure_comments")).rejects.toThrow(/permission denied/);
  });
});

describe("the bounds of the checks", () => {
  const BHYT = defaultBound("BHYT");
  const tight = { month: 2, year: null, floor: 0 };

  test("central sets one, the audit says from what to what, and the default comes back", async () => {
    expect(await saveJumpBound("BHYT", tight, BHYT, ACTORS.central, NOW)).toEqual({ ok: true });
    expect((await getBoundSettings()).bounds.BHYT).toEqual(tight);
    expect((await getBoundSettings()).bounds.BHTN).toEqual(defaultBound("BHTN"));
    expect(await saveJumpBound("BHYT", null, tight, ACTORS.central, NOW)).toEqual({ ok: true });
    expect((await getBoundSettings()).setting).toEqual({});
    const entries = await db.auditEntry.findMany({
      where: { event: "setting.checks" },
      orderBy: { id: "asc" },
    });
    expect(entries.map(({ before, after }) => [before, after])).toEqual([
      [
        { indicator: "BHYT", ...BHYT },
        { indicator: "BHYT", ...tight, isDefault: false },
      ],
      [
        { indicator: "BHYT", ...tight },
        { indicator: "BHYT", ...BHYT, isDefault: true },
      ],
    ]);
  });

  test("nobody else sets one, and of two who do at once one is told", async () => {
    for (const actor of [ACTORS.manager, ACTORS.typist, ACTORS.admin, ACTORS.viewer])
      expect(await saveJumpBound("BHYT", tight, BHYT, actor, NOW)).toEqual({
        ok: false,
        reason: "forbidden",
      });
    const both = await Promise.all([
      saveJumpBound("BHYT", tight, BHYT, ACTORS.central, NOW),
      saveJumpBound("BHYT", { ...tight, month: 3 }, BHYT, ACTORS.central, NOW),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: "stale" }]);
  });

  test("the form and the server ask by it from the next request on", async () => {
    await report("a2", "2025-08", CELLS);
    await open("2025-09");
    const id = idOf("a2", "2025-09");
    const asks = async () => {
      const form = await getEntryForm(ACTORS.typist, id, NOW);
      if (!form) throw new Error(id);
      const cells = { BHYT: { value: 206n, explanation: null } };
      return checkCells(cells, form.checks).filter(({ code }) => code === "jump-month").length;
    };
    expect(await asks()).toBe(0);
    await saveJumpBound("BHYT", tight, BHYT, ACTORS.central, NOW);
    expect(await asks()).toBe(1);
    await type("a2", "2025-09", { ...CELLS, BHYT: 206n });
    await db.submissionDraft.updateMany({
      where: { unitId: "a2", indicatorId: "BHYT" },
      data: { explanation: null },
    });
    const seen = await getSubmission(ACTORS.typist, id);
    if (!seen) throw new Error(id);
    const result = await submitSubmission(seen, ACTORS.typist, NOW);
    expect(result).toMatchObject({
      ok: false,
      reason: "issues",
      issues: [{ indicator: "BHYT", code: "jump-month" }],
    });
  });

  test("the preview counts the cells of the last approved month that would have been asked about", async () => {
    expect(await countAsked(ACTORS.central, jumpBounds({}))).toEqual({ periodId: null, counts: {} });
    await open("2025-07");
    for (const unitId of ["a2", "bc", "d1"]) await report(unitId, "2025-07", CELLS);
    await report("a2", "2025-08", { ...CELLS, BHYT: 206n });
    await report("bc", "2025-08", { ...CELLS, BHYT: 240n });
    await report("d1", "2025-08", CELLS);
    const by = async (month: number, floor = 0) =>
      (await countAsked(ACTORS.central, { BHYT: { month, year: null, floor } })).counts.BHYT;
    const asked = await countAsked(ACTORS.central, { BHYT: tight });
    expect(asked.periodId).toBe("2025-08" as PeriodId);
    expect(await by(2)).toEqual({ cells: 3, asked: 2 });
    expect(await by(3)).toEqual({ cells: 3, asked: 1 });
    expect(await by(2, 40)).toEqual({ cells: 3, asked: 0 });
    expect(await by(20)).toEqual({ cells: 3, asked: 0 });
    for (const actor of [ACTORS.manager, ACTORS.typist, ACTORS.admin, ACTORS.viewer])
      expect(await countAsked(actor, { BHYT: tight })).toEqual({ periodId: null, counts: {} });
  });

  test("the preview compares with no sum where the form has none", async () => {
    await open("2024-07");
    await open("2025-07");
    for (const unitId of ["b", "c"]) await report(unitId, "2024-07", CELLS);
    await report("bc", "2025-07", { ...CELLS, BHYT: 500n });
    const asked = async () =>
      (await countAsked(ACTORS.central, { BHYT: { month: null, year: 2, floor: 0 } })).counts.BHYT;
    expect(await asked()).toEqual({ cells: 1, asked: 1 });
    // What began after that year, out of nothing, and went into the unit too.
    const [validFrom, validTo] = [new Date("2025-01-01"), new Date("2025-06-30")];
    const b = await db.unit.findUniqueOrThrow({ where: { id: "b" } });
    await db.unit.create({ data: { ...b, id: "e", code: "E", path: "/vn/p1/e/", validFrom, validTo } });
    await db.unitSuccession.create({
      data: {
        fromUnitId: "e",
        toUnitId: "bc",
        isWhole: true,
        fromValidTo: validTo,
        toValidFrom: new Date("2025-07-01"),
      },
    });
    await db.$executeRaw`UPDATE data_versions SET version = version + 1 WHERE province_id = 'Q'`;
    expect(await asked()).toEqual({ cells: 1, asked: 0 });
  });
});
