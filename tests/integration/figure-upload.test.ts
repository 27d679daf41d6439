import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { saveDraftBatches, type DraftBatch } from "@/lib/data/draft-batches";
import { saveDraftCells } from "@/lib/data/drafts";
import { getEntryForm } from "@/lib/data/entry-form";
import { listFigureForms, listNameableUnits } from "@/lib/data/figure-forms";
import { saveFigureChanges } from "@/lib/data/figure-upload";
import { readMonthForms, reporters } from "@/lib/data/old-sheets";
import { lockPeriod } from "@/lib/data/periods";
import { getFigureMapping, getSheetMapping, saveFigureMapping } from "@/lib/data/sheet-mappings";
import type { CheckContext } from "@/lib/domain/checks";
import type { FigureForm } from "@/lib/domain/figure-form";
import { readFigureSheet } from "@/lib/domain/figure-sheet";
import { provinceTemplate, templateRows } from "@/lib/domain/figure-template";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { sheetOf } from "@/tests/support/figure-forms";
import { idOf, NOW, open, read, report, submit, type } from "@/tests/support/workflow-moves";
import { unitOf } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const { typist, colleague, manager, central, viewer, admin } = ACTORS;
const JUNE = "2025-06" as PeriodId;
const P1 = unitOf("P1");
const formsOf = (actor: Actor = typist, unit = P1, period = JUNE) =>
  listFigureForms(actor, unit, [period], NOW);

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open("2025-06");
});

type Numbers = Record<string, Partial<Record<IndicatorId, bigint>>>;

/** The province's own form, filled, as it is read back. */
function fill(forms: readonly FigureForm[], numbers: Numbers) {
  const of = { unitId: "P1", unitName: "P1", periodId: JUNE };
  const rows = templateRows(provinceTemplate(of, forms));
  const head = rows[4] ?? [];
  const filled = rows.map((cells) => {
    const own = numbers[String(cells[0]).toLowerCase()];
    if (!own) return cells;
    return cells.map((cell, at) => own[head[at] as IndicatorId] ?? cell);
  });
  const answer = readFigureSheet(sheetOf(filled), "workbook", { ...of, forms, isUnit: false });
  if (!answer.ok) throw new Error(answer.message);
  return answer.reading;
}

const FILE = { source: "Tệp p1.xlsx", origin: "workbook", sha256: "ab".repeat(32), unchanged: 0 } as const;
const save = (changes: ReturnType<typeof fill>["changes"], actor: Actor = typist) =>
  saveFigureChanges(changes, FILE, P1, actor, NOW);

async function held(unitId: string) {
  const form = await getEntryForm(typist, idOf(unitId, JUNE), NOW);
  return Object.fromEntries(
    (form?.cells ?? []).flatMap(({ indicator, value, version }) =>
      value === null ? [] : [[indicator, [value, version]]],
    ),
  );
}
const uploads = () => db.auditEntry.findMany({ where: { event: "figures.upload" } });

describe("the forms of a province", () => {
  test("are those of the single form: the same cells, the same checks", async () => {
    await open("2025-05");
    await open("2025-04");
    await report("a", "2025-04", { BHYT: 90n, THU: 50n });
    await report("a", "2025-05", { BHYT: 100n, THU: 70n });
    await type("a", "2025-06", { BHYT: 110n }, typist, ["BHYT"]);
    const [form] = (await formsOf()).filter(({ unitId }) => unitId === "a");
    const single = await getEntryForm(typist, idOf("a", JUNE), NOW);
    const { kind, asOf, required, lastMonth, sameMonthLastYear, population, bounds, earlierThisYear } =
      single?.checks ?? ({} as Partial<CheckContext>);
    expect(form?.checks).toEqual({
      kind,
      asOf,
      required,
      lastMonth,
      sameMonthLastYear,
      population,
      bounds,
      // Only what accumulates is asked of the months before.
      earlierThisYear: { THU: earlierThisYear?.THU },
    });
    expect(form?.held.BHYT).toEqual({
      value: 110n,
      isEstimate: true,
      note: null,
      explanation: "đã rà soát",
      version: 1,
    });
    expect(form?.lock).toBeNull();
  });

  test("are seen by those who type there, and nobody else", async () => {
    const ids = async (actor: Actor) => (await formsOf(actor)).map(({ unitId }) => unitId);
    expect(await ids(typist)).toEqual(["a", "b", "P1-VP"]);
    expect(await ids(manager)).toEqual(["a", "b", "P1-VP"]);
    for (const actor of [central, viewer, admin]) expect(await ids(actor)).toEqual([]);
    const elsewhere = { ...typist, scope: { ...typist.scope, paths: ["/vn/p2/"] } };
    expect(await ids(elsewhere)).toEqual([]);
  });

  test("of a new province before it was one are those of its whole predecessors", async () => {
    const forms = await formsOf(typist, unitOf("Q"));
    expect(forms.map(({ unitId }) => unitId).sort()).toEqual(["P1-VP", "P2-VP", "a", "b", "c", "d"]);
    const nameable = await listNameableUnits(unitOf("Q"));
    const months = await readMonthForms(typist, unitOf("Q"), [JUNE, "2019-01" as PeriodId], nameable, NOW);
    expect(months.get("2019-01" as PeriodId)?.forms).toEqual([]);
    const outside = months.get(JUNE)?.outsiders.find(({ id }) => id === "a2");
    expect(outside?.reason).toBe("chỉ có từ ngày 01/07/2025");
    expect(reporters(nameable).map(({ id }) => id)).toContain("a2");
  });
});

describe("a filled form", () => {
  test("is written as drafts with one audit entry; the same file again changes nothing", async () => {
    const numbers = { a: { BHYT: 100n, BHXH_BB: 10n }, b: { BHYT: 200n } };
    const first = fill(await formsOf(), numbers);
    expect(await save(first.changes)).toEqual({ ok: true, cells: 3 });
    expect(await held("a")).toEqual({ BHYT: [100n, 1], BHXH_BB: [10n, 1] });
    expect(await held("b")).toEqual({ BHYT: [200n, 1] });
    expect(await uploads()).toMatchObject([
      {
        provinceId: "P1",
        actorId: typist.id,
        subject: "unit:P1",
        after: {
          file: "Tệp p1.xlsx",
          sha256: FILE.sha256,
          cells: 3,
          units: ["a", "b"],
          periods: ["2025-06"],
        },
      },
    ]);
    const again = fill(await formsOf(), numbers);
    expect(again).toMatchObject({ changes: [], unchanged: 3, canWrite: true });
  });

  test("makes whoever uploaded it a contributor of the coming version", async () => {
    await save(fill(await formsOf(), { a: { BHYT: 100n } }).changes, manager);
    await type("a", "2025-06", { BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null });
    expect(await submit("a", "2025-06")).toMatchObject({ ok: true });
    expect((await read("a", "2025-06")).contributors).toContain(manager.id);
  });

  test("into which somebody typed after the preview: nothing of it is written", async () => {
    const { changes } = fill(await formsOf(), { a: { BHYT: 100n }, b: { BHYT: 200n } });
    await type("a", "2025-06", { BHYT: 77n }, colleague);
    expect(await save(changes)).toEqual({ ok: false, reason: "overtaken" });
    expect(await held("a")).toEqual({ BHYT: [77n, 1] });
    expect(await held("b")).toEqual({});
    expect(await uploads()).toEqual([]);
    const anew = fill(await formsOf(), { a: { BHYT: 100n }, b: { BHYT: 200n } });
    expect(anew.changes.map(({ before }) => before.version)).toEqual([1, 0]);
    expect(await save(anew.changes)).toEqual({ ok: true, cells: 2 });
  });

  test("does not disturb somebody in other cells of the same form", async () => {
    const { changes } = fill(await formsOf(), { a: { BHYT: 100n } });
    await type("a", "2025-06", { THU: 5n }, colleague);
    expect(await save(changes)).toEqual({ ok: true, cells: 1 });
    expect(await held("a")).toEqual({ BHYT: [100n, 1], THU: [5n, 1] });
  });

  test("two at the same instant: one is written whole, the other told", async () => {
    const forms = await formsOf();
    const of = (value: bigint) => fill(forms, { a: { BHYT: value }, b: { BHYT: value } }).changes;
    const results = await Promise.all([1n, 2n, 3n, 4n].map((value) => save(of(value))));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const [a, b] = await Promise.all([held("a"), held("b")]);
    expect(a).toEqual(b);
    expect(await uploads()).toHaveLength(1);
  });

  test.each(["submitted", "locked"] as const)(
    "for a form that was %s meanwhile is not written",
    async (what) => {
      await type("a", "2025-06", { BHYT: 1n, BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null });
      const { changes } = fill(await formsOf(), { a: { BHYT: 100n }, b: { BHYT: 5n } });
      if (what === "submitted") await submit("a", "2025-06");
      else await lockPeriod(JUNE, central, null, NOW);
      expect(await save(changes)).toEqual({ ok: false, reason: "overtaken" });
      expect(await held("b")).toEqual({});
    },
  );
});

describe("batches made by hand", () => {
  const cell = (indicator: IndicatorId, value: bigint) => ({
    indicator,
    value,
    isEstimate: false,
    note: null,
    explanation: null,
    expectedVersion: 0,
  });
  const batch = (more: Partial<DraftBatch>): DraftBatch => ({
    provinceId: "P1",
    unitId: "a",
    periodId: JUNE,
    lockVersion: 0,
    cells: [cell("BHYT", 1n)],
    ...more,
  });
  const entry = {
    provinceId: "P1",
    actorId: typist.id,
    event: "figures.upload",
    subject: "unit:P1",
    at: NOW,
  };
  const put = (one: DraftBatch, actor: Actor = typist) => saveDraftBatches([one], entry, actor, NOW);

  test.each([
    ["of another unit", batch({ unitId: "khong-co" }), typist],
    ["of a month that is not open", batch({ periodId: "2024-01" as PeriodId }), typist],
    ["of an indicator that the unit does not report", batch({ cells: [cell("BHYT_NSDLD", 1n)] }), typist],
    ["too large to be summed", batch({ cells: [cell("BHYT", 10n ** 12n)] }), typist],
    ["below zero", batch({ cells: [cell("BHYT", -1n)] }), typist],
    ["by central, who types nothing", batch({}), central],
    ["by a viewer", batch({}), viewer],
    ["out of scope", batch({}), { ...typist, scope: { ...typist.scope, paths: ["/vn/p2/"] } }],
  ] satisfies [string, DraftBatch, Actor][])(
    "%s are refused, and leave no trace",
    async (_name, one, actor) => {
      expect(await put(one, actor)).toEqual({ ok: false, reason: "refused" });
      expect(await uploads()).toEqual([]);
    },
  );

  test("keep every letter of a note", async () => {
    const note = 'thẻ "tạm" \\ {NULL}, dòng 1\ndòng 2';
    expect(await put(batch({ cells: [{ ...cell("BHYT", 5n), note }] }))).toEqual({ ok: true, cells: 1 });
    const form = await getEntryForm(typist, idOf("a", JUNE), NOW);
    expect(form?.cells.find(({ indicator }) => indicator === "BHYT")?.note).toBe(note);
  });

  test("go on where a form was typed into cell by cell", async () => {
    const seen = await read("a", "2025-06");
    await saveDraftCells(seen, [cell("BHYT", 5n)], typist, NOW);
    const again = batch({
      lockVersion: seen.lockVersion,
      cells: [{ ...cell("BHYT", 6n), expectedVersion: 1 }],
    });
    expect(await put(again)).toEqual({ ok: true, cells: 1 });
    expect(await held("a")).toEqual({ BHYT: [6n, 2] });
  });
});

test("a mapping of figures is remembered apart from one of targets under the same words", async () => {
  const columns = {
    code: null,
    name: 0,
    month: null,
    year: null,
    monthNumber: null,
    numbers: [{ indicator: "BHYT" as const, column: 1, scale: 3 as const }],
  };
  expect(await saveFigureMapping(P1, "don vi|bhyt", columns, typist, NOW)).toBe(true);
  expect(await getFigureMapping(typist.scope, P1, "don vi|bhyt")).toEqual(columns);
  expect(await getSheetMapping(typist.scope, P1, "don vi|bhyt")).toBeNull();
  expect(await saveFigureMapping(P1, "don vi|bhyt", columns, viewer, NOW)).toBe(false);
});
