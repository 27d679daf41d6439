/** The cells of a submission: those of its latest version, and over them what was typed since. */
import "server-only";
import { z } from "zod";
import type { CheckCells } from "@/lib/domain/checks";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import type { SubmissionKey } from "@/lib/domain/submission";
import type { RawTx } from "./raw";

/** BIGINT as text, so that Prisma's and pg's drivers agree. */
export const integerText = z.string().transform((digits) => BigInt(digits));
export const indicatorText = z.string().refine(isIndicatorId);

const cellSchema = z.object({
  indicator: indicatorText,
  value: integerText.nullable(),
  isEstimate: z.boolean(),
  note: z.string().nullable(),
  explanation: z.string().nullable(),
  /** Version of the draft cell; 0 for one not typed since the latest submitted version. */
  version: z.number(),
  enteredBy: z.string().nullable(),
  updatedBy: z.string().nullable(),
  updatedAt: z.date().nullable(),
});
export type Cell = z.infer<typeof cellSchema>;

const SELECT = `
  SELECT indicator_id AS indicator,
    (CASE WHEN d.version IS NULL THEN r.value ELSE d.value END)::text AS value,
    coalesce(d.is_estimate, r.is_estimate) AS "isEstimate",
    CASE WHEN d.version IS NULL THEN r.note ELSE d.note END AS note,
    CASE WHEN d.version IS NULL THEN r.explanation ELSE d.explanation END AS explanation,
    coalesce(d.version, 0) AS version, typist.id::text AS "enteredBy", typist.display_name AS "updatedBy",
    d.updated_at AS "updatedAt"
  FROM (SELECT * FROM submission_drafts WHERE province_id = $1 AND unit_id = $2 AND period_id = $3) d
  FULL JOIN (SELECT * FROM figure_revisions
    WHERE province_id = $1 AND unit_id = $2 AND period_id = $3 AND version = $4) r USING (indicator_id)
  LEFT JOIN users typist ON typist.id = CASE WHEN d.version IS NULL THEN r.entered_by ELSE d.updated_by END`;

/** By indicator; absent where nothing was ever entered, `value` null where it was emptied. */
export async function readCells(
  tx: RawTx,
  { provinceId, unitId, periodId }: SubmissionKey,
  version: number,
): Promise<Map<IndicatorId, Cell>> {
  const rows = await tx.$queryRawUnsafe(SELECT, provinceId, unitId, periodId, version);
  return new Map(
    z
      .array(cellSchema)
      .parse(rows)
      .map((cell) => [cell.indicator, cell]),
  );
}

export function toCheckCells(cells: ReadonlyMap<IndicatorId, Cell>): CheckCells {
  return Object.fromEntries([...cells].map(([id, { value, explanation }]) => [id, { value, explanation }]));
}
