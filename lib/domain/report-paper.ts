/** A report as an official paper: what its page, its print and its Word document set. */
import { DENOMINATOR_KINDS, DENOMINATOR_NAMES } from "./coverage";
import { formatDay, formatInstant, proseMonth, type Day } from "./day";
import { INDICATORS } from "./indicator";
import { formatCount, formatFixed, formatSigned, inBillions, NO_VALUE } from "./number";
import {
  paperNumber,
  type Paper,
  type PaperChart,
  type PaperSection,
  type PaperTable,
  type PaperText,
} from "./paper";
import { paperHead, provinceAbove } from "./paper-head";
import { periodKind, yearOf } from "./period";
import { percent, ratio } from "./ratio";
import type { Report } from "./report";
import { PROVISIONAL_REASONS } from "./report-fields";
import { REPORT_PARTS, type ReportPart } from "./report-sentences";
import { isMoney, numberOf, pctOf, remainingIn, type ReportTable, type SummaryRow } from "./report-tables";
import { provinceKind } from "./unit";
import { capital } from "./wording";

const REPORT_SYMBOL = "BC-BHXH";

/** "05/BC-BHXH" */
export const reportNumber = (number: number): string => paperNumber(number, REPORT_SYMBOL);

/** What only an issued report has. */
export type Issue = {
  number: number;
  day: Day;
  /** What proves it: number and MAC of the last audit entry before it, and the hash of its content. */
  proof: { seq: string; mac: string; hash: string };
};

/** Null: a draft. "untold": for whoever may not see what was issued, nor whether anything was. */
export type Standing = Issue | null | "untold";

const PART_NAMES: Record<ReportPart, string> = {
  people: "Người tham gia",
  money: "Thu, chậm đóng",
  communication: "Công tác truyền thông",
};

const ROMAN = ["I", "II", "III", "IV", "V"];

/** The parts that have any text, each numbered by itself. */
function textSections({ paragraphs }: Report): { name: string; paragraphs: PaperText[] }[] {
  return REPORT_PARTS.flatMap((part) => {
    let number = 0;
    const own = paragraphs.filter((one) => one.part === part);
    const texts = own.map(({ lead, text }) => {
      if (lead === null) return text;
      number += 1;
      return { lead: `${number}. ${lead}:`, text };
    });
    return texts.length === 0 ? [] : [{ name: PART_NAMES[part], paragraphs: texts }];
  });
}

const amount = (id: ReportTable["id"], digits: string | null) =>
  isMoney(id) ? formatFixed(inBillions(numberOf(digits))) : formatCount(numberOf(digits));

const counted = (id: ReportTable["id"]) => (isMoney(id) ? "tỷ đồng" : INDICATORS[id].unit);

const marks = ({ isProvisional, isEstimate }: { isProvisional: boolean; isEstimate: boolean }) =>
  `${isProvisional ? " (*)" : ""}${isEstimate ? " (**)" : ""}`;

function restWords(id: ReportTable["id"], row: ReportTable["total"]): string {
  const rest = remainingIn(row);
  if (rest === null) return NO_VALUE;
  const shown = amount(id, String(rest < 0n ? -rest : rest));
  return rest < 0n ? `vượt ${shown}` : shown;
}

/** As many decimals as the sentences ever need: 99,96% in one place is not 100,0% in another. */
const planPct = (row: ReportTable["total"]) => formatFixed(pctOf(row));

function noteOf(rows: readonly { isProvisional: boolean; isEstimate: boolean }[]): string | null {
  const notes = [
    rows.some(({ isProvisional }) => isProvisional) ? `(*) Số tạm tính: ${PROVISIONAL_REASONS}.` : null,
    rows.some(({ isEstimate }) => isEstimate) ? "(**) Số ước." : null,
  ].filter((note) => note !== null);
  return notes.length > 0 ? notes.join(" ") : null;
}

function unitTable(report: Report, table: ReportTable, number: number): PaperTable {
  const { id, rows, total } = table;
  const unit = counted(id);
  const line = (row: ReportTable["total"], index: string) => [
    index,
    `${row.name}${marks(row)}`,
    amount(id, row.plan),
    amount(id, row.value),
    planPct(row),
    restWords(id, row),
  ];
  const note = noteOf([...rows, total]);
  return {
    caption: `Bảng ${number}. Kết quả ${INDICATORS[id].short} theo đơn vị đến ${formatDay(report.asOf)}`,
    columns: [
      { head: "TT", align: "center", width: 7 },
      { head: "Đơn vị", align: "left", width: 32 },
      { head: `Kế hoạch (${unit})`, align: "right", width: 17 },
      { head: `Thực hiện (${unit})`, align: "right", width: 17 },
      { head: "% kế hoạch", align: "right", width: 11 },
      { head: `Còn thiếu (${unit})`, align: "right", width: 16 },
    ],
    rows: rows.map((row, index) => line(row, String(index + 1))),
    total: line(total, ""),
    ...(note === null ? {} : { note }),
  };
}

/** More bars than that fill a page. */
const MOST_BARS = 40;

/** % of plan by unit, of the first table and in its order; none where few are known or too many would have to be drawn. */
function unitChart(report: Report, { id, rows }: ReportTable): PaperChart | null {
  const known = rows.flatMap((row) => {
    const pct = pctOf(row);
    return pct === null || pct.scaled < 0n ? [] : [{ row, tenths: Number(pct.scaled) / 10 }];
  });
  if (known.length < 2 || known.length > MOST_BARS) return null;
  const longest = Math.max(1000, ...known.map(({ tenths }) => tenths));
  return {
    caption: `Biểu đồ 1. % kế hoạch ${INDICATORS[id].short} theo đơn vị đến ${formatDay(report.asOf)}`,
    rows: known.map(({ row, tenths }) => ({
      label: `${row.name}${marks(row)}`,
      length: Math.round((tenths * 1000) / longest),
      shown: `${planPct(row)}%`,
    })),
  };
}

function growthOf(value: string | null, base: string | null): string {
  const [now, before] = [numberOf(value), numberOf(base)];
  if (now === null || before === null || before <= 0n) return NO_VALUE;
  return formatSigned(percent({ numerator: now - before, denominator: before }));
}

function coverageOf({ value, denominator }: SummaryRow): string {
  const [part, of] = [numberOf(value), numberOf(denominator)];
  return formatFixed(percent(ratio(part, of)));
}

/** Of whom the rates are: "Bao phủ: BHYT trên dân số; BHXH, BHTN trên lực lượng lao động." */
function coverageNote({ summary }: Report): string | null {
  const parts = DENOMINATOR_KINDS.flatMap((kind) => {
    const own = summary.filter((row) => row.denominatorKind === kind).map(({ id }) => INDICATORS[id].short);
    return own.length === 0 ? [] : [`${own.join(", ")} trên ${DENOMINATOR_NAMES[kind]}`];
  });
  return parts.length === 0 ? null : `Bao phủ: ${parts.join("; ")}.`;
}

export function summaryTable(report: Report): PaperTable {
  const notes = [noteOf(report.summary), coverageNote(report)].filter((note) => note !== null);
  return {
    caption: `Bảng 1. Các chỉ tiêu chủ yếu đến ${formatDay(report.asOf)}`,
    columns: [
      { head: "Chỉ tiêu", align: "left", width: 31 },
      { head: "Đơn vị tính", align: "center", width: 10 },
      { head: "Kế hoạch", align: "right", width: 15 },
      { head: "Thực hiện", align: "right", width: 15 },
      { head: "% kế hoạch", align: "right", width: 10 },
      { head: "So cùng kỳ (%)", align: "right", width: 10 },
      { head: "Bao phủ (%)", align: "right", width: 9 },
    ],
    rows: report.summary.map((row) => [
      `${INDICATORS[row.id].name}${marks(row)}`,
      counted(row.id),
      amount(row.id, row.plan),
      amount(row.id, row.value),
      formatFixed(pctOf(row)),
      growthOf(row.value, row.lastYear),
      coverageOf(row),
    ]),
    ...(notes.length > 0 ? { note: notes.join(" ") } : {}),
  };
}

function receiversOf({ unit, scope }: Report): string[] {
  const keep = "Lưu: VT";
  if (scope === "nation")
    return [
      "Bộ Tài chính (để b/c)",
      "Tổng Giám đốc, các Phó Tổng Giám đốc",
      "BHXH các tỉnh, thành phố",
      keep,
    ];
  if (scope === "province")
    return [
      "BHXH Việt Nam (để b/c)",
      `UBND ${provinceKind(unit.name)} (để b/c)`,
      "Giám đốc, các Phó Giám đốc",
      keep,
    ];
  const above = provinceAbove(unit.parentName);
  return [`BHXH ${above === null ? "Việt Nam" : provinceKind(above)} (để b/c)`, "Ban Giám đốc", keep];
}

/** "tháng 11 năm 2023" */
function timeWords({ period, asOf }: Report): string {
  if (periodKind(period) === "flash") return `đến ngày ${formatDay(asOf)}`;
  return `tháng ${proseMonth(period)} năm ${yearOf(period)}`;
}

export const reportSubject = (report: Report) =>
  `Kết quả phát triển người tham gia BHXH, BHTN, BHYT ${timeWords(report)}`;

function standingWords({ updatedAt }: Report, standing: Standing): string | null {
  const figures = updatedAt === null ? null : `theo số liệu ${formatInstant(new Date(updatedAt))}`;
  // Whether one was issued is for the own province: others are told only that this is none.
  if (standing === "untold")
    return `bản xem${figures === null ? "" : ` ${figures}`}, không phải văn bản ban hành`;
  return standing === null ? `bản nháp${figures === null ? "" : ` ${figures}`}, chưa ban hành` : null;
}

function warningOf(report: Report, standing: Standing): string | null {
  const parts = [
    standingWords(report, standing),
    report.isSample ? "minh họa: bản trình diễn, không dùng làm văn bản" : null,
  ].filter((one) => one !== null);
  return parts.length === 0 ? null : parts.map(capital).join(". ");
}

function proofLines({ proof }: Issue): string[] {
  return [
    `Dấu nội dung (SHA-256): ${proof.hash}`,
    `Đầu chuỗi nhật ký khi ban hành: số ${proof.seq}, ${proof.mac}`,
  ];
}

/** @param today the day of a draft; an issued one has its own */
export function reportPaper(report: Report, standing: Standing, today: Day): Paper {
  const issue = standing === "untold" ? null : standing;
  const written = textSections(report);
  const tables: Pick<PaperSection, "table" | "chart">[] = [
    ...(report.summary.length > 0 ? [{ table: summaryTable(report) }] : []),
    ...report.tables.map((table, index) => {
      const chart = index === 0 ? unitChart(report, table) : null;
      return { table: unitTable(report, table, index + 2), ...(chart === null ? {} : { chart }) };
    }),
  ];
  const sections: PaperSection[] = [
    ...written.map(({ name, paragraphs }, index) => ({
      heading: `${ROMAN[index] ?? ""}. ${name}`,
      paragraphs,
    })),
    ...tables.map((parts, index) => ({
      heading: index === 0 ? `${ROMAN[written.length] ?? ""}. Số liệu chi tiết` : "",
      paragraphs: [],
      ...parts,
    })),
    ...(report.notes.length > 0 ? [{ heading: "", paragraphs: [], notes: report.notes }] : []),
  ];
  const isNation = report.scope === "nation";
  return {
    ...paperHead(report.unit, isNation, report.unit.parentName),
    receivers: receiversOf(report),
    signers: [{ role: isNation ? "TỔNG GIÁM ĐỐC" : "GIÁM ĐỐC", name: null }],
    symbol: REPORT_SYMBOL,
    day: issue?.day ?? today,
    title: "BÁO CÁO",
    subject: reportSubject(report),
    warning: warningOf(report, standing),
    sections,
    ...(issue === null ? {} : { number: issue.number, footnotes: proofLines(issue) }),
  };
}
