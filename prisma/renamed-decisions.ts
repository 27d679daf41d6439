/**
 * The migration that made a decision's number one however it is typed renamed what was written down twice, and left a list:
 * here each of them gets its entry in the audit, with which the chain and the rows say the same.
 */
import type pg from "pg";
import { z } from "zod";
import { writeAudits } from "@/lib/data/audit";
import { pgTx } from "@/lib/data/raw";

const SETTING = "renamed_decisions";

const renamedSchema = z.array(
  z.object({
    value: z.array(
      z.object({ id: z.string(), provinceId: z.string(), before: z.string(), after: z.string() }),
    ),
  }),
);

/** Called by the owner of a migrated and sealed database; once the list is gone there is nothing to do. */
export async function recordRenamedDecisions(
  client: pg.Client,
  now: Date,
  progress: (line: string) => void,
): Promise<void> {
  await client.query("BEGIN");
  try {
    const { rows } = await client.query("DELETE FROM settings WHERE key = $1 RETURNING value", [SETTING]);
    const renamed = renamedSchema.parse(rows).flatMap(({ value }) => value);
    await writeAudits(
      pgTx(client),
      renamed.map(({ id, provinceId, before, after }) => ({
        provinceId,
        actorId: null,
        event: "decision.rename",
        subject: `decision:${id}`,
        before: { number: before },
        after: { number: after },
        at: now,
      })),
    );
    await client.query("COMMIT");
    for (const { before, after } of renamed)
      progress(`The number of a decision was there twice: ${before} is now ${after}`);
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
