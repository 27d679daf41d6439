import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { countUnread, UNREAD_CAP } from "@/lib/data/inbox";
import type { Actor } from "@/lib/domain/policy";
import { unreadWords } from "./inbox-words";

/** How much is unread, on every page: counted when the frame is drawn, so with each load and each answer of a form. */
export async function InboxBell({ actor }: { actor: Pick<Actor, "id"> }) {
  const unread = await countUnread(actor);
  return (
    <Link
      className="square bell"
      href="/inbox"
      prefetch={false}
      aria-label={`Hộp tin, ${unreadWords(unread, UNREAD_CAP)}`}
    >
      <Icon name="bell" />
      {unread > 0 && (
        <span className="bell-count" aria-hidden="true">
          {unread >= UNREAD_CAP ? `${UNREAD_CAP - 1}+` : unread}
        </span>
      )}
    </Link>
  );
}
