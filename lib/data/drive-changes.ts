/** Drives made and closed, each one transaction with its audit entry, and what every change of a drive begins with. */
import "server-only";
import { MAX_DRIVE_VALUE, mayManageDrive, type NewDrive } from "@/lib/domain/drive";
import type { Actor } from "@/lib/domain/policy";
import { fold } from "@/lib/domain/search";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { listUnits } from "./dashboard-units";
import type { Tx } from "./db";
import { findDrive, listPossibleUnits, type Amounts, type Drive } from "./drives";
import { inTransaction } from "./transaction";

export type DriveProblem =
  | "not-found"
  | "forbidden"
  | "closed"
  /** No goal for the whole: then there is nothing to be held against. */
  | "no-goal"
  | "no-unit"
  /** A unit that has told results stays in. */
  | "has-results"
  /** Nor is a goal taken back for which there are results. */
  | "counted"
  /** Somebody else changed the goals since the form was drawn. */
  | "stale"
  | "too-large";
export type DriveRefused = { ok: false; reason: DriveProblem };
export const refuse = (reason: DriveProblem): DriveRefused => ({ ok: false, reason });

export const told = (amounts: Amounts) =>
  Object.fromEntries([...amounts].map(([id, value]) => [id, String(value)]));

export function goalsProblem(goals: Amounts): DriveProblem | null {
  if (goals.size === 0) return "no-goal";
  return [...goals.values()].some((value) => value > MAX_DRIVE_VALUE) ? "too-large" : null;
}

/** "thang-van-dong-bhxh-2026-05-01", with a number where there is one of that name and day already. */
async function freeId(tx: Tx, { name, startsOn }: NewDrive): Promise<string> {
  const words = fold(name)
    .replace(/[^0-9a-z]+/g, "-")
    .slice(0, 40)
    .replace(/^-|-$/g, "");
  const base = [words, startsOn].filter((part) => part !== "").join("-");
  // Two who make the same drive at once come one after the other.
  await tx.$queryRawUnsafe("SELECT pg_advisory_xact_lock(hashtext('drives'), 0)::text");
  const taken = new Set(
    (await tx.drive.findMany({ where: { id: { startsWith: base } }, select: { id: true } })).map(
      ({ id }) => id,
    ),
  );
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** With everybody below taking part; who does not is taken out with the goals. */
export async function createDrive(
  unitId: string,
  drive: NewDrive,
  goals: Amounts,
  actor: Actor,
  now: Date,
): Promise<{ ok: true; id: string } | DriveRefused> {
  const [unit] = await listUnits([unitId]);
  if (!unit || !mayManageDrive(actor, unit)) return refuse(unit ? "forbidden" : "not-found");
  const problem = goalsProblem(goals);
  if (problem) return refuse(problem);
  return inTransaction(async (tx) => {
    const units = await listPossibleUnits(unit, drive, tx);
    if (units.length === 0) return refuse("no-unit");
    const id = await freeId(tx, drive);
    const { kind, name, startsOn, endsOn } = drive;
    await tx.drive.create({
      data: {
        id,
        unitId: unit.id,
        kind,
        name,
        startsOn: new Date(startsOn),
        endsOn: new Date(endsOn),
        createdBy: actor.id,
        createdAt: now,
      },
    });
    await tx.driveUnit.createMany({
      data: units.map((one) => ({ provinceId: one.provinceId, unitId: one.id, driveId: id })),
    });
    await writeGoals(tx, id, unit, goals);
    await writeAudit(tx, {
      provinceId: unit.provinceId,
      ...by(actor),
      event: "drive.create",
      subject: `drive:${id}`,
      after: { unitId: unit.id, kind, name, startsOn, endsOn, goals: told(goals), units: units.length },
      at: now,
    });
    return { ok: true, id };
  });
}

export async function writeGoals(
  tx: Tx,
  driveId: string,
  { provinceId, id }: Pick<Unit, "provinceId" | "id">,
  goals: Amounts,
) {
  await tx.driveGoal.deleteMany({ where: { driveId, provinceId, unitId: id } });
  await tx.driveGoal.createMany({
    data: [...goals].map(([indicatorId, value]) => ({
      provinceId,
      unitId: id,
      driveId,
      indicatorId,
      value,
    })),
  });
}

/** The drive as it is now, held until the end of the transaction. `FOR UPDATE` for who changes it, `FOR SHARE` for who tells a day. */
export async function holdDrive(
  tx: Tx,
  id: string,
  actor: Actor,
  lock: "UPDATE" | "SHARE",
): Promise<{ ok: true; drive: Drive } | DriveRefused> {
  await tx.$queryRawUnsafe(`SELECT 1 FROM drives WHERE id = $1 FOR ${lock}`, id);
  const drive = await findDrive(actor, id, tx);
  if (!drive) return refuse("not-found");
  return drive.isClosed ? refuse("closed") : { ok: true, drive };
}

/** For good: nothing is told any more, and its summary stands as it was written. */
export async function closeDrive(
  id: string,
  summary: string,
  actor: Actor,
  now: Date,
): Promise<{ ok: true } | DriveRefused> {
  return inTransaction(async (tx): Promise<{ ok: true } | DriveRefused> => {
    const held = await holdDrive(tx, id, actor, "UPDATE");
    if (!held.ok) return held;
    const { drive } = held;
    if (!mayManageDrive(actor, drive.unit)) return refuse("forbidden");
    await tx.drive.update({
      where: { id },
      data: { closedAt: now, closedBy: actor.id, closedFor: actor.onBehalfOf?.id ?? null, summary },
    });
    await writeAudit(tx, {
      provinceId: drive.unit.provinceId,
      ...by(actor),
      event: "drive.close",
      subject: `drive:${id}`,
      before: { isClosed: false },
      after: { isClosed: true, summary },
      at: now,
    });
    return { ok: true };
  });
}
