import { describe, expect, test } from "vitest";
import { readWorkbook } from "@/lib/excel/read-workbook";
import { writeReport } from "@/lib/excel/write-report";
import { reportSchema, shapeReport } from "@/lib/domain/report";
import { reportBrief } from "@/lib/domain/report-brief";
import { reportPaper, type Issue } from "@/lib/domain/report-paper";
import { standardTemplate } from "@/lib/domain/report-sentences";
import { writePaper } from "@/lib/word/write-paper";
import { population, province } from "@/tests/support/dashboard-facts";
import { worldOf } from "@/tests/support/report-facts";
import { unzip } from "@/tests/support/zip";

const FACTS = worldOf({
  unit: province,
  month: "2023-11",
  values: [
    ["BHYT", "2023-11", 1_052_062n],
    ["BHYT", "2022-11", 1_021_841n],
    ["THU", "2023-11", 2_914_600_000_000n, true],
  ],
  targets: [{}],
  denominators: [population],
  places: {
    BHYT: [
      { name: "Huyện Krông A'Na", shortName: "Krông A'Na", plan: 700_000n, value: 700_000n },
      {
        name: "Thành phố Phan Rang-Tháp Chàm",
        shortName: "Phan Rang-Tháp Chàm",
        plan: 437_364n,
        value: 352_062n,
      },
      { name: "Huyện Không Số", shortName: "Không Số", plan: null, value: null },
    ],
  },
});
const REPORT = shapeReport(FACTS, standardTemplate, {
  parentName: "Việt Nam",
  isSample: false,
  updatedAt: new Date("2023-12-04T09:05:00Z"),
});
const ISSUE: Issue = {
  number: 12,
  day: "2023-12-05",
  proof: { seq: "40", mac: "ab".repeat(32), hash: "cd".repeat(32) },
};

test("what is kept of a report is the same when it is read again", () => {
  expect(reportSchema.parse(JSON.parse(JSON.stringify(REPORT)))).toEqual(REPORT);
});

describe("the paper", () => {
  const textsOf = (xml: string) =>
    [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text ?? "");
  const word = async (issue: Issue | null) =>
    textsOf(unzip(await writePaper(reportPaper(REPORT, issue, "2023-12-05"))).get("word/document.xml") ?? "");

  test("of an issue has its number, its day, the text, the table and what proves it", async () => {
    const texts = await word(ISSUE);
    for (const text of [
      "BẢO HIỂM XÃ HỘI VIỆT\u00a0NAM",
      "BẢO HIỂM XÃ HỘI TỈNH\u00a0BÌNH\u00a0THUẬN",
      "Độc lập - Tự do - Hạnh phúc",
      "Số: 12/BC-BHXH",
      "Bình Thuận, ngày 05 tháng 12 năm 2023",
      "BÁO CÁO",
      "Kết quả phát triển người tham gia BHXH, BHTN, BHYT tháng 11 năm 2023",
      "I. Người tham gia",
      "1. Bảo hiểm y tế: ",
      "Phan Rang-Tháp Chàm",
      "1.052.062",
      "85.302",
      "(**) Số ước. Bao phủ: BHYT trên dân số.",
      "- UBND tỉnh (để b/c);",
      "GIÁM ĐỐC",
      `Dấu nội dung (SHA-256): ${"cd".repeat(32)}`,
    ])
      expect(texts).toContain(text);
    expect(texts.some((text) => text.includes("Krông A"))).toBe(true);
    expect(texts.join(" ")).not.toContain("ản nháp");
  });

  test("has its bars as pictures as long as their numbers, with the numbers beside them", async () => {
    const files = unzip(await writePaper(reportPaper(REPORT, ISSUE, "2023-12-05")));
    const xml = files.get("word/document.xml") ?? "";
    const widths = [...xml.matchAll(/<wp:extent cx="(\d+)"/g)].map(([, width]) => Number(width) / 9525);
    expect(widths).toEqual([330, 266]);
    expect(textsOf(xml)).toContain("Biểu đồ 1. % kế hoạch BHYT theo đơn vị đến 30/11/2023");
    expect(textsOf(xml)).toContain("80,50%");
    expect([...files.keys()].filter((name) => name.startsWith("word/media/"))).toHaveLength(1);
  });

  test("of a draft says so, and leaves room for the number", async () => {
    const texts = await word(null);
    expect(texts).toContain("Bản nháp theo số liệu 16:05 ngày 04/12/2023, chưa ban hành");
    expect(texts.some((text) => /^Số: {10,}\/BC-BHXH$/.test(text))).toBe(true);
  });
});

test("the brief has the main numbers and as many sentences as fit on a page", async () => {
  const brief = reportBrief(REPORT, ISSUE, "2023-12-05");
  const long = { sentence: "bhyt-units", part: "people", lead: null, text: "dài ".repeat(400) } as const;
  const crowded = reportBrief({ ...REPORT, paragraphs: [long, ...REPORT.paragraphs] }, ISSUE, "2023-12-05");
  expect(JSON.stringify(crowded)).not.toContain("dài dài");
  expect(JSON.stringify(crowded)).toContain("tham gia BHYT");
  expect(brief.sections.map(({ table }) => table?.caption)).toEqual([
    "Bảng 1. Các chỉ tiêu chủ yếu đến 30/11/2023",
    undefined,
  ]);
  expect(brief.title).toBe("TÓM TẮT BÁO CÁO");
  const leads = brief.sections.flatMap(({ paragraphs }) =>
    paragraphs.map((one) => (typeof one === "string" ? null : one.lead)),
  );
  expect(leads).toEqual(["Bảo hiểm y tế:", "BHYT theo đơn vị:", "Số thu:"]);
});

describe("the workbook", () => {
  test("names its sheets in quotes where the rows of a printed head are told: others are none to Excel", async () => {
    const xml = unzip(await writeReport(REPORT, ISSUE)).get("xl/workbook.xml") ?? "";
    const titles = [...xml.matchAll(/<definedName name="_xlnm.Print_Titles"[^>]*>([^<]*)</g)].map(
      ([, range]) => range,
    );
    expect(titles.length).toBeGreaterThan(1);
    for (const range of titles) expect(range).toMatch(/^(?:'|&apos;)[^']+(?:'|&apos;)!\$1:\$1$/);
  });

  const sheet = async (name: string) => {
    const read = await readWorkbook(await writeReport(REPORT, ISSUE), name);
    if (!read.ok) throw new Error(read.message);
    return read.sheet.rows.map((row) => row.cells.map((cell) => cell?.number ?? cell?.shown ?? ""));
  };

  test("has the numbers of the page, whole", async () => {
    const rows = await sheet("BHYT");
    expect(rows.map((row) => row.slice(1, 6))).toEqual([
      ["Đơn vị", "Kế hoạch (người)", "Thực hiện (người)", "% kế hoạch", "Còn thiếu (người); số âm là vượt"],
      ["Krông A'Na", "700000", "700000", "100", "0"],
      ["Phan Rang-Tháp Chàm", "437364", "352062", "80.5", "85302"],
      ["Không Số"],
      ["Toàn tỉnh", "1137364", "1052062", "92.5", "85302"],
    ]);
  });

  test("of a draft says so, and nothing of it to whoever may not see what was issued", async () => {
    const draft = await writeReport(REPORT, null);
    expect([...unzip(draft).values()].join("")).toContain("Bản nháp, chưa ban hành");
    const untold = [...unzip(await writeReport(REPORT, "untold")).values()].join("");
    expect(untold).not.toMatch(/Tình trạng|ban hành|Dấu nội dung/);
  });

  test("computes by formulas, with what they come to", async () => {
    const xml = [...unzip(await writeReport(REPORT, null)).values()].join("");
    expect(xml).toContain("<f>ROUND(D2/C2*100,2)</f>");
    expect(xml).toContain("<f>SUM(C2:C4)</f>");
    expect(xml).toContain("<f>C5-D5</f>");
  });
});
