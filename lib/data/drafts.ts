/**
 * Draft cells: each has its own version, so people in different cells do not disturb each other. They hold what was
 * typed since the latest submitted version and are gone once that is submitted.
 */
import "server-only";
import { enterable, maxFigure } from "@/lib/domain/checks";
import { dayInVietnam } from "@/lib/domain/day";
import type { IndicatorId } from "@/lib/domain/indicator";
import { can, type Actor } from "@/lib/domain/policy";
import { lockReason, type LockReason } from "@/lib/domain/submission";
import { z } from "zod";
import type { Tx } from "./db";
import { readRequired } from "./check-context";
import { indicatorText, readCells, type Cell } from "./submission-cells";
import { contribute } from "./submission-revisions";
import { readSubmissions, type Submission } from "./submissions";
import { inTransaction } from "./transaction";

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

type DraftCell = Omit<DraftCellInput, "expectedVersion"> & { version: number };

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
  | { indicator: IndicatorId; saved: false; reason: CellRefusal; mine: bigint | null };

/** `stale`: the submission itself moved (submitted, returned, reopened, unlocked) after it was read. */
export type SaveDraftResult =
  { ok: true; cells: SavedCell[] } | { ok: false; reason: LockReason | "forbidden" | "stale" };

/** Saves each cell that nobody changed meanwhile; a cell that is not saved is answered with both values. */
export async function saveDraftCells(
  seen: Submission,
  cells: readonly DraftCellInput[],
  actor: Actor,
  now: Date,
): Promise<SaveDraftResult> {
  if (!can(actor, "submission.enter", { path: seen.unitPath })) return { ok: false, reason: "forbidden" };
  const { provinceId, unitId, periodId } = seen;
  return inTransaction(async (tx): Promise<SaveDraftResult> => {
    const [current] = await readSubmissions(tx, actor, "oneForTyping", provinceId, unitId, periodId);
    const lock = lockReason(current ?? null, dayInVietnam(now));
    if (!current || lock) return { ok: false, reason: lock ?? "not-open" };
    if (current.lockVersion !== seen.lockVersion) return { ok: false, reason: "stale" };

    const { unit, asOf } = current;
    const required = await readRequired(tx, current);
    const known = enterable({ kind: unit.reportingKind, asOf, required });
    const held = await readCells(tx, current);
    const inputs = cells.map(tidied);
    const outcomes = new Map(inputs.map((input) => [input, judge(input, held, known)]));
    const toWrite = inputs.filter((input) => outcomes.get(input) === "write");
    const written = await write(tx, current, toWrite, actor, now);
    // Somebody may have typed into one of them since it was read: then the statement has left it alone.
    const after = written.size < toWrite.length ? await readCells(tx, current) : held;
    return {
      ok: true,
      cells: inputs.map((input) => answer(input, outcomes.get(input), written, after, now)),
    };
  });
}

const words = (text: string | null) => text?.trim() || null;
/** An empty cell is no estimate. */
export const tidied = (input: DraftCellInput): DraftCellInput => ({
  ...input,
  note: words(input.note),
  explanation: words(input.explanation),
  isEstimate: input.isEstimate && input.value !== null,
});

type CellRefusal = "not-reported" | "too-large";

/** What the form takes of nobody. @param known what the unit may enter */
export function cellRefusal(
  { indicator, value }: DraftCellInput,
  known: readonly IndicatorId[],
): CellRefusal | null {
  if (!known.includes(indicator)) return "not-reported";
  return value !== null && value > maxFigure(indicator) ? "too-large" : null;
}

type Outcome = "write" | "same" | "stale" | CellRefusal;

function judge(
  input: DraftCellInput,
  held: ReadonlyMap<IndicatorId, Cell>,
  known: readonly IndicatorId[],
): Outcome {
  const refusal = cellRefusal(input, known);
  if (refusal) return refusal;
  const cell = held.get(input.indicator) ?? blank(input.indicator);
  // Two people who typed the same have nothing to settle.
  if (isSame(input, cell)) return "same";
  return input.expectedVersion === cell.version ? "write" : "stale";
}

const blank = (indicator: IndicatorId): Cell => ({
  indicator,
  value: null,
  isEstimate: false,
  note: null,
  explanation: null,
  version: 0,
  enteredBy: null,
  updatedBy: null,
  updatedAt: null,
});

const isSame = (input: DraftCellInput, cell: Cell) =>
  input.value === cell.value &&
  input.isEstimate === cell.isEstimate &&
  input.note === cell.note &&
  input.explanation === cell.explanation;

/** In one order for everybody, so that two who save the same cells cannot lock each other out. */
const UPSERT = `
  INSERT INTO submission_drafts AS d
    (province_id, unit_id, period_id, indicator_id, value, is_estimate, note, explanation, version, updated_by, updated_at)
  SELECT $1, $2, $3, indicator_id, value, is_estimate, note, explanation, expected + 1, $4::uuid, $5::timestamptz
  FROM unnest($6::text[], $7::bigint[], $8::boolean[], $9::text[], $10::text[], $11::int[])
    AS input (indicator_id, value, is_estimate, note, explanation, expected)
  ORDER BY indicator_id COLLATE "C"
  ON CONFLICT (province_id, unit_id, period_id, indicator_id) DO UPDATE
  SET value = excluded.value, is_estimate = excluded.is_estimate, note = excluded.note,
    explanation = excluded.explanation, version = excluded.version, updated_by = excluded.updated_by,
    updated_at = excluded.updated_at
  WHERE d.version = excluded.version - 1
  RETURNING indicator_id AS indicator`;

async function write(
  tx: Tx,
  { provinceId, unitId, periodId, version }: Submission,
  inputs: readonly DraftCellInput[],
  actor: Actor,
  now: Date,
): Promise<Set<IndicatorId>> {
  if (inputs.length === 0) return new Set();
  const rows = await tx.$queryRawUnsafe(
    UPSERT,
    provinceId,
    unitId,
    periodId,
    actor.id,
    now.toISOString(),
    inputs.map(({ indicator }) => indicator),
    inputs.map(({ value }) => value?.toString() ?? null),
    inputs.map(({ isEstimate }) => isEstimate),
    inputs.map(({ note }) => note),
    inputs.map(({ explanation }) => explanation),
    inputs.map(({ expectedVersion }) => expectedVersion),
  );
  const written = z.array(z.object({ indicator: indicatorText })).parse(rows);
  if (written.length > 0)
    await contribute(tx, [{ provinceId, unitId, periodId, version: version + 1 }], actor);
  return new Set(written.map(({ indicator }) => indicator));
}

function answer(
  input: DraftCellInput,
  outcome: Outcome | undefined,
  written: ReadonlySet<IndicatorId>,
  held: ReadonlyMap<IndicatorId, Cell>,
  now: Date,
): SavedCell {
  const { indicator, value: mine, expectedVersion } = input;
  if (outcome === "not-reported" || outcome === "too-large")
    return { indicator, saved: false, reason: outcome, mine };
  if (outcome === "write" && written.has(indicator))
    return { indicator, saved: true, version: expectedVersion + 1 };
  const theirs = held.get(indicator) ?? blank(indicator);
  if (isSame(input, theirs)) return { indicator, saved: true, version: theirs.version };
  // A value that came with the submitted version was there before now.
  return {
    indicator,
    saved: false,
    reason: "stale",
    mine,
    theirs: { ...theirs, updatedAt: theirs.updatedAt ?? now },
  };
}
