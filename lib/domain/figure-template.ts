/** The month's form to be filled in a spreadsheet: of one unit indicators go down, of a province units do. */
import { enterable } from "./checks";
import { heldFigure, type FigureForm } from "./figure-form";
import { writeStamp } from "./figure-stamp";
import { indicator, INDICATOR_IDS, INDICATORS, type IndicatorId } from "./indicator";
import { addMonths, periodName, shortPeriodName, type PeriodId } from "./period";

export type TemplateColumn = {
  width: number;
  kind: "text" | "number" | "estimate" | "note" | "estimates";
  /** May be typed into where the row is open. */
  isInput: boolean;
};
export type TemplateRow = { cells: readonly (string | bigint | null)[]; isOpen: boolean };

export type FigureTemplate = {
  title: string;
  guide: string;
  stamp: string;
  /** Above the data; the last row names the columns. */
  heads: readonly (readonly string[])[];
  columns: readonly TemplateColumn[];
  rows: readonly TemplateRow[];
  /** Columns that stay in sight, from the left. */
  frozen: number;
  hasTotal: boolean;
};

/** Words by which the reading finds its columns again. */
export const HEAD = {
  code: "Mã",
  value: "Số kỳ này",
  estimate: "Ước",
  note: "Ghi chú",
  unit: "Đơn vị",
  estimates: "Các số ước",
} as const;
export const ESTIMATE_MARK = "x";

const text = (width: number): TemplateColumn => ({ width, kind: "text", isInput: false });
const number = (width: number, isInput: boolean): TemplateColumn => ({ width, kind: "number", isInput });

/** "BHYT: Hộ gia đình": a payer is not known by its name alone. */
export function figureName(id: IndicatorId): string {
  const { name, group } = INDICATORS[id];
  return group === "payers" ? `BHYT: ${name}` : name;
}

type Of = { unitId: string; unitName: string; periodId: PeriodId };

const UNIT_GUIDE =
  "Điền các ô trắng: số nguyên từ 0 trở lên; số ước thì ghi x. Ô để trống giữ số đang có trong biểu. Không thêm, bớt dòng, cột.";

export function unitTemplate(of: Of, form: FigureForm): FigureTemplate {
  const { periodId } = of;
  const { lastMonth, sameMonthLastYear } = form.checks;
  const ids = enterable(form.checks);
  return {
    ...headed(of),
    guide: UNIT_GUIDE,
    heads: [
      [
        HEAD.code,
        "Chỉ tiêu",
        "Tính bằng",
        HEAD.value,
        HEAD.estimate,
        HEAD.note,
        `Tháng ${shortPeriodName(addMonths(periodId, -1))}`,
        `Cùng kỳ ${shortPeriodName(addMonths(periodId, -12))}`,
        "Giải thích chỉ tiêu",
      ],
    ],
    columns: [
      text(20),
      text(36),
      text(11),
      number(20, true),
      { width: 7, kind: "estimate", isInput: true },
      { width: 30, kind: "note", isInput: true },
      number(20, false),
      number(20, false),
      text(60),
    ],
    rows: ids.map((id) => {
      const { value, isEstimate, note } = heldFigure(form, id);
      const before = [lastMonth[id] ?? null, sameMonthLastYear[id] ?? null];
      const mark = isEstimate ? ESTIMATE_MARK : null;
      const { unit, definition } = indicator(id);
      return {
        cells: [id, figureName(id), unit, value, mark, note, ...before, definition],
        isOpen: form.lock === null,
      };
    }),
    frozen: 2,
    hasTotal: false,
  };
}

const PROVINCE_GUIDE =
  "Điền các ô trắng: số nguyên từ 0 trở lên. Số ước: ghi mã chỉ tiêu (BHYT, THU) hoặc “tất cả” ở cột Các số ước. " +
  "Ghi chú: mã chỉ tiêu, dấu hai chấm, lời ghi. Ô để trống giữ số đang có. Không thêm, bớt dòng, cột.";

/** "đang nhập", "đã duyệt": why a row is closed. */
const LOCKED_WORDS = {
  "not-open": "chưa mở kỳ",
  "unit-not-valid": "không hoạt động",
  "period-locked": "kỳ đã khóa",
  waiting: "chờ duyệt",
  approved: "đã duyệt",
} as const;

export function provinceTemplate(of: Of, forms: readonly FigureForm[]): FigureTemplate {
  const asked = new Set(forms.flatMap(({ checks }) => enterable(checks)));
  const ids = INDICATOR_IDS.filter((id) => asked.has(id));
  const before = `T.${shortPeriodName(addMonths(of.periodId, -1))}`;
  return {
    ...headed(of),
    guide: PROVINCE_GUIDE,
    heads: [
      ["", "", "", ...ids.flatMap((id) => [`${figureName(id)} (${INDICATORS[id].unit})`, before]), "", ""],
      [HEAD.code, HEAD.unit, "Trạng thái", ...ids.flatMap((id) => [id, ""]), HEAD.estimates, HEAD.note],
    ],
    columns: [
      text(10),
      text(30),
      text(12),
      ...ids.flatMap((id) => {
        const width = INDICATORS[id].unit === "đồng" ? 19 : 13;
        return [number(width, true), number(width, false)];
      }),
      { width: 24, kind: "estimates", isInput: true },
      { width: 50, kind: "note", isInput: true },
    ],
    rows: forms.map((form) => provinceRow(form, ids)),
    frozen: 2,
    hasTotal: true,
  };
}

function provinceRow(form: FigureForm, ids: readonly IndicatorId[]): TemplateRow {
  const estimates = ids.filter((id) => heldFigure(form, id).isEstimate);
  const notes = ids.flatMap((id) => {
    const { note } = heldFigure(form, id);
    return note ? [`${id}: ${note}`] : [];
  });
  return {
    cells: [
      form.unit.code ?? form.unit.id,
      form.unit.name,
      form.lock === null ? "nhập được" : LOCKED_WORDS[form.lock],
      ...ids.flatMap((id) => [heldFigure(form, id).value, form.checks.lastMonth[id] ?? null]),
      estimates.length > 0 ? estimates.join(", ") : null,
      notes.length > 0 ? notes.join("; ") : null,
    ],
    isOpen: form.lock === null,
  };
}

/** The whole form line by line, for a file without formats. */
export function templateRows({ title, guide, stamp, heads, rows }: FigureTemplate) {
  return [[title], [guide], [stamp], ...heads, ...rows.map(({ cells }) => cells)];
}

function headed({ unitId, unitName, periodId }: Of): Pick<FigureTemplate, "title" | "stamp"> {
  return {
    title: `Số liệu ${periodName(periodId)} của ${unitName}`,
    stamp: writeStamp(unitId, periodId),
  };
}

/** Notes of a row of a province: "BHYT: …; THU: …". Null where words stand before the first indicator. */
export function readNotes(words: string): Map<IndicatorId, string> | null {
  const marks = [...words.matchAll(/(?<=^|[;\s])([A-Z][A-Z_]*):/g)].flatMap((match) => {
    const [whole, id = ""] = match;
    return Object.hasOwn(INDICATORS, id)
      ? [{ id: id as IndicatorId, from: match.index, to: match.index + whole.length }]
      : [];
  });
  if (words !== "" && marks[0]?.from !== 0) return null;
  return new Map(
    marks.map(({ id, to }, at) => {
      const note = words.slice(to, marks[at + 1]?.from).trim();
      return [id, marks[at + 1] ? note.replace(/;$/, "").trim() : note];
    }),
  );
}
