/** What is told of periods: opened, due on another day, locked, signed off by a province. */
import { formatDay, type Day } from "./day";
import type { Notice } from "./notification";
import { periodKind, periodName, type PeriodId } from "./period";

export type PeriodHappening =
  | { kind: "opened"; periods: readonly { id: PeriodId; dueOn: Day }[] }
  | {
      kind: "due-changed";
      periodId: PeriodId;
      before: Day;
      dueOn: Day;
      reason: string;
      /** The units that have still to do with the day. */
      unitIds: readonly string[];
    }
  | { kind: "locked"; periodId: PeriodId; reason: string | null }
  | { kind: "signed"; provinceId: string; provinceName: string; periodId: PeriodId };

/** "tháng 10/2026", "báo cáo nhanh ngày 18/11/2026". */
export function toldPeriod(id: PeriodId): string {
  return periodKind(id) === "flash" ? `báo cáo nhanh ${periodName(id)}` : periodName(id);
}

export const because = (reason: string | null) => (reason === null ? null : `Lý do: ${reason}`);

/** The same words to the directors and to the managers, each with the way to their own page. */
export const each = (words: Omit<Notice, "to" | "href">, director: string, manager: string): Notice[] => [
  { ...words, to: "director", href: director },
  { ...words, to: "manager", href: manager },
];

const ownPeriodHref = (id: PeriodId) => `/entry/{unit}/${id}`;
const queueHref = (id: PeriodId) => `/submissions?period=${id}`;

function openedNotices(periods: readonly { id: PeriodId; dueOn: Day }[]): Notice[] {
  const [first] = periods;
  const last = periods.at(-1);
  if (!first || !last) return [];
  const words = { isUrgent: false, detail: null };
  if (periods.length === 1) {
    const due = `Hạn nộp: hết ngày ${formatDay(first.dueOn)}.`;
    const opened = { ...words, subject: `Đã mở kỳ ${toldPeriod(first.id)}`, sentence: due };
    return each(opened, ownPeriodHref(first.id), queueHref(first.id));
  }
  const span = `Từ ${periodName(first.id)} đến ${periodName(last.id)}.`;
  const due = `Hạn nộp kỳ đầu: hết ngày ${formatDay(first.dueOn)}.`;
  const opened = { ...words, subject: `Đã mở ${periods.length} kỳ số liệu`, sentence: `${span} ${due}` };
  return each(opened, "/entry", "/submissions");
}

/** A day that comes earlier than people were told has to be known at once. */
function dueNotices(event: Extract<PeriodHappening, { kind: "due-changed" }>): Notice[] {
  const { periodId, before, dueOn, reason } = event;
  const words = {
    isUrgent: dueOn < before,
    subject: `Hạn nộp ${toldPeriod(periodId)} đổi thành ${formatDay(dueOn)}`,
    sentence: `Hạn nộp ${toldPeriod(periodId)}: hết ngày ${formatDay(dueOn)}, trước đây là ngày ${formatDay(before)}.`,
    detail: because(reason),
  };
  return each(words, ownPeriodHref(periodId), queueHref(periodId));
}

function lockedNotices(periodId: PeriodId, reason: string | null): Notice[] {
  const words = {
    isUrgent: false,
    subject: `Đã khóa kỳ ${toldPeriod(periodId)}`,
    sentence: "Số liệu của kỳ đã chốt. Cần sửa: đề nghị Trung ương mở khóa cho đơn vị, nêu lý do.",
    detail: because(reason),
  };
  return each(words, ownPeriodHref(periodId), queueHref(periodId));
}

function signedNotices({ provinceName, periodId }: Extract<PeriodHappening, { kind: "signed" }>): Notice[] {
  return [
    {
      to: "central",
      isUrgent: false,
      subject: `${provinceName} đã ký chốt ${toldPeriod(periodId)}`,
      sentence: `Tỉnh đã duyệt đủ biểu của các đơn vị và ký chốt ${toldPeriod(periodId)}.`,
      detail: null,
      href: `/periods/${periodId}`,
    },
  ];
}

export function periodNews(event: PeriodHappening): Notice[] {
  switch (event.kind) {
    case "opened":
      return openedNotices(event.periods);
    case "due-changed":
      return dueNotices(event);
    case "locked":
      return lockedNotices(event.periodId, event.reason);
    case "signed":
      return signedNotices(event);
  }
}
