/** Audit entries in Vietnamese words: what was done, to what, and each value as the screens write it. */
import type { AuditRecord } from "@/lib/data/audit-list";
import { auditChanges, type AuditChange, type Plain } from "@/lib/domain/audit-changes";
import { formatDay, formatInstant } from "@/lib/domain/day";
import { DRIVE_KIND_WORDS } from "@/lib/domain/drive-words";
import { INDICATORS, isIndicatorId } from "@/lib/domain/indicator";
import { formatCount, NO_VALUE } from "@/lib/domain/number";
import { isPeriodId, periodName } from "@/lib/domain/period";
import { REPORT_SCOPES } from "@/lib/domain/report-facts";
import { SENTENCE_IDS, SENTENCES } from "@/lib/domain/report-sentences";
import { parseSubmissionId } from "@/lib/domain/submission";
import { AUDIT_EVENTS, AUDIT_FIELDS } from "@/lib/audit-labels";
import {
  EMPLOYER_KIND_LABELS,
  NOTE_KIND_LABELS,
  NOTICE_STATUS_LABELS,
  RECIPIENT_KIND_LABELS,
  REPORT_SCOPE_LABELS,
  ROLE_LABELS,
  STATUS_LABELS,
  TARGET_KIND_LABELS,
} from "@/lib/labels";

/** "Nộp số liệu"; an event that has no words yet stands by its own name. */
export const eventWords = (event: string): string => AUDIT_EVENTS[event] ?? event;

/** "BHXH huyện Phú Quý, tháng 10/2026" */
export function subjectWords({ subject, subjectName }: Pick<AuditRecord, "subject" | "subjectName">): string {
  const at = subject.indexOf(":");
  const [kind, id] = [subject.slice(0, at), subject.slice(at + 1)];
  const key = kind === "submission" || kind === "partner_counts" ? parseSubmissionId(id) : null;
  if (key) return `${subjectName ?? key.unitId}, ${periodName(key.periodId)}`;
  const period = kind === "month" ? (id.split(".")[1] ?? "") : id;
  if ((kind === "period" || kind === "month") && isPeriodId(period))
    return kind === "month" ? `${subjectName ?? ""}, ${periodName(period)}` : periodName(period);
  if (kind === "report") return reportWords(id, subjectName);
  if (kind === "template") return templateWords(id);
  if (kind === "user") return subjectName ? `${subjectName} (${id})` : id;
  return subjectName ?? id;
}

/** "Báo cáo tháng 10/2026 của Lâm Đồng, bản 1" */
function reportWords(id: string, unitName: string | null): string {
  const [, unit = "", period = "", edition = ""] = id.split(".");
  return isPeriodId(period) ? `Báo cáo ${periodName(period)} của ${unitName ?? unit}, bản ${edition}` : id;
}

/** "Câu BHYT, tỉnh, thành phố" */
function templateWords(id: string): string {
  const [scope = "", sentence = ""] = id.split(".");
  const name = SENTENCE_IDS.find((one) => one === sentence);
  const whose = REPORT_SCOPES.find((one) => one === scope);
  if (!name || !whose) return id;
  return `Câu ${SENTENCES[name].name}, ${REPORT_SCOPE_LABELS[whose].toLocaleLowerCase("vi")}`;
}

/** Where the subject is shown, for somebody who may go there. */
export function subjectHref(
  subject: string,
  may: { readsSubmissions: boolean; readsTargets: boolean },
): string | null {
  const at = subject.indexOf(":");
  const [kind, id] = [subject.slice(0, at), subject.slice(at + 1)];
  if (kind === "submission" && may.readsSubmissions && parseSubmissionId(id)) return `/submissions/${id}`;
  const [, unit = "", period = "", edition = ""] = id.split(".");
  if (kind === "report" && isPeriodId(period))
    return `/reports/${encodeURIComponent(unit)}/${period}?edition=${encodeURIComponent(edition)}`;
  if (kind === "drive") return `/campaigns/${encodeURIComponent(id)}`;
  if (kind === "unit") return `/units/${encodeURIComponent(id)}`;
  if (kind === "decision" && may.readsTargets) return `/targets/decisions/${encodeURIComponent(id)}`;
  return null;
}

const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: { ...STATUS_LABELS, draft: "Đang nhập", issued: "Đã ban hành" },
  role: ROLE_LABELS,
};

const NOTICE = { status: NOTICE_STATUS_LABELS };
/** Words that only events of this noun have. */
const VALUES_OF: Readonly<Record<string, typeof VALUES>> = {
  drive: { kind: DRIVE_KIND_WORDS },
  note: { ...NOTICE, kind: NOTE_KIND_LABELS },
  employer: { ...NOTICE, kind: EMPLOYER_KIND_LABELS },
};

const isInstant = (text: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text);

function valueWords(value: Plain | null, path: readonly string[], noun: string): string {
  if (value === null) return NO_VALUE;
  if (typeof value === "boolean") return value ? "Có" : "Không";
  const text = String(value);
  const known = { ...VALUES, ...VALUES_OF[noun] }[path.at(-1) ?? ""]?.[text];
  if (known) return known;
  if (typeof value === "string" && isInstant(text)) return formatInstant(new Date(text));
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDay(text);
  const isNumber = /^\d{1,19}$/.test(text) && !/^(year|hash|sha256|number|scope)$/.test(path.at(-1) ?? "");
  return isNumber ? formatCount(BigInt(text)) : text;
}

function wordOf(part: string): string {
  if (isIndicatorId(part)) return INDICATORS[part].name;
  const kinds: Readonly<Record<string, string>> = { ...TARGET_KIND_LABELS, ...RECIPIENT_KIND_LABELS };
  return AUDIT_FIELDS[part] ?? kinds[part] ?? part;
}

/** "BHYT", "Chỉ tiêu: 593 · BHYT · số người" */
function pathWords(path: readonly string[]): string {
  const rest = path[0] === "figures" ? path.slice(1) : path;
  return rest.map(wordOf).join(" · ");
}

export type ChangeWords = { label: string; before: string; after: string };

const isOf = (indicator: string | null) => (change: AuditChange) =>
  indicator === null || change.path[0] !== "figures" || change.path[1] === indicator;

/** @param indicator only this one of a submission's figures */
export function changeWords(entry: AuditRecord, indicator: string | null = null): ChangeWords[] {
  const { before, after, figuresBefore } = entry;
  const [noun = ""] = entry.event.split(".");
  // The entry of a submit holds the new figures; those before it are the version before.
  const was = figuresBefore && typeof before === "object" ? { ...before, figures: figuresBefore } : before;
  return auditChanges(was, after)
    .filter(isOf(indicator))
    .map((change) => ({
      label: pathWords(change.path) || "Giá trị",
      before: valueWords(change.before, change.path, noun),
      after: valueWords(change.after, change.path, noun),
    }));
}

export const personWords = ({ actor, onBehalfOf }: Pick<AuditRecord, "actor" | "onBehalfOf">): string =>
  `${actor?.displayName ?? "Công cụ hệ thống"}${onBehalfOf ? `, thay ${onBehalfOf.displayName}` : ""}`;
