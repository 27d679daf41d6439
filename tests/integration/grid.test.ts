import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import type { DraftCellInput } from "@/lib/data/drafts";
import { getEntryForm } from "@/lib/data/entry-form";
import { getProvinceGrid, listGridSubmissions } from "@/lib/data/grid";
import { listSendable, saveGridCells, submitMany } from "@/lib/data/grid-changes";
import { lockPeriod } from "@/lib/data/periods";
import { INDICATOR_IDS, type IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import { isDerivedId } from "@/lib/domain/rollup";
import { idOf, NOW, open, report, submit, type } from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const { manager, typist, deputy, viewer, admin, central } = ACTORS;
const JUNE = "2025-06" as PeriodId;
const ALL = INDICATOR_IDS.filter((id) => !isDerivedId(id));

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

const cell = (indicator: IndicatorId, value: bigint | null, expectedVersion = 0): DraftCellInput => ({
  indicator,
  value,
  isEstimate: false,
  note: null,
  explanation: "đã rà soát",
  expectedVersion,
});
const change = (unitId: string, cells: readonly DraftCellInput[], lockVersion = 0) => ({
  id: idOf(unitId, JUNE),
  lockVersion,
  cells,
});
const drafts = async (unitId: string) =>
  (
    await db.submissionDraft.findMany({ where: { unitId, periodId: JUNE }, orderBy: { indicatorId: "asc" } })
  ).map(({ indicatorId, value }) => [indicatorId, value]);
const elsewhere = <T extends typeof manager>(actor: T, path: string): T => ({
  ...actor,
  scope: { ...actor.scope, paths: [path] },
});

describe("the grid of a province", () => {
  test("shows of every unit what the unit's own form shows, through predecessors and across years", async () => {
    for (const [month, value] of [
      ["2024-06", 90n],
      ["2024-12", 95n],
      ["2025-05", 99n],
    ] as const) {
      await open(month);
      for (const unit of ["a", "b", "c"])
        await report(unit, month, { BHYT: value, BHXH_BB: 10n, THU: 5n, TN_MOI: 2n });
    }
    await open("2025-06");
    await type("a", "2025-06", { BHYT: 120n });
    for (const unit of ["a", "b", "c"])
      await report(unit, "2025-06", { BHYT: 101n, BHXH_BB: 11n, THU: 7n, TN_MOI: 1n });
    await open("2025-07");
    await type("bc", "2025-07", { BHYT: 205n, THU: null });
    for (const [province, period] of [
      ["P1", "2025-06"],
      ["Q", "2025-07"],
    ] as const) {
      const submissions = await listGridSubmissions(manager, province, period as PeriodId);
      const { rows } = await getProvinceGrid(submissions, ALL);
      expect(rows.length).toBeGreaterThan(2);
      for (const { submission, cells, earlierThisYear, population } of rows) {
        const form = await getEntryForm(manager, submission.id, NOW);
        expect(cells).toEqual(form?.cells);
        expect(earlierThisYear.THU).toEqual(form?.checks.earlierThisYear.THU);
        expect(population).toEqual(form?.checks.population);
      }
    }
  });

  test("of one section counts what the others hold", async () => {
    await open("2025-06");
    await type("a", "2025-06", { BHYT: 1n, BHXH_BB: 1n, THU: 5n });
    const { rows } = await getProvinceGrid(await listGridSubmissions(manager, "P1", JUNE), ["THU", "NO"]);
    const a = rows.find(({ submission }) => submission.unitId === "a");
    expect(a?.elsewhere).toEqual({ filled: 2, asked: 4 });
    expect(a?.cells.map(({ indicator, value }) => [indicator, value])).toEqual([
      ["THU", 5n],
      ["NO", null],
    ]);
  });

  test("is empty for who never sees drafts, and holds only what is in scope", async () => {
    await open("2025-06");
    expect(await listGridSubmissions(viewer, "P1", JUNE)).toEqual([]);
    expect(await listGridSubmissions(admin, "P1", JUNE)).toEqual([]);
    expect(await listGridSubmissions(elsewhere(manager, "/vn/p2/"), "P1", JUNE)).toEqual([]);
    const own = await listGridSubmissions(elsewhere(typist, "/vn/p1/a/"), "P1", JUNE);
    expect(own.map(({ unitId }) => unitId)).toEqual(["a"]);
    expect((await listGridSubmissions(central, "VN", JUNE)).map(({ unitId }) => unitId)).toEqual(["BQP"]);
  });
});

describe("saving cells of many units", () => {
  beforeEach(() => open("2025-06"));

  test("saves each unit by itself: one that waits for approval keeps none of the others back", async () => {
    await type("b", "2025-06", { BHXH_BB: 1n, BHXH_TN: 1n, BHYT: 2n, TN_MOI: 1n, THU: 1n });
    await submit("b", "2025-06");
    const saves = await saveGridCells(
      [
        change("a", [cell("BHYT", 10n), cell("TT_TO_ROI", 5n)]),
        change("b", [cell("BHYT", 20n)]),
        change("P1-VP", [cell("BHYT", 30n)]),
      ],
      manager,
      NOW,
    );
    expect(saves).toMatchObject([
      { id: "P1.a.2025-06", result: { ok: true, cells: [{ saved: true, version: 1 }, { saved: true }] } },
      { id: "P1.b.2025-06", result: { ok: false, reason: "waiting" } },
      { id: "P1.P1-VP.2025-06", result: { ok: true } },
    ]);
    expect(await drafts("a")).toEqual([
      ["BHYT", 10n],
      ["TT_TO_ROI", 5n],
    ]);
    expect(await drafts("P1-VP")).toEqual([["BHYT", 30n]]);
  });

  test("answers of each cell: saved, overtaken with both values, not reported, too large", async () => {
    await saveGridCells([change("P1-VP", [cell("BHYT", 1n)])], typist, NOW);
    const [save] = await saveGridCells(
      [change("P1-VP", [cell("BHYT", 2n), cell("BHXH_BB", 3n), cell("TT_LOA", 4n), cell("THU", 10n ** 17n)])],
      manager,
      NOW,
    );
    expect(save?.result).toMatchObject({
      ok: true,
      cells: [
        {
          indicator: "BHYT",
          saved: false,
          reason: "stale",
          mine: 2n,
          theirs: { value: 1n, updatedBy: "nhap" },
        },
        { indicator: "BHXH_BB", saved: true },
        { indicator: "TT_LOA", saved: false, reason: "not-reported" },
        { indicator: "THU", saved: false, reason: "too-large" },
      ],
    });
  });

  test("of two people at the same instant in the same cells of a province loses nothing and doubles nothing", async () => {
    const units = ["a", "b", "P1-VP"];
    const both = await Promise.all(
      [manager, deputy].map((one, at) =>
        saveGridCells(
          units.map((unit) =>
            change(unit, [cell("BHYT", BigInt(at + 1)), cell(at === 0 ? "BHXH_BB" : "BHXH_TN", 7n)]),
          ),
          one,
          NOW,
        ),
      ),
    );
    const answers = both.flat().flatMap(({ result }) => (result.ok ? result.cells : []));
    expect(answers).toHaveLength(12);
    expect(answers.filter(({ saved }) => saved)).toHaveLength(9);
    for (const unit of units) expect(await drafts(unit)).toHaveLength(3);
  });

  test("with made-up, foreign or outdated submissions writes nothing into them", async () => {
    const foreign = elsewhere(manager, "/vn/p2/");
    const cells = [cell("BHYT", 1n)];
    expect(
      await saveGridCells([change("a", cells), { id: "x", lockVersion: 0, cells }], foreign, NOW),
    ).toEqual([
      { id: "P1.a.2025-06", result: { ok: false, reason: "not-found" } },
      { id: "x", result: { ok: false, reason: "not-found" } },
    ]);
    expect(await saveGridCells([change("a", cells, 7)], manager, NOW)).toMatchObject([
      { result: { ok: false, reason: "stale" } },
    ]);
    expect(await saveGridCells([change("BQP", cells)], central, NOW)).toMatchObject([
      { result: { ok: false, reason: "forbidden" } },
    ]);
    expect(await db.submissionDraft.count()).toBe(0);
  });

  test("into a locked period is refused unit by unit, with the reason", async () => {
    await lockPeriod(JUNE, central, null, NOW);
    expect(await saveGridCells([change("a", [cell("BHYT", 1n)])], manager, NOW)).toMatchObject([
      { result: { ok: false, reason: "period-locked" } },
    ]);
  });
});

describe("sending many forms", () => {
  const whole = { BHXH_BB: 1n, BHXH_TN: 1n, BHYT: 2n, TN_MOI: 1n, THU: 1n };
  beforeEach(() => open("2025-06"));

  test("lists what may be sent and what is in the way, as submitting would say it", async () => {
    await type("a", "2025-06", whole);
    await type("b", "2025-06", { ...whole, BHXH_BB: 9n });
    const sendable = await listSendable(manager, "P1", JUNE, NOW);
    expect(
      sendable.map(({ submission, blocking }) => [submission.unitId, blocking.map(({ code }) => code)]),
    ).toEqual([
      ["a", []],
      ["b", ["part-exceeds-whole"]],
      ["P1-VP", ["empty-form"]],
    ]);
    expect(await listSendable(central, "P1", JUNE, NOW)).toEqual([]);
  });

  test("sends each by itself and says of each what became of it", async () => {
    await type("a", "2025-06", whole);
    await type("b", "2025-06", { ...whole, BHXH_BB: 9n });
    const seen = ["a", "b", "P1-VP", "c"].map((unit) => ({ id: idOf(unit, JUNE), lockVersion: 0 }));
    const answers = await submitMany(seen, elsewhere(manager, "/vn/p1/"), NOW);
    expect(answers).toMatchObject([
      { id: "P1.a.2025-06", result: { ok: true, version: 1 } },
      { result: { ok: false, reason: "issues" } },
      { result: { ok: false, reason: "issues" } },
      { id: "P2.c.2025-06", result: { ok: false, reason: "not-found" } },
    ]);
    const { status } = await db.submission.findFirstOrThrow({ where: { unitId: "a", periodId: JUNE } });
    expect(status).toBe("submitted");
    expect(await submitMany(seen.slice(0, 1), typist, NOW)).toMatchObject([
      { result: { ok: false, reason: "stale" } },
    ]);
    // The same person once more: it was sent once, and is said to be sent.
    expect(await submitMany(seen.slice(0, 1), manager, NOW)).toMatchObject([
      { result: { ok: true, version: 1 } },
    ]);
    expect(await db.auditEntry.count({ where: { event: "submission.submit" } })).toBe(1);
  });
});
