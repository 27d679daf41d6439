/** What sentences of reports know of communication: counts from 1 January, and how many times last year's they are. */
import type { CommunicationRow } from "./dashboard-communication";
import type { IndicatorId } from "./indicator";
import { ratio } from "./ratio";
import type { ReportFacts } from "./report-facts";
import type { Field } from "./report-fields";
import { amountIn, multipleIn, type ReportStyle } from "./report-style";

const COUNTED = {
  "hội nghị": "TT_HOI_NGHI",
  "lượt dự hội nghị": "TT_NGUOI_DU",
  "nhóm nhỏ": "TT_NHOM_NHO",
  "lượt dự nhóm nhỏ": "TT_NGUOI_NHOM_NHO",
  "phát thanh": "TT_LOA",
  "tin bài": "TT_TIN_BAI",
  "mạng xã hội": "TT_MXH",
  "tờ rơi": "TT_TO_ROI",
} as const satisfies Record<string, IndicatorId>;

export const COMMUNICATION_FIELDS: readonly string[] = Object.keys(COUNTED).flatMap((name) => [
  name,
  `${name} tạm tính`,
  `${name} gấp`,
]);

/** No sentence tells a count that is unknown or 0. */
const toldOf = ({ year }: CommunicationRow) => (year.value === 0n ? null : year.value);

/** A sum that is told and lacks units or months, or has some of an earlier period. */
const isProvisional = (row: CommunicationRow) => toldOf(row) !== null && row.year.isProvisional;

/** Whether anything that is told of communication is such a sum. */
export const hasProvisionalCounts = ({ communication }: ReportFacts): boolean =>
  communication.kind === "rows" && communication.rows.some(isProvisional);

function timesWords({ year }: CommunicationRow, style: ReportStyle): string | null {
  const { multiple, value, base } = year;
  return multiple === null ? null : multipleIn(style, ratio(value, base));
}

export function communicationValues({ communication }: ReportFacts, style: ReportStyle): Field[] {
  const rows = communication.kind === "rows" ? communication.rows : [];
  return Object.entries(COUNTED).flatMap(([name, id]): Field[] => {
    const row = rows.find((one) => one.id === id);
    const value = row ? toldOf(row) : null;
    return [
      [name, value === null ? null : amountIn(style, id, value)],
      [`${name} tạm tính`, row && isProvisional(row) ? "(tạm tính)" : null],
      [`${name} gấp`, row ? timesWords(row, style) : null],
    ];
  });
}
