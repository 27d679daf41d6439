/** The record that closes a period ("biên bản chốt số"): who signed, what is there and what is not, and what moved afterwards. */
import { gapWords, measure, type Cell, type Measure } from "./dashboard-measure";
import { dayInVietnam, formatDay, formatInstant, timeInVietnam, type Day } from "./day";
import { byProvince, countRows, NATIONAL_OFFICES, signing, timingOf } from "./discipline";
import type { Counts, DisciplineRow, ProvinceSign } from "./discipline";
import { signOffSentence, signSentence, unitSentence, workSentence } from "./discipline-words";
import { grouped } from "./grouped";
import { DERIVED, INDICATORS, type IndicatorId } from "./indicator";
import { formatCount, NO_VALUE } from "./number";
import type { Paper, PaperSection } from "./paper";
import { paperHead } from "./paper-head";
import { asOfDay, periodName, type PeriodId } from "./period";
import { isDerivedId } from "./rollup";
import type { SubmissionStatus } from "./submission";
import type { Unit } from "./unit";
import { capital } from "./wording";

/** What a period is closed on. */
export const RECORD_INDICATORS = [
  "TONG",
  "BHXH_BB",
  "BHXH_TN",
  "BHTN",
  "BHYT",
  "THU",
  "NO",
] as const satisfies IndicatorId[];

/** A figure that an approval moved after the signature, or after the lock where nobody signs. */
export type Adjustment = {
  unitName: string;
  provinceName: string;
  indicator: IndicatorId;
  before: bigint | null;
  after: bigint | null;
  approvedAt: Date;
  approvedBy: string | null;
  reason: string | null;
};

export type RecordRow = DisciplineRow & { approvedAt: Date | null };

export type RecordFacts = {
  unit: Pick<Unit, "id" | "name" | "shortName" | "level">;
  period: { id: PeriodId; dueOn: Day; lockedAt: Date | null; lockedBy: string | null };
  rows: readonly RecordRow[];
  signs: readonly ProvinceSign[];
  cells: ReadonlyMap<IndicatorId, Cell>;
  adjustments: readonly Adjustment[];
};

/** Before the lock every number may still move, and the paper says so first. */
export const isClosed = ({ lockedAt }: RecordFacts["period"]) => lockedAt !== null;

const NOT_CLOSED = "CHƯA CHỐT";

/** A sum that has a part that moved has moved. */
function isAdjusted(id: IndicatorId, moved: ReadonlySet<IndicatorId>): boolean {
  const parts: readonly (readonly [IndicatorId, bigint])[] = isDerivedId(id) ? DERIVED[id] : [];
  return moved.has(id) || parts.some(([part]) => moved.has(part));
}

function marks(one: Measure, adjusted: boolean): string {
  const { isStated, isProvisional, isEstimate, value, reporting } = one;
  if (value === null) return "chưa có số liệu";
  return [
    isStated ? "số công bố" : null,
    isProvisional ? `tạm tính (${gapWords(reporting).join(", ")})` : null,
    isEstimate ? "ước" : null,
    adjusted ? "đã điều chỉnh" : null,
  ]
    .filter((part) => part !== null)
    .join("; ");
}

function totals({ cells, adjustments, unit, period }: RecordFacts): PaperSection {
  const moved = new Set(adjustments.map(({ indicator }) => indicator));
  const rows = RECORD_INDICATORS.map((id, index) => {
    const one = measure(cells.get(id));
    const { name, unit: counted } = INDICATORS[id];
    return [String(index + 1), name, counted, formatCount(one.value), marks(one, isAdjusted(id, moved))];
  });
  return {
    heading: "II. Số liệu chốt",
    paragraphs: [],
    table: {
      caption: `Bảng 2. Số liệu ${unit.level === "nation" ? "toàn quốc" : unit.shortName} đến ${formatDay(asOfDay(period.id))}`,
      columns: [
        { head: "TT", align: "center", width: 6 },
        { head: "Chỉ tiêu", align: "left", width: 30 },
        { head: "Đơn vị tính", align: "center", width: 12 },
        { head: "Số liệu", align: "right", width: 24 },
        { head: "Ghi chú", align: "left", width: 28 },
      ],
      rows,
    },
  };
}

/** "02/11/2026 11:08": short enough for a column. */
const stamp = (instant: Date) => `${formatDay(dayInVietnam(instant))} ${timeInVietnam(instant)}`;

const count = (value: number) => String(value);

function sumRow(label: string, all: Counts): string[] {
  return [
    "",
    label,
    count(all.expected),
    count(all.submitted),
    count(all.approved),
    count(all.late + all.missing),
    "",
  ];
}

function nationTable({ rows, signs, period }: RecordFacts) {
  const provinces = byProvince(rows, signs);
  return {
    caption: `Bảng 1. Tình hình nộp, duyệt và ký chốt số liệu ${periodName(period.id)}`,
    columns: [
      { head: "TT", align: "center", width: 6 },
      { head: "Tỉnh, thành phố", align: "left", width: 26 },
      { head: "Phải nộp", align: "right", width: 10 },
      { head: "Đã nộp", align: "right", width: 10 },
      { head: "Đã duyệt", align: "right", width: 10 },
      { head: "Muộn, thiếu", align: "right", width: 10 },
      { head: "Ký chốt", align: "left", width: 28 },
    ],
    rows: provinces.map((one, index) => [
      count(index + 1),
      one.name,
      count(one.expected),
      count(one.submitted),
      count(one.approved),
      count(one.late + one.missing),
      one.sign
        ? `${stamp(one.sign.at)}${one.sign.by ? `, ${one.sign.by}` : ""}${one.sign.isOnTime ? "" : " (sau hạn)"}`
        : one.id === "VN"
          ? "không ký chốt"
          : "chưa ký chốt",
    ]),
    total: sumRow("Toàn quốc", countRows(rows)),
  } as const;
}

const STANDING: Record<SubmissionStatus, string> = {
  draft: "chưa nộp",
  submitted: "chờ duyệt",
  returned: "bị trả lại",
  approved: "đã duyệt",
  reopened: "đang mở lại",
};
const TIMING = { "on-time": "", late: "muộn", missing: "thiếu", loaded: "nạp từ tệp" } as const;

function provinceTable({ rows, period }: RecordFacts) {
  return {
    caption: `Bảng 1. Tình hình nộp và duyệt số liệu ${periodName(period.id)}`,
    columns: [
      { head: "TT", align: "center", width: 6 },
      { head: "Đơn vị", align: "left", width: 28 },
      { head: "Nộp lần đầu", align: "left", width: 22 },
      { head: "Trạng thái", align: "left", width: 16 },
      { head: "Duyệt", align: "left", width: 18 },
      { head: "Ghi chú", align: "left", width: 10 },
    ],
    rows: rows.map((row, index) => [
      count(index + 1),
      row.unitName,
      row.firstSubmittedAt ? stamp(row.firstSubmittedAt) : NO_VALUE,
      STANDING[row.status],
      row.approvedAt ? stamp(row.approvedAt) : NO_VALUE,
      TIMING[timingOf(row)],
    ]),
  } as const;
}

function progress(facts: RecordFacts, now: Date): PaperSection {
  const { rows, signs, period, unit } = facts;
  const today = dayInVietnam(now);
  const provinces = byProvince(rows, signs);
  const own = provinces.find(({ id }) => id === unit.id);
  const isNation = unit.level === "nation";
  const paragraphs = [
    isNation
      ? signSentence(provinces, period.dueOn, today)
      : own
        ? signOffSentence({ name: unit.name, sign: own.sign }, period.dueOn, today)
        : "",
    unitSentence(rows, period.dueOn, today),
    workSentence(countRows(rows)),
    own?.sign?.by ? `Người ký chốt: ${own.sign.by}.` : "",
  ].filter((sentence) => sentence !== "");
  return {
    heading: "I. Tình hình nộp, duyệt và ký chốt",
    paragraphs,
    table: isNation ? nationTable(facts) : provinceTable(facts),
  };
}

/** Of the nation one line for each province: hundreds of units before the due day would fill pages. */
function missingUnits({ rows, unit }: RecordFacts): PaperSection {
  const open = rows.filter(({ status }) => status !== "approved");
  const words = ({ unitName, status }: RecordRow) => `${unitName} (${STANDING[status]})`;
  const lines =
    unit.level === "nation"
      ? [...grouped(open, ({ provinceId }) => provinceId)].map(([id, own]) => {
          const name = id === "VN" ? NATIONAL_OFFICES : own[0]?.provinceName;
          return `- ${name}, ${own.length} đơn vị: ${own.map(words).join(", ")};`;
        })
      : open.map((row) => `- ${words(row)};`);
  return {
    heading: "III. Đơn vị chưa có số liệu được duyệt",
    paragraphs:
      open.length === 0
        ? ["Không có. Tất cả đơn vị phải nộp đã được duyệt."]
        : [`${open.length} đơn vị:`, ...lines],
  };
}

function adjusted({ adjustments, unit }: RecordFacts): PaperSection {
  const heading = "IV. Điều chỉnh sau khi ký chốt, khóa kỳ";
  if (adjustments.length === 0) return { heading, paragraphs: ["Không có."] };
  return {
    heading,
    paragraphs: [],
    table: {
      caption: "Bảng 3. Số liệu điều chỉnh",
      columns: [
        { head: "Đơn vị", align: "left", width: 22 },
        { head: "Chỉ tiêu", align: "left", width: 16 },
        { head: "Số cũ", align: "right", width: 18 },
        { head: "Số mới", align: "right", width: 18 },
        { head: "Duyệt, lý do", align: "left", width: 26 },
      ],
      rows: adjustments.map(
        ({ unitName, provinceName, indicator, before, after, approvedAt, approvedBy, reason }) => [
          unit.level === "nation" ? `${unitName}, ${provinceName}` : unitName,
          INDICATORS[indicator].short,
          formatCount(before),
          formatCount(after),
          [`${formatInstant(approvedAt)}${approvedBy ? `, ${approvedBy}` : ""}`, reason]
            .filter(Boolean)
            .join(": "),
        ],
      ),
    },
  };
}

function status({ period, unit, signs }: RecordFacts): PaperSection {
  const { lockedAt, lockedBy, dueOn, id } = period;
  const signed = signing(signs.map((sign) => ({ id: sign.provinceId, ...sign }))).filter(
    ({ signedAt }) => signedAt,
  );
  const closed = lockedAt
    ? `Kỳ đã khóa lúc ${formatInstant(lockedAt)}${lockedBy ? `, người khóa: ${lockedBy}` : ""}.`
    : `Kỳ chưa khóa: số liệu dưới đây ${NOT_CLOSED.toLowerCase()}, còn có thể thay đổi.`;
  return {
    heading: "",
    paragraphs: [
      `Kỳ số liệu: ${periodName(id)}, số liệu đến ${formatDay(asOfDay(id))}; hạn nộp ${formatDay(dueOn)}. ${closed}`,
      ...(unit.level === "nation" && signed.length > 0
        ? [`${signed.length} tỉnh, thành phố đã ký chốt.`]
        : []),
    ],
  };
}

/** @param isSample the database holds the demo: nobody may take the paper for a real one */
export function shapeRecord(facts: RecordFacts, now: Date, isSample: boolean): Paper {
  const { unit, period } = facts;
  const isNation = unit.level === "nation";
  const of = isNation ? "toàn quốc" : unit.name;
  const warnings = [
    isClosed(period)
      ? null
      : `${NOT_CLOSED}: kỳ còn mở lúc ${formatInstant(now)}, số liệu còn có thể thay đổi`,
    isSample ? "MINH HỌA: bản trình diễn, không dùng làm văn bản" : null,
  ].filter((one) => one !== null);
  return {
    ...paperHead(unit, isNation, null),
    symbol: "BB-BHXH",
    day: dayInVietnam(now),
    title: "BIÊN BẢN",
    subject: `Chốt số liệu ${periodName(period.id)}, ${of}`,
    warning: warnings.length > 0 ? warnings.map(capital).join(". ") : null,
    sections: [status(facts), progress(facts, now), totals(facts), missingUnits(facts), adjusted(facts)],
    receivers: isNation
      ? ["Tổng Giám đốc (để b/c)", "BHXH các tỉnh, thành phố", "Lưu: VT"]
      : ["BHXH Việt Nam (để b/c)", "Giám đốc, các Phó Giám đốc", "Các đơn vị trực thuộc", "Lưu: VT"],
    signers: [
      { role: "NGƯỜI LẬP BIÊN BẢN", name: null },
      { role: isNation ? "TỔNG GIÁM ĐỐC" : "GIÁM ĐỐC", name: null },
    ],
  };
}
