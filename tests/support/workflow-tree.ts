/** Changes of the tree: units come and go as a loaded file says. Successions come with the reference data alone, so a later one is made here. */
import { db } from "@/lib/data/db";
import { lockAffected, recomputeMany } from "@/lib/data/rollups";
import { inTransaction } from "@/lib/data/transaction";
import { addDays } from "@/lib/domain/day";
import { periodIdSchema } from "@/lib/domain/period";
import type { Succession, Unit } from "@/lib/domain/unit";
import { load } from "./load-files";
import { NOW } from "./workflow-moves";

/** @returns what the load says: a unit with figures of later months does not end, and none comes or goes under a lock */
export function loadUnits(
  ...units: Pick<Unit, "code" | "name" | "level" | "parentId" | "validFrom" | "validTo">[]
) {
  const rows = units.map(({ code, name, level, parentId, validFrom, validTo }) =>
    [code, name, level, parentId ?? "", validFrom, validTo ?? ""].join(","),
  );
  return load({ units: ["code,name,level,parent_code,valid_from,valid_to", ...rows, ""].join("\n") });
}

/** Records a succession with all that it moves. `to` begins on the day after `from` ends. */
export async function addSuccession({ fromUnitId, toUnitId, isWhole }: Succession): Promise<void> {
  await inTransaction(async (tx) => {
    const { provinceId, validFrom } = await tx.unit.findUniqueOrThrow({ where: { id: toUnitId } });
    const periods = await tx.period.findMany({ where: { asOf: { gte: validFrom } } });
    const affected = await lockAffected(
      tx,
      periods.map(({ id }) => ({ provinceId, periodId: periodIdSchema.parse(id) })),
    );
    const fromValidTo = new Date(addDays(validFrom.toISOString().slice(0, 10), -1));
    const data = { fromUnitId, toUnitId, isWhole, fromValidTo, toValidFrom: validFrom };
    await tx.unitSuccession.create({ data });
    await recomputeMany(tx, affected, NOW);
  });
}

export const hasSuccession = async ({ fromUnitId, toUnitId }: Succession) =>
  (await db.unitSuccession.count({ where: { fromUnitId, toUnitId } })) > 0;
