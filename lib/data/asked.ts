/** What periods ask of each kind of unit, in form order. */
import "server-only";
import { z } from "zod";
import { INDICATOR_IDS, REPORTING_KINDS, type IndicatorId, type ReportingKind } from "@/lib/domain/indicator";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { isDerivedId } from "@/lib/domain/rollup";
import type { RawTx } from "./raw";
import { indicatorText } from "./submission-cells";

const ASKED = `
  SELECT period_id AS period, reporting_kind::text AS kind, array_agg(indicator_id) AS indicators
  FROM period_indicators WHERE period_id = ANY ($1::text[]) GROUP BY period_id, reporting_kind`;

const askedSchema = z.array(
  z.object({ period: periodIdSchema, kind: z.enum(REPORTING_KINDS), indicators: z.array(indicatorText) }),
);

export type Asked = (periodId: PeriodId, kind: ReportingKind) => readonly IndicatorId[];

/** Nothing for a kind or a period that is not asked, or not there. */
export async function readAsked(tx: RawTx, periodIds: readonly PeriodId[]): Promise<Asked> {
  const rows = askedSchema.parse(await tx.$queryRawUnsafe(ASKED, [...periodIds]));
  const known = new Map(
    rows.map(({ period, kind, indicators }) => {
      const ids = new Set(indicators);
      return [`${period} ${kind}`, INDICATOR_IDS.filter((id) => ids.has(id) && !isDerivedId(id))];
    }),
  );
  return (periodId, kind) => known.get(`${periodId} ${kind}`) ?? [];
}
