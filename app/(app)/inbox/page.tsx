import type { Metadata } from "next";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { countUnread, listInbox, parseInboxCursor, UNREAD_CAP, writeInboxCursor } from "@/lib/data/inbox";
import { formatInstant } from "@/lib/domain/day";
import { capital } from "@/lib/domain/wording";
import { unreadWords } from "@/app/(app)/inbox-words";
import { InboxList } from "./inbox-list";
import { MarkAllForm } from "./mark-all-form";

export const metadata: Metadata = { title: "Hộp tin" };

const PAGE = 30;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function InboxPage({ searchParams }: Props) {
  const actor = await requireActor();
  const now = new Date();
  const after = parseInboxCursor((await searchParams).after);
  const [unread, { items, next }] = await Promise.all([countUnread(actor), listInbox(actor, after, PAGE)]);
  return (
    <>
      <PageHeader
        title="Hộp tin"
        asOf={
          <>
            {capital(unreadWords(unread, UNREAD_CAP))}. Thư điện tử:{" "}
            <Link href="/account#mail">chọn cách nhận</Link>.
          </>
        }
        controls={unread > 0 && <MarkAllForm seenAt={now.toISOString()} />}
      />
      {items.length > 0 ? (
        <InboxList items={items.map(({ at, ...item }) => ({ ...item, when: formatInstant(at) }))} />
      ) : (
        <EmptyState
          title={after ? "Hết tin" : "Chưa có tin nào"}
          action={
            <ButtonLink href={after ? "/inbox" : "/"}>
              {after ? "Về đầu hộp tin" : "Về trang chính"}
            </ButtonLink>
          }
        >
          Tin đến khi biểu được gửi, duyệt, trả lại, mở lại, và khi kỳ mở, khóa hoặc đến hạn.
        </EmptyState>
      )}
      {(after || next) && (
        <nav className="pages" aria-label="Trang">
          {after && (
            <Link href="/inbox" prefetch={false}>
              Về đầu hộp tin
            </Link>
          )}
          {next && (
            <Link href={`/inbox?after=${encodeURIComponent(writeInboxCursor(next))}`} prefetch={false}>
              Tin cũ hơn
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
