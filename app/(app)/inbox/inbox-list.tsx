"use client";

import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { Icon, type IconName } from "@/components/ui/icon";
import { useFormAction } from "@/components/ui/use-form-action";
import type { NotificationKind } from "@/lib/domain/notification";
import { NOTIFICATION_KIND_LABELS } from "@/lib/labels";
import { markReadAction } from "./actions";

type Item = {
  id: string;
  kind: NotificationKind;
  subject: string;
  sentence: string;
  detail: string | null;
  when: string;
  isRead: boolean;
};

const ICONS: Record<NotificationKind, IconName> = {
  submitted: "clock",
  approved: "check",
  returned: "back",
  reopened: "back",
  commented: "pen",
  unlocked: "lock",
  opened: "star",
  "due-changed": "clock",
  locked: "lock",
  signed: "check",
  issued: "over",
  "stood-in": "person",
  reminder: "clock",
  "notice-written": "clock",
  "notice-decided": "check",
};

type MarkRead = (form: FormData) => void;

function InboxRow({ item, markRead }: { item: Item; markRead: MarkRead }) {
  return (
    <li className={item.isRead ? "inbox-item" : "inbox-item unread"}>
      <Icon name={ICONS[item.kind]} />
      <div>
        <p className="inbox-subject">
          {!item.isRead && <span className="sr">Chưa đọc: </span>}
          {/* Not a soft navigation: the bell of the frame has to count anew. */}
          <a href={`/inbox/${item.id}`}>{item.subject}</a>
        </p>
        <p>{item.sentence}</p>
        {item.detail && <p className="inbox-detail">{item.detail}</p>}
        <p className="inbox-when">
          {NOTIFICATION_KIND_LABELS[item.kind]} · {item.when}
        </p>
      </div>
      {!item.isRead && (
        <form action={markRead}>
          <input type="hidden" name="id" value={item.id} />
          <Button aria-label={`Đã đọc: ${item.subject}`}>Đã đọc</Button>
        </form>
      )}
    </li>
  );
}

/** Unread first; each part newest first. */
export function InboxList({ items }: { items: readonly Item[] }) {
  const [state, markRead] = useFormAction(markReadAction);
  const parts = [
    { title: "Chưa đọc", items: items.filter(({ isRead }) => !isRead) },
    { title: "Đã đọc", items: items.filter(({ isRead }) => isRead) },
  ].filter((part) => part.items.length > 0);
  return (
    <div className="inbox">
      <FormMessage state={state} />
      {parts.map((part) => (
        <section key={part.title} className="panel">
          <h2 className="h3 inbox-part">{part.title}</h2>
          <ul>
            {part.items.map((item) => (
              <InboxRow key={item.id} item={item} markRead={markRead} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
