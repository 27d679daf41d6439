/** A report as an official paper: what its page, its print and its Word document set. */
import { formatDay, formatInstant, type Day } from "./day";
import { INDICATORS } from "./indicator";
import { formatCount, formatFixed, formatSigned, inBillions, NO_VALUE } from "./number";
import type { Paper, PaperChart, PaperSection, PaperTable } from "./paper";
import { periodKind, yearOf } from "./period";
import { percent, type Ratio } from "./ratio";
import type { Report } from "./report";
import { REPORT_PARTS, type ReportPart } from "./report-sentences";
import { isMoney, numberOf, pctOf, remainingIn, type ReportTable, type SummaryRow } from "./report-tables";
import { capital } from "./wording";

export const REPORT_SYMBOL = "BC-BHXH";

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

function textSections({ paragraphs }: Report): Omit<PaperSection, "heading">[] {
  return REPORT_PARTS.map((part) => {
    let number = 0;
    const own = paragraphs.filter((one) => one.part === part);
    return {
      part,
      paragraphs: own.map(({ lead, text }) => {
        if (lead === null) return text;
        number += 1;
        return { lead: `${number}. ${lead}:`, text };
      }),
    };
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

const onePct = ({ reached, plan }: ReportTable["total"]) => {
  const [part, goal] = [numberOf(reached), numberOf(plan)];
  return part === null || goal === null || goal === 0n
    ? NO_VALUE
    : formatFixed(percent({ numerator: part, denominator: goal }, 1));
};

function noteOf(rows: readonly { isProvisional: boolean; isEstimate: boolean }[]): string | null {
  const notes = [
    rows.some(({ isProvisional }) => isProvisional)
      ? "(*) Số tạm tính: chưa đủ đơn vị, hoặc lấy số kỳ trước."
      : null,
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
    onePct(row),
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
      shown: `${onePct(row)}%`,
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
  const exact: Ratio | null =
    part === null || of === null || of === 0n ? null : { numerator: part, denominator: of };
  return formatFixed(percent(exact));
}

export function summaryTable(report: Report): PaperTable {
  const note = noteOf(report.summary);
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
    ...(note === null ? {} : { note }),
  };
}

/** "BẢO HIỂM XÃ HỘI TỈNH BÌNH THUẬN": an agency by its name in full. */
function agencyName(name: string): string {
  const full = name.includes("BHXH") ? name.replaceAll("BHXH", "Bảo hiểm xã hội") : `Bảo hiểm xã hội ${name}`;
  return full.toLocaleUpperCase("vi");
}

const NATIONAL = { parent: "BỘ TÀI CHÍNH", agency: "BẢO HIỂM XÃ HỘI VIỆT NAM" };

function head({
  unit,
  scope,
}: Report): Pick<Paper, "parentAgency" | "agency" | "place" | "receivers" | "signers"> {
  const keep = "Lưu: VT";
  if (scope === "nation") {
    return {
      parentAgency: NATIONAL.parent,
      agency: NATIONAL.agency,
      place: "Hà Nội",
      receivers: [
        "Bộ Tài chính (để b/c)",
        "Tổng Giám đốc, các Phó Tổng Giám đốc",
        "BHXH các tỉnh, thành phố",
        keep,
      ],
      signers: [{ role: "TỔNG GIÁM ĐỐC", name: null }],
    };
  }
  const isCity = unit.name.startsWith("Thành phố");
  const above = unit.parentName === null || unit.parentName === "Việt Nam" ? "Việt Nam" : unit.parentName;
  const upper = above === "Việt Nam" ? NATIONAL.agency : agencyName(above);
  return {
    parentAgency: upper,
    agency: agencyName(unit.name),
    place:
      scope === "province" || above === "Việt Nam" ? unit.shortName : above.replace(/^(Tỉnh|Thành phố) /, ""),
    receivers:
      scope === "province"
        ? [
            "BHXH Việt Nam (để b/c)",
            `UBND ${isCity ? "thành phố" : "tỉnh"} (để b/c)`,
            "Giám đốc, các Phó Giám đốc",
            keep,
          ]
        : [`BHXH ${above === "Việt Nam" ? "Việt Nam" : "tỉnh"} (để b/c)`, "Ban Giám đốc", keep],
    signers: [{ role: "GIÁM ĐỐC", name: null }],
  };
}

/** "tháng 11 năm 2023" */
function timeWords({ period, asOf }: Report): string {
  if (periodKind(period) === "flash") return `đến ngày ${formatDay(asOf)}`;
  return `tháng ${period.slice(5, 7)} năm ${yearOf(period)}`;
}

export const reportSubject = (report: Report) =>
  `Kết quả phát triển người tham gia BHXH, BHTN, BHYT ${timeWords(report)}`;

function standingWords({ updatedAt }: Report, standing: Standing): string | null {
  const figures = updatedAt === null ? null : `theo số liệu ${formatInstant(new Date(updatedAt))}`;
  if (standing === "untold") return figures;
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
  const written = REPORT_PARTS.map((part, index) => ({
    name: PART_NAMES[part],
    ...(textSections(report)[index] ?? { paragraphs: [] }),
  })).filter(({ paragraphs }) => paragraphs.length > 0);
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
  return {
    ...head(report),
    symbol: REPORT_SYMBOL,
    day: issue?.day ?? today,
    title: "BÁO CÁO",
    subject: reportSubject(report),
    warning: warningOf(report, standing),
    sections,
    ...(issue === null ? {} : { number: issue.number, footnotes: proofLines(issue) }),
  };
}
