/** What the address of the record selects, and the addresses that lead on from it. */
import { z } from "zod";
import { firstOf, type SearchParams } from "@/app/search-params";
import type { AuditCursor, AuditFilter } from "@/lib/data/audit-list";
import { daySchema, type Day } from "@/lib/domain/day";
import { plainText } from "@/lib/domain/text";
import { unitIdSchema } from "@/lib/domain/unit";

/** Kinds of events that a person picks; each by the first words of its events. */
export const EVENT_KINDS = {
  submission: { label: "Biểu số liệu", nouns: ["submission", "figures"] },
  period: { label: "Kỳ, ký chốt tháng", nouns: ["period", "month"] },
  decision: { label: "Quyết định, chỉ tiêu", nouns: ["decision", "target"] },
  recipient: { label: "Bên nhận chỉ tiêu", nouns: ["recipient"] },
  user: { label: "Người dùng, ủy quyền", nouns: ["user", "token", "stand_in"] },
  setting: { label: "Thiết lập, mẫu tệp", nouns: ["setting", "sheet_mapping", "wall"] },
  report: { label: "Báo cáo, mẫu câu", nouns: ["report", "template"] },
  campaign: { label: "Truyền thông, đợt ra quân", nouns: ["drive", "partner"] },
  notice: { label: "Ghi chú, đơn vị chậm đóng", nouns: ["note", "employer"] },
  load: { label: "Nạp dữ liệu, hệ thống", nouns: ["load", "reference", "demo", "audit", "mail"] },
} as const;
type EventKind = keyof typeof EVENT_KINDS;

export type AuditSelection = {
  province: string | null;
  person: string | null;
  kind: EventKind | null;
  /** Number of an entry in its chain. */
  entry: string | null;
  subject: string | null;
  from: Day | null;
  to: Day | null;
  after: AuditCursor | null;
};

const words = z
  .string()
  .max(100)
  .transform((text) => plainText(text) || undefined)
  .optional()
  .catch(undefined);
/** "1234", "1.234" */
const entrySchema = z
  .string()
  .transform((text) => text.replaceAll(/[.\s]/g, ""))
  .pipe(z.string().regex(/^[1-9]\d{0,17}$/))
  .optional()
  .catch(undefined);
const cursorSchema = z
  .string()
  .transform((text) => text.split("_"))
  .pipe(z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()]));

function parseCursor(text: string | undefined): AuditCursor | null {
  const cursor = cursorSchema.safeParse(text);
  return cursor.success ? { at: cursor.data[0], id: cursor.data[1] } : null;
}

/** What cannot be is not selected: a mistyped day is no day. */
export function parseAuditSelection(search: SearchParams): AuditSelection {
  const kind = firstOf(search.kind);
  return {
    province: unitIdSchema.safeParse(firstOf(search.province)).data ?? null,
    person: words.parse(firstOf(search.person)) ?? null,
    kind: kind !== undefined && Object.hasOwn(EVENT_KINDS, kind) ? (kind as EventKind) : null,
    entry: entrySchema.parse(firstOf(search.entry)) ?? null,
    subject: words.parse(firstOf(search.subject)) ?? null,
    from: daySchema.safeParse(firstOf(search.from)).data ?? null,
    to: daySchema.safeParse(firstOf(search.to)).data ?? null,
    after: parseCursor(firstOf(search.after)),
  };
}

export function toFilter({ province, person, kind, entry, subject, from, to }: AuditSelection): AuditFilter {
  const nouns = kind ? EVENT_KINDS[kind].nouns : [];
  return {
    provinceId: province,
    person,
    nouns,
    entry: entry === null ? null : BigInt(entry),
    subject,
    from,
    to,
  };
}

function query({ after, ...rest }: AuditSelection): Record<string, string> {
  const given = { ...rest, after: after && `${after.at}_${after.id}` };
  return Object.fromEntries(
    Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== null),
  );
}

function withQuery(path: string, selection: AuditSelection, more: Record<string, string> = {}): string {
  const search = new URLSearchParams({ ...query(selection), ...more }).toString();
  return search === "" ? path : `${path}?${search}`;
}

export const AUDIT_PATH = "/admin/audit";

export const auditHref = (selection: AuditSelection, after: AuditCursor | null = null) =>
  withQuery(AUDIT_PATH, { ...selection, after });

/** One entry of one chain, as an issued report names it. */
export const auditEntryHref = (province: string, entry: string) =>
  auditHref(parseAuditSelection({ province, entry }));

export const auditExportHref = (selection: AuditSelection, format: "csv" | "xlsx") =>
  withQuery("/api/v1/audit/export", { ...selection, after: null }, { format });

export const isFiltered = (selection: AuditSelection) =>
  Object.keys(query({ ...selection, after: null })).length > 0;
