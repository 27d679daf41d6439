/** What the queue says of one submission in a few words. */
import type { QueueRow } from "@/lib/data/submissions";
import { dayInVietnam, daysBetween, formatDay, timeInVietnam, type Day } from "@/lib/domain/day";
import { isReopened } from "@/lib/domain/submission-queue";

/** "07:52", "18:20 hôm qua", "03/12/2023". */
function whenWords(at: Date, today: Day): string {
  const day = dayInVietnam(at);
  const ago = daysBetween(day, today);
  if (ago === 0) return timeInVietnam(at);
  return ago === 1 ? `${timeInVietnam(at)} hôm qua` : formatDay(day);
}

/** "nộp lại 07:52", "quá hạn 1 ngày", "trả lại 03/12/2023". */
export function queueWords(row: QueueRow, today: Day): string {
  const { group, dueOn, submittedAt, decidedAt, version } = row;
  if (group === "late") return `quá hạn ${daysBetween(dueOn, today)} ngày`;
  if (group === "open") return `hạn ${formatDay(dueOn)}`;
  if (group === "waiting")
    return submittedAt ? `${version > 1 ? "nộp lại" : "nộp"} ${whenWords(submittedAt, today)}` : "";
  const verb = group === "approved" ? "duyệt" : "trả lại";
  return decidedAt ? `${verb} ${whenWords(decidedAt, today)}` : "";
}

/** What matters of a row where the time it was sent stands beside it: "quá hạn 1 ngày", "đúng hạn", "duyệt 03/12/2023". */
export function standingWords(row: QueueRow, today: Day): string {
  if (row.group === "waiting") return punctualityWords(row.isOnTime) ?? "";
  const words = queueWords(row, today);
  return row.group === "approved" && row.isOnTime === false ? `${words}, ${punctualityWords(false)}` : words;
}

/** Null where nobody was asked to be punctual: what was loaded from a file. */
export function punctualityWords(isOnTime: boolean | null): string | null {
  if (isOnTime === null) return null;
  return isOnTime ? "đúng hạn" : "nộp chậm";
}

/** What stands in a row besides its group: "đang mở lại", "đã điều chỉnh". */
export function marksOf(row: QueueRow): { kind: "reopened" | "corrected"; words: string }[] {
  return [
    ...(isReopened(row) ? [{ kind: "reopened", words: "đang mở lại" } as const] : []),
    ...(row.isAdjusted ? [{ kind: "corrected", words: "đã điều chỉnh" } as const] : []),
  ];
}
