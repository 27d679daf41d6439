/** Warns where loaded figures contradict each other: they are loaded as they are, and somebody should know. */
import { z } from "zod";
import { PARTS, PAYER_GROUPS } from "@/lib/domain/indicator";
import type { RawTx } from "./raw";

const CHECKED = [...new Set([...PARTS.flat(), ...PAYER_GROUPS])];
const column = (id: string) => id.toLowerCase();
const cells = CHECKED.map((id) => `max(value) FILTER (WHERE indicator_id = '${id}') AS ${column(id)}`).join(
  ", ",
);
const parts = PARTS.map(([part, whole]) => `('${part}', '${whole}', ${column(part)}, ${column(whole)})`).join(
  ", ",
);
const isPayer = `indicator_id IN (${PAYER_GROUPS.map((id) => `'${id}'`).join(", ")})`;

/** The whole new sets of load_changes, one row each, and the contradictions in them. */
const CONTRADICTIONS = `
  WITH cells AS (
    SELECT c.set_number, c.payers, n.indicator_id, n.value
    FROM load_changes c JOIN load_figures n USING (set_number)
    WHERE c.base IS NULL
    UNION ALL
    SELECT c.set_number, c.payers, r.indicator_id, r.value
    FROM load_changes c JOIN figure_revisions r USING (province_id, unit_id, period_id, version)
    WHERE c.base IS NOT NULL),
  sets AS (
    SELECT set_number, payers, ${cells}, sum(value) FILTER (WHERE ${isPayer}) AS payer_sum,
      count(*) FILTER (WHERE ${isPayer}) AS payer_count
    FROM cells GROUP BY set_number, payers)
  SELECT set_number AS "setNumber", part, part_value::text AS "partValue", whole, whole_value::text AS "wholeValue",
    count(*) OVER ()::int AS total
  FROM sets CROSS JOIN LATERAL (
    SELECT * FROM (VALUES ${parts}) AS p (part, whole, part_value, whole_value) WHERE part_value > whole_value
    UNION ALL SELECT NULL, 'BHYT', payer_sum, bhyt WHERE payer_count = payers AND payer_sum <> bhyt) AS wrong
  ORDER BY set_number LIMIT $1`;

const contradictionSchema = z.object({
  setNumber: z.int(),
  /** Null: the payer groups together. */
  part: z.string().nullable(),
  partValue: z.string(),
  whole: z.string(),
  wholeValue: z.string(),
  total: z.int(),
});
export type Contradiction = z.infer<typeof contradictionSchema>;

/** At most `limit` of them, in the order of the file; `total` counts all. */
export async function findContradictions(tx: RawTx, limit: number): Promise<Contradiction[]> {
  return z.array(contradictionSchema).parse(await tx.$queryRawUnsafe(CONTRADICTIONS, limit));
}
