/** The name, kind and days of a drive, corrected by who may make it, in one transaction with the audit entry. */
import "server-only";
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import { mayManageDrive, type NewDrive } from "@/lib/domain/drive";
import { driveHeadText } from "@/lib/domain/drive-head";
import type { Actor } from "@/lib/domain/policy";
import { by } from "./acting";
import { writeAudit } from "./audit";
import type { Tx } from "./db";
import { holdDrive, refuse, type DriveRefused } from "./drive-changes";
import { inTransaction } from "./transaction";

export type DriveHeadSaved =
  | { ok: true }
  | DriveRefused
  | { ok: false; reason: "stale" }
  /** Days with results that would no longer be days of the drive. */
  | { ok: false; reason: "days"; days: Day[] }
  /** Who takes part and is not there on any of the new days, by name. */
  | { ok: false; reason: "units"; units: string[] };

/** @param seen `driveHeadText` of what held when the form was made */
export async function saveDriveHead(
  id: string,
  head: NewDrive,
  seen: string,
  actor: Actor,
  now: Date,
): Promise<DriveHeadSaved> {
  return inTransaction(async (tx): Promise<DriveHeadSaved> => {
    // Held against everybody who tells a day: none slips in between the question and the change.
    const held = await holdDrive(tx, id, actor, "UPDATE");
    if (!held.ok) return held;
    const { drive } = held;
    if (!mayManageDrive(actor, drive.unit)) return refuse("forbidden");
    const before = headOf(drive);
    if (driveHeadText(before) !== seen) return { ok: false, reason: "stale" };
    const after = headOf(head);
    if (driveHeadText(after) === seen) return { ok: true };
    const days = await listCutDays(tx, id, after);
    if (days.length > 0) return { ok: false, reason: "days", days };
    const units = await listGoneUnits(tx, id, after);
    if (units.length > 0) return { ok: false, reason: "units", units };
    const { kind, name, startsOn, endsOn } = after;
    await tx.drive.update({
      where: { id },
      data: { kind, name, startsOn: new Date(startsOn), endsOn: new Date(endsOn) },
    });
    await writeAudit(tx, {
      provinceId: drive.unit.provinceId,
      ...by(actor),
      event: "drive.edit",
      subject: `drive:${id}`,
      before,
      after,
      at: now,
    });
    return { ok: true };
  });
}

const headOf = ({ kind, name, startsOn, endsOn }: NewDrive): NewDrive => ({ kind, name, startsOn, endsOn });

async function listCutDays(tx: Tx, id: string, { startsOn, endsOn }: NewDrive): Promise<Day[]> {
  const rows = await tx.$queryRawUnsafe(
    `SELECT DISTINCT day::text FROM drive_results
     WHERE drive_id = $1 AND day NOT BETWEEN $2::date AND $3::date ORDER BY 1`,
    id,
    startsOn,
    endsOn,
  );
  return z
    .array(z.object({ day: z.string() }))
    .parse(rows)
    .map(({ day }) => day);
}

async function listGoneUnits(tx: Tx, id: string, { startsOn, endsOn }: NewDrive): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe(
    `SELECT u.name FROM drive_units d JOIN units u ON u.province_id = d.province_id AND u.id = d.unit_id
     WHERE d.drive_id = $1 AND (u.valid_from > $3::date OR u.valid_to < $2::date) ORDER BY u.path COLLATE "C"`,
    id,
    startsOn,
    endsOn,
  );
  return z
    .array(z.object({ name: z.string() }))
    .parse(rows)
    .map(({ name }) => name);
}
