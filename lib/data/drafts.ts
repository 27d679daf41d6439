/** Draft cells: each has its own version, so people in different cells do not disturb each other. */
import "server-only";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import type { LockReason } from "@/lib/domain/submission";
import type { Submission } from "./submissions";

export type DraftCellInput = {
  indicator: IndicatorId;
  /** Null empties the cell: a blank is missing, never 0. */
  value: bigint | null;
  isEstimate: boolean;
  note: string | null;
  explanation: string | null;
  /** The version of the cell that the person saw; 0 for one not typed since the last submitted version. */
  expectedVersion: number;
};

export type DraftCell = Omit<DraftCellInput, "expectedVersion"> & { version: number };

export type SavedCell =
  | { indicator: IndicatorId; saved: true; version: number }
  /** "Đã có người sửa trước": `theirs` is what the cell holds now, `mine` what was not saved. */
  | {
      indicator: IndicatorId;
      saved: false;
      reason: "stale";
      mine: bigint | null;
      theirs: DraftCell & { updatedBy: string | null; updatedAt: Date };
    }
  | { indicator: IndicatorId; saved: false; reason: "not-reported" | "too-large"; mine: bigint | null };

/** `stale`: the submission itself moved (submitted, returned, reopened) after it was read. */
export type SaveDraftResult =
  { ok: true; cells: SavedCell[] } | { ok: false; reason: LockReason | "forbidden" | "stale" };

/** Saves each cell that nobody changed meanwhile; a cell that is not saved is answered with both values. */
export async function saveDraftCells(
  seen: Submission,
  cells: readonly DraftCellInput[],
  actor: Actor,
  now: Date,
): Promise<SaveDraftResult> {
  void [seen, cells, actor, now];
  throw new Error("not written yet");
}
