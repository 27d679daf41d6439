/** Which column is what under a heading that this unit has met before: told once, offered to everybody of the unit. */
import "server-only";
import { createHash } from "node:crypto";
import { can, type Actor, type OrgScope } from "@/lib/domain/policy";
import { sheetColumnsSchema, type SheetColumns } from "@/lib/domain/target-sheet";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { db } from "./db";
import { inTransaction } from "./transaction";

const keyOf = (heading: string) => new Uint8Array(createHash("sha256").update(heading, "utf8").digest());

/** What was told of this heading; null if nothing was, or nothing that still holds. */
export async function getSheetMapping(
  scope: OrgScope,
  unit: Pick<Unit, "id">,
  heading: string,
): Promise<SheetColumns | null> {
  const row = await db.sheetMapping.findUnique({
    where: {
      unitId_heading: { unitId: unit.id, heading: keyOf(heading) },
      unit: { OR: scope.paths.map((path) => ({ path: { startsWith: path } })) },
    },
    select: { mapping: true },
  });
  const known = sheetColumnsSchema.safeParse(row?.mapping);
  return known.success ? known.data : null;
}

/** Remembers, or corrects, what the columns under this heading are. False for somebody who assigns nothing there. */
export async function saveSheetMapping(
  unit: Pick<Unit, "id" | "provinceId" | "path">,
  heading: string,
  columns: SheetColumns,
  actor: Actor,
  at: Date,
): Promise<boolean> {
  if (!can(actor, "target.assign", unit)) return false;
  const key = keyOf(heading);
  const mapping = sheetColumnsSchema.parse(columns);
  await inTransaction(async (tx) => {
    const where = { unitId_heading: { unitId: unit.id, heading: key } };
    const known = sheetColumnsSchema.safeParse(
      (await tx.sheetMapping.findUnique({ where, select: { mapping: true } }))?.mapping,
    );
    const before = known.success ? known.data : null;
    if (JSON.stringify(before) === JSON.stringify(mapping)) return;
    const change = { mapping, updatedBy: actor.id, updatedAt: at };
    await tx.sheetMapping.upsert({
      where,
      create: { unitId: unit.id, heading: key, ...change },
      update: change,
    });
    await writeAudit(tx, {
      provinceId: unit.provinceId,
      ...by(actor),
      event: "sheet_mapping.save",
      subject: `unit:${unit.id}`,
      before,
      after: mapping,
      at,
    });
  });
  return true;
}
