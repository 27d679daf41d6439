import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { typedValue, type SeenCell } from "@/lib/domain/entry-cells";
import { GridSheet } from "@/lib/domain/grid-sheet";
import type { IndicatorId } from "@/lib/domain/indicator";

const seen = (value: string | null, version = value === null ? 0 : 1): SeenCell => ({
  version,
  value,
  isEstimate: false,
  note: "",
  explanation: "",
});
const COLUMNS: IndicatorId[] = ["BHXH_BB", "BHXH_TN", "BHXH", "BHYT"];
const row = (bb: string | null, tn: string | null, yt: string | null) => ({
  kind: "district" as const,
  draft: { BHXH_BB: seen(bb), BHXH_TN: seen(tn), BHYT: seen(yt) },
});
const sheetOf = () =>
  new GridSheet([row("10", "2", "100"), row(null, "3", null), row("7", null, "50")], COLUMNS);

describe("totals", () => {
  test("hold what is known and say of how many units it is not", () => {
    const sheet = sheetOf();
    expect(sheet.total("BHXH_BB")).toEqual({ sum: 17n, known: 2, expected: 3 });
    expect(sheet.total("BHXH")).toEqual({ sum: 12n, known: 1, expected: 3 });
    sheet.type(1, "BHXH_BB", { text: "1.000" }, "sửa");
    expect(sheet.total("BHXH_BB")).toEqual({ sum: 1017n, known: 3, expected: 3 });
    expect(sheet.total("BHXH")).toEqual({ sum: 1015n, known: 2, expected: 3 });
    expect(sheet.value(1, "BHXH")).toBe(1003n);
  });

  test("count only the units that have the column", () => {
    const office = { kind: "province_office" as const, draft: { BHYT: seen("5") } };
    const sheet = new GridSheet([row("1", "1", "1"), office], COLUMNS);
    expect(sheet.total("BHXH_BB").expected).toBe(1);
    expect(sheet.has(1, "BHXH")).toBe(false);
    expect(sheet.total("BHYT").expected).toBe(2);
  });
});

describe("taking back", () => {
  test("the keys of one number are one step, and can be made again", () => {
    const sheet = sheetOf();
    sheet.type(0, "BHYT", { text: "2" }, "sửa BHYT");
    sheet.type(0, "BHYT", { text: "2000" }, "sửa BHYT");
    sheet.leave(0, "BHYT");
    expect(sheet.cell(0, "BHYT")?.text).toBe("2.000");
    expect(sheet.undo()).toMatchObject({ label: "sửa BHYT", rows: [0], first: { row: 0, id: "BHYT" } });
    expect(sheet.cell(0, "BHYT")?.text).toBe("100");
    expect(sheet.canUndo).toBe(false);
    sheet.redo();
    expect(sheet.value(0, "BHYT")).toBe(2000n);
  });

  test("a pasted block is one step; something new forgets what could be made again", () => {
    const sheet = sheetOf();
    sheet.change("dán 2 ô", [
      { row: 0, id: "BHYT", text: "1" },
      { row: 1, id: "BHYT", text: "2" },
    ]);
    sheet.undo();
    expect(sheet.cell(1, "BHYT")?.text).toBe("");
    sheet.type(2, "BHYT", { text: "9" }, "sửa");
    expect(sheet.redo()).toBeNull();
  });

  test("a cell that is left with Esc holds what it held, and no step remains", () => {
    const sheet = sheetOf();
    sheet.type(0, "BHYT", { text: "9" }, "sửa");
    sheet.cancel(0, "BHYT");
    expect(sheet.cell(0, "BHYT")?.text).toBe("100");
    expect(sheet.canUndo).toBe(false);
    expect(sheet.unsavedCount).toBe(0);
  });

  test("whatever was done, taking everything back brings the first sheet, and totals never drift", () => {
    const act = fc.record({
      row: fc.integer({ min: 0, max: 2 }),
      id: fc.constantFrom<IndicatorId>("BHXH_BB", "BHXH_TN", "BHYT"),
      text: fc.constantFrom("", "0", "5", "12", "x", "1.000"),
      how: fc.constantFrom("type", "change", "undo", "redo"),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const sheet = sheetOf();
        for (const { row: at, id, text, how } of acts) {
          if (how === "undo") sheet.undo();
          else if (how === "redo") sheet.redo();
          else if (how === "change") sheet.change("dán", [{ row: at, id, text }]);
          else {
            sheet.type(at, id, { text }, "sửa");
            sheet.leave(at, id);
          }
          const values = [0, 1, 2].map((one) => typedValue(sheet.cell(one, "BHYT")?.text ?? ""));
          const known = values.filter((value) => value !== null);
          expect(sheet.total("BHYT").sum).toBe(known.reduce((sum, value) => sum + value, 0n));
          expect(sheet.total("BHYT").known).toBe(known.length);
        }
        while (sheet.canUndo) sheet.undo();
        expect(sheet.canUndo).toBe(false);
        expect([0, 1, 2].map((at) => sheet.value(at, "BHYT"))).toEqual([100n, null, 50n]);
        expect(sheet.unsavedCount).toBe(0);
      }),
    );
  });
});

describe("what the server answers", () => {
  test("a saved cell waits no longer; one typed again meanwhile still does", () => {
    const sheet = sheetOf();
    sheet.type(0, "BHYT", { text: "200" }, "sửa");
    sheet.type(1, "BHYT", { text: "300" }, "sửa");
    expect(sheet.unsavedCount).toBe(2);
    sheet.hold(0, "BHYT", seen("200", 2));
    sheet.hold(1, "BHYT", seen("30", 1));
    expect([...sheet.unsaved.keys()]).toEqual([1]);
  });

  test("an overtaken cell holds both values until one is chosen", () => {
    const sheet = sheetOf();
    sheet.type(0, "BHYT", { text: "200" }, "sửa");
    sheet.clash(0, "BHYT", { theirs: seen("150", 2), by: "Bình", at: "2026-11-01T01:00:00Z" });
    sheet.resolve(0, "BHYT", "theirs");
    expect(sheet.cell(0, "BHYT")).toMatchObject({ text: "150", conflict: null, seen: { version: 2 } });
    expect(sheet.unsavedCount).toBe(0);
  });

  test("a refused number is refused until another one stands there", () => {
    const sheet = sheetOf();
    sheet.type(0, "BHYT", { text: "99" }, "sửa");
    sheet.refuse(0, "BHYT", "Số quá lớn.");
    sheet.type(0, "BHYT", { note: "vì" }, "sửa");
    expect(sheet.row(0).refused.BHYT).toBe("Số quá lớn.");
    sheet.type(0, "BHYT", { text: "9" }, "sửa");
    expect(sheet.row(0).refused.BHYT).toBeUndefined();
  });

  test("what an earlier page could not save comes back, also of a section that is not shown", () => {
    const sheet = sheetOf();
    const kept = {
      text: "12",
      isEstimate: false,
      note: "",
      explanation: "",
      seen: seen(null),
      conflict: null,
    };
    expect(sheet.restore(1, { BHYT: kept, THU: kept })).toBe(2);
    expect(sheet.unsaved.get(1)).toEqual(new Set(["BHYT", "THU"]));
  });

  test("a page that is read again brings others' numbers and keeps mine", () => {
    const sheet = sheetOf();
    sheet.type(0, "BHYT", { text: "200" }, "sửa");
    const overtaken = sheet.renew(0, { BHYT: seen("150", 2), BHXH_BB: seen("11", 2), BHXH_TN: seen("2") });
    expect(overtaken).toEqual(["BHXH_BB"]);
    expect(sheet.value(0, "BHXH_BB")).toBe(11n);
    expect(sheet.cell(0, "BHYT")?.text).toBe("200");
  });
});
