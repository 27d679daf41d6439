/** Forms of a month as tests of sheets write them down. */
import { jumpBounds } from "@/lib/domain/check-bounds";
import type { FigureForm, HeldFigure } from "@/lib/domain/figure-form";
import type { FigureContext } from "@/lib/domain/figure-sheet";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import { textCell, type Sheet } from "@/lib/domain/sheet";
import type { LockReason } from "@/lib/domain/submission";

type Held = Partial<Record<IndicatorId, bigint | Partial<HeldFigure>>>;
type Given = {
  code?: string;
  name?: string;
  period?: string;
  lock?: LockReason;
  held?: Held;
  lastMonth?: Partial<Record<IndicatorId, bigint>>;
};

const BLANK: HeldFigure = { value: null, isEstimate: false, note: null, explanation: null, version: 0 };
const heldOf = (one: bigint | Partial<HeldFigure>): HeldFigure =>
  typeof one === "bigint" ? { ...BLANK, value: one, version: 1 } : { ...BLANK, version: 1, ...one };

export function figureForm(given: Given = {}): FigureForm {
  const {
    code = "593",
    name = "Huyện Bắc Bình",
    period = "2023-11",
    lock = null,
    held = {},
    lastMonth = {},
  } = given;
  const periodId = period as PeriodId;
  return {
    id: `60.${code}.${period}`,
    provinceId: "60",
    unitId: code,
    periodId,
    unit: { id: code, code, name, shortName: name.replace(/^\S+ /, ""), level: "district" },
    lockVersion: 0,
    lock,
    checks: {
      kind: "district",
      asOf: `${period}-30`,
      required: ["BHXH_BB", "BHXH_TN", "BHYT"],
      lastMonth,
      sameMonthLastYear: {},
      earlierThisYear: {},
      population: null,
      bounds: jumpBounds({}),
    },
    held: Object.fromEntries(Object.entries(held).map(([id, one]) => [id, heldOf(one)])),
  };
}

export const contextOf = (...forms: FigureForm[]): FigureContext => ({
  unitId: forms.length === 1 ? (forms[0]?.unitId ?? "") : "60",
  unitName: forms.length === 1 ? (forms[0]?.unit.name ?? "") : "Tỉnh Bình Thuận",
  periodId: (forms[0]?.periodId ?? "2023-11") as PeriodId,
  forms,
  isUnit: forms.length === 1,
});

/** A form's lines as a workbook gives them back: numbers as numbers. */
export function sheetOf(rows: readonly (readonly (string | bigint | null)[])[]): Sheet {
  return {
    name: "Số liệu",
    merges: [],
    rows: rows.map((cells, at) => ({
      row: at + 1,
      cells: cells.map((cell) =>
        typeof cell === "bigint"
          ? { kind: "integer", shown: String(cell), number: String(cell), isFormula: false }
          : cell === null
            ? null
            : textCell(cell),
      ),
    })),
  };
}
