/** Writes what a sheet changes into the drafts of its forms: one transaction and one audit entry for a file. */
import "server-only";
import type { FigureChange } from "@/lib/domain/figure-form";
import type { SheetOrigin } from "@/lib/domain/figure-sheet";
import { grouped } from "@/lib/domain/grouped";
import type { Actor } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { saveDraftBatches, type BatchResult, type DraftBatch } from "./draft-batches";

export type UploadedFile = { source: string; origin: SheetOrigin; sha256: string; unchanged: number };

function batchesOf(changes: readonly FigureChange[]): DraftBatch[] {
  return [...grouped(changes, ({ form }) => form.id).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { provinceId, unitId, periodId, lockVersion } = first.form;
    const cells = own.map(({ indicator, value, isEstimate, note, before }) => ({
      indicator,
      value,
      isEstimate,
      note,
      explanation: before.explanation,
      expectedVersion: before.version,
    }));
    return [{ provinceId, unitId, periodId, lockVersion, cells }];
  });
}

/** @param unit whose page took the file: a reporting unit or a province */
export async function saveFigureChanges(
  changes: readonly FigureChange[],
  file: UploadedFile,
  unit: Pick<Unit, "id" | "provinceId">,
  actor: Actor,
  now: Date,
): Promise<BatchResult> {
  const batches = batchesOf(changes);
  const { source, origin, sha256, unchanged } = file;
  const periods = [...new Set(batches.map(({ periodId }) => periodId))].sort();
  const units = [...new Set(batches.map(({ unitId }) => unitId))].sort();
  const entry = {
    provinceId: unit.provinceId,
    ...by(actor),
    event: "figures.upload",
    subject: `unit:${unit.id}`,
    after: { file: source, origin, sha256, cells: changes.length, unchanged, periods, units },
    at: now,
  };
  return saveDraftBatches(batches, entry, actor, now);
}
