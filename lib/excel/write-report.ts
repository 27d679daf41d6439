/** A report as a workbook: the tables of its page with exact numbers, and formulas that follow them. */
import "server-only";
import { colToLetter, type Cell, type WriteSheet } from "hucre/xlsx";
import { formatDay, formatInstant } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { reportNumber, reportSubject, type Standing } from "@/lib/domain/report-paper";
import type { Report } from "@/lib/domain/report";
import {
  numberOf,
  pctOf,
  remainingIn,
  type ReportTable,
  type ReportUnitRow,
  type SummaryRow,
} from "@/lib/domain/report-tables";
import { percent, type Rounded } from "@/lib/domain/ratio";
import { uncapital } from "@/lib/domain/wording";
import { placed, writeSheets } from "./write-workbook";

type Row = (Partial<Cell> | null)[];

const BOLD = { font: { bold: true } } as const;
const WRAP = { alignment: { wrapText: true, vertical: "top" } } as const;
const WHOLE = { numFmt: "#,##0" } as const;
const HUNDREDTHS = { numFmt: "#,##0.00" } as const;

const THIN = { style: "thin" } as const;
const RULED = { border: { top: THIN, right: THIN, bottom: THIN, left: THIN } } as const;

/** With the lines of a table around each cell, also where nothing stands. */
const ruled = (rows: readonly Row[], columns: number): Row[] =>
  rows.map((row) =>
    Array.from({ length: columns }, (_, at) => {
      const cell = row[at];
      return cell ? { ...cell, style: { ...cell.style, ...RULED } } : { value: null, style: RULED };
    }),
  );

/** In the margins of a page a "&" begins a command. */
const plain = (words: string) => words.replaceAll("&", "&&");

/** Printed, a sheet is as wide as its page, its head is on each, and its margins say what it is of. */
const printed = (
  report: Report,
  orientation: "portrait" | "landscape",
): Pick<WriteSheet, "pageSetup" | "headerFooter"> => ({
  headerFooter: {
    oddHeader: `&C${plain(`${report.unit.name}: ${uncapital(reportSubject(report))}`)}`,
    oddFooter: "&LBao Phủ · &A&RTrang &P/&N",
  },
  pageSetup: {
    paperSize: "a4",
    orientation,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: "$1:$1",
  },
});

/** Text is text, whatever it begins with. */
const text = (value: string, style: NonNullable<Cell["style"]> = {}): Partial<Cell> => ({
  type: "string",
  value,
  style,
});
const whole = (digits: string | null): Partial<Cell> | null =>
  digits === null ? null : { type: "number", value: Number(digits), style: WHOLE };
const shown = ({ scaled, decimals }: Rounded) => Number(scaled) / 10 ** decimals;

/** A formula with what it comes to now, for whoever does not compute. */
function formula(expression: string, result: number, style: NonNullable<Cell["style"]>): Partial<Cell> {
  return { type: "formula", formula: expression, formulaResult: result, value: result, style };
}

function pctCell(row: ReportUnitRow | SummaryRow, plan: string, value: string): Partial<Cell> | null {
  const pct = pctOf(row);
  if (pct === null) return null;
  // A plan for what is new is held against the growth, which stands in no cell.
  if (row.reached !== row.value) return { type: "number", value: shown(pct), style: HUNDREDTHS };
  return formula(`ROUND(${value}/${plan}*100,2)`, shown(pct), HUNDREDTHS);
}

function restCell(row: ReportUnitRow, plan: string, value: string): Partial<Cell> | null {
  const rest = remainingIn(row);
  if (rest === null) return null;
  if (row.reached !== row.value) return whole(String(rest));
  return formula(`${plan}-${value}`, Number(rest), WHOLE);
}

/** (value - base) / base in percent. */
function growthCell(row: SummaryRow, base: string | null, value: string, at: string): Partial<Cell> | null {
  const [now, before] = [numberOf(row.value), numberOf(base)];
  if (now === null || before === null || before <= 0n) return null;
  const result = percent({ numerator: now - before, denominator: before });
  return formula(`ROUND((${value}-${at})/${at}*100,2)`, shown(result), HUNDREDTHS);
}

function coverageCell({ value, denominator }: SummaryRow, from: string, of: string): Partial<Cell> | null {
  const [part, all] = [numberOf(value), numberOf(denominator)];
  if (part === null || all === null || all === 0n) return null;
  return formula(
    `ROUND(${from}/${of}*100,2)`,
    shown(percent({ numerator: part, denominator: all })),
    HUNDREDTHS,
  );
}

const doubts = ({ isProvisional, isEstimate }: { isProvisional: boolean; isEstimate: boolean }) =>
  text([isProvisional ? "tạm tính" : "", isEstimate ? "ước" : ""].filter(Boolean).join("; "));

const head = (names: readonly string[]): Row =>
  names.map((name) => text(name, { ...BOLD, alignment: { wrapText: true } }));

function summarySheet(report: Report): WriteSheet {
  const rows = report.summary.map((row, index): Row => {
    const line = index + 2;
    return [
      text(INDICATORS[row.id].name),
      text(INDICATORS[row.id].unit),
      whole(row.plan),
      whole(row.value),
      pctCell(row, `C${line}`, `D${line}`),
      whole(row.lastYear),
      growthCell(row, row.lastYear, `D${line}`, `F${line}`),
      whole(row.yearEnd),
      growthCell(row, row.yearEnd, `D${line}`, `H${line}`),
      whole(row.denominator),
      coverageCell(row, `D${line}`, `J${line}`),
      doubts(row),
    ];
  });
  const names = [
    "Chỉ tiêu",
    "Đơn vị tính",
    "Kế hoạch",
    "Thực hiện",
    "% kế hoạch",
    "Cùng kỳ năm trước",
    "So cùng kỳ (%)",
    "Cuối năm trước",
    "So cuối năm (%)",
    "Mẫu số (người)",
    "Bao phủ (%)",
    "Ghi chú",
  ];
  return {
    name: "Chỉ tiêu chủ yếu",
    cells: placed(ruled([head(names), ...rows], names.length)),
    columns: [{ width: 32 }, ...names.slice(1).map(() => ({ width: 18 }))],
    freezePane: { rows: 1 },
    ...printed(report, "landscape"),
  };
}

/** A sum of the column where it is one: a stated total or a plan of its own is a number. */
function totalCell(table: ReportTable, key: "plan" | "value", column: number): Partial<Cell> | null {
  const total = numberOf(table.total[key]);
  if (total === null) return null;
  const sum = table.rows.reduce((all, row) => all + (numberOf(row[key]) ?? 0n), 0n);
  if (sum !== total) return whole(String(total));
  const letter = colToLetter(column);
  return formula(`SUM(${letter}2:${letter}${table.rows.length + 1})`, Number(total), { ...WHOLE, ...BOLD });
}

function unitSheet(report: Report, table: ReportTable): WriteSheet {
  const { unit, short } = INDICATORS[table.id];
  const line = (row: ReportUnitRow, index: number): Row => [
    { type: "number", value: index + 1 },
    text(row.name),
    whole(row.plan),
    whole(row.value),
    pctCell(row, `C${index + 2}`, `D${index + 2}`),
    restCell(row, `C${index + 2}`, `D${index + 2}`),
    doubts(row),
  ];
  const last = table.rows.length + 2;
  const total: Row = [
    null,
    text(table.total.name, BOLD),
    totalCell(table, "plan", 2),
    totalCell(table, "value", 3),
    pctCell(table.total, `C${last}`, `D${last}`),
    restCell(table.total, `C${last}`, `D${last}`),
    doubts(table.total),
  ];
  const names = [
    "TT",
    "Đơn vị",
    `Kế hoạch (${unit})`,
    `Thực hiện (${unit})`,
    "% kế hoạch",
    `Còn thiếu (${unit}); số âm là vượt`,
    "Ghi chú",
  ];
  return {
    name: short,
    cells: placed(ruled([head(names), ...table.rows.map(line), total], names.length)),
    columns: [6, 32, 20, 20, 12, 20, 20].map((width) => ({ width })),
    freezePane: { rows: 1 },
    ...printed(report, "portrait"),
  };
}

/** Characters in a line of a sentence. */
const LINE = 120;

function textSheet(report: Report): WriteSheet {
  const { paragraphs } = report;
  const rows = paragraphs.map(({ lead, text: words }): Row => [text(lead ?? "", WRAP), text(words, WRAP)]);
  return {
    name: "Lời văn",
    cells: placed([head(["Mục", "Câu"]), ...rows]),
    columns: [{ width: 28 }, { width: LINE }],
    // Not every program makes a row as high as its text.
    rowDefs: new Map(
      paragraphs.map(({ text: words }, at) => [
        at + 1,
        { height: 16 * Math.ceil((words.length * 1.15) / LINE) },
      ]),
    ),
    ...printed(report, "landscape"),
  };
}

function issueRows(standing: Standing): (readonly [string, string])[] {
  if (standing === "untold") return [];
  if (standing === null) return [["Tình trạng", "Bản nháp, chưa ban hành"]];
  return [
    ["Số", `${reportNumber(standing.number)} ngày ${formatDay(standing.day)}`],
    ["Dấu nội dung (SHA-256)", standing.proof.hash],
    ["Đầu chuỗi nhật ký", `số ${standing.proof.seq}, ${standing.proof.mac}`],
  ];
}

function originSheet(report: Report, standing: Standing): WriteSheet {
  const pairs: readonly (readonly [string, string])[] = [
    ["Báo cáo", reportSubject(report)],
    ["Đơn vị", `${report.unit.name} (mã ${report.unit.code})`],
    ["Số liệu đến", formatDay(report.asOf)],
    ...issueRows(standing),
    ...(report.updatedAt === null
      ? []
      : ([["Cập nhật", formatInstant(new Date(report.updatedAt))]] as const)),
    ...report.notes.map((note) => ["Ghi chú", note] as const),
    ["Nguồn", "Bao Phủ, số đã duyệt; ô trống là chưa có số, không phải 0"],
  ];
  return {
    name: "Nguồn gốc",
    cells: placed(pairs.map(([name, value]) => [text(name), text(value)])),
    columns: [{ width: 26 }, { width: 100 }],
    ...printed(report, "landscape"),
  };
}

export function writeReport(report: Report, standing: Standing): Promise<Buffer> {
  return writeSheets([
    summarySheet(report),
    ...report.tables.map((table) => unitSheet(report, table)),
    textSheet(report),
    originSheet(report, standing),
  ]);
}
