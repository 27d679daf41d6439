/** The days of a drive as they are told: rows that are changed in place, with the audit as their history. */
import "server-only";
import { z } from "zod";
import { dayInVietnam, type Day } from "@/lib/domain/day";
import { entryProblem, MAX_DRIVE_VALUE, mayEnterDrive, type EntryProblem } from "@/lib/domain/drive";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import type { Tx } from "./db";
import { holdDrive, refuse, type DriveRefused } from "./drive-changes";
import { listDriveCells, listEntryUnits, type Drive } from "./drives";
import { rowsParameter } from "./raw";
import { inTransaction } from "./transaction";

/** What somebody types for a day; null takes it back. `seen`: what stood there when it was drawn. */
export type DriveInput = { day: Day; indicator: IndicatorId; value: bigint | null; seen: bigint | null };
export type DriveCellAnswer = { day: Day; indicator: IndicatorId } & (
  | { saved: true }
  | { saved: false; reason: "stale"; theirs: bigint | null; by: string | null }
  | { saved: false; reason: Exclude<EntryProblem, "closed"> | "too-large" | "indicator" }
);
export type DriveResultsSaved = { ok: true; changed: number; cells: DriveCellAnswer[] } | DriveRefused;

/** $1 rows, $2 province, $3 unit, $4 drive, $5 who, $6 instant. */
const WRITE = `
  WITH given AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS n (day date, indicator text, value bigint)),
  dropped AS (
    DELETE FROM drive_results x USING given g
    WHERE g.value IS NULL AND x.province_id = $2 AND x.unit_id = $3 AND x.drive_id = $4
      AND x.day = g.day AND x.indicator_id = g.indicator)
  INSERT INTO drive_results (province_id, unit_id, drive_id, day, indicator_id, value, recorded_by, recorded_at)
  SELECT $2, $3, $4, day, indicator, value, $5::uuid, $6::timestamptz FROM given WHERE value IS NOT NULL
  ON CONFLICT (province_id, unit_id, drive_id, day, indicator_id) DO UPDATE
  SET value = excluded.value, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`;

const keyOf = ({ day, indicator }: { day: Day; indicator: IndicatorId }) => `${day} ${indicator}`;

/** Saves each day that nobody changed meanwhile; one that is not saved is answered with what stands there. */
export async function saveDriveResults(
  id: string,
  unitId: string,
  inputs: readonly DriveInput[],
  actor: Actor,
  now: Date,
): Promise<DriveResultsSaved> {
  const today = dayInVietnam(now);
  return inTransaction(async (tx): Promise<DriveResultsSaved> => {
    const held = await holdDrive(tx, id, actor, "SHARE");
    if (!held.ok) return held;
    const { drive } = held;
    const unit = await holdUnit(tx, drive, unitId, actor);
    if (!unit) return refuse("not-found");
    if (!mayEnterDrive(actor, unit)) return refuse("forbidden");
    const days = [...new Set(inputs.map(({ day }) => day))];
    const standing = new Map((await listDriveCells(id, unit, days, tx)).map((cell) => [keyOf(cell), cell]));
    const current = (input: DriveInput) => standing.get(keyOf(input))?.value ?? null;
    const cells = inputs.map((input): DriveCellAnswer => {
      const { day, indicator, value, seen } = input;
      const place = { day, indicator };
      const problem = entryProblem(drive, unit, day, today);
      if (problem !== null && problem !== "closed") return { ...place, saved: false, reason: problem };
      if (!drive.goals.has(indicator)) return { ...place, saved: false, reason: "indicator" };
      if (value !== null && value > MAX_DRIVE_VALUE) return { ...place, saved: false, reason: "too-large" };
      // Two who typed the same have nothing to settle.
      if (current(input) === value || current(input) === seen) return { ...place, saved: true };
      const by = standing.get(keyOf(input))?.by ?? null;
      return { ...place, saved: false, reason: "stale", theirs: current(input), by };
    });
    const saved = new Set(cells.flatMap((cell) => (cell.saved ? [keyOf(cell)] : [])));
    const changed = inputs.filter((input) => saved.has(keyOf(input)) && current(input) !== input.value);
    if (changed.length > 0) {
      const rows = changed.map(({ day, indicator, value }) => ({ day, indicator, value }));
      const { provinceId } = unit;
      await tx.$executeRawUnsafe(
        WRITE,
        rowsParameter(rows),
        provinceId,
        unit.id,
        id,
        actor.id,
        now.toISOString(),
      );
      const said = (of: (input: DriveInput) => bigint | null) =>
        changed.map((input) => ({
          day: input.day,
          indicator: input.indicator,
          value: of(input)?.toString() ?? null,
        }));
      await writeAudit(tx, {
        provinceId,
        ...by(actor),
        event: "drive.results",
        subject: `drive_results:${unit.id}.${id}`,
        before: said(current),
        after: said(({ value }) => value),
        at: now,
      });
    }
    return { ok: true, changed: changed.length, cells };
  });
}

const placeSchema = z.array(z.object({ provinceId: z.string() }));

/** A unit that takes part, in the actor's scope; held, so that who tells its days comes one after the other. */
async function holdUnit(tx: Tx, drive: Drive, unitId: string, actor: Actor): Promise<Unit | null> {
  const rows = await tx.$queryRawUnsafe(
    `SELECT province_id AS "provinceId" FROM units WHERE id = $1 FOR NO KEY UPDATE`,
    unitId,
  );
  const [place] = placeSchema.parse(rows);
  if (!place) return null;
  const units = await listEntryUnits(actor, drive.id, place.provinceId, tx);
  return units.find(({ id }) => id === unitId) ?? null;
}
