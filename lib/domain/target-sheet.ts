/** Targets from a sheet: which column is what, and what a reading of it proposes and refuses. */
import { z } from "zod";
import { kindsOf } from "./decision";
import { INDICATOR_IDS, isIndicatorId, type IndicatorId } from "./indicator";
import type { IssueLevel } from "./load-issue";
import { formatCount, formatSignedCount, formatSignedPercent, NO_VALUE } from "./number";
import { percent, ratio } from "./ratio";
import { MAX_SHEET_COLUMNS } from "./sheet";
import type { TargetKind } from "./target";
import type { UnitLevel } from "./unit";

/**
 * What a column says of an indicator. `target` is the year's number ("chỉ tiêu năm"), `increase` the new people ("chỉ
 * tiêu phát triển mới"), `rate` percent of the people, `base` what there was ("thực hiện đến 31/12"), for checking only.
 */
export const SHEET_FIELDS = ["base", "increase", "target", "rate"] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

export const SHEET_FIELD_NAMES: Record<SheetField, string> = {
  base: "thực hiện năm trước",
  increase: "chỉ tiêu phát triển mới",
  target: "chỉ tiêu năm",
  rate: "tỷ lệ bao phủ",
};

const column = z
  .int()
  .min(0)
  .max(MAX_SHEET_COLUMNS - 1)
  .nullable();

/** Which column is what, wherever the rows lie: what is remembered of a heading. Columns count from 0. */
export const sheetColumnsSchema = z
  .object({
    /** At least one of both. Where both are given the code decides. */
    code: column,
    name: column,
    indicators: z
      .array(
        z.object({
          indicator: z.string().refine(isIndicatorId, "Chỉ tiêu không có trong danh mục"),
          base: column,
          increase: column,
          target: column,
          rate: column,
        }),
      )
      .min(1, "Chọn cột số liệu của ít nhất một chỉ tiêu")
      .max(20),
  })
  .superRefine(({ code, name, indicators }, context) => {
    const problem = (message: string) => context.addIssue({ code: "custom", message });
    if (code === null && name === null) problem("Chọn cột mã hoặc cột tên đơn vị");
    if (new Set(indicators.map(({ indicator }) => indicator)).size < indicators.length)
      problem("Một chỉ tiêu chỉ chọn một lần");
    if (
      indicators.some(({ target, increase, rate }) => target === null && increase === null && rate === null)
    )
      problem("Mỗi chỉ tiêu cần cột chỉ tiêu năm, phát triển mới hoặc tỷ lệ");
    if (
      indicators.some(
        ({ indicator, increase }) =>
          increase !== null && isIndicatorId(indicator) && !kindsOf(indicator).includes("increase"),
      )
    )
      problem("Chỉ tiêu tính bằng tiền không có chỉ tiêu phát triển mới");
    const used = [
      code,
      name,
      ...indicators.flatMap(({ base, increase, target, rate }) => [base, increase, target, rate]),
    ].filter((one) => one !== null);
    if (new Set(used).size < used.length) problem("Một cột chỉ dùng cho một nội dung");
  })
  // In one order whoever told them: a heading, a form or what is remembered say the same by the same text.
  .transform(({ indicators, ...units }) => ({
    ...units,
    indicators: INDICATOR_IDS.flatMap((id) => indicators.find(({ indicator }) => indicator === id) ?? []),
  }));
export type SheetColumns = z.infer<typeof sheetColumnsSchema>;

export const sheetMappingSchema = z
  .object({
    columns: sheetColumnsSchema,
    /** The first row of data, as the spreadsheet counts. */
    firstRow: z.int().min(1),
    /** Inclusive; null: to the end. */
    lastRow: z.int().min(1).nullable(),
  })
  .refine(({ firstRow, lastRow }) => lastRow === null || firstRow <= lastRow, "Dòng cuối phải sau dòng đầu");
export type SheetMapping = z.infer<typeof sheetMappingSchema>;

/** Who may be given a target by the decision: a unit below, or a recipient. */
export type SheetReceiver = {
  id: string;
  code: string | null;
  /** "Huyện Nam Sách" */
  name: string;
  /** "Nam Sách"; null where there is none. */
  shortName: string | null;
  /** Null of a recipient. Some provinces are called cities: "Thành phố Huế" stands above "BHXH cơ sở Huế". */
  level: UnitLevel | null;
};

/** A unit that somebody might name but that gets nothing here, and why: "đã kết thúc ngày 30/06/2025". */
export type SheetOutsider = SheetReceiver & { reason: string };

/** A number that the decision gives already. */
export type SheetTarget = { receiverId: string; indicator: IndicatorId; kind: TargetKind; value: bigint };

/** As the draft holds it. A locked one is moved by no sheet. */
export type HeldTarget = SheetTarget & { isLocked?: boolean };

export const LOCKED_TARGET = "ô đã khóa; mở khóa trong bảng phân giao trước";

export type SheetContext = {
  receivers: readonly SheetReceiver[];
  outsiders: readonly SheetOutsider[];
  current: readonly HeldTarget[];
};

export type SheetIssue = {
  level: IssueLevel;
  /** Empty for the clipboard. */
  sheet: string;
  /** "D12", or a range "A3:C3"; null where the table as a whole is meant. */
  cell: string | null;
  /** Without the address. */
  message: string;
  /** Of a line that stands for those not listed: how many these are. */
  unlisted?: number;
};

/** How many there are, with those that are not listed. */
export function countIssues(issues: readonly SheetIssue[], level: IssueLevel): number {
  return issues
    .filter((issue) => issue.level === level)
    .reduce((total, { unlisted = 1 }) => total + unlisted, 0);
}

/** "Sheet1!D12: …"; of the clipboard "D12: …". */
export function sheetIssueText({ sheet, cell, message }: SheetIssue): string {
  if (cell === null) return message;
  return `${sheet === "" ? "" : `${sheet}!`}${cell}: ${message}`;
}

/** What the sheet says of one receiver and indicator. Rates in hundredths of a percent. */
export type SheetValues = {
  indicator: IndicatorId;
  base: bigint | null;
  increase: bigint | null;
  target: bigint | null;
  rate: bigint | null;
};

export type SheetReadRow = { row: number; receiver: SheetReceiver; values: readonly SheetValues[] };

/** What the sheet itself says beside a number: what there was, and how many come on top. */
export type SheetGrowth = { base: bigint | null; growth: bigint | null };

/** Before is null where the decision gives no such number yet; `said` where the sheet says nothing beside it. */
export type SheetChange = SheetTarget & { before: bigint | null; cell: string; said: SheetGrowth | null };

/** The year's number against what there was; else what the sheet calls growth itself. */
export function growthOf({ base, increase, target }: Omit<SheetValues, "indicator">): SheetGrowth | null {
  const growth = target !== null && base !== null ? target - base : increase;
  return base === null && growth === null ? null : { base, growth };
}

/** "5.792" and "+1.801 (+31,1%)". */
export function growthWords(said: SheetGrowth | null): { base: string; growth: string } {
  if (said === null) return { base: NO_VALUE, growth: NO_VALUE };
  const { base, growth } = said;
  const share = percent(ratio(growth, base), 1);
  return {
    base: formatCount(base),
    growth: formatSignedCount(growth) + (share === null ? "" : ` (${formatSignedPercent(share)})`),
  };
}

export type SheetReading = {
  rows: readonly SheetReadRow[];
  /** What would be written; numbers that the decision gives already are not among them. */
  changes: readonly SheetChange[];
  /** How many numbers stand in the decision as they stand in the sheet. */
  unchanged: number;
  /** In the order of the sheet. */
  issues: readonly SheetIssue[];
  /** No error is left. There may still be nothing to write. */
  canWrite: boolean;
};
