/** The goals of a drive as they are divided, and who takes part: one transaction with its audit entry. */
import "server-only";
import { mayManageDrive } from "@/lib/domain/drive";
import type { Actor } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { db, type Tx } from "./db";
import { goalsProblem, holdDrive, refuse, told, writeGoals, type DriveRefused } from "./drive-changes";
import { listPossibleUnits, type Amounts } from "./drives";
import { inTransaction } from "./transaction";

export type UnitGoals = { unitId: string; takesPart: boolean; goals: Amounts };

type Told = Readonly<Record<string, string>>;
type Parts = {
  /** By unit, also of the whole; without those that have none. */
  goals: ReadonlyMap<string, Told>;
  taking: ReadonlySet<string>;
};

async function readParts(tx: Pick<Tx, "driveGoal" | "driveUnit">, driveId: string): Promise<Parts> {
  const [units, rows] = [
    await tx.driveUnit.findMany({
      where: { driveId },
      orderBy: { unitId: "asc" },
      select: { unitId: true },
    }),
    await tx.driveGoal.findMany({
      where: { driveId },
      orderBy: [{ unitId: "asc" }, { indicatorId: "asc" }],
      select: { unitId: true, indicatorId: true, value: true },
    }),
  ];
  const goals = new Map<string, Told>();
  for (const { unitId, indicatorId, value } of rows)
    goals.set(unitId, { ...goals.get(unitId), [indicatorId]: String(value) });
  return { goals, taking: new Set(units.map(({ unitId }) => unitId)) };
}

const partsText = ({ goals, taking }: Parts): string => JSON.stringify([[...goals], [...taking]]);

/** Goals and participation as one text: the same as long as nobody changes any. */
export async function getGoalsText(driveId: string): Promise<string> {
  return partsText(await readParts(db, driveId));
}

const OUT = "không tham gia";

/**
 * Of the whole and of those who take part; each one that is named is written as it is given, the others stay.
 * @param seen `getGoalsText` of when the form was drawn
 */
export async function saveDriveGoals(
  id: string,
  { whole, units, seen }: { whole: Amounts; units: readonly UnitGoals[]; seen: string },
  actor: Actor,
  now: Date,
): Promise<{ ok: true } | DriveRefused> {
  return inTransaction(async (tx): Promise<{ ok: true } | DriveRefused> => {
    const held = await holdDrive(tx, id, actor, "UPDATE");
    if (!held.ok) return held;
    const { drive } = held;
    if (!mayManageDrive(actor, drive.unit)) return refuse("forbidden");
    const before = await readParts(tx, id);
    if (partsText(before) !== seen) return refuse("stale");
    const problems = [whole, ...units.map(({ goals }) => goals)].map(goalsProblem);
    if (problems[0]) return refuse(problems[0]);
    if (problems.includes("too-large")) return refuse("too-large");
    const possible = new Map((await listPossibleUnits(drive.unit, drive, tx)).map((one) => [one.id, one]));
    if (units.some(({ unitId }) => !possible.has(unitId))) return refuse("not-found");
    const after = new Set(before.taking);
    for (const { unitId, takesPart } of units)
      if (takesPart) after.add(unitId);
      else after.delete(unitId);
    if (after.size === 0) return refuse("no-unit");
    const left = units
      .filter(({ takesPart }) => !takesPart)
      .flatMap(({ unitId }) => possible.get(unitId) ?? []);
    if (await hasResults(tx, id, left)) return refuse("has-results");
    const dropped = [...drive.goals.keys()].filter((one) => !whole.has(one));
    if (dropped.length > 0 && (await isCounted(tx, id, dropped))) return refuse("counted");
    await writeGoals(tx, id, drive.unit, whole);
    for (const { unitId, takesPart, goals } of units) {
      const unit = possible.get(unitId);
      if (!unit) continue;
      const key = { provinceId: unit.provinceId, unitId, driveId: id };
      await tx.driveUnit.deleteMany({ where: key });
      if (takesPart) await tx.driveUnit.create({ data: key });
      await writeGoals(tx, id, unit, takesPart ? goals : new Map());
    }
    const byUnit = (of: (unit: UnitGoals) => Told | null) =>
      Object.fromEntries(units.map((unit) => [unit.unitId, of(unit) ?? OUT]));
    await writeAudit(tx, {
      provinceId: drive.unit.provinceId,
      ...by(actor),
      event: "drive.goals",
      subject: `drive:${id}`,
      before: {
        goals: told(drive.goals),
        byUnit: byUnit(({ unitId }) => (before.taking.has(unitId) ? (before.goals.get(unitId) ?? {}) : null)),
      },
      after: {
        goals: told(whole),
        byUnit: byUnit(({ takesPart, goals }) => (takesPart ? told(goals) : null)),
      },
      at: now,
    });
    return { ok: true };
  });
}

async function hasResults(tx: Tx, driveId: string, units: readonly Unit[]): Promise<boolean> {
  const of = units.map(({ provinceId, id, level }) =>
    level === "province" ? { provinceId } : { provinceId, unitId: id },
  );
  return of.length > 0 && (await tx.driveResult.count({ where: { driveId, OR: of } })) > 0;
}

/** Results of these stand: without a goal they would be on no page. */
const isCounted = async (tx: Tx, driveId: string, indicators: readonly string[]): Promise<boolean> =>
  (await tx.driveResult.count({ where: { driveId, indicatorId: { in: [...indicators] } } })) > 0;
