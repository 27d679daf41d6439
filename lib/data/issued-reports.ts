/** Issued reports: numbered, frozen with their numbers, tied to the audit chain; what was corrected since is listed beside them. */
import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { comparisonBase, decemberBefore } from "@/lib/domain/comparison";
import { periodsOfYear } from "@/lib/domain/dashboard-context";
import { dayInVietnam, dayOf } from "@/lib/domain/day";
import { isPeriodId, type PeriodId } from "@/lib/domain/period";
import { isWithin, type Actor, type Reader } from "@/lib/domain/policy";
import { isEmptyReport, reportSchema, type Report } from "@/lib/domain/report";
import { mayIssueReport, type IssueInput, type IssueRefusal } from "@/lib/domain/report-issue";
import type { Issue } from "@/lib/domain/report-paper";
import { scopeOf } from "@/lib/domain/report-facts";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { GENESIS } from "./audit-chain";
import { listCorrections, type Correction } from "./corrections";
import { listFlashPeriods } from "./dashboard-periods";
import { inScopeSql, readablePaths } from "./dashboard-units";
import { db } from "./db";
import { listLateFilings, type LateFiling } from "./late-filings";
import { actingName } from "./person";
import { getDraftReport } from "./report";
import { inTransaction, PATIENT } from "./transaction";

export type IssuedReport = {
  edition: number;
  issue: Issue;
  issuedAt: Date;
  /** "A (thay B)". */
  issuedBy: string;
  report: Report;
};

type Key = Pick<Unit, "id" | "provinceId" | "path" | "level">;

const hashOf = (content: string) => createHash("sha256").update(content, "utf8").digest("hex");
/** What an issued report is proved by, also of a draft: who issues it says by this which one they saw. */
export const hashReport = (report: Report): string => hashOf(JSON.stringify(report));
const bytes = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (data: Uint8Array) => Buffer.from(data).toString("hex");

/** Its tables tell of the units below: only for those who may read those. */
export const mayReadIssued = (reader: Reader, unit: Key) =>
  unit.level === "nation" || isWithin(readablePaths(reader), unit.path);

/** The editions of a unit and period that this reader may see, the newest first. @param unit that the reader may read */
export async function listIssuedReports(
  reader: Reader,
  unit: Key,
  period: PeriodId,
): Promise<IssuedReport[]> {
  if (!mayReadIssued(reader, unit)) return [];
  const rows = await db.issuedReport.findMany({
    where: { provinceId: unit.provinceId, unitId: unit.id, periodId: period },
    orderBy: { edition: "desc" },
    include: {
      issuedByUser: { select: { displayName: true } },
      onBehalfOfUser: { select: { displayName: true } },
    },
  });
  return rows.map((row) => ({
    edition: row.edition,
    issue: {
      number: row.number,
      day: dayOf(row.issuedOn),
      proof: { seq: String(row.auditSeq), mac: hex(row.auditMac), hash: hex(row.hash) },
    },
    issuedAt: row.issuedAt,
    issuedBy: actingName(row.issuedByUser, row.onBehalfOfUser),
    report: reportSchema.parse(JSON.parse(row.content)),
  }));
}

/**
 * What is decided at the same time bears the instant at which its transaction began, and is in no draft that was read
 * before that ended. As long as a transaction may take, with what it waits for.
 */
const MARGIN_MS = PATIENT.maxWait + PATIENT.timeout;

/** What has changed beside an issued report, which stays as it is. */
export type ChangesSince = { corrections: readonly Correction[]; filings: readonly LateFiling[] };

export const NO_CHANGES: ChangesSince = { corrections: [], filings: [] };

/**
 * What was corrected, and what came late, since, of the numbers that the report tells: those of its own period, of the
 * months that its sums from January hold, and of those that it compares with. What was approved in the moments before the
 * issue is among them, whether or not it is in the report.
 */
export async function listChangesSince(
  reader: Actor,
  unit: Unit,
  { issuedAt, report: { period } }: { issuedAt: Date; report: Pick<Report, "period"> },
): Promise<ChangesSince> {
  const since = new Date(issuedAt.getTime() - MARGIN_MS);
  const lastYear = comparisonBase(period, "yoy", await listFlashPeriods()).periodId;
  const told = new Set([...periodsOfYear(period), ...periodsOfYear(lastYear), decemberBefore(period)]);
  const [all, filings] = await Promise.all([
    listCorrections(reader, unit, since),
    listLateFilings(reader, unit, since, [...told]),
  ]);
  return { corrections: all.filter(({ periodId }) => told.has(periodId)), filings };
}

export type IssuedRow = {
  unitId: string;
  unitName: string;
  period: PeriodId;
  edition: number;
  number: number;
  issuedAt: Date;
};

const ISSUED = `
  SELECT r.unit_id AS "unitId", u.name AS "unitName", r.period_id AS period, r.edition, r.number, r.issued_at AS "issuedAt"
  FROM issued_reports r JOIN units u ON u.id = r.unit_id
  WHERE u.level = 'nation' OR ${inScopeSql()}
  ORDER BY r.issued_at DESC, r.unit_id LIMIT $2`;

const issuedRowSchema = z.array(
  z.object({
    unitId: z.string(),
    unitName: z.string(),
    period: z.string().refine(isPeriodId),
    edition: z.number(),
    number: z.number(),
    issuedAt: z.date(),
  }),
);

/** The newest that this reader may open. */
export async function listNewestIssued(reader: Reader, limit: number): Promise<IssuedRow[]> {
  return issuedRowSchema.parse(await db.$queryRawUnsafe(ISSUED, readablePaths(reader), limit));
}

const HEAD = `SELECT seq::text, encode(mac, 'hex') AS mac FROM audit_heads WHERE province_id = $1`;
const NEXT = `
  SELECT coalesce(max(number), 0)::int + 1 AS number FROM issued_reports WHERE province_id = $1 AND unit_id = $2 AND year = $3`;

const headSchema = z.array(z.object({ seq: z.string(), mac: z.string() }));
const nextSchema = z.array(z.object({ number: z.number() }));

/** Two reports of one unit at once take each other's number; whoever is second tries the next. */
const TRIES = 5;

/** Issues what the draft says; refused when it says something else by now, and when another edition was issued. */
export async function issueReport(
  { unit: unitId, period, edition, seen }: IssueInput,
  actor: Actor,
  now: Date,
): Promise<{ ok: true; number: number } | { ok: false; reason: IssueRefusal }> {
  const draft = await getDraftReport(actor, unitId, period);
  if (draft.kind !== "report") return { ok: false, reason: "not-found" };
  const { unit } = draft.facts;
  if (!mayIssueReport(actor, unit) || scopeOf(unit) === null) return { ok: false, reason: "forbidden" };
  if (isEmptyReport(draft.report)) return { ok: false, reason: "empty" };
  const content = JSON.stringify(draft.report);
  if (hashOf(content) !== seen) return { ok: false, reason: "changed" };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const number = await inTransaction((tx) => add(tx));
    if (number !== null) return { ok: true, number };
    const issued = { provinceId: unit.provinceId, unitId: unit.id, periodId: period };
    if ((await db.issuedReport.count({ where: issued })) !== edition) return { ok: false, reason: "stale" };
  }
  return { ok: false, reason: "busy" };

  async function add(tx: Parameters<Parameters<typeof inTransaction>[0]>[0]): Promise<number | null> {
    const day = dayInVietnam(now);
    const year = Number(day.slice(0, 4));
    const [head] = headSchema.parse(await tx.$queryRawUnsafe(HEAD, unit.provinceId));
    const [next] = nextSchema.parse(await tx.$queryRawUnsafe(NEXT, unit.provinceId, unit.id, year));
    const number = next?.number ?? 1;
    const hash = hashOf(content);
    const acting = by(actor);
    const last = await tx.issuedReport.count({
      where: { provinceId: unit.provinceId, unitId: unit.id, periodId: period },
    });
    if (last !== edition) return null;
    const { count } = await tx.issuedReport.createMany({
      data: {
        provinceId: unit.provinceId,
        unitId: unit.id,
        periodId: period,
        edition: edition + 1,
        year,
        number,
        issuedOn: new Date(day),
        issuedAt: now,
        issuedBy: actor.id,
        onBehalfOf: acting.onBehalfOf,
        content,
        hash: bytes(hash),
        auditSeq: BigInt(head?.seq ?? "0"),
        auditMac: bytes(head?.mac ?? GENESIS),
      },
      skipDuplicates: true,
    });
    if (count === 0) return null;
    await writeAudit(tx, {
      provinceId: unit.provinceId,
      ...acting,
      event: "report.create",
      subject: `report:${unit.provinceId}.${unit.id}.${period}.${edition + 1}`,
      after: { number, year, hash },
      at: now,
    });
    return number;
  }
}
