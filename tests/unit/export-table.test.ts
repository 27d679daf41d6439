import { describe, expect, test } from "vitest";
import { inertText, toCsv } from "@/lib/domain/export-csv";
import { exportFileName, exportTable, type ExportSelection } from "@/lib/domain/export-table";
import { shapeDashboard, type ChildFacts } from "@/lib/domain/dashboard-view";
import { rate } from "@/lib/domain/ratio";
import {
  NO_DETAIL,
  cell,
  contextOf,
  factsOf,
  province,
  published,
  target,
} from "@/tests/support/dashboard-facts";

const context = contextOf("2023-11");

const child = (code: string, name: string, value: bigint): ChildFacts => ({
  unit: { ...province, id: code, code, name: `Huyện ${name}`, shortName: name, level: "district" },
  mergedFrom: [],
  facts: factsOf(
    [
      ["BHYT", "2023-11", cell(value)],
      ["BHYT", "2022-11", cell(50n)],
    ],
    { targets: [target({ value: 200n })] },
  ),
});

const view = shapeDashboard(
  {
    unit: province,
    own: published,
    children: [child("593", "Đức Linh", 100n), child("594", "=HYPERLINK", 190n)],
    plans: [],
    detail: NO_DETAIL,
  },
  "BHYT",
  context,
);

const selection: ExportSelection = {
  comparator: "yoy",
  sort: { key: "plan", descending: true },
  filter: { text: "", only: null },
};
const records = (name: Parameters<typeof exportTable>[0], change: Partial<ExportSelection> = {}) => {
  const { head, rows } = exportTable(name, view, { ...selection, ...change });
  return rows.map((row) => Object.fromEntries(head.map((key, index) => [key, row[index]])));
};

describe("the table of the units below", () => {
  test("has the rows of the page in its order, then the unit itself, as exact numbers", () => {
    expect(records("children")).toMatchObject([
      { Mã: "594", "Hạng theo % kế hoạch": 1n, "BHYT (người)": 190n, "% kế hoạch": rate(9500n) },
      { Mã: "593", "Hạng theo % kế hoạch": 2n, "Tăng, giảm so với cùng kỳ (%)": rate(10000n) },
      { Mã: "60", "BHYT (người)": 1_052_062n, "% kế hoạch": rate(9250n), "Bao phủ (%)": rate(9040n) },
    ]);
  });

  test("keeps the places of all when it is filtered, and says so", () => {
    const filter = { text: "duc linh", only: null };
    expect(records("children", { filter })[0]).toMatchObject({ Mã: "593", "Hạng theo % kế hoạch": 2n });
    expect(exportTable("children", view, { ...selection, filter }).provenance).toContainEqual([
      "Bộ lọc",
      "tên có “duc linh”: 1/2 đơn vị",
    ]);
  });
});

test("every indicator is a row, and what is unknown is empty", () => {
  const rows = records("indicators");
  expect(rows.find((row) => row["Mã chỉ tiêu"] === "BHYT")).toMatchObject({
    "Thực hiện": 1_052_062n,
    "Chưa có": 11n,
    "Ghi chú": "số công bố; tạm tính",
  });
  expect(rows.find((row) => row["Mã chỉ tiêu"] === "THU")).toMatchObject({
    "Thực hiện": null,
    "% kế hoạch": null,
  });
});

test("the trend has its 36 months, the oldest first", () => {
  const rows = records("trend");
  expect([rows.length, rows[0]?.Kỳ, rows.at(-1)?.Kỳ]).toEqual([36, "12/2020", "11/2023"]);
});

test("where the numbers come from stands with them", () => {
  const { provenance } = exportTable("children", view, selection);
  expect(provenance).toEqual(
    expect.arrayContaining([
      ["Đơn vị", "Bình Thuận (mã 60)"],
      ["Số liệu đến", "30/11/2023"],
      ["Tình trạng", "số công bố; tạm tính"],
      ["So sánh", "so với cùng kỳ: tháng 11/2022"],
      ["Kế hoạch", "BHXH VN giao, 01/QĐ-BHXH ngày 10/01/2023"],
      ["Mẫu số", "năm 2023, nguồn Báo cáo"],
    ]),
  );
});

describe("as CSV", () => {
  const csv = toCsv({
    head: ["Tên", "Số"],
    rows: [
      ["a,b", 1_052_062n],
      ['nói "có"\nrồi', -5n],
      ["", null],
      ["Tỷ lệ", rate(-185n)],
    ],
    provenance: [["Nguồn", "@bao"]],
  });

  test("it begins with a mark of UTF-8, has plain numbers, quotes what needs it, and ends with its origin", () => {
    expect(csv).toBe(
      '\uFEFFTên,Số\r\n"a,b",1052062\r\n"nói ""có""\nrồi",-5\r\n,\r\nTỷ lệ,-1.85\r\n\r\nNguồn,\'@bao\r\n',
    );
  });

  test.each(["=1+1", "+84", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"])("%j stays text", (text) => {
    expect(inertText(text)).toBe(`'${text}`);
  });

  test.each(["BHYT", "a=b", "", "60"])("%j is left alone", (text) => {
    expect(inertText(text)).toBe(text);
  });

  test("a unit with a formula for a name runs nowhere", () => {
    const named = { ...view.children[1], unit: { ...province, name: "=cmd|' /C calc'!A0" } };
    const table = exportTable(
      "children",
      { ...view, children: [named as (typeof view.children)[number]] },
      selection,
    );
    expect(toCsv(table)).toContain("'=cmd|' /C calc'!A0");
  });
});

test("file names are ASCII and say what is in them", () => {
  const of = { unitId: "68-2025", period: "2025-10", indicator: "BHYT" } as const;
  expect(exportFileName("children", of, "xlsx")).toBe("bao-phu_68-2025_2025-10_BHYT_don-vi.xlsx");
  expect(exportFileName("indicators", of, "csv")).toBe("bao-phu_68-2025_2025-10_chi-tieu.csv");
});
