import { writeXlsx, type Cell } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import type { SheetCell } from "@/lib/domain/sheet";
import { cellAddress } from "@/lib/domain/sheet";
import { MAX_WORKBOOK_BYTES, readWorkbook } from "@/lib/excel/read-workbook";
import { packed, packedStream, sheetXml, workbook, workbookParts, zip } from "@/tests/support/pack";

async function cells(file: Uint8Array): Promise<Record<string, SheetCell>> {
  const reading = await readWorkbook(file);
  if (!reading.ok) throw new Error(reading.message);
  return Object.fromEntries(
    reading.sheet.rows.flatMap(({ row, cells: found }) =>
      found.flatMap((cell, column) => (cell ? [[cellAddress(row, column), cell]] : [])),
    ),
  );
}

const reasonOf = async (file: Uint8Array) => {
  const reading = await readWorkbook(file);
  return reading.ok ? null : reading.reason;
};

const STYLES =
  '<numFmts count="3"><numFmt numFmtId="170" formatCode="#,##0&quot; người&quot;"/><numFmt numFmtId="171" formatCode="dd/mm/yyyy"/>' +
  '<numFmt numFmtId="172" formatCode="_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* &quot;-&quot;\\ _₫_-;_-@_-"/></numFmts>' +
  '<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="172"/></cellXfs>';

describe("what a cell holds", () => {
  test("whole numbers, decimals, percent, days, text and formulas are told apart", async () => {
    const row =
      '<row r="3"><c r="A3"><v>1052062</v></c><c r="B3"><v>12.5</v></c><c r="C3"><v>1E+20</v></c><c r="D3" s="3"><v>0.9225</v></c>' +
      '<c r="E3" s="4"><v>45296</v></c><c r="F3" s="2"><v>45296</v></c><c r="G3" t="inlineStr"><is><t>1.052.062</t></is></c>' +
      '<c r="H3" t="inlineStr"><is><t>=1+1</t></is></c><c r="I3"><f>SUM(A1:A2)</f><v>7</v></c><c r="J3" t="b"><v>1</v></c>' +
      '<c r="K3" t="e"><v>#REF!</v></c><c r="L3"><v>-5</v></c><c r="M3" s="1"><v>60437</v></c><c r="N3" s="5"><v>7593</v></c>' +
      '<c r="O3" t="inlineStr"><is><r><t>Huyện </t></r><r><t>Nam Sách</t></r></is></c><c r="P3"><v>1.0520620000000001E6</v></c></row>';
    const found = await cells(workbook(row, "", STYLES));
    expect(found).toEqual({
      A3: { kind: "integer", shown: "1052062", number: "1052062", isFormula: false },
      B3: { kind: "decimal", shown: "12,5", number: "12.5", isFormula: false },
      C3: { kind: "decimal", shown: "100000000000000000000", number: null, isFormula: false },
      D3: { kind: "percent", shown: "92,25%", number: "92.25", isFormula: false },
      E3: { kind: "date", shown: "05/01/2024", number: null, isFormula: false },
      F3: { kind: "date", shown: "05/01/2024", number: null, isFormula: false },
      G3: { kind: "text", shown: "1.052.062", number: null, isFormula: false },
      H3: { kind: "text", shown: "=1+1", number: null, isFormula: false },
      I3: { kind: "integer", shown: "7", number: "7", isFormula: true },
      J3: { kind: "boolean", shown: "TRUE", number: null, isFormula: false },
      K3: { kind: "error", shown: "#REF!", number: null, isFormula: false },
      L3: { kind: "integer", shown: "-5", number: "-5", isFormula: false },
      M3: { kind: "integer", shown: "60437", number: "60437", isFormula: false },
      N3: { kind: "integer", shown: "7593", number: "7593", isFormula: false },
      O3: { kind: "text", shown: "Huyện Nam Sách", number: null, isFormula: false },
      P3: { kind: "integer", shown: "1052062", number: "1052062", isFormula: false },
    });
  });

  test("a formula without a cached value, and formulas that share one text, are formulas", async () => {
    const row =
      '<row r="1"><c r="A1"><f>NOW()</f></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1+1</f><v>2</v></c></row>' +
      '<row r="2"><c r="B2"><f t="shared" si="0"/><v>3</v></c></row>';
    const found = await cells(workbook(row));
    expect(
      Object.entries(found).map(([address, { shown, isFormula }]) => [address, shown, isFormula]),
    ).toEqual([
      ["A1", "", true],
      ["B1", "2", true],
      ["B2", "3", true],
    ]);
  });

  test("merged cells come with their range", async () => {
    const file = workbook(
      '<row r="2"><c r="A2"><v>1</v></c></row>',
      '<mergeCells count="1"><mergeCell ref="A2:C3"/></mergeCells>',
    );
    expect(await readWorkbook(file)).toMatchObject({
      sheet: { name: "Phụ lục", merges: [{ top: 2, left: 0, bottom: 3, right: 2 }] },
    });
  });

  test("a type of macros that the file only lists is no macro", async () => {
    const types = `<Default Extension="bin" ContentType="${MACROS}"/>`;
    const one = packed("xl/worksheets/sheet1.xml", sheetXml('<row r="1"><c r="A1"><v>1</v></c></row>'));
    expect(Object.keys(await cells(zip([...workbookParts("", types), one])))).toEqual(["A1"]);
  });

  test("cells without an address follow one another", async () => {
    expect(
      Object.keys(
        await cells(workbook("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")),
      ),
    ).toEqual(["A1", "B1", "A2"]);
  });

  test("a million rows that hold nothing but a format do not matter", async () => {
    const empty = function* () {
      yield Buffer.from(
        sheetXml('<row r="1"><c r="A1"><v>8</v></c></row>').replace("</sheetData></worksheet>", ""),
      );
      for (let row = 2; row <= 1_048_576; row += 64)
        yield Buffer.from(
          Array.from(
            { length: 64 },
            (_, at) => `<row r="${row + at}" s="1"><c r="A${row + at}" s="1"/></row>`,
          ).join(""),
        );
      yield Buffer.from("</sheetData></worksheet>");
    };
    const file = zip([...workbookParts(STYLES), await packedStream("xl/worksheets/sheet1.xml", empty())]);
    expect(await cells(file)).toEqual({ A1: { kind: "integer", shown: "8", number: "8", isFormula: false } });
  });
});

describe("which sheet", () => {
  const two = () =>
    writeXlsx({
      sheets: [
        { name: "Ẩn", hidden: true, rows: [["bí mật"]] },
        { name: "Trống", rows: [] },
        { name: "Phụ lục & <1>", rows: [[null], ["x", 5]], cells: new Map<string, Partial<Cell>>() },
        { name: "Sau", rows: [["y"]] },
      ],
    });

  test("is the first visible one with data, unless one is named", async () => {
    const file = await two();
    const reading = await readWorkbook(file);
    expect(reading).toMatchObject({ ok: true, sheet: { name: "Phụ lục & <1>", rows: [{ row: 2 }] } });
    expect(reading.sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
      ["Ẩn", true],
      ["Trống", false],
      ["Phụ lục & <1>", false],
      ["Sau", false],
    ]);
    expect(await readWorkbook(file, "Sau")).toMatchObject({ sheet: { rows: [{ cells: [{ shown: "y" }] }] } });
    expect(await readWorkbook(file, "Trống")).toMatchObject({ ok: false, reason: "no-data" });
    expect(await readWorkbook(file, "Không có")).toMatchObject({ ok: false, reason: "no-such-sheet" });
  });
});

const MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";

describe("what is refused", () => {
  const good = workbook('<row r="1"><c r="A1"><v>1</v></c></row>');
  const compound = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
  ]);

  test.each([
    ["more than 10 MB", Buffer.alloc(MAX_WORKBOOK_BYTES + 1), "too-large"],
    ["nothing", Buffer.alloc(0), "not-a-workbook"],
    ["a PDF", Buffer.from("%PDF-1.7\n"), "not-a-workbook"],
    ["bytes of no kind", Buffer.from([1, 0, 2, 0]), "not-a-workbook"],
    ["a CSV file by another name", Buffer.from("STT,Đơn vị\n1,Huyện Nam Sách\n"), "text"],
    ["an .xls", compound, "legacy"],
    [
      "a workbook with a password",
      Buffer.concat([compound, Buffer.from("EncryptedPackage", "utf16le")]),
      "encrypted",
    ],
    ["a file of which the end is missing", good.subarray(0, good.length - 30), "damaged"],
    ["a part of which bytes changed", Buffer.from(good).fill(7, 60, 70), "damaged"],
    ["a zip of something else", zip([packed("word/document.xml", "<w/>")]), "not-a-workbook"],
    ["macros", zip([...workbookParts(), packed("xl/vbaProject.bin", "x")]), "macros"],
    [
      "a workbook that says it has macros",
      zip(workbookParts("", `<Override PartName="/xl/workbook.xml" ContentType="${MACROS}"/>`)),
      "macros",
    ],
    ["a binary workbook", zip([packed("xl/workbook.bin", "x")]), "binary"],
    ["a zip with a password", zip([{ ...packed("xl/workbook.xml", "x"), flags: 1 }]), "encrypted"],
    ["two parts of one name", zip([...workbookParts(), ...workbookParts()]), "damaged"],
    ["no data", workbook('<row r="1"><c r="A1" s="0"/></row>'), "no-data"],
    ["data below row 20.000", workbook('<row r="20001"><c r="A20001"><v>1</v></c></row>'), "too-many-rows"],
    ["data right of column 200", workbook('<row r="1"><c r="GS1"><v>1</v></c></row>'), "too-many-columns"],
    [
      "entities of its own",
      zip([
        ...workbookParts(),
        packed(
          "xl/worksheets/sheet1.xml",
          `<!DOCTYPE x [<!ENTITY a "aa">]>${sheetXml('<row r="1"><c r="A1"><v>1</v></c></row>')}`,
        ),
      ]),
      "damaged",
    ],
    [
      "a part that declares less than it holds",
      zip([
        ...workbookParts(),
        {
          ...packed("xl/worksheets/sheet1.xml", sheetXml('<row r="1"><c r="A1"><v>1</v></c></row>')),
          size: 10,
        },
      ]),
      "damaged",
    ],
  ])("%s", async (_what, file, reason) => {
    expect(await reasonOf(file)).toBe(reason);
  });

  test("a refusal says in Vietnamese what to do", async () => {
    expect(await readWorkbook(compound)).toMatchObject({
      message: "Tệp là sổ tính đời cũ (.xls); mở bằng Excel rồi lưu lại với loại “Excel Workbook (.xlsx)”",
    });
  });
});
