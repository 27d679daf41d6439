import { beforeEach, describe, expect, test } from "vitest";
import { saveDraftCells, type DraftCellInput } from "@/lib/data/drafts";
import { getEntryForm } from "@/lib/data/entry-form";
import { lockPeriod, unlockUnit } from "@/lib/data/periods";
import { db } from "@/lib/data/db";
import { entryAttainment } from "@/lib/domain/entry-target";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import {
  approve,
  giveBack,
  idOf,
  NOW,
  open,
  read,
  reopen,
  report,
  submit,
  type,
} from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const { typist, colleague, central, viewer, manager } = ACTORS;

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open("2025-06");
});

const cell = (
  indicator: IndicatorId,
  value: bigint | null,
  more: Partial<DraftCellInput> = {},
): DraftCellInput => ({
  indicator,
  value,
  isEstimate: false,
  note: null,
  explanation: null,
  expectedVersion: 0,
  ...more,
});
const saved = (indicator: IndicatorId, version: number) => ({ indicator, saved: true, version });

async function held(unitId: string) {
  const form = await getEntryForm(typist, idOf(unitId, "2025-06"), NOW);
  return new Map(form?.cells.map(({ indicator, value, version }) => [indicator, { value, version }]));
}

describe("two people in one form", () => {
  test("in different cells do not disturb each other", async () => {
    const seen = await read("a", "2025-06");
    const results = await Promise.all([
      saveDraftCells(seen, [cell("BHYT", 100n)], typist, NOW),
      saveDraftCells(seen, [cell("BHXH_BB", 10n)], colleague, NOW),
    ]);
    expect(results).toEqual([
      { ok: true, cells: [saved("BHYT", 1)] },
      { ok: true, cells: [saved("BHXH_BB", 1)] },
    ]);
  });

  test("in the same cell: the second gets the other's value, and loses nothing else", async () => {
    const seen = await read("a", "2025-06");
    await saveDraftCells(seen, [cell("BHYT", 100n)], typist, NOW);
    const second = await saveDraftCells(seen, [cell("BHYT", 200n), cell("BHXH_TN", 3n)], colleague, NOW);
    const theirs = { value: 100n, version: 1, updatedBy: "nhap", updatedAt: NOW };
    expect(second).toMatchObject({
      ok: true,
      cells: [{ indicator: "BHYT", saved: false, reason: "stale", mine: 200n, theirs }, saved("BHXH_TN", 1)],
    });
    expect((await held("a")).get("BHYT")).toEqual({ value: 100n, version: 1 });
  });

  test("at the same instant: one is saved, the other told", async () => {
    const seen = await read("a", "2025-06");
    const values = Array.from({ length: 8 }, (_, index) => BigInt(index + 1));
    const results = await Promise.all(
      values.map((value) => saveDraftCells(seen, [cell("BHYT", value)], typist, NOW)),
    );
    const outcomes = results.flatMap((result) => (result.ok ? result.cells : []));
    expect(outcomes.filter((one) => one.saved)).toHaveLength(1);
    expect(outcomes.filter((one) => !one.saved && one.reason === "stale")).toHaveLength(7);
  });

  test("who typed the same have nothing to settle", async () => {
    const seen = await read("a", "2025-06");
    await saveDraftCells(seen, [cell("BHYT", 100n)], typist, NOW);
    const again = await saveDraftCells(seen, [cell("BHYT", 100n)], colleague, NOW);
    expect(again).toEqual({ ok: true, cells: [saved("BHYT", 1)] });
  });

  test("whoever has seen the other's value may write over it", async () => {
    const seen = await read("a", "2025-06");
    await saveDraftCells(seen, [cell("BHYT", 100n)], typist, NOW);
    const second = await saveDraftCells(seen, [cell("BHYT", 200n, { expectedVersion: 1 })], colleague, NOW);
    expect(second).toEqual({ ok: true, cells: [saved("BHYT", 2)] });
  });
});

describe("a cell", () => {
  test("may be emptied, which is not 0", async () => {
    await type("a", "2025-06", { BHYT: 100n });
    await type("a", "2025-06", { BHYT: null });
    expect((await held("a")).get("BHYT")).toEqual({ value: null, version: 2 });
  });

  test("of what the unit does not report, or too large to be summed, is refused beside the others", async () => {
    const seen = await read("BQP", "2025-06");
    const cells = [cell("TT_LOA", 1n), cell("BHYT", 10n ** 12n), cell("BHXH_BB", 5n)];
    expect(await saveDraftCells(seen, cells, typist, NOW)).toEqual({
      ok: true,
      cells: [
        { indicator: "TT_LOA", saved: false, reason: "not-reported", mine: 1n },
        { indicator: "BHYT", saved: false, reason: "too-large", mine: 10n ** 12n },
        saved("BHXH_BB", 1),
      ],
    });
  });

  test("starts from the submitted version after it came back, with its author", async () => {
    await type("a", "2025-06", { BHYT: 100n, BHXH_BB: 1n, BHXH_TN: null, TN_MOI: null, THU: null });
    await submit("a", "2025-06");
    await giveBack("a", "2025-06");
    expect((await held("a")).get("BHYT")).toEqual({ value: 100n, version: 0 });
    expect(await db.submissionDraft.count()).toBe(0);
  });
});

describe("saving is refused", () => {
  const save = async (unitId = "a", actor = typist) =>
    saveDraftCells(await read(unitId, "2025-06"), [cell("BHYT", 5n)], actor, NOW);

  test("to those who may not enter", async () => {
    expect(await save("a", central)).toEqual({ ok: false, reason: "forbidden" });
    expect(await save("a", viewer)).toEqual({ ok: false, reason: "forbidden" });
  });

  test("while the form waits for its approver, and once it is approved", async () => {
    await report("b", "2025-06", { BHYT: 5n });
    await type("a", "2025-06", { BHYT: 1n, BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null });
    await submit("a", "2025-06");
    expect(await save("a")).toEqual({ ok: false, reason: "waiting" });
    expect(await save("b")).toEqual({ ok: false, reason: "approved" });
    await reopen("b", "2025-06");
    expect(await save("b")).toMatchObject({ ok: true });
  });

  test("in a locked period, unless the unit is unlocked", async () => {
    await lockPeriod("2025-06" as PeriodId, central, null, NOW);
    expect(await save("a")).toEqual({ ok: false, reason: "period-locked" });
    const key = { provinceId: "P1", unitId: "a", periodId: "2025-06" as PeriodId };
    await unlockUnit(key, central, { until: "2025-08-02", reason: "Nộp bổ sung" }, NOW);
    expect(await save("a")).toMatchObject({ ok: true });
    expect(await save("b")).toEqual({ ok: false, reason: "period-locked" });
  });

  test("to a form that was read before it was submitted and came back", async () => {
    const seen = await read("a", "2025-06");
    await type("a", "2025-06", { BHYT: 1n, BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null });
    await submit("a", "2025-06");
    await giveBack("a", "2025-06");
    expect(await saveDraftCells(seen, [cell("BHYT", 9n)], colleague, NOW)).toEqual({
      ok: false,
      reason: "stale",
    });
  });
});

describe("the form", () => {
  test("shows last month and last year through whole predecessors, and none where one of them has none", async () => {
    await open("2025-07");
    await report("b", "2025-06", { BHYT: 5n, BHXH_BB: 1n });
    await report("c", "2025-06", { BHYT: 7n });
    const form = await getEntryForm(typist, idOf("bc", "2025-07"), NOW);
    const [bb, tn, yt] = form?.cells.map(({ lastMonth }) => lastMonth) ?? [];
    expect([bb, tn, yt]).toEqual([null, null, null]);
    expect(form?.cells.find(({ indicator }) => indicator === "BHYT")?.lastMonth).toBe(12n);
  });

  test("shows the headline target and what remains, of a flow to the year so far", async () => {
    const decision = { unitId: "R", issuer: "BHXH VN", number: "1/QĐ", status: "issued" as const };
    const days = { decidedOn: new Date("2025-01-05"), effectiveOn: new Date("2025-01-05"), recordedAt: NOW };
    const decisionId = "01900000-0000-7000-8000-000000000001";
    await db.decision.create({ data: { id: decisionId, ...decision, ...days } });
    const place = { provinceId: "R", unitId: "R-VP", scope: "2025", kind: "headcount" as const };
    const target = { ...place, decisionId, version: 1, recordedAt: NOW };
    await db.target.createMany({
      data: [
        { ...target, indicatorId: "BHYT", value: 1000n },
        { ...target, indicatorId: "TN_MOI", value: 100n },
      ],
    });
    for (const month of ["2025-01", "2025-02"]) await open(month);
    await report("R-VP", "2025-01", { BHYT: 900n, TN_MOI: 30n });
    await type("R-VP", "2025-02", { BHYT: 950n, TN_MOI: 20n });
    const form = await getEntryForm(typist, idOf("R-VP", "2025-02"), NOW);
    const remaining = new Map(
      form?.cells.map(({ indicator, target, value }) => [
        indicator,
        target && entryAttainment(target, value).remaining,
      ]),
    );
    expect([remaining.get("BHYT"), remaining.get("TN_MOI"), remaining.get("THU")]).toEqual([50n, 50n, null]);
    expect(form?.lock).toBeNull();
  });

  test("counts an increase from last December", async () => {
    for (const month of ["2024-12", "2025-01"]) await open(month);
    const decisionId = "01900000-0000-7000-8000-000000000002";
    const days = { decidedOn: new Date("2025-01-05"), effectiveOn: new Date("2025-01-05"), recordedAt: NOW };
    const paper = { unitId: "R", issuer: "BHXH VN", number: "2/QĐ", status: "issued" as const };
    await db.decision.create({ data: { id: decisionId, ...paper, ...days } });
    const place = { provinceId: "R", unitId: "R-VP", scope: "2025", indicatorId: "BHXH_TN" };
    const target = { ...place, kind: "increase" as const, value: 100n, decisionId, version: 1 };
    await db.target.create({ data: { ...target, recordedAt: NOW } });
    await report("R-VP", "2024-12", { BHXH_TN: 1000n });
    await type("R-VP", "2025-01", { BHXH_TN: 1050n });
    const form = await getEntryForm(typist, idOf("R-VP", "2025-01"), NOW);
    const voluntary = form?.cells.find(({ indicator }) => indicator === "BHXH_TN");
    expect(voluntary?.target && entryAttainment(voluntary.target, voluntary.value)).toEqual({
      kind: "increase",
      pctOfPlan: { numerator: 50n, denominator: 100n },
      remaining: 50n,
    });
  });

  test("of a month that was approved past what somebody typed shows the approved number, not the typed one", async () => {
    await type("a", "2025-06", { BHYT: 100n });
    const key = { provinceId: "P1", unitId: "a", periodId: "2025-06" };
    await db.figureRevision.create({ data: { ...key, version: 1, indicatorId: "BHYT", value: 7n } });
    await db.submission.update({
      where: { provinceId_unitId_periodId: key },
      data: { status: "approved", version: 1, approvedVersion: 1, approvedAt: NOW },
    });
    const form = await getEntryForm(typist, idOf("a", "2025-06"), NOW);
    expect(form?.lock).toBe("approved");
    expect((await held("a")).get("BHYT")).toEqual({ value: 7n, version: 0 });
  });

  test("is nothing to viewers and admins, and to those out of scope", async () => {
    const id = idOf("a", "2025-06");
    expect(await getEntryForm(viewer, id, NOW)).toBeNull();
    expect(await getEntryForm(ACTORS.admin, id, NOW)).toBeNull();
    const elsewhere = { ...manager, scope: { ...manager.scope, paths: ["/vn/p2/"] } };
    expect(await getEntryForm(elsewhere, id, NOW)).toBeNull();
    expect(
      await getEntryForm({ ...manager, scope: { ...manager.scope, paths: ["/vn/p%/"] } }, id, NOW),
    ).toBeNull();
    expect(await getEntryForm(manager, "P1.a.2025-13", NOW)).toBeNull();
    expect(await approve("a", "2025-06")).toEqual({ ok: false, reason: "wrong-status" });
  });
});
