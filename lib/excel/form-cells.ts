/** Cells of the forms that are filled in a spreadsheet: what is given is locked, what is to be filled is not. */
import "server-only";
import type { Cell, CellStyle, WriteSheet } from "hucre/xlsx";

const COUNT = "#,##0";
const LINE = { style: "thin", color: { rgb: "BFBFBF" } } as const;
const border = { top: LINE, left: LINE, bottom: LINE, right: LINE };
export const HEAD: CellStyle = {
  font: { bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E7EEF7" } },
  alignment: { horizontal: "center", vertical: "center", wrapText: true },
  border,
};
export const TEXT: CellStyle = { border, numFmt: "@" };
export const GIVEN: CellStyle = { border, numFmt: COUNT };
export const INPUT: CellStyle = { ...GIVEN, protection: { locked: false } };
export const SUM: CellStyle = { ...GIVEN, font: { bold: true } };

export const text = (value: string, style?: CellStyle): Partial<Cell> => ({
  type: "string",
  value,
  ...(style && { style }),
});

export const empty = (style: CellStyle): Partial<Cell> => ({ type: "empty", value: null, style });

export const number = (value: bigint | null, style: CellStyle): Partial<Cell> =>
  value === null ? empty(style) : { type: "number", value: Number(value), style };

type Validation = NonNullable<WriteSheet["dataValidations"]>[number];

/** Nothing but whole numbers from 0 up may be typed there. */
export function wholeNumbers(range: string): Validation {
  return {
    type: "whole",
    operator: "greaterThanOrEqual",
    formula1: "0",
    range,
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: "Số không hợp lệ",
    errorMessage: "Nhập số nguyên từ 0 trở lên",
  };
}
