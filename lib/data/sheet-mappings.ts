/** Which column is what under a heading that this unit has met before: told once, offered to everybody of the unit. */
import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { figureColumnsSchema, type FigureColumns } from "@/lib/domain/figure-columns";
import { can, type Actor, type OrgScope, type Permission } from "@/lib/domain/policy";
import { sheetColumnsSchema, type SheetColumns } from "@/lib/domain/target-sheet";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit, type AuditEntry } from "./audit";
import { db } from "./db";
import { inTransaction } from "./transaction";

/** What is told of the columns of one kind of sheet. */
type MappingKind<T> = {
  /** Keeps the kinds apart: the same words may head a table of targets and one of figures. */
  prefix: string;
  schema: z.ZodType<T>;
  needs: Permission;
};

const TARGETS: MappingKind<SheetColumns> = { prefix: "", schema: sheetColumnsSchema, needs: "target.assign" };
const FIGURES: MappingKind<FigureColumns> = {
  prefix: "figures\n",
  schema: figureColumnsSchema,
  needs: "submission.enter",
};

const keyOf = ({ prefix }: { prefix: string }, heading: string) =>
  new Uint8Array(
    createHash("sha256")
      .update(prefix + heading, "utf8")
      .digest(),
  );

async function getMapping<T>(
  kind: MappingKind<T>,
  scope: OrgScope,
  unit: Pick<Unit, "id">,
  heading: string,
): Promise<T | null> {
  const row = await db.sheetMapping.findUnique({
    where: {
      unitId_heading: { unitId: unit.id, heading: keyOf(kind, heading) },
      unit: { OR: scope.paths.map((path) => ({ path: { startsWith: path } })) },
    },
    select: { mapping: true },
  });
  return kind.schema.safeParse(row?.mapping).data ?? null;
}

type Place = Pick<Unit, "id" | "provinceId" | "path">;
type Told<T> = { heading: string; columns: T };

async function saveMapping<T extends NonNullable<AuditEntry["after"]>>(
  kind: MappingKind<T>,
  unit: Place,
  { heading, columns }: Told<T>,
  actor: Actor,
  at: Date,
): Promise<boolean> {
  if (!can(actor, kind.needs, unit)) return false;
  const key = keyOf(kind, heading);
  const mapping = kind.schema.parse(columns);
  await inTransaction(async (tx) => {
    const where = { unitId_heading: { unitId: unit.id, heading: key } };
    const row = await tx.sheetMapping.findUnique({ where, select: { mapping: true } });
    const before = kind.schema.safeParse(row?.mapping).data ?? null;
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

/** What was told of this heading; null if nothing was, or nothing that still holds. */
export const getSheetMapping = (scope: OrgScope, unit: Pick<Unit, "id">, heading: string) =>
  getMapping(TARGETS, scope, unit, heading);

/** Remembers, or corrects, what the columns under this heading are. False for somebody who assigns nothing there. */
export const saveSheetMapping = (
  unit: Place,
  heading: string,
  columns: SheetColumns,
  actor: Actor,
  at: Date,
) => saveMapping(TARGETS, unit, { heading, columns }, actor, at);

/** The same for old sheets of figures. */
export const getFigureMapping = (scope: OrgScope, unit: Pick<Unit, "id">, heading: string) =>
  getMapping(FIGURES, scope, unit, heading);

/** False for somebody who types no figures there. */
export const saveFigureMapping = (
  unit: Place,
  heading: string,
  columns: FigureColumns,
  actor: Actor,
  at: Date,
) => saveMapping(FIGURES, unit, { heading, columns }, actor, at);
