/** What happened, whom it concerns, and the words in which they are told. Who these people are by name is asked of the database. */
import { formatDay, type Day } from "./day";
import { noticeNews, type NoticeHappening } from "./notice-news";
import { standInNews } from "./stand-in-news";
import type { PeriodId } from "./period";
import { because, each, periodNews, toldPeriod, type PeriodHappening } from "./period-news";
import {
  submissionId,
  type SubmissionDecision,
  type SubmissionKey,
  type SubmissionStatus,
} from "./submission";

export const NOTIFICATION_KINDS = [
  "submitted",
  "approved",
  "returned",
  "reopened",
  "commented",
  "unlocked",
  "opened",
  "due-changed",
  "locked",
  "signed",
  "issued",
  "stood-in",
  "reminder",
  "notice-written",
  "notice-decided",
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** One unit's month, as the words name it. */
export type ToldSubmission = SubmissionKey & { unitName: string; submittedBy: string | null };

type By = {
  /** Nobody is told of their own act. Null: nobody's act. */
  actorId: string | null;
};

export type Happening = By &
  (
    | NoticeHappening
    | PeriodHappening
    | { kind: "submitted"; submission: ToldSubmission; version: number }
    | { kind: "approved"; submission: ToldSubmission }
    | { kind: "returned"; submission: ToldSubmission; reason: string }
    | { kind: "reopened"; submission: ToldSubmission; reason: string; dueOn: Day }
    | { kind: "commented"; submission: ToldSubmission; indicatorName: string; text: string }
    | { kind: "unlocked"; submission: ToldSubmission; status: SubmissionStatus; until: Day; reason: string }
    | {
        kind: "issued";
        decisionId: string;
        issuer: string;
        number: string;
        effectiveOn: Day;
        /** The units that were given a number. */
        unitIds: readonly string[];
      }
    | {
        kind: "stood-in";
        unitId: string;
        unitName: string;
        absent: { id: string; displayName: string };
        standIn: { id: string; displayName: string };
        from: Day;
        until: Day;
        href: string;
      }
  );

/**
 * Whom one notice is for, of the people who answer for the units that it is about: everybody of a role, those who may
 * approve this version (central where no manager may), or persons. Nobody outside the scope is told, whatever this says.
 */
type Addressee = "director" | "manager" | "central" | "approver" | readonly string[];

export type Notice = {
  to: Addressee;
  /** Somebody has to act on it, so a mail follows at once unless they chose otherwise. */
  isUrgent: boolean;
  subject: string;
  /** Neither figures nor words that somebody typed: it may be mailed. */
  sentence: string;
  /** Words that somebody typed. */
  detail: string | null;
  /** In a notice to directors `{unit}` stands for the own unit. */
  href: string;
};

/** The units that it is about: by id, or all that owe these periods. */
export type Place = { unitIds: readonly string[]; periodIds: readonly PeriodId[] };

export function placeOf(event: Happening): Place {
  switch (event.kind) {
    case "opened":
      return { unitIds: [], periodIds: event.periods.map(({ id }) => id) };
    case "locked":
      return { unitIds: [], periodIds: [event.periodId] };
    case "signed":
      return { unitIds: [event.provinceId], periodIds: [] };
    case "due-changed":
    case "issued":
      return { unitIds: event.unitIds, periodIds: [] };
    case "stood-in":
      return { unitIds: [event.unitId], periodIds: [] };
    case "notice-written":
    case "notice-decided":
      return { unitIds: [event.notice.unitId], periodIds: [] };
    default:
      return { unitIds: [event.submission.unitId], periodIds: [] };
  }
}

const entryHref = ({ unitId, periodId }: SubmissionKey) => `/entry/${unitId}/${periodId}`;
export const reviewHref = (key: SubmissionKey) => `/submissions/${submissionId(key)}`;

/** The same words to the unit's directors and to whoever submitted. */
function toUnit(
  { submittedBy, ...submission }: ToldSubmission,
  words: Omit<Notice, "to" | "href">,
): Notice[] {
  const notice = { ...words, href: entryHref(submission) };
  const own: Notice = { ...notice, to: "director" };
  return submittedBy === null ? [own] : [own, { ...notice, to: [submittedBy] }];
}

/** Everything that is said about one happening; whoever is meant by several is told the first. */
export function noticesOf(event: Happening): Notice[] {
  switch (event.kind) {
    case "submitted":
    case "approved":
    case "returned":
    case "reopened":
    case "commented":
    case "unlocked":
      return submissionNotices(event);
    case "opened":
    case "due-changed":
    case "locked":
    case "signed":
      return periodNews(event);
    case "issued":
      return issuedNotices(event);
    case "stood-in":
      return standInNews(event);
    case "notice-written":
    case "notice-decided":
      return noticeNews(event);
  }
}

/** Unlocking lets things happen again; what the form itself allows is a matter of its status. */
function unlockedWords({ submission, status, until }: Extract<Happening, { kind: "unlocked" }>): string {
  const day = formatDay(until);
  const approver = submission.provinceId === "VN" ? "Trung ương" : "quản lý tỉnh";
  if (status === "approved")
    return `được mở khóa đến hết ngày ${day}. Biểu đã duyệt: muốn sửa, đề nghị ${approver} mở lại biểu trước khi hết ngày ${day}`;
  if (status === "submitted")
    return `được duyệt hoặc trả lại đến hết ngày ${day}. Biểu đang chờ duyệt: muốn sửa, đề nghị ${approver} trả lại biểu trước khi hết ngày ${day}`;
  return `được sửa đến hết ngày ${day}`;
}

type SubmissionHappening = Extract<Happening, { submission: ToldSubmission }>;

function submissionNotices(event: SubmissionHappening): Notice[] {
  const { submission } = event;
  const [period, unit] = [toldPeriod(submission.periodId), submission.unitName];
  switch (event.kind) {
    case "submitted":
      return [
        {
          to: "approver",
          isUrgent: false,
          subject: `${unit} gửi duyệt ${period}`,
          sentence:
            event.version > 1
              ? `Biểu ${period} của ${unit} gửi lại lần ${event.version}, đang chờ duyệt.`
              : `Biểu ${period} của ${unit} đang chờ duyệt.`,
          detail: null,
          href: reviewHref(submission),
        },
      ];
    case "approved":
      return toUnit(submission, {
        isUrgent: false,
        subject: `${unit}: ${period} đã duyệt`,
        sentence: `Biểu ${period} của ${unit} đã được duyệt và tính vào số tổng hợp.`,
        detail: null,
      });
    case "returned":
      return toUnit(submission, {
        isUrgent: true,
        subject: `${unit}: ${period} bị trả lại`,
        sentence: `Biểu ${period} của ${unit} bị trả lại. Sửa theo lý do ghi kèm rồi gửi duyệt lại.`,
        detail: because(event.reason),
      });
    case "reopened":
      return toUnit(submission, {
        isUrgent: true,
        subject: `${unit}: ${period} được mở lại`,
        sentence: `Biểu ${period} của ${unit} đã duyệt, nay mở lại để sửa. Hạn nộp: hết ngày ${formatDay(event.dueOn)}.`,
        detail: because(event.reason),
      });
    case "commented": {
      const words = {
        isUrgent: false,
        subject: `${unit}: có ý kiến về ${period}`,
        sentence: `Có ý kiến mới về chỉ tiêu ${event.indicatorName} trong biểu ${period} của ${unit}.`,
        detail: event.text,
      };
      return [...toUnit(submission, words), { ...words, to: "manager", href: reviewHref(submission) }];
    }
    case "unlocked": {
      const words = {
        isUrgent: true,
        subject: `${unit}: ${period} được mở khóa`,
        sentence: `Kỳ đã khóa; riêng biểu ${period} của ${unit} ${unlockedWords(event)}.`,
        detail: because(event.reason),
      };
      return [...toUnit(submission, words), { ...words, to: "manager", href: reviewHref(submission) }];
    }
  }
}

/** What a decision of the queue is told as. */
export function decisionHappening(
  submission: ToldSubmission,
  decision: SubmissionDecision,
  actorId: string,
): Happening {
  switch (decision.event) {
    case "approve":
      return { kind: "approved", actorId, submission };
    case "return":
      return { kind: "returned", actorId, submission, reason: decision.reason };
    case "reopen":
      return { kind: "reopened", actorId, submission, reason: decision.reason, dueOn: decision.dueOn };
  }
}

function issuedNotices(event: Extract<Happening, { kind: "issued" }>): Notice[] {
  const href = `/targets/decisions/${event.decisionId}`;
  const words = {
    isUrgent: false,
    subject: `Chỉ tiêu mới theo quyết định số ${event.number}`,
    sentence: `${event.issuer} giao chỉ tiêu cho đơn vị, hiệu lực từ ngày ${formatDay(event.effectiveOn)}.`,
    detail: null,
  };
  return each(words, href, href);
}
