/** What a person needs who hands a number down to the recipients of a unit: communes, associations, collection services. */
import "server-only";
import { z } from "zod";
import type { CascadeFacts } from "@/lib/domain/cascade";
import { decemberBefore } from "@/lib/domain/comparison";
import { chooseDenominator, denominatorKind, type ChosenDenominator } from "@/lib/domain/coverage";
import { periodsOfYear } from "@/lib/domain/dashboard-context";
import { receivingDay } from "@/lib/domain/decision";
import { INDICATORS, isIndicatorId } from "@/lib/domain/indicator";
import { asOfDay, isPeriodId, type PeriodId } from "@/lib/domain/period";
import { TARGET_KINDS, targetsInForce, type StandingTarget, type Target } from "@/lib/domain/target";
import { previousScope, scopeDays, type TargetScope } from "@/lib/domain/target-scope";
import { listDenominators } from "./dashboard-plans";
import { db } from "./db";
import { listDecisionTargets, type Decision } from "./decisions";
import { integerText } from "./submission-cells";
import type { TargetTable } from "./target-drafts";

const recipientSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  communeId: z.string().nullable(),
});
export type CascadeRecipient = CascadeFacts & {
  recipient: z.infer<typeof recipientSchema>;
  measure: ChosenDenominator | null;
  current: StandingTarget | null;
  assigned: bigint | null;
  isLocked: boolean;
};

const RECIPIENTS = `
  SELECT id, name, kind::text, commune_id AS "communeId" FROM recipients
  WHERE province_id = $1 AND unit_id = $2 AND valid_from <= $3::date AND coalesce(valid_to, 'infinity') >= $3::date
  ORDER BY kind, name, id`;

/** The newest month before the target's time of which any of them has a result; where there is none the first one after. */
const NEWEST = `
  SELECT r.period_id AS id FROM recipient_results r JOIN periods p ON p.id = r.period_id
  WHERE r.province_id = $1 AND r.recipient_id = ANY ($2) AND r.indicator_id = $3
  ORDER BY p.as_of > $4::date, CASE WHEN p.as_of > $4::date THEN p.as_of END, p.as_of DESC LIMIT 1`;

const RESULTS = `
  SELECT recipient_id AS id, sum(value)::text AS value FROM recipient_results
  WHERE province_id = $1 AND recipient_id = ANY ($2) AND indicator_id = $3 AND period_id = ANY ($4) GROUP BY recipient_id`;

const TARGETS = `
  SELECT t.recipient_id AS "unitId", t.indicator_id AS indicator, t.kind::text, t.value::text, t.scope, d.issuer,
    d.number AS "decisionNumber", d.decided_on::text AS "decidedOn", d.effective_on::text AS "effectiveOn",
    t.version, t.recorded_at AS "recordedAt"
  FROM recipient_targets t JOIN decisions d ON d.id = t.decision_id AND d.status = 'issued'
  WHERE t.province_id = $1 AND t.recipient_id = ANY ($2) AND t.indicator_id = $3 AND t.kind = $4::target_kind AND t.scope = ANY ($5)`;

const targetSchema = z
  .object({
    unitId: z.string(),
    indicator: z.string().refine(isIndicatorId),
    kind: z.enum(TARGET_KINDS),
    value: integerText,
    scope: z.string(),
    issuer: z.string(),
    decisionNumber: z.string(),
    decidedOn: z.string(),
    effectiveOn: z.string(),
    version: z.number(),
    recordedAt: z.date().transform((instant) => instant.toISOString()),
  })
  .transform((target) => ({ ...target, headlineReason: null }));

/** The last day before the target's time; for a drive, which has days of its own, the day on which it counts. */
const lastDayBefore = (scope: TargetScope, on: string) => {
  const days = scopeDays(scope);
  return days === null ? on : asOfDay(decemberBefore(days.from.slice(0, 7) as PeriodId));
};

async function findPeriod(provinceId: string, ids: string[], table: TargetTable, day: string) {
  const rows = await db.$queryRawUnsafe(NEWEST, provinceId, ids, table.indicator, day);
  return z.array(z.object({ id: z.string().refine(isPeriodId) })).parse(rows)[0]?.id ?? null;
}

async function readResults(provinceId: string, ids: string[], table: TargetTable, period: PeriodId | null) {
  if (period === null) return new Map<string, bigint>();
  const periods = INDICATORS[table.indicator].nature === "flow" ? periodsOfYear(period) : [period];
  const rows = await db.$queryRawUnsafe(RESULTS, provinceId, ids, table.indicator, periods);
  const results = z.array(z.object({ id: z.string(), value: integerText })).parse(rows);
  return new Map(results.map(({ id, value }) => [id, value]));
}

/** One table of a decision that was read, with the recipients of its unit as they stand when it takes effect. */
export async function getRecipientCascade(
  decision: Decision,
  table: TargetTable,
): Promise<{ basePeriod: PeriodId | null; recipients: CascadeRecipient[] }> {
  const { unit, issuer } = decision;
  const { provinceId } = unit;
  const on = receivingDay(decision.effectiveOn, table.scope);
  const recipients = z
    .array(recipientSchema)
    .parse(await db.$queryRawUnsafe(RECIPIENTS, provinceId, unit.id, on));
  const ids = recipients.map(({ id }) => id);
  const before = previousScope(table.scope);
  const scopes = before === null ? [table.scope] : [table.scope, before];
  const communes = recipients.flatMap(({ communeId }) => (communeId ? [{ id: communeId, provinceId }] : []));
  const year = Number(on.slice(0, 4));
  const [basePeriod, drafts, targetRows, denominators] = await Promise.all([
    findPeriod(provinceId, ids, table, lastDayBefore(table.scope, on)),
    listDecisionTargets(decision),
    db.$queryRawUnsafe(TARGETS, provinceId, ids, table.indicator, table.kind, scopes),
    listDenominators(communes, year, { newestBefore: year }),
  ]);
  const results = await readResults(provinceId, ids, table, basePeriod);
  const targets = new Map<string, Target[]>(ids.map((id) => [id, []]));
  for (const target of z.array(targetSchema).parse(targetRows)) targets.get(target.unitId)?.push(target);
  const given = new Map(
    drafts
      .filter(
        (one) => one.scope === table.scope && one.indicator === table.indicator && one.kind === table.kind,
      )
      .map((one) => [one.recipientId, one]),
  );
  const measuredBy = denominatorKind(table.indicator);
  const rows = recipients.map((recipient): CascadeRecipient => {
    const own = targets.get(recipient.id) ?? [];
    const planned = before ? targetsInForce(own, before, scopeDays(before)?.to ?? on) : [];
    const standing = targetsInForce(own, table.scope, on);
    const chosen = (kind: "population" | "labour_force") =>
      recipient.communeId === null
        ? null
        : chooseDenominator(denominators, recipient.communeId, [], kind, year);
    const measure = measuredBy && chosen(measuredBy);
    const draft = given.get(recipient.id);
    return {
      recipient,
      value: results.get(recipient.id) ?? null,
      plan: planned[0]?.value ?? null,
      population: chosen("population")?.value ?? null,
      labourForce: chosen("labour_force")?.value ?? null,
      denominator: measure?.value ?? null,
      measure,
      current: standing.find((target) => target.issuer === issuer) ?? null,
      assigned: draft?.value ?? null,
      isLocked: draft?.isLocked ?? false,
    };
  });
  return { basePeriod, recipients: rows };
}
