import { expect, test } from "vitest";
import { numberLine, placeAndDay, type Paper } from "@/lib/domain/paper";
import { writePaper } from "@/lib/word/write-paper";
import { unzip } from "@/tests/support/zip";

const PAPER: Paper = {
  parentAgency: "BẢO HIỂM XÃ HỘI VIỆT\u00a0NAM",
  agency: "BẢO HIỂM XÃ HỘI TỈNH\u00a0LÂM\u00a0ĐỒNG",
  symbol: "BB-BHXH",
  place: "Lâm Đồng",
  day: "2026-11-05",
  title: "BIÊN BẢN",
  subject: "Chốt số liệu tháng 10/2026",
  warning: "CHƯA CHỐT: kỳ còn mở",
  sections: [
    {
      heading: "I. Số liệu",
      paragraphs: ["Đã duyệt 22/22 biểu & không thiếu <đơn vị> nào."],
      table: {
        caption: "Bảng 1. Số liệu",
        columns: [
          { head: "Chỉ tiêu", align: "left", width: 60 },
          { head: "Số liệu", align: "right", width: 40 },
        ],
        rows: [["BHYT", "1.052.062"]],
        total: ["Cộng", "1.052.062"],
      },
    },
  ],
  receivers: ["BHXH Việt Nam (để b/c)", "Lưu: VT"],
  signers: [
    { role: "NGƯỜI LẬP BIÊN BẢN", name: null },
    { role: "GIÁM ĐỐC", name: "Phạm Văn Hải" },
  ],
};

const partsOf = async (paper: Paper) => unzip(await writePaper(paper));
const textsOf = (xml: string) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text);

test("a paper becomes a Word document with the head, the words, the table and the place to sign", async () => {
  const xml = (await partsOf(PAPER)).get("word/document.xml") ?? "";
  const texts = textsOf(xml);
  for (const text of [
    "BẢO HIỂM XÃ HỘI VIỆT\u00a0NAM",
    "BẢO HIỂM XÃ HỘI TỈNH\u00a0LÂM\u00a0ĐỒNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Lâm Đồng, ngày 05 tháng 11 năm 2026",
    "CHƯA CHỐT: kỳ còn mở",
    "BIÊN BẢN",
    "Bảng 1. Số liệu",
    "1.052.062",
    "Nơi nhận:",
    "- Lưu: VT.",
    "GIÁM ĐỐC",
    "Phạm Văn Hải",
  ])
    expect(texts).toContain(text);
  expect(texts.some((text) => text?.startsWith("Số:") && text.endsWith("/BB-BHXH"))).toBe(true);
});

test("what stands in a cell or a sentence is text, whatever it holds", async () => {
  const xml = (await partsOf(PAPER)).get("word/document.xml") ?? "";
  expect(textsOf(xml)).toContain("Đã duyệt 22/22 biểu &amp; không thiếu &lt;đơn vị&gt; nào.");
});

test("it is A4 in Times New Roman, the head of a table repeats, and numbers stand at the right", async () => {
  const xml = (await partsOf(PAPER)).get("word/document.xml") ?? "";
  const [page] = xml.match(/<w:pgSz[^>]*>/) ?? [""];
  expect(page).toContain('w:w="11907"');
  expect(page).toContain('w:h="16840"');
  expect(xml).toContain('w:ascii="Times New Roman"');
  expect(xml).toContain("<w:tblHeader/>");
  expect(xml).toMatch(/<w:jc w:val="right"\/>.{0,400}1\.052\.062/s);
  expect([...xml.matchAll(/<w:t(?: [^>]*)?>1\.052\.062</g)]).toHaveLength(2);
});

test("pages are numbered in the middle of the margin above, but for the first", async () => {
  const parts = await partsOf(PAPER);
  const headers = [...parts].filter(([name]) => /^word\/header\d+\.xml$/.test(name)).map(([, xml]) => xml);
  const numbered = headers.filter((xml) => /PAGE/.test(xml) && xml.includes('<w:jc w:val="center"/>'));
  expect([headers.length, numbered.length]).toEqual([2, 1]);
  const xml = parts.get("word/document.xml") ?? "";
  expect(xml).toContain("<w:titlePg/>");
  expect([...xml.matchAll(/<w:headerReference w:type="(\w+)"/g)].map(([, kind]) => kind).toSorted()).toEqual([
    "default",
    "first",
  ]);
});

test("a number below ten is written with a zero before it", () => {
  expect(numberLine({ number: 5, symbol: "BC-BHXH" })).toBe("Số: 05/BC-BHXH");
  expect(numberLine({ number: 112, symbol: "BC-BHXH" })).toBe("Số: 112/BC-BHXH");
});

test("one who signs stands beside the receivers", async () => {
  const xml = (await partsOf({ ...PAPER, signers: PAPER.signers.slice(1), warning: null })).get(
    "word/document.xml",
  );
  expect(textsOf(xml ?? "")).not.toContain("CHƯA CHỐT: kỳ còn mở");
  expect([...(xml ?? "").matchAll(/<w:tbl>/g)]).toHaveLength(3);
});

test("place and day are written so that no digit can be added", () => {
  expect(placeAndDay("Hà Nội", "2026-01-05")).toBe("Hà Nội, ngày 05 tháng 01 năm 2026");
  expect(placeAndDay("Hà Nội", "2026-12-31")).toBe("Hà Nội, ngày 31 tháng 12 năm 2026");
  expect(placeAndDay("Hà Nội", "2026-03-31")).toBe("Hà Nội, ngày 31 tháng 3 năm 2026");
});
