/** What a reading of targets would change in a draft, as a preview shows it before anything is written. */
import { issueTexts, type IssueTexts } from "@/components/sheet/issue-texts";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { growthWords, type SheetReading } from "@/lib/domain/target-sheet";
import { targetAmount } from "@/lib/domain/target-words";
import { TARGET_KIND_LABELS } from "@/lib/labels";

type PreviewChange = {
  cell: string;
  unit: string;
  target: string;
  before: string;
  after: string;
  /** What the sheet says beside the number: what there was, what comes on top. */
  said: { base: string; growth: string } | null;
};

export type ShownChanges = IssueTexts & {
  /** How many receivers the changes are of. */
  units: number;
  changes: readonly PreviewChange[];
  unchanged: number;
  canWrite: boolean;
};

type Reading = Pick<SheetReading, "changes" | "unchanged" | "issues" | "canWrite">;

/** @param names of the receivers, by id */
export function shownChanges(
  { changes, unchanged, issues, canWrite }: Reading,
  names: ReadonlyMap<string, string>,
): ShownChanges {
  return {
    ...issueTexts(issues),
    units: new Set(changes.map(({ receiverId }) => receiverId)).size,
    changes: changes.map(({ receiverId, indicator, kind, before, value, cell, said }) => ({
      cell,
      said: said && growthWords(said),
      unit: names.get(receiverId) ?? receiverId,
      target: `${INDICATORS[indicator].short}, ${TARGET_KIND_LABELS[kind]}`,
      before: before === null ? "–" : targetAmount(indicator, kind, before),
      after: targetAmount(indicator, kind, value),
    })),
    unchanged,
    canWrite: canWrite && changes.length > 0,
  };
}

/** @param source "bảng", "tệp" */
export function changesSummary({ errorCount, changes, unchanged }: ShownChanges, source: string): string {
  if (errorCount > 0) return `${formatCount(BigInt(errorCount))} lỗi cần sửa; chưa ghi gì.`;
  if (changes.length === 0 && unchanged === 0)
    return `Không có số nào để ghi: ${source} chưa có số chỉ tiêu nào.`;
  if (changes.length === 0) return `Không có thay đổi: dự thảo đã có đúng các số trong ${source}.`;
  return `${formatCount(BigInt(changes.length))} thay đổi; xem rồi bấm Ghi vào dự thảo. Chưa ghi gì.`;
}
