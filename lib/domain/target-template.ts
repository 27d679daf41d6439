/** A form of targets to fill in a spreadsheet: what it holds, and in which columns. It is read back by its own heading. */
import { kindsOf } from "./decision";
import { INDICATORS, type IndicatorId } from "./indicator";
import type { SheetField, SheetReceiver, SheetValues } from "./target-sheet";

export type TargetTemplate = {
  /** "Chỉ tiêu năm 2027 của Tỉnh Lâm Đồng" */
  title: string;
  /** Until when the base is counted: "31/12/2026". */
  baseDay: string;
  /** What the targets are for: "năm 2027", "quý IV/2027". */
  scopeName: string;
  indicators: readonly IndicatorId[];
  rows: readonly { receiver: SheetReceiver; values: readonly SheetValues[] }[];
};

export type TemplateColumn = {
  indicator: IndicatorId;
  field: Exclude<SheetField, "rate">;
  heading: string;
  /** What there was is given, and not to be changed. */
  isInput: boolean;
};

/** Money is not counted in new people. */
export function templateColumns({ indicators, baseDay, scopeName }: TargetTemplate): TemplateColumn[] {
  return indicators.flatMap((indicator): TemplateColumn[] => [
    { indicator, field: "base", heading: `Thực hiện đến ${baseDay}`, isInput: false },
    ...(kindsOf(indicator).includes("increase")
      ? [{ indicator, field: "increase", heading: "Chỉ tiêu phát triển mới", isInput: true } as const]
      : []),
    { indicator, field: "target", heading: `Chỉ tiêu ${scopeName}`, isInput: true },
  ]);
}

/** "BHYT: Hộ gia đình (người)": a payer is not known by its name alone. */
export function templateGroup(indicator: IndicatorId): string {
  const { name, group, unit } = INDICATORS[indicator];
  return `${group === "payers" ? "BHYT: " : ""}${name} (${unit})`;
}

export function templateValue(
  values: readonly SheetValues[],
  { indicator, field }: TemplateColumn,
): bigint | null {
  return values.find((one) => one.indicator === indicator)?.[field] ?? null;
}
