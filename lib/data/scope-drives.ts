/** The drives that targets are for: those that a decision may give numbers for, and how those among some times are called. */
import "server-only";
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import type { Actor, Reader } from "@/lib/domain/policy";
import {
  decisionScopes,
  driveScope,
  scopeDrive,
  type DriveNames,
  type TargetScope,
} from "@/lib/domain/target-scope";
import { readablePaths } from "./dashboard-units";
import { db } from "./db";
import { listDecisionTargets, type Decision } from "./decisions";
import { VISIBLE_DRIVE } from "./drives";
import type { RawTx } from "./raw";

const rowsSchema = z.array(z.object({ id: z.string(), name: z.string() }));

async function readNames(tx: RawTx, text: string, ...values: unknown[]): Promise<DriveNames> {
  const rows = rowsSchema.parse(await tx.$queryRawUnsafe(text, ...values));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Of the decision's unit and of the units above, open, and not over on the day it takes effect; the first to begin first. */
export async function listOfferedDrives(
  { unit, effectiveOn }: Pick<Decision, "unit" | "effectiveOn">,
  tx: RawTx = db,
): Promise<DriveNames> {
  return readNames(
    tx,
    `SELECT d.id, d.name FROM drives d JOIN units u ON u.id = d.unit_id
     WHERE starts_with($1, u.path) AND d.closed_at IS NULL AND d.ends_on >= $2::date
     ORDER BY d.starts_on, d.id`,
    unit.path,
    effectiveOn,
  );
}

/** Of the drives among these times those that this person may see. */
export async function readDriveNames(
  reader: Pick<Reader, "scope">,
  scopes: readonly TargetScope[],
): Promise<DriveNames> {
  const ids = scopes.flatMap((scope) => scopeDrive(scope) ?? []);
  if (ids.length === 0) return new Map();
  return readNames(
    db,
    `SELECT d.id, d.name FROM drives d JOIN units u ON u.id = d.unit_id WHERE d.id = ANY ($2) AND ${VISIBLE_DRIVE}`,
    readablePaths(reader),
    ids,
  );
}

/** Whether the decision may have numbers for this time: of drives those that are offered, and those it has numbers for already. */
export async function mayGiveFor(decision: Decision, scope: TargetScope, tx: RawTx = db): Promise<boolean> {
  const drive = scopeDrive(scope);
  if (drive === null || (await listOfferedDrives(decision, tx)).has(drive)) return true;
  return (await listDecisionTargets(decision, tx)).some((target) => target.scope === scope);
}

export type ScopeOffer = { scopes: readonly TargetScope[]; names: DriveNames };

/**
 * The times to choose from for a decision that was read, the one that is shown among them, with the names of the drives.
 * Null where what is shown is no time for this decision.
 */
export async function getScopeOffer(
  reader: Actor,
  decision: Decision,
  today: Day,
  shown: TargetScope | null,
): Promise<ScopeOffer | null> {
  if (shown !== null && !(await mayGiveFor(decision, shown))) return null;
  const [offered, own] = await Promise.all([
    listOfferedDrives(decision),
    readDriveNames(reader, shown === null ? [] : [shown]),
  ]);
  const drives = [...offered.keys()].flatMap((id) => driveScope(id) ?? []);
  const more = shown === null ? drives : [...drives, shown];
  return {
    scopes: decisionScopes(decision.effectiveOn, today, more),
    names: new Map([...own, ...offered]),
  };
}
