/** Parts of communication counts by partner: of one unit and month, and summed for a unit in the reader's scope. */
import "server-only";
import { z } from "zod";
import { periodsOfYear } from "@/lib/domain/dashboard-context";
import { dayInVietnam } from "@/lib/domain/day";
import { COUNT_INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import {
  isPartnerId,
  mayTellPartners,
  PARTNER_IDS,
  partnerLock,
  partnerProblems,
  type PartnerCell,
  type PartnerId,
} from "@/lib/domain/partner";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, Reader } from "@/lib/domain/policy";
import { submissionId, type LockReason } from "@/lib/domain/submission";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { inScopeSql, lineSql, readablePaths } from "./dashboard-units";
import { db } from "./db";
import { rowsParameter, type RawTx } from "./raw";
import { indicatorText, integerText, readCells } from "./submission-cells";
import { getSubmission, readSubmissions, type Submission } from "./submissions";
import { inTransaction } from "./transaction";

const cellSchema = z.array(
  z.object({
    indicator: indicatorText,
    partner: z.string().refine(isPartnerId),
    value: integerText,
    by: z.string().nullable(),
  }),
);

/** $1 province, $2 unit, $3 period. */
const CELLS = `
  SELECT indicator_id AS indicator, partner, value::text,
    (SELECT us.display_name FROM users us WHERE us.id = recorded_by) AS by
  FROM partner_counts
  WHERE province_id = $1 AND unit_id = $2 AND period_id = $3`;

const readParts = async (tx: RawTx, { provinceId, unitId, periodId }: Submission) =>
  cellSchema.parse(await tx.$queryRawUnsafe(CELLS, provinceId, unitId, periodId));

/** The unit's own counts as its form holds them now. */
async function readOwn(tx: RawTx, submission: Submission): Promise<Map<IndicatorId, bigint | null>> {
  const cells = await readCells(tx, submission);
  return new Map(COUNT_INDICATORS.map((id) => [id, cells.get(id)?.value ?? null]));
}

export type PartnerForm = {
  submission: Submission;
  lock: LockReason | null;
  own: ReadonlyMap<IndicatorId, bigint | null>;
  cells: readonly PartnerCell[];
};

/** Null as getSubmission is, and for a unit that reports no communication. */
export async function getPartnerForm(
  reader: Pick<Actor, "id" | "role" | "scope">,
  id: string,
  now: Date,
): Promise<PartnerForm | null> {
  const submission = await getSubmission(reader, id);
  if (!submission || submission.unit.reportingKind !== "district") return null;
  const [own, parts] = await Promise.all([readOwn(db, submission), readParts(db, submission)]);
  const cells = parts.map(({ indicator, partner, value }): PartnerCell => ({ indicator, partner, value }));
  return { submission, lock: partnerLock(submission, dayInVietnam(now)), own, cells };
}

type TakenPart = Pick<PartnerCell, "indicator" | "partner"> & { theirs: bigint | null; by: string | null };
export type PartnersSaved =
  | { ok: true; changed: number }
  | { ok: false; reason: "not-found" | "forbidden" }
  /** What stands now in the cells that somebody else changed. */
  | { ok: false; reason: "stale"; cells: readonly TakenPart[] }
  | { ok: false; reason: "beyond"; problems: ReadonlyMap<IndicatorId, string> };

/** $1 rows, $2 province, $3 unit, $4 period, $5 who, $6 instant. */
const WRITE = `
  WITH given AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS n (indicator text, partner text, value bigint)),
  dropped AS (
    DELETE FROM partner_counts x USING given g
    WHERE g.value IS NULL AND x.province_id = $2 AND x.unit_id = $3 AND x.period_id = $4
      AND x.indicator_id = g.indicator AND x.partner = g.partner)
  INSERT INTO partner_counts (province_id, unit_id, period_id, indicator_id, partner, value, recorded_by, recorded_at)
  SELECT $2, $3, $4, indicator, partner, value, $5::uuid, $6::timestamptz FROM given WHERE value IS NOT NULL
  ON CONFLICT (province_id, unit_id, period_id, indicator_id, partner) DO UPDATE
  SET value = excluded.value, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`;

/** What somebody types; null takes it back. `seen`: what stood there when it was drawn. */
export type PartnerInput = {
  indicator: IndicatorId;
  partner: PartnerId;
  value: bigint | null;
  seen: bigint | null;
};

const keyOf = ({ indicator, partner }: Pick<PartnerInput, "indicator" | "partner">) =>
  `${indicator} ${partner}`;

/** All or nothing: a part that stands alone says nothing about the others. */
export async function savePartnerCounts(
  id: string,
  inputs: readonly PartnerInput[],
  actor: Actor,
  now: Date,
): Promise<PartnersSaved> {
  const seen = await getSubmission(actor, id);
  if (!seen || seen.unit.reportingKind !== "district") return { ok: false, reason: "not-found" };
  return inTransaction(async (tx): Promise<PartnersSaved> => {
    const { provinceId, unitId, periodId } = seen;
    // Whoever types, sends or decides holds this row too: the counts stay as they are compared.
    const [submission] = await readSubmissions(tx, actor, "oneForDecision", provinceId, unitId, periodId);
    if (!submission) return { ok: false, reason: "not-found" };
    if (!mayTellPartners(submission, actor, dayInVietnam(now))) return { ok: false, reason: "forbidden" };
    const standing = new Map((await readParts(tx, submission)).map((cell) => [keyOf(cell), cell]));
    const current = (input: PartnerInput) => standing.get(keyOf(input))?.value ?? null;
    const isStale = (input: PartnerInput) => current(input) !== input.seen && current(input) !== input.value;
    const taken = inputs.filter(isStale).map((input): TakenPart => {
      const { indicator, partner } = input;
      return { indicator, partner, theirs: current(input), by: standing.get(keyOf(input))?.by ?? null };
    });
    if (taken.length > 0) return { ok: false, reason: "stale", cells: taken };
    const next = new Map<string, PartnerCell>(standing);
    for (const { indicator, partner, value } of inputs)
      if (value === null) next.delete(keyOf({ indicator, partner }));
      else next.set(keyOf({ indicator, partner }), { indicator, partner, value });
    const problems = partnerProblems(await readOwn(tx, submission), [...next.values()]);
    if (problems.size > 0) return { ok: false, reason: "beyond", problems };
    const changed = inputs.filter((input) => current(input) !== input.value);
    if (changed.length > 0) {
      const rows = changed.map(({ indicator, partner, value }) => ({ indicator, partner, value }));
      const at = now.toISOString();
      await tx.$executeRawUnsafe(WRITE, rowsParameter(rows), provinceId, unitId, periodId, actor.id, at);
      const told = (of: (input: PartnerInput) => bigint | null) =>
        changed.map((input) => ({
          indicator: input.indicator,
          partner: input.partner,
          value: of(input)?.toString() ?? null,
        }));
      await writeAudit(tx, {
        provinceId,
        ...by(actor),
        event: "partner.counts",
        subject: `partner_counts:${submissionId({ provinceId, unitId, periodId })}`,
        before: told(current),
        after: told(({ value }) => value),
        at: now,
      });
    }
    return { ok: true, changed: changed.length };
  });
}

/**
 * $1 the unit's path, $2 periods, $3 readable paths. Of approved months alone, also those of the units that it came from. Of
 * a province everybody reads the sum, of a unit below only whoever may read it; a part that by now is more than the
 * approved count is left out and counted apart.
 */
const SUMS = `
  WITH RECURSIVE ${lineSql("$1")},
  own AS MATERIALIZED (
    SELECT u.province_id, u.id FROM units u
    WHERE u.reporting_kind = 'district' AND EXISTS (SELECT FROM line WHERE starts_with(u.path, line.path))
      AND EXISTS (SELECT FROM units p WHERE p.path = $1
        AND (p.level IN ('nation', 'province') OR ${inScopeSql("$3", "p.path")}))),
  parts AS (
    SELECT x.province_id, x.unit_id, x.period_id, x.indicator_id, x.partner, x.value,
      sum(x.value) OVER (PARTITION BY x.province_id, x.unit_id, x.period_id, x.indicator_id) > f.value AS is_beyond
    FROM own JOIN partner_counts x ON x.province_id = own.province_id AND x.unit_id = own.id AND x.period_id = ANY ($2)
    JOIN figures f ON f.province_id = x.province_id AND f.unit_id = x.unit_id AND f.period_id = x.period_id
      AND f.indicator_id = x.indicator_id)
  SELECT partner, indicator_id AS indicator, coalesce(sum(value) FILTER (WHERE NOT is_beyond), 0)::text AS value,
    (SELECT count(DISTINCT (unit_id, period_id)) FROM parts WHERE is_beyond)::int AS beyond
  FROM parts GROUP BY 1, 2`;

const sumSchema = z.array(
  z.object({
    partner: z.string().refine(isPartnerId),
    indicator: indicatorText,
    value: integerText,
    /** The same in every row: of the whole. */
    beyond: z.number(),
  }),
);

export type PartnerSums = {
  /** In the order of partners; those without anything are left out. */
  rows: readonly { partner: PartnerId; values: ReadonlyMap<IndicatorId, bigint> }[];
  /** Months of units whose parts are more than the approved count by now. */
  beyond: number;
};

/** From January to the month. */
export async function sumPartners(
  reader: Pick<Reader, "scope">,
  { path }: Pick<Unit, "path">,
  period: PeriodId,
): Promise<PartnerSums> {
  const sums = sumSchema.parse(
    await db.$queryRawUnsafe(SUMS, path, periodsOfYear(period), readablePaths(reader)),
  );
  const rows = PARTNER_IDS.map((partner) => ({
    partner,
    values: new Map(
      sums.filter((one) => one.partner === partner).map(({ indicator, value }) => [indicator, value]),
    ),
  }));
  return {
    rows: rows.filter(({ values }) => [...values.values()].some((value) => value > 0n)),
    beyond: sums[0]?.beyond ?? 0,
  };
}
