import {
  readSheet,
  type AskedReading,
  type Source,
} from "@/app/(app)/targets/decisions/[id]/sheet/sheet-preview";
import { beforeEach, describe, expect, test } from "vitest";
import { createDecision } from "@/lib/data/decision-changes";
import { getDecision, listDecisionTargets, type Decision } from "@/lib/data/decisions";
import { db } from "@/lib/data/db";
import { saveSheetMapping } from "@/lib/data/sheet-mappings";
import { saveTargetDrafts } from "@/lib/data/target-drafts";
import {
  getSheetContext,
  getTargetTemplate,
  saveSheetChanges,
  sheetReceivers,
} from "@/lib/data/target-sheet";
import { readUses } from "@/lib/domain/sheet-columns";
import { readHeading } from "@/lib/domain/sheet-heading";
import { ReceiverIndex } from "@/lib/domain/sheet-receivers";
import { readTargetSheet } from "@/lib/domain/sheet-targets";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { readWorkbook } from "@/lib/excel/read-workbook";
import { writeTargetTemplate } from "@/lib/excel/write-target-template";
import { sheet } from "@/tests/support/sheets";
import { UNITS, unitOf } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const NOW = new Date("2026-01-10T02:00:00Z");
const SCOPE = targetScopeSchema.parse("2026");
const BHYT = { scope: SCOPE, indicator: "BHYT", kind: "headcount" } as const;
const ASKED = { scope: SCOPE, today: "2026-01-10" } as const;
const { manager } = ACTORS;

async function seen(id: string): Promise<Decision> {
  const decision = await getDecision(manager, id);
  if (!decision) throw new Error("no such decision");
  return decision;
}

async function drafted(place: string): Promise<Decision> {
  const unit = unitOf(place);
  const head = {
    issuer: place === "Q" ? "BHXH tỉnh" : "BHXH cơ sở",
    number: "1/QĐ",
    decidedOn: "2026-01-01",
    effectiveOn: "2026-01-01",
    subject: "",
    supersedesId: null,
  };
  const made = await createDecision(unit, head, manager, NOW);
  if (!made.ok) throw new Error(made.reason);
  return seen(made.id);
}

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

describe("who may stand in a sheet", () => {
  test("the units below as they stand then; those that have ended and the unit itself say why they get nothing", async () => {
    const { receivers, outsiders } = await getSheetContext(await drafted("Q"), SCOPE, "unit");
    const below = UNITS.filter(({ parentId, level }) => parentId === "Q" && level !== "commune");
    const standing = below.filter(({ validTo }) => validTo === null);
    expect(receivers.map(({ id }) => id).sort()).toEqual(standing.map(({ id }) => id).sort());
    expect(outsiders.find(({ id }) => id === "Q")?.reason).toBe("là tổng của cả bảng");
    const ended = below.filter(({ validTo }) => validTo !== null);
    for (const { id } of ended)
      expect(outsiders.find((one) => one.id === id)?.reason).toMatch(/^đã kết thúc ngày \d\d\/\d\d\/\d{4}$/);
    expect(outsiders).toHaveLength(ended.length + 1);
  });

  test("below a reporting unit its recipients", async () => {
    const decision = await drafted("a2");
    const of = { provinceId: "Q", unitId: "a2", kind: "association" } as const;
    const [from, to] = [new Date("2025-07-01"), new Date("2025-08-31")];
    await db.recipient.createMany({
      data: [
        { ...of, id: "hoi-1", name: "Hội Phụ nữ", validFrom: from, validTo: null },
        { ...of, id: "cu", name: "Hội cũ", validFrom: from, validTo: to },
      ],
    });
    expect(sheetReceivers(decision)).toBe("recipient");
    const { receivers, outsiders } = await getSheetContext(decision, SCOPE, "recipient");
    expect(receivers).toEqual([
      { id: "hoi-1", code: null, name: "Hội Phụ nữ", shortName: null, level: null },
    ]);
    const inside = UNITS.filter(({ provinceId, id }) => provinceId === "Q" && id !== "a2").map(
      ({ id }) => id,
    );
    expect(outsiders.map(({ id }) => id).sort()).toEqual(["cu", "a2", ...inside].sort());
    const reasonOf = (id: string) => outsiders.find((one) => one.id === id)?.reason;
    expect(reasonOf("cu")).toBe("đã kết thúc ngày 31/08/2025");
    expect(reasonOf("a2")).toBe("là nơi giao");
    expect(reasonOf("bc")).toBe("thuộc Đơn vị Q");
    const index = new ReceiverIndex({ receivers, outsiders });
    expect(index.withCode({ kind: "text", shown: "a2", number: null, isFormula: false })).toMatchObject({
      ok: false,
      message: "Đơn vị a2 không được giao ở đây: là nơi giao",
    });
    const template = await getTargetTemplate(decision, { ...ASKED, indicators: ["BHYT"], to: "recipient" });
    expect(template.rows.map(({ receiver }) => receiver.name)).toEqual(["Hội Phụ nữ"]);
  });

  test("a commune has the code of its unit, in the sheet and in the form that is downloaded", async () => {
    const dated = { validFrom: new Date("2025-07-01"), validTo: null };
    const name = "Xã X1";
    await db.unit.create({
      data: {
        ...{ id: "x1", code: "09871", name, shortName: "X1", level: "commune", reportingKind: null },
        ...{ parentId: "Q", provinceId: "Q", path: "/vn/q/x1/", ...dated },
      },
    });
    await db.recipient.create({
      data: { id: "x1", provinceId: "Q", unitId: "a2", kind: "commune", communeId: "x1", name, ...dated },
    });
    const template = await getTargetTemplate(await drafted("a2"), {
      ...ASKED,
      indicators: ["BHYT"],
      to: "recipient",
    });
    expect(template.rows.map(({ receiver }) => receiver.code)).toEqual(["09871"]);
  });
});

describe("a form that was downloaded", () => {
  test("holds the drafts, comes back filled, is written once, and the second time changes nothing", async () => {
    const first = await drafted("Q");
    const { receivers } = await getSheetContext(first, SCOPE, "unit");
    const [one, two] = receivers;
    if (!one || !two) throw new Error("too few units");
    const cells = [{ to: "unit", id: one.id, value: 10n, isLocked: true }] as const;
    await saveTargetDrafts(first, [{ table: BHYT, cells }], manager, NOW);

    const decision = await seen(first.id);
    const template = await getTargetTemplate(decision, { ...ASKED, indicators: ["BHYT", "THU"], to: "unit" });
    const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id).sort();
    expect(ids(template.rows.map(({ receiver }) => receiver))).toEqual(ids(receivers));
    const valueOf = (id: string) =>
      template.rows.find(({ receiver }) => receiver.id === id)?.values[0]?.target;
    expect(valueOf(one.id)).toBe(10n);
    expect(valueOf(two.id)).toBeNull();

    const filled = {
      ...template,
      rows: template.rows.map(({ receiver, values }) => ({
        receiver,
        values: values.map((value) =>
          value.indicator === "THU" ? value : { ...value, target: receiver.id === one.id ? 10n : 20n },
        ),
      })),
    };
    const reading = await readWorkbook(await writeTargetTemplate(filled));
    if (!reading.ok) throw new Error(reading.message);
    const read = async () => {
      const context = await getSheetContext(await seen(first.id), SCOPE, "unit");
      const { guess, firstRow } = readHeading(reading.sheet, context);
      if (!guess) throw new Error("the form was not understood");
      return readTargetSheet(reading.sheet, { columns: guess, firstRow, lastRow: null }, context);
    };
    const { changes, issues } = await read();
    expect(issues.filter(({ level }) => level === "error")).toEqual([]);
    expect(changes).toHaveLength(receivers.length - 1);
    const result = await saveSheetChanges(decision, SCOPE, "unit", changes, manager, NOW);
    expect(result).toMatchObject({ ok: true, changed: receivers.length - 1 });
    const held = await listDecisionTargets(decision);
    expect(held.find(({ unitId }) => unitId === one.id)).toMatchObject({ value: 10n, isLocked: true });
    expect(held.find(({ unitId }) => unitId === two.id)).toMatchObject({ value: 20n, isLocked: false });
    expect((await read()).changes).toEqual([]);
  });

  test("a decision that has moved since is refused and keeps what it has", async () => {
    const decision = await drafted("Q");
    const { receivers } = await getSheetContext(decision, SCOPE, "unit");
    const [one] = receivers;
    if (!one) throw new Error("too few units");
    const change = (value: bigint) => [
      { receiverId: one.id, indicator: "BHYT", kind: "headcount", value, before: null, cell: "C5" } as const,
    ];
    const save = (value: bigint) => saveSheetChanges(decision, SCOPE, "unit", change(value), manager, NOW);
    expect(await save(1n)).toMatchObject({ ok: true });
    expect(await save(2n)).toEqual({ ok: false, reason: "stale" });
    expect((await listDecisionTargets(decision)).map(({ value }) => value)).toEqual([1n]);
  });
});

describe("the preview", () => {
  const names = ["a2", "bc"].map((id) => UNITS.find((one) => one.id === id)?.name ?? "");
  const source = (rows: Parameters<typeof sheet>[0]): Source => ({
    sheet: sheet(rows),
    table: "",
    source: "Vùng dán",
    sheets: [],
  });
  /** The form as it is sent back. */
  function posted(columns: readonly { column: number; use: string }[], firstRow: string): AskedReading {
    const uses = new Map(columns.map(({ column, use }) => [column, use]));
    return { columns: readUses(uses), uses, firstRow, lastRow: "" };
  }
  const look = async (given: Source, asked: AskedReading | null = null) =>
    (await readSheet(given, { decision: await drafted("Q"), scope: SCOPE, to: "unit" }, asked, manager))
      .preview;

  test("of a table with BHYT before BHXH tự nguyện is read the same way when its form comes back", async () => {
    const decision = await drafted("Q");
    const given = source([
      ["Đơn vị", "BHYT chỉ tiêu năm", "BHXH tự nguyện chỉ tiêu năm"],
      ...names.map((name, at) => [name, 100 + at, 10 + at]),
    ]);
    const draft = { decision, scope: SCOPE, to: "unit" } as const;
    const { preview } = await readSheet(given, draft, null, manager);
    const again = await readSheet(given, draft, posted(preview.columns, preview.firstRow), manager);
    expect(again.preview.seen).toBe(preview.seen);
    expect(again.preview.changes).toHaveLength(4);
  });

  test("keeps what was chosen while a row is wrong", async () => {
    const given = source(names.map((name, at) => [name, 100 + at]));
    const chosen = [
      { column: 0, use: "name" },
      { column: 1, use: "BHYT_HGD.target" },
    ];
    const preview = await look(given, posted(chosen, "0"));
    expect(preview.mappingProblem).toBe("Dòng là số nguyên từ 1");
    expect(preview.columns.map(({ use }) => use)).toEqual(["name", "BHYT_HGD.target"]);
    expect(preview.firstRow).toBe("0");
  });

  test("of a table without a heading shows its first rows, remembers nothing and is caught by nothing remembered", async () => {
    const given = source(names.map((name, at) => [name, 100 + at]));
    const decision = await drafted("Q");
    const none = { base: null, increase: null, rate: null };
    const columns = { code: null, name: 0, indicators: [{ indicator: "BHYT" as const, ...none, target: 1 }] };
    const { hasWords, text } = readHeading(given.sheet, await getSheetContext(decision, SCOPE, "unit"));
    expect(hasWords).toBe(false);
    await saveSheetMapping(decision.unit, text, columns, manager, NOW);
    const { preview } = await readSheet(given, { decision, scope: SCOPE, to: "unit" }, null, manager);
    expect(preview).toMatchObject({ isRemembered: false, canRemember: false });
    expect(preview.columns.map(({ sample }) => sample)).toEqual([names, ["100", "101"]]);
  });

  test("refuses to write over a number that is locked in the draft", async () => {
    const decision = await drafted("Q");
    const cells = [{ to: "unit", id: "a2", value: 10n, isLocked: true }] as const;
    await saveTargetDrafts(decision, [{ table: BHYT, cells }], manager, NOW);
    const given = source([["Đơn vị", "BHYT chỉ tiêu năm"], ...names.map((name, at) => [name, 100 + at])]);
    const draft = { decision: await seen(decision.id), scope: SCOPE, to: "unit" } as const;
    const { preview, changes } = await readSheet(given, draft, null, manager);
    expect(preview.errors).toEqual(["B2: ô đã khóa; mở khóa trong bảng phân giao trước"]);
    expect([preview.canWrite, changes]).toEqual([false, []]);
  });

  test("counts every wrong row and lists the first of them", async () => {
    const rows = Array.from({ length: 1_500 }, (_, at) => [names[0] ?? "", `sai ${at}`]);
    const preview = await look(source([["Đơn vị", "BHYT chỉ tiêu năm"], ...rows]));
    expect(preview).toMatchObject({ errorCount: 1_500, canWrite: false });
    expect(preview.errors).toHaveLength(101);
    expect(preview.errors.at(-1)).toBe("và 1.400 lỗi khác; chỉ liệt kê 100 lỗi đầu");
  });

  test("writes nothing from a column that is for another year", async () => {
    const preview = await look(
      source([["Đơn vị", "BHYT chỉ tiêu năm 2025"], ...names.map((name, at) => [name, 100 + at])]),
    );
    expect(preview.canWrite).toBe(false);
    expect(preview.errors[0]).toMatch(/^B1: cột này ghi “BHYT chỉ tiêu năm 2025”/);
  });
});
