/** What is said of a note, or of a line of employers: who wrote it, what became of it, and how many of them are listed. */
import { formatInstant } from "@/lib/domain/day";
import type { NoticeStatus } from "@/lib/domain/notice";
import { formatCount } from "@/lib/domain/number";
import { NOTICE_STATUS_LABELS } from "@/lib/labels";

type Decided = {
  status: NoticeStatus;
  decider: string | null;
  decidedAt: Date | null;
  reason: string | null;
};

/** "Đã gỡ bởi Bình lúc 09:00 20/11/2025. Lý do: trùng."; "" while nobody has decided. */
export function decidedWords({ status, decider, decidedAt, reason }: Decided): string {
  if (decidedAt === null) return "";
  const who = decider === null ? "" : ` bởi ${decider}`;
  const why = reason === null || reason === "" ? "" : ` Lý do: ${reason}`;
  return `${NOTICE_STATUS_LABELS[status]}${who} lúc ${formatInstant(decidedAt)}.${why}`;
}

/** "12 dòng"; where there may be more than are listed, "200 dòng đầu". */
export const listedWords = (count: number, limit: number, noun: string): string =>
  `${formatCount(BigInt(count))} ${noun}${count < limit ? "" : " đầu"}`;
