/** What is told of notes and of employers' notices: that one waits, to who may decide; what was decided, to who wrote it. */
import type { NoticeEvent } from "./notice";
import type { Notice } from "./notification";

export type ToldNotice = {
  table: "note" | "employer";
  id: string;
  unitId: string;
  unitName: string;
  /** Who wrote it, and for whom: they decide nothing of it. */
  authors: readonly string[];
};

export type NoticeHappening =
  | { kind: "notice-written"; notice: ToldNotice }
  | { kind: "notice-decided"; notice: ToldNotice; event: NoticeEvent; reason: string | null };

const PAGES = { note: "/campaigns/notes", employer: "/campaigns/employers" } as const;
const WHAT = { note: "ghi chú", employer: "đơn vị chậm đóng, vi phạm" } as const;
const DONE: Record<NoticeEvent, string> = {
  publish: "đã được duyệt đăng",
  refuse: "không được duyệt đăng",
  withdraw: "đã được gỡ",
};

/** Where it stands on its page. */
export const noticeHref = ({ table, unitId, id }: Pick<ToldNotice, "table" | "unitId" | "id">): string =>
  `${PAGES[table]}?unit=${unitId}#${noticeAnchor(id)}`;
export const noticeAnchor = (id: string): string => `muc-${id}`;

export function noticeNews(happening: NoticeHappening): Notice[] {
  const { notice } = happening;
  const { table, unitName, authors } = notice;
  const words = { isUrgent: false, href: noticeHref(notice) };
  if (happening.kind === "notice-written")
    return [
      {
        ...words,
        to: "approver",
        subject: `${unitName}: ${WHAT[table]} chờ duyệt đăng`,
        sentence: `Có ${WHAT[table]} của ${unitName} đang chờ một người khác duyệt đăng.`,
        detail: null,
      },
    ];
  const { event, reason } = happening;
  return [
    {
      ...words,
      to: authors,
      subject: `${unitName}: ${WHAT[table]} ${DONE[event]}`,
      sentence: `Mục ${WHAT[table]} của ${unitName} ${DONE[event]}.`,
      detail: reason === null ? null : `Lý do: ${reason}`,
    },
  ];
}
