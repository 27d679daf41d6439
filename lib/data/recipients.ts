/** Recipients of a reporting unit with their targets and results of a month. Nothing here enters a rollup. */
import "server-only";
import { z } from "zod";
import { decemberBefore } from "@/lib/domain/comparison";
import type { Day } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { addMonths, asOfDay, isPeriodId, monthStart, yearOf, type PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import {
  mayReadRecipients,
  RECIPIENT_KINDS,
  type Recipient,
  type ResultBase,
  type ResultIndicator,
} from "@/lib/domain/recipient";
import type { StandingTarget } from "@/lib/domain/target";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import type { Unit } from "@/lib/domain/unit";
import { inScopeSql } from "./dashboard-units";
import { db } from "./db";
import { personSchema, personSql } from "./person";
import type { RawTx } from "./raw";
import { listRecipientTargets } from "./recipient-targets";
import { integerText } from "./submission-cells";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

/** The reporting units whose recipients this person may see, by code. */
export async function listRecipientUnits(reader: Actor, on: Day): Promise<Unit[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u
     WHERE u.reporting_kind IS NOT NULL AND ${inScopeSql()}
       AND u.valid_from <= $2::date AND coalesce(u.valid_to, 'infinity') >= $2::date
     ORDER BY u.path`,
    reader.scope.paths,
    on,
  );
  return z
    .array(unitRowSchema)
    .parse(rows)
    .filter((unit) => mayReadRecipients(reader, unit));
}

/** Null for who may not see its recipients. */
export async function findRecipientUnit(reader: Actor, id: string, tx: RawTx = db): Promise<Unit | null> {
  const rows = await tx.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u WHERE u.id = $2 AND ${inScopeSql()}`,
    reader.scope.paths,
    id,
  );
  const [unit] = z.array(unitRowSchema).parse(rows);
  return unit && mayReadRecipients(reader, unit) ? unit : null;
}

/** The months for which results may be told, the newest first: those that were opened, in the unit's time. */
export async function listResultPeriods(unit: Pick<Unit, "validFrom" | "validTo">): Promise<PeriodId[]> {
  const rows = await db.period.findMany({
    where: {
      kind: "month",
      asOf: {
        gte: new Date(unit.validFrom),
        ...(unit.validTo === null ? {} : { lte: new Date(unit.validTo) }),
      },
    },
    select: { id: true },
    orderBy: { asOf: "desc" },
  });
  return rows.map(({ id }) => id).filter(isPeriodId);
}

export const recipientSchema = z.object({
  provinceId: z.string(),
  id: z.string(),
  unitId: z.string(),
  kind: z.enum(RECIPIENT_KINDS),
  name: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
}) satisfies z.ZodType<Recipient>;

/** $1 province, $2 unit, $3 first day, $4 last day: those that exist on any day between. */
export const RECIPIENTS = `
  SELECT r.province_id AS "provinceId", r.id, r.unit_id AS "unitId", r.kind::text, r.name,
    r.valid_from::text AS "validFrom", r.valid_to::text AS "validTo"
  FROM recipients r
  WHERE r.province_id = $1 AND r.unit_id = $2 AND r.valid_from <= $4::date AND coalesce(r.valid_to, 'infinity') >= $3::date
  ORDER BY r.kind, r.id`;

/** All of a unit, ended ones too. The unit must be one that was read. */
export async function listRecipients({ provinceId, id }: Unit): Promise<Recipient[]> {
  const rows = await db.$queryRawUnsafe(RECIPIENTS, provinceId, id, "1900-01-01", "2199-12-31");
  return z.array(recipientSchema).parse(rows);
}

export type RecipientResult = {
  recipient: Recipient;
  /** Of the year, headline first. */
  targets: readonly StandingTarget[];
  value: bigint | null;
  recordedBy: string | null;
  recordedAt: Date | null;
  /** Of the month before; null where nothing was told. */
  lastMonth: bigint | null;
  base: ResultBase;
};

const resultSchema = z.object({
  recipientId: z.string(),
  periodId: z.string(),
  value: integerText,
  by: personSchema.nullable(),
  at: z.date(),
});

/** $1 province, $2 unit, $3 indicator, $4 periods. */
const RESULTS = `
  SELECT x.recipient_id AS "recipientId", x.period_id AS "periodId", x.value::text,
    ${personSql("x.recorded_by")} AS by, x.recorded_at AS at
  FROM recipients r JOIN recipient_results x ON x.province_id = r.province_id AND x.recipient_id = r.id
  WHERE r.province_id = $1 AND r.unit_id = $2 AND x.indicator_id = $3 AND x.period_id = ANY ($4)`;

/** A month's form of one indicator. The unit must be one that was read. */
export async function listRecipientResults(
  unit: Pick<Unit, "id" | "provinceId">,
  period: PeriodId,
  indicator: ResultIndicator,
): Promise<RecipientResult[]> {
  const { provinceId, id } = unit;
  const on = asOfDay(period);
  const isFlow = INDICATORS[indicator].nature === "flow";
  const months = Array.from({ length: Number(period.slice(5, 7)) }, (_, back) => addMonths(period, -back));
  const lastMonth = addMonths(period, -1);
  const december = decemberBefore(period);
  const [recipientRows, resultRows, targets] = await Promise.all([
    db.$queryRawUnsafe(RECIPIENTS, provinceId, id, monthStart(period), on),
    db.$queryRawUnsafe(RESULTS, provinceId, id, indicator, [...months, lastMonth, december]),
    listRecipientTargets(provinceId, [id], {
      scope: targetScopeSchema.parse(String(yearOf(period))),
      on,
      indicator,
    }),
  ]);
  const results = z.array(resultSchema).parse(resultRows);
  return z
    .array(recipientSchema)
    .parse(recipientRows)
    .map((recipient) => {
      const own = results.filter(({ recipientId }) => recipientId === recipient.id);
      const of = (month: PeriodId) => own.find(({ periodId }) => periodId === month);
      const earlier = months.slice(1).flatMap((month) => of(month)?.value ?? []);
      const sum = earlier.length === 0 ? null : earlier.reduce((total, value) => total + value, 0n);
      const current = of(period);
      return {
        recipient,
        targets: targets.filter(({ unitId }) => unitId === recipient.id),
        value: current?.value ?? null,
        recordedBy: current?.by?.displayName ?? null,
        recordedAt: current?.at ?? null,
        lastMonth: of(lastMonth)?.value ?? null,
        base: { before: isFlow ? sum : (of(december)?.value ?? null) },
      };
    });
}
