import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sheetOfPaste } from "@/lib/domain/sheet";
import { fieldsOf, readUses, useOf } from "@/lib/domain/sheet-columns";
import { sheetColumnsSchema } from "@/lib/domain/target-sheet";
import { MAX_SHEET_TEXT, readSheetText, writeSheetText } from "@/lib/domain/sheet-text";
import { COLUMNS, formula, sheet } from "@/tests/support/sheets";

describe("a sheet between two requests", () => {
  test("comes back as it went: text, numbers, formulas, empty cells, merges", () => {
    const merge = { top: 1, left: 0, bottom: 2, right: 3 };
    const given = sheet(
      [
        ["Đơn vị", null, 12, 1.5],
        ["=1+1", formula(7), "5"],
      ],
      3,
      [merge],
    );
    expect(readSheetText(writeSheetText(given) ?? "")).toEqual(given);
  });

  test("whatever is pasted comes back as it was read", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ maxLength: 8 }), { maxLength: 5 }), { maxLength: 6 }),
        (rows) => {
          const pasted = sheetOfPaste(rows.map((row) => row.join("\t")).join("\n"));
          if (!pasted.ok) return;
          expect(readSheetText(writeSheetText(pasted.sheet) ?? "")).toEqual(pasted.sheet);
        },
      ),
    );
  });

  test.each([
    "",
    "null",
    "[]",
    '{"name":"","rows":[[0,["x"]]],"merges":[]}',
    '{"name":"","rows":[[2,["x"]],[1,["y"]]],"merges":[]}',
    '{"name":"","rows":[[1,[["integer","5","5;DROP",0]]]],"merges":[]}',
    '{"name":"","rows":[[1,[["integer","5","1e9",0]]]],"merges":[]}',
    `{"name":"","rows":[[1,${JSON.stringify(Array(201).fill("x"))}]],"merges":[]}`,
    " ".repeat(MAX_SHEET_TEXT + 1),
  ])("what was not written here is not read: %#", (text) => {
    expect(readSheetText(text)).toBeNull();
  });

  test("a sheet that no page could carry is not written", () => {
    expect(writeSheetText(sheet(Array.from({ length: 200 }, () => ["x".repeat(10_000)])))).toBeNull();
  });
});

describe("the choices of a form", () => {
  test("say of each column what it is, and are read back", () => {
    const uses = new Map([0, 1, 2, 3, 4, 5, 6].map((column) => [column, useOf(COLUMNS, column)]));
    expect([...uses.values()]).toEqual([
      "code",
      "name",
      "BHXH_TN.base",
      "BHXH_TN.increase",
      "BHXH_TN.target",
      "BHXH_TN.rate",
      "",
    ]);
    expect(readUses(uses)).toEqual({ ok: true, columns: COLUMNS });
    expect(useOf(null, 0)).toBe("");
  });

  test("the same for two columns, an unknown indicator, or no column of units is refused in words", () => {
    const refusal = (...uses: string[]) => {
      const answer = readUses(new Map(uses.map((use, at) => [at, use])));
      return answer.ok ? null : answer.message;
    };
    expect(refusal("name", "BHYT.target", "BHYT.target")).toContain("Hai cột cùng một nội dung");
    expect(refusal("name", "X.target")).toContain("ít nhất một chỉ tiêu");
    expect(refusal("BHYT.target")).toContain("cột mã hoặc cột tên");
    expect(refusal("name", "THU.increase")).toContain("tính bằng tiền");
    expect(refusal("name", "BHYT.base")).toContain("cần cột chỉ tiêu năm");
  });

  test("come in one order, whether a heading or a form told them", () => {
    const number = { base: null, increase: null, rate: null };
    const told = sheetColumnsSchema.parse({
      code: 0,
      name: 1,
      indicators: [
        { indicator: "BHYT", ...number, target: 2 },
        { indicator: "BHXH_TN", ...number, target: 3 },
      ],
    });
    const uses = new Map([0, 1, 2, 3].map((column) => [column, useOf(told, column)]));
    const answer = readUses(uses);
    expect(answer.ok && JSON.stringify(answer.columns)).toBe(JSON.stringify(told));
    expect(told.indicators.map(({ indicator }) => indicator)).toEqual(["BHXH_TN", "BHYT"]);
  });

  test("money is not counted in new people", () => {
    expect(fieldsOf("THU")).toEqual(["base", "target", "rate"]);
    expect(fieldsOf("BHYT")).toEqual(["base", "increase", "target", "rate"]);
  });
});
