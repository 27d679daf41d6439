/** The numbers of an issued decision, as its entry holds them, against the targets that stand there now. */
import "server-only";
import { z } from "zod";
import type { ReplayEntry } from "@/lib/domain/audit-replay";
import type { RawTx } from "./raw";

export type IssuedTargets = { compare: (tx: RawTx) => Promise<{ rows: number; findings: string[] }> };

const saidSchema = z.object({
  targets: z.array(
    z.object({
      unitId: z.string().nullable(),
      recipientId: z.string().nullable(),
      scope: z.string(),
      indicator: z.string(),
      kind: z.string(),
      value: z.string(),
    }),
  ),
});

/** The first version is the decision's own; later ones are a file's, or a choice of the headline. */
const FIRST = `
  SELECT concat_ws(' ', 'unit', unit_id, scope, indicator_id, kind) AS key, value::text FROM targets
  WHERE decision_id = $1::uuid AND version = 1 AND recorded_at = $2::timestamptz
  UNION ALL
  SELECT concat_ws(' ', 'recipient', recipient_id, scope, indicator_id, kind), value::text FROM recipient_targets
  WHERE decision_id = $1::uuid AND version = 1 AND recorded_at = $2::timestamptz`;

/** A headline changes no number. */
const LATER = `
  SELECT concat_ws(' ', 'unit', t.unit_id, t.scope, t.indicator_id, t.kind) AS key, t.value::text
  FROM targets t
  JOIN audit_entries a ON a.province_id = t.province_id AND a.event = 'target.headline' AND a.at = t.recorded_at
    AND a.subject = 'unit:' || t.unit_id
  JOIN targets b ON (b.province_id, b.unit_id, b.scope, b.indicator_id, b.kind, b.decision_id)
    = (t.province_id, t.unit_id, t.scope, t.indicator_id, t.kind, t.decision_id) AND b.version = t.version - 1
  WHERE t.decision_id = $1::uuid AND t.version > 1 AND b.value <> t.value`;

const rowsSchema = z.array(z.object({ key: z.string(), value: z.string() }));

/** Null where the entry holds no numbers. */
export function issuedTargets(id: string, { after, at }: ReplayEntry): IssuedTargets | null {
  const said = saidSchema.safeParse(after);
  if (!said.success) return null;
  const expected = new Map(
    said.data.targets.map(({ unitId, recipientId, scope, indicator, kind, value }) => [
      [recipientId === null ? `unit ${unitId}` : `recipient ${recipientId}`, scope, indicator, kind].join(
        " ",
      ),
      value,
    ]),
  );
  return {
    compare: async (tx) => {
      const findings: string[] = [];
      const left = new Map(expected);
      const rows = rowsSchema.parse(await tx.$queryRawUnsafe(FIRST, id, at));
      for (const { key, value } of rows) {
        const should = left.get(key);
        left.delete(key);
        if (should !== value)
          findings.push(`targets ${id} ${key}: the entry says ${should ?? "nothing"}, the row ${value}`);
      }
      for (const [key, value] of left)
        findings.push(`targets ${id} ${key}: the entry says ${value}, there is no row`);
      const later = rowsSchema.parse(await tx.$queryRawUnsafe(LATER, id));
      for (const { key, value } of later)
        findings.push(`targets ${id} ${key}: a choice of the headline changed it to ${value}`);
      return { rows: rows.length, findings };
    },
  };
}
