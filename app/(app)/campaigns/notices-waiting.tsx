import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { NoticesWaiting } from "@/lib/data/notice-news";

type Props = { waiting: NoticesWaiting; unit: string };

/** What waits for this person's decision, wherever in the own scope; nothing where nothing waits. */
export function NoticesWaitingLine({ waiting: { notes, employers }, unit }: Props) {
  if (notes + employers === 0) return null;
  return (
    <Notice kind="info">
      <p>
        Chờ tài khoản này duyệt đăng:{" "}
        {notes > 0 && <Link href={`/campaigns/notes?unit=${unit}`}>{notes} ghi chú</Link>}
        {notes > 0 && employers > 0 && ", "}
        {employers > 0 && (
          <Link href={`/campaigns/employers?unit=${unit}`}>{employers} đơn vị chậm đóng, vi phạm</Link>
        )}
        .
      </p>
    </Notice>
  );
}
