/** The versions of a submission: who submitted and decided what, and how one version differs from others. */
import "server-only";
import { z } from "zod";
import { checkCells, type Issue } from "@/lib/domain/checks";
import { INDICATOR_IDS, type IndicatorId } from "@/lib/domain/indicator";
import { submissionId } from "@/lib/domain/submission";
import { readCheckContext } from "./check-context";
import { db } from "./db";
import { indicatorText, integerText } from "./submission-cells";
import { actingSql, personSchema, personSql } from "./person";
import type { Submission } from "./submissions";

const entrySchema = z.object({
  at: z.date(),
  actor: personSchema.nullable(),
  /** `submission.submit`, `submission.approve`, … */
  event: z.string(),
  version: z.number().nullable(),
  reason: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof entrySchema>;

const HISTORY = `
  SELECT a.at, a.event, (a.after->>'version')::int AS version, a.reason, ${actingSql("a.actor_id", "a.on_behalf_of")} AS actor
  FROM audit_entries a
  WHERE a.province_id = $1 AND a.subject = $2
  ORDER BY a.at, a.id`;

/** Oldest first; empty for what was loaded from a file, whose audit entry is the file's. */
export async function getSubmissionHistory(seen: Submission): Promise<HistoryEntry[]> {
  const subject = `submission:${submissionId(seen)}`;
  return z.array(entrySchema).parse(await db.$queryRawUnsafe(HISTORY, seen.provinceId, subject));
}

const cellSchema = z.object({
  version: z.number(),
  indicator: indicatorText,
  value: integerText.nullable(),
  isEstimate: z.boolean(),
  note: z.string().nullable(),
  explanation: z.string().nullable(),
  enteredBy: personSchema.nullable(),
});
type RevisionCell = z.infer<typeof cellSchema>;

const CELLS = `
  SELECT f.version, f.indicator_id AS indicator, f.value::text, f.is_estimate AS "isEstimate", f.note, f.explanation,
    ${personSql("f.entered_by")} AS "enteredBy"
  FROM figure_revisions f
  WHERE f.province_id = $1 AND f.unit_id = $2 AND f.period_id = $3 AND f.version = ANY ($4::int[])`;

/** What a cell of another version held. */
export type HeldCell = Pick<RevisionCell, "value" | "isEstimate" | "note">;

export type DiffRow = Omit<RevisionCell, "version"> & {
  /** The version submitted before this one; null if there was none or it had no such cell. */
  previous: HeldCell | null;
  /** The approved version, if it is another one. */
  approved: HeldCell | null;
  lastMonth: bigint | null;
  sameMonthLastYear: bigint | null;
  /** What the checks say of this cell now. */
  issues: Issue[];
};

export type SubmissionDiff = { version: number; previousVersion: number | null; rows: DiffRow[] };

/** The latest submitted version against the one before, the approved one, last month and last year; null before the first. */
export async function getSubmissionDiff(seen: Submission): Promise<SubmissionDiff | null> {
  const { provinceId, unitId, periodId, version, approvedVersion } = seen;
  if (version === 0) return null;
  const versions = [version, version - 1, approvedVersion ?? version];
  const rows = await db.$queryRawUnsafe(CELLS, provinceId, unitId, periodId, versions);
  const cells = z.array(cellSchema).parse(rows);
  const of = (wanted: number) =>
    new Map(cells.filter((cell) => cell.version === wanted).map((cell) => [cell.indicator, cell]));
  const [current, previous, approved] = [of(version), of(version - 1), of(approvedVersion ?? 0)];
  const context = await readCheckContext(db, seen);
  const issues = checkCells(Object.fromEntries(current), context);
  const shown = INDICATOR_IDS.filter(
    (id) => context.required.includes(id) || current.has(id) || previous.has(id) || approved.has(id),
  );
  return {
    version,
    previousVersion: version > 1 ? version - 1 : null,
    rows: shown.map((id) => ({
      ...(current.get(id) ?? emptied(id)),
      previous: held(previous.get(id)),
      approved: approvedVersion === version ? null : held(approved.get(id)),
      lastMonth: context.lastMonth[id] ?? null,
      sameMonthLastYear: context.sameMonthLastYear[id] ?? null,
      issues: issues.filter(({ indicator }) => indicator === id),
    })),
  };
}

const held = (cell: RevisionCell | undefined): HeldCell | null =>
  cell ? { value: cell.value, isEstimate: cell.isEstimate, note: cell.note } : null;

const emptied = (indicator: IndicatorId) => ({
  indicator,
  value: null,
  isEstimate: false,
  note: null,
  explanation: null,
  enteredBy: null,
});
