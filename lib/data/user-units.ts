/** Which unit a user is given: by code or id, existing today, and on a level that fits the role. */
import "server-only";
import { dayInVietnam, dayOf, type Day } from "@/lib/domain/day";
import type { Role } from "@/lib/domain/policy";
import { levelsOf } from "@/lib/domain/role";
import { existsOn, type UnitLevel } from "@/lib/domain/unit";
import type { Tx } from "./db";

export type UserUnit = { id: string; provinceId: string; level: UnitLevel };

export type UnitRefusal =
  | { ok: false; reason: "unknown-unit"; unit: string }
  | { ok: false; reason: "ambiguous-unit"; unit: string; ids: string[] }
  | {
      ok: false;
      reason: "unit-not-valid";
      unit: string;
      validFrom: Day;
      validTo: Day | null;
      successors: string[];
    }
  | { ok: false; reason: "wrong-level"; role: Role; level: UnitLevel; levels: readonly UnitLevel[] };

async function listNamesakes(tx: Tx, codeOrId: string) {
  const rows = await tx.unit.findMany({
    where: { OR: [{ code: codeOrId }, { id: codeOrId }] },
    orderBy: { validFrom: "desc" },
    include: { unitSuccessionsByFromUnit: true },
  });
  return rows.map((row) => ({
    ...row,
    validFrom: dayOf(row.validFrom),
    validTo: row.validTo && dayOf(row.validTo),
    successors: row.unitSuccessionsByFromUnit.map(({ toUnitId }) => toUnitId),
  }));
}

/** First a code valid today, then an id. */
export async function findUserUnit(
  tx: Tx,
  role: Role,
  codeOrId: string,
  now: Date,
): Promise<{ ok: true; unit: UserUnit } | UnitRefusal> {
  const namesakes = await listNamesakes(tx, codeOrId);
  const valid = namesakes.filter((unit) => existsOn(unit, dayInVietnam(now)));
  const byCode = valid.filter((unit) => unit.code === codeOrId);
  const [unit, second] = byCode.length > 0 ? byCode : valid;
  if (unit && second) {
    return { ok: false, reason: "ambiguous-unit", unit: codeOrId, ids: valid.map(({ id }) => id) };
  }
  if (!unit) {
    const [other] = namesakes;
    if (!other) return { ok: false, reason: "unknown-unit", unit: codeOrId };
    const { validFrom, validTo, successors } = other;
    return { ok: false, reason: "unit-not-valid", unit: codeOrId, validFrom, validTo, successors };
  }
  const levels = levelsOf(role);
  if (levels.includes(unit.level)) return { ok: true, unit };
  return { ok: false, reason: "wrong-level", role, level: unit.level, levels };
}
