import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { countUnread, UNREAD_CAP } from "@/lib/data/inbox";
import type { Actor } from "@/lib/domain/policy";

/** How much is unread, on every page: counted when the frame is drawn, so with each load and each answer of a form. */
export async function InboxBell({ actor }: { actor: Pick<Actor, "id"> }) {
  const unread = await countUnread(actor);
  const words = unread === 0 ? "không có tin chưa đọc" : `${unread} tin chưa đọc`;
  return (
    <Link className="square bell" href="/inbox" prefetch={false} aria-label={`Hộp tin, ${words}`}>
      <Icon name="bell" />
      {unread > 0 && (
        <span className="bell-count" aria-hidden="true">
          {unread >= UNREAD_CAP ? `${UNREAD_CAP - 1}+` : unread}
        </span>
      )}
    </Link>
  );
}
