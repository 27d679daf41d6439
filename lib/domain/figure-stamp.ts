/** What a form for a spreadsheet says of itself in one readable cell: which unit, which period, which make. */
import { isPeriodId, periodName, type PeriodId } from "./period";
import type { Sheet } from "./sheet";

/** Moves when the columns of the form mean something else. */
const FIGURE_TEMPLATE_VERSION = 1;

type Stamp = { version: number; unitId: string; periodId: string };

const STAMP = /^Mã biểu: BP(\d{1,4})\.([0-9A-Za-z-]{1,40})\.(\d{4}-\d{2}(?:-\d{2})?)$/;
/** It stands below the title. */
const REACH = 20;

export const writeStamp = (unitId: string, periodId: PeriodId) =>
  `Mã biểu: BP${FIGURE_TEMPLATE_VERSION}.${unitId}.${periodId}`;

/** Null for a table that does not say what it is. */
export function findStamp({ rows }: Sheet): Stamp | null {
  for (const { row, cells } of rows) {
    if (row > REACH) return null;
    for (const cell of cells) {
      const [, version, unitId, periodId] = STAMP.exec(cell?.shown ?? "") ?? [];
      if (version !== undefined && unitId !== undefined && periodId !== undefined)
        return { version: Number(version), unitId, periodId };
    }
  }
  return null;
}

/** Why a table with this stamp is not for this form; null if it is. */
export function stampProblem(
  stamp: Stamp,
  wanted: { unitId: string; unitName: string; periodId: PeriodId },
): string | null {
  const { version, unitId, periodId } = stamp;
  const again = "Tải mẫu ở trang này rồi điền lại.";
  if (version !== FIGURE_TEMPLATE_VERSION)
    return `Tệp là mẫu bản ${version}, hệ thống đang dùng bản ${FIGURE_TEMPLATE_VERSION}. ${again}`;
  if (periodId !== wanted.periodId) {
    const other = isPeriodId(periodId) ? periodName(periodId) : periodId;
    return `Tệp là biểu ${other}, trang này nhận biểu ${periodName(wanted.periodId)}. Mở trang nhập của kỳ ghi trong tệp, hoặc tải mẫu ở trang này.`;
  }
  if (unitId !== wanted.unitId)
    return `Tệp là biểu của đơn vị có mã hệ thống ${unitId}, trang này nhận biểu của ${wanted.unitName} (${wanted.unitId}). ${again}`;
  return null;
}
