/** The cells of a submission: those of its latest version, and over them what was typed since it came back. */
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

/**
 * The cells of the submission `s` of the statement around it. What was typed before a version came another way, by a bulk
 * load, is no part of that version: while a form waits or is approved, its cells are those of the version alone.
 */
export const CELLS_OF_S = `
  SELECT indicator_id,
    CASE WHEN d.version IS NULL THEN r.value ELSE d.value END AS value,
    coalesce(d.is_estimate, r.is_estimate) AS is_estimate,
    CASE WHEN d.version IS NULL THEN r.note ELSE d.note END AS note,
    CASE WHEN d.version IS NULL THEN r.explanation ELSE d.explanation END AS explanation,
    coalesce(d.version, 0) AS version,
    CASE WHEN d.version IS NULL THEN r.entered_by ELSE d.updated_by END AS entered_by,
    d.updated_at
  FROM (SELECT * FROM submission_drafts WHERE province_id = s.province_id AND unit_id = s.unit_id
    AND period_id = s.period_id AND s.status IN ('draft', 'returned', 'reopened')) d
  FULL JOIN (SELECT * FROM figure_revisions WHERE province_id = s.province_id AND unit_id = s.unit_id
    AND period_id = s.period_id AND version = s.version) r USING (indicator_id)`;

const SELECT = `
  SELECT c.indicator_id AS indicator, c.value::text, c.is_estimate AS "isEstimate", c.note, c.explanation, c.version,
    typist.id::text AS "enteredBy", typist.display_name AS "updatedBy", c.updated_at AS "updatedAt"
  FROM submissions s
  CROSS JOIN LATERAL (${CELLS_OF_S}) c
  LEFT JOIN users typist ON typist.id = c.entered_by
  WHERE s.province_id = $1 AND s.unit_id = $2 AND s.period_id = $3`;

/** By indicator; absent where nothing was ever entered, `value` null where it was emptied. */
export async function readCells(
  tx: RawTx,
  { provinceId, unitId, periodId }: SubmissionKey,
): Promise<Map<IndicatorId, Cell>> {
  const rows = await tx.$queryRawUnsafe(SELECT, provinceId, unitId, periodId);
  return new Map(
    z
      .array(cellSchema)
      .parse(rows)
      .map((cell) => [cell.indicator, cell]),
  );
}

/** What the checks read. */
export function toCheckCells(cells: ReadonlyMap<IndicatorId, Cell>): CheckCells {
  return Object.fromEntries([...cells].map(([id, { value, explanation }]) => [id, { value, explanation }]));
}
