import { expect, test } from "vitest";
import type { Paper } from "@/lib/domain/paper";
import { writeReport } from "@/lib/excel/write-report";
import { writePaper } from "@/lib/word/write-paper";
import { REPORT } from "@/tests/support/long-report";
import { unzip } from "@/tests/support/zip";

const COLUMN = { align: "left", width: 1 } as const;
const PAPER: Paper = {
  parentAgency: "BẢO HIỂM XÃ HỘI VIỆT\u00a0NAM",
  agency: "BẢO HIỂM XÃ HỘI THÀNH\u00a0PHỐ\u00a0HỒ\u00a0CHÍ\u00a0MINH",
  symbol: "BC-BHXH",
  place: "Hồ Chí Minh",
  day: "2026-11-05",
  title: "BÁO CÁO",
  subject: "Kết quả",
  warning: null,
  sections: [
    {
      heading: "",
      paragraphs: ["Một câu."],
      table: {
        caption: "Bảng 1",
        columns: [{ head: "Đơn vị", ...COLUMN }],
        rows: [["Một"], ["Hai"], ["Ba"]],
        total: ["Cộng"],
      },
      chart: {
        caption: "Biểu đồ 1",
        rows: [
          { label: "Một", length: 900, shown: "90%" },
          { label: "Hai", length: 800, shown: "80%" },
        ],
      },
    },
  ],
  receivers: ["Lưu: VT"],
  signers: [{ role: "GIÁM ĐỐC", name: null }],
  footnotes: ["Dấu nội dung: ab"],
};

const documentOf = async (...asked: Parameters<typeof writePaper>) =>
  unzip(await writePaper(...asked)).get("word/document.xml") ?? "";
const stylesOf = async (...asked: Parameters<typeof writePaper>) =>
  unzip(await writePaper(...asked)).get("word/styles.xml") ?? "";
const paragraphOf = (xml: string, text: string) =>
  xml.split("</w:p>").findLast((one) => one.includes(`>${text}<`)) ?? "";

test("the name of a place is not torn apart in the head", async () => {
  expect(await documentOf(PAPER)).toContain("BẢO HIỂM XÃ HỘI THÀNH\u00a0PHỐ\u00a0HỒ\u00a0CHÍ\u00a0MINH");
});

test("the sum of a table stays with its last rows, and the bars of a chart stay together", async () => {
  const xml = await documentOf(PAPER);
  const table = xml.slice(0, xml.indexOf("Biểu đồ 1"));
  const kept = ["Một", "Hai", "Ba", "Cộng"].map((text) => paragraphOf(table, text).includes("<w:keepNext/>"));
  expect(kept).toEqual([false, true, true, false]);
  const chart = xml.slice(xml.indexOf("Biểu đồ 1"));
  expect(["90%", "80%"].map((text) => paragraphOf(chart, text).includes("<w:keepNext/>"))).toEqual([
    true,
    false,
  ]);
});

test("what proves a report stands with the receivers, and is on no page of its own", async () => {
  const xml = await documentOf(PAPER);
  expect(xml.indexOf("Dấu nội dung")).toBeLessThan(xml.lastIndexOf("</w:tbl>"));
  expect(xml.slice(xml.lastIndexOf("<w:tbl>"))).toContain("<w:cantSplit/>");
});

test("a cell costs no more than its style: lines and margins are those of the table", async () => {
  const xml = await documentOf(PAPER);
  expect(xml.match(/<w:tblCellMar>/g)?.length).toBeGreaterThan(0);
  expect(paragraphOf(xml, "Ba")).not.toContain("<w:tcBorders>");
  expect(paragraphOf(xml, "Ba")).not.toContain("<w:rFonts");
});

test("a paper that must fit on a page has smaller sentences and tables", async () => {
  const size = /w:styleId="Cell".*?<w:sz w:val="(\d+)"/s;
  expect(size.exec(await stylesOf(PAPER))?.[1]).toBe("24");
  expect(size.exec(await stylesOf(PAPER, "compact"))?.[1]).toBe("21");
  expect(paragraphOf(await documentOf(PAPER, "compact"), "Một câu.")).toContain('<w:sz w:val="26"/>');
});

test("each sheet of the workbook is printed as wide as its page, and the rows of the text are as high as it", async () => {
  const parts = unzip(await writeReport(REPORT, null));
  const sheets = [...parts].filter(([name]) => name.startsWith("xl/worksheets/sheet")).map(([, xml]) => xml);
  expect(sheets.length).toBeGreaterThan(2);
  for (const xml of sheets) expect(xml).toContain('fitToWidth="1"');
  expect(sheets.some((xml) => /<row r="2"[^>]* ht="(3[2-9]|[4-9]\d)/.test(xml))).toBe(true);
});

test("papers are written in a thread: several at once come whole, each its own, and this thread goes on meanwhile", async () => {
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 1);
  const titles = ["MỘT", "HAI", "BA"];
  const documents = await Promise.all(titles.map((title) => documentOf({ ...PAPER, title })));
  clearInterval(ticking);
  expect(documents.map((xml, at) => xml.includes(`>${titles[at] ?? ""}<`))).toEqual([true, true, true]);
  expect(ticks).toBeGreaterThan(5);
});

test("a paper that cannot be written fails alone, and the next one is written", async () => {
  await expect(writePaper({ ...PAPER, sections: null as unknown as Paper["sections"] })).rejects.toThrow(
    "null",
  );
  expect(await documentOf(PAPER)).toContain("Một câu.");
});
