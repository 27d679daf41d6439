/** The head of a drive, which may be corrected until it is closed, and why a correction is not taken. */
import { formatDay, type Day } from "./day";
import type { NewDrive } from "./drive";

/** What a form saw: whoever was faster has changed this text. */
export const driveHeadText = ({ kind, name, startsOn, endsOn }: NewDrive): string =>
  JSON.stringify([kind, name, startsOn, endsOn]);

const LISTED = 5;

function listed(names: readonly string[]): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).join(", ") + (more > 0 ? ` và ${more} nữa` : "");
}

/** @param days those with results that the new days would leave out, in order */
export const cutDaysWords = (days: readonly Day[]): string =>
  `Đã có kết quả của ngày ${listed(days.map(formatDay))}: các ngày này phải còn trong đợt. Chưa lưu gì.`;

/** @param units those taking part that do not exist on any of the new days */
export const goneUnitsWords = (units: readonly string[]): string =>
  `${listed(units)} tham gia đợt nhưng không hoạt động ngày nào trong các ngày mới. Chưa lưu gì.`;
